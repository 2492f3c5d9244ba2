# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an invented office to a day's plan and back: what it has learned, the question, the plan played.

Shared by what tunes and by what measures; it knows no seed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aufruf.planning.plans.balance import (
    BreakRules,
    Duty,
    Freedom,
    Person,
    Problem,
    ShiftRules,
    Span,
)
from benchmarks.day_player import APPOINTMENT
from benchmarks.office_world import (
    CLOSES,
    NEVER,
    PERIOD,
    PERIODS,
    SHIFTS,
    Day,
    Flags,
    Numbers,
    Office,
    Played,
    Staffing,
    Whole,
)

ROUNDS = 4  # of fitting services and people in turn
SHRINK = 5.0  # a person's pace counts as if so many citizens had taken the usual time


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What an office knows from the days it has seen: never the truth."""

    mean: Numbers  # [service] minutes at usual pace
    pace: Numbers  # [person]
    walk_ins: Numbers  # [period] how many come
    mix: Numbers  # [service] of the walk-ins
    shows: float
    break_delay: float
    took: tuple[Numbers, ...]  # [service] minutes at usual pace, in order: what was seen


def learn(office: Office, seeds: Iterable[int]) -> Learned:
    """What the office's own days teach, worked by custom."""
    days = [office.day(seed) for seed in seeds]
    played = [office.play(day, office.custom) for day in days]
    served = [each.served for each in played]
    service = np.concatenate([day.service[ok] for day, ok in zip(days, served, strict=True)])
    staff = np.concatenate([each.staff[ok] for each, ok in zip(played, served, strict=True)])
    took = np.concatenate([(each.end - each.start)[ok] for each, ok in zip(played, served, strict=True)])
    mean, pace = _fit(np.log(took), service, staff, office)
    walking = [day.kind != APPOINTMENT for day in days]
    comes = np.concatenate([day.arrives[walks] for day, walks in zip(days, walking, strict=True)])
    wanted = np.concatenate([day.service[walks] for day, walks in zip(days, walking, strict=True)])
    mix = np.bincount(wanted, minlength=len(office.mean)) + 1.0
    periods = np.minimum(comes // PERIOD, PERIODS - 1).astype(np.int64)
    delays = np.concatenate([(each.break_began - office.custom.break_at).ravel() for each in played])
    return Learned(
        mean=mean,
        pace=pace,
        walk_ins=np.bincount(periods, minlength=PERIODS) / len(days),
        mix=mix / mix.sum(),
        shows=float(np.mean(np.concatenate([day.bookings[2] for day in days]))),
        break_delay=float(np.nanmean(delays)),
        took=tuple(np.sort((took / pace[staff])[service == each]) for each in range(len(office.mean))),
    )


def _fit(logs: Numbers, service: Whole, staff: Whole, office: Office) -> tuple[Numbers, Numbers]:
    """Means of the services, and each person's pace: what is left over, drawn towards the usual."""
    count = len(office.mean)
    of_service = np.maximum(np.bincount(service, minlength=count), 1)
    of_person = np.bincount(staff, minlength=office.people) + SHRINK
    log_mean, log_pace = np.zeros(count), np.zeros(office.people)
    for _ in range(ROUNDS):
        log_mean = np.bincount(service, logs - log_pace[staff], minlength=count) / of_service
        log_pace = np.bincount(staff, logs - log_mean[service], minlength=office.people) / of_person
    left = logs - log_mean[service] - log_pace[staff]
    variance = np.bincount(service, left**2, minlength=count) / of_service
    return np.exp(log_mean + variance / 2), np.exp(log_pace)


def problem_of(
    office: Office,
    learned: Learned,
    day: Day,
    *,
    freedom: Freedom,
    breaks: BreakRules | None = None,
    safety: float = 0.8,
    skills: Flags | None = None,
    rare: float | None = 0.999,
) -> Problem:
    """The question for a day of which only the bookings are known. `skills`: what is believed of them."""
    believed = office.skills if skills is None else skills
    at, for_what, _ = day.bookings
    booked = np.zeros((believed.shape[1], PERIODS))
    place = np.minimum(at // PERIOD, PERIODS - 1).astype(np.int64)
    np.add.at(booked, (office.class_of[for_what], place), learned.shows * learned.mean[for_what])
    work = np.bincount(office.class_of, learned.mix * learned.mean, minlength=believed.shape[1])
    people = tuple(
        Person(
            id=str(index),
            serves=frozenset(np.nonzero(believed[index])[0].tolist()),
            duty=duty,
            freedom=freedom,
            pace=float(learned.pace[index]),
            long_service=None if rare is None else _long(office, learned, believed[index], index, rare),
        )
        for index, duty in enumerate(duties_of(office.custom))
    )
    return Problem(
        periods=PERIODS,
        people=people,
        booked=_table(booked),
        walk_ins=_table(work[:, None] * learned.walk_ins[None, :]),
        opening=(Span(0, CLOSES),),
        counters=(office.people,) * PERIODS,
        paid_at_most=int(office.custom.paid),
        shifts=ShiftRules(allowed=tuple(Span(begin, end) for begin, end in SHIFTS)),
        breaks=breaks or BreakRules(expected_delay=round(learned.break_delay)),
        safety=safety,
    )


def _long(office: Office, learned: Learned, skills: Flags, person: int, rare: float) -> int:
    """So long takes a citizen of this person at most, but for a rare one."""
    seen = [took for service, took in enumerate(learned.took) if skills[office.class_of[service]]]
    return int(np.quantile(np.concatenate(seen), rare) * learned.pace[person])


def _table(numbers: Numbers) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(each) for each in row) for row in numbers)


def duties_of(staffing: Staffing) -> tuple[Duty, ...]:
    """The same staffing in the words of a plan."""
    return tuple(
        Duty(
            int(begin),
            int(end),
            tuple(Span(int(b), int(b + long)) for b, long in zip(at, lengths, strict=True) if long > 0),
        )
        for begin, end, at, lengths in zip(
            staffing.begins, staffing.ends, staffing.break_at, staffing.break_long, strict=True
        )
    )


def staffing_of(duties: Sequence[Duty | None]) -> Staffing:
    """A plan's duties as they are played. Nobody on duty: begins and ends at once."""
    most = max([len(duty.breaks) for duty in duties if duty is not None] + [1])
    at = np.full((len(duties), most), NEVER)
    long = np.zeros((len(duties), most))
    begins, ends = np.zeros(len(duties)), np.zeros(len(duties))
    for index, duty in enumerate(duties):
        if duty is not None:
            begins[index], ends[index] = duty.begin, duty.end
            for number, pause in enumerate(sorted(duty.breaks)):
                at[index, number], long[index, number] = pause.begin, pause.minutes
    return Staffing(begins=begins, ends=ends, break_at=at, break_long=long)


def late_by(staffing: Staffing, minutes: float) -> Staffing:
    """The same breaks, all of them taken later than planned, but still within the shift."""
    latest = staffing.ends[:, None] - staffing.break_long - PERIOD
    later = np.minimum(staffing.break_at + minutes, np.maximum(latest, staffing.break_at))
    return replace(staffing, break_at=np.where(staffing.break_at < NEVER, later, NEVER))


def mistaken(skills: Flags, *, share: float, seed: int) -> Flags:
    """What is believed of the skills where this share is wrong: not there, and another one instead."""
    chance = np.random.default_rng([seed, 5])
    believed = skills.copy()
    for person, k in zip(*np.nonzero(skills), strict=True):
        others = np.nonzero(~skills[person])[0]
        if len(others) and chance.random() < share:
            believed[person, k] = False
            believed[person, chance.choice(others)] = True
    return believed


def mean_wait(office: Office, day: Day, staffing: Staffing) -> tuple[float, Played]:
    """How long people waited in the mean, and how the day went."""
    played = office.play(day, staffing)
    return float(played.waited(day).mean()), played

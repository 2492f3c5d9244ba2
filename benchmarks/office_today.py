# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented office in the middle of its day: what it can see, as the question for planning the rest.

Who left without a word is still counted, until somebody who came later for the same was called. Nothing that
comes after `now` is looked at.
"""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from aufruf.planning.plans.balance import Duty, Moment, Problem, Proposal, Span
from aufruf.planning.plans.pooled_plan import replan
from benchmarks.day_player import APPOINTMENT
from benchmarks.office_plans import Learned, duties_of
from benchmarks.office_world import (
    PERIOD,
    PERIODS,
    Day,
    Flags,
    Numbers,
    Office,
    Played,
    Staffing,
)

DEMAND_SD = 0.15  # of the days' demand and of their speed, from one day to the other
SPEED_SD = 0.08
ONE_SD = 0.6  # of the logarithm of one duration
STILL_COMES = 0.3  # of those who should have been here for less than a quarter hour
LAST = 480  # nothing is planned anew after this minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Steered:
    """A day that was planned anew every quarter hour."""

    staffing: Staffing
    moves: int
    slowest: float  # seconds of one search


def steer(
    office: Office, learned: Learned, day: Day, planned: Problem, staffing: Staffing, *, moving_cost: float
) -> Steered:
    """Play the day up to each quarter hour, plan the rest, go on."""
    moves, slowest = 0, 0.0
    for now in range(PERIOD, LAST + 1, PERIOD):
        played = office.play(day, staffing)
        problem, moment = seen(office, learned, day, played, planned, staffing, now=now)
        answer = replan(problem, replace(moment, moving_cost=moving_cost))
        if not isinstance(answer, Proposal):
            continue
        slowest = max(slowest, answer.seconds)
        at = staffing.break_at.copy()
        for index, (person, duty) in enumerate(zip(problem.people, answer.duties, strict=True)):
            if duty is not None and duty != person.duty:
                moves += 1
                at[index, : len(duty.breaks)] = [pause.begin for pause in duty.breaks]
        staffing = replace(staffing, break_at=at)
    return Steered(staffing=staffing, moves=moves, slowest=slowest)


def seen(
    office: Office,
    learned: Learned,
    day: Day,
    played: Played,
    planned: Problem,
    staffing: Staffing,
    *,
    now: int,
) -> tuple[Problem, Moment]:
    """The question for the rest of the day: demand and speed as today has shown them, breaks as they were."""
    slow = _speed_of_today(learned, day, played, now)
    came = int(((day.arrives <= now) & (day.kind != APPOINTMENT)).sum())
    expected = float(learned.walk_ins[: now // PERIOD].sum())
    prior = 1 / DEMAND_SD**2
    demand = (prior + came) / (prior + expected)
    waiting, booked = _work_in_sight(office, learned, day, played, now)
    people = tuple(
        replace(person, duty=_as_it_was(duty, began, now))
        for person, duty, began in zip(planned.people, duties_of(staffing), played.break_began, strict=True)
    )
    problem = replace(
        planned,
        people=people,
        booked=tuple(tuple(float(each) for each in row) for row in booked * slow),
        walk_ins=tuple(tuple(each * demand * slow for each in row) for row in planned.walk_ins),
    )
    return problem, Moment(now=now, backlog=tuple(float(each) for each in waiting * slow))


def _as_it_was(duty: Duty, began: Numbers, now: int) -> Duty:
    """Breaks that have begun, at the minute at which they did; those that are due begin now."""
    breaks = [
        Span(int(at), int(at) + pause.minutes) if at <= now else pause
        for pause, at in zip(duty.breaks, np.nan_to_num(began, nan=np.inf), strict=False)
    ]
    return replace(duty, breaks=tuple(breaks))


def _speed_of_today(learned: Learned, day: Day, played: Played, now: int) -> float:
    """How much longer everything takes today, drawn towards the usual."""
    done = played.end <= now
    if not done.any():
        return 1.0
    usual = learned.mean[day.service[done]] * learned.pace[played.staff[done]]
    # The mean of a logarithm lies below the logarithm of the mean.
    logs = np.log((played.end - played.start)[done] / usual) + ONE_SD**2 / 2
    weight = done.sum() / ONE_SD**2
    return float(np.exp(logs.mean() * weight / (weight + 1 / SPEED_SD**2)))


def _work_in_sight(
    office: Office, learned: Learned, day: Day, played: Played, now: int
) -> tuple[Numbers, Numbers]:
    """What waits or is being done, by class; and the appointments to come, by class and period."""
    classes = office.skills.shape[1]
    waiting, booked = np.zeros(classes), np.zeros((classes, PERIODS))
    here = day.arrives <= now
    started = here & (played.start <= now)
    for visitor in np.nonzero(started & (played.end > now))[0]:
        mean = learned.mean[day.service[visitor]]
        waiting[office.class_of[day.service[visitor]]] += max(mean - (now - played.start[visitor]), mean / 4)
    arrived = np.nonzero(here & (day.kind == APPOINTMENT))[0]
    known = Counter((float(day.booked_at[each]), int(day.service[each])) for each in arrived)
    for visitor in np.nonzero(here & ~started & ~_known_to_have_left(day, started))[0]:
        k, mean = office.class_of[day.service[visitor]], learned.mean[day.service[visitor]]
        if day.booked_at[visitor] > now:
            booked[k, _period(day.booked_at[visitor])] += mean
        else:
            waiting[k] += mean
    for at, service in zip(day.bookings[0], day.bookings[1], strict=True):
        if known[float(at), int(service)] > 0:
            known[float(at), int(service)] -= 1
        elif at >= now:
            booked[office.class_of[service], _period(at)] += learned.shows * learned.mean[service]
        elif at > now - PERIOD:
            waiting[office.class_of[service]] += STILL_COMES * learned.mean[service]
    return waiting, booked


def _known_to_have_left(day: Day, started: Flags) -> Flags:
    """Somebody who came later for the same was called before them."""
    gone = np.zeros(len(day.arrives), dtype=bool)
    later: set[tuple[int, int]] = set()
    for visitor in range(len(day.arrives) - 1, -1, -1):
        key = (int(day.service[visitor]), int(day.kind[visitor]))
        if started[visitor]:
            later.add(key)
        elif key in later and day.kind[visitor] != APPOINTMENT:
            gone[visitor] = True
    return gone


def _period(minute: float) -> int:
    return min(int(minute // PERIOD), PERIODS - 1)

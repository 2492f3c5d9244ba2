# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days of an invented office as the product runs them: nobody sees who gives up, so they are called in vain.

What may be twisted is how the world differs from what forecasts believe of it.
"""

from dataclasses import dataclass, replace

import numpy as np

from aufruf.planning.waits.floor import FOREVER
from aufruf.planning.waits.scene import Rule, Server
from aufruf.planning.waits.whole_day import People, PlayedDay, play_day
from benchmarks.office_world import (
    CLOSES,
    LIGHTS_OUT,
    NEVER,
    PERIOD,
    PERIODS,
    Day,
    Flags,
    Numbers,
    Office,
)

RULE = Rule(credit=(0.0, 60.0, 120.0), rate=(1.0, 3.0, 5.0), early=5.0, grace=10.0)
IN_VAIN = 2.0  # minutes: a clerk waits so long for somebody who does not come; forecasts believe 1.5
ABSENT = 0.07
LATE_BREAKS = 20.0
WRONG_SKILLS = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Twist:
    """How the world differs from what is believed of it."""

    gamma: bool = False  # durations: gamma with the same mean and spread, not log-normal
    bursts: bool = False  # walk-ins come in bursts: the rate wanders through the day
    skills_wrong: bool = False  # a fifth of what people may serve is not in the books, as much else is
    breaks_late: bool = False  # all breaks 20 minutes later than planned
    absences: bool = False  # 7 % do not come, and nobody says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """One day as it was; of which an office sees only a part (`wait_sight`)."""

    office: Office
    day: Day
    played: PlayedDay
    there: Flags  # [person] came to work
    believed: Flags  # [person, class] what the books say they may serve


def live(office: Office, seed: int, twist: Twist) -> Lived:
    """The day of this seed, worked by custom."""
    chance = np.random.default_rng([seed, 2])
    day = office.day(seed)
    if twist.gamma:
        day = _gamma(office, day, seed)
    if twist.bursts:
        day = _bursts(day, chance)
    there = np.ones(office.people, dtype=bool)
    if twist.absences:
        there = chance.random(office.people) >= ABSENT
    played = play_day(
        _people(day),
        rule=RULE,
        ends=float(LIGHTS_OUT),
        servers=_servers(office, there, late=LATE_BREAKS if twist.breaks_late else 0.0),
        pace=office.pace.tolist(),
        in_vain=IN_VAIN,
    )
    return Lived(office=office, day=day, played=played, there=there, believed=believed_skills(office, twist))


def believed_skills(office: Office, twist: Twist) -> Flags:
    """What the books say: the same on all days."""
    if not twist.skills_wrong:
        return office.skills
    chance = np.random.default_rng([office.people, int(office.skills.sum()), 3])
    books = office.skills.copy()
    missing = (chance.random(books.shape) < WRONG_SKILLS) & books
    invented = chance.permutation(np.argwhere(~books))[: int(missing.sum())]
    books[missing] = False
    books[invented[:, 0], invented[:, 1]] = True
    return books


def _servers(office: Office, there: Flags, *, late: float) -> tuple[Server, ...]:
    custom = office.custom
    can = office.skills[:, office.class_of]
    return tuple(
        Server(
            can=tuple(can[i].tolist()),
            begins=float(custom.begins[i]) if there[i] else FOREVER,
            ends=float(custom.ends[i]),
            breaks=tuple(
                (float(at) + late, float(long))
                for at, long in zip(custom.break_at[i], custom.break_long[i], strict=True)
                if at < NEVER
            ),
        )
        for i in range(office.people)
    )


def _people(day: Day) -> People:
    leaves = np.where(day.patience < NEVER, day.arrives + day.patience, FOREVER)
    return People(
        arrived=day.arrives,
        type=day.service,
        kind=day.kind,
        booked=np.where(day.booked_at < 0, FOREVER, day.booked_at),
        leaves=leaves,
        minutes=day.duration,
        deaf=np.zeros(len(leaves), np.int64),
    )


def _gamma(office: Office, day: Day, seed: int) -> Day:
    """The same day with other durations."""
    chance = np.random.default_rng([seed, 4])
    shape = 1 / office.spread[day.service] ** 2
    slow = np.exp(chance.normal(0, 0.08))
    duration: Numbers = chance.gamma(shape) * office.mean[day.service] / shape * slow
    return replace(day, duration=duration)


def _bursts(day: Day, chance: np.random.Generator) -> Day:
    """Move walk-ins to quarter hours that draw them: a first-order autoregression of the logarithm."""
    log_rate = np.zeros(PERIODS)
    for index in range(1, PERIODS):
        log_rate[index] = 0.8 * log_rate[index - 1] + chance.normal(0, 0.3)
    walking = np.nonzero(day.booked_at < 0)[0]
    periods = np.minimum(day.arrives[walking] // PERIOD, PERIODS - 1).astype(int)
    weight = np.bincount(periods, minlength=PERIODS) * np.exp(log_rate)
    drawn = chance.choice(PERIODS, len(walking), p=weight / weight.sum())
    arrives = day.arrives.copy()
    arrives[walking] = np.minimum(drawn * PERIOD + chance.random(len(walking)) * PERIOD, CLOSES - 20)
    order = np.argsort(arrives, kind="stable")
    return replace(
        day,
        arrives=arrives[order],
        service=day.service[order],
        kind=day.kind[order],
        booked_at=day.booked_at[order],
        patience=day.patience[order],
        duration=day.duration[order],
        patient=day.patient[order],
    )

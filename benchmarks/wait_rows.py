# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forecasts beside what happened: an office learns, is recalibrated, and is then looked at day by day."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from aufruf.planning.learning.demand import learn
from aufruf.planning.learning.learned import Learned
from aufruf.planning.learning.observed import DayFacts
from aufruf.planning.learning.pits import levels_from, pit
from aufruf.planning.waits.floor import FOREVER
from aufruf.planning.waits.simulate import outlook
from aufruf.planning.waits.waiting import at_level
from benchmarks.day_player import WALK_IN
from benchmarks.naive_waits import features, fit
from benchmarks.office_world import Numbers, Office, office_of
from benchmarks.wait_days import Lived, Twist, live
from benchmarks.wait_sight import catalogue_of, date_of, facts_of, mean_lengths, sight

REMEMBERED = 60  # days, for levels and for learning
NOMINAL = (0.1, 0.5, 0.9)
LOOKED_AT = {True: 0.06, False: 0.35}  # share of the walk-ins whose wait is forecast, by whether it is large
LARGE = 10  # staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What was said when somebody took a ticket, and what became of it."""

    day: int
    actual: float | None  # None: not called that day
    quantiles: tuple[float, ...] | None
    not_today: float
    features: list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Seeds of days: to learn from, to recalibrate on, to measure."""

    training: Sequence[int]
    calibration: Sequence[int]
    test: Sequence[int]


@dataclass(slots=True, kw_only=True)
class Measured:
    """An office's measured days: only those who were called that day, but for `not_today`."""

    office: int
    people: int
    day: Numbers = field(default_factory=lambda: np.empty(0))
    actual: Numbers = field(default_factory=lambda: np.empty(0))
    told: Numbers = field(default_factory=lambda: np.empty((0, 3)))  # low, likely, high
    raw: Numbers = field(default_factory=lambda: np.empty((0, 3)))  # at the nominal levels
    naive: Numbers = field(default_factory=lambda: np.empty((0, 3)))
    not_today: Numbers = field(default_factory=lambda: np.empty(0))  # probability, of everybody
    unserved: Numbers = field(default_factory=lambda: np.empty(0))  # 1: it was so
    base_rate: float = 0.0


def office_for(seed: int, people: int, *, load: float) -> Office:
    """The office of this seed. Small ones offer less, and more people can do each thing."""
    if people >= LARGE:
        found = office_of(seed, people=people, load=load)
    else:
        found = office_of(seed, people=people, services=8, classes=3, load=load)
    return replace(found, patient_share=0.0)


def forecasts_of(lived: Lived, number: int, learned: Learned, *, seed: int) -> Iterable[Forecast]:
    """For some of those who take a ticket without appointment and have to wait."""
    day, called = lived.day, lived.played.called
    chance = np.random.default_rng([seed, 5])
    share = LOOKED_AT[lived.office.people >= LARGE]
    looked_at = (chance.random(len(called)) < share) & (day.kind == WALK_IN) & (called > day.arrives)
    mean = mean_lengths(learned)
    for j in np.nonzero(looked_at)[0]:
        now = float(day.arrives[j])
        seen = sight(lived, now, learned, date_of(number), seed=seed * 1000 + int(j))
        place = int(np.nonzero(seen.people == j)[0][0])
        spread = outlook(seen.scene).waiting[place]
        yield Forecast(
            day=number,
            actual=float(called[j] - now) if called[j] < FOREVER else None,
            quantiles=spread.quantiles,
            not_today=spread.not_today,
            features=features(lived, seen, int(j), mean),
        )


def measure(office_seed: int, people: int, days: Days, twist: Twist, *, load: float) -> Measured:
    """Learn, recalibrate, measure. Without days for calibration nothing but the nominal levels is told."""
    office = office_for(office_seed, people, load=load)
    catalogue = catalogue_of(office)
    facts: list[DayFacts] = []
    for seed in days.training:
        facts.append(facts_of(_live(office, office_seed, seed, twist), date_of(len(facts))))
    learned = learn(facts, catalogue)
    pits: deque[list[float]] = deque(maxlen=REMEMBERED)
    rows: list[Forecast] = []
    for seed in days.calibration:
        lived = _live(office, office_seed, seed, twist)
        mine = list(forecasts_of(lived, len(facts), learned, seed=seed))
        rows += mine
        pits.append(_pits(mine))
        facts.append(facts_of(lived, date_of(len(facts))))
    learned = learn(facts, catalogue)
    tested: list[Forecast] = []
    levels: list[tuple[float, float, float]] = []
    for seed in days.test:
        lived = _live(office, office_seed, seed, twist)
        mine = list(forecasts_of(lived, len(facts), learned, seed=seed))
        known = [each for of_day in pits for each in of_day]
        levels += [levels_from(known) if days.calibration else NOMINAL] * len(mine)
        tested += mine
        pits.append(_pits(mine))
        facts.append(facts_of(lived, date_of(len(facts))))
    return _measured(office_seed, people, rows, tested, levels)


def _live(office: Office, office_seed: int, seed: int, twist: Twist) -> Lived:
    """Each office has days of its own."""
    return live(office, seed + 100_000 * office_seed, twist)


def _pits(forecasts: Iterable[Forecast]) -> list[float]:
    return [
        pit(each.quantiles, each.actual)
        for each in forecasts
        if each.quantiles is not None and each.actual is not None
    ]


def _measured(
    office: int,
    people: int,
    before: Sequence[Forecast],
    tested: Sequence[Forecast],
    levels: Sequence[tuple[float, float, float]],
) -> Measured:
    found = Measured(office=office, people=people)
    found.not_today = np.array([each.not_today for each in tested])
    found.unserved = np.array([float(each.actual is None) for each in tested])
    found.base_rate = float(np.mean([each.actual is None for each in before])) if before else 0.0
    served = [
        (each, its)
        for each, its in zip(tested, levels, strict=True)
        if each.actual is not None and each.quantiles is not None
    ]
    found.day = np.array([each.day for each, _ in served])
    found.actual = np.array([each.actual for each, _ in served])
    found.told = np.array([[at_level(each.quantiles or (), p) for p in its] for each, its in served])
    found.raw = np.array([[at_level(each.quantiles or (), p) for p in NOMINAL] for each, _ in served])
    known = [each for each in before if each.actual is not None]
    if known:
        table = np.array([each.features for each in known])
        waits = np.array([each.actual for each in known])
        coefficients = [fit(table, waits, level) for level in NOMINAL]
        seen = np.array([each.features for each, _ in served])
        found.naive = np.maximum(0.0, np.column_stack([seen @ each for each in coefficients]))
    return found

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office says about waiting at one moment: to those who wait, and to whoever would come next."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aufruf.planning.waits.scene import LEVELS, Spread
from aufruf.planning.waits.waiting import Wait, at_level, wait_of

PERHAPS_NOT = 0.2  # from this probability on people are told that it may not be today any more
EXACT, STEP = 15, 5  # minutes: above the first, people are told steps of the second
Levels = tuple[float, float, float]
Range = tuple[int, int]
"""From and to, in minutes as people say them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """How long somebody will wait, if they are called today, and how likely it is that they are not.

    `simulated` are the quantiles (at LEVELS, in minutes) before the office's own levels were applied.
    """

    wait: Wait | None
    not_today: float = 0.0
    simulated: tuple[int, ...] | None = None

    @property
    def perhaps_not_today(self) -> bool:
        """Whether people should be warned."""
        return self.not_today >= PERHAPS_NOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a forecast rests on: so many days of the office's own, and the levels that they have taught."""

    days: int
    levels: Levels


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """An office's day played forward from one moment. Minutes count from `moment`."""

    office: str
    date: dt.date
    seq: int
    moment: dt.datetime
    basis: Basis
    waiting: Mapping[str, Spread]  # by visit
    next: Mapping[str, Spread]  # by service: of somebody who came now without an appointment
    typical: Spread | None = None  # of whoever comes next, whatever for

    def for_visit(self, visit: str) -> Expectation | None:
        """How long this visit still waits; None if it does not, or is newer than the forecast."""
        return expectation(self.waiting.get(visit), self.basis.levels)

    def for_next(self, service: str | None = None) -> Expectation | None:
        """How long somebody would wait who came now, for this service or for what people come for here."""
        spread = self.typical if service is None else self.next.get(service)
        return expectation(spread, self.basis.levels)


def expectation(spread: Spread | None, levels: Levels) -> Expectation | None:
    """What a spread says to people; None where nothing is known."""
    if spread is None:
        return None
    quantiles = spread.quantiles
    return Expectation(
        wait=wait_of(spread, levels),
        not_today=round(spread.not_today, 3),
        simulated=None if quantiles is None else tuple(round(max(0.0, each)) for each in quantiles),
    )


def for_people(wait: Wait) -> Range:
    """A wait as people say it: to five minutes where it is long, and never narrower than it is."""
    low, high = wait.low, max(wait.low, wait.high)
    return (
        low if low <= EXACT else low // STEP * STEP,
        high if high <= EXACT else -(-high // STEP) * STEP,
    )


def mixed(spreads: Iterable[tuple[float, Spread]]) -> Spread | None:
    """The spread of somebody of whom only the shares are known: (share, spread); None without any."""
    parts = [(share, spread) for share, spread in spreads if share > 0]
    whole = sum(share for share, _ in parts)
    if whole <= 0:
        return None
    not_today = sum(share * spread.not_today for share, spread in parts) / whole
    points = sorted(
        (at_level(spread.quantiles, step), share * (1 - spread.not_today))
        for share, spread in parts
        if spread.quantiles is not None
        for step in STEPS
    )
    weight = sum(share for _, share in points)
    if weight <= 0:
        return Spread(quantiles=None, not_today=not_today)
    return Spread(quantiles=_quantiles(points, weight), not_today=not_today)


STEPS = tuple((step + 0.5) / 40 for step in range(40))


def _quantiles(points: Sequence[tuple[float, float]], weight: float) -> tuple[float, ...]:
    found, passed, index = [], points[0][1], 0
    for level in LEVELS:
        while passed < level * weight and index < len(points) - 1:
            index += 1
            passed += points[index][1]
        found.append(points[index][0])
    return tuple(found)

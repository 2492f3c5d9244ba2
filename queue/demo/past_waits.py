# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was told of the waits on days of the past: what people in a like place had waited on the days before.

A plain predictor, and an honest one: it knows only days that were over by then, and says nothing as long as
it has seen too little. So its coverage is what it would have been.
"""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable

from aufruf.planning.waits.scene import LEVELS, Spread
from aufruf.planning.waits.waiting import Wait, wait_of

BACKLOG = (0.3, 1.5, 3.0, 5.0, 8.0, 12.0, 17.0, 24.0)  # minutes of work ahead for each who could do it
EARLY = (0.0, 4.0, 9.0, 14.0, 19.0)  # minutes until an appointment is due
BUSY = (0.3, 4.0)  # the same as BACKLOG, for those who have a claim to be called sooner
ENOUGH, KEPT = 30, 300  # waits of a like place: fewer say nothing, older ones are forgotten
TOLD_AT = (0.14, 0.5, 0.86)  # whole minutes make the range wider: together these hold some eight in ten
Place = Hashable


class Memory:
    """How long people waited, by the place in which they were when they came."""

    def __init__(self) -> None:
        self._waits: defaultdict[Place, deque[float]] = defaultdict(lambda: deque(maxlen=KEPT))
        self._today: list[tuple[Place, float]] = []
        self._known: dict[Place, tuple[Wait, tuple[int, ...]] | None] = {}

    def told(self, place: Place) -> tuple[Wait, tuple[int, ...]] | None:
        """What somebody in this place is told, with the quantiles behind it; None: not known yet."""
        if place not in self._known:
            self._known[place] = self._ask(place)
        return self._known[place]

    def note(self, place: Place, minutes: float) -> None:
        """Somebody was called after so long."""
        self._today.append((place, minutes))

    def sleep_over_it(self) -> None:
        """A day is over: from now on it counts."""
        for place, minutes in self._today:
            self._waits[place].append(minutes)
        self._today, self._known = [], {}

    def _ask(self, place: Place) -> tuple[Wait, tuple[int, ...]] | None:
        seen = sorted(self._waits[place])
        if len(seen) < ENOUGH:
            return None
        quantiles = tuple(_quantile(seen, level) for level in LEVELS)
        wait = wait_of(Spread(quantiles=quantiles, not_today=0.0), TOLD_AT)
        return None if wait is None else (wait, tuple(round(each) for each in quantiles))


def place_of(*, backlog: float, early: float | None, priority: bool) -> Place:
    """The class of those who wait alike; `early` is None without an appointment, or when late for it."""
    if priority:
        return ("priority", bisect_left(BUSY, backlog))
    if early is None:
        return ("walk_in", bisect_left(BACKLOG, backlog))
    return ("appointment", bisect_left(EARLY, early), bisect_left(BUSY, backlog))


def _quantile(ordered: list[float], level: float) -> float:
    exact = level * (len(ordered) - 1)
    below = int(exact)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (exact - below)

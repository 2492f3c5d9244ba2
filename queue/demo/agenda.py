# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the people of the town mean to do, and when."""

import datetime as dt
import heapq
from collections.abc import Awaitable, Callable
from itertools import count

Deed = Callable[[dt.datetime], Awaitable[None]]
"""Something somebody does; it is told the moment for which it was planned."""


class Agenda:
    """Deeds in the order of their moments; of two for the same moment the earlier planned comes first."""

    def __init__(self) -> None:
        self._heap: list[tuple[dt.datetime, int, Deed, bool]] = []
        self._planned = count()

    def plan(self, at: dt.datetime, deed: Deed, *, outlasts_night: bool = False) -> None:
        """Mean to do something at a moment."""
        heapq.heappush(self._heap, (at, next(self._planned), deed, outlasts_night))

    @property
    def next_at(self) -> dt.datetime | None:
        """The moment of the next deed."""
        return self._heap[0][0] if self._heap else None

    def due(self, now: dt.datetime) -> tuple[dt.datetime, Deed] | None:
        """Take out the next deed whose moment has come."""
        if not self._heap or self._heap[0][0] > now:
            return None
        at, _, deed, _ = heapq.heappop(self._heap)
        return at, deed

    def forget_the_day(self) -> None:
        """Forget what was meant for one day: everybody makes new plans."""
        self._heap = [planned for planned in self._heap if planned[3]]
        heapq.heapify(self._heap)

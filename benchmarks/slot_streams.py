# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One day's booking, person by person, in several ways to say what is possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from aufruf.planning.slots.capacity import Booking, DayCapacity, Worker
from aufruf.reads.capacity import DAY_STEPS, FEW
from benchmarks.slot_days import GRID, Wish, booked, broken_promises, one_skill_each, slot_office, wishes
from benchmarks.slot_exact import served_by

REQUESTS = 450
EXACT_TRIES = 2  # starts of one wish for which the exact answer is looked for
EXACT_SECONDS = 2.0


class Way(Enum):
    """How it is decided what somebody may have."""

    ONE_SKILL = "one skill per person"
    W1 = "W1 only"
    SHOWN = "only what is shown: W1, and W2 on days with fewer than six starts"
    W2 = "W1, then W2 for the wished times"
    EXACT = "W1, W2, then exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What became of one day's requests."""

    accepted: int
    broken: int


@dataclass(slots=True)
class _Day:
    workers: Sequence[Worker]
    bookings: list[Booking]
    capacity: DayCapacity

    def take(self, wish: Wish, first: int) -> bool:
        placed = self.capacity.place(need=wish.service.need, minutes=wish.service.minutes, first=first)
        if placed is None:
            return False
        self._replace(booked(self.bookings, placed, wish.service, first))
        return True

    def take_exactly(self, wish: Wish) -> bool:
        """Look for the whole day anew, for the first starts that cannot be excluded."""
        need, minutes = wish.service.need, wish.service.minutes
        bound = self.capacity.bound(need=need, minutes=minutes)
        possible = [first for first in wish.starts if bound >> first & 1]
        for first in possible[:EXACT_TRIES]:
            wanted = [*self.bookings, Booking(need, first, minutes, None)]
            _, found = served_by(self.workers, wanted, seconds=EXACT_SECONDS)
            if found:
                self._replace(found)
                return True
        return False

    def far_starts(self, wish: Wish) -> list[int]:
        """What is shown besides, where little is: as `OfficeCapacity.far` does it."""
        need, minutes = wish.service.need, wish.service.minutes
        near = self.capacity.starts(need=need, minutes=minutes)
        bound, until = self.capacity.bound(need=need, minutes=minutes), self.capacity.steps + DAY_STEPS
        if sum(near >> first & 1 for first in GRID) >= FEW:
            return []
        return [
            first
            for first in GRID
            if bound >> first & 1
            and self.capacity.far_start(need=need, minutes=minutes, first=first, until=until)
        ]

    def _replace(self, bookings: list[Booking]) -> None:
        self.bookings, self.capacity = bookings, DayCapacity(self.workers, bookings)
        assert not self.capacity.unserved


def play(seed: int, way: Way) -> Stream:
    """Let everybody ask on one day."""
    office = slot_office(seed, days=1)
    workers = one_skill_each(office, 0) if way is Way.ONE_SKILL else office.days[0]
    day, accepted = _Day(workers, [], DayCapacity(workers, [])), 0
    for wish in wishes(office, seed, count=REQUESTS):
        accepted += _is_accepted(day, wish, way)
    return Stream(accepted=accepted, broken=broken_promises(workers, day.bookings))


def _is_accepted(day: _Day, wish: Wish, way: Way) -> bool:
    near = day.capacity.starts(need=wish.service.need, minutes=wish.service.minutes)
    first = next((start for start in wish.starts if near >> start & 1), None)
    if first is not None:
        taken = day.take(wish, first)
        assert taken, "what was offered could not be had"
        return True
    if way is Way.SHOWN:
        shown = day.far_starts(wish)
        return any(day.take(wish, start) for start in wish.starts if start in shown)
    if way in {Way.W2, Way.EXACT} and any(day.take(wish, start) for start in wish.starts):
        return True
    return way is Way.EXACT and day.take_exactly(wish)

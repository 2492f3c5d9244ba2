# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small days on which everything can be tried: what the slot engine says is held against all of it."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from aufruf.planning.slots.teams import Booking, Worker

DAY = 12  # minutes; short enough to try everything, and the engine does not know it
NEEDS = (1, 2, 4, 3)
SKILLS = (None, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallDay:
    """People, bookings that they can keep, each with somebody who does, and what is asked for."""

    workers: tuple[Worker, ...]
    bookings: tuple[Booking, ...]
    need: int
    minutes: int


@dataclass(slots=True)
class Shares:
    """How many starts were possible, and how many of them were offered."""

    days: int = 0
    possible: int = 0
    near: int = 0  # by W1
    offered: int = 0  # by W1 or W2
    bound: int = 0  # by H

    def add(self, other: "Shares") -> None:
        self.days += other.days
        self.possible += other.possible
        self.near += other.near
        self.offered += other.offered
        self.bound += other.bound

    def __str__(self) -> str:
        return (
            f"{self.days} days, {self.possible} possible starts: W1 {self.near / self.possible:.4f}, "
            f"W2 {self.offered / self.possible:.4f}, H {self.bound / self.possible:.4f}"
        )


def minutes_of(first: int, minutes: int) -> int:
    """Minute by minute, so that it shares nothing with what is checked."""
    return sum(1 << minute for minute in range(first, first + minutes))


def may(worker: Worker, need: int) -> bool:
    return worker.skills is None or need & worker.skills == need


def can_serve_all(workers: Sequence[Worker], bookings: Iterable[tuple[int, int]]) -> bool:
    """Try every booking (need, minutes as a set) with every single worker: slow, and plainly right."""
    free = [worker.present for worker in workers]
    left = list(bookings)

    def rest_fits(index: int) -> bool:
        if index == len(left):
            return True
        need, mask = left[index]
        tried = set()
        for who, worker in enumerate(workers):
            if free[who] & mask == mask and may(worker, need) and (worker.skills, free[who]) not in tried:
                tried.add((worker.skills, free[who]))
                free[who] ^= mask
                fits = rest_fits(index + 1)
                free[who] ^= mask
                if fits:
                    return True
        return False

    return rest_fits(0)


def any_day(chance: random.Random) -> SmallDay:
    """A day with three or four people, some of them alike, and as many bookings as fit of several tried."""
    kinds = []
    for _ in range(3):
        begin, end = chance.choice([0, 0, 0, 1, 3]), chance.choice([DAY, DAY, DAY, 11, 9])
        present = minutes_of(begin, end - begin)
        if chance.random() < 0.3:
            present &= ~minutes_of(chance.randrange(DAY), chance.randint(1, 3))
        kinds.append(Worker(chance.choice(SKILLS), present))
    workers = tuple(chance.choice(kinds) for _ in range(chance.choice([3, 4, 4])))
    free = [worker.present for worker in workers]
    bookings: list[Booking] = []
    for _ in range(chance.choice([8, 16, 24])):
        need, first, minutes = chance.choice(NEEDS), chance.randrange(DAY), chance.choice([2, 2, 3, 4, 5])
        mask = minutes_of(first, minutes)
        able = [i for i, worker in enumerate(workers) if may(worker, need) and free[i] & mask == mask]
        if able and len(bookings) < 6:
            witness = chance.choice(able)
            free[witness] ^= mask
            bookings.append(Booking(need, first, minutes, witness))
    chance.shuffle(bookings)
    return SmallDay(
        workers=workers,
        bookings=tuple(bookings),
        need=chance.choice(NEEDS),
        minutes=chance.choice([1, 2, 3, 3, 4, 5]),
    )


def check(day: SmallDay, engine: Any) -> Shares:
    """Hold what an engine says against everything that can be tried. Raises AssertionError."""
    capacity = engine.DayCapacity(day.workers, day.bookings)
    assert capacity.unserved == (), "a booking with a witness is unserved"
    promised = [(each.need, minutes_of(each.first, each.minutes)) for each in day.bookings]
    near = capacity.starts(need=day.need, minutes=day.minutes)
    bound = capacity.bound(need=day.need, minutes=day.minutes)
    shares = Shares(days=1)
    for first in range(DAY + 2):
        wish = (day.need, minutes_of(first, day.minutes))
        possible = can_serve_all(day.workers, [wish, *promised])
        placed = capacity.place(need=day.need, minutes=day.minutes, first=first)
        assert possible or not near >> first & 1, "W1 offers what nobody can serve"
        assert possible or placed is None, "W2 places what nobody can serve"
        assert near >> first & 1 or not _has_room(day, wish), "W1 hides what somebody has room for"
        assert placed is not None or not near >> first & 1, "W1 offers what cannot be had"
        assert not possible or bound >> first & 1, "H excludes what somebody can serve"
        assert bound >> first & 1 == _not_excluded(day, wish), "H is not what it says it is"
        if placed is not None:
            _check_proof(day, wish, placed)
        shares.possible += possible
        shares.near += near >> first & 1
        shares.offered += placed is not None
        shares.bound += bound >> first & 1
    return shares


def _has_room(day: SmallDay, wish: tuple[int, int]) -> bool:
    """Whether people of some kind could serve this with nobody else taking over anything."""
    for kind in set(day.workers):
        alike = [worker for worker in day.workers if worker == kind]
        theirs = [
            each for each in day.bookings if each.witness is not None and day.workers[each.witness] == kind
        ]
        if can_serve_all(
            alike, [wish, *((each.need, minutes_of(each.first, each.minutes)) for each in theirs)]
        ):
            return True
    return False


def _not_excluded(day: SmallDay, wish: tuple[int, int]) -> bool:
    """Whether somebody could keep these minutes free, were all others' work shared out anew each minute."""
    need, window = wish
    for who, worker in enumerate(day.workers):
        if not may(worker, need) or window & ~worker.present:
            continue
        others = [*day.workers[:who], *day.workers[who + 1 :]]
        if all(
            can_serve_all(others, [(b.need, 1 << minute) for b in day.bookings if _is_on(b, minute)])
            for minute in range(DAY)
            if window >> minute & 1
        ):
            return True
    return False


def _is_on(booking: Booking, minute: int) -> bool:
    return booking.first <= minute < booking.first + booking.minutes


def _check_proof(day: SmallDay, wish: tuple[int, int], placed: Any) -> None:
    """What would be stored says for each kind of people what they do; they can."""
    witnesses = [each.witness for each in day.bookings]
    for index, witness in placed.moved:
        witnesses[index] = witness
    given = [
        (witness, (each.need, minutes_of(each.first, each.minutes)))
        for witness, each in zip(witnesses, day.bookings, strict=True)
    ]
    given.append((placed.worker, wish))
    for kind in set(day.workers):
        alike = [worker for worker in day.workers if worker == kind]
        theirs = [job for witness, job in given if witness is not None and day.workers[witness] == kind]
        assert can_serve_all(alike, theirs), "what is stored is no proof"

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day's capacity: the office's staff and promises as the numbers that `planning` reckons with."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aufruf.db.promises import Promise
from aufruf.domain.catalogue import Concern, Office, Resource
from aufruf.domain.opening import day_begins
from aufruf.domain.slots import grid_starts
from aufruf.planning.slots.capacity import Booking, DayCapacity
from aufruf.planning.slots.places import without_counter
from aufruf.reads.crews import Crew, bits_of, crews_on, resource_of

FEW = 6  # a day that shows fewer starts is looked through more thoroughly
DAY_STEPS = 1500  # of that search; about 20 ms
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who could serve a new appointment, and whose witness must change for it."""

    witness: str
    moved: Mapping[str, str]  # appointment → staff


Offer = tuple[dt.datetime, int]  # start, places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The staff at the counters, or the terminals, with what is promised there."""

    crew: Crew
    promises: Sequence[Promise]
    engine: DayCapacity


class OfficeCapacity:
    """What an office can still serve on one date: its staff at its counters, and its terminals.

    `held_back_percent` of them are kept for those who come without an appointment (planning/slots/places.py):
    nothing is offered for which more of them would be needed, and no promise is touched.
    """

    def __init__(
        self, office: Office, date: dt.date, promises: Sequence[Promise], *, held_back_percent: int = 0
    ) -> None:
        self.office = office
        self.date = date
        self._begins = day_begins(office.zone, date)
        self._bits = bits_of(office)
        # Always in the same order, however they were read: whoever looks finds the same.
        in_order = sorted(promises, key=lambda each: (each.start, each.id))
        self._sides = {
            resource: self._side(resource, crew, in_order, held_back_percent)
            for resource, crew in crews_on(office, date).items()
        }

    @property
    def unserved(self) -> tuple[str, ...]:
        """The appointments that nobody can serve any more, because staff or counters have changed."""
        return tuple(id_ for side in self._sides.values() for id_ in self._unserved(side))

    @property
    def steps(self) -> int:
        """How many steps the thorough search has taken on this date."""
        return sum(side.engine.steps for side in self._sides.values())

    def offers(
        self, wanted: Concern, *, earliest: dt.datetime | None = None, steps: int = DAY_STEPS
    ) -> list[Offer]:
        """The starts on the grid that somebody can serve, each with how many places there are.

        Where they are few, more are looked for, as far as so many steps lead.
        """
        found = [offer for offer in self.near(wanted) if earliest is None or offer[0] >= earliest]
        if len(found) < FEW:
            found = sorted([*found, *self.far(wanted, earliest=earliest, steps=steps)[0]])
        return found

    def near(self, wanted: Concern) -> list[Offer]:
        """The starts that can be told at once, of the whole date."""
        need, minutes = self._need(wanted.services), wanted.occupied_minutes
        if need is None:
            return []
        places = self._engine(wanted).places(need=need, minutes=minutes)
        return [(start, count) for start, first in self._grid(wanted) if (count := places.at(first))]

    def far(
        self, wanted: Concern, *, earliest: dt.datetime | None = None, steps: int = DAY_STEPS
    ) -> tuple[list[Offer], bool]:
        """The starts for which several people have to take over from each other; and whether that is all.

        It is not if the steps did not suffice. What was tried once is known from then on.
        """
        need, minutes = self._need(wanted.services), wanted.occupied_minutes
        if need is None:
            return [], True
        engine = self._engine(wanted)
        until = engine.steps + steps
        open_ = engine.bound(need=need, minutes=minutes) & ~engine.starts(need=need, minutes=minutes)
        found: list[Offer] = []
        complete = True
        for start, first in self._grid(wanted):
            if open_ >> first & 1 and (earliest is None or start >= earliest):
                reached = engine.far_start(need=need, minutes=minutes, first=first, until=until)
                if reached:
                    found.append((start, 1))
                complete = complete and reached is not None
        return found, complete

    def possible(self, wanted: Concern, *, earliest: dt.datetime | None = None) -> int:
        """How many starts on the grid cannot be excluded; all that are offered are among them."""
        need = self._need(wanted.services)
        if need is None:
            return 0
        possible = self._engine(wanted).bound(need=need, minutes=wanted.occupied_minutes)
        return sum(
            possible >> first & 1
            for start, first in self._grid(wanted)
            if earliest is None or start >= earliest
        )

    def hidden_at_most(self, wanted: Concern, *, earliest: dt.datetime | None = None) -> int:
        """How many starts may be possible though they are not offered: this many at most."""
        return self.possible(wanted, earliest=earliest) - len(self.offers(wanted, earliest=earliest))

    def place(self, wanted: Concern, start: dt.datetime) -> Found | None:
        """Somebody who could serve this concern from this moment on; None if nobody can."""
        need = self._need(wanted.services)
        if need is None:
            return None
        side, first = self._sides[resource_of(self.office, wanted.services)], self._minute(start)
        placed = side.engine.place(need=need, minutes=wanted.occupied_minutes, first=first)
        if placed is None:
            return None
        moved = {side.promises[index].id: side.crew.ids[worker] for index, worker in placed.moved}
        return Found(witness=side.crew.ids[placed.worker], moved=moved)

    def _side(
        self, resource: Resource, crew: Crew, promises: Sequence[Promise], held_back_percent: int
    ) -> _Side:
        index_of = {id_: index for index, id_ in enumerate(crew.ids)}
        mine = [
            each
            for each in promises
            if resource_of(self.office, (service for service, _ in each.services)) is resource
        ]
        bookings = [self._booking(each, index_of) for each in mine]
        reserve = crew.held_back(held_back_percent)
        return _Side(crew=crew, promises=mine, engine=DayCapacity(crew.workers, bookings, reserve=reserve))

    def _unserved(self, side: _Side) -> list[str]:
        unserved = set(side.engine.unserved)
        counters = side.crew.counters
        if counters is not None and counters < len(side.crew.workers):
            served = [each for index, each in enumerate(side.promises) if index not in unserved]
            begins = [self._minute(each.start) for each in served]
            spans = [(first, first + each.minutes) for first, each in zip(begins, served, strict=True)]
            crowded = {served[index].id for index in without_counter(spans, counters=counters)}
        else:
            crowded = set()  # each has somebody, and each of those a counter
        return [
            each.id for index, each in enumerate(side.promises) if index in unserved or each.id in crowded
        ]

    def _engine(self, wanted: Concern) -> DayCapacity:
        return self._sides[resource_of(self.office, wanted.services)].engine

    def _booking(self, promise: Promise, index_of: Mapping[str, int]) -> Booking:
        witness = index_of.get(promise.witness) if promise.witness is not None else None
        return Booking(
            need=self._known(service for service, _ in promise.services),
            first=self._minute(promise.start),
            minutes=promise.minutes,
            witness=witness,
        )

    def _grid(self, wanted: Concern) -> list[tuple[dt.datetime, int]]:
        """All starts on the office's grid, each with its minute."""
        starts = grid_starts(self.office, self.date, minutes=wanted.minutes)
        return [(start, self._minute(start)) for start in starts]

    def _minute(self, at: dt.datetime) -> int:
        return (at - self._begins) // MINUTE

    def _known(self, services: Iterable[str]) -> int:
        # A service that the office offers no longer was promised all the same: anybody may do it.
        return sum(self._bits.get(service, 0) for service in set(services))

    def _need(self, services: Iterable[str]) -> int | None:
        wanted = set(services)
        return self._known(wanted) if wanted <= self._bits.keys() else None

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day's capacity: the office's staff and promises as the numbers that `planning` reckons with."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aufruf.db.promises import Promise
from aufruf.domain.catalogue import Concern, Office
from aufruf.domain.opening import day_begins
from aufruf.domain.slots import grid_starts
from aufruf.domain.staffing import presences_on
from aufruf.planning.capacity import Booking, DayCapacity, Worker, minutes_between
from aufruf.planning.counts import share_held_back

FEW = 6  # a day that shows fewer starts is looked through more thoroughly
DAY_STEPS = 1500  # of that search; about 20 ms
ONE_DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who could serve a new appointment, and whose witness must change for it."""

    witness: str
    moved: Mapping[str, str]  # appointment → staff


Offer = tuple[dt.datetime, int]  # start, places
Workers = tuple[list[Worker], list[str]]  # with the staff's ids
KEPT = 1024  # days of offices whose staff this process remembers
_kept: OrderedDict[tuple[int, dt.date], tuple[Office, Workers]] = OrderedDict()


class OfficeCapacity:
    """What the staff of an office can still serve on one date.

    `held_back_percent` of the people who are there are kept for those who come without an appointment:
    nothing is offered for which more of them would be needed, and no promise is touched.
    """

    def __init__(
        self, office: Office, date: dt.date, promises: Sequence[Promise], *, held_back_percent: int = 0
    ) -> None:
        self.office = office
        self.date = date
        self._begins = day_begins(office.zone, date)
        self._bits = {service: 1 << index for index, service in enumerate(office.services)}
        # Always in the same order, however they were read: whoever looks finds the same.
        self._promises = sorted(promises, key=lambda each: (each.start, each.id))
        workers, self._staff = _kept_workers(self)
        index_of = {staff: index for index, staff in enumerate(self._staff)}
        self._engine = DayCapacity(
            workers,
            [self._booking(each, index_of) for each in self._promises],
            reserve=share_held_back(workers, percent=held_back_percent),
        )

    @property
    def unserved(self) -> tuple[str, ...]:
        """The appointments that nobody can serve any more, because staff or hours have changed."""
        return tuple(self._promises[index].id for index in self._engine.unserved)

    @property
    def steps(self) -> int:
        """How many steps the thorough search has taken on this date."""
        return self._engine.steps

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
        places = self._engine.places(need=need, minutes=minutes)
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
        engine, until = self._engine, self._engine.steps + steps
        open_ = engine.bound(need=need, minutes=minutes) & ~engine.starts(need=need, minutes=minutes)
        found: list[Offer] = []
        for start, first in self._grid(wanted):
            if open_ >> first & 1 and (earliest is None or start >= earliest):
                if engine.steps >= until:
                    return found, False
                if engine.far_start(need=need, minutes=minutes, first=first):
                    found.append((start, 1))
        return found, True

    def hidden_at_most(self, wanted: Concern, *, earliest: dt.datetime | None = None) -> int:
        """How many starts on the grid may be possible though they are not offered: never fewer than are."""
        need = self._need(wanted.services)
        if need is None:
            return 0
        shown = {start for start, _ in self.offers(wanted, earliest=earliest)}
        possible = self._engine.bound(need=need, minutes=wanted.occupied_minutes)
        return sum(
            possible >> first & 1
            for start, first in self._grid(wanted)
            if start not in shown and (earliest is None or start >= earliest)
        )

    def place(self, wanted: Concern, start: dt.datetime) -> Found | None:
        """Somebody who could serve this concern from this moment on; None if nobody can."""
        need = self._need(wanted.services)
        if need is None:
            return None
        first = self._minute(start)
        placed = self._engine.place(need=need, minutes=wanted.occupied_minutes, first=first)
        if placed is None:
            return None
        moved = {self._promises[index].id: self._staff[worker] for index, worker in placed.moved}
        return Found(witness=self._staff[placed.worker], moved=moved)

    def workers(self) -> Workers:
        """Who is there in which minutes, and what each may do."""
        present: dict[str, int] = {}
        skills: dict[str, int | None] = {}
        # A shift over midnight belongs to the date on which it began.
        for date in (self.date - ONE_DAY, self.date):
            for presence in presences_on(self.office, date):
                minutes = 0
                for begin, end in presence.intervals:
                    first = max(0, -((self._begins - begin) // MINUTE))
                    minutes |= minutes_between(first, max(first, (end - self._begins) // MINUTE))
                if minutes:
                    staff = presence.staff
                    present[staff.id] = present.get(staff.id, 0) | minutes
                    skills[staff.id] = None if staff.skills is None else self._known(staff.skills)
        staff_ids = sorted(present)
        return [Worker(skills=skills[id_], present=present[id_]) for id_ in staff_ids], staff_ids

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


def _kept_workers(capacity: OfficeCapacity) -> Workers:
    """The workers of a date, as long as the office is the very same value: each booking asks for them."""
    key = (id(capacity.office), capacity.date)
    kept = _kept.get(key)
    if kept is None or kept[0] is not capacity.office:
        kept = (capacity.office, capacity.workers())
        _kept[key] = kept
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return kept[1]

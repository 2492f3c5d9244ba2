# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who and what serves at an office on one date: the staff at its counters, and its terminals beside them."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

from aufruf.domain.catalogue import CounterKind, Office, Resource
from aufruf.domain.opening import Interval, OpeningKind, day_begins, intervals_on
from aufruf.domain.staffing import presences_on
from aufruf.planning.slots.capacity import Worker, minutes_between
from aufruf.planning.slots.places import held_back

ONE_DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
KEPT = 1024  # days of offices whose crews this process remembers


@dataclass(frozen=True, slots=True)
class Crew:
    """Those who serve one kind of services, each with an id; at most so many of them at once."""

    workers: list[Worker]
    ids: list[str]
    counters: int | None = None
    _held_back: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def held_back(self, percent: int) -> tuple[int, ...]:
        """How many may not be booked, if so many percent are held back for walk-ins."""
        if percent not in self._held_back:
            present = [worker.present for worker in self.workers]
            self._held_back[percent] = held_back(present, counters=self.counters, percent=percent)
        return self._held_back[percent]


Crews = dict[Resource, Crew]
_kept: OrderedDict[tuple[int, dt.date], tuple[Office, Crews]] = OrderedDict()


def crews_on(office: Office, date: dt.date) -> Crews:
    """The crews of a date, kept as long as the office is the very same value: each booking asks for them.

    There is a crew of terminals only where a service is done at one.
    """
    key = (id(office), date)
    kept = _kept.get(key)
    if kept is None or kept[0] is not office:
        crews = {Resource.COUNTER: _people(office, date)}
        if any(service.resource is Resource.TERMINAL for service in office.services.values()):
            crews[Resource.TERMINAL] = _terminals(office, date)
        kept = _kept[key] = (office, crews)
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return kept[1]


def bits_of(office: Office) -> dict[str, int]:
    """The bit by which the engine knows each service."""
    return {service: 1 << index for index, service in enumerate(office.services)}


def resource_of(office: Office, services: Iterable[str]) -> Resource:
    """What these services occupy: a terminal if each of them is done at one."""
    found = {office.services[each].resource for each in services if each in office.services}
    return Resource.TERMINAL if found == {Resource.TERMINAL} else Resource.COUNTER


def _people(office: Office, date: dt.date) -> Crew:
    """Who is there in which minutes, and what each may do."""
    bits = bits_of(office)
    present: dict[str, int] = {}
    skills: dict[str, int | None] = {}
    # A shift over midnight belongs to the date on which it began.
    for day in (date - ONE_DAY, date):
        for presence in presences_on(office, day):
            minutes = _minutes(office, date, presence.intervals)
            if minutes:
                staff = presence.staff
                present[staff.id] = present.get(staff.id, 0) | minutes
                skills[staff.id] = (
                    None if staff.skills is None else sum(bits.get(each, 0) for each in staff.skills)
                )
    ids = sorted(present)
    counters = sum(counter.kind is not CounterKind.TERMINAL for counter in office.counters)
    # An office that names no counter at all has not said how many there are.
    return Crew(
        [Worker(skills=skills[id_], present=present[id_]) for id_ in ids],
        ids,
        counters=counters if office.counters else None,
    )


def _terminals(office: Office, date: dt.date) -> Crew:
    """The self-service machines: they work while the office is open."""
    minutes = 0
    for day in (date - ONE_DAY, date):
        minutes |= _minutes(office, date, intervals_on(office.opening, day, audience=OpeningKind.OPEN))
    ids = sorted(f"~{each.id}" for each in office.counters if each.kind is CounterKind.TERMINAL)
    return Crew([Worker(skills=None, present=minutes) for _ in ids], ids)


def _minutes(office: Office, date: dt.date, intervals: Iterable[Interval]) -> int:
    """The minutes of a date that these intervals cover."""
    begins, minutes = day_begins(office.zone, date), 0
    for begin, end in intervals:
        first = max(0, -((begins - begin) // MINUTE))
        minutes |= minutes_between(first, max(first, (end - begins) // MINUTE))
    return minutes

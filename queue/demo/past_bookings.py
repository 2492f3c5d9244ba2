# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who had booked for a day of the past: when they booked, for what time, and what became of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from aufruf.demo.dice import WEEKDAYS, Items, Manner, items, manner
from aufruf.domain.catalogue import CELL_MINUTES, Office
from aufruf.domain.opening import wall_interval
from aufruf.domain.staffing import Presence

PER_STAFF_HOUR = 1.1  # appointments asked for
LEAD_DAYS, FURTHEST = 5.0, 35  # between booking and appointment: the mean, and the most
AT_RECEPTION = 0.15  # of the bookings: by phone or in person
TRIES = 6  # to find a time that suits and is free
CELL = dt.timedelta(minutes=CELL_MINUTES)
BOOKED_FROM, BOOKED_UNTIL = dt.time(7), dt.time(21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """An appointment of a day of the past, and how its owner treated it."""

    id: str
    start: dt.datetime
    minutes: int
    items: Items
    channel: str
    created_at: dt.datetime
    how: Manner


@dataclass(slots=True)
class _Free:
    """Somebody of the staff, and in which cells of the day they are still free, as bits."""

    presence: Presence
    cells: int

    def can_serve(self, wanted: Items) -> bool:
        skills = self.presence.staff.skills
        return skills is None or all(service in skills for service, _ in wanted)


def bookings_of(
    office: Office, date: dt.date, presences: tuple[Presence, ...], rolled: Random
) -> Iterator[Booking]:
    """The day's appointments: nobody of the staff has two at once."""
    if not presences:
        return
    begin = min(presence.intervals[0][0] for presence in presences)
    staff = [_Free(each, _cells(each, begin)) for each in presences]
    last = max(each.cells.bit_length() for each in staff)
    working = sum(each.cells.bit_count() for each in staff) * CELL / dt.timedelta(hours=1)
    for _ in range(round(PER_STAFF_HOUR * working * WEEKDAYS[date.weekday()] * rolled.uniform(0.9, 1.1))):
        wanted = items(rolled, office, walk_in=False)
        minutes = sum(office.services[service].minutes * quantity for service, quantity in wanted)
        cell = _take(staff, wanted, -(-minutes // CELL_MINUTES), last=last, rolled=rolled)
        if cell is None:
            continue
        start = begin + cell * CELL
        created_at = _created_at(office, date, start, rolled)
        yield Booking(
            id=f"{rolled.getrandbits(96):024x}",
            start=start,
            minutes=minutes,
            items=wanted,
            channel="reception" if rolled.random() < AT_RECEPTION else "public",
            created_at=created_at,
            how=manner(rolled, lead_days=(start - created_at).days),
        )


def _cells(presence: Presence, begin: dt.datetime) -> int:
    bits = 0
    for first, last in presence.intervals:
        length = (last - first) // CELL
        bits |= ((1 << length) - 1) << ((first - begin) // CELL)
    return bits


def _take(staff: list[_Free], wanted: Items, length: int, *, last: int, rolled: Random) -> int | None:
    """Occupy somebody who can serve this at a time that suits; the cell in which it begins."""
    able = [each for each in staff if each.can_serve(wanted)]
    for _ in range(TRIES if able else 0):
        cell = rolled.randrange(last)
        needed = ((1 << length) - 1) << cell
        for each in able:
            if each.cells & needed == needed:
                each.cells &= ~needed
                return cell
    return None


def _created_at(office: Office, date: dt.date, start: dt.datetime, rolled: Random) -> dt.datetime:
    lead = min(int(rolled.expovariate(1 / LEAD_DAYS)), FURTHEST)
    first, last = wall_interval(office.zone, date - dt.timedelta(days=lead), BOOKED_FROM, BOOKED_UNTIL)
    last = min(last, start - dt.timedelta(minutes=30))
    return first + max(last - first, dt.timedelta()) * rolled.random()

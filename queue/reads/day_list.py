# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be on paper so that an office can go on without the system: who comes, and who works."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from aufruf.db import appointments
from aufruf.db.transaction import Reading
from aufruf.domain.appointment import AppointmentState
from aufruf.domain.catalogue import Office, Service
from aufruf.domain.opening import Interval, intervals_on
from aufruf.domain.staffing import presences_on, shifts_of

HAND_SERIES = "H"  # of the numbers that are torn off; no service and no kiosk has this letter alone
HAND_NUMBERS = 40
COMES = frozenset({AppointmentState.HELD, AppointmentState.CONFIRMED, AppointmentState.CHECKED_IN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Somebody who has an appointment."""

    start: dt.datetime
    minutes: int
    name: str
    code: str
    services: Sequence[tuple[Service, int]]
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Somebody who works at the office on that day; the counter, where one is planned."""

    name: str
    intervals: Sequence[Interval]
    counter: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayList:
    """A day of an office, as far as it is known beforehand."""

    office: Office
    date: dt.date
    made_at: dt.datetime
    open: Sequence[Interval]
    expected: Sequence[Expected]
    working: Sequence[Working]
    hand_numbers: Sequence[str]

    @property
    def is_needed(self) -> bool:
        """Whether anybody is to be expected that day."""
        return bool(self.open or self.expected)


async def day_list_of(reading: Reading, office_id: str, date: dt.date | None = None) -> DayList:
    """The list of an office's day, today's if not said. Raises NotFound."""
    office = await reading.office(office_id)
    day = date or office.local_date(reading.now)
    known = await appointments.of_day(reading.connection, (office_id, day))
    coming = [(each.seen_at(reading.now), citizen) for each, citizen in known]
    return DayList(
        office=office,
        date=day,
        made_at=reading.now,
        open=intervals_on(office.opening, day),
        expected=[
            Expected(
                start=each.start,
                minutes=each.minutes,
                name=citizen.name or "",
                code=each.booking_code,
                services=[(office.services[id_], n) for id_, n in each.services if id_ in office.services],
                is_here=each.state is AppointmentState.CHECKED_IN,
            )
            for each, citizen in coming
            if each.state in COMES
        ],
        working=[
            _working(office, day, presence.staff.id, presence.staff.name, presence.intervals)
            for presence in presences_on(office, day)
        ],
        hand_numbers=[f"{HAND_SERIES}{number:03d}" for number in range(1, HAND_NUMBERS + 1)],
    )


def _working(office: Office, day: dt.date, staff: str, name: str, intervals: Sequence[Interval]) -> Working:
    counters = [shift.counter for shift in shifts_of(office, staff, day) if shift.counter]
    return Working(name=name or staff.lstrip("~"), intervals=intervals, counter=next(iter(counters), None))

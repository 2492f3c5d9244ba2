# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rebooking list as the staff sees it: whose appointment cannot be served, why, and what else is free."""

import datetime as dt
from dataclasses import dataclass

from aufruf.db import rebooking as stored
from aufruf.db.transaction import Reading
from aufruf.domain.appointment import Appointment, Citizen, takes_capacity
from aufruf.domain.catalogue import Concern, Office, concern
from aufruf.domain.errors import NotValid
from aufruf.domain.rebooking import Cause
from aufruf.reads.availability import Offers

SUGGESTIONS = 5
AHEAD = dt.timedelta(days=14)  # how far another time is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRebook:
    """An appointment that somebody must see to, with other times at which it could be served."""

    appointment: Appointment
    citizen: Citizen
    since: dt.datetime
    cause: Cause
    suggestions: tuple[dt.datetime, ...] = ()


async def to_rebook(reading: Reading, office: Office, offers: Offers) -> list[ToRebook]:
    """What is on an office's list now, by time. What is over by now is left out."""
    found = []
    starts: dict[tuple[Concern, dt.date], list[dt.datetime]] = {}
    for entry, appointment, citizen in await stored.open_with_appointments(reading.connection, office.id):
        if appointment.end <= reading.now or not takes_capacity(appointment, now=reading.now):
            continue
        found.append(
            ToRebook(
                appointment=appointment,
                citizen=citizen,
                since=entry.since,
                cause=entry.cause,
                suggestions=await _suggestions(reading, office, offers, appointment, starts),
            )
        )
    return found


async def count_to_rebook(reading: Reading, office: Office) -> int:
    """How many are on the list."""
    entries = await stored.open_with_appointments(reading.connection, office.id)
    return sum(
        appointment.end > reading.now and takes_capacity(appointment, now=reading.now)
        for _, appointment, _ in entries
    )


async def _suggestions(
    reading: Reading,
    office: Office,
    offers: Offers,
    appointment: Appointment,
    known: dict[tuple[Concern, dt.date], list[dt.datetime]],
) -> tuple[dt.datetime, ...]:
    """The nearest offered starts of the same day, then the first of the next days."""
    try:
        wanted = concern(office, appointment.services)
    except NotValid:  # the office offers it no longer
        return ()
    date = appointment.date
    if (wanted, date) not in known:
        offered = await offers.of(reading, office, wanted, first=date, last=date + AHEAD)
        known[wanted, date] = [start for day in offered.days for start, _ in day.offers]
    starts = known[wanted, date]
    same_day = [start for start in starts if office.local_date(start) == date]
    nearest = sorted(sorted(same_day, key=lambda start: abs(start - appointment.start))[:SUGGESTIONS])
    later = starts[len(same_day) :]
    return tuple([*nearest, *later][:SUGGESTIONS])

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which appointments could no longer be served after a change of shifts or hours.

Asked before the change (a preview) and within it, under the office's lock, where the answer is exact:
no booking is under way then. The appointments themselves stay as they are: whoever made the change
speaks with the people. One that nobody could serve before the change either is named too.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import promises, shifts
from aufruf.domain.appointment import Appointment, takes_capacity
from aufruf.domain.catalogue import Office
from aufruf.domain.opening import Closure
from aufruf.domain.replanning import dates_of_shifts, is_closed_out
from aufruf.reads.capacity import OfficeCapacity

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """An appointment that needs somebody's attention, and the name it is under, if still known."""

    appointment: Appointment
    name: str | None


async def touched_by_shifts(
    connection: AsyncConnection, before: Office, after: Office, *, staff: str, date: dt.date, now: dt.datetime
) -> list[Touched]:
    """What nobody can serve when somebody's shifts of a date change so; what is over is left out."""
    dates = dates_of_shifts(before, after, staff=staff, date=date)
    taken = await promises.promised(connection, office=after.id, first=dates[0], last=dates[-1], now=now)
    unserved = {
        appointment
        for each in dates
        for appointment in OfficeCapacity(after, each, taken.get(each, ())).unserved
    }
    found = await _to_come(connection, after, first=dates[0], last=dates[-1], now=now)
    return [each for each in found if each.appointment.id in unserved]


async def touched_by_closure(
    connection: AsyncConnection, after: Office, *, closure: Closure, now: dt.datetime
) -> list[Touched]:
    """What falls into a closure that the office has; what is over is left out."""
    found = await _to_come(connection, after, first=closure.first, last=closure.last + ONE_DAY, now=now)
    return [each for each in found if is_closed_out(after, closure, each.appointment.start)]


async def _to_come(
    connection: AsyncConnection, office: Office, *, first: dt.date, last: dt.date, now: dt.datetime
) -> list[Touched]:
    """The appointments of these dates for which somebody must be kept free from now on."""
    promised = await shifts.promised_between(connection, office.id, first=first, last=last)
    return [
        Touched(appointment=appointment, name=name)
        for appointment, name in promised
        if appointment.end > now and takes_capacity(appointment, now=now)
    ]

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which appointments could no longer be served after a change of shifts, skills, hours or closures.

Asked before the change (a preview) and within it, under the office's lock, where the answer is exact:
no booking is under way then. The appointments themselves stay as they are, and come to the rebooking list.
One that nobody could serve before the change either is named too.
"""

import asyncio
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import early_closing, promises, shifts
from aufruf.db.promises import Promise
from aufruf.domain.appointment import Appointment, AppointmentState, takes_capacity
from aufruf.domain.catalogue import Office
from aufruf.domain.opening import Closure
from aufruf.domain.rebooking import Cause
from aufruf.domain.replanning import AHEAD, dates_of_shifts, differences, is_closed_out, lies_in_hours
from aufruf.domain.staffing import presences_on
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
    unserved = await _unserved(after, taken, dates)
    found = await _to_come(connection, after, first=dates[0], last=dates[-1], now=now)
    return [each for each in found if each.appointment.id in unserved]


async def touched_by_skills(
    connection: AsyncConnection, after: Office, *, staff: str, now: dt.datetime
) -> list[Touched]:
    """What nobody can serve on all days to come on which this person works; what is over is left out."""
    found = await _all_to_come(connection, after, now=now)
    dates = [date for date in _dates(found) if _works(after, staff, date)]
    unserved = await _unserved_of(connection, after, dates, now=now)
    return [each for each in found if each.appointment.id in unserved]


async def touched_by_import(
    connection: AsyncConnection, before: Office, after: Office, *, now: dt.datetime
) -> dict[Cause, list[Touched]]:
    """What can no longer be served after an import, by what has changed; nothing if no capacity has."""
    changed = differences(before, after)
    if not changed:
        return {}
    found = await _all_to_come(connection, after, now=now)
    unserved = await _unserved_of(connection, after, _dates(found), now=now)
    staffed = Cause.SHIFT if Cause.SHIFT in changed or Cause.SKILL not in changed else Cause.SKILL
    touched: dict[Cause, list[Touched]] = {}
    for each in found:
        if not lies_in_hours(after, each.appointment):
            closed = any(
                closure.first <= each.appointment.date <= closure.last for closure in after.opening.closures
            )
            touched.setdefault(Cause.CLOSURE if closed else Cause.HOURS, []).append(each)
        elif each.appointment.id in unserved:
            touched.setdefault(staffed, []).append(each)
    return touched


async def failing_on(
    connection: AsyncConnection, office: Office, dates: Collection[dt.date], *, now: dt.datetime
) -> set[str]:
    """The appointments of these dates that cannot be served: nobody could, or the office is closed."""
    if not dates:
        return set()
    found = await _to_come(connection, office, first=min(dates), last=max(dates), now=now)
    closed_out = {each.appointment.id for each in found if not lies_in_hours(office, each.appointment)}
    ended = await early_closing.dates_ended(connection, office.id, dates)
    closed_out |= {each.appointment.id for each in found if each.appointment.date in ended}
    return closed_out | await _unserved_of(connection, office, dates, now=now)


async def touched_by_closure(
    connection: AsyncConnection, after: Office, *, closure: Closure, now: dt.datetime
) -> list[Touched]:
    """What falls into a closure that the office has; what is over is left out."""
    found = await _to_come(connection, after, first=closure.first, last=closure.last + ONE_DAY, now=now)
    return [each for each in found if is_closed_out(after, closure, each.appointment.start)]


async def touched_by_early_closing(
    connection: AsyncConnection, office: Office, *, date: dt.date, now: dt.datetime
) -> list[Touched]:
    """Who would still come on a day that ends now, and is not here yet."""
    found = await _to_come(connection, office, first=date, last=date, now=now)
    return [each for each in found if each.appointment.state is not AppointmentState.CHECKED_IN]


async def _unserved_of(
    connection: AsyncConnection, office: Office, dates: Collection[dt.date], *, now: dt.datetime
) -> set[str]:
    if not dates:
        return set()
    taken = await promises.promised(connection, office=office.id, first=min(dates), last=max(dates), now=now)
    return await _unserved(office, taken, dates)


async def _unserved(
    office: Office, taken: Mapping[dt.date, Sequence[Promise]], dates: Collection[dt.date]
) -> set[str]:
    unserved: set[str] = set()
    for date in dates:
        unserved.update(OfficeCapacity(office, date, taken.get(date, ())).unserved)
        await asyncio.sleep(0)  # whoever asks about months lets others have their turn
    return unserved


def _dates(touched: Sequence[Touched]) -> list[dt.date]:
    return sorted({each.appointment.date for each in touched})


def _works(office: Office, staff: str, date: dt.date) -> bool:
    """Whether somebody works on a date, or in the night that it begins with."""
    days = (date - ONE_DAY, date)
    return any(presence.staff.id == staff for day in days for presence in presences_on(office, day))


async def _all_to_come(connection: AsyncConnection, office: Office, *, now: dt.datetime) -> list[Touched]:
    today = office.local_date(now)
    return await _to_come(connection, office, first=today - ONE_DAY, last=today + AHEAD, now=now)


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

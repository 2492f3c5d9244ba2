# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works when on one date, and what becomes of the appointments when that changes."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from litestar import Router, get, put
from litestar.params import FromPath, FromQuery, JSONBody

from aufruf.actions import shifts as deeds
from aufruf.api.shapes import DoneService, services_answer
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.catalogue import Office, Shift, StaffMember
from aufruf.domain.opening import MIDNIGHT
from aufruf.domain.replanning import with_shifts
from aufruf.domain.roles import Right
from aufruf.domain.staffing import shifts_of
from aufruf.reads.touched import Touched, touched_by_shifts
from aufruf.web.wire import Answer, Id, Page, PathId, Sent, local
from aufruf.web.wiring import Given

END_OF_DAY = "24:00"
Begin = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z", examples=["08:00"])]
End = Annotated[str, msgspec.Meta(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)\Z", examples=["16:30"])]


class SentBreak(Sent, frozen=True):
    """A break, in wall times; after midnight in a shift that lasts so long."""

    local_from: Begin
    local_to: End


class SentShift(Sent, frozen=True):
    """A shift, in wall times. One that ends before it begins lasts beyond midnight."""

    local_from: Begin
    local_to: End
    breaks: Annotated[list[SentBreak], msgspec.Meta(max_length=20)] = []  # noqa: RUF012 (msgspec copies it)
    counter: Id | None = None


class SentShifts(Sent, frozen=True):
    """All shifts of somebody on one date; none: they are away."""

    shifts: Annotated[list[SentShift], msgspec.Meta(max_length=10)]


class BreakAnswer(Answer, frozen=True):
    """A break, in wall times."""

    local_from: str
    local_to: str


class ShiftAnswer(Answer, frozen=True):
    """A shift, in wall times."""

    local_from: str
    local_to: str
    breaks: list[BreakAnswer]
    counter: str | None


class StaffShifts(Answer, frozen=True):
    """When somebody works on a date; `dated` if that was said for this very date."""

    staff: str
    name: str
    dated: bool
    shifts: list[ShiftAnswer]


class TouchedAppointment(Answer, frozen=True):
    """An appointment that can no longer be served. It was not changed: somebody must see to it."""

    id: str
    start: dt.datetime
    end: dt.datetime
    booking_code: str
    services: list[DoneService]
    name: str | None


class TouchedAnswer(Answer, frozen=True):
    """The appointments that could no longer be served."""

    touched: list[TouchedAppointment]


@get("/offices/{office:str}/shifts")
async def list_shifts(
    office: PathId, caller: Given[Caller], db: Given[Database], date: FromQuery[dt.date | None] = None
) -> Page[StaffShifts]:
    """When everybody works on a date, today if not said; whoever is away has no shifts."""
    async with db.reading() as reading:
        found: Office = await reading.office(office)
        person_with(caller, Right.SERVE, found)
        day = date or found.local_date(reading.now)
    return Page(items=[_staff_shifts(found, member, day) for member in found.staff])


@put("/offices/{office:str}/shifts/{staff:str}/{date:str}")
async def set_shifts(
    office: PathId,
    staff: PathId,
    date: FromPath[dt.date],
    data: JSONBody[SentShifts],
    caller: Given[Caller],
    db: Given[Database],
    preview: FromQuery[bool] = False,  # noqa: FBT002 (so it is named in the query)
) -> TouchedAnswer:
    """Let somebody work these shifts on a date and no others; with `preview` only tell what it would do."""
    shifts = [_shift(sent, staff, date) for sent in data.shifts]
    if preview:
        async with db.reading(snapshot=True) as reading:
            before = await reading.office(office)
            person_with(caller, Right.SUPERVISE, before)
            after = with_shifts(before, staff=staff, date=date, shifts=shifts, now=reading.now)
            touched = await touched_by_shifts(
                reading.connection, before, after, staff=staff, date=date, now=reading.now
            )
        return touched_answer(touched, before.zone)
    async with db.transaction() as tx:
        known = await tx.office(office)
        person_with(caller, Right.SUPERVISE, known)
        touched = await deeds.set_shifts(tx, office=office, staff=staff, date=date, shifts=shifts)
    return touched_answer(touched, known.zone)


def touched_answer(touched: Iterable[Touched], zone: ZoneInfo) -> TouchedAnswer:
    """The appointments that could no longer be served, for the staff."""
    return TouchedAnswer(
        touched=[
            TouchedAppointment(
                id=each.appointment.id,
                start=local(each.appointment.start, zone),
                end=local(each.appointment.end, zone),
                booking_code=each.appointment.booking_code,
                services=services_answer(each.appointment.services),
                name=each.name,
            )
            for each in touched
        ]
    )


def _shift(sent: SentShift, staff: str, date: dt.date) -> Shift:
    return Shift(
        staff=staff,
        date=date,
        local_from=_time(sent.local_from),
        local_to=_time(sent.local_to),
        breaks=tuple((_time(each.local_from), _time(each.local_to)) for each in sent.breaks),
        counter=sent.counter,
    )


def _time(text: str) -> dt.time:
    return MIDNIGHT if text == END_OF_DAY else dt.time.fromisoformat(text)


def _staff_shifts(office: Office, member: StaffMember, date: dt.date) -> StaffShifts:
    shifts = shifts_of(office, member.id, date)
    return StaffShifts(
        staff=member.id,
        name=member.name,
        dated=any(shift.date is not None for shift in shifts),
        shifts=[
            ShiftAnswer(
                local_from=f"{shift.local_from:%H:%M}",
                local_to=_end(shift.local_to),
                breaks=[BreakAnswer(local_from=f"{a:%H:%M}", local_to=_end(b)) for a, b in shift.breaks],
                counter=shift.counter,
            )
            for shift in sorted(shifts, key=lambda shift: shift.local_from or MIDNIGHT)
            if shift.local_from is not None and shift.local_to is not None
        ],
    )


def _end(time: dt.time) -> str:
    return END_OF_DAY if time == MIDNIGHT else f"{time:%H:%M}"


router = Router("", route_handlers=[list_shifts, set_shifts], tags=["Shifts and closures"])

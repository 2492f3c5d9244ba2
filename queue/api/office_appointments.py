# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments for the staff: the day's list, and booking for somebody at reception or on the phone."""

import datetime as dt

from litestar import Router, get, post
from litestar.params import FromQuery, JSONBody

from aufruf.actions import booking
from aufruf.api.bookings import (
    AppointmentAnswer,
    BookedAnswer,
    KeptAppointment,
    OfficeBooking,
    appointment_answer,
    booked_answer,
    citizen_of,
    wish_of,
)
from aufruf.api.once import do_once
from aufruf.db import appointments
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, person_with
from aufruf.domain.errors import NotValid
from aufruf.domain.roles import Right
from aufruf.web.wire import AnyRequest, Page, PathId
from aufruf.web.wiring import Given, Wiring

PATH = "/offices/{office:str}/appointments"


class ListedAppointment(AppointmentAnswer, frozen=True, kw_only=True):
    """An appointment as the office sees it; the personal part is gone after its time."""

    name: str | None
    email: str | None
    phone: str | None
    notes: str | None
    channel: str


@get(PATH)
async def list_appointments(
    office: PathId, caller: Given[Caller], db: Given[Database], date: FromQuery[dt.date | None] = None
) -> Page[ListedAppointment]:
    """The appointments of a day (today if not said), by time."""
    async with db.reading() as reading:
        known = await reading.office(office)
        person_with(caller, Right.SERVE, known)
        day = date or known.local_date(reading.now)
        found = await appointments.of_day(reading.connection, (known.id, day))
    items = []
    for each, citizen in found:
        answer = appointment_answer(each, known, now=reading.now)
        items.append(
            ListedAppointment(
                **{name: getattr(answer, name) for name in answer.__struct_fields__},
                name=citizen.name,
                email=citizen.email,
                phone=citizen.phone,
                notes=citizen.notes,
                channel=each.channel,
            )
        )
    return Page(items=items)


@post(PATH)
async def book_for(
    office: PathId,
    request: AnyRequest,
    data: JSONBody[OfficeBooking],
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> BookedAnswer:
    """Book for somebody: confirmed at once, no e-mail address needed."""
    async with wiring.db.reading() as reading:
        person_with(caller, Right.RECEIVE, await reading.office(office))
    if data.office not in (None, office):
        raise NotValid(("/office", "is not the office that the path names"))
    wish, citizen = wish_of(data, channel="reception"), citizen_of(data)

    async def deed(tx: Transaction) -> KeptAppointment:
        held = await booking.hold(tx, office=office, wish=wish, citizen=citizen, confirmed=True)
        answer = appointment_answer(held, await tx.office(office), now=tx.now)
        return KeptAppointment(answer=answer, generation=held.generation)

    kept = await do_once(request, wiring, deed, kept_as=KeptAppointment, status=201, caller=caller)
    return booked_answer(kept, wiring)


router = Router("", route_handlers=[list_appointments, book_for], tags=["Staff"])

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments for citizens: no log-in, but the token of the appointment."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Annotated

import msgspec
from litestar import Response, Router, get, post
from litestar.params import JSONBody

from aufruf.actions import booking
from aufruf.api.bookings import (
    AppointmentAnswer,
    BookedAnswer,
    Booking,
    KeptAppointment,
    appointment_answer,
    booked_answer,
    citizen_of,
    instant,
    wish_of,
)
from aufruf.api.once import do_once
from aufruf.db import appointments
from aufruf.db.transaction import Database, Reading, Transaction
from aufruf.domain.appointment import Appointment
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotFound
from aufruf.domain.tickets import qr_text
from aufruf.reads.lookup import appointment_under
from aufruf.web.calendar import calendar_of
from aufruf.web.callers import bearer
from aufruf.web.language import language_of
from aufruf.web.limits import guessing
from aufruf.web.qr import qr_svg
from aufruf.web.tokens import Purpose
from aufruf.web.wire import Answer, AnyRequest, Id, Name, PathId, Sent
from aufruf.web.wiring import Given, Wiring

OWN = "/appointments/{appointment:str}"
Deed = Callable[[Transaction], Awaitable[Appointment]]


class NewStart(Sent, frozen=True):
    """Another time, perhaps in another office."""

    start: dt.datetime
    office: Id | None = None


class CodeAndName(Sent, frozen=True):
    """What somebody has on paper."""

    office: Id
    booking_code: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    name: Name


class FoundAnswer(Answer, frozen=True):
    """The key to an appointment."""

    id: str
    token: str


@post("/appointments")
async def book(request: AnyRequest, data: JSONBody[Booking], wiring: Given[Wiring]) -> BookedAnswer:
    """Hold a time; it lapses unless it is confirmed."""
    wish, citizen = wish_of(data, channel="public"), citizen_of(data)

    async def deed(tx: Transaction) -> KeptAppointment:
        return await _kept(tx, await booking.hold(tx, office=data.office, wish=wish, citizen=citizen))

    kept = await do_once(request, wiring, deed, kept_as=KeptAppointment, status=201)
    return booked_answer(kept, wiring)


@get(OWN)
async def show(
    appointment: PathId, request: AnyRequest, db: Given[Database], wiring: Given[Wiring]
) -> AppointmentAnswer:
    """An appointment."""
    async with db.reading() as reading:
        own, office = await own_appointment(reading, wiring, appointment, bearer(request))
    return appointment_answer(own, office, now=reading.now)


@post(OWN + "/confirm", status_code=200)
async def confirm(appointment: PathId, request: AnyRequest, wiring: Given[Wiring]) -> AppointmentAnswer:
    """Make a hold a promise."""
    return await _change(request, wiring, appointment, lambda tx: booking.confirm(tx, id_=appointment))


@post(OWN + "/extend", status_code=200)
async def extend(appointment: PathId, request: AnyRequest, wiring: Given[Wiring]) -> AppointmentAnswer:
    """Keep a hold a while longer."""
    return await _change(request, wiring, appointment, lambda tx: booking.extend(tx, id_=appointment))


@post(OWN + "/cancel", status_code=200)
async def cancel(appointment: PathId, request: AnyRequest, wiring: Given[Wiring]) -> AppointmentAnswer:
    """Give a time back."""
    return await _change(request, wiring, appointment, lambda tx: booking.cancel(tx, id_=appointment))


@post(OWN + "/move", status_code=200)
async def move(
    appointment: PathId, data: JSONBody[NewStart], request: AnyRequest, wiring: Given[Wiring]
) -> AppointmentAnswer:
    """Take another time and free the old one, or change nothing."""
    start = instant(data.start)

    async def deed(tx: Transaction) -> Appointment:
        return await booking.move(tx, id_=appointment, start=start, office=data.office)

    return await _change(request, wiring, appointment, deed)


@post("/appointments/lookup", status_code=200)
async def look_up(
    request: AnyRequest, data: JSONBody[CodeAndName], db: Given[Database], wiring: Given[Wiring]
) -> FoundAnswer:
    """Find an appointment by its code and the name it is under."""
    async with guessing(request, wiring), db.reading() as reading:
        found = await appointment_under(reading, office=data.office, code=data.booking_code, name=data.name)
    token = wiring.tokens.token(Purpose.APPOINTMENT, found.id, found.generation)
    return FoundAnswer(id=found.id, token=token)


@get(OWN + "/calendar.ics", media_type="text/calendar")
async def calendar(
    appointment: PathId, request: AnyRequest, db: Given[Database], wiring: Given[Wiring]
) -> Response[bytes]:
    """The appointment for a calendar."""
    async with db.reading() as reading:
        own, office = await own_appointment(reading, wiring, appointment, bearer(request))
    content = calendar_of(own, office, now=reading.now, language=language_of(request))
    disposition = {"Content-Disposition": 'attachment; filename="termin.ics"'}
    return Response(content, media_type="text/calendar", headers=disposition)


@get(OWN + "/qr.svg", media_type="image/svg+xml")
async def qr(
    appointment: PathId, request: AnyRequest, db: Given[Database], wiring: Given[Wiring]
) -> Response[bytes]:
    """The check-in code as a QR code."""
    async with db.reading() as reading:
        own, _ = await own_appointment(reading, wiring, appointment, bearer(request))
    return Response(qr_svg(qr_text(own.booking_code)), media_type="image/svg+xml")


async def own_appointment(
    reading: Reading, wiring: Wiring, id_: str, token: str | None
) -> tuple[Appointment, Office]:
    """An appointment for whoever shows its token. A wrong token is as unknown as a wrong id."""
    found = await appointments.with_id(reading.connection, id_)
    if not wiring.tokens.fits(token, Purpose.APPOINTMENT, found.id, found.generation):
        raise NotFound
    return found, await reading.office(found.office)


async def _change(request: AnyRequest, wiring: Wiring, id_: str, change: Deed) -> AppointmentAnswer:
    async with wiring.db.reading() as reading:
        await own_appointment(reading, wiring, id_, bearer(request))

    async def deed(tx: Transaction) -> KeptAppointment:
        return await _kept(tx, await change(tx))

    owner = f"appointment {id_}"
    kept = await do_once(request, wiring, deed, kept_as=KeptAppointment, status=200, owner=owner)
    return kept.answer


async def _kept(tx: Transaction, appointment: Appointment) -> KeptAppointment:
    answer = appointment_answer(appointment, await tx.office(appointment.office), now=tx.now)
    return KeptAppointment(answer=answer, generation=appointment.generation)


router = Router(
    "",
    route_handlers=[book, show, confirm, extend, cancel, move, look_up, calendar, qr],
    tags=["Appointments"],
)

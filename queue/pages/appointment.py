# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An appointment's own page: confirm, extend, move, cancel; found again by code and name."""

from collections.abc import Awaitable, Callable, Mapping

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions import booking
from aufruf.db import appointments
from aufruf.db.early_closing import reason_on
from aufruf.db.transaction import Database, Reading, Transaction
from aufruf.domain.appointment import Appointment, AppointmentState
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import AufrufError, NotFound, NotPossible
from aufruf.domain.tickets import qr_text
from aufruf.domain.words import words
from aufruf.pages.booking import named
from aufruf.pages.forms import an_id, line, read_form
from aufruf.reads.lookup import appointment_under
from aufruf.web.calendar import calendar_of
from aufruf.web.limits import guessing
from aufruf.web.qr import qr_svg
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.tokens import Purpose
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring

OWN = "/appointments/{appointment:str}/{token:str}"
UNKNOWN = words("Zu diesem Code und Namen haben wir keinen Termin gefunden. Bitte prüfen Sie beides.")
Deed = Callable[[Transaction, str], Awaitable[object]]


@get("/appointments")
async def ask_code(frame: Given[Frame], db: Given[Database]) -> Response[str]:
    """Ask for the code and the name."""
    return await lookup_page(frame, db)


@post("/appointments")
async def look_up(
    request: AnyRequest, frame: Given[Frame], db: Given[Database], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Find an appointment by what is on paper."""
    form = await read_form(request)
    typed = {name: line(form, name)[:200] for name in ("office", "code", "name")}
    try:
        async with guessing(request, wiring), db.reading() as reading:
            found = await appointment_under(
                reading, office=an_id(typed["office"]), code=typed["code"], name=typed["name"]
            )
    except NotFound as refusal:
        return await lookup_page(frame, db, typed=typed, refused=refusal)
    return Redirect(own_address(found, wiring), status_code=303)


@get(OWN)
async def show(
    appointment: PathId, token: PathText, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """The appointment, for whoever has its link."""
    return await own_page(frame, wiring, appointment, token)


@post(OWN + "/{deed:str}")
async def change(
    appointment: PathId, token: PathText, deed: PathText, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Confirm, extend or cancel."""
    if deed not in DEEDS:
        raise NotFound
    async with wiring.db.reading() as reading:
        await own_appointment(reading, wiring, appointment, token)
    try:
        await wiring.db.do(lambda tx: DEEDS[deed](tx, appointment))
    except NotPossible as refusal:
        if refusal.facts.get("state") != WANTED[deed]:  # pressed twice is no reason to complain
            return await own_page(frame, wiring, appointment, token, refused=refusal)
    return Redirect(f"/appointments/{appointment}/{token}", status_code=303)


@get(OWN + "/calendar.ics")
async def calendar(
    appointment: PathId, token: PathText, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[bytes]:
    """The appointment for one's calendar."""
    async with wiring.db.reading() as reading:
        own, office = await own_appointment(reading, wiring, appointment, token)
        content = calendar_of(own, office, now=reading.now, language=frame.language)
    disposition = {"Content-Disposition": 'attachment; filename="termin.ics"'}
    return Response(content, media_type="text/calendar", headers=disposition)


@get(OWN + "/qr.svg")
async def qr(appointment: PathId, token: PathText, wiring: Given[Wiring]) -> Response[bytes]:
    """The check-in code for the kiosk's scanner."""
    async with wiring.db.reading() as reading:
        own, _ = await own_appointment(reading, wiring, appointment, token)
    return Response(qr_svg(qr_text(own.booking_code)), media_type="image/svg+xml")


async def own_appointment(
    reading: Reading, wiring: Wiring, id_: str, token: str
) -> tuple[Appointment, Office]:
    """An appointment for whoever has its link. A wrong token is as unknown as a wrong id."""
    found = await appointments.with_id(reading.connection, id_)
    if not wiring.tokens.fits(token, Purpose.APPOINTMENT, found.id, found.generation):
        raise NotFound
    return found, await reading.office(found.office)


async def own_page(
    frame: Frame, wiring: Wiring, id_: str, token: str, *, refused: AufrufError | None = None
) -> Response[str]:
    """The page with what is true now, and what may still be done."""
    async with wiring.db.reading() as reading:
        own, office = await own_appointment(reading, wiring, id_, token)
        now = reading.now
        closed = await reason_on(reading.connection, (own.office, own.date)) if own.end > now else None
    seen = own.seen_at(now)
    held = seen.state is AppointmentState.HELD and seen.hold_expires_at is not None
    left = int((seen.hold_expires_at - now).total_seconds()) if held and seen.hold_expires_at else 0
    return frame.show(
        "appointment.html",
        refused=refused,
        appointment=seen,
        closed=closed,
        office=office,
        chosen=named(seen.services, office),
        here=f"/appointments/{id_}/{token}",
        left_seconds=left,
        left_minutes=-(-left // 60),
    )


async def lookup_page(
    frame: Frame,
    db: Database,
    *,
    typed: dict[str, str] | None = None,
    refused: AufrufError | None = None,
) -> Response[str]:
    """The form for code and name."""
    async with db.reading() as reading:
        offices = await reading.catalogue.all_current(reading.connection, now=reading.now)
    return frame.show(
        "lookup.html",
        refused=refused,
        wrong=None if refused is None else frame.text(UNKNOWN),
        offices=offices,
        typed=typed or {"office": "", "code": "", "name": ""},
    )


def own_address(appointment: Appointment, wiring: Wiring) -> str:
    """Where an appointment's own page is."""
    token = wiring.tokens.token(Purpose.APPOINTMENT, appointment.id, appointment.generation)
    return f"/appointments/{appointment.id}/{token}"


# What an appointment is once the deed is done.
WANTED = {
    "confirm": AppointmentState.CONFIRMED,
    "cancel": AppointmentState.CANCELLED_BY_CITIZEN,
    "extend": None,
}
DEEDS: Mapping[str, Deed] = {
    "confirm": lambda tx, id_: booking.confirm(tx, id_=id_),
    "extend": lambda tx, id_: booking.extend(tx, id_=id_),
    "cancel": lambda tx, id_: booking.cancel(tx, id_=id_),
}

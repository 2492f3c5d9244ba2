# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The touch terminal's pages: a ticket with one touch, check-in by code. Its looks are the kiosk's own."""

import datetime as dt

from litestar import Response, get, post, websocket
from litestar.datastructures import FormMultiDict
from litestar.response import Redirect

from aufruf.actions import tickets
from aufruf.actions.tickets import Ticket
from aufruf.domain.errors import AufrufError, NotAuthenticated, NotFound, NotPossible, NotValid
from aufruf.domain.opening import OpeningKind, is_open
from aufruf.domain.roles import DeviceKind
from aufruf.pages.forms import an_id, line, read_form
from aufruf.pages.pairing import how_to_pair
from aufruf.pages.parts import Parts, PartsWire
from aufruf.pages.status import own_status
from aufruf.pages.visit_parts import ticket_parts
from aufruf.planning.waits.forecast import Forecast
from aufruf.reads.room import Room, room_of
from aufruf.web.callers import forget_caller
from aufruf.web.devices import device_of
from aufruf.web.limits import guessing
from aufruf.web.qr import qr_svg
from aufruf.web.rendering import AnyRequest, Frame, frame_of
from aufruf.web.sockets import AnySocket, Listener, converse, refusing
from aufruf.web.telling import told_at_check_in, told_to_walk_in
from aufruf.web.tokens import Purpose
from aufruf.web.wire import Connection, PathId, PathText
from aufruf.web.wiring import Given, Wiring

LONGEST_CODE = 64
PAUSE = 1.0  # seconds between two changes of the first screen


@get("/kiosk")
async def show(request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """What may be done at this kiosk."""
    office = await office_of(request, wiring, request.query_params.get("office", ""))
    if office is None:
        return how_to_pair(frame)
    return await first_screen(frame, wiring, office)


@post("/kiosk/tickets")
async def take_ticket(
    request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Draw a ticket."""
    form = await read_form(request)
    office = await office_of(request, wiring, line(form, "office"))
    if office is None:
        return how_to_pair(frame)
    needs = needs_in(form)
    try:
        wanted = ((an_id(line(form, "service")), 1),)
        told = await told_to_walk_in(wiring, office, wanted, needs=needs)
        async with wiring.db.transaction() as tx:
            ticket = await tickets.take_ticket(
                tx, office=office, services=wanted, needs=needs, language=frame.language, told=told
            )
    except (NotPossible, NotValid) as refusal:
        return await first_screen(frame, wiring, office, refused=refusal)
    return to_ticket(ticket, wiring)


@post("/kiosk/check-ins")
async def check_in(
    request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Come for an appointment, with its code typed or scanned."""
    form = await read_form(request)
    office = await office_of(request, wiring, line(form, "office"))
    if office is None:
        return how_to_pair(frame)
    code, needs = line(form, "code")[:LONGEST_CODE], needs_in(form)
    try:
        async with guessing(request, wiring):
            told = await told_at_check_in(wiring, office, code, needs=needs)
            async with wiring.db.transaction() as tx:
                ticket = await tickets.check_in(tx, office=office, code=code, needs=needs, told=told)
    except (NotPossible, NotFound) as refusal:
        return await first_screen(frame, wiring, office, refused=refusal, code=code)
    return to_ticket(ticket, wiring)


@get("/kiosk/ticket/{visit:str}/{token:str}")
async def show_ticket(
    visit: PathId, token: PathText, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """The ticket, to be looked at, scanned or printed."""
    async with wiring.db.reading() as reading:
        status = await own_status(reading, wiring, visit, token)
        now = reading.now
    return frame.show(
        "kiosk_ticket.html",
        visit=status.visit,
        office=status.office,
        parts=ticket_parts(frame, wiring, status, now).html,
        here=f"/kiosk/ticket/{visit}/{token}",
        own_page=f"/visits/{visit}/{token}",
        back=f"/kiosk?office={status.office.id}",
    )


@get("/visits/{visit:str}/{token:str}/qr.svg")
async def show_qr(
    visit: PathId, token: PathText, request: AnyRequest, wiring: Given[Wiring]
) -> Response[bytes]:
    """The QR code that opens the status page on a phone."""
    async with wiring.db.reading() as reading:
        await own_status(reading, wiring, visit, token)
    base = wiring.base_url or str(request.base_url).rstrip("/")
    return Response(qr_svg(f"{base}/visits/{visit}/{token}"), media_type="image/svg+xml")


async def office_of(connection: Connection, wiring: Wiring, wanted: str) -> str | None:
    """The office that this kiosk stands in; in the demo everybody may try every kiosk."""
    device = await device_of(connection, wiring)
    if device is not None and device.kind is DeviceKind.KIOSK:
        return device.office
    return an_id(wanted) if wiring.demo_logins and wanted else None


async def first_screen(
    frame: Frame, wiring: Wiring, office_id: str, *, refused: AufrufError | None = None, code: str = ""
) -> Response[str]:
    """The kiosk's one screen."""
    forecast = await wiring.forecasts.look(office_id)
    async with wiring.db.reading() as reading:
        room, now = await room_of(reading, office_id), reading.now
    return frame.show(
        "kiosk.html",
        refused=refused,
        office=room.office,
        parts=kiosk_parts(frame, room, now, forecast).html,
        code=code,
    )


def kiosk_parts(frame: Frame, room: Room, now: dt.datetime, forecast: Forecast | None) -> Parts:
    """How many wait, what a ticket may be drawn for, and how long each would take."""
    opens = is_open(room.office.opening, now, audience=OpeningKind.WALK_INS)
    services = [service for service in room.office.services.values() if service.walk_ins]
    waiting = frame.part("kiosk_waiting.html", is_open=opens, waiting=len(room.ahead))
    choices = frame.part(
        "kiosk_choices.html", is_open=opens, office=room.office, services=services, forecast=forecast
    )
    return Parts(html={"waiting": waiting, "choices": choices})


@websocket("/kiosk/socket")
async def follow(socket: AnySocket, wiring: Given[Wiring]) -> None:
    """Keep the first screen as it is."""

    async def office_id() -> str:
        forget_caller(socket)
        found = await office_of(socket, wiring, socket.query_params.get("office", ""))
        if found is None:
            raise NotAuthenticated
        return found

    async with refusing(socket):
        office = await office_id()
        frame = await frame_of(socket)
        async with wiring.hub.listening(office) as (feed, ear):

            async def render() -> Parts:
                return kiosk_parts(frame, await feed.room(), feed.now, wiring.forecasts.latest(office))

            async def still_may() -> bool:
                return await office_id() == office

            wire = PartsWire(feed, render, audience="kiosk page", pause=PAUSE)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))


def needs_in(form: FormMultiDict) -> tuple[str, ...]:
    """Whether somebody said that waiting is hard for them."""
    return ("priority",) if "priority" in form else ()


def to_ticket(ticket: Ticket, wiring: Wiring) -> Redirect:
    """On to the ticket's page: a reload of that draws no second one."""
    visit = ticket.visit
    token = wiring.tokens.token(Purpose.VISIT, visit.id, visit.generation)
    return Redirect(f"/kiosk/ticket/{visit.id}/{token}", status_code=303)

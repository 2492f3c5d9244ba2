# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A citizen's own visit on the phone: how many are before me, where do I go, I am late, I can't come."""

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions import early_closing, leaving
from aufruf.actions.booking import Wish
from aufruf.db.transaction import Reading
from aufruf.domain.errors import AufrufError, NotFound, NotPossible, NotValid, WrongState
from aufruf.domain.visit import VisitState
from aufruf.pages.forms import line, read_form, read_instant
from aufruf.pages.visit_parts import LATE_MINUTES, status_parts
from aufruf.reads.status import Status, status_of, visit_with_id
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.tokens import Purpose
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring

AFTER = {
    VisitState.WAITING: 10,  # seconds until a page without scripts looks again
    VisitState.CALLED: 5,
    VisitState.MISSED: 10,
    VisitState.PARKED: 15,
    VisitState.SERVING: 30,
}


@get("/visits/{visit:str}/{token:str}")
async def show(visit: PathId, token: PathText, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """How it stands with a visit."""
    return await status_page(frame, wiring, visit, token)


@post("/visits/{visit:str}/{token:str}/late")
async def late(
    visit: PathId, token: PathText, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """I need some minutes more: do not call me before."""
    async with wiring.db.reading() as reading:
        own = await own_status(reading, wiring, visit, token)
    try:
        async with wiring.db.transaction() as tx:
            await leaving.late(tx, key=own.visit.key, minutes=LATE_MINUTES)
    except NotPossible as refusal:
        return await status_page(frame, wiring, visit, token, refused=refusal)
    return Redirect(f"/visits/{visit}/{token}", status_code=303)


@post("/visits/{visit:str}/{token:str}/leave")
async def leave(
    visit: PathId, token: PathText, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """I do not wait any longer."""
    async with wiring.db.reading() as reading:
        own = await own_status(reading, wiring, visit, token)
    try:
        async with wiring.db.transaction() as tx:
            await leaving.leave(tx, key=own.visit.key)
    except NotPossible as refusal:
        return await status_page(frame, wiring, visit, token, refused=refusal)
    return Redirect(f"/visits/{visit}/{token}", status_code=303)


@post("/visits/{visit:str}/{token:str}/instead")
async def book_instead(
    visit: PathId, token: PathText, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Take one of the times that are offered to somebody who was sent home: one touch, nothing to type."""
    form = await read_form(request)
    async with wiring.db.reading() as reading:
        key = (await own_status(reading, wiring, visit, token)).visit.key
    try:
        wish = Wish(services=(), start=read_instant(line(form, "start")))
        await wiring.db.do(lambda tx: early_closing.book_instead(tx, key=key, wish=wish))
    except WrongState:  # pressed twice: the page shows what they have
        return Redirect(f"/visits/{visit}/{token}", status_code=303)
    except (NotPossible, NotValid) as refusal:
        return await status_page(frame, wiring, visit, token, refused=refusal)
    return Redirect(f"/visits/{visit}/{token}", status_code=303)


async def own_status(reading: Reading, wiring: Wiring, visit: str, token: str) -> Status:
    """A visit, for whoever has its link. A wrong token is as unknown as a wrong id."""
    found = await visit_with_id(reading, visit)
    if not wiring.tokens.fits(token, Purpose.VISIT, found.id, found.generation):
        raise NotFound
    return await status_of(reading, found, wiring.offers)


async def status_page(
    frame: Frame, wiring: Wiring, visit: str, token: str, *, refused: AufrufError | None = None
) -> Response[str]:
    """The page that a ticket's QR code opens."""
    async with wiring.db.reading() as reading:
        office = (await own_status(reading, wiring, visit, token)).office.id
    await wiring.forecasts.look(office)
    async with wiring.db.reading() as reading:
        status = await own_status(reading, wiring, visit, token)
        now = reading.now
    return frame.show(
        "status.html",
        refused=refused,
        visit=status.visit,
        office=status.office,
        ahead=status.ahead,
        parts=status_parts(frame, wiring, status, now).html,
        here=f"/visits/{visit}/{token}",
        again=AFTER.get(status.visit.state),
        now=now,
    )

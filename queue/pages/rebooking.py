# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rebooking list for the staff: whose appointment cannot be served, with other times as buttons."""

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions import rebooking
from aufruf.db.transaction import Transaction
from aufruf.domain.access import person_with
from aufruf.domain.appointment import Appointment
from aufruf.domain.errors import AufrufError, NotFound, NotPossible, NotValid
from aufruf.domain.roles import Right
from aufruf.pages.booking import named
from aufruf.pages.forms import line, read_form, read_instant
from aufruf.reads.rebooking import to_rebook
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

PATH = "/console/{office:str}/rebooking"
CANCEL, MOVE = "cancelled", "moved"


@get(PATH)
async def show(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """All that is to be moved or cancelled."""
    return await _page(frame, wiring, office, done=request.query_params.get("done"))


@post(PATH + "/{appointment:str}")
async def settle(
    office: PathId, appointment: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Move an appointment to the chosen time, or cancel it."""
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.RECEIVE, await reading.office(office))
    form = await read_form(request)
    is_cancelled = line(form, "deed") == CANCEL

    async def deed(tx: Transaction) -> Appointment:
        if is_cancelled:
            return await rebooking.cancel_listed(tx, office=office, appointment=appointment)
        start = read_instant(line(form, "start"))
        return await rebooking.move_listed(tx, office=office, appointment=appointment, start=start)

    try:
        await wiring.db.do(deed)
    except (NotPossible, NotValid, NotFound) as refusal:
        return await _page(frame, wiring, office, refused=refusal)
    return Redirect(f"/console/{office}/rebooking?done={CANCEL if is_cancelled else MOVE}", status_code=303)


async def _page(
    frame: Frame,
    wiring: Wiring,
    office_id: str,
    *,
    done: str | None = None,
    refused: AufrufError | None = None,
) -> Response[str]:
    async with wiring.db.reading(snapshot=True) as reading:
        office = await reading.office(office_id)
        person_with(frame.caller, Right.RECEIVE, office)
        entries = await to_rebook(reading, office, wiring.offers)
    return frame.show(
        "rebooking.html",
        refused=refused,
        office=office,
        done=done,
        entries=[(each, named(each.appointment.services, office)) for each in entries],
    )

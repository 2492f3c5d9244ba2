# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another time for an appointment. The old one stays until the new one is sure."""

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions import booking
from aufruf.domain.appointment import may_move
from aufruf.domain.errors import AufrufError, NotPossible, NotValid, SlotTaken
from aufruf.pages.appointment import OWN, own_appointment
from aufruf.pages.booking import named, tiles
from aufruf.pages.forms import line, read_date, read_form, read_instant
from aufruf.pages.times import free_times
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring


@get(OWN + "/move")
async def choose_time(
    appointment: PathId, token: PathText, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """Choose another day and time in the same office."""
    return await moving_page(request, frame, wiring, appointment, token)


@post(OWN + "/move")
async def move(
    appointment: PathId, token: PathText, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Take the new time and free the old one, or change nothing."""
    async with wiring.db.reading() as reading:
        await own_appointment(reading, wiring, appointment, token)
    start = read_instant(line(await read_form(request), "start"))
    try:
        await wiring.db.do(lambda tx: booking.move(tx, id_=appointment, start=start))
    except (NotPossible, NotValid) as refusal:
        return await moving_page(request, frame, wiring, appointment, token, refused=refusal)
    return Redirect(f"/appointments/{appointment}/{token}", status_code=303)


async def moving_page(
    request: AnyRequest,
    frame: Frame,
    wiring: Wiring,
    id_: str,
    token: str,
    *,
    refused: AufrufError | None = None,
) -> Response[str]:
    """Days and times; after a refusal with what is still free."""
    query = request.query_params
    here = f"/appointments/{id_}/{token}"
    async with wiring.db.reading() as reading:
        own, office = await own_appointment(reading, wiring, id_, token)
        if refused is None:
            may_move(own, now=reading.now)
        since, date = read_date(query.get("since")), read_date(query.get("date"))
        times = await free_times(reading, wiring, office, own.services, date=date, since=since)
    return frame.show(
        "moving.html",
        refused=refused,
        appointment=own,
        office=office,
        chosen=named(own.services, office),
        alternatives=refused.facts["alternatives"] if isinstance(refused, SlotTaken) else (),
        own_page=here,
        hidden=[],
        **tiles(times, f"{here}/move", []),
    )

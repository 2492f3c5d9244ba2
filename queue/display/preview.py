# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The office's display, small and silent, among the pages of the staff: what people see out there."""

from urllib.parse import urlencode

from litestar import Response, get

from aufruf.domain.access import person_with
from aufruf.domain.roles import Right
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring


@get("/console/{office_id:str}/display")
async def look(
    office_id: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """The display of all rooms or some of them. Raises NotFound, NotAuthenticated, NotAllowed."""
    async with wiring.db.reading() as reading:
        office = await reading.office(office_id)
    person_with(frame.caller, Right.SERVE, office)
    rooms = sorted({counter.room for counter in office.counters if counter.room})
    chosen = [room for room in request.query_params.getall("rooms", []) if room in rooms]
    upright = "upright" in request.query_params
    asked = [("preview", "1"), *(("rooms", room) for room in chosen)]
    if like := request.query_params.get("like"):
        asked.append(("like", like))
    return frame.show(
        "display_preview.html",
        office=office,
        rooms=rooms,
        chosen=chosen,
        upright=upright,
        like=like,
        address=f"/display/{office.id}?{urlencode(asked)}",
    )

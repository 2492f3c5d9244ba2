# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What reception prints: a ticket, large and in the language of whoever gets it; the emergency list."""

from dataclasses import replace

from litestar import Response, get
from litestar.datastructures import State

from aufruf.domain.access import person_with
from aufruf.domain.errors import NotFound
from aufruf.domain.languages import LANGUAGES
from aufruf.domain.roles import Right
from aufruf.reads.day_list import day_list_of
from aufruf.reads.status import status_of, visit_with_id
from aufruf.web.assets import address
from aufruf.web.day_list import rendered
from aufruf.web.rendering import HEADERS, AnyRequest, Frame
from aufruf.web.tokens import Purpose
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring


@get("/console/{office:str}/tickets/{visit:str}")
async def show_ticket(
    office: PathId, visit: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """The ticket to hand out; printed at once where that was wanted."""
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.RECEIVE, await reading.office(office))
        found = await visit_with_id(reading, visit)
        if found.office != office:
            raise NotFound
        status, now = await status_of(reading, found), reading.now
    token = wiring.tokens.token(Purpose.VISIT, found.id, found.generation)
    theirs = replace(frame, language=found.language if found.language in LANGUAGES else frame.language)
    paper = theirs.part(
        "ticket_paper.html",
        visit=found,
        office=status.office,
        ahead=status.ahead,
        expected=wiring.forecasts.for_visit(found, now=now),
        own_page=f"/visits/{visit}/{token}",
    )
    return frame.show(
        "reception_ticket.html",
        visit=found,
        office=status.office,
        paper=paper,
        print_now="print" in request.query_params,
    )


@get("/console/{office:str}/day-list")
async def show_day_list(
    office: PathId, frame: Given[Frame], wiring: Given[Wiring], state: State
) -> Response[str]:
    """Today's emergency list as it is now, to be printed."""
    async with wiring.db.reading(snapshot=True) as reading:
        person_with(frame.caller, Right.RECEIVE, await reading.office(office))
        found = await day_list_of(reading, office)
    page = rendered(found, stylesheet=address(state["assets"], "day-list.css"))
    return Response(page, media_type="text/html; charset=utf-8", headers=HEADERS)

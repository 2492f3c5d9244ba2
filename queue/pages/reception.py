# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reception: a ticket for somebody without an appointment, check-in for somebody with one."""

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.response import Redirect

from aufruf.actions import tickets
from aufruf.actions.tickets import Ticket
from aufruf.domain.access import person_with
from aufruf.domain.errors import NotFound, NotPossible, NotValid
from aufruf.domain.roles import Right
from aufruf.pages.console import office_page
from aufruf.pages.forms import LONGEST_CODE, an_id, is_line, line, needs_in, read_form
from aufruf.reads.status import status_of, visit_with_id
from aufruf.web.limits import guessing
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.telling import told_at_check_in, told_to_walk_in
from aufruf.web.tokens import Purpose
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

LONGEST_NAME = 200


@post("/console/{office:str}/walk-ins")
async def walk_in(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Give somebody a ticket."""
    form = await read_form(request)
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.RECEIVE, await reading.office(office))
    try:
        ticket = await _ticket(wiring, office, form)
    except (NotPossible, NotValid) as refusal:
        typed = {"name": line(form, "name")[:LONGEST_NAME], "service": line(form, "service")}
        return await office_page(frame, wiring, office, refused=refusal, typed=typed)
    return Redirect(f"/console/{office}/tickets/{ticket.visit.id}", status_code=303)


@post("/console/{office:str}/check-ins")
async def check_in(
    office: PathId,
    request: AnyRequest,
    frame: Given[Frame],
    wiring: Given[Wiring],
) -> Response[str] | Redirect:
    """Check somebody in by their code."""
    form = await read_form(request)
    code, needs = line(form, "code")[:LONGEST_CODE], needs_in(form)
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.RECEIVE, await reading.office(office))
    try:
        async with guessing(request, wiring):
            told = await told_at_check_in(wiring, office, code, needs=needs)
            async with wiring.db.transaction() as tx:
                ticket = await tickets.check_in(
                    tx, office=office, code=code, needs=needs, channel="reception", told=told
                )
    except (NotPossible, NotFound) as refusal:
        return await office_page(frame, wiring, office, refused=refusal, typed={"code": code})
    return Redirect(f"/console/{office}/tickets/{ticket.visit.id}", status_code=303)


@get("/console/{office:str}/tickets/{visit:str}")
async def show_ticket(
    office: PathId, visit: PathId, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """The ticket to hand out."""
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.RECEIVE, await reading.office(office))
        found = await visit_with_id(reading, visit)
        if found.office != office:
            raise NotFound
        status, now = await status_of(reading, found), reading.now
    token = wiring.tokens.token(Purpose.VISIT, found.id, found.generation)
    return frame.show(
        "reception_ticket.html",
        visit=found,
        office=status.office,
        ahead=status.ahead,
        expected=wiring.forecasts.for_visit(found, now=now),
        own_page=f"/visits/{visit}/{token}",
    )


async def _ticket(wiring: Wiring, office: str, form: FormMultiDict) -> Ticket:
    name, needs = line(form, "name"), needs_in(form)
    if not is_line(name, longest=LONGEST_NAME):
        raise NotValid(("/name", "printable text, 200 characters at most"))
    wanted = ((an_id(line(form, "service")), 1),)
    told = await told_to_walk_in(wiring, office, wanted, needs=needs)
    async with wiring.db.transaction() as tx:
        return await tickets.walk_in_for(
            tx, office=office, services=wanted, name=name or None, needs=needs, told=told
        )

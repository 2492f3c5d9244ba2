# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One request that a helper has accepted: they are on their way, or help from afar; and how it ends."""

from collections.abc import Mapping

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions import helping
from aufruf.domain.access import Person, person_anywhere
from aufruf.domain.errors import AufrufError, NotAllowed, NotFound, NotPossible, NotValid
from aufruf.domain.help import HelpLevel, HelpReason, HelpState
from aufruf.domain.roles import Right
from aufruf.domain.words import words
from aufruf.pages.forms import an_id, line, read_form
from aufruf.pages.help_list import said
from aufruf.pages.help_parts import ShownRequest
from aufruf.reads.help import as_it_is_now, helper_may_hold, number_of_ticket, requests_for, where_to_help
from aufruf.web.language import NAMES
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.telling import told_to_walk_in
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

TYPED = {"reason": "", "service": "", "note": "", "context": ""}
GOALS = {
    "": words("wer zuerst Zeit hat"),
    HelpLevel.OFFICE: words("wer am Standort hilft"),
    HelpLevel.POOL: words("den gemeinsamen Pool"),
    HelpLevel.PHONE: words("den Telefondienst"),
}


@get("/help/{help_request:str}")
async def show(help_request: PathId, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str] | Redirect:
    """The request that one has accepted."""
    return await session_page(frame, wiring, help_request)


@post("/help/{help_request:str}/close")
async def close(
    help_request: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """The citizen was helped, or could not be: say how it ended."""
    form, person = await read_form(request), person_anywhere(frame.caller, Right.HELP)
    typed = {name: line(form, name) for name in TYPED}
    try:
        number = await _end(wiring, person, help_request, typed)
    except (NotPossible, NotValid) as refusal:
        return await session_page(frame, wiring, help_request, refused=refusal, typed=typed)
    return said("ticket", number=number) if number else said("ended")


@post("/help/{help_request:str}/hand-over")
async def hand_over(
    help_request: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Let another helper go on, with what they must know."""
    form, person = await read_form(request), person_anywhere(frame.caller, Right.HELP)
    to, context = line(form, "to"), " ".join(line(form, "context").split())
    if to not in GOALS:
        raise NotFound
    try:
        async with wiring.db.transaction() as tx:
            key = await helping.find(tx, help_request)
            level = HelpLevel(to) if to else None
            await helping.hand_over(tx, key=key, person=person, note=context, to=level)
    except (NotPossible, NotValid) as refusal:
        typed = TYPED | {"context": context}
        return await session_page(frame, wiring, help_request, refused=refusal, typed=typed)
    return said("returned")


async def session_page(
    frame: Frame,
    wiring: Wiring,
    help_request: str,
    *,
    refused: AufrufError | None = None,
    typed: Mapping[str, str] = TYPED,
) -> Response[str] | Redirect:
    """The page of a request that one has accepted; once it is not one's own, the list with the reason."""
    person = person_anywhere(frame.caller, Right.HELP)
    try:
        async with wiring.db.reading() as reading:
            request, office = await helper_may_hold(reading, help_request, person)
    except NotAllowed:
        return said(await _whose(wiring, person, help_request))
    if request.state is not HelpState.ACCEPTED:
        return said("ended" if request.state is HelpState.CLOSED else "over")
    return frame.show(
        "help_session.html",
        refused=refused,
        seen=ShownRequest(request=request, office=office),
        typed=typed,
        languages=NAMES,
        goals={value: frame.text(each) for value, each in GOALS.items()},
    )


async def _end(wiring: Wiring, person: Person, help_request: str, typed: Mapping[str, str]) -> str | None:
    """End it as the form says; the number of the ticket in which it ended, if it did. Raises NotValid."""
    if typed["reason"] not in list(HelpReason):
        raise NotValid(("/reason", "is one of those listed"))
    reason = HelpReason(typed["reason"])
    is_ticket = reason is HelpReason.TICKET
    services = ((an_id(typed["service"]), 1),) if is_ticket or reason is HelpReason.APPOINTMENT else ()
    async with wiring.db.reading() as reading:
        found = await as_it_is_now(reading, help_request)
    told = await told_to_walk_in(wiring, found.office, services) if is_ticket else None
    async with wiring.db.transaction() as tx:
        closed = await helping.close(
            tx,
            key=found.key,
            person=person,
            services=services,
            reason=reason,
            note=typed["note"] if is_ticket else "",
            told=told,
        )
        return await number_of_ticket(tx, closed)


async def _whose(wiring: Wiring, person: Person, help_request: str) -> str:
    """What has become of a request that somebody else answers. Raises NotAllowed for who may not see it."""
    async with wiring.db.reading() as reading:
        found = await requests_for(reading, await where_to_help(reading, person))
    states = [each.request.state for each in found if each.request.id == help_request]
    if not states:
        raise NotAllowed
    return "taken" if states == [HelpState.ACCEPTED] else "waits"

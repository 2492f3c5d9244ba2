# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help at kiosks and terminals, for those who give it."""

import datetime as dt
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from litestar import Router, get, post
from litestar.params import JSONBody, QueryParameter

from aufruf.actions import helping
from aufruf.api.once import do_once
from aufruf.api.shapes import Wanted, items_of
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, Person, person_anywhere, person_with
from aufruf.domain.help import HelpKey, HelpMode, HelpRequest
from aufruf.domain.roles import Right
from aufruf.reads.help import OpenRequest, offices_to_help, open_requests
from aufruf.web.wire import Answer, AnyRequest, Page, PathId, Sent, local, optional_local
from aufruf.web.wiring import Given, Wiring

OpenState = Annotated[
    Literal["open", "accepted"] | None, QueryParameter(name="state", description="both, if not said")
]


class HelpRequestAnswer(Answer, frozen=True):
    """Where somebody is stuck. `place` is what people call the device, `topic` the id of a service."""

    id: str
    office: str
    place: str
    kind: str
    step: str
    topic: str | None
    language: str
    asked_at: dt.datetime
    state: str
    people_ahead: int
    accepted_at: dt.datetime | None
    accepted_by_me: bool
    mode: str | None


class Acceptance(Sent, frozen=True):
    """How somebody helps: they come, or help from where they are."""

    mode: Literal["come", "remote"]


class Helped(Sent, frozen=True):
    """With which services somebody was helped, if that is said."""

    services: Wanted | None = None


@get("/help-requests")
async def list_requests(
    caller: Given[Caller], db: Given[Database], state_: OpenState = None
) -> Page[HelpRequestAnswer]:
    """Every request that is open or accepted in one's offices, the oldest first."""
    person = person_anywhere(caller, Right.HELP)
    async with db.reading() as reading:
        found = await open_requests(reading, await offices_to_help(reading, person))
    return Page(items=[open_answer(each, person) for each in found if state_ in (None, each.request.state)])


@post("/help-requests/{help_request:str}/accept", status_code=200)
async def accept(
    request: AnyRequest,
    help_request: PathId,
    data: JSONBody[Acceptance],
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> HelpRequestAnswer:
    """Help, unless somebody does already."""

    async def deed(tx: Transaction) -> HelpRequestAnswer:
        person, key = await _person_and_key(tx, caller, help_request)
        accepted = await helping.accept(tx, key=key, person=person, mode=HelpMode(data.mode))
        return help_answer(accepted, person, (await tx.office(key.office)).zone)

    return await do_once(request, wiring, deed, kept_as=HelpRequestAnswer, status=200, caller=caller)


@post("/help-requests/{help_request:str}/close", status_code=200)
async def close(
    request: AnyRequest,
    help_request: PathId,
    caller: Given[Caller],
    wiring: Given[Wiring],
    data: JSONBody[Helped | None] = None,
) -> HelpRequestAnswer:
    """The citizen was helped."""
    done = items_of(data.services) if data is not None and data.services is not None else ()

    async def deed(tx: Transaction) -> HelpRequestAnswer:
        person, key = await _person_and_key(tx, caller, help_request)
        closed = await helping.close(tx, key=key, person=person, services=done)
        return help_answer(closed, person, (await tx.office(key.office)).zone)

    return await do_once(request, wiring, deed, kept_as=HelpRequestAnswer, status=200, caller=caller)


async def _person_and_key(tx: Transaction, caller: Caller, request: str) -> tuple[Person, HelpKey]:
    """The person who may help here, and where it is."""
    person_anywhere(caller, Right.HELP)
    key = await helping.find(tx, request)
    return person_with(caller, Right.HELP, await tx.office(key.office)), key


def open_answer(found: OpenRequest, person: Person) -> HelpRequestAnswer:
    """A request that goes on, for somebody who may help."""
    return help_answer(found.request, person, found.office.zone, people_ahead=found.people_ahead)


def help_answer(
    request: HelpRequest, person: Person, zone: ZoneInfo, *, people_ahead: int = 0
) -> HelpRequestAnswer:
    """A help request, for somebody who may help. Of colleagues it says nothing but that somebody does."""
    return HelpRequestAnswer(
        id=request.id,
        office=request.office,
        place=request.place,
        kind=request.device_kind,
        step=request.step,
        topic=request.topic,
        language=request.language,
        asked_at=local(request.asked_at, zone),
        state=request.state,
        people_ahead=people_ahead,
        accepted_at=optional_local(request.accepted_at, zone),
        accepted_by_me=request.accepted_by == person.user,
        mode=request.mode,
    )


router = Router("", route_handlers=[list_requests, accept, close], tags=["Help"])

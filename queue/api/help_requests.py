# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help at kiosks and terminals, for those who give it."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

import msgspec
from litestar import Router, get, post
from litestar.params import JSONBody, QueryParameter

from aufruf.actions import helping
from aufruf.api.once import do_once
from aufruf.api.shapes import Needs, Wanted, items_of
from aufruf.db.transaction import Database, Reading, Transaction
from aufruf.domain.access import Caller, Person, person_anywhere
from aufruf.domain.help import HelpKey, HelpLevel, HelpMode, HelpReason, HelpRequest
from aufruf.domain.roles import Right
from aufruf.planning.waits.forecast import Expectation
from aufruf.reads.help import (
    ForHelper,
    as_it_is_now,
    as_seen_by,
    number_of_ticket,
    requests_for,
    where_to_help,
)
from aufruf.web.telling import told_to_walk_in
from aufruf.web.wire import TEXT, Answer, AnyRequest, Notes, Page, PathId, Sent, local, optional_local
from aufruf.web.wiring import Given, Wiring

OpenState = Annotated[
    Literal["open", "accepted"] | None, QueryParameter(name="state", description="both, if not said")
]
Context = Annotated[str, msgspec.Meta(pattern=TEXT, max_length=500)]


class HelpRequestAnswer(Answer, frozen=True):
    """Where somebody is stuck, for one who may help.

    `place` is what people call the device, `topic` the id of a service. `level` says who has been asked by
    now, `promise_seconds` within what time after `waiting_since` the office wants to answer. `fits`: the
    helper speaks the language and knows the service; `rings`: their page is to ring. `context`: what the
    helper before has written. `helper_name`: who the citizen is told helps. `there`: the device's page is
    open. `number`: the ticket in which it ended.
    """

    id: str
    office: str
    office_name: str
    place: str
    kind: str
    step: str
    topic: str | None
    topic_name: str | None
    language: str
    needs: list[str]
    asked_at: dt.datetime
    waiting_since: dt.datetime
    promise_seconds: int
    state: str
    level: str
    people_ahead: int
    fits: bool
    rings: bool
    context: str
    accepted_at: dt.datetime | None
    accepted_by_me: bool
    helper_name: str | None
    mode: str | None
    there: bool
    number: str | None = None


class Acceptance(Sent, frozen=True):
    """How somebody helps: they come, or help from where they are."""

    mode: Literal["come", "remote"]


class Helped(Sent, frozen=True):
    """How it ended, and with which services somebody was helped, if that is said.

    A ticket and an appointment need the services; only a ticket carries a note, for whoever calls it.
    """

    services: Wanted | None = None
    reason: HelpReason = HelpReason.SOLVED
    note: Notes = ""
    needs: Needs = []  # noqa: RUF012 (msgspec copies it)


class HandOver(Sent, frozen=True):
    """What the next helper should know, and who that is to be, if it matters."""

    note: Context = ""
    to: Literal["office", "pool", "phone"] | None = None


@get("/help-requests")
async def list_requests(
    caller: Given[Caller], db: Given[Database], state_: OpenState = None
) -> Page[HelpRequestAnswer]:
    """Every request that is open or accepted and that one may answer, the oldest first."""
    person = person_anywhere(caller, Right.HELP)
    await helping.looks_at_list(db, person)
    async with db.reading() as reading:
        found = await requests_for(reading, await where_to_help(reading, person))
    return Page(items=[help_answer(each, person) for each in found if state_ in (None, each.request.state)])


@post("/help-requests/{help_request:str}/accept", status_code=200)
async def accept(
    request: AnyRequest,
    help_request: PathId,
    data: JSONBody[Acceptance],
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> HelpRequestAnswer:
    """Help, unless somebody does already."""
    person = person_anywhere(caller, Right.HELP)

    async def deed(tx: Transaction, key: HelpKey) -> HelpRequest:
        return await helping.accept(tx, key=key, person=person, mode=HelpMode(data.mode))

    return await _done(request, wiring, help_request, person, deed)


@post("/help-requests/{help_request:str}/hand-over", status_code=200)
async def hand_over(
    request: AnyRequest,
    help_request: PathId,
    data: JSONBody[HandOver],
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> HelpRequestAnswer:
    """Let another helper go on: the request waits again, with what has been found out so far."""
    person = person_anywhere(caller, Right.HELP)
    level = None if data.to is None else HelpLevel(data.to)

    async def deed(tx: Transaction, key: HelpKey) -> HelpRequest:
        return await helping.hand_over(tx, key=key, person=person, note=data.note, to=level)

    return await _done(request, wiring, help_request, person, deed)


@post("/help-requests/{help_request:str}/return", status_code=200)
async def give_back(
    request: AnyRequest, help_request: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> HelpRequestAnswer:
    """Give it back: it waits again as it did before."""
    person = person_anywhere(caller, Right.HELP)

    async def deed(tx: Transaction, key: HelpKey) -> HelpRequest:
        return await helping.hand_over(tx, key=key, person=person)

    return await _done(request, wiring, help_request, person, deed)


@post("/help-requests/{help_request:str}/close", status_code=200)
async def close(
    request: AnyRequest,
    help_request: PathId,
    caller: Given[Caller],
    wiring: Given[Wiring],
    data: JSONBody[Helped | None] = None,
) -> HelpRequestAnswer:
    """The citizen was helped; perhaps it goes on with a ticket, or with an appointment."""
    person = person_anywhere(caller, Right.HELP)
    said = data or Helped()
    services = items_of(said.services) if said.services is not None else ()
    told = await _told(wiring, help_request, said)

    async def deed(tx: Transaction, key: HelpKey) -> HelpRequest:
        return await helping.close(
            tx,
            key=key,
            person=person,
            services=services,
            reason=said.reason,
            note=said.note,
            needs=said.needs,
            told=told,
        )

    return await _done(request, wiring, help_request, person, deed)


async def _told(wiring: Wiring, help_request: str, said: Helped) -> Expectation | None:
    """How long whoever gets a ticket now would wait."""
    if said.reason is not HelpReason.TICKET or said.services is None:
        return None
    async with wiring.db.reading() as reading:
        found = await as_it_is_now(reading, help_request)
    return await told_to_walk_in(wiring, found.office, items_of(said.services), needs=said.needs)


async def _done(
    request: AnyRequest,
    wiring: Wiring,
    help_request: str,
    person: Person,
    deed: Callable[[Transaction, HelpKey], Awaitable[HelpRequest]],
) -> HelpRequestAnswer:
    """Do something to a request, once for each Idempotency-Key; how it stands for whoever did it."""

    async def once(tx: Transaction) -> HelpRequestAnswer:
        changed = await deed(tx, await helping.find(tx, help_request))
        answer = await _answer_after(tx, changed, person)
        # What helpers have written is not remembered with the answer, nor are their names.
        return msgspec.structs.replace(answer, context="", helper_name=None)

    kept = await do_once(request, wiring, once, kept_as=HelpRequestAnswer, status=200, caller=person)
    async with wiring.db.reading() as reading:
        found, where = await as_it_is_now(reading, help_request), await where_to_help(reading, person)
        if not any(office.id == found.office and where.may_help(found, office) for office in where.offices):
            return kept  # sent again by somebody who may not see it any more
        now = await _answer_after(reading, found, person)
    return msgspec.structs.replace(kept, context=now.context, helper_name=now.helper_name)


async def _answer_after(
    reading: Reading | Transaction, request: HelpRequest, person: Person
) -> HelpRequestAnswer:
    office = await reading.office(request.office)
    seen = await as_seen_by(reading, request, office, person)
    return help_answer(seen, person, number=await number_of_ticket(reading, request))


def help_answer(found: ForHelper, person: Person, *, number: str | None = None) -> HelpRequestAnswer:
    """A help request, for somebody who may help. Of colleagues it says no more than the citizen is told."""
    request, office, zone = found.request, found.office, found.office.zone
    topic = office.services.get(request.topic or "")
    return HelpRequestAnswer(
        id=request.id,
        office=request.office,
        office_name=office.name,
        place=request.place,
        kind=request.device_kind,
        step=request.step,
        topic=request.topic,
        topic_name=None if topic is None else topic.name,
        language=request.language,
        needs=list(request.needs),
        asked_at=local(request.asked_at, zone),
        waiting_since=local(request.asked_at, zone),
        promise_seconds=office.help.promise_seconds,
        state=request.state,
        level=request.level,
        people_ahead=found.people_ahead,
        fits=found.fits,
        rings=found.rings,
        context=request.context,
        accepted_at=optional_local(request.accepted_at, zone),
        accepted_by_me=request.accepted_by == person.user,
        helper_name=found.helper_name,
        mode=request.mode,
        there=found.there,
        number=number,
    )


router = Router("", route_handlers=[list_requests, accept, hand_over, give_back, close], tags=["Help"])

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counters: who sits where, and calling whoever is next."""

from collections.abc import Awaitable
from typing import Protocol

import msgspec
from litestar import Response, Router, get, post
from litestar.openapi.datastructures import ResponseSpec

from aufruf.actions import calling
from aufruf.actions import counters as deeds
from aufruf.api.once import do_once
from aufruf.api.shapes import VisitAnswer, visit_answer
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, Person, person_with
from aufruf.domain.counters import CounterNow
from aufruf.domain.roles import Right
from aufruf.reads.counters import counters_of
from aufruf.web.wire import Answer, AnyRequest, Page, PathId
from aufruf.web.wiring import Given, Wiring


class CounterAnswer(Answer, frozen=True):
    """A counter. `staff` is the linked staff member, else the name of the log-in; `visit` an id."""

    id: str
    kind: str
    room: str
    state: str
    staff: str | None
    visit: str | None
    number: str | None


class KeptCall(msgspec.Struct, kw_only=True, frozen=True):
    """What is remembered of a call: whom it was for, if anybody."""

    visit: VisitAnswer | None


@get("/offices/{office:str}/counters")
async def list_counters(office: PathId, caller: Given[Caller], db: Given[Database]) -> Page[CounterAnswer]:
    """The counters of an office, with what goes on there."""
    async with db.reading(snapshot=True) as reading:
        person_with(caller, Right.SERVE, await reading.office(office))
        found = await counters_of(reading, office)
    return Page(items=[counter_answer(each) for each in found])


@post("/offices/{office:str}/counters/{counter:str}/open", status_code=200)
async def open_counter(
    request: AnyRequest, office: PathId, counter: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> CounterAnswer:
    """Sit down at a counter, or go on after a pause."""
    return await _done(request, wiring, caller, office, counter, deeds.open_counter)


@post("/offices/{office:str}/counters/{counter:str}/take-over", status_code=200)
async def take_over(
    request: AnyRequest, office: PathId, counter: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> CounterAnswer:
    """Sit down where a colleague sits; whoever is at the counter stays there."""
    return await _done(request, wiring, caller, office, counter, deeds.take_over)


@post("/offices/{office:str}/counters/{counter:str}/close", status_code=200)
async def close_counter(
    request: AnyRequest, office: PathId, counter: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> CounterAnswer:
    """Leave a counter."""
    return await _done(request, wiring, caller, office, counter, deeds.close_counter)


@post("/offices/{office:str}/counters/{counter:str}/pause", status_code=200)
async def pause_counter(
    request: AnyRequest, office: PathId, counter: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> CounterAnswer:
    """Have nobody called for a while."""
    return await _done(request, wiring, caller, office, counter, deeds.pause_counter)


@post(
    "/offices/{office:str}/counters/{counter:str}/call-next",
    status_code=200,
    responses={204: ResponseSpec(data_container=None, description="Nobody may be called")},
)
async def call_next(
    request: AnyRequest, office: PathId, counter: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> Response[VisitAnswer | None]:
    """Call whoever is next for this counter."""

    async def deed(tx: Transaction) -> KeptCall:
        place = await tx.office(office)
        person = person_with(caller, Right.SERVE, place)
        choice = await calling.call_next(tx, office=office, counter=counter, user=person.user)
        if choice is None:
            return KeptCall(visit=None)
        return KeptCall(visit=visit_answer(choice.visit, place.zone, reason=choice.reason))

    kept = await do_once(request, wiring, deed, kept_as=KeptCall, status=200, caller=caller)
    return Response(kept.visit, status_code=204 if kept.visit is None else 200)


class Deed(Protocol):
    """Opening, closing or pausing."""

    def __call__(
        self, tx: Transaction, /, *, office: str, counter: str, person: Person
    ) -> Awaitable[CounterNow]:
        """Do it."""


async def _done(
    request: AnyRequest, wiring: Wiring, caller: Caller, office: str, counter: str, deed: Deed
) -> CounterAnswer:
    async def answered(tx: Transaction) -> CounterAnswer:
        person = person_with(caller, Right.SERVE, await tx.office(office))
        return counter_answer(await deed(tx, office=office, counter=counter, person=person))

    return await do_once(request, wiring, answered, kept_as=CounterAnswer, status=200, caller=caller)


def counter_answer(now: CounterNow) -> CounterAnswer:
    """A counter, for an answer."""
    return CounterAnswer(
        id=now.counter.id,
        kind=now.counter.kind,
        room=now.counter.room,
        state=now.state,
        staff=None if now.seat is None else now.seat.staff or now.seat.name or now.seat.user,
        visit=None if now.visit is None else now.visit.id,
        number=None if now.visit is None else now.visit.number,
    )


router = Router(
    "",
    route_handlers=[list_counters, open_counter, take_over, close_counter, pause_counter, call_next],
    tags=["Counters"],
)

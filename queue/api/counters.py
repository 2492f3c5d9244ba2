# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counters: who sits where, and calling whoever is next."""

from litestar import Response, Router, get, post
from litestar.openapi.datastructures import ResponseSpec

from aufruf.actions import calling
from aufruf.actions import counters as deeds
from aufruf.api.shapes import VisitAnswer, visit_answer
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.counters import CounterNow
from aufruf.domain.roles import Right
from aufruf.reads.counters import counters_of
from aufruf.web.wire import Answer, Page, PathId
from aufruf.web.wiring import Given


class CounterAnswer(Answer, frozen=True):
    """A counter. `staff` is the linked staff member, else the name of the log-in; `visit` an id."""

    id: str
    kind: str
    room: str
    state: str
    staff: str | None
    visit: str | None
    number: str | None


@get("/offices/{office:str}/counters")
async def list_counters(office: PathId, caller: Given[Caller], db: Given[Database]) -> Page[CounterAnswer]:
    """The counters of an office, with what goes on there."""
    async with db.reading(snapshot=True) as reading:
        person_with(caller, Right.SERVE, await reading.office(office))
        found = await counters_of(reading, office)
    return Page(items=[counter_answer(each) for each in found])


@post("/offices/{office:str}/counters/{counter:str}/open", status_code=200)
async def open_counter(
    office: PathId, counter: PathId, caller: Given[Caller], db: Given[Database]
) -> CounterAnswer:
    """Sit down at a counter, or go on after a pause."""
    async with db.transaction() as tx:
        person = person_with(caller, Right.SERVE, await tx.office(office))
        now = await deeds.open_counter(tx, office=office, counter=counter, person=person)
    return counter_answer(now)


@post("/offices/{office:str}/counters/{counter:str}/close", status_code=200)
async def close_counter(
    office: PathId, counter: PathId, caller: Given[Caller], db: Given[Database]
) -> CounterAnswer:
    """Leave a counter."""
    async with db.transaction() as tx:
        person = person_with(caller, Right.SERVE, await tx.office(office))
        now = await deeds.close_counter(tx, office=office, counter=counter, person=person)
    return counter_answer(now)


@post("/offices/{office:str}/counters/{counter:str}/pause", status_code=200)
async def pause_counter(
    office: PathId, counter: PathId, caller: Given[Caller], db: Given[Database]
) -> CounterAnswer:
    """Have nobody called for a while."""
    async with db.transaction() as tx:
        person = person_with(caller, Right.SERVE, await tx.office(office))
        now = await deeds.pause_counter(tx, office=office, counter=counter, person=person)
    return counter_answer(now)


@post(
    "/offices/{office:str}/counters/{counter:str}/call-next",
    status_code=200,
    responses={204: ResponseSpec(data_container=None, description="Nobody may be called")},
)
async def call_next(
    office: PathId, counter: PathId, caller: Given[Caller], db: Given[Database]
) -> Response[VisitAnswer | None]:
    """Call whoever is next for this counter."""
    async with db.transaction() as tx:
        place = await tx.office(office)
        person = person_with(caller, Right.SERVE, place)
        choice = await calling.call_next(tx, office=office, counter=counter, user=person.user)
    if choice is None:
        return Response(None, status_code=204)
    return Response(visit_answer(choice.visit, place.zone, reason=choice.reason), status_code=200)


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
    route_handlers=[list_counters, open_counter, close_counter, pause_counter, call_next],
    tags=["Counters"],
)

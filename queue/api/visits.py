# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A visit: its moves at the counter, for the staff."""

from collections.abc import Awaitable, Callable

from litestar import Router, post
from litestar.params import JSONBody

from aufruf.actions import calling, transferring
from aufruf.api.shapes import VisitAnswer, Wanted, follow_up, items_of, visit_answer
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, Person, person_anywhere, person_with
from aufruf.domain.roles import Right
from aufruf.domain.visit import Visit, VisitKey
from aufruf.web.wire import Id, PathId, Sent
from aufruf.web.wiring import Given, Wiring


class ToCounter(Sent, frozen=True):
    """Where to call somebody by number."""

    office: Id
    counter: Id


class Done(Sent, frozen=True):
    """What was really done; what was wanted, if not said."""

    services: Wanted | None = None


class Onward(Sent, frozen=True):
    """Where to send somebody; with nothing said, back to the queue."""

    office: Id | None = None
    counter: Id | None = None
    services: Wanted | None = None


async def person_and_key(tx: Transaction, caller: Caller, visit: str) -> tuple[Person, VisitKey]:
    """The person who may move this visit, and where it is."""
    person_anywhere(caller, Right.SERVE)
    key = await calling.find(tx, visit)
    return person_with(caller, Right.SERVE, await tx.office(key.office)), key


async def moved(
    db: Database, caller: Caller, visit: str, move: Callable[[Transaction, VisitKey], Awaitable[Visit]]
) -> VisitAnswer:
    """Do one move of a visit, and answer what has become of it."""
    async with db.transaction() as tx:
        _, key = await person_and_key(tx, caller, visit)
        after = await move(tx, key)
        zone = (await tx.office(key.office)).zone
    return visit_answer(after, zone)


@post("/visits/{visit:str}/call", status_code=200)
async def call(
    visit: PathId,
    data: JSONBody[ToCounter],
    caller: Given[Caller],
    db: Given[Database],
) -> VisitAnswer:
    """Call this very visit to one's counter, by its number."""
    async with db.transaction() as tx:
        person, key = await person_and_key(tx, caller, visit)
        choice = await calling.call_by_number(
            tx, key=key, office=data.office, counter=data.counter, user=person.user
        )
        zone = (await tx.office(key.office)).zone
    return visit_answer(choice.visit, zone, reason=choice.reason)


@post("/visits/{visit:str}/recall", status_code=200)
async def recall(visit: PathId, caller: Given[Caller], db: Given[Database]) -> VisitAnswer:
    """Say the call once more."""
    return await moved(db, caller, visit, lambda tx, key: calling.recall(tx, key=key))


@post("/visits/{visit:str}/serve", status_code=200)
async def serve(visit: PathId, caller: Given[Caller], db: Given[Database]) -> VisitAnswer:
    """The person has come."""
    return await moved(db, caller, visit, lambda tx, key: calling.serve(tx, key=key))


@post("/visits/{visit:str}/finish", status_code=200)
async def finish(
    visit: PathId,
    data: JSONBody[Done | None],
    caller: Given[Caller],
    db: Given[Database],
) -> VisitAnswer:
    """The person is done."""
    done = items_of(data.services) if data is not None and data.services is not None else ()
    return await moved(db, caller, visit, lambda tx, key: calling.finish(tx, key=key, services=done))


@post("/visits/{visit:str}/miss", status_code=200)
async def miss(visit: PathId, caller: Given[Caller], db: Given[Database]) -> VisitAnswer:
    """The person did not come."""
    return await moved(db, caller, visit, lambda tx, key: calling.miss(tx, key=key))


@post("/visits/{visit:str}/park", status_code=200)
async def park(visit: PathId, caller: Given[Caller], db: Given[Database]) -> VisitAnswer:
    """Set somebody aside."""
    return await moved(db, caller, visit, lambda tx, key: calling.park(tx, key=key))


@post("/visits/{visit:str}/resume", status_code=200)
async def resume(visit: PathId, caller: Given[Caller], db: Given[Database]) -> VisitAnswer:
    """Somebody who was set aside waits again."""
    return await moved(db, caller, visit, lambda tx, key: calling.resume(tx, key=key))


@post("/visits/{visit:str}/undo", status_code=200)
async def undo(visit: PathId, caller: Given[Caller], db: Given[Database]) -> VisitAnswer:
    """Take back a miss or a finish of the last 30 seconds."""
    return await moved(db, caller, visit, lambda tx, key: calling.undo(tx, key=key))


@post("/visits/{visit:str}/transfer", status_code=200)
async def transfer(
    visit: PathId,
    data: JSONBody[Onward | None],
    caller: Given[Caller],
    db: Given[Database],
    wiring: Given[Wiring],
) -> VisitAnswer:
    """Send somebody on: to a counter, to other services, to another office."""
    wish = data or Onward()
    async with db.transaction() as tx:
        _, key = await person_and_key(tx, caller, visit)
        sent = await transferring.transfer(
            tx,
            key=key,
            office=wish.office,
            counter=wish.counter,
            services=() if wish.services is None else items_of(wish.services),
        )
        zone = (await tx.office(key.office)).zone
    return visit_answer(sent.visit, zone, continues_as=follow_up(sent.continues, wiring))


router = Router(
    "",
    route_handlers=[call, recall, serve, finish, miss, park, resume, undo, transfer],
    tags=["Visits"],
)

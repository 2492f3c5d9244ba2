# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A visit: its moves at the counter, for the staff."""

from collections.abc import Awaitable, Callable

import msgspec
from litestar import Router, post
from litestar.params import JSONBody

from aufruf.actions import calling, transferring
from aufruf.api.once import do_once
from aufruf.api.shapes import KeptOnward, VisitAnswer, Wanted, follow_up, items_of, kept_onward, visit_answer
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Caller, Person, person_anywhere, person_with
from aufruf.domain.roles import Right
from aufruf.domain.visit import Visit, VisitKey
from aufruf.web.wire import AnyRequest, Id, PathId, Sent
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


class KeptTransfer(msgspec.Struct, kw_only=True, frozen=True):
    """What is remembered of a transfer: no token, it is made again."""

    visit: VisitAnswer
    onward: KeptOnward | None


async def person_and_key(tx: Transaction, caller: Caller, visit: str) -> tuple[Person, VisitKey]:
    """The person who may move this visit, and where it is."""
    person_anywhere(caller, Right.SERVE)
    key = await calling.find(tx, visit)
    return person_with(caller, Right.SERVE, await tx.office(key.office)), key


async def moved(
    request: AnyRequest,
    wiring: Wiring,
    caller: Caller,
    visit: str,
    move: Callable[[Transaction, VisitKey], Awaitable[Visit]],
) -> VisitAnswer:
    """Do one move of a visit, and answer what has become of it."""

    async def deed(tx: Transaction) -> VisitAnswer:
        _, key = await person_and_key(tx, caller, visit)
        after = await move(tx, key)
        return visit_answer(after, (await tx.office(key.office)).zone)

    return await do_once(request, wiring, deed, kept_as=VisitAnswer, status=200, caller=caller)


@post("/visits/{visit:str}/call", status_code=200)
async def call(
    request: AnyRequest,
    visit: PathId,
    data: JSONBody[ToCounter],
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> VisitAnswer:
    """Call this very visit to one's counter, by its number."""

    async def deed(tx: Transaction) -> VisitAnswer:
        person, key = await person_and_key(tx, caller, visit)
        choice = await calling.call_by_number(
            tx, key=key, office=data.office, counter=data.counter, user=person.user
        )
        return visit_answer(choice.visit, (await tx.office(key.office)).zone, reason=choice.reason)

    return await do_once(request, wiring, deed, kept_as=VisitAnswer, status=200, caller=caller)


@post("/visits/{visit:str}/recall", status_code=200)
async def recall(
    request: AnyRequest, visit: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> VisitAnswer:
    """Say the call once more."""
    return await moved(request, wiring, caller, visit, lambda tx, key: calling.recall(tx, key=key))


@post("/visits/{visit:str}/serve", status_code=200)
async def serve(
    request: AnyRequest, visit: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> VisitAnswer:
    """The person has come."""
    return await moved(request, wiring, caller, visit, lambda tx, key: calling.serve(tx, key=key))


@post("/visits/{visit:str}/finish", status_code=200)
async def finish(
    request: AnyRequest,
    visit: PathId,
    caller: Given[Caller],
    wiring: Given[Wiring],
    data: JSONBody[Done | None] = None,
) -> VisitAnswer:
    """The person is done."""
    done = items_of(data.services) if data is not None and data.services is not None else ()
    return await moved(
        request, wiring, caller, visit, lambda tx, key: calling.finish(tx, key=key, services=done)
    )


@post("/visits/{visit:str}/miss", status_code=200)
async def miss(
    request: AnyRequest, visit: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> VisitAnswer:
    """The person did not come."""
    return await moved(request, wiring, caller, visit, lambda tx, key: calling.miss(tx, key=key))


@post("/visits/{visit:str}/park", status_code=200)
async def park(
    request: AnyRequest, visit: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> VisitAnswer:
    """Set somebody aside."""
    return await moved(request, wiring, caller, visit, lambda tx, key: calling.park(tx, key=key))


@post("/visits/{visit:str}/resume", status_code=200)
async def resume(
    request: AnyRequest, visit: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> VisitAnswer:
    """Somebody who was set aside waits again."""
    return await moved(request, wiring, caller, visit, lambda tx, key: calling.resume(tx, key=key))


@post("/visits/{visit:str}/undo", status_code=200)
async def undo(
    request: AnyRequest, visit: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> VisitAnswer:
    """Take back a miss or a finish of the last 30 seconds."""
    return await moved(request, wiring, caller, visit, lambda tx, key: calling.undo(tx, key=key))


@post("/visits/{visit:str}/transfer", status_code=200)
async def transfer(
    request: AnyRequest,
    visit: PathId,
    caller: Given[Caller],
    wiring: Given[Wiring],
    data: JSONBody[Onward | None] = None,
) -> VisitAnswer:
    """Send somebody on: to a counter, to other services, to another office."""
    wish = data or Onward()

    async def deed(tx: Transaction) -> KeptTransfer:
        _, key = await person_and_key(tx, caller, visit)
        sent = await transferring.transfer(
            tx,
            key=key,
            office=wish.office,
            counter=wish.counter,
            services=() if wish.services is None else items_of(wish.services),
        )
        answer = visit_answer(sent.visit, (await tx.office(key.office)).zone)
        return KeptTransfer(visit=answer, onward=kept_onward(sent.continues))

    kept = await do_once(request, wiring, deed, kept_as=KeptTransfer, status=200, caller=caller)
    return msgspec.structs.replace(kept.visit, continues_as=follow_up(kept.onward, wiring))


router = Router(
    "",
    route_handlers=[call, recall, serve, finish, miss, park, resume, undo, transfer],
    tags=["Visits"],
)

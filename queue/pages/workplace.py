# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A counter: open it, call whoever is next, and everything that may become of a visit there."""

from collections.abc import Awaitable, Callable, Mapping

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.response import Redirect

from aufruf.actions import calling, counters, transferring
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Person, person_with
from aufruf.domain.errors import AufrufError, NotFound, NotPossible, NotValid
from aufruf.domain.roles import Right
from aufruf.domain.visit import VisitKey
from aufruf.pages.console import offices_of, queue_context
from aufruf.pages.forms import an_id, line, read_form
from aufruf.reads.counters import counter_now, counters_of
from aufruf.reads.queue import queue_of
from aufruf.reads.reasons import why_called
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given

CAN_BE_UNDONE = frozenset({"miss", "finish"})
NOBODY = "nobody"
Move = Callable[[Transaction, VisitKey, Person, str, FormMultiDict], Awaitable[object]]


@get("/console/{office:str}/counters/{counter:str}")
async def show(
    office: PathId, counter: PathId, request: AnyRequest, frame: Given[Frame], db: Given[Database]
) -> Response[str]:
    """One's workplace."""
    undo = request.query_params.get("undo")
    return await workplace(
        frame, db, office, counter, undo=an_id(undo) if undo else None, nobody=NOBODY in request.query_params
    )


@post("/console/{office:str}/counters/{counter:str}/{deed:str}")
async def at_counter(
    office: PathId, counter: PathId, deed: PathText, frame: Given[Frame], db: Given[Database]
) -> Response[str] | Redirect:
    """Open, pause or close the counter, or call whoever is next."""
    nobody = False
    try:
        async with db.transaction() as tx:
            person = person_with(frame.caller, Right.SERVE, await tx.office(office))
            if deed == "call-next":
                choice = await calling.call_next(tx, office=office, counter=counter, user=person.user)
                nobody = choice is None
            elif deed in COUNTER_DEEDS:
                await COUNTER_DEEDS[deed](tx, office=office, counter=counter, person=person)
            else:
                raise NotFound
    except NotPossible as refusal:
        return await workplace(frame, db, office, counter, refused=refusal)
    if deed == "close":
        return Redirect(f"/console/{office}", status_code=303)
    return Redirect(address(office, counter) + (f"?{NOBODY}=1" if nobody else ""), status_code=303)


@post("/console/{office:str}/counters/{counter:str}/visits/{visit:str}/{deed:str}")
async def move(
    office: PathId,
    counter: PathId,
    visit: PathId,
    deed: PathText,
    request: AnyRequest,
    frame: Given[Frame],
    db: Given[Database],
) -> Response[str] | Redirect:
    """Do one move of a visit."""
    if deed not in MOVES:
        raise NotFound
    form = await read_form(request)
    try:
        async with db.transaction() as tx:
            key = await calling.find(tx, visit)
            person = person_with(frame.caller, Right.SERVE, await tx.office(key.office))
            await MOVES[deed](tx, key, person, counter, form)
    except (NotPossible, NotValid) as refusal:
        return await workplace(frame, db, office, counter, refused=refusal)
    undo = f"?undo={visit}" if deed in CAN_BE_UNDONE else ""
    return Redirect(address(office, counter) + undo, status_code=303)


async def workplace(
    frame: Frame,
    db: Database,
    office_id: str,
    counter: str,
    *,
    refused: AufrufError | None = None,
    undo: str | None = None,
    nobody: bool = False,
) -> Response[str]:
    """The page of one counter."""
    async with db.reading() as reading:
        office = await reading.office(office_id)
        person = person_with(frame.caller, Right.SERVE, office)
        here = await counter_now(reading, office_id, counter)
        why = None if here.visit is None else await why_called(reading, here.visit)
        others = [each for each in await counters_of(reading, office_id) if each.counter.id != counter]
        offices = [each for each in await offices_of(reading, person) if each.id != office_id]
        context = queue_context(await queue_of(reading, office_id), reading, frame)
    return frame.show(
        "workplace.html",
        refused=refused,
        here=here,
        counter=counter,
        visit=here.visit,
        why=None if why is None else why.text(frame.language),
        mine=here.seat is not None and here.seat.user == person.user,
        can_call=here.state == "free" and here.seat is not None and here.seat.user == person.user,
        others=others,
        offices=offices,
        undo=undo,
        nobody=nobody,
        address=address(office_id, counter),
        **context,
    )


def address(office: str, counter: str) -> str:
    """Where a counter's page is."""
    return f"/console/{office}/counters/{counter}"


async def _call(tx: Transaction, key: VisitKey, person: Person, counter: str, _form: FormMultiDict) -> object:
    return await calling.call_by_number(tx, key=key, office=key.office, counter=counter, user=person.user)


async def _transfer(
    tx: Transaction, key: VisitKey, _person: Person, _counter: str, form: FormMultiDict
) -> object:
    """`to` is `counter:ID`, `office:ID`, or nothing for the queue."""
    kind, _, goal = line(form, "to").partition(":")
    return await transferring.transfer(
        tx,
        key=key,
        counter=an_id(goal) if kind == "counter" else None,
        office=an_id(goal) if kind == "office" else None,
    )


def _plain(action: Callable[..., Awaitable[object]]) -> Move:
    """A move that needs nothing but the visit."""
    return lambda tx, key, _person, _counter, _form: action(tx, key=key)


COUNTER_DEEDS: Mapping[str, Callable[..., Awaitable[object]]] = {
    "open": counters.open_counter,
    "pause": counters.pause_counter,
    "close": counters.close_counter,
}
MOVES: Mapping[str, Move] = {
    "recall": _plain(calling.recall),
    "serve": _plain(calling.serve),
    "finish": _plain(calling.finish),
    "miss": _plain(calling.miss),
    "park": _plain(calling.park),
    "resume": _plain(calling.resume),
    "undo": _plain(calling.undo),
    "call": _call,
    "transfer": _transfer,
}

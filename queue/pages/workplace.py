# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A counter: open it, call whoever is next, and everything that may become of a visit there."""

import re
from collections.abc import Awaitable, Callable, Mapping

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.response import Redirect

from aufruf.actions import calling, counters, transferring
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Person, person_with
from aufruf.domain.errors import AufrufError, NotFound, NotPossible, NotValid
from aufruf.domain.roles import Right
from aufruf.domain.visit import VisitKey
from aufruf.domain.words import words
from aufruf.pages.console import offices_of
from aufruf.pages.console_parts import address, workplace_parts
from aufruf.pages.forms import an_id, line, read_form
from aufruf.reads.workplaces import workplaces_of
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring

NOBODY = "nobody"
LONGEST_NUMBER = 12
NO_SUCH_NUMBER = words("Mit dieser Nummer ist heute niemand hier.")
Move = Callable[[Transaction, VisitKey, Person, str, FormMultiDict], Awaitable[object]]


@get("/console/{office:str}/counters/{counter:str}")
async def show(
    office: PathId, counter: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """One's workplace."""
    return await workplace(frame, wiring, office, counter, nobody=NOBODY in request.query_params)


@post("/console/{office:str}/counters/{counter:str}/{deed:str}")
async def at_counter(
    office: PathId, counter: PathId, deed: PathText, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Open, pause or close the counter, or call whoever is next."""
    nobody = False
    try:
        async with wiring.db.transaction() as tx:
            person = person_with(frame.caller, Right.SERVE, await tx.office(office))
            if deed == "call-next":
                choice = await calling.call_next(tx, office=office, counter=counter, user=person.user)
                nobody = choice is None
            elif deed in COUNTER_DEEDS:
                await COUNTER_DEEDS[deed](tx, office=office, counter=counter, person=person)
            else:
                raise NotFound
    except NotPossible as refusal:
        return await workplace(frame, wiring, office, counter, refused=refusal)
    if deed == "close":
        return Redirect(f"/console/{office}", status_code=303)
    return Redirect(address(office, counter) + (f"?{NOBODY}=1" if nobody else ""), status_code=303)


@post("/console/{office:str}/counters/{counter:str}/call")
async def call(
    office: PathId, counter: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Call this very visit: by the button in its row, or by the number that somebody says."""
    form = await read_form(request)
    visit, number = line(form, "visit"), line(form, "number")[:LONGEST_NUMBER]
    try:
        async with wiring.db.transaction() as tx:
            person = person_with(frame.caller, Right.SERVE, await tx.office(office))
            key = (
                await calling.find(tx, an_id(visit))
                if visit
                else await calling.find_by_number(tx, office=office, number=number)
            )
            await calling.call_by_number(tx, key=key, office=office, counter=counter, user=person.user)
    except (NotPossible, NotValid, NotFound) as refusal:
        return await workplace(frame, wiring, office, counter, refused=refusal, number=number)
    return Redirect(address(office, counter), status_code=303)


@post("/console/{office:str}/counters/{counter:str}/visits/{visit:str}/{deed:str}")
async def move(
    office: PathId,
    counter: PathId,
    visit: PathId,
    deed: PathText,
    request: AnyRequest,
    frame: Given[Frame],
    wiring: Given[Wiring],
) -> Response[str] | Redirect:
    """Do one move of a visit."""
    if deed not in MOVES:
        raise NotFound
    form = await read_form(request)
    try:
        async with wiring.db.transaction() as tx:
            key = await calling.find(tx, visit)
            person = person_with(frame.caller, Right.SERVE, await tx.office(key.office))
            await MOVES[deed](tx, key, person, counter, form)
    except (NotPossible, NotValid) as refusal:
        return await workplace(frame, wiring, office, counter, refused=refusal)
    return Redirect(address(office, counter), status_code=303)


async def workplace(
    frame: Frame,
    wiring: Wiring,
    office_id: str,
    counter: str,
    *,
    refused: AufrufError | None = None,
    nobody: bool = False,
    number: str = "",
) -> Response[str]:
    """The page of one counter."""
    async with wiring.db.reading(snapshot=True) as reading:
        person = person_with(frame.caller, Right.SERVE, await reading.office(office_id))
        seen = await workplaces_of(reading, office_id)
        offices = [each for each in await offices_of(reading, person) if each.id != office_id]
    parts = workplace_parts(
        frame, seen, wiring.forecasts, person=person, counter=counter, offices=offices, now=seen.now
    )
    no_such_number = isinstance(refused, NotFound)
    return frame.show(
        "workplace.html",
        refused=refused,
        wrong=frame.text(NO_SUCH_NUMBER) if no_such_number else None,
        seen=seen,
        parts=parts.html,
        counter=counter,
        visit=seen.counter(counter).visit,
        office=seen.office,
        nobody=nobody,
        number=number,
        address=address(office_id, counter),
    )


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


async def _finish(
    tx: Transaction, key: VisitKey, _person: Person, _counter: str, form: FormMultiDict
) -> object:
    """With what was done, as far as it is said; else with what was wanted."""
    done = [(an_id(str(service)), _quantity(form, str(service))) for service in form.getall("service", [])]
    return await calling.finish(tx, key=key, services=done)


def _quantity(form: FormMultiDict, service: str) -> int:
    said = line(form, f"quantity-{service}") or "1"
    if re.fullmatch("[0-9]{1,3}", said) is None:
        raise NotValid((f"/quantity-{service}", "is a number"))
    return int(said)


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
    "finish": _finish,
    "miss": _plain(calling.miss),
    "park": _plain(calling.park),
    "resume": _plain(calling.resume),
    "undo": _plain(calling.undo),
    "call": _call,
    "transfer": _transfer,
}

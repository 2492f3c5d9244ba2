# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reception: tickets and check-in, and everything for whoever is here already. All by keyboard."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.response import Redirect

from aufruf.actions import calling, leaving, reception, tickets, transferring
from aufruf.actions.tickets import Ticket
from aufruf.db.transaction import Transaction
from aufruf.domain.access import person_with
from aufruf.domain.errors import AufrufError, NotFound, NotPossible, NotValid
from aufruf.domain.languages import LANGUAGES
from aufruf.domain.roles import Right
from aufruf.domain.visit import VisitKey
from aufruf.domain.words import words
from aufruf.pages.console import offices_of
from aufruf.pages.forms import an_id, is_line, line, read_form, read_quantity
from aufruf.pages.reception_parts import reception_parts
from aufruf.reads.rebooking import count_to_rebook
from aufruf.reads.reception import reception_of
from aufruf.reads.status import Status, status_of, visit_with_id
from aufruf.web.language import NAMES
from aufruf.web.limits import guessing
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.telling import told_at_check_in, told_to_walk_in
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

PATH = "/console/{office:str}/reception"
LONGEST_NAME, LONGEST_NUMBER, LONGEST_CODE = 200, 12, 64
NO_SUCH_NUMBER = words("Mit dieser Nummer ist heute niemand hier.")
NO_SUCH_CODE = words(
    "Diesen Code gibt es heute hier nicht. Bitte suchen Sie den Termin nach Name oder Uhrzeit."
)
TYPED = {"name": "", "service": "", "code": "", "number": "", "quantity": "", "language": ""}


@get(PATH)
async def show(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """Reception's page; after a deed with what was done."""
    query = request.query_params
    done, number = query.get("done", ""), query.get("number", "")
    sentence = DONE.get(done) if number.isalnum() and len(number) <= LONGEST_NUMBER else None
    return await reception_page(
        frame,
        wiring,
        office,
        ticket=query.get("ticket"),
        done=frame.text(sentence) % {"number": number} if sentence else "",
    )


@post(PATH)
async def do(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Do something for somebody who is here: by the button in their row, or by the number that they say."""
    form = await read_form(request)
    name, _, visit = line(form, "row").partition(":")
    name = name or line(form, "do")
    number = line(form, "number")[:LONGEST_NUMBER]
    if name not in DEEDS:
        raise NotFound
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.RECEIVE, await reading.office(office))

    async def deed(tx: Transaction) -> str:
        key = (
            await calling.find(tx, an_id(visit))
            if visit
            else await calling.find_by_number(tx, office=office, number=number)
        )
        if key.office != office:
            raise NotFound
        return await DEEDS[name](tx, key, form)

    try:
        said = await wiring.db.do(deed)
    except (NotPossible, NotValid, NotFound) as refusal:
        return await reception_page(frame, wiring, office, refused=refusal, typed={"number": number})
    return Redirect(f"/console/{office}/reception?done={name}&number={said}", status_code=303)


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
        typed = {
            name: line(form, name)[:LONGEST_NAME] for name in ("name", "service", "quantity", "language")
        }
        return await reception_page(frame, wiring, office, refused=refusal, typed=typed)
    return _to(office, ticket, form)


@post("/console/{office:str}/check-ins")
async def check_in(
    office: PathId,
    request: AnyRequest,
    frame: Given[Frame],
    wiring: Given[Wiring],
) -> Response[str] | Redirect:
    """Check somebody in by their code, or by the line of today's list that they are on."""
    form = await read_form(request)
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.RECEIVE, await reading.office(office))
    code = line(form, "code")[:LONGEST_CODE]
    try:
        if line(form, "appointment"):
            ticket = await _check_in_listed(wiring, office, an_id(line(form, "appointment")))
        else:
            async with guessing(request, wiring):
                ticket = await _check_in(wiring, office, code, needs=needs_in(form))
    except (NotPossible, NotValid, NotFound) as refusal:
        return await reception_page(frame, wiring, office, refused=refusal, typed={"code": code})
    return _to(office, ticket, form)


async def reception_page(
    frame: Frame,
    wiring: Wiring,
    office_id: str,
    *,
    refused: AufrufError | None = None,
    typed: Mapping[str, str] | None = None,
    ticket: str | None = None,
    done: str = "",
) -> Response[str]:
    """The page; after a refusal with what was typed, after a ticket with what is to be said."""
    async with wiring.db.reading() as reading:  # who may not look makes nobody foresee anything
        person_with(frame.caller, Right.RECEIVE, await reading.office(office_id))
    await wiring.forecasts.look(office_id)
    async with wiring.db.reading(snapshot=True) as reading:
        now = await reception_of(reading, office_id)
        office = now.seen.office
        person = person_with(frame.caller, Right.RECEIVE, office)
        offices = [each for each in await offices_of(reading, person) if each.id != office_id]
        to_rebook = await count_to_rebook(reading, office)
        given: Status | None = None
        if ticket is not None:
            found = await visit_with_id(reading, an_id(ticket))
            given = await status_of(reading, found) if found.office == office_id else None
    return frame.show(
        "reception.html",
        refused=refused,
        wrong=_not_found(frame, typed or {}) if isinstance(refused, NotFound) else None,
        office=office,
        seen=now.seen,
        parts=reception_parts(frame, now, wiring.forecasts).html,
        services=_by_name(each for each in office.services.values() if each.walk_ins),
        all_services=_by_name(office.services.values()),
        offices=offices,
        languages={each: NAMES[each] for each in LANGUAGES},
        supervises=person.may(Right.SUPERVISE, office),
        to_rebook=to_rebook,
        typed=TYPED | dict(typed or {}),
        done=done,
        ticket=given.visit if given else None,
        ahead=given.ahead if given else 0,
        expected=wiring.forecasts.for_visit(given.visit, now=now.seen.now) if given else None,
    )


def _not_found(frame: Frame, typed: Mapping[str, str]) -> str | None:
    """What of it was not found, and how else to get there; None if nothing was typed."""
    if typed.get("code"):
        return frame.text(NO_SUCH_CODE)
    return frame.text(NO_SUCH_NUMBER) if typed.get("number") else None


def needs_in(form: FormMultiDict) -> tuple[str, ...]:
    """Whether somebody is to be called first."""
    return ("priority",) if "priority" in form else ()


async def _ticket(wiring: Wiring, office: str, form: FormMultiDict) -> Ticket:
    name, needs = line(form, "name"), needs_in(form)
    if not is_line(name, longest=LONGEST_NAME):
        raise NotValid(("/name", "printable text, 200 characters at most"))
    language = line(form, "language") or LANGUAGES[0]
    if language not in LANGUAGES:
        raise NotValid(("/language", "is none of ours"))
    wanted = ((an_id(line(form, "service")), read_quantity(line(form, "quantity"))),)
    told = await told_to_walk_in(wiring, office, wanted, needs=needs)
    async with wiring.db.transaction() as tx:
        return await tickets.walk_in_for(
            tx,
            office=office,
            services=wanted,
            name=name or None,
            needs=needs,
            language=language,
            told=told,
        )


async def _check_in(wiring: Wiring, office: str, code: str, *, needs: tuple[str, ...] = ()) -> Ticket:
    told = await told_at_check_in(wiring, office, code, needs=needs)
    async with wiring.db.transaction() as tx:
        return await tickets.check_in(
            tx, office=office, code=code, needs=needs, channel="reception", told=told
        )


async def _check_in_listed(wiring: Wiring, office: str, appointment: str) -> Ticket:
    """Somebody who has lost their code: reception has seen who they are."""
    async with wiring.db.transaction() as tx:
        code = await reception.code_of(tx, office=office, appointment=appointment)
    return await _check_in(wiring, office, code)


def _to(office: str, ticket: Ticket, form: FormMultiDict) -> Redirect:
    """On to the ticket's page to be shown or printed; or back to reception, where its number is said."""
    visit = ticket.visit.id
    if "from" in form and "print" not in form:
        return Redirect(f"/console/{office}/reception?ticket={visit}", status_code=303)
    printed = "?print=1" if "print" in form else ""
    return Redirect(f"/console/{office}/tickets/{visit}{printed}", status_code=303)


def _by_name(services: Any) -> list[Any]:
    return sorted(services, key=lambda service: service.name.casefold())


async def _express(tx: Transaction, key: VisitKey, _form: FormMultiDict) -> str:
    return (await reception.prioritise(tx, key=key, priority=True)).number


async def _normal(tx: Transaction, key: VisitKey, _form: FormMultiDict) -> str:
    return (await reception.prioritise(tx, key=key, priority=False)).number


async def _left(tx: Transaction, key: VisitKey, _form: FormMultiDict) -> str:
    return (await leaving.leave(tx, key=key, by="staff")).number


async def _transfer(tx: Transaction, key: VisitKey, form: FormMultiDict) -> str:
    """`to` is `counter:ID`, `service:ID`, `office:ID`, or nothing for the queue."""
    kind, _, goal = line(form, "to").partition(":")
    sent = await transferring.transfer(
        tx,
        key=key,
        counter=an_id(goal) if kind == "counter" else None,
        office=an_id(goal) if kind == "office" else None,
        services=((an_id(goal), 1),) if kind == "service" else (),
    )
    return (sent.continues or sent.visit).number


def _plain(action: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[str]]:
    async def deed(tx: Transaction, key: VisitKey, _form: FormMultiDict) -> str:
        return str((await action(tx, key=key)).number)

    return deed


DEEDS: Mapping[str, Callable[[Transaction, VisitKey, FormMultiDict], Awaitable[str]]] = {
    "express": _express,
    "normal": _normal,
    "park": _plain(calling.park),
    "resume": _plain(reception.wait_again),
    "left": _left,
    "transfer": _transfer,
}
DONE = {
    "express": words("%(number)s hat jetzt Vorrang."),
    "normal": words("%(number)s hat keinen Vorrang mehr."),
    "park": words("%(number)s ist zurückgestellt."),
    "resume": words("%(number)s wartet wieder."),
    "left": words("%(number)s ist gegangen."),
    "transfer": words("%(number)s ist weitergeleitet. Das ist die Nummer, die aufgerufen wird."),
}

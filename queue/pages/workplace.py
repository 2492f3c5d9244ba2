# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A counter: open it, call whoever is next, and everything that may become of a visit there."""

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions import calling, noting, pressing
from aufruf.actions.transferring import Transferred
from aufruf.domain.access import person_with
from aufruf.domain.errors import AufrufError, NotFound, NotPossible, NotValid
from aufruf.domain.press import Press
from aufruf.domain.roles import Right
from aufruf.domain.visit import Visit, seen_at
from aufruf.domain.words import words
from aufruf.pages import meanwhile
from aufruf.pages.console import offices_of
from aufruf.pages.console_parts import address, workplace_parts
from aufruf.pages.forms import an_id, line, read_form
from aufruf.pages.workplace_deeds import COUNTER_DEEDS, MOVES
from aufruf.reads.status import visit_with_id
from aufruf.reads.workplaces import workplaces_of
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring

NOBODY, DONE, SENT = "nobody", "done", "sent"
LONGEST_NUMBER = 12
NO_SUCH_NUMBER = words("Mit dieser Nummer ist heute niemand hier.")
SENT_ON = words("%(number)s ist weitergeleitet. Das ist die Nummer, die aufgerufen wird.")


@get("/console/{office:str}/counters/{counter:str}")
async def show(
    office: PathId, counter: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """One's workplace."""
    asked = request.query_params
    sent = asked.get(SENT, "")
    return await workplace(
        frame,
        wiring,
        office,
        counter,
        nobody=NOBODY in asked,
        done=DONE in asked,
        sent=sent if sent.isalnum() and len(sent) <= LONGEST_NUMBER else "",
    )


@post("/console/{office:str}/counters/{counter:str}/{deed:str}")
async def at_counter(
    office: PathId,
    counter: PathId,
    deed: PathText,
    request: AnyRequest,
    frame: Given[Frame],
    wiring: Given[Wiring],
) -> Response[str] | Redirect:
    """Open, take over, pause or close the counter, call whoever is next, or call for help."""
    form, nobody = await read_form(request), False
    mark = line(form, "mark")
    try:
        async with wiring.db.transaction() as tx:
            person = person_with(frame.caller, Right.SERVE, await tx.office(office))
            if deed == "call-next":
                press = Press(counter=counter, user=person.user, mark=mark)
                await pressing.nobody_called_since(tx, office=office, press=press)
                choice = await calling.call_next(tx, office=office, counter=counter, user=person.user)
                nobody = choice is None
            elif deed in COUNTER_DEEDS:
                await COUNTER_DEEDS[deed](tx, office=office, counter=counter, person=person)
            else:
                raise NotFound
    except NotPossible as refusal:
        return await too_late(frame, wiring, office, counter, refusal, deed=deed, mark=mark)
    if deed == "close":
        return Redirect(f"/console/{office}", status_code=303)
    return Redirect(address(office, counter) + (f"?{NOBODY}=1" if nobody else ""), status_code=303)


@post("/console/{office:str}/counters/{counter:str}/call")
async def call(
    office: PathId, counter: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Call this very visit: by the button in its row, or by the number that somebody says."""
    form = await read_form(request)
    visit, number, mark = line(form, "visit"), line(form, "number")[:LONGEST_NUMBER], line(form, "mark")
    found = None
    try:
        async with wiring.db.transaction() as tx:
            person = person_with(frame.caller, Right.SERVE, await tx.office(office))
            key = (
                await calling.find(tx, an_id(visit))
                if visit
                else await calling.find_by_number(tx, office=office, number=number)
            )
            found = key.visit
            await calling.call_by_number(tx, key=key, office=office, counter=counter, user=person.user)
    except NotPossible as refusal:
        return await too_late(
            frame, wiring, office, counter, refusal, deed="call", visit=found, mark=mark, number=number
        )
    except (NotValid, NotFound) as refusal:
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
    mark = line(form, "mark")
    try:
        async with wiring.db.transaction() as tx:
            key = await calling.find(tx, visit)
            person = person_with(frame.caller, Right.SERVE, await tx.office(key.office))
            press = Press(counter=counter, user=person.user, mark=mark)
            done = await MOVES[deed](tx, key, press, form)
    except NotPossible as refusal:
        return await too_late(frame, wiring, office, counter, refusal, deed=deed, visit=visit, mark=mark)
    except NotValid as refusal:
        return await workplace(frame, wiring, office, counter, refused=refusal)
    # Nothing else on the page may say so: after it this counter may have its break.
    sent = f"?{SENT}={(done.continues or done.visit).number}" if isinstance(done, Transferred) else ""
    return Redirect(address(office, counter) + sent, status_code=303)


@post("/console/{office:str}/counters/{counter:str}/visits/{visit:str}/note")
async def note(
    office: PathId,
    counter: PathId,
    visit: PathId,
    request: AnyRequest,
    frame: Given[Frame],
    wiring: Given[Wiring],
) -> Response[str] | Redirect:
    """Write a note on a visit. A script is answered with nothing: its page is as it was."""
    form = await read_form(request)
    try:
        async with wiring.db.transaction() as tx:
            key = await calling.find(tx, visit)
            person_with(frame.caller, Right.SERVE, await tx.office(key.office))
            await noting.note(tx, key=key, text=line(form, "note"))
    except (NotPossible, NotValid) as refusal:
        return await workplace(frame, wiring, office, counter, refused=refusal)
    if "hx-request" in request.headers:
        return Response("", status_code=204)
    return Redirect(address(office, counter), status_code=303)


async def too_late(
    frame: Frame,
    wiring: Wiring,
    office: str,
    counter: str,
    refusal: NotPossible,
    *,
    deed: str,
    visit: str | None = None,
    mark: str = "",
    number: str = "",
) -> Response[str] | Redirect:
    """What is refused because things have moved on: by this very press, or by somebody else."""
    async with wiring.db.reading(snapshot=True) as reading:
        person = person_with(frame.caller, Right.SERVE, await reading.office(office))
        here = (await workplaces_of(reading, office)).counter(counter)
        moved = None if visit is None else seen_at(await visit_with_id(reading, visit), now=reading.now)
    says_how_it_stood = bool(mark) or deed == "call"
    if says_how_it_stood and deed in ("call-next", *MOVES) and meanwhile.is_done(deed, here, moved, person):
        return Redirect(f"{address(office, counter)}?{DONE}=1", status_code=303)
    return await workplace(frame, wiring, office, counter, refused=refusal, moved=moved, number=number)


async def workplace(
    frame: Frame,
    wiring: Wiring,
    office_id: str,
    counter: str,
    *,
    refused: AufrufError | None = None,
    moved: Visit | None = None,
    nobody: bool = False,
    done: bool = False,
    sent: str = "",
    number: str = "",
) -> Response[str]:
    """The page of one counter."""
    async with wiring.db.reading(snapshot=True) as reading:
        person = person_with(frame.caller, Right.SERVE, await reading.office(office_id))
        seen = await workplaces_of(reading, office_id)
        offices = [each for each in await offices_of(reading, person) if each.id != office_id]
    here = seen.counter(counter)
    parts = workplace_parts(
        frame, seen, wiring.forecasts, person=person, counter=counter, offices=offices, now=seen.now
    )
    wrong = None
    if isinstance(refused, NotFound):
        wrong = frame.text(NO_SUCH_NUMBER)
    elif refused is not None:
        wrong = meanwhile.sentence(refused, seen, here, moved, frame.text)
    return frame.show(
        "workplace.html",
        refused=refused,
        wrong=wrong,
        says_more=refused is not None and meanwhile.says_more(refused),
        seen=seen,
        parts=parts.html,
        counter=counter,
        here=here,
        visit=here.visit,
        office=seen.office,
        nobody=nobody,
        done=done,
        sent=frame.text(SENT_ON) % {"number": sent} if sent else "",
        number=number,
        address=address(office_id, counter),
    )

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closing all of a sudden: first what it would do, then the deed, then the list of whoever was sent home."""

import datetime as dt

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions import closures, early_closing
from aufruf.actions.booking import RECEPTION, Wish
from aufruf.db.transaction import Transaction
from aufruf.domain.access import person_with
from aufruf.domain.early_closing import LONGEST_REASON, REASONS
from aufruf.domain.errors import AufrufError, NotFound, NotPossible, NotValid, SlotTaken, WrongState
from aufruf.domain.replanning import closure_of, with_closure
from aufruf.domain.roles import Right
from aufruf.domain.visit import VisitKey
from aufruf.pages.booking import named
from aufruf.pages.forms import line, read_date, read_form, read_instant
from aufruf.reads.early_closing import SentHome, preview_of, reason_today, sent_home
from aufruf.reads.touched import touched_by_closure
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring

PATH = "/console/{office:str}/close"
LIST = "/console/{office:str}/sent-home"
ONE_DAY = dt.timedelta(days=1)
OTHER = "other"
TRIES = 5  # to find a free time for somebody on the list


@get(PATH)
async def show(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """What closing now would do, and the button that does it."""
    until = read_date(request.query_params.get("until"))
    return await _page(frame, wiring, office, typed={"until": until.isoformat() if until else ""})


@post(PATH)
async def close(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Close now; on further days too, if that was said."""
    form = await read_form(request)
    chosen, own = line(form, "reason"), line(form, "own_reason")
    reason = own if chosen in ("", OTHER) else chosen
    until = read_date(line(form, "until"))
    stays = "finish" in form
    typed = {"reason": chosen, "own_reason": own[:LONGEST_REASON], "until": line(form, "until")[:10]}
    try:
        async with wiring.db.transaction() as tx:
            person_with(frame.caller, Right.SUPERVISE, await tx.office(office))
            await early_closing.close_early(tx, office=office, reason=reason, finish_at_counters=stays)
        await _close_further_days(wiring, office, until, reason)
    except WrongState:  # a colleague, or a second press, was faster: the list shows what became of all
        return Redirect(f"/console/{office}/sent-home", status_code=303)
    except (NotPossible, NotValid) as refusal:
        return await _page(frame, wiring, office, refused=refusal, typed=typed, stays=stays)
    return Redirect(f"/console/{office}/sent-home", status_code=303)


@post("/console/{office:str}/reopen")
async def reopen(office: PathId, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str] | Redirect:
    """Let people in again."""
    try:
        async with wiring.db.transaction() as tx:
            person_with(frame.caller, Right.SUPERVISE, await tx.office(office))
            await early_closing.reopen(tx, office=office)
    except WrongState:  # it is open already
        return Redirect(f"/console/{office}/sent-home", status_code=303)
    except NotPossible as refusal:
        return await _list(frame, wiring, office, refused=refusal)
    return Redirect(f"/console/{office}/sent-home", status_code=303)


@get(LIST)
async def show_sent_home(office: PathId, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """Everybody whom the office could not serve today, with what they have instead. Made to be printed."""
    return await _list(frame, wiring, office)


@post(LIST + "/book-all")
async def book_all(office: PathId, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str] | Redirect:
    """Give everybody who has nothing yet the time that is suggested, so that the list can be printed."""
    async with wiring.db.reading(snapshot=True) as reading:
        here = await reading.office(office)
        person_with(frame.caller, Right.RECEIVE, here)
        people = await sent_home(reading, here, wiring.offers)
    refusals = [await _book_first(wiring, each) for each in people if each.starts]
    refused = next((each for each in refusals if each is not None), None)
    if refused is not None:
        return await _list(frame, wiring, office, refused=refused)
    return Redirect(f"/console/{office}/sent-home", status_code=303)


@post(LIST + "/{visit:str}/{deed:str}")
async def do(
    office: PathId,
    visit: PathId,
    deed: PathText,
    request: AnyRequest,
    frame: Given[Frame],
    wiring: Given[Wiring],
) -> Response[str] | Redirect:
    """Book for somebody on the list, or let them wait again."""
    form = await read_form(request)
    async with wiring.db.reading() as reading:
        here = await reading.office(office)
        person_with(frame.caller, Right.RECEIVE, here)
        key = VisitKey(office, here.local_date(reading.now), visit)
    try:
        if deed == "book":
            await _book(wiring, key, read_instant(line(form, "start")))
        elif deed == "come-back":
            async with wiring.db.transaction() as tx:
                again = (await early_closing.come_back(tx, key=key)).visit
            return Redirect(f"/console/{office}/tickets/{again.id}", status_code=303)
        else:
            raise NotFound
    except (NotPossible, NotValid) as refusal:
        return await _list(frame, wiring, office, refused=refusal)
    return Redirect(f"/console/{office}/sent-home#v-{visit}", status_code=303)


async def _book_first(wiring: Wiring, person: SentHome) -> AufrufError | None:
    """Book the first of these times that is still free, or one near it; why not, if none is."""
    starts, refused = list(person.starts), None
    for _ in range(TRIES):
        if not starts:
            break
        try:
            await _book(wiring, person.visit.key, starts.pop(0))
        except WrongState:  # they have just done so themselves
            return None
        except SlotTaken as refusal:  # others on this list have it, or somebody was faster
            refused, starts = refusal, [*refusal.facts["alternatives"], *starts]  # type: ignore[misc]
        except (NotPossible, NotValid) as refusal:
            return refusal
        else:
            return None
    return refused


async def _book(wiring: Wiring, key: VisitKey, start: dt.datetime) -> None:
    wish = Wish(services=(), start=start, channel=RECEPTION)

    async def deed(tx: Transaction) -> None:
        await early_closing.book_instead(tx, key=key, wish=wish)

    await wiring.db.do(deed)


async def _close_further_days(wiring: Wiring, office: str, until: dt.date | None, reason: str) -> None:
    """A closure from tomorrow on: it is made after today was closed, which could not wait."""
    if until is None:
        return
    async with wiring.db.transaction() as tx:
        tomorrow = (await tx.office(office)).local_date(tx.now) + ONE_DAY
        if until >= tomorrow:
            await closures.close_office(tx, office=office, first=tomorrow, last=until, reason=reason)


async def _page(
    frame: Frame,
    wiring: Wiring,
    office_id: str,
    *,
    refused: AufrufError | None = None,
    typed: dict[str, str],
    stays: bool = True,
) -> Response[str]:
    async with wiring.db.reading(snapshot=True) as reading:
        person_with(frame.caller, Right.SUPERVISE, await reading.office(office_id))
        seen = await preview_of(reading, office_id)
        office = seen.office
        today, further = office.local_date(reading.now), 0
        until = read_date(typed.get("until"))
        if until is not None and until > today:
            closure = closure_of(first=today + ONE_DAY, last=until, reason="")
            after = with_closure(office, closure, now=reading.now)
            further = len(
                await touched_by_closure(reading.connection, after, closure=closure, now=reading.now)
            )
    return frame.show(
        "close_early.html",
        refused=refused,
        office=office,
        seen=seen,
        reasons=REASONS,
        longest=LONGEST_REASON,
        typed={"reason": "", "own_reason": "", "until": ""} | typed,
        stays=stays,
        until=until,
        further=further if until is not None and until > today else None,
        tomorrow=today + ONE_DAY,
    )


async def _list(
    frame: Frame, wiring: Wiring, office_id: str, *, refused: AufrufError | None = None
) -> Response[str]:
    async with wiring.db.reading(snapshot=True) as reading:
        office = await reading.office(office_id)
        person = person_with(frame.caller, Right.RECEIVE, office)
        reason = await reason_today(reading, office)
        people = await sent_home(reading, office, wiring.offers)
        now = reading.now
    return frame.show(
        "sent_home.html",
        refused=refused,
        office=office,
        reason=reason,
        supervises=person.may(Right.SUPERVISE, office),
        people=[(each, named(each.visit.services + each.visit.then, office)) for each in people],
        to_book=sum(bool(each.starts) for each in people),
        now=now,
    )

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office closes all of a sudden: whoever waits is told at once, and everybody is offered another time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from aufruf.actions import booking
from aufruf.actions.booking import Wish
from aufruf.actions.listing import look_through, put_on_list
from aufruf.actions.tickets import Ticket, arrive, new_id
from aufruf.db import early_closing as stored
from aufruf.db import tickets, visits
from aufruf.db.transaction import Transaction
from aufruf.domain import visit as moves
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.calling import ahead_of
from aufruf.domain.counters import for_terminals
from aufruf.domain.early_closing import LONGEST_REASON
from aufruf.domain.errors import NotValid, WrongState
from aufruf.domain.events import (
    Event,
    OfficeClosedEarly,
    OfficeReopened,
    VisitCancelled,
    VisitFollowedUp,
    VisitTransferred,
)
from aufruf.domain.handover import continued, group_of
from aufruf.domain.rebooking import Cause
from aufruf.domain.visit import AT_COUNTER, Visit, VisitKey, VisitState
from aufruf.planning.waits.forecast import Expectation
from aufruf.reads.touched import Touched, touched_by_early_closing

CLOSED, OPEN = "closed_early", "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Who was sent home, who is still served, and whose appointments of today are to be rebooked."""

    sent_home: tuple[Visit, ...]
    at_counters: tuple[Visit, ...]
    touched: tuple[Touched, ...]


async def close_early(tx: Transaction, *, office: str, reason: str, finish_at_counters: bool = True) -> Ended:
    """End an office's day now, for everybody or for all but those at the counters.

    Whoever waits is told by their status page. Nobody gets a ticket, checks in or books for this day any
    longer. Raises NotValid (reason), OfficeClosed (the day is over anyway), WrongState (ended already).
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON or re.fullmatch(r"[^\x00-\x1f\x7f-\x9f]*", reason) is None:
        raise NotValid(("/reason", "one line of text, 1 to 200 characters"))
    day = await tx.lock(office)
    if day.closed_early is not None:
        raise WrongState(state=CLOSED)
    day.check_open()
    sent, stay = [], []
    for visit in await visits.here(tx.connection, day.key):
        if visit.state in AT_COUNTER and finish_at_counters:
            stay.append(visit)
            continue
        gone = visit
        for after, event in _sent_home(tx, visit):
            tx.emit(day, event)
            gone = after
        await visits.save(tx.connection, gone)
        sent.append(gone)
    await stored.put_reason(tx.connection, day.key, reason)
    touched = await touched_by_early_closing(tx.connection, day.office, date=day.date, now=tx.now)
    await put_on_list(tx, office=office, touched=touched, cause=Cause.CLOSURE)
    tx.emit(day, OfficeClosedEarly(sent_home=len(sent)))
    return Ended(sent_home=tuple(sent), at_counters=tuple(stay), touched=tuple(touched))


async def reopen(tx: Transaction, *, office: str) -> None:
    """Let people in again. Who was sent home stays so, unless they come back; appointments hold again.

    Raises WrongState where the office is open, OfficeClosed where the day is over by now.
    """
    day = await tx.lock(office)
    if day.closed_early is None:
        raise WrongState(state=OPEN)
    replace(day, closed_early=None).check_open()
    await stored.put_reason(tx.connection, day.key, None)
    tx.emit(day, OfficeReopened())
    await look_through(tx, day.office, dates={day.date})


async def book_instead(tx: Transaction, *, key: VisitKey, wish: Wish) -> Appointment:
    """Give somebody who was sent home an appointment, confirmed at once, under the name they gave if any.

    Raises WrongState for whoever was not sent home or has something already, and what booking raises.
    """
    office = await tx.office(key.office)
    here, there = await tx.lock_all([(key.office, key.date), (key.office, office.local_date(wish.start))])
    visit = await _sent_home_visit(tx, key)
    name, _ = await visits.personal_of(tx.connection, key)
    wish = replace(wish, services=visit.services + visit.then, language=visit.language)
    made = await booking.promise(tx, there, wish=wish, citizen=Citizen(name=name), confirmed=True)
    await visits.save(tx.connection, replace(visit, instead=made.id))
    tx.emit(here, VisitFollowedUp(visit=visit.id, number=visit.number, by="appointment"))
    return made


async def come_back(tx: Transaction, *, key: VisitKey, told: Expectation | None = None) -> Ticket:
    """Somebody who was sent home is still here when the office opens again: a new number, the old claim.

    Raises WrongState for whoever was not sent home or has something already, OfficeClosed.
    """
    day = await tx.lock(key.office, key.date)
    visit = await _sent_home_visit(tx, key)
    day.check_open()
    items = visit.services + visit.then
    group = group_of(day.office, items)
    again = continued(
        visit,
        id_=new_id(),
        office=day.office,
        date=day.date,
        ordinal=await tickets.next_ordinal(tx.connection, day.key, group=group),
        items=items,
        counter=None,
        now=tx.now,
    )
    name, needs = await visits.personal_of(tx.connection, key)
    present = await visits.here(tx.connection, day.key)
    again = await arrive(tx, day, replace(again, channel="reception"), name=name, needs=needs, told=told)
    await visits.save(tx.connection, replace(visit, continues=(key.office, again.id)))
    tx.emit(day, VisitFollowedUp(visit=visit.id, number=visit.number, by="visit"))
    order, own = day.office.call_order, for_terminals(day.office)
    ahead = ahead_of(again, present, now=tx.now, order=order, at_terminals=own)
    return Ticket(visit=again, ahead=ahead, zone=day.office.zone)


def _sent_home(tx: Transaction, visit: Visit) -> Iterator[tuple[Visit, Event]]:
    """What happens to somebody: whoever is at a counter goes from there first, so that displays know."""
    if visit.state in AT_COUNTER:
        visit = moves.transfer(visit, for_counter=None)
        yield (
            visit,
            VisitTransferred(visit=visit.id, number=visit.number, services=visit.services, then=visit.then),
        )
    yield moves.cancel(visit, now=tx.now), VisitCancelled(visit=visit.id, number=visit.number)


async def _sent_home_visit(tx: Transaction, key: VisitKey) -> Visit:
    visit = await visits.get(tx.connection, key)
    if visit.state is not VisitState.CANCELLED_BY_OFFICE or visit.instead or visit.continues:
        raise WrongState(state=visit.state)
    return visit

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking people to counters, and what becomes of a call."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from aufruf.db import counters, outbox, visits
from aufruf.db.days import OfficeDay
from aufruf.db.transaction import Transaction
from aufruf.domain import visit as moves
from aufruf.domain.calling import VERSION, Choice, Reason, next_visit, reason_for
from aufruf.domain.counters import Seat, counter_in, ready_seat, skills_of, terminals_of, visit_at
from aufruf.domain.errors import CounterBusy, NotFound, NotValid
from aufruf.domain.events import (
    VisitArrived,
    VisitCalled,
    VisitCancelled,
    VisitFinished,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitResumed,
    VisitReturned,
    VisitServing,
    VisitTransferred,
    VisitUndone,
)
from aufruf.domain.handover import known_items
from aufruf.domain.stations import goes_on
from aufruf.domain.visit import Visit, VisitKey, VisitState, returns_at

Items = tuple[tuple[str, int], ...]


async def call_next(tx: Transaction, *, office: str, counter: str, user: str) -> Choice | None:
    """Call whoever is next for this counter, and tell the displays. None if nobody may be called."""
    day = await tx.lock(office)
    counter_in(day.office, counter)
    desk = await counters.desk(tx.connection, day.key, counter=counter)
    seat = ready_seat(desk.seat, desk.visits, user=user)
    returned = _returned(tx, day, desk.visits)
    present = {visit.id: visit for visit in desk.visits} | {visit.id: visit for visit in returned}
    choice = next_visit(
        present.values(),
        counter=counter,
        skills=skills_of(day.office, seat),
        now=tx.now,
        order=day.office.call_order,
    )
    if choice is None:
        await visits.save(tx.connection, *returned)
        return None
    called = _call(tx, day, choice.visit, seat=seat, reason=choice.reason)
    others = (visit for visit in returned if visit.id != called.id)
    await visits.save(tx.connection, called, *others)
    return Choice(visit=called, reason=choice.reason)


async def call_by_number(tx: Transaction, *, key: VisitKey, office: str, counter: str, user: str) -> Choice:
    """Call this very visit, waiting or missed, to this counter: somebody asked for it by its number."""
    if office != key.office:
        raise NotValid(("/office", "this visit is in another office"))
    day = await tx.lock(key.office, key.date)
    if counter not in {each.id for each in day.office.counters}:
        raise NotValid(("/counter", "this office has no such counter"))
    desk = await counters.desk(tx.connection, day.key, counter=counter)
    seat = ready_seat(desk.seat, desk.visits, user=user)
    visit = await visits.get(tx.connection, key)
    why = reason_for(visit, counter=counter, now=tx.now, order=day.office.call_order)
    reason = replace(why, rule="by_number")
    called = _call(tx, day, visit, seat=seat, reason=reason)
    await visits.save(tx.connection, called)
    return Choice(visit=called, reason=reason)


async def recall(tx: Transaction, *, key: VisitKey) -> Visit:
    """Say a call once more."""
    day, visit = await locked(tx, key)
    again = moves.recall(visit, now=tx.now)
    tx.emit(day, VisitRecalled(visit=again.id, number=again.number, counter=again.counter or "", at=tx.now))
    return await _saved(tx, again)


async def serve(tx: Transaction, *, key: VisitKey) -> Visit:
    """The person has come to the counter."""
    day, visit = await locked(tx, key)
    serving = moves.serve(visit, now=tx.now)
    tx.emit(day, VisitServing(visit=serving.id, number=serving.number, counter=serving.counter or ""))
    return await _saved(tx, serving)


async def finish(tx: Transaction, *, key: VisitKey, services: Collection[tuple[str, int]] = ()) -> Visit:
    """The person is done, with the services really done (those wanted, if not said).

    At a terminal they may have another station before them: then they wait for that.
    """
    day, visit = await locked(tx, key)
    done = known_items(day.office, services) if services else None
    if visit.then and visit.counter in terminals_of(day.office):
        return await _saved(tx, _on(tx, day, visit))
    finished = moves.finish(visit, now=tx.now, services=done or visit.services + visit.then)
    event = VisitFinished(
        visit=finished.id,
        number=finished.number,
        counter=finished.counter or "",
        services=finished.services,
    )
    tx.emit(day, event)
    return await _saved(tx, finished)


def _on(tx: Transaction, day: OfficeDay, visit: Visit) -> Visit:
    """From one station to the next."""
    waiting = goes_on(visit)
    tx.emit(day, VisitTransferred(visit=waiting.id, number=waiting.number, services=waiting.services))
    return waiting


async def miss(tx: Transaction, *, key: VisitKey) -> Visit:
    """The person did not come."""
    day, visit = await locked(tx, key)
    missed = moves.miss(visit, now=tx.now)
    event = VisitMissed(
        visit=missed.id, number=missed.number, counter=missed.counter or "", times=missed.times_missed
    )
    tx.emit(day, event)
    return await _saved(tx, missed)


async def park(tx: Transaction, *, key: VisitKey) -> Visit:
    """Set somebody aside, for instance to fill in a form."""
    day, visit = await locked(tx, key)
    parked = moves.park(visit)
    tx.emit(day, VisitParked(visit=parked.id, number=parked.number))
    return await _saved(tx, parked)


async def resume(tx: Transaction, *, key: VisitKey) -> Visit:
    """Somebody who was set aside waits again."""
    day, visit = await locked(tx, key)
    waiting = moves.resume(visit)
    tx.emit(day, VisitResumed(visit=waiting.id, number=waiting.number))
    return await _saved(tx, waiting)


async def undo(tx: Transaction, *, key: VisitKey) -> Visit:
    """Take back a miss or a finish of the last 30 seconds, if nobody else is at the counter by now."""
    day, visit = await locked(tx, key)
    back = moves.undo(visit, now=tx.now)
    if visit_at(await visits.at_counters(tx.connection, day.key), back.counter or "") is not None:
        raise CounterBusy
    if visit.state is VisitState.FINISHED:
        back = replace(back, services=await _wanted(tx, day, visit))
    event = VisitUndone(
        visit=back.id,
        number=back.number,
        state=back.state,
        counter=back.counter or "",
        at=back.called_at or tx.now,
    )
    tx.emit(day, event)
    return await _saved(tx, back)


async def return_missed(tx: Transaction, day: OfficeDay) -> list[Visit]:
    """Let those wait again who missed a call five minutes ago."""
    returned = _returned(tx, day, await visits.here(tx.connection, day.key))
    await visits.save(tx.connection, *returned)
    return returned


async def find(tx: Transaction, visit: str) -> VisitKey:
    """Where a visit is, of which only the id is known. Raises NotFound."""
    return await visits.place_of(tx.connection, visit)


async def find_by_number(tx: Transaction, *, office: str, number: str) -> VisitKey:
    """Where the visit is that has this number today and is not gone yet. Raises NotFound."""
    day = (office, (await tx.office(office)).local_date(tx.now))
    for visit in await visits.here(tx.connection, day):
        if visit.number == number.strip().upper():
            return visit.key
    raise NotFound


async def locked(tx: Transaction, key: VisitKey) -> tuple[OfficeDay, Visit]:
    """A visit on its locked day: nobody else moves it now."""
    day = await tx.lock(key.office, key.date)
    visit = await visits.get(tx.connection, key)
    return day, next(iter(_returned(tx, day, [visit])), visit)


def _call(tx: Transaction, day: OfficeDay, visit: Visit, *, seat: Seat, reason: Reason) -> Visit:
    called = moves.call(visit, counter=seat.counter, now=tx.now)
    skills = skills_of(day.office, seat)
    event = VisitCalled(
        visit=called.id,
        number=called.number,
        counter=seat.counter,
        at=tx.now,
        rule=reason.rule,
        text=reason.text(),
        score=reason.score,
        skills=None if skills is None else tuple(sorted(skills)),
        parameters=day.office.call_order.parameters(),
        rule_version=VERSION,
    )
    tx.emit(day, event)
    return called


def _returned(tx: Transaction, day: OfficeDay, present: Iterable[Visit]) -> list[Visit]:
    due = ((returns_at(visit), visit) for visit in present)
    back = [visit for moment, visit in due if moment is not None and moment <= tx.now]
    back.sort(key=lambda each: (each.arrived_at, each.number))
    if day.closed_early is not None:  # there is nothing left to wait for
        for visit in back:
            tx.emit(day, VisitCancelled(visit=visit.id, number=visit.number))
        return [moves.cancel(visit, now=tx.now) for visit in back]
    for visit in back:
        tx.emit(day, VisitReturned(visit=visit.id, number=visit.number))
    return [moves.wait_again(visit) for visit in back]


async def _wanted(tx: Transaction, day: OfficeDay, visit: Visit) -> Items:
    """What a finished visit had come for: a finish replaces it by what was done."""
    said = await outbox.of_kinds(tx.connection, day.key, VisitArrived, VisitTransferred)
    mine = [
        stored.event.services
        for stored in said
        if isinstance(stored.event, VisitArrived | VisitTransferred) and stored.event.visit == visit.id
    ]
    return mine[-1] if mine else visit.services


async def _saved(tx: Transaction, visit: Visit) -> Visit:
    await visits.save(tx.connection, visit)
    return visit

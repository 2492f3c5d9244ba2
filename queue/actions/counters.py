# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening, pausing and closing a counter."""

from dataclasses import replace

from aufruf.db import counters, visits
from aufruf.db.days import OfficeDay
from aufruf.db.transaction import Transaction
from aufruf.domain import visit as moves
from aufruf.domain.access import Person
from aufruf.domain.catalogue import CounterKind
from aufruf.domain.counters import CounterNow, Seat, counter_in, own_seat, skills_of, visit_at
from aufruf.domain.errors import AlreadyAtCounter, CounterBusy, CounterTaken, SelfService
from aufruf.domain.events import CounterClosed, CounterOpened, CounterPaused, VisitTransferred
from aufruf.domain.roles import Right
from aufruf.domain.visit import VisitState


async def open_counter(tx: Transaction, *, office: str, counter: str, person: Person) -> CounterNow:
    """Sit down at a counter, or go on after a pause.

    Raises SelfService at a terminal, CounterTaken if a colleague is there, AlreadyAtCounter if the person has
    another one open.
    """
    day = await tx.lock(office)
    now = await _look(tx, day, counter)
    if now.counter.kind is CounterKind.TERMINAL:
        raise SelfService
    if now.seat is not None and now.seat.user != person.user:
        raise CounterTaken
    if now.seat is not None and not now.seat.paused:
        return replace(now, seat=await _seat(tx, day, counter))
    if now.seat is None:
        if await counters.counter_of(tx.connection, person.user) is not None:
            raise AlreadyAtCounter
        known = {member.id for member in day.office.staff}
        staff = person.staff if person.staff in known else None
        seat = Seat(counter=counter, user=person.user, staff=staff)
        await counters.sit_down(tx.connection, office=office, seat=seat, now=tx.now)
    else:
        seat = replace(now.seat, paused=False)
        await counters.go_on(tx.connection, office=office, counter=counter)
    skills = skills_of(day.office, seat)
    tx.emit(day, CounterOpened(counter=counter, skills=None if skills is None else tuple(sorted(skills))))
    return replace(now, seat=await _seat(tx, day, counter))


async def pause_counter(tx: Transaction, *, office: str, counter: str, person: Person) -> CounterNow:
    """Have nobody called for a while. Whoever is at the counter is served to the end."""
    day = await tx.lock(office)
    now = await _look(tx, day, counter)
    if not own_seat(now.seat, user=person.user).paused:
        await counters.pause(tx.connection, office=office, counter=counter, now=tx.now)
        tx.emit(day, CounterPaused(counter=counter))
    return replace(now, seat=await _seat(tx, day, counter))


async def close_counter(tx: Transaction, *, office: str, counter: str, person: Person) -> CounterNow:
    """Leave a counter; reception may close it for somebody who forgot. Closed already is closed.

    Whoever was sent to this very counter may now be called anywhere: nobody waits for an empty chair.
    """
    day = await tx.lock(office)
    now = await _look(tx, day, counter)
    if now.seat is None:
        return now
    if now.seat.user != person.user and not person.may(Right.RECEIVE, day.office):
        raise CounterTaken
    if now.visit is not None:
        raise CounterBusy
    await counters.stand_up(tx.connection, office=office, counter=counter)
    tx.emit(day, CounterClosed(counter=counter))
    await _release(tx, day, counter)
    return replace(now, seat=None)


async def take_over(tx: Transaction, *, office: str, counter: str, person: Person) -> CounterNow:
    """Sit down where a colleague sits. Whoever is at the counter stays there, and is served by this person.

    Raises SelfService at a terminal, AlreadyAtCounter if the person has another one open.
    """
    day = await tx.lock(office)
    now = await _look(tx, day, counter)
    if now.counter.kind is CounterKind.TERMINAL:
        raise SelfService
    seat = now.seat
    if seat is not None and seat.user != person.user:
        if await counters.counter_of(tx.connection, person.user) is not None:
            raise AlreadyAtCounter
        await counters.stand_up(tx.connection, office=office, counter=counter)
    return await open_counter(tx, office=office, counter=counter, person=person)


async def _look(tx: Transaction, day: OfficeDay, counter: str) -> CounterNow:
    place = counter_in(day.office, counter)
    desk = await counters.desk(tx.connection, day.key, counter=counter)
    return CounterNow(counter=place, seat=desk.seat, visit=visit_at(desk.visits, counter))


async def _seat(tx: Transaction, day: OfficeDay, counter: str) -> Seat:
    """Who sits there now, with the name of their log-in."""
    return (await counters.seats(tx.connection, day.office.id))[counter]


async def _release(tx: Transaction, day: OfficeDay, counter: str) -> None:
    present = await visits.here(tx.connection, day.key)
    waiting = [v for v in present if v.for_counter == counter and v.state is VisitState.WAITING]
    released = [moves.transfer(visit, for_counter=None) for visit in waiting]
    for visit in released:
        event = VisitTransferred(
            visit=visit.id, number=visit.number, services=visit.services, then=visit.then
        )
        tx.emit(day, event)
    await visits.save(tx.connection, *released)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the clerks of the town do all day: open, call, serve, finish, pause, close."""

import datetime as dt
from collections.abc import Awaitable, Callable
from functools import partial

from aufruf.actions import calling, counters
from aufruf.actions.transferring import transfer
from aufruf.demo.dice import die, serving_time, way_to_counter
from aufruf.demo.town import Clerk, Town
from aufruf.domain.calling import may_be_called
from aufruf.domain.catalogue import CounterKind, Office
from aufruf.domain.errors import AlreadyAtCounter, CounterTaken, NotFound, NotPossible
from aufruf.domain.opening import Interval
from aufruf.domain.staffing import shifts_of, working_time
from aufruf.domain.visit import Visit, VisitKey, VisitState
from aufruf.reads.counters import counter_now
from aufruf.reads.queue import queue_of

RECALL_AFTER, MISS_AFTER = dt.timedelta(seconds=45), dt.timedelta(seconds=90)
TRY_AGAIN = dt.timedelta(minutes=1)
OVERTIME = dt.timedelta(hours=1)  # so long after the shift they still call whoever waits

Act = Callable[[Town, Clerk, dt.datetime], Awaitable[None]]


def start_shifts(town: Town, now: dt.datetime) -> None:
    """Everybody who works today comes in time, or is there already."""
    town.crew = []
    for person in town.clerks:
        [office_id] = person.offices
        office = town.by_id[office_id]
        times = working_times(office, person.staff or "", office.local_date(now))
        if not times or times[-1][1] + OVERTIME <= now:
            continue
        clerk = Clerk(person, office_id)
        town.crew.append(clerk)
        punctual = die(town.seed, person.user, office.local_date(now)).uniform(-3, 3)
        _plan(town, clerk, max(times[0][0] + dt.timedelta(minutes=punctual), now), sit_down)


def working_times(office: Office, staff: str, date: dt.date) -> list[Interval]:
    """When somebody works on a date, without the breaks."""
    shifts = shifts_of(office, staff, date)
    return sorted(piece for shift in shifts for piece in working_time(office, shift, date))


async def look_around(town: Town, office_id: str, at: dt.datetime) -> None:
    """Whoever has nothing to do sees whether somebody waits whom they can serve."""
    idle = [clerk for clerk in town.crew if clerk.is_idle and clerk.office == office_id]
    if not idle:
        return
    skills = {member.id: member.skills for member in town.by_id[office_id].staff}
    async with town.doors.reading() as reading:
        waiting = [entry.visit for entry in (await queue_of(reading, office_id)).waiting]
    for clerk in die(town.seed, "idle", office_id, at).sample(idle, len(idle)):
        can = skills.get(clerk.staff)
        if any(may_be_called(v, counter=clerk.seat, skills=can, now=reading.now) for v in waiting):
            _plan(town, clerk, at, work)


async def sit_down(town: Town, clerk: Clerk, at: dt.datetime) -> None:
    """Take one's counter, or another one that is free; go on with whoever is there already."""
    for counter in _counters_to_try(town, clerk, at):
        try:
            async with town.doors.transaction() as tx:
                here = await counters.open_counter(
                    tx, office=clerk.office, counter=counter, person=clerk.person
                )
        except (CounterTaken, AlreadyAtCounter):
            continue
        clerk.seat = counter
        if here.visit is None:
            _plan(town, clerk, tx.now, work)
        elif here.visit.state is VisitState.SERVING:
            _plan_finish(town, clerk, here.visit)
        else:
            _plan_greeting(town, clerk, here.visit)
        return
    _plan(town, clerk, at + TRY_AGAIN, sit_down)


def _counters_to_try(town: Town, clerk: Clerk, at: dt.datetime) -> list[str]:
    """The counter of the shift first. The last desk of an office is kept for a visitor who has no other."""
    office = town.by_id[clerk.office]
    own = [s.counter for s in shifts_of(office, clerk.staff, office.local_date(at)) if s.counter is not None]
    desks = [counter.id for counter in office.counters if counter.kind is CounterKind.DESK]
    visitors = {counter for of_office, counter in town.wanted_back if of_office == clerk.office}
    kept = visitors or {desks[-1]}
    return [counter for counter in dict.fromkeys(own[:1] + desks) if counter not in kept]


async def work(town: Town, clerk: Clerk, at: dt.datetime) -> None:
    """Call whoever is next; or pause, or go home."""
    office = town.by_id[clerk.office]
    times = working_times(office, clerk.staff, office.local_date(at))
    place = {"office": clerk.office, "counter": clerk.seat}
    later = [begin for begin, _ in times if begin > at]
    is_working = any(begin <= at < end for begin, end in times)
    if not is_working and later and later[0] > times[0][0]:
        async with town.doors.transaction() as tx:
            await counters.pause_counter(tx, person=clerk.person, **place)
        _plan(town, clerk, later[0], sit_down)
        return
    async with town.doors.transaction() as tx:
        choice = await calling.call_next(tx, user=clerk.person.user, **place)
    if choice is not None:
        _plan_greeting(town, clerk, choice.visit)
    elif is_working or later:
        _plan(town, clerk, min(moment for pair in times for moment in pair if moment > at), work)
        clerk.is_idle = True
    else:
        async with town.doors.transaction() as tx:
            await counters.close_counter(tx, person=clerk.person, **place)


async def make_room(town: Town, *, office: str, counter: str) -> None:
    """Leave a counter to a visitor; whoever is there waits again, at their old place in the queue."""
    town.wanted_back.add((office, counter))
    async with town.doors.reading() as reading:
        here = await counter_now(reading, office, counter)
    clerk = next((person for person in town.clerks if here.seat and here.seat.user == person.user), None)
    if clerk is None:
        return  # free, or another visitor's
    if here.visit is not None:
        async with town.doors.transaction() as tx:
            await transfer(tx, key=_key(here.visit))
    async with town.doors.transaction() as tx:
        await counters.close_counter(tx, office=office, counter=counter, person=clerk)
    for each in town.crew:
        if each.person.user == clerk.user:
            _plan(town, each, tx.now + TRY_AGAIN, sit_down)


def _plan_greeting(town: Town, clerk: Clerk, visit: Visit) -> None:
    """The person is on their way, or does not come."""
    called_at = visit.called_at or visit.arrived_at
    way = way_to_counter(die(town.seed, "way", visit.office, visit.date, visit.number, visit.times_missed))
    if way is None:
        _plan(town, clerk, called_at + RECALL_AFTER, partial(_recall, visit=visit))
    else:
        _plan(town, clerk, called_at + way, partial(_greet, visit=visit))


def _plan_finish(town: Town, clerk: Clerk, visit: Visit) -> None:
    rolled = die(town.seed, "serving", visit.office, visit.date, visit.number)
    length = serving_time(rolled, town.by_id[visit.office], visit.services)
    _plan(town, clerk, (visit.serving_at or visit.arrived_at) + length, partial(_finish, visit=visit))


async def _greet(town: Town, clerk: Clerk, _at: dt.datetime, *, visit: Visit) -> None:
    async with town.doors.transaction() as tx:
        serving = await calling.serve(tx, key=_key(visit))
    _plan_finish(town, clerk, serving)


async def _recall(town: Town, clerk: Clerk, _at: dt.datetime, *, visit: Visit) -> None:
    async with town.doors.transaction() as tx:
        await calling.recall(tx, key=_key(visit))
    _plan(town, clerk, tx.now + MISS_AFTER - RECALL_AFTER, partial(_miss, visit=visit))


async def _miss(town: Town, clerk: Clerk, _at: dt.datetime, *, visit: Visit) -> None:
    async with town.doors.transaction() as tx:
        await calling.miss(tx, key=_key(visit))
    _plan(town, clerk, tx.now, work)


async def _finish(town: Town, clerk: Clerk, _at: dt.datetime, *, visit: Visit) -> None:
    async with town.doors.transaction() as tx:
        await calling.finish(tx, key=_key(visit))
    breath = die(town.seed, "breath", visit.office, visit.date, visit.number).uniform(5, 40)
    _plan(town, clerk, tx.now + dt.timedelta(seconds=breath), work)


def _plan(town: Town, clerk: Clerk, at: dt.datetime, act: Act) -> None:
    """Mean to do this next, instead of whatever was meant before.

    If somebody else was faster with the counter or the visit, the clerk looks around anew.
    """
    clerk.plans += 1
    clerk.is_idle = False
    plan = clerk.plans

    async def deed(moment: dt.datetime) -> None:
        if clerk.plans != plan:
            return
        try:
            await act(town, clerk, moment)
        except (NotPossible, NotFound):
            _plan(town, clerk, moment + TRY_AGAIN, sit_down)

    town.agenda.plan(at, deed)


def _key(visit: Visit) -> VisitKey:
    return VisitKey(visit.office, visit.date, visit.id)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who book, and then come, or come late, or move, or cancel, or forget."""

import datetime as dt
from functools import partial

from aufruf.actions import booking, tickets
from aufruf.demo.clerks import look_around
from aufruf.demo.dice import Fate, Manner, die, manner, next_booking, wish
from aufruf.demo.town import Town
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.catalogue import Office, concern
from aufruf.domain.errors import NotFound, NotPossible, NotValid
from aufruf.reads.expected import expected_today

OURS = "@musterstadt.example"  # how the town knows its own people again, after a restart too
BOOKED_BEFORE = 70  # appointments, when the town begins to live
LOOK_EVERY = dt.timedelta(minutes=5)
DAYS_SEARCHED = dt.timedelta(days=4)  # a weekend is among them at the most
SHARES = (3, 2)  # how often the first office is wanted, and the second
CHANGES_BEFORE = 0.9  # of the time until the appointment: later nobody cancels or moves it
Items = tuple[tuple[str, int], ...]


async def fill_calendar(town: Town, at: dt.datetime) -> None:
    """Before the town begins to live, many have booked already."""
    for number in range(BOOKED_BEFORE):
        if (promise := await _book(town, at, number, confirmed=True)) is not None:
            _plan_changes(town, promise, after=at)


def begin_day(town: Town, now: dt.datetime) -> None:
    """People book all day, and set out for their appointments."""
    town.expected.clear()
    town.agenda.plan(now, partial(book, town))
    town.agenda.plan(now, partial(set_out, town))


async def book(town: Town, at: dt.datetime) -> None:
    """Somebody books from home, and decides soon whether to confirm."""
    town.agenda.plan(at + next_booking(die(town.seed, "gap", at)), partial(book, town))
    held = await _book(town, at, 0)
    if held is None:
        return
    how = _manner(town, held)
    if how.fate is not Fate.LAPSES:
        town.agenda.plan(at + how.thinks, partial(_confirm, town, held))
    _plan_changes(town, held, after=at + how.thinks)


def _plan_changes(town: Town, promise: Appointment, *, after: dt.datetime) -> None:
    """Some will want another time, or none, on the same day or days later."""
    how = _manner(town, promise)
    if change := {Fate.CANCELS: _cancel, Fate.MOVES: _move}.get(how.fate):
        moment = after + (promise.start - after) * CHANGES_BEFORE * how.when
        town.agenda.plan(moment, partial(change, town, promise), outlasts_night=True)


async def set_out(town: Town, at: dt.datetime) -> None:
    """Whoever has an appointment today sets out for it in their own manner."""
    town.agenda.plan(at + LOOK_EVERY, partial(set_out, town))
    for office in town.offices:
        async with town.doors.reading() as reading:
            today = await expected_today(reading, office.id)
        for promise, citizen in today:
            if promise.id in town.expected or not (citizen.email or "").endswith(OURS):
                continue  # on their way already; or a visitor's, who comes in person
            town.expected.add(promise.id)
            how = _manner(town, promise)
            if how.fate not in (Fate.FORGETS, Fate.LAPSES):
                town.agenda.plan(max(at, promise.start + how.late), partial(_check_in, town, promise))


async def _check_in(town: Town, promise: Appointment, _at: dt.datetime) -> None:
    try:
        async with town.doors.transaction() as tx:
            await tickets.check_in(tx, office=promise.office, code=promise.booking_code)
    except (NotPossible, NotFound):
        return  # cancelled or moved meanwhile, or far too late
    await look_around(town, promise.office, tx.now)


async def _confirm(town: Town, held: Appointment, _at: dt.datetime) -> None:
    try:
        async with town.doors.transaction() as tx:
            await booking.confirm(tx, id_=held.id)
    except NotPossible:
        return  # lapsed: the clock was put forward


async def _cancel(town: Town, promise: Appointment, _at: dt.datetime) -> None:
    try:
        async with town.doors.transaction() as tx:
            await booking.cancel(tx, id_=promise.id)
    except NotPossible:
        return


async def _move(town: Town, promise: Appointment, at: dt.datetime) -> None:
    office = town.by_id[promise.office]
    later = office.local_date(at) + dt.timedelta(days=1)
    starts = await _starts(town, office, promise.services, first=later)
    if not starts:
        return
    start = die(town.seed, "move", at).choice(starts)
    try:
        async with town.doors.transaction() as tx:
            await booking.move(tx, id_=promise.id, start=start)
    except (NotPossible, NotValid):
        return


async def _book(town: Town, at: dt.datetime, number: int, *, confirmed: bool = False) -> Appointment | None:
    """Look for a time that suits, and take it; None if there is none."""
    rolled = die(town.seed, "booking", at, number)
    [office] = rolled.choices(town.offices, SHARES)
    wanted = wish(rolled, office, walk_in=False)
    first = office.local_date(at) + dt.timedelta(days=wanted.days_ahead)
    starts = await _starts(town, office, wanted.items, first=first)
    if not starts:
        return None
    suits = booking.Wish(services=wanted.items, start=rolled.choice(starts))
    citizen = Citizen(name=wanted.name, email=wanted.name.lower().replace(" ", ".") + OURS)
    try:
        async with town.doors.transaction() as tx:
            return await booking.hold(tx, office=office.id, wish=suits, citizen=citizen, confirmed=confirmed)
    except (NotPossible, NotValid):
        return None  # somebody was faster


async def _starts(town: Town, office: Office, items: Items, *, first: dt.date) -> list[dt.datetime]:
    """Every start on the first day that has one."""
    async with town.doors.reading() as reading:
        found = await town.offers.of(
            reading, office, concern(office, items), first=first, last=first + DAYS_SEARCHED
        )
    days = ([start for start, _places in day.offers] for day in found.days)
    return next((starts for starts in days if starts), [])


def _manner(town: Town, promise: Appointment) -> Manner:
    """The same for the same appointment, whenever it is asked; a moved one may be forgotten yet."""
    rolled = die(town.seed, "manner", promise.office, promise.created_at, promise.services)
    return manner(rolled, lead_days=max(0, (promise.start - promise.created_at).days))

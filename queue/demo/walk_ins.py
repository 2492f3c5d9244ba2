# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who come without an appointment, and may lose patience."""

import datetime as dt
from functools import partial

from aufruf.actions import leaving, tickets
from aufruf.demo.clerks import look_around
from aufruf.demo.dice import die, next_walk_in, wish
from aufruf.demo.town import Town
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotPossible
from aufruf.domain.opening import OpeningKind, intervals_on, is_open
from aufruf.domain.visit import Visit, VisitKey


def open_doors(town: Town, now: dt.datetime) -> None:
    """From the opening on, people come."""
    for office in town.offices:
        hours = intervals_on(office.opening, office.local_date(now), audience=OpeningKind.WALK_INS)
        if begin := next((max(begin, now) for begin, end in hours if end > now), None):
            _plan_next(town, office, begin)


def _plan_next(town: Town, office: Office, after: dt.datetime) -> None:
    rolled = die(town.seed, "gap", office.id, after)
    staff = sum(office.id in person.offices for person in town.clerks)
    gap = next_walk_in(rolled, local=after.astimezone(office.zone), staff=staff)
    town.agenda.plan(after + gap, partial(walk_in, town, office.id))


async def walk_in(town: Town, office_id: str, at: dt.datetime) -> None:
    """Take a ticket at the kiosk, if the office is open and can still serve."""
    office = town.by_id[office_id]
    _plan_next(town, office, at)
    if not is_open(office.opening, at, audience=OpeningKind.WALK_INS):
        return
    wanted = wish(die(town.seed, "walk-in", office_id, at), office, walk_in=True)
    needs = ("wheelchair",) if wanted.priority else ()
    forecast = None if needs or len(wanted.items) > 1 else town.foresee(office_id)
    told = None if forecast is None else forecast.for_next(wanted.items[0][0])
    try:
        async with town.doors.transaction() as tx:
            ticket = await tickets.take_ticket(
                tx, office=office_id, services=wanted.items, needs=needs, told=told
            )
    except NotPossible:
        return  # closing time would pass: they go home
    await look_around(town, office_id, tx.now)
    town.agenda.plan(tx.now + wanted.patience, partial(lose_patience, town, ticket.visit))


async def lose_patience(town: Town, visit: Visit, _at: dt.datetime) -> None:
    """Go home, unless it has been one's turn."""
    try:
        async with town.doors.transaction() as tx:
            await leaving.leave(tx, key=VisitKey(visit.office, visit.date, visit.id))
    except NotPossible:
        return  # called, served or gone

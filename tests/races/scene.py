# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where races happen: a clock that all processes share, a full waiting room, people at the counters."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from aufruf.actions.counters import open_counter
from aufruf.actions.tickets import arrive
from aufruf.actions.users import add_user
from aufruf.db import tickets, visits
from aufruf.db.engine import make_engine
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Shift, StaffMember
from aufruf.domain.events import VisitFinished, VisitServing
from aufruf.domain.roles import Role
from aufruf.domain.visit import Visit, VisitKey, finish, serve
from tests.builders import EIGHT, EIGHTEEN, at, office, town


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClock:
    """Runs as the real one does, from another moment on; the same in every process."""

    ahead: dt.timedelta

    def __call__(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self.ahead


def clock_from(wall: str) -> RunningClock:
    """A clock that shows this time on an ordinary Monday now, and goes on."""
    return RunningClock(ahead=at(wall) - dt.datetime.now(dt.UTC))


@asynccontextmanager
async def door(url: str, clock: RunningClock) -> AsyncIterator[Database]:
    """A process's own way to the database."""
    db = Database(make_engine(url, durable=False), clock=clock)
    try:
        yield db
    finally:
        await db.close()


async def one_person_works(url: str, clock: RunningClock) -> None:
    """An office in which one person serves: each time is there once."""
    anna = StaffMember(id="anna")
    shifts = tuple(Shift(staff="anna", weekday=d, local_from=EIGHT, local_to=EIGHTEEN) for d in range(5))
    async with door(url, clock) as db:
        await town(db, office(staff=(anna,), shifts=shifts))


async def fill_waiting_room(db: Database, people: Sequence[Visit]) -> None:
    """Have all these people wait, with the events that say how they came and the numbers that follow."""
    async with db.transaction() as tx:
        day = await tx.lock(people[0].office)
        for visit in people:
            ordinal = await tickets.next_ordinal(tx.connection, day.key, group=visit.group)
            await arrive(tx, day, replace(visit, date=day.date, ordinal=ordinal, known_at=tx.now))


async def sit_down(db: Database, place: str, counter: str, *, staff: str | None = None) -> str:
    """Somebody opens a counter; their log-in, which is called like the counter."""
    user = f"user-{counter}"
    async with db.transaction() as tx:
        person = await add_user(tx, id_=user, name=user, role=Role.CLERK, offices=[place], staff=staff)
        await open_counter(tx, office=place, counter=counter, person=person)
    return user


async def farewell(db: Database, keys: Sequence[VisitKey]) -> None:
    """All of these who were called are served to the end, in one transaction instead of two for each."""
    if not keys:
        return
    async with db.transaction() as tx:
        day = await tx.lock(keys[0].office, keys[0].date)
        for key in keys:
            visit = await visits.get(tx.connection, key)
            number, counter = visit.number, visit.counter or ""
            tx.emit(day, VisitServing(visit=visit.id, number=number, counter=counter))
            done = finish(serve(visit, now=tx.now), now=tx.now)
            tx.emit(
                day, VisitFinished(visit=visit.id, number=number, counter=counter, services=done.services)
            )
            await visits.save(tx.connection, done)

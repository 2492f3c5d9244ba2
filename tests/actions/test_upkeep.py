# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What falls due: holds lapse, promises are missed, days close, personal data goes."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa

from aufruf import jobs
from aufruf.actions import calling, closing, counters, tickets, upkeep
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.access import Person
from aufruf.domain.roles import Role
from aufruf.domain.visit import VisitState
from tests.builders import MONDAY, SetClock, at, open_database, small_town

CLERK = Person(user="u1", tenant="default", role=Role.CLERK, offices=frozenset({"mitte"}))


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("09:00"))


@pytest.fixture
async def db(database_url: str, clock: SetClock) -> AsyncIterator[Database]:
    db = await open_database(database_url, clock)
    await small_town(db)
    async with db.transaction() as tx:
        user = {"id": "u1", "tenant_id": "default", "name": "u1", "role": Role.CLERK}
        await tx.connection.execute(sa.insert(t.user), user)
    yield db
    await db.close()


async def keep(db: Database, id_: str, **changes: Any) -> None:
    """Store an appointment at 09:30 as it is, without booking it."""
    values = {
        "office_id": "mitte",
        "id": id_,
        "date": MONDAY,
        "state": "confirmed",
        "start_at": at("09:30"),
        "minutes": 15,
        "occupied_minutes": 15,
        "services": [["ausweis", 1]],
        "booking_code": id_[:6],
        "created_at": at("08:00"),
        "name": "Erika Beispiel",
        "email": "erika@example.org",
    }
    async with db.transaction() as tx:
        await tx.lock("mitte", MONDAY)
        await tx.connection.execute(sa.insert(t.appointment), values | changes)


async def column(db: Database, name: sa.Column[Any]) -> list[Any]:
    async with db.reading() as reading:
        return list((await reading.connection.execute(sa.select(name).order_by(name))).scalars())


async def events(db: Database) -> list[str]:
    async with db.reading() as reading:
        rows = await reading.connection.execute(sa.select(t.outbox).order_by(t.outbox.c.date, t.outbox.c.seq))
        return [f"{row.kind} {row.payload.get('state', '')}".strip() for row in rows]


async def ticket(db: Database) -> str:
    async with db.transaction() as tx:
        return (await tickets.take_ticket(tx, office="mitte", services=[("ausweis", 1)])).visit.id


async def test_a_hold_lapses_at_its_second_and_not_before(db: Database, clock: SetClock) -> None:
    await keep(db, "held", state="held", hold_expires_at=at("09:20"))

    clock.set(at("09:20") - dt.timedelta(seconds=1))
    await jobs.lapse_holds(db)
    assert await column(db, t.appointment.c.state) == ["held"]

    clock.set("09:20")
    await jobs.lapse_holds(db)
    assert await column(db, t.appointment.c.state) == ["lapsed"]
    assert await events(db) == ["appointment.changed lapsed"]


async def test_two_leaders_at_once_let_a_hold_lapse_once(db: Database, clock: SetClock) -> None:
    await keep(db, "held", state="held", hold_expires_at=at("09:20"))
    clock.set("09:30")

    await asyncio.gather(jobs.lapse_holds(db), jobs.lapse_holds(db))

    assert await events(db) == ["appointment.changed lapsed"]


async def test_a_promise_is_missed_when_nobody_can_check_in_any_more(db: Database, clock: SetClock) -> None:
    await keep(db, "promise")

    clock.set("10:30")
    await jobs.mark_missed(db)
    assert await column(db, t.appointment.c.state) == ["confirmed"]

    clock.set("10:31")
    await jobs.mark_missed(db)
    assert await column(db, t.appointment.c.state) == ["missed"]


async def test_somebody_who_missed_a_call_waits_again_after_five_minutes(
    db: Database, clock: SetClock
) -> None:
    await ticket(db)
    async with db.transaction() as tx:
        await counters.open_counter(tx, office="mitte", counter="1", person=CLERK)
    async with db.transaction() as tx:
        called = await calling.call_next(tx, office="mitte", counter="1", user="u1")
        assert called is not None
    async with db.transaction() as tx:
        await calling.miss(tx, key=await calling.find(tx, called.visit.id))

    clock.advance(minutes=4)
    await jobs.bring_back_missed(db)
    assert await column(db, t.visit.c.state) == [VisitState.MISSED]

    clock.advance(minutes=1)
    await jobs.bring_back_missed(db)
    assert await column(db, t.visit.c.state) == [VisitState.WAITING]


async def test_who_still_waits_when_the_day_ends_is_told_and_counted(db: Database, clock: SetClock) -> None:
    for _ in range(3):
        await ticket(db)
    clock.set("17:59")
    await jobs.close_days(db)
    assert await column(db, t.visit.c.state) == [VisitState.WAITING] * 3

    clock.set("18:00")
    await jobs.close_days(db)
    await jobs.close_days(db)

    assert await column(db, t.visit.c.state) == [VisitState.CANCELLED_BY_OFFICE] * 3
    async with db.reading() as reading:
        query = sa.select(t.outbox.c.payload).where(t.outbox.c.kind == "day.closed")
        assert list((await reading.connection.execute(query)).scalars()) == [{"sent_home": 3}]


async def test_a_day_stays_open_while_somebody_serves_and_ends_three_hours_later_at_most(
    db: Database, clock: SetClock
) -> None:
    await ticket(db)
    await ticket(db)
    async with db.transaction() as tx:
        await counters.open_counter(tx, office="mitte", counter="1", person=CLERK)
    async with db.transaction() as tx:
        await calling.call_next(tx, office="mitte", counter="1", user="u1")

    clock.set("18:30")
    await jobs.close_days(db)
    assert await column(db, t.visit.c.state) == [VisitState.CALLED, VisitState.WAITING]

    clock.set("21:00")
    await jobs.close_days(db)
    assert await column(db, t.visit.c.state) == [VisitState.CANCELLED_BY_OFFICE, VisitState.LEFT]
    assert await column(db, t.counter_seat.c.counter_id) == []


async def test_a_day_that_nobody_closed_is_closed_later(db: Database, clock: SetClock) -> None:
    await ticket(db)
    clock.set(at("08:30", date=MONDAY + dt.timedelta(days=1)))

    async with db.reading() as reading:
        assert await closing.days_to_close(reading) == [("mitte", MONDAY)]
    await jobs.close_days(db)

    assert await column(db, t.visit.c.state) == [VisitState.CANCELLED_BY_OFFICE]


async def test_personal_data_goes_on_the_offices_schedule_with_a_record(
    db: Database, clock: SetClock
) -> None:
    await keep(db, "a")
    await keep(db, "b", start_at=at("10:00"))
    await ticket(db)

    clock.set(at("12:00", date=MONDAY + dt.timedelta(days=7)))
    await jobs.erase_personal(db)
    assert await column(db, t.appointment.c.email) == ["erika@example.org"] * 2

    clock.set(at("12:00", date=MONDAY + dt.timedelta(days=8)))
    await jobs.erase_personal(db)
    await jobs.erase_personal(db)
    for personal in (t.appointment.c.name, t.appointment.c.email, t.appointment.c.notes):
        assert await column(db, personal) == [None, None]
    assert await column(db, t.appointment.c.booking_code) == ["", ""]
    async with db.reading() as reading:
        rows = (
            await reading.connection.execute(
                sa.select(t.erasure.c.kind, t.erasure.c["count"]).order_by(t.erasure.c.kind)
            )
        ).all()
    assert [tuple(row) for row in rows] == [("appointment", 2), ("visit", 1)]


async def test_what_guards_the_doors_is_forgotten_when_it_is_over(db: Database, clock: SetClock) -> None:
    async with db.transaction() as tx:
        row = {"key": "k", "window_at": at("09:00"), "count": 1}
        await tx.connection.execute(sa.insert(t.rate_limit), row)
    clock.advance(hours=24)

    async with db.transaction() as tx:
        await upkeep.forget_requests(tx)

    assert await column(db, t.rate_limit.c.key) == []

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Following an office's day: what a process knows is what is true, and it never goes back."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import sqlalchemy as sa

from aufruf.actions import calling, counters, tickets
from aufruf.actions.users import add_user
from aufruf.db import tables as t
from aufruf.db.transaction import Database, Told
from aufruf.domain.access import Person
from aufruf.domain.errors import NotFound
from aufruf.domain.roles import Role
from aufruf.live import feed as feeds
from aufruf.live.between import Heard, Memory
from aufruf.live.feed import Ear, Feed
from aufruf.live.hub import Hub
from aufruf.live.position import Position
from aufruf.reads.screen import fresh_screen
from tests.builders import MONDAY, SetClock, at, open_database, small_town


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def db(database_url: str, clock: SetClock) -> AsyncIterator[Database]:
    db = await open_database(database_url, clock=clock)
    await small_town(db)
    yield db
    await db.close()


@pytest.fixture
async def clerk(db: Database) -> Person:
    async with db.transaction() as tx:
        person = await add_user(tx, id_="anna", name="anna", role=Role.CLERK, offices=["mitte"])
        await counters.open_counter(tx, office="mitte", counter="1", person=person)
    return person


async def take(db: Database) -> str:
    async with db.transaction() as tx:
        return (await tickets.take_ticket(tx, office="mitte", services=[("ausweis", 1)])).visit.id


async def call(db: Database) -> None:
    async with db.transaction() as tx:
        choice = await calling.call_next(tx, office="mitte", counter="1", user="anna")
        assert choice is not None


async def part(db: Database) -> None:
    """Whoever is at the counter is served and goes."""
    async with db.reading() as reading:
        [row] = await reading.connection.execute(sa.select(t.visit.c.id).where(t.visit.c.state == "called"))
    for deed in (calling.serve, calling.finish):
        async with db.transaction() as tx:
            await deed(tx, key=await calling.find(tx, row.id))


class Listening:
    """An ear whose owner waits."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self.ear = Ear(self._event.set)

    async def stirred(self) -> None:
        await self._event.wait()
        self._event.clear()


@asynccontextmanager
async def following(db: Database, between: object = None) -> AsyncIterator[tuple[Feed, Listening]]:
    hub, listening = Hub(db, between or Memory()), Listening()  # type: ignore[arg-type]
    async with hub.alive(), hub.listening("mitte", ear=listening.ear) as (feed, _):
        yield feed, listening


async def is_true(feed: Feed, db: Database) -> bool:
    async with db.reading(snapshot=True) as reading:
        return feed.screen == await fresh_screen(reading, ("mitte", feed.epoch.date))


async def test_a_call_stirs_whoever_listens_and_the_screen_is_as_a_fresh_one(
    db: Database, clerk: Person
) -> None:
    async with following(db) as (feed, ear):
        for deed in (take, call, part, take, call):
            await deed(db)
            async with asyncio.timeout(1):  # sooner than the look that repairs lost wake-ups
                while not await is_true(feed, db):
                    await ear.stirred()
        assert [line.number for line in feed.screen.calls] == ["A002"]
        assert await is_true(feed, db)


async def test_what_followed_a_position_is_given_and_what_cannot_be_is_none(
    db: Database, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "KEPT", 4)
    await take(db)
    async with following(db) as (feed, _):
        began = feed.position
        assert feed.after(began) == []
        await take(db)
        await feed.look()
        assert [entry.stored.event.kind for entry in feed.after(began) or []] == ["visit.arrived"]
        assert feed.after(Position(began.epoch, feed.screen.seq + 1)) is None
        assert feed.after(Position("another day", 1)) is None
        assert feed.after(None) is None
        for _ in range(4):
            await take(db)
        await feed.look()
        assert feed.after(began) is None  # further behind than is kept
        assert len(feed.after(Position(began.epoch, feed.screen.seq - 4)) or []) == 4


async def test_a_lost_wake_up_costs_a_moment_and_nothing_else(db: Database, clerk: Person) -> None:
    async with following(db) as (feed, ear):
        db.wake = lambda _told: None  # as where another process wrote, and its word was lost
        await take(db)
        await call(db)
        async with asyncio.timeout(5):
            await ear.stirred()
        assert await is_true(feed, db)


class Wire:
    """Two processes' hubs, joined by a wire of a test's own."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.heard: Heard | None = None

    def tell(self, told: list[Told]) -> None:
        self.told += told

    async def carry(self, heard: Heard) -> None:
        self.heard = heard
        await asyncio.get_running_loop().create_future()


async def take_and_fail(db: Database) -> None:
    async with db.transaction() as tx:
        await tickets.take_ticket(tx, office="mitte", services=[("ausweis", 1)])
        raise NotFound


async def test_it_is_told_after_the_commit_and_only_what_was_committed(db: Database, clerk: Person) -> None:
    wire = Wire()
    async with following(db, wire):
        await take(db)
        with pytest.raises(NotFound):
            await take_and_fail(db)
        async with db.transaction() as tx:
            await tx.lock("mitte")  # locked, and nothing happened
    assert wire.told == [("mitte", MONDAY, 2)]


async def test_on_a_new_day_everybody_begins_anew(db: Database, clerk: Person, clock: SetClock) -> None:
    await take(db)
    await call(db)
    async with following(db) as (feed, ear):
        monday = feed.position
        clock.now = at("00:30") + dt.timedelta(days=1)
        async with asyncio.timeout(5):
            await ear.stirred()
        assert feed.epoch.date == MONDAY + dt.timedelta(days=1)
        assert (feed.screen.calls, feed.screen.seq) == ((), 0)
        assert feed.after(monday) is None


async def test_after_a_restore_numbers_of_before_mean_nothing(db: Database, clerk: Person) -> None:
    await take(db)
    async with following(db) as (feed, ear):
        before = feed.position
        async with db.transaction() as tx:
            await tx.connection.execute(sa.update(t.office_day).values(generation=7))
        async with asyncio.timeout(5):
            await ear.stirred()
        assert (feed.epoch.generation, feed.after(before)) == (7, None)


async def test_time_all_but_stands_still_on_a_day_whose_clock_was_put_back(
    db: Database, clerk: Person, clock: SetClock
) -> None:
    clock.now = at("09:30")
    await take(db)
    await call(db)
    clock.now = at("09:29")
    await part(db)
    await take(db)
    await call(db)
    async with db.reading() as reading:
        rows = (await reading.connection.execute(sa.select(t.outbox.c.at).order_by(t.outbox.c.seq))).all()
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert rows[-1].at - at("09:30") < dt.timedelta(milliseconds=1)

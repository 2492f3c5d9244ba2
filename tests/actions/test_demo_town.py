# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days of the demo town, played as fast as possible through the same actions that people use.

On SQLite alone: the demo knows nothing else, and its actions are tested on both.
"""

import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
import structlog

from aufruf.actions import counters, helping, pacing
from aufruf.actions.tickets import take_ticket
from aufruf.db import tables as t
from aufruf.db.engine import make_engine
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.demo import helpers, life
from aufruf.demo.clerks import make_room
from aufruf.demo.setting_up import found
from aufruf.demo.town import Town
from aufruf.domain.access import Device, Person
from aufruf.domain.counters import CounterState
from aufruf.domain.help import HelpMode
from aufruf.domain.help_figures import Ending
from aufruf.domain.roles import DeviceKind, Role
from aufruf.reads.counters import counters_of
from aufruf.reads.help_figures import help_figures
from aufruf.reads.replay import replayed
from aufruf.web.kiosks import DEMO
from tests import builders
from tests.builders import SetClock, at

pytestmark = pytest.mark.timeout(300)
PLACES = ("rathaus", "nordstadt")
WEDNESDAY, THURSDAY = dt.date(2026, 11, 25), dt.date(2026, 11, 26)
EARLY = at("00:30", date=WEDNESDAY)  # a short day: both offices close at one
VISITOR = Person(user="demo-schalter", tenant="musterstadt", role=Role.CLERK, offices=frozenset({"rathaus"}))


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[Database]:
    db = await rehearsal(sqlite_url)
    yield db
    await db.close()


async def rehearsal(url: str) -> Database:
    """A database in which the clock can be set, and real time stands still in a night."""
    await migrate(url)
    return Database(make_engine(url, durable=False), clock=SetClock(EARLY), rehearsal=True)


async def musterstadt(db: Database, *, seed: int = 1, weeks: int = 0) -> Town:
    return await found(db, password="a password", speed=0, seed=seed, tell=lambda _text: None, weeks=weeks)


async def rows(db: Database, query: Any) -> list[Any]:
    async with db.engine.connect() as connection:
        return list(await connection.execute(query))


async def events(db: Database, date: dt.date) -> Counter[str]:
    outbox = t.outbox.c
    query = sa.select(outbox.kind, sa.func.count()).where(outbox.date == date).group_by(outbox.kind)
    return Counter({row.kind: row[1] for row in await rows(db, query)})


async def shown(db: Database) -> dt.datetime:
    async with db.reading() as reading:
        return reading.now


async def test_the_town_is_busy_at_nine_on_the_first_weekday(db: Database) -> None:
    with structlog.testing.capture_logs() as said:
        town = await musterstadt(db)
    assert said == []
    assert await shown(db) == at("09:00", date=WEDNESDAY)
    seen = await events(db, WEDNESDAY)
    assert seen["visit.arrived"] >= 15
    assert seen["visit.finished"] >= 8
    assert seen["help.accepted"] >= 1
    waiting = await rows(db, sa.select(t.visit.c.id).where(t.visit.c.state == "waiting"))
    assert waiting
    async with db.reading() as reading:
        places = [c for office in ("rathaus", "nordstadt") for c in await counters_of(reading, office)]
    states = Counter(place.state for place in places)
    assert states[CounterState.SERVING] + states[CounterState.CALLING] >= 5
    assert states[CounterState.CLOSED] >= 2  # room for visitors
    await a_visitor_tries_the_terminal(town, db)


async def a_visitor_tries_the_terminal(town: Town, db: Database) -> None:
    """With a ticket for the photo there and for the card at a counter after it."""
    wanted = (("personalausweis", 1), ("passfoto-terminal", 1))
    async with db.transaction() as tx:
        visit = (await take_ticket(tx, office="rathaus", services=wanted)).visit
    assert visit.services == (("passfoto-terminal", 1),)
    await life.hurry(town, await shown(db) + dt.timedelta(minutes=6))
    went = sa.select(t.outbox.c.kind).where(
        t.outbox.c.payload["visit"].as_string() == visit.id, t.outbox.c.kind != "visit.arrived"
    )
    kinds = [row.kind for row in await rows(db, went.order_by(t.outbox.c.seq))]
    assert kinds[:3] == ["visit.called", "visit.serving", "visit.transferred"]


async def test_a_day_ends_with_nobody_left_and_the_next_one_begins(db: Database) -> None:
    with structlog.testing.capture_logs() as said:
        town = await musterstadt(db)
        assert not await life.is_night(town, await shown(db))
        await life.hurry(town, at("14:05", date=WEDNESDAY))
        assert await life.is_night(town, await shown(db))
        await life.sleep_through(town, await shown(db))
        assert await shown(db) == at("07:55", date=THURSDAY)
        await life.hurry(town, at("09:00", date=THURSDAY))
    assert [entry for entry in said if entry["log_level"] != "info"] == []
    left = sa.select(t.visit.c.date, t.visit.c.state).where(
        t.visit.c.date == WEDNESDAY, t.visit.c.state.in_(("waiting", "called", "serving", "parked", "missed"))
    )
    assert await rows(db, left) == []
    for date in (WEDNESDAY, THURSDAY):
        seen = await events(db, date)
        assert seen["visit.called"] >= 5, date
        async with db.reading() as reading:
            for office in ("rathaus", "nordstadt"):
                assert (await replayed(reading, (office, date))).differences == []


async def test_people_book_come_cancel_move_and_stay_away(db: Database) -> None:
    town = await musterstadt(db)
    states = sa.select(t.appointment.c.state, sa.func.count()).group_by(t.appointment.c.state)
    before = {row[0]: row[1] for row in await rows(db, states)}
    assert before["confirmed"] >= 40  # the calendar is not empty when the visitor comes
    assert before["checked_in"] >= 1
    await life.hurry(town, at("11:30", date=WEDNESDAY))
    after = {row[0]: row[1] for row in await rows(db, states)}
    assert after["checked_in"] >= before["checked_in"] + 5
    assert after["confirmed"] + after["checked_in"] > before["confirmed"] + before["checked_in"] + 10
    assert after["cancelled_by_citizen"] >= 1
    held = sa.select(t.appointment.c.id).where(
        t.appointment.c.state == "held", t.appointment.c.hold_expires_at < await shown(db)
    )
    assert await rows(db, held)  # some let it lapse
    assert await rows(db, sa.select(t.outbox.c.seq).where(t.outbox.c.kind == "appointment.moved"))


async def test_whoever_is_stuck_is_helped_unless_a_visitor_is_faster_or_they_lose_patience(
    db: Database,
) -> None:
    town = await town_without_clerks(db)
    visitor = replace(VISITOR, role=Role.HELPER)
    kiosk, terminal = (Device(id=f"own-{kind}", office="rathaus", kind=kind) for kind in helpers.NAMES)
    anybody = Device(id=DEMO, office="rathaus", kind=DeviceKind.KIOSK)
    async with db.transaction() as tx:
        first = await helping.ask(tx, device=kiosk, step="concern")
    async with db.transaction() as tx:
        await helping.accept(tx, key=first.request.key, person=visitor, mode=HelpMode.REMOTE)
    async with db.transaction() as tx:
        second = await helping.ask(tx, device=terminal, step="concern")
    async with db.transaction() as tx:
        third = await helping.ask(tx, device=anybody, step="concern")

    helpers.begin_day(town, await shown(db))
    while (moment := town.agenda.next_at) is not None and moment <= at("12:00", date=WEDNESDAY):
        async with db.transaction() as tx:
            await pacing.jump_to(tx, shown_at=moment, real_now=db.clock())
        await life.do_what_is_due(town, moment)

    seen = await events(db, WEDNESDAY)
    assert seen["help.requested"] >= 15
    assert seen["help.closed"] >= 10
    assert seen["help.withdrawn"] >= 1
    state = sa.select(t.help_request.c.id, t.help_request.c.state)
    states = {row.id: row.state for row in await rows(db, state)}
    assert (states[first.request.id], states[second.request.id]) == ("accepted", "closed")
    assert states[third.request.id] == "open"  # at the demo's kiosk: for the visitor's other window
    assert list(states.values()).count("open") <= 3
    async with db.reading(snapshot=True) as reading:
        found = [await help_figures(reading, place) for place in PLACES]
    endings = sum((Counter(each.total.endings) for each in found), Counter())
    assert sum(each.total.asked for each in found) == len(states)
    assert endings[Ending.SOLVED] > endings[Ending.GIVEN_UP] + endings[Ending.GONE] >= 1
    assert sum(each.total.escalated for each in found) >= 3


async def town_without_clerks(db: Database) -> Town:
    """Two offices at eight, in which nobody serves: quicker than a town that is founded."""
    await builders.town(db, *(builders.office(id=id_, staff=(), shifts=()) for id_ in PLACES))
    async with db.transaction() as tx:
        eight = at("08:00", date=WEDNESDAY)
        await pacing.start_clock(tx, real_now=db.clock(), shown_at=eight, speed=0)
    async with db.reading() as reading:
        return Town(doors=db, seed=1, offices=tuple([await reading.office(id_) for id_ in PLACES]), clerks=())


async def test_the_same_seed_plays_the_same_morning(sqlite_url: str) -> None:
    db = await rehearsal(sqlite_url)
    await musterstadt(db, seed=7)
    query = (
        sa.select(t.outbox.c.office_id, t.outbox.c.seq, t.outbox.c.kind, t.outbox.c.at)
        .where(t.outbox.c.date == WEDNESDAY, t.outbox.c.kind.like("visit.%"))
        .order_by(t.outbox.c.office_id, t.outbox.c.seq)
    )
    first = await rows(db, query)
    await db.close()
    again = await rehearsal(str(sqlite_url).replace("aufruf.sqlite", "again.sqlite"))
    await musterstadt(again, seed=7)
    assert await rows(again, query) == first
    await again.close()
    assert len(first) > 30


async def test_a_visitor_takes_over_a_counter_and_whoever_was_there_waits_again(db: Database) -> None:
    town = await musterstadt(db)
    async with db.reading() as reading:
        busy = next(c for c in await counters_of(reading, "rathaus") if c.state == "serving")
    assert busy.visit is not None
    place = busy.counter.id
    await make_room(town, office="rathaus", counter=place)
    async with db.transaction() as tx:
        here = await counters.open_counter(tx, office="rathaus", counter=place, person=VISITOR)
    assert here.visit is None
    [(state,)] = await rows(db, sa.select(t.visit.c.state).where(t.visit.c.id == busy.visit.id))
    assert state in ("waiting", "called")
    await life.hurry(town, at("09:30", date=WEDNESDAY))
    async with db.reading() as reading:
        seats = {c.counter.id: c.seat for c in await counters_of(reading, "rathaus")}
    assert (seat := seats[place]) is not None
    assert seat.user == VISITOR.user  # nobody pushes the visitor away
    assert busy.seat is not None
    assert busy.seat.user in {seat.user for seat in seats.values() if seat}  # the clerk sits elsewhere


async def test_a_town_that_was_torn_away_goes_on_where_it_was(db: Database) -> None:
    town = await musterstadt(db)
    async with db.transaction() as tx:
        await pacing.set_pace(tx, speed=5, real_now=db.clock())
    clock = db.clock
    assert isinstance(clock, SetClock)
    clock.advance(hours=8)  # nobody ran it
    again = await found(db, password="another", speed=30, seed=1, tell=lambda _text: None)
    assert at("09:00", date=WEDNESDAY) < await shown(db) <= at("09:01", date=WEDNESDAY)
    async with db.transaction() as tx:
        await pacing.set_pace(tx, speed=0, real_now=db.clock())
    before = await events(db, WEDNESDAY)
    with structlog.testing.capture_logs() as said:
        await life.hurry(again, at("10:00", date=WEDNESDAY))
    assert said == []
    assert (await events(db, WEDNESDAY) - before)["visit.finished"] >= 8
    assert again.clerks == town.clerks

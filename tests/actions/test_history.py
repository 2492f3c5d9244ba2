# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day of the past is stored as a whole, once, and only if it can be played again."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from aufruf.actions.history import append_past_day
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain import events as e
from aufruf.domain.calling import VERSION, CallOrder
from aufruf.domain.errors import NotValid, WrongState
from aufruf.reads.replay import replayed
from tests.builders import at, open_database, small_town

FRIDAY = dt.date(2026, 11, 20)
Happened = tuple[dt.datetime, e.Event]


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    db = await open_database(database_url)
    await small_town(db)
    yield db
    await db.close()


def friday(wall: str) -> dt.datetime:
    return at(wall, date=FRIDAY)


def arrived(wall: str, ordinal: int, *, told: tuple[int, int, int] | None = None) -> Happened:
    moment = friday(wall)
    number = f"A{ordinal:03d}"
    return moment, e.VisitArrived(
        visit=f"v{ordinal}",
        number=number,
        group="A",
        ordinal=ordinal,
        services=(("ausweis", 1),),
        channel="kiosk",
        arrived_at=moment,
        known_at=moment,
        told=told,
    )


def called(wall: str, ordinal: int, *, score: int) -> Happened:
    return friday(wall), e.VisitCalled(
        visit=f"v{ordinal}",
        number=f"A{ordinal:03d}",
        counter="1",
        at=friday(wall),
        rule="walk_in",
        text="",
        score=score,
        skills=None,
        parameters=CallOrder().parameters(),
        rule_version=VERSION,
    )


DAY: tuple[Happened, ...] = (
    (friday("08:00"), e.CounterOpened(counter="1", skills=None)),
    arrived("08:10", 1, told=(1, 4, 9)),
    arrived("08:12", 2),
    called("08:15", 1, score=300),
    (friday("08:16"), e.VisitServing(visit="v1", number="A001", counter="1")),
    (friday("08:30"), e.VisitFinished(visit="v1", number="A001", counter="1", services=(("ausweis", 1),))),
    (friday("08:40"), e.VisitLeft(visit="v2", number="A002", by="citizen")),
    (friday("17:59"), e.CounterClosed(counter="1")),
    (friday("18:01"), e.DayClosed(sent_home=0)),
)


async def append(db: Database, *events: Happened) -> None:
    async with db.transaction() as tx:
        await append_past_day(tx, office="mitte", date=FRIDAY, events=events)


async def test_a_day_of_the_past_can_be_played_again_like_any_other(db: Database) -> None:
    await append(db, *DAY)
    async with db.reading(snapshot=True) as reading:
        again = await replayed(reading, ("mitte", FRIDAY))
        day = (await reading.connection.execute(sa.select(t.office_day))).one()
        first = (await reading.connection.execute(sa.select(t.visit).where(t.visit.c.id == "v1"))).one()
    assert again.differences == []
    assert (again.calls, len(again.visits)) == (1, 2)
    assert (day.event_seq, day.event_at, day.closed_at) == (9, friday("18:01"), friday("18:01"))
    assert (first.told_low, first.told_likely, first.told_high) == (1, 4, 9)
    assert first.promised_at == friday("08:14")
    assert first.erased_at is not None  # there is nothing of a person to delete


async def test_a_day_of_which_something_is_known_is_left_alone(db: Database) -> None:
    await append(db, *DAY)
    with pytest.raises(WrongState):
        await append(db, *DAY)
    async with db.transaction() as tx:
        day = await tx.lock("mitte", FRIDAY - dt.timedelta(days=1))
        tx.emit(day, e.CounterClosed(counter="1"))
    with pytest.raises(WrongState):
        async with db.transaction() as tx:
            await append_past_day(tx, office="mitte", date=FRIDAY - dt.timedelta(days=1), events=DAY)


BAD = {
    "is earlier than the one before": (*DAY[:3], DAY[1], *DAY[3:]),
    "the day is not over": DAY[:-1],
    "by the order A001": (*DAY[:3], called("08:15", 2, score=180), *DAY[4:]),
    "is still there at the end": (*DAY[:6], *DAY[7:]),
}


@pytest.mark.parametrize("words", BAD)
async def test_what_the_rules_do_not_allow_is_refused_and_leaves_no_trace(db: Database, words: str) -> None:
    with pytest.raises(NotValid) as refused:
        await append(db, *BAD[words])
    assert words in str(refused.value.errors)
    async with db.reading() as reading:
        assert (await reading.connection.execute(sa.select(t.outbox))).all() == []
        assert (await reading.connection.execute(sa.select(t.visit))).all() == []


async def test_a_day_that_is_yet_to_end_is_not_past(db: Database) -> None:
    *before, (_, last) = DAY
    later = (at("09:01"), last)  # the clock of the tests shows Monday at nine
    with pytest.raises(NotValid):
        await append(db, *before, later)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans by the clock: each night for the next open days, once, even by two leaders; in the day on wish."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import pytest

from aufruf.actions.pacing import start_clock
from aufruf.actions.plans import refuse_plan
from aufruf.db import plans
from aufruf.db.engine import make_engine
from aufruf.db.plans import StoredPlan
from aufruf.db.transaction import Database
from aufruf.domain.access import Person
from aufruf.domain.catalogue import OfficeRules, Shift
from aufruf.domain.errors import NoPlanFound
from aufruf.domain.roles import Role
from aufruf.jobs import with_plans
from aufruf.planning.plans.balance import Duty, Proposal, Span
from aufruf.planning.plans.balancing import Question, Reply
from aufruf.web.plan_times import due_plans, make_nights_plans, replan_in_day
from tests.builders import EIGHT, EIGHTEEN, MONDAY, SetClock, at, open_database, small_town
from tests.planned import as_it_is

BOSS = Person(user="boss", tenant="default", role=Role.SUPERVISOR, offices=frozenset({"mitte"}))
NEXT = [MONDAY + dt.timedelta(days=days) for days in (1, 2, 3)]
FRIDAY = MONDAY + dt.timedelta(days=4)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("03:09"))


@pytest.fixture
async def db(sqlite_url: str, clock: SetClock) -> AsyncIterator[Database]:
    db = await open_database(sqlite_url, clock)
    await small_town(db)
    yield db
    await db.close()


async def known(db: Database, dates: list[dt.date]) -> list[StoredPlan | None]:
    async with db.reading() as reading:
        return await plans.of_days(reading.connection, "mitte", dates)


async def due(db: Database) -> list[dt.date]:
    async with db.reading() as reading:
        return [each.date for each in await due_plans(reading)]


async def test_each_night_the_next_open_days_get_a_plan_once(db: Database, clock: SetClock) -> None:
    await make_nights_plans(db, as_it_is)  # of the night before
    clock.set("03:10")
    assert await due(db) == NEXT
    [job] = [each for each in with_plans(as_it_is) if each.name == "plans"]
    await job.run(db)
    made = [plan for plan in await known(db, NEXT) if plan is not None]
    assert [(plan.made_at, plan.made_for) for plan in made] == [(at("03:10"), "night")] * 3
    assert await due(db) == []
    clock.set(at("03:10", date=NEXT[0]))
    assert await due(db) == [*NEXT[1:], FRIDAY]


async def test_what_was_decided_is_left_alone_and_closed_days_are_passed_by(
    db: Database, clock: SetClock
) -> None:
    clock.set(at("04:00", date=MONDAY + dt.timedelta(days=3)))  # the weekend is closed
    monday = MONDAY + dt.timedelta(days=7)
    dates = [FRIDAY, monday, monday + dt.timedelta(days=1)]
    assert await due(db) == dates
    await make_nights_plans(db, as_it_is)
    async with db.transaction() as tx:
        await refuse_plan(tx, office="mitte", date=monday, person=BOSS)
    clock.set(at("04:00", date=FRIDAY))
    assert monday not in await due(db)


async def test_two_leaders_at_the_same_time_make_one_plan_of_each_day(db: Database, clock: SetClock) -> None:
    clock.set("03:30")
    both = asyncio.Barrier(2)

    async def together(question: Question) -> Reply:
        await both.wait()
        return await as_it_is(question)

    await asyncio.gather(make_nights_plans(db, together), make_nights_plans(db, together))
    async with db.reading() as reading:
        rows = await reading.connection.exec_driver_sql("SELECT date FROM plan ORDER BY date")
        assert [str(row.date) for row in rows] == [str(date) for date in NEXT]


async def test_a_night_without_an_answer_is_noted_and_not_tried_again_and_again(
    db: Database, clock: SetClock
) -> None:
    clock.set("03:30")

    async def nothing(_question: Question) -> Reply:
        raise NoPlanFound(why="time")

    await make_nights_plans(db, nothing)
    assert [plan.plan.obstacles[0].rule for plan in await known(db, NEXT) if plan] == ["nothing_found"] * 3
    assert await due(db) == []


async def test_a_rehearsals_clock_is_the_one_that_counts(sqlite_url: str) -> None:
    real = SetClock(dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC))
    db = Database(make_engine(sqlite_url, durable=False), clock=real, rehearsal=True)
    try:
        await small_town(db)
        async with db.transaction() as tx:
            await start_clock(tx, real_now=real(), shown_at=at("03:09"), speed=1.0)
        await make_nights_plans(db, as_it_is)
        assert await due(db) == []
        real.advance(minutes=1)
        assert await due(db) == NEXT
    finally:
        await db.close()


async def test_in_the_day_nothing_is_planned_anew_unless_an_office_wants_it(
    db: Database, clock: SetClock
) -> None:
    clock.set("10:00")
    await replan_in_day(db, later_break)
    assert await known(db, [MONDAY]) == [None]
    await small_town(db, id="nord", name="Nord", rules=OfficeRules(replan_in_day=True), shifts=LUNCH)
    await replan_in_day(db, as_it_is)  # nothing better: nothing to look at
    async with db.reading() as reading:
        assert await plans.of_day(reading.connection, ("nord", MONDAY)) is None
    await replan_in_day(db, later_break)
    async with db.reading() as reading:
        made = await plans.of_day(reading.connection, ("nord", MONDAY))
    assert made is not None
    assert made.made_for == "day"
    [anna] = made.plan.changes
    assert anna.after[0].breaks == ((dt.time(13), dt.time(13, 45)),)


LUNCH = (
    Shift(
        staff="anna",
        weekday=0,
        local_from=EIGHT,
        local_to=EIGHTEEN,
        breaks=((dt.time(12), dt.time(12, 45)),),
    ),
)


async def later_break(question: Question) -> Reply:
    """A solver that has Anna's break an hour later; only of a day that has begun."""
    assert question.moment is not None
    assert question.moment.now == 600
    reply = await as_it_is(question)
    assert isinstance(reply.proposal, Proposal)
    other = Duty(480, 1080, (Span(780, 825),))
    return Reply(
        proposal=Proposal(
            duties=(other,),
            effect=reply.proposal.effect,
            before=reply.proposal.before,
            gap=0.0,
            out_of_time=False,
            seconds=0.0,
        )
    )

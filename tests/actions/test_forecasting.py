# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is read to foresee how long people wait, and what is kept of what they were told."""

import datetime as dt

import pytest
import sqlalchemy as sa

from aufruf.actions import calling
from aufruf.db import learned as stored
from aufruf.db import outbox, visits
from aufruf.db import tables as t
from aufruf.domain.events import VisitArrived
from aufruf.planning.learning.learned import Learned
from aufruf.planning.waits.forecast import Expectation
from aufruf.planning.waits.scene import Scene
from aufruf.planning.waits.waiting import Wait
from aufruf.reads.coverage import coverage_of
from aufruf.reads.scene import scene_of
from aufruf.reads.wishes import wish_under
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY, at
from tests.foreseen import teach


async def scene(room: WaitingRoom) -> Scene:
    async with room.db.reading(snapshot=True) as reading:
        staged = await scene_of(reading, "mitte")
    assert staged is not None
    return staged.scene


async def test_a_day_is_read_as_it_stands(room: WaitingRoom) -> None:
    await teach(room.db)
    await room.promised(start=at("10:00"))
    await room.open("1", "anna")
    first = await room.ticket()
    await room.ticket("abholung")
    await room.called("1", "anna")
    room.clock.advance(minutes=7)
    found = await scene(room)
    assert (found.now, found.ends) == (547.0, 1080.0)
    assert [(each.serves is not None, each.since) for each in found.servers] == [(True, 540.0)]
    assert len(found.waiting) == 1
    assert [each.booked for each in found.expected] == [600.0]
    assert (found.today.served, found.today.came) == (0, 2)
    assert len(found.questions) == 3

    await room.do(calling.serve, key=first.key)
    await room.do(calling.finish, key=first.key)
    found = await scene(room)
    assert found.today.served == 1
    assert found.today.slower < 0  # seven minutes instead of twelve


async def test_without_history_there_is_nothing_to_go_on(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    async with room.db.reading(snapshot=True) as reading:
        assert await scene_of(reading, "mitte") is None
    async with room.db.transaction() as tx:
        await stored.save(tx.connection, "mitte", learned=Learned(), now=tx.now)
    async with room.db.reading(snapshot=True) as reading:
        assert await scene_of(reading, "mitte") is None


async def test_what_somebody_was_told_is_kept_for_good(room: WaitingRoom) -> None:
    told = Expectation(wait=Wait(low=5, likely=12, high=30), simulated=tuple(range(11)))
    visit = await room.ticket(told=told)
    room.clock.advance(minutes=3)
    await room.open("1", "anna")
    await room.called("1", "anna")
    async with room.db.reading() as reading:
        kept = await visits.get(reading.connection, visit.key)
        events = await outbox.of_kinds(reading.connection, ("mitte", MONDAY), VisitArrived)
    assert (kept.told, kept.promised_at) == ((5, 12, 30), at("09:12"))
    [arrived] = [each.event for each in events if isinstance(each.event, VisitArrived)]
    assert (arrived.told, arrived.simulated) == ((5, 12, 30), tuple(range(11)))


async def test_of_whom_nothing_is_known_nothing_is_kept(room: WaitingRoom) -> None:
    for told in (None, Expectation(wait=None, not_today=1.0)):
        visit = await room.ticket(told=told)
        assert (visit.told, visit.promised_at) == (None, None)


@pytest.mark.parametrize(("code", "booked_at"), [("abcd 23", at("10:00")), ("WRONG2", None), ("", None)])
async def test_what_somebody_comes_for_is_found_by_their_code(
    room: WaitingRoom, code: str, booked_at: dt.datetime | None
) -> None:
    await room.promised(start=at("10:00"))
    async with room.db.reading() as reading:
        wish = await wish_under(reading, office="mitte", code=code)
        elsewhere = await wish_under(reading, office="nord", code=code)
    assert (None if wish is None else wish.booked_at) == booked_at
    assert elsewhere is None


async def test_coverage_is_of_the_offices_own_days(room: WaitingRoom) -> None:
    row = {"date": MONDAY, "seq": 1, "made_at": at("20:00")}
    told = {"mitte": [[1, 2, 3, 2.5, 0.5], [1, 2, 3, 4.5, None]], "nord": [[1, 2, 3, 9.0, 1.0]]}
    async with room.db.transaction() as tx:
        for office, facts in told.items():
            more = {"office_id": office, "facts": {"told": facts}}
            await tx.connection.execute(sa.insert(t.day_facts), row | more)
    room.clock.advance(days=1)
    async with room.db.reading() as reading:
        [week] = await coverage_of(reading, "mitte")
    assert (week.first, week.told, week.covered) == (dt.date(2026, 11, 23), 2, 1)

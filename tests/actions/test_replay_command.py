# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf replay`: the same day gives 0, a day that was tampered with gives 1 and says where."""

import datetime as dt
from io import StringIO

import pytest
import sqlalchemy as sa

from aufruf.actions import calling
from aufruf.cli_replay import run_replay
from aufruf.db import tables as t
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY


async def played(room: WaitingRoom) -> None:
    """A small day: two came, the first was called and served."""
    await room.open("1", "anna")
    await room.ticket()
    await room.ticket()
    visit = await room.called("1", "anna")
    await room.do(calling.serve, key=visit.key)
    await room.do(calling.finish, key=visit.key)


async def replay(room: WaitingRoom, office: str = "mitte", date: dt.date = MONDAY) -> tuple[int, str]:
    out = StringIO()
    return await run_replay(room.db, office, date, out), out.getvalue()


async def test_a_stored_day_is_the_same(room: WaitingRoom) -> None:
    await played(room)
    assert await replay(room) == (0, "mitte 2026-11-23: the same: 1 calls, 2 visits\n")


async def test_a_day_without_anybody_is_the_same(room: WaitingRoom) -> None:
    status, _ = await replay(room, date=MONDAY + dt.timedelta(days=1))
    assert status == 0


async def test_an_unknown_office_is_refused_on_standard_error(
    room: WaitingRoom, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await replay(room, office="nirgends") == (1, "")
    assert capsys.readouterr().err == "aufruf: there is no office nirgends\n"


async def test_an_event_taken_away_is_found(room: WaitingRoom) -> None:
    await played(room)
    async with room.db.transaction() as tx:
        await tx.connection.execute(sa.delete(t.outbox).where(t.outbox.c.seq == 3))
    status, words = await replay(room)
    assert status == 1
    assert "event 3 is missing" in words


async def test_the_last_event_taken_away_is_found(room: WaitingRoom) -> None:
    await played(room)
    async with room.db.transaction() as tx:
        await tx.connection.execute(sa.delete(t.outbox).where(t.outbox.c.seq == 6))
    status, words = await replay(room)
    assert status == 1
    assert "the last events are missing" in words


async def test_a_visit_changed_behind_the_back_of_the_events_is_found(room: WaitingRoom) -> None:
    await played(room)
    async with room.db.transaction() as tx:
        await tx.connection.execute(sa.update(t.visit).where(t.visit.c.ordinal == 2).values(state="left"))
    status, words = await replay(room)
    assert status == 1
    assert "A002 is stored as left" in words

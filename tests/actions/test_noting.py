# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notes on visits: kept with the person, told to nobody outside, deleted with everything personal."""

import json
from dataclasses import asdict

import pytest
import sqlalchemy as sa

from aufruf.actions import calling, noting, upkeep
from aufruf.actions.transferring import transfer
from aufruf.db import notes
from aufruf.db import tables as t
from aufruf.domain.errors import NotFound, NotValid, WrongState
from aufruf.domain.events import VisitNoted
from aufruf.domain.visit import Visit, VisitKey
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY

SECRET = "bringt Meldebescheinigung nach"


async def noted(room: WaitingRoom, visit: Visit, text: str = SECRET) -> str:
    return (await room.do(noting.note, key=visit.key, text=text)).text


async def note_on(room: WaitingRoom, key: VisitKey) -> str:
    async with room.db.reading() as reading:
        return await notes.note_of(reading.connection, key)


async def test_a_note_stays_with_its_visit_through_every_move(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    visit = await room.ticket()
    await room.called("1", "anna")
    assert await noted(room, visit, "  bringt  Meldebescheinigung\nnach ") == SECRET
    for move in (calling.park, calling.resume):
        await room.do(move, key=visit.key)
    await room.called("1", "anna")
    for move in (calling.miss, calling.undo, calling.serve, calling.finish, calling.undo):
        await room.do(move, key=visit.key)
        assert await note_on(room, visit.key) == SECRET


async def test_what_is_not_changed_is_not_told(room: WaitingRoom) -> None:
    visit = await room.ticket()
    for text in (SECRET, SECRET, "", ""):
        await noted(room, visit, text)
    assert [each for each in await room.events() if isinstance(each, VisitNoted)] == [
        VisitNoted(visit=visit.id)
    ] * 2
    assert await note_on(room, visit.key) == ""


async def test_a_note_goes_along_to_another_office(room: WaitingRoom) -> None:
    visit = await room.ticket()
    await noted(room, visit)
    sent = await room.do(transfer, key=visit.key, office="nord")
    assert sent.continues is not None
    assert await note_on(room, sent.continues.key) == SECRET


async def test_no_event_holds_what_a_note_says(room: WaitingRoom) -> None:
    visit = await room.ticket()
    await noted(room, visit)
    await room.do(transfer, key=visit.key, office="nord")
    for office in ("mitte", "nord"):
        said = json.dumps([asdict(each) for each in await room.events(office)], default=str)
        assert visit.number in said
        assert "Meldebescheinigung" not in said


async def test_notes_are_deleted_with_everything_personal(room: WaitingRoom) -> None:
    visit = await room.ticket()
    await noted(room, visit)
    room.clock.advance(days=9)
    await room.do(upkeep.erase_personal, office="mitte")
    async with room.db.reading() as reading:
        assert (await reading.connection.execute(sa.select(t.visit.c.notes))).scalars().all() == [None]


async def test_who_is_done_may_still_be_noted_on_but_not_the_day_after(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    visit = await room.ticket()
    await room.called("1", "anna")
    for move in (calling.serve, calling.finish):
        await room.do(move, key=visit.key)
    await noted(room, visit)
    room.clock.advance(days=1)
    with pytest.raises(WrongState):
        await noted(room, visit, "zu spät")
    assert await note_on(room, visit.key) == SECRET


@pytest.mark.parametrize("text", ["x" * 1001, "a\x00b", "a\u202eb"])
async def test_what_is_no_note_is_refused(room: WaitingRoom, text: str) -> None:
    visit = await room.ticket()
    with pytest.raises(NotValid):
        await noted(room, visit, text)
    assert await note_on(room, visit.key) == ""


async def test_there_is_no_note_on_a_visit_that_is_not_there(room: WaitingRoom) -> None:
    with pytest.raises(NotFound):
        await room.do(noting.note, key=VisitKey("mitte", MONDAY, "niemand"), text=SECRET)

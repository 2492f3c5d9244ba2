# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is asked next when nobody answers, and what becomes of a request whose helper or device has gone."""

import datetime as dt

import pytest

from aufruf.actions import helping
from aufruf.actions.help_watching import days_to_look_after, look_after
from aufruf.domain.access import Device
from aufruf.domain.errors import NotAllowed, WrongState
from aufruf.domain.events import HelpEscalated, HelpRequested, HelpReturned, HelpWithdrawn
from aufruf.domain.help import Consent, HelpLevel, HelpMode, HelpState
from tests.actions.help_desk import (
    DANA,
    HANNA,
    HEIKO,
    KIOSK,
    PAUL,
    PIA,
    TERMINAL,
    accepted,
    asked,
    listed,
    look,
    staff,
    staff_pools,
    stored,
)
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY, at

LONG_AGO = at("08:00")


@pytest.fixture
async def room(room: WaitingRoom) -> WaitingRoom:
    """The same waiting room, with helpers, a pool and a phone service."""
    await staff(room)
    await staff_pools(room)
    return room


async def time_passes(room: WaitingRoom, seconds: float, *, since: dt.datetime = LONG_AGO) -> None:
    """Time passes, and the job looks."""
    room.clock.advance(seconds=seconds)
    async with room.db.reading() as reading:
        due = await days_to_look_after(reading, since=since)
    touched = await room.do(look_after, office="mitte", date=MONDAY, since=since)
    assert bool(due) == bool(touched)  # what is found without a lock is what is done under it


async def test_level_by_level_others_are_asked_and_in_the_end_it_is_said_that_nobody_comes(
    room: WaitingRoom,
) -> None:
    await look(room, "hanna", "pia", "paul")
    request = (await asked(room)).request
    seen = []
    for seconds in (59, 1, 59, 1, 60, 600):
        await look(room, "hanna", "pia", "paul")
        await time_passes(room, seconds)
        seen.append((await stored(room, request.key)).level.value)
    assert seen == ["office", "pool", "pool", "phone", "nobody", "nobody"]
    levels = [event for event in await room.events() if isinstance(event, HelpEscalated)]
    assert [event.level for event in levels] == ["pool", "phone", "nobody"]

    late = await accepted(room, request)  # whoever was asked may still come
    assert (late.state, late.level) == (HelpState.ACCEPTED, HelpLevel.NOBODY)


async def test_who_is_not_there_is_passed_over_at_once(room: WaitingRoom) -> None:
    await look(room, "pia")
    assert (await asked(room)).request.level is HelpLevel.POOL
    assert [type(event) for event in await room.events()] == [HelpRequested, HelpEscalated]
    room.clock.advance(seconds=61)
    assert (await asked(room, TERMINAL)).request.level is HelpLevel.OFFICE  # now nobody is there


async def test_an_office_without_helpers_says_so_at_once(room: WaitingRoom) -> None:
    in_drueben = Device(id="kiosk", office="drueben", kind=KIOSK.kind)
    assert (await asked(room, in_drueben)).request.level is HelpLevel.OFFICE  # Dana helps there
    async with room.db.transaction() as tx:
        await tx.connection.exec_driver_sql("UPDATE help_request SET state = 'withdrawn'")
        await tx.connection.exec_driver_sql("DELETE FROM user_office WHERE office_id = 'drueben'")
    assert (await asked(room, in_drueben)).request.level is HelpLevel.NOBODY


async def test_a_pool_sees_and_answers_from_its_level_on(room: WaitingRoom) -> None:
    await look(room, "hanna", "pia", "paul")
    request = (await asked(room)).request
    for stranger in (PIA, PAUL, DANA):
        assert await listed(room, stranger) == ()
        with pytest.raises(NotAllowed):
            await accepted(room, request, stranger)
    await time_passes(room, 60)
    assert [each.request.id for each in await listed(room, PIA)] == [request.id]
    assert (await listed(room, PAUL), await listed(room, DANA)) == ((), ())
    taken = await accepted(room, request, PIA, HelpMode.REMOTE)
    with pytest.raises(NotAllowed):
        await room.do(helping.close, key=request.key, person=PAUL)
    assert (taken.accepted_by, (await stored(room, request.key)).level) == ("pia", HelpLevel.POOL)
    await room.do(helping.close, key=request.key, person=PIA)


async def remote(room: WaitingRoom) -> helping.Asked:
    """Hanna helps from afar, and both sides' pages are open."""
    request = await asked(room)
    await accepted(room, request.request, HANNA, HelpMode.REMOTE)
    await room.do(
        helping.agree, key=request.request.key, device=KIOSK, consent=Consent(view=True), instance="p" * 16
    )
    await note(room, request.request.id)
    return request


async def note(room: WaitingRoom, id_: str, *, helper: bool = True) -> None:
    await helping.note_presence(room.db, devices=[id_], helpers=[id_] if helper else [])


async def test_who_vanishes_while_helping_is_waited_for_for_half_a_minute(room: WaitingRoom) -> None:
    request = (await remote(room)).request
    await time_passes(room, 30)
    await note(room, request.id, helper=False)
    assert (await stored(room, request.key)).state is HelpState.ACCEPTED
    await time_passes(room, 1)

    waits = await stored(room, request.key)
    assert (waits.state, waits.accepted_by, waits.consent, waits.helper_seen_at) == (
        HelpState.OPEN,
        None,
        Consent(),
        None,
    )
    assert (await room.events())[-1] == HelpReturned(request=request.id, why="vanished", level="office")
    await accepted(room, waits, HEIKO, HelpMode.REMOTE)  # and is not thought to have vanished as Hanna has
    await time_passes(room, 20)
    assert (await stored(room, request.key)).accepted_by == "heiko"


async def test_who_never_came_as_far_as_the_session_is_missed_by_their_list(room: WaitingRoom) -> None:
    await look(room, "hanna")
    request = (await asked(room)).request
    await accepted(room, request, HANNA, HelpMode.REMOTE)
    await time_passes(room, 60)
    assert (await stored(room, request.key)).state is HelpState.ACCEPTED
    await time_passes(room, 1)
    assert (await stored(room, request.key)).state is HelpState.OPEN


async def test_who_said_they_come_and_does_not_is_not_waited_for_for_ever(room: WaitingRoom) -> None:
    request = (await asked(room)).request
    await accepted(room, request)
    await time_passes(room, 600)
    assert (await stored(room, request.key)).state is HelpState.ACCEPTED
    await time_passes(room, 1)
    assert (await room.events())[-1] == HelpReturned(request=request.id, why="not_come", level="office")


async def test_a_device_that_was_switched_off_needs_no_help(room: WaitingRoom) -> None:
    waits, helped = (await asked(room, TERMINAL)).request, (await remote(room)).request
    await note(room, waits.id, helper=False)
    for seconds in (25, 25, 10):
        await helping.note_presence(room.db, helpers=[helped.id])
        await time_passes(room, seconds)
    assert {(await stored(room, each.key)).state for each in (waits, helped)} == {
        HelpState.OPEN,
        HelpState.ACCEPTED,
    }
    await time_passes(room, 1)
    assert {(await stored(room, each.key)).state for each in (waits, helped)} == {HelpState.WITHDRAWN}
    said = [event for event in await room.events() if isinstance(event, HelpWithdrawn)]
    assert {(event.request, event.by) for event in said} == {(waits.id, "device"), (helped.id, "device")}


async def test_after_a_restart_everybody_gets_their_time_to_come_back(room: WaitingRoom) -> None:
    request = (await remote(room)).request
    room.clock.advance(minutes=5)  # in which nobody listened
    began = room.clock.now
    await time_passes(room, 29, since=began)
    assert (await stored(room, request.key)).state is HelpState.ACCEPTED
    await time_passes(room, 2, since=began)
    assert (await stored(room, request.key)).state is HelpState.OPEN


async def test_what_is_over_is_not_looked_after(room: WaitingRoom) -> None:
    request = (await remote(room)).request
    await room.do(helping.close, key=request.key, person=HANNA)
    before = await room.events()
    await note(room, request.id)
    await time_passes(room, 3600)
    assert await room.events() == before
    with pytest.raises(WrongState):
        await accepted(room, request, HEIKO)


async def test_presence_of_nobody_that_is_known_is_no_matter(room: WaitingRoom) -> None:
    await helping.note_presence(room.db, devices=["nobody"], helpers=["nobody"], people=["nobody", "hanna"])
    await helping.note_presence(room.db)
    await look(room, "hanna", "heiko")
    await helping.looks_at_list(room.db, HANNA)
    assert (await asked(room)).request.level is HelpLevel.OFFICE

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening, pausing and closing a counter."""

from dataclasses import replace

import pytest

from aufruf.actions import calling
from aufruf.actions import counters as deeds
from aufruf.actions.transferring import transfer
from aufruf.db import counters
from aufruf.domain.counters import CounterState, Seat
from aufruf.domain.errors import AlreadyAtCounter, CounterBusy, CounterClosed, CounterTaken, NotFound
from aufruf.domain.events import CounterClosed as ClosedEvent
from aufruf.domain.events import CounterOpened, CounterPaused
from aufruf.domain.roles import Role
from aufruf.reads.counters import counters_of
from tests.actions.waiting_room import WaitingRoom

C = CounterState


async def states(room: WaitingRoom) -> list[CounterState]:
    async with room.db.reading(snapshot=True) as reading:
        return [each.state for each in await counters_of(reading, "mitte")]


async def pause(room: WaitingRoom, counter: str, who: str) -> None:
    await room.do(deeds.pause_counter, office="mitte", counter=counter, person=room.people[who])


async def close(room: WaitingRoom, counter: str, who: str) -> None:
    await room.do(deeds.close_counter, office="mitte", counter=counter, person=room.people[who])


async def test_what_goes_on_at_counters(room: WaitingRoom) -> None:
    assert await states(room) == [C.CLOSED, C.CLOSED, C.CLOSED]
    await room.open("1", "anna")
    await room.open("2", "bela")
    assert await states(room) == [C.FREE, C.FREE, C.CLOSED]
    await room.ticket()
    visit = await room.called("1", "anna")
    await pause(room, "2", "bela")
    assert await states(room) == [C.CALLING, C.PAUSED, C.CLOSED]
    await room.do(calling.serve, key=visit.key)
    assert await states(room) == [C.SERVING, C.PAUSED, C.CLOSED]


async def test_a_pause_begins_when_the_person_there_has_gone(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.ticket()
    visit = await room.called("1", "anna")
    await pause(room, "1", "anna")
    assert (await states(room))[0] is C.CALLING
    await room.do(calling.miss, key=visit.key)
    assert (await states(room))[0] is C.PAUSED


async def test_opening_ones_own_counter_again_ends_the_pause(room: WaitingRoom) -> None:
    await room.open("3", "cleo")
    await pause(room, "3", "cleo")
    await pause(room, "3", "cleo")  # a second time changes nothing
    assert (await room.open("3", "cleo")).state is C.FREE
    await room.open("3", "cleo")
    opened = CounterOpened(counter="3", skills=("abholung",))
    assert await room.events() == [opened, CounterPaused(counter="3"), opened]


async def test_where_no_staff_member_is_linked_all_may_be_served(room: WaitingRoom) -> None:
    await room.open("1", "dora")
    assert await room.events() == [CounterOpened(counter="1", skills=None)]
    ticket = await room.ticket("pass")
    assert (await room.called("1", "dora")).id == ticket.id


async def test_a_person_has_one_counter(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    with pytest.raises(AlreadyAtCounter):
        await room.open("2", "anna")
    with pytest.raises(AlreadyAtCounter):
        await room.open("1", "anna", office="nord")
    assert await states(room) == [C.FREE, C.CLOSED, C.CLOSED]


async def test_a_counter_has_one_person(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    with pytest.raises(CounterTaken):
        await room.open("1", "bela")
    with pytest.raises(CounterTaken):
        await pause(room, "1", "bela")
    with pytest.raises(CounterTaken):
        await close(room, "1", "bela")


@pytest.mark.parametrize(
    ("seat", "refusal"),
    [
        (Seat(counter="1", user="bela"), CounterTaken),
        (Seat(counter="2", user="anna"), AlreadyAtCounter),
    ],
)
async def test_the_database_is_the_last_to_refuse_two_at_a_counter(
    room: WaitingRoom, seat: Seat, refusal: type[Exception]
) -> None:
    await room.open("1", "anna")
    with pytest.raises(refusal):
        async with room.db.transaction() as tx:
            await counters.sit_down(tx.connection, office="mitte", seat=seat, now=tx.now)


async def test_a_counter_that_is_not_there_cannot_be_opened(room: WaitingRoom) -> None:
    with pytest.raises(NotFound):
        await room.open("99", "anna")


async def test_a_closed_counter_cannot_be_paused_and_stays_closed(room: WaitingRoom) -> None:
    with pytest.raises(CounterClosed):
        await pause(room, "1", "anna")
    await close(room, "1", "anna")
    assert await room.events() == []


async def test_a_counter_is_not_left_with_somebody_at_it(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.ticket()
    await room.called("1", "anna")
    with pytest.raises(CounterBusy):
        await close(room, "1", "anna")
    assert (await states(room))[0] is C.CALLING


async def test_after_closing_another_one_may_be_opened(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await close(room, "1", "anna")
    await room.open("2", "anna")
    assert await states(room) == [C.CLOSED, C.FREE, C.CLOSED]
    assert ClosedEvent(counter="1") in await room.events()


async def test_a_supervisor_closes_a_counter_that_was_forgotten(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    room.people["chief"] = replace(room.people["bela"], user="chief", role=Role.SUPERVISOR)
    await close(room, "1", "chief")
    assert (await states(room))[0] is C.CLOSED


async def test_nobody_waits_for_an_empty_chair(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.open("2", "bela")
    waiting = await room.ticket()
    await room.do(transfer, key=waiting.key, counter="1")
    assert await room.next("2", "bela") is None
    await close(room, "1", "anna")
    assert (await room.called("2", "bela")).id == waiting.id

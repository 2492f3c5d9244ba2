# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A press whose answer was lost and that is made again; a counter that a colleague has taken over."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from aufruf.actions import calling, counters, pressing
from aufruf.actions.transferring import transfer
from aufruf.db.counters import Last, last_at_counters
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Person
from aufruf.domain.counters import CounterNow, CounterState
from aufruf.domain.errors import AlreadyAtCounter, CounterClosed, CounterTaken, WrongState
from aufruf.domain.events import CounterOpened, VisitCalled, VisitRecalled
from aufruf.domain.press import Press, counter_mark, visit_mark
from aufruf.domain.visit import Visit, VisitState
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY


async def mark_at(room: WaitingRoom, counter: str) -> str:
    async with room.db.reading() as reading:
        last = await last_at_counters(reading.connection, ("mitte", MONDAY))
    return counter_mark(last.get(counter, Last()).called_at)


async def press_next(tx: Transaction, *, press: Press) -> Any:
    await pressing.nobody_called_since(tx, office="mitte", press=press)
    return await calling.call_next(tx, office="mitte", counter=press.counter, user=press.user)


async def press_move(
    tx: Transaction, *, visit: Visit, press: Press, move: Callable[..., Awaitable[Any]]
) -> Any:
    await pressing.as_seen(tx, key=visit.key, press=press)
    return await move(tx, key=visit.key)


def press(visit: Visit, who: str = "anna", counter: str = "1") -> Press:
    seen = visit_mark(visit.state, called_at=visit.called_at, ended_at=visit.ended_at)
    return Press(counter=counter, user=who, mark=seen)


async def take_over(room: WaitingRoom, counter: str, who: str) -> CounterNow:
    person: Person = room.people[who]
    return await room.do(counters.take_over, office="mitte", counter=counter, person=person)


async def test_next_pressed_twice_on_the_same_page_calls_one(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    for _ in range(3):
        await room.ticket()
    once = Press(counter="1", user="anna", mark=await mark_at(room, "1"))
    first = (await room.do(press_next, press=once)).visit
    with pytest.raises(WrongState):
        await room.do(press_next, press=once)
    for move in (calling.serve, calling.finish):
        await room.do(move, key=first.key)
    with pytest.raises(WrongState):  # of a page that has stood still all the while
        await room.do(press_next, press=once)
    anew = Press(counter="1", user="anna", mark=await mark_at(room, "1"))
    assert (await room.do(press_next, press=anew)).visit.number == "A002"
    assert [each.number for each in await room.events() if isinstance(each, VisitCalled)] == ["A001", "A002"]


async def test_a_press_that_calls_nobody_may_be_made_again(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    once = Press(counter="1", user="anna", mark=await mark_at(room, "1"))
    assert await room.do(press_next, press=once) is None
    await room.ticket()
    assert (await room.do(press_next, press=once)).visit.number == "A001"


async def test_a_call_is_said_again_once_for_each_press(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.ticket()
    called = await room.called("1", "anna")
    room.clock.advance(seconds=20)
    again = await room.do(press_move, visit=called, press=press(called), move=calling.recall)
    with pytest.raises(WrongState):
        await room.do(press_move, visit=called, press=press(called), move=calling.recall)
    room.clock.advance(seconds=20)
    await room.do(press_move, visit=called, press=press(again), move=calling.recall)
    assert len([each for each in await room.events() if isinstance(each, VisitRecalled)]) == 2


async def test_who_takes_a_counter_over_goes_on_with_whoever_is_there(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.ticket()
    called = await room.called("1", "anna")
    now = await take_over(room, "1", "cleo")
    assert now.seat is not None
    assert (now.seat.user, now.visit) == ("cleo", called)
    with pytest.raises(CounterTaken):
        await room.do(press_move, visit=called, press=press(called), move=calling.serve)
    served = await room.do(press_move, visit=called, press=press(called, "cleo"), move=calling.serve)
    assert served.state is VisitState.SERVING
    opened = [each for each in await room.events() if isinstance(each, CounterOpened)]
    assert [each.skills for each in opened] == [None, ("abholung",)]
    await room.open("2", "anna")  # she is free to sit elsewhere


async def test_who_has_a_counter_takes_no_other_one(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.open("2", "bela")
    with pytest.raises(AlreadyAtCounter):
        await take_over(room, "1", "bela")
    assert (await room.open("1", "anna")).state is CounterState.FREE


async def test_taking_over_what_nobody_has_is_opening_it_and_ones_own_going_on(room: WaitingRoom) -> None:
    assert (await take_over(room, "1", "anna")).state is CounterState.FREE
    await room.do(counters.pause_counter, office="mitte", counter="1", person=room.people["anna"])
    assert (await take_over(room, "1", "anna")).state is CounterState.FREE


async def test_a_visit_elsewhere_is_not_moved_from_here(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.open("2", "bela")
    await room.ticket()
    called = await room.called("2", "bela")
    with pytest.raises(WrongState):
        await room.do(press_move, visit=called, press=press(called), move=calling.park)


async def test_nothing_is_moved_from_a_counter_that_was_closed(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.ticket()
    called = await room.called("1", "anna")
    await room.do(calling.park, key=called.key)
    await room.do(counters.close_counter, office="mitte", counter="1", person=room.people["anna"])
    with pytest.raises(CounterClosed):
        await room.do(press_move, visit=called, press=press(called), move=calling.resume)


async def test_a_press_may_send_somebody_to_another_office(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.ticket()
    called = await room.called("1", "anna")

    async def send_away(tx: Transaction) -> Any:
        await pressing.as_seen(tx, key=called.key, press=press(called), to_office="nord")
        return await transfer(tx, key=called.key, office="nord")

    assert (await room.do(send_away)).continues.number == "A001"

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calling people to counters, and what becomes of a call."""

import pytest

from aufruf.actions import calling, leaving
from aufruf.actions import counters as deeds
from aufruf.actions.tickets import check_in
from aufruf.db import visits
from aufruf.domain import visit as moves
from aufruf.domain.calling import VERSION, CallOrder
from aufruf.domain.errors import CounterBusy, CounterClosed, CounterTaken, NotFound, NotValid, WrongState
from aufruf.domain.events import VisitCalled, VisitReturned
from aufruf.domain.visit import Visit, VisitState
from tests.actions.waiting_room import WaitingRoom
from tests.builders import at

S = VisitState


@pytest.fixture
async def at_one(room: WaitingRoom) -> Visit:
    """Somebody who was called to counter 1, where Anna sits."""
    await room.open("1", "anna")
    await room.ticket()
    return await room.called("1", "anna")


async def test_the_longest_waiting_is_called_and_the_event_says_why(room: WaitingRoom) -> None:
    first, _second = await room.ticket(), await room.ticket()
    await room.open("1", "anna")
    room.clock.advance(minutes=10)
    choice = await room.next("1", "anna")
    assert choice is not None
    assert (choice.visit.id, choice.visit.state, choice.visit.counter) == (first.id, S.CALLED, "1")
    assert (await room.events())[-1] == VisitCalled(
        visit=first.id,
        number="A001",
        counter="1",
        at=at("09:10"),
        rule="walk_in",
        text="Ohne Termin, wartet seit 10 Min.",
        score=600,
        skills=None,
        parameters=CallOrder().parameters(),
        rule_version=VERSION,
    )


async def test_nobody_is_called_when_nobody_waits(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    assert await room.next("1", "anna") is None


async def test_skills_decide_who_may_be_called(room: WaitingRoom) -> None:
    await room.ticket("ausweis")
    parcel = await room.ticket("abholung")
    await room.open("3", "cleo")
    assert (await room.called("3", "cleo")).id == parcel.id
    await room.do(calling.serve, key=parcel.key)
    await room.do(calling.finish, key=parcel.key)
    assert await room.next("3", "cleo") is None


async def test_an_appointment_is_called_before_walk_ins(room: WaitingRoom) -> None:
    await room.ticket()
    await room.promised(start=at("09:15"))
    ticket = await room.do(check_in, office="mitte", code="ABCD23")
    room.clock.set("09:11")
    await room.open("1", "anna")
    choice = await room.next("1", "anna")
    assert choice is not None
    assert (choice.visit.id, choice.reason.rule) == (ticket.visit.id, "appointment")


async def test_a_closed_counter_calls_nobody(room: WaitingRoom) -> None:
    await room.ticket()
    with pytest.raises(CounterClosed):
        await room.next("1", "anna")


async def test_nobody_calls_from_a_colleagues_counter(room: WaitingRoom) -> None:
    await room.ticket()
    await room.open("1", "anna")
    with pytest.raises(CounterTaken):
        await room.next("1", "bela")


async def test_a_paused_counter_calls_nobody(room: WaitingRoom) -> None:
    await room.ticket()
    await room.open("1", "anna")
    await room.do(deeds.pause_counter, office="mitte", counter="1", person=room.people["anna"])
    with pytest.raises(WrongState) as refusal:
        await room.next("1", "anna")
    assert refusal.value.facts == {"state": "paused"}


async def test_a_counter_with_somebody_at_it_calls_nobody_else(room: WaitingRoom, at_one: Visit) -> None:
    await room.ticket()
    with pytest.raises(CounterBusy):
        await room.next("1", "anna")
    await room.do(calling.serve, key=at_one.key)
    with pytest.raises(CounterBusy):
        await room.next("1", "anna")


async def test_a_counter_that_is_not_there_is_not_found(room: WaitingRoom) -> None:
    with pytest.raises(NotFound):
        await room.next("99", "anna")


async def test_the_index_refuses_a_second_person_at_a_counter(room: WaitingRoom, at_one: Visit) -> None:
    other = await room.ticket()
    with pytest.raises(CounterBusy):
        async with room.db.transaction() as tx:
            await visits.save(tx.connection, moves.call(other, counter="1", now=tx.now))


async def test_somebody_is_called_recalled_served_and_sent_home(room: WaitingRoom, at_one: Visit) -> None:
    room.clock.advance(minutes=1)
    again = await room.do(calling.recall, key=at_one.key)
    assert again.called_at == at("09:01")
    assert (await room.do(calling.serve, key=at_one.key)).state is S.SERVING
    room.clock.advance(minutes=10)
    done = await room.do(calling.finish, key=at_one.key, services=(("pass", 2),))
    assert (done.state, done.services, done.ended_at) == (S.FINISHED, (("pass", 2),), at("09:11"))
    assert await room.visit(at_one) == done


async def test_a_finish_with_an_unknown_service_changes_nothing(room: WaitingRoom, at_one: Visit) -> None:
    serving = await room.do(calling.serve, key=at_one.key)
    with pytest.raises(NotValid):
        await room.do(calling.finish, key=at_one.key, services=(("zauberei", 1),))
    assert await room.visit(at_one) == serving


async def test_a_move_that_the_state_forbids_changes_nothing(room: WaitingRoom) -> None:
    waiting = await room.ticket()
    for move in (
        calling.recall,
        calling.serve,
        calling.finish,
        calling.miss,
        calling.resume,
        calling.undo,
    ):
        with pytest.raises(WrongState) as refusal:
            await room.do(move, key=waiting.key)
        assert refusal.value.facts == {"state": S.WAITING}
    assert await room.visit(waiting) == waiting
    assert len(await room.events()) == 1


async def test_somebody_missed_waits_again_after_five_minutes(room: WaitingRoom, at_one: Visit) -> None:
    await room.do(calling.miss, key=at_one.key)
    room.clock.advance(minutes=4, seconds=59)
    assert await room.next("1", "anna") is None
    room.clock.advance(seconds=1)
    assert (await room.called("1", "anna")).id == at_one.id
    assert (await room.events())[-2] == VisitReturned(visit=at_one.id, number="A001")


async def test_somebody_missed_returns_also_if_another_one_is_called(
    room: WaitingRoom, at_one: Visit
) -> None:
    await room.do(calling.miss, key=at_one.key)
    due = await room.ticket("pass", needs=["wheelchair"])
    room.clock.advance(minutes=5)
    assert (await room.called("1", "anna")).id == due.id
    assert (await room.visit(at_one)).state is S.WAITING


async def test_a_third_miss_is_the_last(room: WaitingRoom, at_one: Visit) -> None:
    for _ in range(2):
        await room.do(calling.miss, key=at_one.key)
        room.clock.advance(minutes=5)
        assert (await room.called("1", "anna")).id == at_one.id
    await room.do(calling.miss, key=at_one.key)
    room.clock.advance(minutes=30)
    assert await room.next("1", "anna") is None


async def test_the_job_brings_back_whoever_is_due_and_nobody_twice(room: WaitingRoom, at_one: Visit) -> None:
    await room.do(calling.miss, key=at_one.key)
    room.clock.advance(minutes=5)
    for expected in (1, 0):
        async with room.db.transaction() as tx:
            returned = await calling.return_missed(tx, await tx.lock("mitte"))
        assert len(returned) == expected
    await room.assert_books_balance()


async def test_somebody_missed_may_be_called_by_number_at_once(room: WaitingRoom, at_one: Visit) -> None:
    await room.do(calling.miss, key=at_one.key)
    choice = await room.do(calling.call_by_number, key=at_one.key, office="mitte", counter="1", user="anna")
    assert (choice.visit.state, choice.reason.rule) == (S.CALLED, "by_number")


async def test_a_number_may_be_called_out_of_order(room: WaitingRoom) -> None:
    await room.ticket()
    second = await room.ticket()
    await room.open("1", "anna")
    choice = await room.do(calling.call_by_number, key=second.key, office="mitte", counter="1", user="anna")
    assert choice.visit.id == second.id


@pytest.mark.parametrize(
    ("office", "counter", "refusal"),
    [
        ("nord", "1", NotValid),
        ("mitte", "99", NotValid),
        ("mitte", "2", CounterClosed),
        ("mitte", "3", CounterTaken),
        ("mitte", "1", CounterBusy),
    ],
)
async def test_a_number_is_called_only_to_ones_own_free_counter(
    room: WaitingRoom, at_one: Visit, office: str, counter: str, refusal: type[Exception]
) -> None:
    waiting = await room.ticket()
    await room.open("3", "cleo")
    with pytest.raises(refusal):
        await room.do(calling.call_by_number, key=waiting.key, office=office, counter=counter, user="anna")
    assert await room.visit(waiting) == waiting


async def test_whoever_is_served_cannot_be_called(room: WaitingRoom, at_one: Visit) -> None:
    await room.do(calling.serve, key=at_one.key)
    await room.open("2", "bela")
    with pytest.raises(WrongState):
        await room.do(calling.call_by_number, key=at_one.key, office="mitte", counter="2", user="bela")


async def test_whoever_was_parked_keeps_their_place(room: WaitingRoom, at_one: Visit) -> None:
    room.clock.advance(minutes=1)
    await room.ticket()
    parked = await room.do(calling.park, key=at_one.key)
    assert parked.state is S.PARKED
    await room.do(calling.resume, key=at_one.key)
    assert (await room.called("1", "anna")).id == at_one.id


async def test_only_the_parked_are_resumed(room: WaitingRoom, at_one: Visit) -> None:
    await room.do(calling.miss, key=at_one.key)
    with pytest.raises(WrongState):
        await room.do(calling.resume, key=at_one.key)


async def test_a_miss_is_taken_back(room: WaitingRoom, at_one: Visit) -> None:
    await room.do(calling.miss, key=at_one.key)
    room.clock.advance(seconds=30)
    assert await room.do(calling.undo, key=at_one.key) == at_one


async def test_a_finish_is_taken_back_with_what_was_wanted(room: WaitingRoom, at_one: Visit) -> None:
    serving = await room.do(calling.serve, key=at_one.key)
    await room.do(calling.finish, key=at_one.key, services=(("pass", 1),))
    assert await room.do(calling.undo, key=at_one.key) == serving


async def test_after_thirty_seconds_nothing_is_taken_back(room: WaitingRoom, at_one: Visit) -> None:
    missed = await room.do(calling.miss, key=at_one.key)
    room.clock.advance(seconds=31)
    with pytest.raises(WrongState):
        await room.do(calling.undo, key=at_one.key)
    assert await room.visit(at_one) == missed


async def test_nothing_is_taken_back_when_somebody_else_is_at_the_counter(
    room: WaitingRoom, at_one: Visit
) -> None:
    await room.ticket()
    missed = await room.do(calling.miss, key=at_one.key)
    await room.called("1", "anna")
    with pytest.raises(CounterBusy):
        await room.do(calling.undo, key=at_one.key)
    assert await room.visit(at_one) == missed


async def test_whoever_is_late_is_not_called_before_and_keeps_their_place(room: WaitingRoom) -> None:
    first = await room.ticket()
    room.clock.advance(minutes=1)
    second = await room.ticket()
    delayed = await room.do(leaving.late, key=first.key, minutes=10)
    assert delayed.not_before == at("09:11")
    await room.open("1", "anna")
    await room.open("2", "bela")
    assert (await room.called("1", "anna")).id == second.id
    assert await room.next("2", "bela") is None
    room.clock.set("09:11")
    assert (await room.called("2", "bela")).id == first.id


@pytest.mark.parametrize("by", ["citizen", "staff"])
async def test_whoever_leaves_is_not_called(room: WaitingRoom, by: str) -> None:
    waiting = await room.ticket()
    assert (await room.do(leaving.leave, key=waiting.key, by=by)).state is S.LEFT
    await room.open("1", "anna")
    assert await room.next("1", "anna") is None
    with pytest.raises(WrongState):
        await room.do(leaving.late, key=waiting.key, minutes=5)

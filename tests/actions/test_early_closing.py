# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The office closes all of a sudden: nobody waits afterwards, and everybody has something instead."""

import asyncio
import datetime as dt

import pytest

from aufruf.actions import booking, calling, early_closing, rebooking
from aufruf.actions.booking import Wish
from aufruf.actions.closing import bring_back_missed
from aufruf.actions.reception import code_of, prioritise, wait_again
from aufruf.actions.tickets import check_in, take_ticket, walk_in_for
from aufruf.db import early_closing as stored
from aufruf.db import visits
from aufruf.domain import events as e
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.catalogue import concern
from aufruf.domain.errors import NotFound, NotPossible, NotValid, OfficeClosed, WrongState
from aufruf.domain.visit import HERE, Visit, VisitState
from aufruf.reads.availability import Offers
from aufruf.reads.rebooking import to_rebook
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY, at

S = VisitState
TUESDAY = MONDAY + dt.timedelta(days=1)
WHY = "Wasserschaden"


async def close(room: WaitingRoom, **more: bool) -> early_closing.Ended:
    return await room.do(early_closing.close_early, office="mitte", reason=WHY, **more)


async def here(room: WaitingRoom) -> dict[str, VisitState]:
    async with room.db.reading() as reading:
        return {v.number: v.state for v in await visits.here(reading.connection, ("mitte", MONDAY))}


async def five(room: WaitingRoom) -> list[Visit]:
    """One of each kind: waiting, parked, missed, called, served."""
    await room.open("1", "anna")
    await room.open("2", "bela")
    drawn = [await room.ticket() for _ in range(5)]
    served, called = await room.called("1", "anna"), await room.called("2", "bela")
    await room.do(calling.serve, key=served.key)
    await room.do(calling.miss, key=called.key)
    parked = await room.called("2", "bela")
    await room.do(calling.park, key=parked.key)
    await room.called("2", "bela")
    return drawn


async def test_whoever_waits_is_sent_home_and_whoever_is_at_a_counter_is_served(room: WaitingRoom) -> None:
    served, missed, parked, called, waiting = await five(room)
    ended = await close(room)
    assert {v.number for v in ended.sent_home} == {missed.number, parked.number, waiting.number}
    assert {v.number for v in ended.at_counters} == {served.number, called.number}
    assert await here(room) == {served.number: S.SERVING, called.number: S.CALLED}
    assert [type(each) for each in (await room.events())[-4:]] == [e.VisitCancelled] * 3 + [
        e.OfficeClosedEarly
    ]
    await room.do(calling.finish, key=served.key)
    assert await room.next("1", "anna") is None
    # Whoever misses a call now is not put back among those who wait: nobody does.
    await room.do(calling.miss, key=called.key)
    room.clock.advance(minutes=6)
    await room.do(bring_back_missed, office="mitte", date=MONDAY)
    assert await here(room) == {}
    assert (await room.visit(called)).state is S.CANCELLED_BY_OFFICE


async def test_where_all_must_leave_those_at_the_counters_go_too_and_displays_are_empty(
    room: WaitingRoom,
) -> None:
    drawn = await five(room)
    ended = await close(room, finish_at_counters=False)
    assert len(ended.sent_home) == len(drawn)
    assert await here(room) == {}


async def test_nobody_comes_in_or_is_promised_this_day_any_longer_and_all_is_told_why(
    room: WaitingRoom,
) -> None:
    due = await room.promised(start=at("09:15"))
    held = await room.do(
        booking.hold,
        office="mitte",
        wish=Wish(services=[("ausweis", 1)], start=at("15:00")),
        citizen=Citizen(name="Erika Beispiel"),
    )
    offers = Offers()  # that had been asked before
    assert await offered(room, offers, MONDAY)
    ended = await close(room)
    assert {each.appointment.id for each in ended.touched} == {due.id, held.id}
    wish = Wish(services=[("ausweis", 1)], start=at("16:00"))
    for refused in (
        room.do(take_ticket, office="mitte", services=[("ausweis", 1)]),
        room.do(walk_in_for, office="mitte", services=[("ausweis", 1)]),
        room.do(check_in, office="mitte", code=due.booking_code),
        room.do(booking.hold, office="mitte", wish=wish, citizen=Citizen(name="X")),
        room.do(booking.confirm, id_=held.id),
    ):
        with pytest.raises(OfficeClosed) as refusal:
            await refused
        assert refusal.value.facts == {"reason": WHY}
    assert await offered(room, offers, MONDAY) == []
    assert await offered(room, offers, TUESDAY)
    with pytest.raises(WrongState):
        await close(room)


async def test_todays_appointments_stay_on_the_list_until_moved_or_until_the_office_opens_again(
    room: WaitingRoom,
) -> None:
    first = await room.promised(id="one", start=at("14:00"))
    second = await room.promised(id="two", start=at("14:00"), booking_code="WXYZ23")
    await close(room)
    assert await listed(room) == {first.id, second.id}
    await room.do(
        rebooking.move_listed, office="mitte", appointment=first.id, start=at("10:00", date=TUESDAY)
    )
    assert await listed(room) == {second.id}
    await room.do(early_closing.reopen, office="mitte")
    assert await listed(room) == set()
    await room.ticket()
    with pytest.raises(WrongState):
        await room.do(early_closing.reopen, office="mitte")


async def test_whoever_was_sent_home_gets_one_appointment_however_often_it_is_pressed(
    room: WaitingRoom,
) -> None:
    named = (
        await room.do(
            walk_in_for, office="mitte", services=[("ausweis", 1)], name="Erika Beispiel", language="tr"
        )
    ).visit
    wish = Wish(services=(), start=at("10:00", date=TUESDAY))
    with pytest.raises(WrongState):
        await room.do(early_closing.book_instead, key=named.key, wish=wish)
    await close(room)
    twice = await asyncio.gather(*(book_instead(room, named, wish) for _ in range(2)), return_exceptions=True)
    made = [each for each in twice if not isinstance(each, BaseException)]
    assert [type(each) for each in twice if isinstance(each, BaseException)] == [WrongState]
    [appointment] = made
    assert (appointment.state, appointment.language) == ("confirmed", "tr")
    assert (await room.visit(named)).instead == appointment.id
    await room.assert_books_balance()
    async with room.db.reading() as reading:
        [(home, name)] = await stored.sent_home(reading.connection, ("mitte", MONDAY))
    assert (home.id, name) == (named.id, "Erika Beispiel")


async def test_whoever_is_still_here_when_it_opens_again_has_a_new_number_and_the_old_place(
    room: WaitingRoom,
) -> None:
    first = await room.ticket()
    await close(room)
    with pytest.raises(OfficeClosed):
        await room.do(early_closing.come_back, key=first.key)
    room.clock.advance(minutes=10)
    await room.do(early_closing.reopen, office="mitte")
    await room.ticket()
    room.clock.advance(minutes=1)
    again = (await room.do(early_closing.come_back, key=first.key)).visit
    assert again.number != first.number
    assert again.arrived_at == first.arrived_at
    assert (await room.visit(first)).continues == ("mitte", again.id)
    with pytest.raises(WrongState):
        await room.do(early_closing.come_back, key=first.key)
    await room.open("1", "anna")
    assert (await room.called("1", "anna")).id == again.id


async def test_tickets_and_calls_at_the_same_moment_are_refused_or_told_and_nobody_is_left(
    room: WaitingRoom,
) -> None:
    for counter, who in (("1", "anna"), ("2", "bela")):
        await room.open(counter, who)
    for _ in range(6):
        await room.ticket()

    async def draw() -> str:
        async with room.db.transaction() as tx:
            return (await take_ticket(tx, office="mitte", services=[("ausweis", 1)])).visit.id

    async def call(counter: str, who: str) -> None:
        async with room.db.transaction() as tx:
            await calling.call_next(tx, office="mitte", counter=counter, user=who)

    async def shut() -> int:
        async with room.db.transaction() as tx:
            ended = await early_closing.close_early(tx, office="mitte", reason=WHY)
            return len(ended.sent_home)

    deeds = [draw() for _ in range(8)] + [call("1", "anna"), shut(), shut(), call("2", "bela")]
    deeds += [draw() for _ in range(8)]
    results = await asyncio.gather(*deeds, return_exceptions=True)
    refused = [each for each in results if isinstance(each, BaseException)]
    assert all(isinstance(each, NotPossible) for each in refused)
    assert sum(isinstance(each, WrongState) for each in refused) == 1  # one of the two who closed
    await room.assert_books_balance()
    assert set((await here(room)).values()) <= {S.CALLED}
    async with room.db.reading() as reading:
        everybody = await visits.of_day(reading.connection, ("mitte", MONDAY))
    told = [each for each in await room.events() if isinstance(each, e.VisitCancelled)]
    home = [each for each in everybody if each.state is S.CANCELLED_BY_OFFICE]
    [closing] = [each for each in await room.events() if isinstance(each, e.OfficeClosedEarly)]
    assert len(home) == len(told) == closing.sent_home
    assert all(each.state in HERE | {S.CANCELLED_BY_OFFICE} for each in everybody)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201, "eins\nzwei"])
async def test_a_reason_is_one_line(room: WaitingRoom, reason: str) -> None:
    with pytest.raises(NotValid):
        await room.do(early_closing.close_early, office="mitte", reason=reason)


async def test_express_goes_first_and_the_day_replays_the_same(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.ticket()
    room.clock.advance(minutes=1)
    hurried, missed = await room.ticket(), await room.ticket()
    for _ in range(2):
        await room.do(prioritise, key=hurried.key, priority=True)
    choice = await room.next("1", "anna")
    assert choice is not None
    assert (choice.visit.id, choice.reason.rule) == (hurried.id, "priority")
    assert sum(isinstance(each, e.VisitPrioritised) for each in await room.events()) == 1
    with pytest.raises(WrongState):  # at a counter it means nothing
        await room.do(prioritise, key=hurried.key, priority=False)
    await room.do(calling.finish, key=(await served(room, hurried)).key)
    await room.do(prioritise, key=missed.key, priority=True)
    await room.called("1", "anna")
    await room.do(calling.miss, key=missed.key)
    await room.do(wait_again, key=missed.key)
    await room.do(prioritise, key=missed.key, priority=False)
    with pytest.raises(WrongState):
        await room.do(wait_again, key=missed.key)
    assert (await room.called("1", "anna")).id != missed.id


async def test_the_code_of_an_appointment_is_found_for_whoever_has_lost_it_today_only(
    room: WaitingRoom,
) -> None:
    today = await room.promised(start=at("09:15"))
    other = await room.promised(id="later", start=at("09:15", date=TUESDAY), booking_code="WXYZ23")
    assert await room.do(code_of, office="mitte", appointment=today.id) == today.booking_code
    for office, appointment in (("mitte", other.id), ("nord", today.id), ("mitte", "nothing")):
        with pytest.raises(NotFound):
            await room.do(code_of, office=office, appointment=appointment)


async def served(room: WaitingRoom, visit: Visit) -> Visit:
    return await room.do(calling.serve, key=visit.key)


async def book_instead(room: WaitingRoom, visit: Visit, wish: Wish) -> Appointment:
    async with room.db.transaction() as tx:
        return await early_closing.book_instead(tx, key=visit.key, wish=wish)


async def offered(room: WaitingRoom, offers: Offers, date: dt.date) -> list[dt.datetime]:
    async with room.db.reading() as reading:
        office = await reading.office("mitte")
        found = await offers.of(reading, office, concern(office, [("ausweis", 1)]), first=date, last=date)
    return [start for day in found.days for start, _ in day.offers]


async def listed(room: WaitingRoom) -> set[str]:
    async with room.db.reading() as reading:
        entries = await to_rebook(reading, await reading.office("mitte"), Offers())
    return {each.appointment.id for each in entries}

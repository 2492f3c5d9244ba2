# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sending somebody on: nobody is lost, and nobody starts anew."""

import pytest

from aufruf.actions import calling
from aufruf.actions.leaving import leave
from aufruf.actions.tickets import check_in, walk_in_for
from aufruf.actions.transferring import transfer
from aufruf.db import visits
from aufruf.domain.errors import NotValid, WrongState
from aufruf.domain.events import VisitArrived, VisitTransferred
from aufruf.domain.visit import VisitState
from aufruf.reads.status import status_of
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY

S = VisitState


async def test_somebody_sent_to_a_counter_is_called_there_first(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.open("2", "bela")
    longer = await room.ticket()
    sent = await room.ticket()
    room.clock.advance(minutes=1)
    after = await room.do(transfer, key=sent.key, counter="2")
    assert (after.visit.state, after.visit.for_counter, after.continues) == (S.WAITING, "2", None)
    choice = await room.next("2", "bela")
    assert choice is not None
    assert (choice.visit.id, choice.reason.rule) == (sent.id, "transferred")
    assert (await room.called("1", "anna")).id == longer.id


@pytest.mark.parametrize("served", [False, True])
async def test_somebody_at_a_counter_is_sent_on_and_keeps_their_place(
    room: WaitingRoom, *, served: bool
) -> None:
    await room.open("1", "anna")
    first = await room.ticket()
    room.clock.advance(minutes=1)
    await room.ticket()
    await room.called("1", "anna")
    if served:
        await room.do(calling.serve, key=first.key)
    after = await room.do(transfer, key=first.key, services=(("pass", 1),))
    assert (after.visit.services, after.visit.arrived_at) == ((("pass", 1),), first.arrived_at)
    assert (await room.called("1", "anna")).id == first.id


@pytest.mark.parametrize(
    "wish",
    [
        {"counter": "99"},
        {"services": (("zauberei", 1),)},
        {"office": "nirgends"},
        {"office": "drueben"},
        {"office": "nord", "counter": "99"},
        {"office": "nord", "services": (("zauberei", 1),)},
    ],
)
async def test_nobody_is_sent_to_what_is_not_there(room: WaitingRoom, wish: dict[str, object]) -> None:
    waiting = await room.ticket()
    with pytest.raises(NotValid) as refusal:
        await room.do(transfer, key=waiting.key, **wish)  # type: ignore[arg-type]
    assert refusal.value.errors
    assert await room.visit(waiting) == waiting
    assert (len(await room.events()), await room.events("nord")) == (1, [])


async def test_nobody_is_sent_to_somebody_who_cannot_serve_them(room: WaitingRoom) -> None:
    await room.open("3", "cleo")
    waiting = await room.ticket("pass")
    with pytest.raises(NotValid) as refusal:
        await room.do(transfer, key=waiting.key, counter="3")
    assert refusal.value.errors[0][0] == "/counter"
    after = await room.do(transfer, key=waiting.key, counter="3", services=(("abholung", 1),))
    assert after.visit.for_counter == "3"


async def test_whoever_left_is_not_sent_on(room: WaitingRoom) -> None:
    waiting = await room.ticket()
    await room.do(leave, key=waiting.key)
    for wish in ({"counter": "1"}, {"office": "nord"}):
        with pytest.raises(WrongState):
            await room.do(transfer, key=waiting.key, **wish)  # type: ignore[arg-type]
    assert await room.events("nord") == []


async def test_in_another_office_the_visit_goes_on_with_a_new_number(room: WaitingRoom) -> None:
    async with room.db.transaction() as tx:
        await walk_in_for(tx, office="nord", services=(("ausweis", 1),))
    ticket = await room.do(
        walk_in_for,
        office="mitte",
        services=(("pass", 2),),
        name="Erika Beispiel",
        needs=["wheelchair"],
    )
    before = ticket.visit
    room.clock.advance(minutes=20)
    after = await room.do(transfer, key=before.key, office="nord")
    there = after.continues
    assert there is not None
    assert (after.visit.state, after.visit.continues) == (S.TRANSFERRED, ("nord", there.id))
    assert (there.office, there.number, there.state) == ("nord", "A002", S.WAITING)
    assert (there.arrived_at, there.priority, there.services) == (before.arrived_at, True, before.services)
    assert there.id != before.id
    sent = (await room.events())[-1]
    assert isinstance(sent, VisitTransferred)
    assert sent.to_office == "nord"
    came = (await room.events("nord"))[-1]
    assert isinstance(came, VisitArrived)
    assert (came.from_office, came.arrived_at) == ("mitte", before.arrived_at)
    sent_on = await room.visit(before)
    async with room.db.reading() as reading:
        assert (await visits.names(reading.connection, ("nord", MONDAY)))[there.id] == "Erika Beispiel"
        status = await status_of(reading, sent_on)
    assert status.continues == there


async def test_an_appointment_keeps_its_time_in_another_office(room: WaitingRoom) -> None:
    promise = await room.promised()
    ticket = await room.do(check_in, office="mitte", code=promise.booking_code)
    there = (await room.do(transfer, key=ticket.visit.key, office="nord")).continues
    assert there is not None
    assert (there.booked_at, there.appointment) == (promise.start, None)

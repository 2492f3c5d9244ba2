# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Self-service terminals: queued for like counters, and chained with them."""

import pytest

from aufruf.actions import calling, terminals
from aufruf.actions.devices import add_device
from aufruf.actions.tickets import take_ticket
from aufruf.actions.transferring import transfer
from aufruf.db import counters
from aufruf.domain.access import Device
from aufruf.domain.catalogue import Counter, CounterKind, OfficeRules, Resource
from aufruf.domain.errors import CounterTaken, NotValid, WrongState
from aufruf.domain.events import CounterClosed, CounterOpened, VisitTransferred
from aufruf.domain.roles import DeviceKind
from aufruf.domain.visit import Visit, VisitState
from aufruf.jobs import close_silent_terminals
from aufruf.reads.status import status_of
from tests import builders
from tests.actions.waiting_room import COUNTERS, STAFF, WaitingRoom

FOTO = builders.service(id="foto", name="Biometrisches Foto", minutes=5, resource=Resource.TERMINAL)
TERMINAL = Device(id="maschine", office="mitte", kind=DeviceKind.TERMINAL)
ANOTHER = Device(id="andere", office="mitte", kind=DeviceKind.TERMINAL)


@pytest.fixture
async def house(room: WaitingRoom) -> WaitingRoom:
    """The waiting room with a terminal "T1" for photos, in service."""
    offered = {each.id: each for each in (*builders.SERVICES, FOTO)}
    machine = Counter(id="T1", kind=CounterKind.TERMINAL, room="Foyer")
    office = builders.office(
        rules=OfficeRules(walk_in_guard=False), counters=(*COUNTERS, machine), staff=STAFF, services=offered
    )
    await builders.town(room.db, office)
    for device in (TERMINAL, ANOTHER):
        async with room.db.transaction() as tx:
            await add_device(tx, id_=device.id, office="mitte", kind=DeviceKind.TERMINAL, token_key=device.id)
    await room.do(terminals.put_in_service, device=TERMINAL, counter="T1")
    return room


async def wants(room: WaitingRoom, *services: str) -> Visit:
    wanted = tuple((service, 1) for service in services)
    return (await room.do(take_ticket, office="mitte", services=wanted)).visit


async def called_to_terminal(room: WaitingRoom) -> Visit | None:
    choice = await room.do(terminals.call_next, device=TERMINAL, counter="T1")
    return None if choice is None else choice.visit


async def test_who_goes_to_a_terminal_is_not_told_of_those_who_wait_for_a_counter(house: WaitingRoom) -> None:
    await wants(house, "ausweis")
    await wants(house, "pass")
    ahead = []
    for wanted in ("foto", "foto", "ausweis"):
        house.clock.advance(minutes=1)
        ticket = await house.do(take_ticket, office="mitte", services=((wanted, 1),))
        async with house.db.reading(snapshot=True) as reading:
            status = await status_of(reading, ticket.visit)
        assert status.ahead == ticket.ahead
        ahead.append(ticket.ahead)
    assert ahead == [0, 1, 2]


async def test_a_chain_goes_from_the_terminal_to_the_counter_and_keeps_number_and_place(
    house: WaitingRoom,
) -> None:
    await house.open("1", "anna")
    chained = await wants(house, "ausweis", "foto")
    house.clock.advance(minutes=1)
    later = await wants(house, "ausweis")
    assert (chained.services, chained.then) == ((("foto", 1),), (("ausweis", 1),))
    called = await called_to_terminal(house)
    assert called is not None
    assert called.id == chained.id
    await house.do(terminals.begin, device=TERMINAL, counter="T1", visit=chained.id)
    house.clock.advance(minutes=5)
    waiting = await house.do(terminals.finish, device=TERMINAL, counter="T1", visit=chained.id)
    assert (waiting.state, waiting.services, waiting.then) == (VisitState.WAITING, (("ausweis", 1),), ())
    assert (waiting.number, waiting.arrived_at) == (chained.number, chained.arrived_at)
    first = await house.called("1", "anna")
    assert first.id == chained.id, "it came first, wherever it has been meanwhile"
    await house.do(calling.serve, key=first.key)
    done = await house.do(calling.finish, key=first.key)
    assert done.state is VisitState.FINISHED
    assert (await house.called("1", "anna")).id == later.id


async def test_nobody_is_called_to_a_counter_for_what_a_terminal_does_nor_the_other_way_round(
    house: WaitingRoom,
) -> None:
    await house.open("1", "anna")
    at_desk, at_terminal = await wants(house, "ausweis"), await wants(house, "foto")
    assert (await house.called("1", "anna")).id == at_desk.id
    await house.open("2", "bela")
    assert await house.next("2", "bela") is None
    called = await called_to_terminal(house)
    assert called is not None
    assert called.id == at_terminal.id
    assert await called_to_terminal(house) is None, "somebody is called there already"


async def test_pressed_twice_or_late_it_changes_nothing(house: WaitingRoom) -> None:
    first, second = await wants(house, "foto"), await wants(house, "foto")
    await called_to_terminal(house)
    for _ in range(2):
        await house.do(terminals.begin, device=TERMINAL, counter="T1", visit=first.id)
    await house.do(terminals.finish, device=TERMINAL, counter="T1", visit=first.id)
    await called_to_terminal(house)
    with pytest.raises(WrongState):
        await house.do(terminals.finish, device=TERMINAL, counter="T1", visit=first.id)
    assert (await house.visit(second)).state is VisitState.CALLED


async def test_whoever_does_not_come_waits_again_after_five_minutes(house: WaitingRoom) -> None:
    only = await wants(house, "foto")
    await called_to_terminal(house)
    await house.do(terminals.miss, device=TERMINAL, counter="T1", visit=only.id)
    assert await called_to_terminal(house) is None
    house.clock.advance(minutes=5)
    again = await called_to_terminal(house)
    assert again is not None
    assert again.id == only.id


async def test_a_terminal_that_falls_silent_calls_nobody_and_loses_nobody(house: WaitingRoom) -> None:
    only = await wants(house, "foto", "pass")
    await called_to_terminal(house)
    await close_silent_terminals(house.db)
    assert (await house.visit(only)).state is VisitState.CALLED, "it was heard of a moment ago"
    house.clock.advance(seconds=91)
    await close_silent_terminals(house.db)
    back = await house.visit(only)
    assert (back.state, back.then, back.arrived_at) == (VisitState.WAITING, only.then, only.arrived_at)
    async with house.db.reading() as reading:
        assert await counters.seats(reading.connection, "mitte") == {}
    await close_silent_terminals(house.db)
    kinds = [type(event) for event in await house.events()]
    assert (kinds.count(CounterOpened), kinds.count(CounterClosed)) == (1, 1)
    await house.do(terminals.put_in_service, device=ANOTHER, counter="T1")
    again = await house.do(terminals.call_next, device=ANOTHER, counter="T1")
    assert again is not None
    assert again.visit.id == only.id


async def test_a_place_has_one_machine_and_is_a_terminal(house: WaitingRoom) -> None:
    with pytest.raises(CounterTaken):
        await house.do(terminals.put_in_service, device=ANOTHER, counter="T1")
    with pytest.raises(NotValid):
        await house.do(terminals.put_in_service, device=ANOTHER, counter="1")
    await house.do(terminals.put_in_service, device=TERMINAL, counter="T1")  # it is already


async def test_a_clerk_may_send_somebody_to_the_terminal_and_on(house: WaitingRoom) -> None:
    await house.open("1", "anna")
    visit = await wants(house, "ausweis")
    await house.called("1", "anna")
    await house.do(calling.serve, key=visit.key)
    sent = (await house.do(transfer, key=visit.key, services=(("ausweis", 1), ("foto", 1)))).visit
    assert (sent.services, sent.then) == ((("foto", 1),), (("ausweis", 1),))
    events = [each for each in await house.events() if isinstance(each, VisitTransferred)]
    assert (events[-1].services, events[-1].then) == (sent.services, sent.then)
    called = await called_to_terminal(house)
    assert called is not None
    assert called.id == visit.id


async def test_a_clerk_who_serves_somebody_by_number_ends_the_chain_with_all_that_was_wanted(
    house: WaitingRoom,
) -> None:
    await house.open("1", "anna")
    visit = await wants(house, "pass", "foto")
    await house.do(calling.call_by_number, key=visit.key, office="mitte", counter="1", user="anna")
    await house.do(calling.serve, key=visit.key)
    done = await house.do(calling.finish, key=visit.key)
    assert (done.state, dict(done.services)) == (VisitState.FINISHED, {"foto": 1, "pass": 1})
    back = await house.do(calling.undo, key=visit.key)
    assert (back.services, back.then) == (visit.services, visit.then)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for a person, and helping."""

import datetime as dt

import pytest
import sqlalchemy as sa

from aufruf.actions import helping, upkeep
from aufruf.actions.closing import close_day, days_to_close
from aufruf.actions.devices import add_device
from aufruf.db import help_requests
from aufruf.db import tables as t
from aufruf.domain.access import Device, Person
from aufruf.domain.errors import AlreadyAccepted, NotFound, NotValid, OfficeClosed, WrongState
from aufruf.domain.events import DayClosed, HelpAccepted, HelpClosed, HelpRequested, HelpWithdrawn
from aufruf.domain.help import HelpMode, HelpRequest, HelpState
from aufruf.domain.roles import DeviceKind, Role
from aufruf.reads.help import OpenRequest, offices_to_help, open_requests
from tests.actions.help_desk import (
    HANNA,
    HEIKO,
    KIOSK,
    NAMESAKE,
    TERMINAL,
    accepted,
    asked,
    person,
    staff,
)
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY, at

TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
async def room(room: WaitingRoom) -> WaitingRoom:
    """The same waiting room, with helpers."""
    await staff(room)
    return room


async def seen_by(room: WaitingRoom, who: Person) -> tuple[OpenRequest, ...]:
    async with room.db.reading() as reading:
        return await open_requests(reading, await offices_to_help(reading, who))


async def states(room: WaitingRoom) -> list[HelpState]:
    async with room.db.reading() as reading:
        rows = await reading.connection.execute(
            sa.select(t.help_request.c.state).order_by(t.help_request.c.asked_at)
        )
        return list(rows.scalars())


async def test_somebody_asks_and_is_helped(room: WaitingRoom) -> None:
    request = (
        await room.do(helping.ask, device=KIOSK, step="documents", topic="pass", language="tr")
    ).request
    room.clock.advance(seconds=40)
    helped = await accepted(room, request)
    room.clock.advance(minutes=3)
    closed = await room.do(helping.close, key=request.key, person=HANNA, services=[("pass", 1)])

    assert (helped.accepted_by, helped.mode) == ("hanna", HelpMode.COME)
    assert helped.accepted_at == request.asked_at + dt.timedelta(seconds=40)
    async with room.db.reading() as reading:
        assert await help_requests.get(reading.connection, request.key) == closed
    assert closed.state is HelpState.CLOSED
    assert await room.events() == [
        HelpRequested(
            request=request.id,
            device="kiosk",
            device_kind="kiosk",
            step="documents",
            topic="pass",
            language="tr",
            promise=120,
        ),
        HelpAccepted(request=request.id, mode="come"),
        HelpClosed(request=request.id, services=(("pass", 1),), by="helper", reason="solved"),
    ]


async def test_a_button_pressed_fifty_times_has_asked_once(room: WaitingRoom) -> None:
    first = await asked(room)
    for press in range(49):
        again = await room.do(helping.ask, device=KIOSK, step=f"step-{press}")
        assert again == first
    await accepted(room, first.request)
    assert (await asked(room)).request.state is HelpState.ACCEPTED
    assert len(await room.events()) == 2

    await room.do(helping.withdraw, key=first.request.key, device=KIOSK)
    assert (await asked(room)).request.id != first.request.id


async def test_how_many_are_helped_before(room: WaitingRoom) -> None:
    assert (await asked(room, NAMESAKE)).people_ahead == 0
    first = await asked(room)
    room.clock.advance(seconds=1)
    assert [first.people_ahead, (await asked(room, TERMINAL)).people_ahead] == [0, 1]
    assert (await asked(room)).people_ahead == 0
    await accepted(room, first.request)
    assert (await asked(room, TERMINAL)).people_ahead == 0


async def test_what_a_request_is_about_must_be_offered_there(room: WaitingRoom) -> None:
    with pytest.raises(NotValid) as refusal:
        await room.do(helping.ask, device=KIOSK, step="concern", topic="zauberei")
    assert refusal.value.errors[0][0] == "/topic"
    request = (await asked(room)).request
    await accepted(room, request)
    with pytest.raises(NotValid):
        await room.do(helping.close, key=request.key, person=HANNA, services=[("zauberei", 1)])
    assert await states(room) == [HelpState.ACCEPTED]


async def test_of_two_helpers_one_gets_it_and_the_other_is_told(room: WaitingRoom) -> None:
    request = (await asked(room)).request
    await accepted(room, request, HANNA)
    for who in (HEIKO, HANNA):
        with pytest.raises(AlreadyAccepted):
            await accepted(room, request, who)
    with pytest.raises(AlreadyAccepted):
        await room.do(helping.close, key=request.key, person=HEIKO)
    [seen] = await seen_by(room, HEIKO)
    assert seen.request.accepted_by == "hanna"


async def test_a_supervisor_closes_what_a_helper_forgot(room: WaitingRoom) -> None:
    request = (await asked(room)).request
    await accepted(room, request)
    chief = person("chief", Role.SUPERVISOR)
    assert (await room.do(helping.close, key=request.key, person=chief)).state is HelpState.CLOSED


async def test_a_citizen_withdraws_before_and_after_somebody_has_accepted(room: WaitingRoom) -> None:
    first = (await asked(room)).request
    gone = await room.do(helping.withdraw, key=first.key, device=KIOSK)
    assert (gone.state, gone.ended_at) == (HelpState.WITHDRAWN, room.clock.now)
    room.clock.advance(seconds=1)
    second = (await asked(room)).request
    await accepted(room, second)
    await room.do(helping.withdraw, key=second.key, device=KIOSK)
    assert await states(room) == [HelpState.WITHDRAWN] * 2
    assert (await room.events())[-1] == HelpWithdrawn(request=second.id, by="citizen")


async def test_what_is_over_is_over(room: WaitingRoom) -> None:
    request = (await asked(room)).request
    with pytest.raises(WrongState):  # nobody has accepted it
        await room.do(helping.close, key=request.key, person=HANNA)
    await room.do(helping.withdraw, key=request.key, device=KIOSK)
    before = await room.events()
    with pytest.raises(WrongState) as refusal:
        await room.do(helping.withdraw, key=request.key, device=KIOSK)
    assert refusal.value.facts == {"state": HelpState.WITHDRAWN}
    with pytest.raises(WrongState):
        await accepted(room, request)
    assert await room.events() == before


@pytest.mark.parametrize("other", [TERMINAL, NAMESAKE])
async def test_a_device_withdraws_its_own_alone(room: WaitingRoom, other: Device) -> None:
    request = (await asked(room)).request
    with pytest.raises(NotFound):
        await room.do(helping.withdraw, key=request.key, device=other)
    assert await states(room) == [HelpState.OPEN]


async def test_a_helper_sees_the_own_offices_the_oldest_first_and_where_it_is(room: WaitingRoom) -> None:
    async with room.db.transaction() as tx:
        await add_device(
            tx, id_="kiosk", office="mitte", kind=DeviceKind.KIOSK, token_key="k", name="Kiosk am Eingang"
        )
    for office in ("drueben", "nord", "mitte"):
        await asked(room, Device(id="kiosk", office=office, kind=DeviceKind.KIOSK))
        room.clock.advance(seconds=1)
    await asked(room, TERMINAL)

    both = await seen_by(room, person("hanna", Role.HELPER, "mitte", "nord"))
    assert [(each.office.id, each.request.place, each.people_ahead) for each in both] == [
        ("nord", "", 0),
        ("mitte", "Kiosk am Eingang", 0),
        ("mitte", "", 1),
    ]
    assert [each.office.id for each in await seen_by(room, HANNA)] == ["mitte", "mitte"]
    everywhere = await seen_by(room, person("admin", Role.ADMINISTRATOR))
    assert {each.office.id for each in everywhere} == {"mitte", "nord"}
    assert await seen_by(room, person("clerk", Role.CLERK)) == ()
    neighbour = person("admin", Role.ADMINISTRATOR, tenant="nachbar")
    assert [each.office.id for each in await seen_by(room, neighbour)] == ["drueben"]

    await accepted(room, both[1].request)
    assert [each.request.state for each in await seen_by(room, HANNA)] == ["accepted", "open"]
    await room.do(helping.close, key=both[1].request.key, person=HANNA)
    assert [each.request.state for each in await seen_by(room, HANNA)] == ["open"]


async def test_when_the_day_is_over_nobody_waits_for_help_any_longer(room: WaitingRoom) -> None:
    waits, helped = (await asked(room)).request, (await asked(room, TERMINAL)).request
    await accepted(room, helped)
    room.clock.set("18:00")
    async with room.db.reading() as reading:
        assert await days_to_close(reading) == [("mitte", MONDAY)]
    await room.do(close_day, office="mitte", date=MONDAY)

    ends = {type(event): event for event in (await room.events())[3:]}
    assert ends == {
        HelpWithdrawn: HelpWithdrawn(request=waits.id, by="closing"),
        HelpClosed: HelpClosed(request=helped.id, services=(), by="closing"),
        DayClosed: DayClosed(sent_home=0),
    }
    assert await seen_by(room, HANNA) == ()
    with pytest.raises(OfficeClosed):
        await asked(room)


async def test_a_day_that_nobody_closed_does_not_keep_a_device_from_asking(room: WaitingRoom) -> None:
    left_behind = (await asked(room)).request
    room.clock.set(at("08:00", date=TUESDAY))
    new = (await asked(room)).request

    assert (new.id != left_behind.id, new.date) == (True, TUESDAY)
    assert await states(room) == [HelpState.WITHDRAWN, HelpState.OPEN]
    assert [type(event) for event in await room.events()] == [HelpRequested]
    room.clock.set(at("09:00", date=MONDAY))
    assert (await room.events())[1:] == [HelpWithdrawn(request=left_behind.id, by="closing")]


async def test_the_last_defence_is_an_index(room: WaitingRoom) -> None:
    request = (await asked(room)).request
    double = HelpRequest(
        id="double",
        office="mitte",
        date=MONDAY,
        device="kiosk",
        device_kind=DeviceKind.KIOSK,
        step="concern",
        asked_at=request.asked_at,
    )
    with pytest.raises(WrongState):
        await room.do(lambda tx: help_requests.insert(tx.connection, double))
    await room.do(helping.withdraw, key=request.key, device=KIOSK)
    await room.do(lambda tx: help_requests.insert(tx.connection, double))


async def test_who_helped_is_forgotten_on_the_offices_schedule(room: WaitingRoom) -> None:
    request = (await asked(room)).request
    await accepted(room, request)
    await room.do(close_day, office="mitte", date=MONDAY)
    for days, who in ((7, "hanna"), (8, None), (9, None)):
        room.clock.set(at("12:00", date=MONDAY + dt.timedelta(days=days)))
        await room.do(upkeep.erase_personal, office="mitte")
        async with room.db.reading() as reading:
            assert (await help_requests.get(reading.connection, request.key)).accepted_by == who
    async with room.db.reading() as reading:
        rows = await reading.connection.execute(sa.select(t.erasure.c.kind, t.erasure.c["count"]))
        assert [tuple(row) for row in rows] == [("help_request", 1)]

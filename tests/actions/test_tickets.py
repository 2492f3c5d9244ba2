# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coming in: tickets, check-ins, and who is told to come another day."""

import datetime as dt
from dataclasses import replace

import pytest

from aufruf.actions.tickets import Ticket, check_in, take_ticket, walk_in_for
from aufruf.db import appointments, visits
from aufruf.db.transaction import Transaction
from aufruf.domain.appointment import AppointmentState
from aufruf.domain.errors import (
    AlreadyCheckedIn,
    NoCapacityLeft,
    NotFound,
    NotValid,
    OfficeClosed,
    QuantityTooLarge,
    TooEarly,
    TooLate,
    WrongState,
)
from aufruf.domain.events import AppointmentChanged, VisitArrived
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY, at


class Rolled(Exception):
    """Something went wrong after the ticket was drawn."""


async def draw_and_fail(tx: Transaction) -> None:
    ticket = await take_ticket(tx, office="mitte", services=(("ausweis", 1),))
    raise Rolled(ticket.visit.number)


async def checked_in(room: WaitingRoom, code: str = "ABCD23", **more: object) -> Ticket:
    return await room.do(check_in, office="mitte", code=code, **more)  # type: ignore[arg-type]


async def test_each_group_counts_for_itself_and_for_each_day(room: WaitingRoom) -> None:
    drawn = [(await room.ticket(service)).number for service in ("ausweis", "abholung", "pass", "abholung")]
    assert drawn == ["A001", "B001", "A002", "B002"]
    room.clock.advance(days=1)
    assert (await room.ticket()).number == "A001"


async def test_a_ticket_says_how_many_are_ahead(room: WaitingRoom) -> None:
    for expected in (0, 1, 2):
        ticket = await room.do(take_ticket, office="mitte", services=(("ausweis", 1),))
        assert ticket.ahead == expected
    first = await room.do(take_ticket, office="mitte", services=(("ausweis", 1),), needs=["wheelchair"])
    assert (first.ahead, first.visit.priority) == (0, True)


async def test_a_number_that_is_rolled_back_is_given_again(room: WaitingRoom) -> None:
    await room.ticket()
    with pytest.raises(Rolled, match="A002"):
        await room.do(draw_and_fail)
    assert (await room.ticket()).number == "A002"


async def test_the_event_holds_no_needs_and_no_name(room: WaitingRoom) -> None:
    ticket = await room.do(
        walk_in_for,
        office="mitte",
        services=(("ausweis", 1),),
        name="Erika Beispiel",
        needs=["wheelchair"],
    )
    [event] = await room.events()
    assert isinstance(event, VisitArrived)
    assert event.visit == ticket.visit.id
    assert "Erika" not in repr(event)
    assert "wheelchair" not in repr(event)
    async with room.db.reading() as reading:
        names = await visits.names(reading.connection, ("mitte", MONDAY))
    assert names == {ticket.visit.id: "Erika Beispiel"}


@pytest.mark.parametrize(
    ("services", "refusal"),
    [
        ((), NotValid),
        ((("zauberei", 1),), NotValid),
        ((("ausweis", 1), ("ausweis", 1)), NotValid),
        ((("pass", 5),), QuantityTooLarge),
    ],
)
async def test_what_the_office_does_not_do_gets_no_ticket(
    room: WaitingRoom, services: tuple[tuple[str, int], ...], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await room.do(take_ticket, office="mitte", services=services)
    assert await room.events() == []


@pytest.mark.parametrize("now", ["07:59:59", "18:00"])
async def test_a_kiosk_gives_tickets_only_while_the_office_is_open(room: WaitingRoom, now: str) -> None:
    room.clock.set(now)
    with pytest.raises(OfficeClosed):
        await room.ticket()
    # Reception decides for itself.
    ticket = await room.do(walk_in_for, office="mitte", services=(("ausweis", 1),))
    assert ticket.visit.number == "A001"


async def test_on_a_sunday_there_is_no_ticket(room: WaitingRoom) -> None:
    room.clock.set(at("09:00", date=MONDAY - dt.timedelta(days=1)))
    with pytest.raises(OfficeClosed):
        await room.ticket()


async def test_nobody_is_let_in_whom_nobody_could_serve_before_closing(room: WaitingRoom) -> None:
    await room.guard_the_door()
    room.clock.set("17:30")  # two generalists, half an hour: four identity cards, but no fifth
    for _ in range(4):
        await room.ticket()
    with pytest.raises(NoCapacityLeft) as refusal:
        await room.ticket()
    tomorrow = MONDAY + dt.timedelta(days=1)
    alternatives = refusal.value.facts["alternatives"]
    assert isinstance(alternatives, tuple)
    assert alternatives[0] == at("08:00", date=tomorrow)
    assert (await room.events())[-1].kind == "visit.arrived"


async def test_appointments_still_to_come_are_counted_before_a_walk_in(room: WaitingRoom) -> None:
    await room.guard_the_door()
    room.clock.set("17:30")
    await room.promised(id="one", start=at("17:40"), booking_code="AAAAAA")
    await room.promised(id="two", start=at("17:40"), booking_code="BBBBBB")
    await room.promised(
        id="gone", start=at("17:40"), booking_code="CCCCCC", state=AppointmentState.CANCELLED_BY_CITIZEN
    )
    for _ in range(2):
        await room.ticket()
    with pytest.raises(NoCapacityLeft):
        await room.ticket()


async def test_a_check_in_makes_a_visit_with_its_time(room: WaitingRoom) -> None:
    promise = await room.promised(start=at("09:30"))
    await room.ticket()
    visit = (await checked_in(room, " aufruf:abcd-23 ")).visit
    assert (visit.number, visit.booked_at, visit.appointment) == ("A002", promise.start, promise.id)
    assert AppointmentChanged(appointment=promise.id, state="checked_in") in await room.events()
    async with room.db.reading() as reading:
        [(stored, _)] = await appointments.with_code(reading.connection, office="mitte", code="ABCD23")
    assert (stored.state, stored.sequence) == (AppointmentState.CHECKED_IN, promise.sequence + 1)


async def test_nobody_checks_in_twice(room: WaitingRoom) -> None:
    await room.promised(start=at("09:30"))
    await checked_in(room)
    with pytest.raises(AlreadyCheckedIn):
        await checked_in(room)


async def test_the_index_refuses_a_second_visit_of_an_appointment(room: WaitingRoom) -> None:
    await room.promised(start=at("09:30"))
    first = (await checked_in(room)).visit
    twin = replace(first, id="twin", ordinal=first.ordinal + 1)
    with pytest.raises(AlreadyCheckedIn):
        async with room.db.transaction() as tx:
            await visits.insert(tx.connection, twin)


@pytest.mark.parametrize(
    ("now", "refusal"),
    [("08:59:59", TooEarly), ("09:00", None), ("10:30", None), ("10:30:01", TooLate)],
)
async def test_check_in_opens_half_an_hour_before_and_ends_an_hour_late(
    room: WaitingRoom, now: str, refusal: type[Exception] | None
) -> None:
    await room.promised(start=at("09:30"))
    room.clock.set(now)
    if refusal is None:
        assert (await checked_in(room)).visit.booked_at == at("09:30")
        return
    with pytest.raises(refusal):
        await checked_in(room)
    assert await room.events() == []


@pytest.mark.parametrize(("days", "refusal"), [(1, TooEarly), (-3, TooLate)])
async def test_an_appointment_of_another_day_is_too_early_or_too_late(
    room: WaitingRoom, days: int, refusal: type[Exception]
) -> None:
    date = MONDAY + dt.timedelta(days=days)
    await room.promised(start=at("09:30", date=date), created_at=at("08:00", date=date))
    with pytest.raises(refusal):
        await checked_in(room)


async def test_a_wrong_code_is_not_found(room: WaitingRoom) -> None:
    await room.promised()
    with pytest.raises(NotFound):
        await checked_in(room, "ZZZZZZ")


async def test_the_code_of_another_office_is_not_found(room: WaitingRoom) -> None:
    await room.promised(office="nord")
    with pytest.raises(NotFound):
        await checked_in(room)


async def test_of_several_appointments_with_one_code_the_open_one_counts(room: WaitingRoom) -> None:
    await room.promised(
        id="old",
        start=at("09:20"),
        created_at=at("08:30"),
        state=AppointmentState.CANCELLED_BY_CITIZEN,
    )
    open_one = await room.promised(id="new", start=at("09:25"), created_at=at("08:00"))
    assert (await checked_in(room)).visit.appointment == open_one.id


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (AppointmentState.HELD, WrongState),
        (AppointmentState.CANCELLED_BY_CITIZEN, WrongState),
        (AppointmentState.MISSED, TooLate),
    ],
)
async def test_only_a_confirmed_appointment_is_checked_in(
    room: WaitingRoom, state: AppointmentState, refusal: type[Exception]
) -> None:
    await room.promised(state=state, hold_expires_at=at("09:20"))
    with pytest.raises(refusal):
        await checked_in(room)

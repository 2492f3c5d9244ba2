# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hold, confirm, extend, cancel, move: one action at a time, on both databases."""

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from aufruf.actions import booking
from aufruf.actions.booking import Wish
from aufruf.db import appointments, outbox
from aufruf.db import tables as t
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.appointment import Appointment, AppointmentState, Citizen
from aufruf.domain.catalogue import OfficeRules, Shift, StaffMember
from aufruf.domain.errors import (
    AufrufError,
    HoldExpired,
    InThePast,
    NotCombinable,
    NotFound,
    NotValid,
    OffGrid,
    OutsideBookingWindow,
    OutsideOpening,
    QuantityTooLarge,
    SlotTaken,
    WrongState,
)
from tests.builders import (
    BERLIN,
    EIGHT,
    EIGHTEEN,
    MONDAY,
    SERVICES,
    SetClock,
    at,
    office,
    open_database,
    service,
    town,
)

T = TypeVar("T")
S = AppointmentState
TUESDAY = MONDAY + dt.timedelta(days=1)
ERIKA = Citizen(name="Erika Beispiel", email="erika@example.org", phone="0123 456", notes="Rampe")
ONE = StaffMember(id="anna")
ALONE = tuple(Shift(staff="anna", weekday=day, local_from=EIGHT, local_to=EIGHTEEN) for day in range(5))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def empty(database_url: str, clock: SetClock) -> AsyncIterator[Database]:
    """A database without any office."""
    db = await open_database(database_url, clock)
    yield db
    await db.close()


@pytest.fixture
async def db(empty: Database) -> Database:
    """An office "mitte" where one person works, "nord" with two, and one of another tenant."""
    alone = office(staff=(ONE,), shifts=ALONE)
    await town(empty, alone, office(id="nord"), office(id="drueben", tenant="nachbar"))
    return empty


async def do(db: Database, deed: Callable[[Transaction], Awaitable[T]]) -> T:
    async with db.transaction() as tx:
        return await deed(tx)


async def hold(db: Database, start: str | dt.datetime = "10:00", **changes: Any) -> Appointment:
    wall = at(start) if isinstance(start, str) else start
    place, confirmed = changes.pop("office", "mitte"), changes.pop("confirmed", False)
    values: dict[str, Any] = {"services": [("ausweis", 1)], "start": wall}
    wish = Wish(**(values | changes))
    return await do(
        db, lambda tx: booking.hold(tx, office=place, wish=wish, citizen=ERIKA, confirmed=confirmed)
    )


async def confirm(db: Database, id_: str) -> Appointment:
    return await do(db, lambda tx: booking.confirm(tx, id_=id_))


async def cancel(db: Database, id_: str) -> Appointment:
    return await do(db, lambda tx: booking.cancel(tx, id_=id_))


async def move(db: Database, id_: str, start: dt.datetime, *, to: str | None = None) -> Appointment:
    return await do(db, lambda tx: booking.move(tx, id_=id_, start=start, office=to))


async def stored(db: Database) -> list[tuple[Any, ...]]:
    """Every row of appointments and events, to see that nothing has changed."""
    async with db.reading() as reading:
        rows: list[tuple[Any, ...]] = []
        for table in (t.appointment, t.outbox, t.office_day):
            query = sa.select(table).order_by(*table.primary_key.columns)
            rows += [tuple(row) for row in await reading.connection.execute(query)]
    return rows


async def kinds(db: Database, date: dt.date = MONDAY, *, office: str = "mitte") -> list[str]:
    async with db.reading() as reading:
        query = sa.select(t.outbox.c.kind).where(t.outbox.c.office_id == office, t.outbox.c.date == date)
        return list((await reading.connection.execute(query.order_by(t.outbox.c.seq))).scalars())


async def read(db: Database, id_: str) -> Appointment:
    async with db.reading() as reading:
        return await appointments.with_id(reading.connection, id_)


def named(caught: pytest.ExceptionInfo[SlotTaken]) -> tuple[dt.datetime, ...]:
    """The other times that a refusal names."""
    alternatives = caught.value.facts["alternatives"]
    assert isinstance(alternatives, tuple)
    return alternatives


async def test_a_hold_keeps_a_time_for_twenty_minutes(db: Database, clock: SetClock) -> None:
    held = await hold(db)
    assert held.state is S.HELD
    assert held.hold_expires_at == clock.now + dt.timedelta(minutes=20)
    assert (held.start, held.end, held.witness) == (at("10:00"), at("10:15"), "anna")
    assert await read(db, held.id) == held
    assert await kinds(db) == ["appointment.held"]


async def test_who_it_is_for_is_stored_with_it_and_not_in_the_events(db: Database) -> None:
    held = await hold(db)
    async with db.reading() as reading:
        assert await appointments.citizen_of(reading.connection, held) == ERIKA
        payloads = await reading.connection.execute(sa.select(t.outbox.c.payload))
        assert "Erika" not in str(payloads.all())


async def test_the_time_is_taken_and_five_others_near_it_are_named(db: Database) -> None:
    await hold(db)
    with pytest.raises(SlotTaken) as caught:
        await hold(db, "10:05")
    assert named(caught) == tuple(at(wall) for wall in ("09:40", "09:45", "10:15", "10:20", "10:25"))
    assert {start.utcoffset() for start in named(caught)} == {dt.timedelta(hours=1)}


async def test_when_a_day_is_full_times_of_the_next_days_are_named(db: Database) -> None:
    for hour in range(9, 18):
        await hold(db, f"{hour:02d}:00", services=[("pass", 3)])
    with pytest.raises(SlotTaken) as caught:
        await hold(db, "10:00")
    assert named(caught) == tuple(at(f"08:{minute:02d}", date=TUESDAY) for minute in range(0, 25, 5))


async def test_no_alternative_lies_within_the_lead_time(empty: Database) -> None:
    await town(empty, office(staff=(ONE,), shifts=ALONE, rules=OfficeRules(lead_minutes=60)))
    await hold(empty, "10:00")
    with pytest.raises(SlotTaken) as caught:
        await hold(empty, "10:00")
    assert min(named(caught)) == at("10:15")


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"start": at("08:30")}, InThePast),
        ({"start": at("10:01")}, OffGrid),
        ({"start": at("17:50")}, OutsideOpening),
        ({"start": at("10:00", date=dt.date(2026, 11, 29))}, OutsideOpening),
        ({"start": at("10:00", date=dt.date(2027, 3, 1))}, OutsideBookingWindow),
        ({"services": [("nichts", 1)]}, NotValid),
        ({"services": []}, NotValid),
        ({"services": [("ausweis", 1), ("ausweis", 1)]}, NotValid),
        ({"services": [("ausweis", 0)]}, NotValid),
        ({"services": [("ausweis", 2)]}, QuantityTooLarge),
        ({"office": "nirgends"}, NotFound),
    ],
)
async def test_what_does_not_fit_is_refused_and_nothing_is_stored(
    db: Database, wish: dict[str, Any], refusal: type[AufrufError]
) -> None:
    before = await stored(db)
    with pytest.raises(refusal) as caught:
        await hold(db, **wish)
    assert type(caught.value) is refusal
    assert await stored(db) == before


async def test_services_that_do_not_go_together_are_refused(empty: Database) -> None:
    auto = service(id="auto", combinable=frozenset({"pass"}))
    ehe = service(id="ehe", combinable=frozenset({"abholung"}))
    await town(empty, office(services={each.id: each for each in (*SERVICES, auto, ehe)}))
    await hold(empty, services=[("auto", 1), ("pass", 1)])
    with pytest.raises(NotCombinable):
        await hold(empty, services=[("auto", 1), ("ehe", 1)])


async def test_only_somebody_with_the_skill_makes_a_time_bookable(empty: Database) -> None:
    cleo = StaffMember(id="cleo", skills=frozenset({"abholung"}))
    shifts = (Shift(staff="cleo", weekday=0, local_from=EIGHT, local_to=EIGHTEEN),)
    await town(empty, office(staff=(cleo,), shifts=shifts))
    assert (await hold(empty, services=[("abholung", 1)])).witness == "cleo"
    with pytest.raises(SlotTaken) as caught:
        await hold(empty, "11:00")
    assert named(caught) == ()


async def test_a_generalist_is_freed_for_whom_nobody_else_can_serve(empty: Database) -> None:
    staff = (StaffMember(id="anna"), StaffMember(id="cleo", skills=frozenset({"abholung", "ausweis"})))
    shifts = (
        Shift(staff="anna", weekday=0, local_from=EIGHT, local_to=EIGHTEEN),
        Shift(staff="cleo", weekday=0, local_from=EIGHT, local_to=EIGHTEEN),
    )
    await town(empty, office(staff=staff, shifts=shifts))
    first = await hold(empty, services=[("abholung", 1)])
    async with empty.transaction() as tx:  # as if only Anna could have served it when it was booked
        await appointments.save_witnesses(tx.connection, office="mitte", witnesses={first.id: "anna"})
    second = await hold(empty, services=[("pass", 1)])
    assert (second.witness, (await read(empty, first.id)).witness) == ("anna", "cleo")


async def test_an_office_without_staff_has_one_place_for_each_counter(empty: Database) -> None:
    await town(empty, office(staff=(), shifts=()))
    await hold(empty)
    await hold(empty)
    with pytest.raises(SlotTaken):
        await hold(empty)


async def test_a_break_is_not_booked(empty: Database) -> None:
    noon = (dt.time(12), dt.time(12, 30))
    shift = Shift(staff="anna", weekday=0, local_from=EIGHT, local_to=EIGHTEEN, breaks=(noon,))
    await town(empty, office(staff=(ONE,), shifts=(shift,)))
    for wall in ("11:50", "12:00", "12:25"):
        with pytest.raises(SlotTaken):
            await hold(empty, wall)
    await hold(empty, "11:45")
    await hold(empty, "12:30")


async def test_a_lapsed_hold_gives_its_time_back_though_no_job_ran(db: Database, clock: SetClock) -> None:
    first = await hold(db)
    clock.advance(minutes=20, microseconds=-1)
    with pytest.raises(SlotTaken):
        await hold(db)
    clock.advance(microseconds=1)
    second = await hold(db)
    with pytest.raises(HoldExpired):
        await confirm(db, first.id)
    assert (await confirm(db, second.id)).state is S.CONFIRMED


async def test_a_confirmed_appointment_stays_beyond_its_hold(db: Database, clock: SetClock) -> None:
    held = await hold(db)
    confirmed = await confirm(db, held.id)
    assert (confirmed.state, confirmed.hold_expires_at, confirmed.sequence) == (S.CONFIRMED, None, 1)
    clock.advance(minutes=30)
    with pytest.raises(SlotTaken):
        await hold(db)
    assert await kinds(db) == ["appointment.held", "appointment.changed"]


async def test_an_extended_hold_lasts_longer(db: Database, clock: SetClock) -> None:
    held = await hold(db)
    clock.advance(minutes=15)
    extended = await do(db, lambda tx: booking.extend(tx, id_=held.id))
    assert extended.hold_expires_at == clock.now + dt.timedelta(minutes=20)
    clock.advance(minutes=10)
    assert (await confirm(db, held.id)).state is S.CONFIRMED


async def test_a_cancelled_time_is_free_again(db: Database) -> None:
    held = await hold(db)
    await confirm(db, held.id)
    assert (await cancel(db, held.id)).state is S.CANCELLED_BY_CITIZEN
    await hold(db)


async def test_the_office_says_that_it_was_the_office(db: Database) -> None:
    held = await hold(db)
    gone = await do(db, lambda tx: booking.cancel(tx, id_=held.id, by_office=True))
    assert gone.state is S.CANCELLED_BY_OFFICE


async def test_what_is_cancelled_can_neither_be_confirmed_nor_moved_nor_cancelled_again(
    db: Database,
) -> None:
    held = await hold(db)
    await cancel(db, held.id)
    before = await stored(db)
    for deed in (confirm(db, held.id), cancel(db, held.id), move(db, held.id, at("11:00"))):
        with pytest.raises(WrongState) as caught:
            await deed
        assert caught.value.facts["state"] == S.CANCELLED_BY_CITIZEN
    assert await stored(db) == before


async def test_a_promise_is_not_confirmed_a_second_time(db: Database) -> None:
    held = await hold(db)
    await confirm(db, held.id)
    before = await stored(db)
    with pytest.raises(WrongState) as caught:
        await confirm(db, held.id)
    assert caught.value.facts["state"] == S.CONFIRMED
    assert await stored(db) == before


async def test_staff_book_confirmed_at_once_and_the_events_say_both(db: Database) -> None:
    booked = await hold(db, confirmed=True, channel="phone")
    assert (booked.state, booked.hold_expires_at, booked.channel) == (S.CONFIRMED, None, "phone")
    assert await kinds(db) == ["appointment.held", "appointment.changed"]


async def test_nobody_knows_an_appointment_that_does_not_exist(db: Database) -> None:
    for deed in (confirm(db, "nichts"), cancel(db, "nichts"), move(db, "nichts", at("11:00"))):
        with pytest.raises(NotFound):
            await deed


async def test_a_move_within_the_day_frees_the_old_time(db: Database) -> None:
    held = await confirm(db, (await hold(db)).id)
    moved = await move(db, held.id, at("10:05"))  # overlaps its own old time
    assert (moved.start, moved.state, moved.sequence) == (at("10:05"), S.CONFIRMED, held.sequence + 1)
    assert (moved.id, moved.booking_code) == (held.id, held.booking_code)
    assert await kinds(db) == ["appointment.held", "appointment.changed", "appointment.moved"]
    await hold(db, "09:50")


async def test_a_move_to_another_day_tells_both_days(db: Database) -> None:
    held = await hold(db)
    moved = await move(db, held.id, at("14:00", date=TUESDAY))
    assert (moved.date, await read(db, held.id)) == (TUESDAY, moved)
    assert (await kinds(db))[-1] == "appointment.moved"
    assert await kinds(db, TUESDAY) == ["appointment.moved"]
    async with db.reading() as reading:
        query = sa.select(t.outbox.c.payload).where(t.outbox.c.kind == "appointment.moved")
        starts = {row.payload["start"] is None for row in await reading.connection.execute(query)}
    assert starts == {True, False}
    await hold(db)


async def test_a_move_to_another_office_takes_the_citizen_along(db: Database) -> None:
    held = await hold(db)
    moved = await move(db, held.id, at("10:00"), to="nord")
    assert (moved.office, moved.id) == ("nord", held.id)
    async with db.reading() as reading:
        assert await appointments.citizen_of(reading.connection, moved) == ERIKA
        count = sa.select(sa.func.count()).select_from(t.appointment)
        assert (await reading.connection.execute(count)).scalar_one() == 1
    assert await kinds(db, office="nord") == ["appointment.moved"]
    await hold(db)


async def test_a_code_that_the_other_office_uses_is_drawn_anew(db: Database) -> None:
    held, other = await hold(db), await hold(db, office="nord")
    async with db.transaction() as tx:
        same = sa.update(t.appointment).where(t.appointment.c.id == other.id)
        await tx.connection.execute(same.values(booking_code=held.booking_code))
    moved = await move(db, held.id, at("11:00"), to="nord")
    assert moved.booking_code != held.booking_code
    assert (await read(db, held.id)).booking_code == moved.booking_code


async def test_no_appointment_goes_to_another_tenant(db: Database) -> None:
    held = await hold(db)
    before = await stored(db)
    with pytest.raises(NotFound):
        await move(db, held.id, at("10:00"), to="drueben")
    assert await stored(db) == before


@pytest.mark.parametrize(
    ("start", "to", "refusal"),
    [
        (at("11:00"), None, SlotTaken),
        (at("11:00", date=TUESDAY), None, SlotTaken),
        (at("08:00"), None, InThePast),
        (at("10:01"), None, OffGrid),
        (at("20:00"), None, OutsideOpening),
        (at("10:00"), "nirgends", NotFound),
    ],
)
async def test_a_move_that_fails_leaves_the_old_appointment_as_it_was(
    db: Database, start: dt.datetime, to: str | None, refusal: type[AufrufError]
) -> None:
    held = await hold(db)
    await hold(db, "11:00")
    await hold(db, at("11:00", date=TUESDAY))
    before = await stored(db)
    with pytest.raises(refusal):
        await move(db, held.id, start, to=to)
    assert await stored(db) == before


async def test_a_lapsed_hold_cannot_be_moved(db: Database, clock: SetClock) -> None:
    held = await hold(db)
    clock.advance(minutes=20)
    with pytest.raises(HoldExpired):
        await move(db, held.id, at("11:00"))


async def test_an_office_that_has_changed_meanwhile_is_asked_as_it_is_now(
    db: Database, database_url: str, clock: SetClock
) -> None:
    await hold(db)  # this process knows the office with Anna
    other_process = await open_database(database_url, clock)
    async with other_process.transaction() as tx:
        closed = {"office_id": "mitte", "first": MONDAY, "last": MONDAY, "reason": "Wasserrohrbruch"}
        await tx.connection.execute(sa.insert(t.closure), closed)
        await tx.connection.execute(sa.update(t.office).values(version=t.office.c.version + 1))
    await other_process.close()
    with pytest.raises(OutsideOpening):
        await hold(db, "11:00")


async def test_alternatives_carry_the_offset_of_their_own_day(db: Database, clock: SetClock) -> None:
    clock.set(at("12:00", date=dt.date(2026, 10, 23)))  # the Friday before summer time ends
    friday = dt.date(2026, 10, 23)
    for hour in range(12, 18):
        await hold(db, at(f"{hour}:00", date=friday), services=[("pass", 3)])
    with pytest.raises(SlotTaken) as caught:
        await hold(db, at("14:00", date=friday))
    first = named(caught)[0]
    assert first.isoformat() == "2026-10-26T08:00:00+01:00"
    assert first.tzinfo is BERLIN


async def test_the_outbox_numbers_bookings_without_gaps(db: Database) -> None:
    held = await hold(db)
    await confirm(db, held.id)
    with pytest.raises(SlotTaken):
        await hold(db)
    await hold(db, "11:00")
    async with db.reading() as reading:
        events = await outbox.after(reading.connection, ("mitte", MONDAY))
    assert [event.seq for event in events] == [1, 2, 3]

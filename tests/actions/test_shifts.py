# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shifts of a date and closures change: whom it touches, what is offered afterwards, who has to wait."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
import sqlalchemy as sa

from aufruf.actions import booking
from aufruf.actions.closures import close_office, reopen_office
from aufruf.actions.shifts import set_shifts
from aufruf.db import tables as t
from aufruf.db.engine import make_engine
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.catalogue import Shift, StaffMember, concern
from aufruf.domain.errors import InThePast, NotFound, NotValid, OutsideOpening, SlotTaken
from aufruf.domain.opening import OpeningHours, OpeningRule
from aufruf.reads.availability import Offers
from tests.builders import BERLIN, MONDAY, SetClock, at, open_database, small_town

TUESDAY = MONDAY + dt.timedelta(days=1)
WEDNESDAY = MONDAY + dt.timedelta(days=2)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def db(database_url: str, clock: SetClock) -> AsyncIterator[Database]:
    db = await open_database(database_url, clock)
    yield db
    await db.close()


def shift(begin: str, end: str, **more: Any) -> Shift:
    wanted: dict[str, Any] = {
        "staff": "anna",
        "date": TUESDAY,
        "local_from": dt.time.fromisoformat(begin),
        "local_to": dt.time.fromisoformat(end),
    }
    return Shift(**(wanted | more))


async def book(
    db: Database, wall: str, *, date: dt.date = TUESDAY, service: str = "ausweis", confirmed: bool = True
) -> Appointment:
    async with db.transaction() as tx:
        return await booking.hold(
            tx,
            office="mitte",
            wish=booking.Wish(services=[(service, 1)], start=at(wall, date=date)),
            citizen=Citizen(name=f"Erika {wall}"),
            confirmed=confirmed,
        )


async def rostered(
    db: Database, staff: str, *shifts: Shift, date: dt.date = TUESDAY
) -> list[tuple[str, str | None]]:
    """Set somebody's shifts; the touched appointments by id, with their names."""
    async with db.transaction() as tx:
        touched = await set_shifts(tx, office="mitte", staff=staff, date=date, shifts=shifts)
    return [(each.appointment.id, each.name) for each in touched]


async def closed(db: Database, first: dt.date = TUESDAY, last: dt.date = TUESDAY) -> list[str]:
    async with db.transaction() as tx:
        touched = await close_office(tx, office="mitte", first=first, last=last, reason="Umzug")
    return [each.appointment.id for each in touched]


async def version(db: Database) -> int:
    async with db.reading() as reading:
        return (await reading.office("mitte")).version


async def offered(db: Database, offers: Offers, date: dt.date = TUESDAY) -> dict[str, int]:
    """Starts for an identity card with their places, by a process that has looked before."""
    async with db.reading() as reading:
        office = await reading.office("mitte")
        found = await offers.of(reading, office, concern(office, [("ausweis", 1)]), first=date, last=date)
    return {f"{start.astimezone(BERLIN):%H:%M}": places for start, places in found.days[0].offers}


def ids(appointments: Sequence[Appointment]) -> list[str]:
    return [appointment.id for appointment in appointments]


async def test_a_colleague_takes_over_what_is_booked_and_only_the_rest_is_touched(db: Database) -> None:
    await small_town(db)
    first, second, later = [await book(db, wall) for wall in ("09:00", "09:00", "10:00")]
    touched = await rostered(db, "anna")
    assert len(touched) == 1
    assert touched[0][0] in {first.id, second.id}
    assert touched[0][1] == "Erika 09:00"
    assert {each for each, _ in await rostered(db, "bela")} == {first.id, second.id, later.id}


async def test_who_can_do_less_takes_over_only_what_they_can(db: Database) -> None:
    cleo = StaffMember(id="cleo", skills=frozenset({"abholung"}))
    weekly = [shift("08:00", "18:00", staff=who, date=None, weekday=1) for who in ("anna", "cleo")]
    await small_town(db, staff=(StaffMember(id="anna"), cleo), shifts=tuple(weekly))
    card, pickup = await book(db, "09:00"), await book(db, "09:30", service="abholung")
    assert await rostered(db, "anna") == [(card.id, "Erika 09:00")]
    assert await rostered(db, "cleo") == [(card.id, "Erika 09:00"), (pickup.id, "Erika 09:30")]


async def test_a_new_break_touches_what_lies_in_it(db: Database) -> None:
    await small_town(db)
    lunch = [await book(db, "12:15"), await book(db, "12:15")]
    await book(db, "12:30")
    pause = ((dt.time(12), dt.time(12, 30)),)
    assert await rostered(db, "anna", shift("08:00", "18:00", breaks=pause)) != []
    touched = await rostered(db, "bela", shift("08:00", "18:00", staff="bela", breaks=pause))
    assert {each for each, _ in touched} == set(ids(lunch))


async def test_the_appointments_themselves_stay_as_they_are(db: Database) -> None:
    await small_town(db)
    await book(db, "09:00")
    columns = sa.select(t.appointment)
    async with db.reading() as reading:
        before = (await reading.connection.execute(columns)).all()
    await rostered(db, "anna")
    await rostered(db, "bela")
    await closed(db)
    async with db.reading() as reading:
        assert (await reading.connection.execute(columns)).all() == before


async def test_only_what_is_still_to_come_and_still_promised_is_touched(
    db: Database, clock: SetClock
) -> None:
    await small_town(db)
    await book(db, "10:00", date=MONDAY)  # is over at 10:15
    running = await book(db, "10:15", date=MONDAY)
    await book(db, "11:00", date=MONDAY, confirmed=False)  # lapses at 09:20
    cancelled = await book(db, "12:00", date=MONDAY)
    clock.set("10:20")
    held = await book(db, "13:00", date=MONDAY, confirmed=False)
    async with db.transaction() as tx:
        await booking.cancel(tx, id_=cancelled.id)
    await rostered(db, "anna", date=MONDAY)
    assert [each for each, _ in await rostered(db, "bela", date=MONDAY)] == [running.id, held.id]
    assert await closed(db, MONDAY, MONDAY) == [running.id, held.id]


async def test_each_change_raises_the_version_once_and_the_same_again_does_not(db: Database) -> None:
    await small_town(db)
    seen = [await version(db)]
    for change in (
        lambda: rostered(db, "anna", shift("08:00", "12:00")),
        lambda: rostered(db, "anna", shift("08:00", "12:00")),
        lambda: rostered(db, "anna"),
        lambda: rostered(db, "anna"),
        lambda: closed(db),
        lambda: closed(db),
    ):
        await change()
        seen.append(await version(db))
    assert [each - seen[0] for each in seen] == [0, 1, 1, 2, 2, 3, 3]


async def test_the_same_change_again_names_the_same_people(db: Database) -> None:
    await small_town(db)
    await book(db, "09:00")
    await rostered(db, "bela")
    touched = await rostered(db, "anna")
    assert touched != []
    assert await rostered(db, "anna") == touched
    assert await closed(db) == await closed(db) == [touched[0][0]]


async def test_what_is_offered_changes_at_once_for_a_process_that_has_looked_before(
    db: Database, database_url: str, clock: SetClock
) -> None:
    await small_town(db)
    elsewhere, offers = Database(make_engine(database_url), clock=clock), Offers()
    assert (await offered(elsewhere, offers))["09:00"] == 2
    await rostered(db, "anna", shift("14:00", "20:00"))
    places = await offered(elsewhere, offers)
    assert (places["09:00"], places["14:00"], places["17:45"]) == (1, 2, 2)
    await rostered(db, "bela")
    assert min(await offered(elsewhere, offers)) == "14:00"
    await closed(db)
    assert await offered(elsewhere, offers) == {}
    async with db.transaction() as tx:
        await reopen_office(tx, office="mitte", first=TUESDAY, last=TUESDAY)
    assert min(await offered(elsewhere, offers)) == "14:00"
    await elsewhere.close()


async def test_a_closed_day_takes_no_bookings_and_the_day_after_does(db: Database) -> None:
    await small_town(db)
    before, after = await book(db, "09:00"), await book(db, "09:00", date=WEDNESDAY)
    assert await closed(db) == [before.id]
    with pytest.raises(OutsideOpening):
        await book(db, "10:00")
    assert (await book(db, "10:00", date=WEDNESDAY)).id != after.id


async def test_a_shift_beyond_midnight_touches_the_hours_after_midnight_too(db: Database) -> None:
    nights = tuple(OpeningRule(weekday=d, local_from=dt.time(20), local_to=dt.time(4)) for d in range(7))
    night = shift("20:00", "04:00", date=None, weekday=1)
    await small_town(
        db,
        opening=OpeningHours(zone=BERLIN, rules=nights),
        staff=(StaffMember(id="anna", name="Anna Beispiel"),),
        shifts=(night,),
    )
    evening, deep = await book(db, "21:00"), await book(db, "02:00", date=WEDNESDAY)
    assert [each for each, _ in await rostered(db, "anna", shift("20:00", "00:00"))] == [deep.id]
    assert [each for each, _ in await rostered(db, "anna")] == [evening.id, deep.id]
    assert await rostered(db, "anna", shift("20:00", "03:00")) == []


async def test_what_is_refused_leaves_everything_as_it_was(db: Database) -> None:
    await small_town(db)
    await book(db, "09:00")
    before = await version(db)
    with pytest.raises(NotFound):
        await rostered(db, "niemand")
    with pytest.raises(NotValid):
        await rostered(db, "anna", shift("08:00", "12:00"), shift("11:00", "13:00"))
    with pytest.raises(InThePast):
        await rostered(db, "anna", date=MONDAY - dt.timedelta(days=1))
    with pytest.raises(NotValid):
        await closed(db, WEDNESDAY, TUESDAY)
    with pytest.raises(NotFound):
        async with db.transaction() as tx:
            await reopen_office(tx, office="mitte", first=TUESDAY, last=TUESDAY)
    with pytest.raises(NotFound):
        async with db.transaction() as tx:
            await close_office(tx, office="nirgends", first=TUESDAY, last=TUESDAY)
    assert await version(db) == before


async def test_who_locks_the_office_locks_nothing_else(db: Database) -> None:
    await small_town(db)
    async with db.transaction() as tx:
        await tx.lock_office("mitte")
        with pytest.raises(RuntimeError):
            await tx.lock("mitte")


async def test_a_change_waits_for_the_booking_under_way_and_names_it(
    db: Database, database_url: str, clock: SetClock
) -> None:
    await small_town(db)
    await rostered(db, "bela")
    elsewhere = Database(make_engine(database_url), clock=clock)
    async with db.transaction() as tx:
        wish = booking.Wish(services=[("ausweis", 1)], start=at("09:00", date=TUESDAY))
        booked = await booking.hold(tx, office="mitte", wish=wish, citizen=Citizen(name="Erika Beispiel"))
        change = asyncio.create_task(rostered(elsewhere, "anna"))
        await asyncio.sleep(0.3)
        assert not change.done()
    assert await change == [(booked.id, "Erika Beispiel")]
    await elsewhere.close()


async def test_a_booking_waits_for_the_change_under_way_and_sees_the_new_shifts(
    db: Database, database_url: str, clock: SetClock
) -> None:
    await small_town(db)
    await rostered(db, "bela")
    elsewhere = Database(make_engine(database_url), clock=clock)
    await book(elsewhere, "15:00")  # this process knows the office as it is before the change
    async with db.transaction() as tx:
        await set_shifts(tx, office="mitte", staff="anna", date=TUESDAY, shifts=[shift("14:00", "18:00")])
        refused, taken = (asyncio.create_task(book(elsewhere, wall)) for wall in ("09:00", "14:00"))
        await asyncio.sleep(0.3)
        assert not refused.done()
        assert not taken.done()
    with pytest.raises(SlotTaken):
        await refused
    assert (await taken).start == at("14:00", date=TUESDAY)
    await elsewhere.close()


async def test_of_two_changes_at_once_the_later_one_counts_and_no_shift_is_doubled(
    db: Database, database_url: str, clock: SetClock
) -> None:
    await small_town(db)
    before = await version(db)
    elsewhere = Database(make_engine(database_url), clock=clock)
    async with db.transaction() as tx:
        await set_shifts(tx, office="mitte", staff="anna", date=TUESDAY, shifts=[shift("08:00", "12:00")])
        later = asyncio.create_task(rostered(elsewhere, "anna", shift("10:00", "14:00")))
        await asyncio.sleep(0.3)
        assert not later.done()
    await later
    async with db.reading() as reading:
        office = await reading.office("mitte")
    assert [each for each in office.shifts if each.date == TUESDAY] == [shift("10:00", "14:00")]
    assert office.version == before + 2
    await elsewhere.close()


async def test_of_bookings_and_a_change_at_once_all_that_were_taken_are_named(
    db: Database, database_url: str, clock: SetClock
) -> None:
    await small_town(db)
    await rostered(db, "bela")
    elsewhere = Database(make_engine(database_url), clock=clock)
    await version(elsewhere)
    walls = [f"{hour:02}:{minute:02}" for hour in range(8, 18) for minute in (0, 30)]
    bookings = [book((db, elsewhere)[index % 2], wall) for index, wall in enumerate(walls)]
    half = len(bookings) // 2
    *done, touched = await asyncio.gather(
        *bookings[:half], *bookings[half:], _soon(rostered(db, "anna")), return_exceptions=True
    )
    assert isinstance(touched, list)
    booked = {each.id for each in done if isinstance(each, Appointment)}
    assert {each for each, _ in touched} == booked
    assert all(isinstance(each, Appointment | SlotTaken) for each in done)
    await elsewhere.close()


async def _soon(change: Any) -> Any:
    """In the midst of the others."""
    await asyncio.sleep(0.02)
    return await change

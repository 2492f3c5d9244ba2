# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rebooking list: who comes to it by which change, and how each entry settles itself."""

import datetime as dt
from collections.abc import AsyncIterator, Collection
from dataclasses import replace

import pytest
import sqlalchemy as sa

from aufruf.actions import booking, rebooking, upkeep
from aufruf.actions.closures import close_office, reopen_office
from aufruf.actions.importing import import_catalogue
from aufruf.actions.shifts import set_shifts, set_skills
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.catalogue import Office, Shift, StaffMember
from aufruf.domain.errors import NotFound, NotValid, SlotTaken, WrongState
from aufruf.domain.opening import Closure, OpeningHours, OpeningRule
from aufruf.jobs import settle_rebooking
from aufruf.reads.availability import Offers
from aufruf.reads.rebooking import ToRebook, count_to_rebook, to_rebook
from tests.builders import (
    BERLIN,
    EIGHT,
    EIGHTEEN,
    MONDAY,
    SetClock,
    at,
    catalogue_of,
    office,
    open_database,
    small_town,
    town,
)

TUESDAY = MONDAY + dt.timedelta(days=1)
NEXT_MONDAY = MONDAY + dt.timedelta(days=7)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def db(database_url: str, clock: SetClock) -> AsyncIterator[Database]:
    db = await open_database(database_url, clock)
    yield db
    await db.close()


async def book(
    db: Database,
    wall: str,
    *,
    date: dt.date = TUESDAY,
    service: str = "ausweis",
    office: str = "mitte",
    confirmed: bool = True,
) -> str:
    wish = booking.Wish(services=[(service, 1)], start=at(wall, date=date))
    async with db.transaction() as tx:
        held = await booking.hold(
            tx, office=office, wish=wish, citizen=Citizen(name="Erika Beispiel"), confirmed=confirmed
        )
    return held.id


async def away(db: Database, *staff: str, date: dt.date = TUESDAY) -> None:
    for each in staff:
        async with db.transaction() as tx:
            await set_shifts(tx, office="mitte", staff=each, date=date, shifts=[])


async def back(db: Database, staff: str, *, date: dt.date = TUESDAY) -> None:
    shift = Shift(staff=staff, date=date, local_from=EIGHT, local_to=EIGHTEEN)
    async with db.transaction() as tx:
        await set_shifts(tx, office="mitte", staff=staff, date=date, shifts=[shift])


async def skilled(db: Database, staff: str, skills: Collection[str] | None) -> list[str]:
    async with db.transaction() as tx:
        touched = await set_skills(tx, office="mitte", staff=staff, skills=skills)
    return [each.appointment.id for each in touched]


async def closed(db: Database, date: dt.date = TUESDAY) -> None:
    async with db.transaction() as tx:
        await close_office(tx, office="mitte", first=date, last=date, reason="Umzug")


async def listed(db: Database, office: str = "mitte") -> list[ToRebook]:
    async with db.reading(snapshot=True) as reading:
        known = await reading.office(office)
        found = await to_rebook(reading, known, Offers())
        assert await count_to_rebook(reading, known) == len(found)
    return found


async def open_ids(db: Database, office: str = "mitte") -> list[str]:
    return [each.appointment.id for each in await listed(db, office)]


async def outcomes(db: Database) -> dict[str, str | None]:
    async with db.reading() as reading:
        rows = await reading.connection.execute(sa.select(t.rebooking))
        return {row.appointment_id: row.outcome for row in rows}


async def moved(db: Database, id_: str, wall: str, *, date: dt.date = TUESDAY) -> Appointment:
    async with db.transaction() as tx:
        start = at(wall, date=date)
        return await rebooking.move_listed(tx, office="mitte", appointment=id_, start=start)


async def test_what_a_shift_makes_impossible_is_listed_with_all_that_a_call_needs(db: Database) -> None:
    await small_town(db)
    id_ = await book(db, "09:00")
    await away(db, "anna")
    assert await listed(db) == []
    await away(db, "bela")
    [entry] = await listed(db)
    assert (entry.appointment.id, entry.citizen.name, entry.cause) == (id_, "Erika Beispiel", "shift")
    assert entry.since == at("09:00")
    assert [f"{start.astimezone(BERLIN):%d %H:%M}" for start in entry.suggestions] == [
        "25 08:00",
        "25 08:05",
        "25 08:10",
        "25 08:15",
        "25 08:20",
    ]


async def test_the_nearest_times_of_the_same_day_are_suggested_first(db: Database) -> None:
    await small_town(db)
    await book(db, "09:00")
    await away(db, "bela")
    noon = Shift(staff="anna", date=TUESDAY, local_from=dt.time(12), local_to=dt.time(12, 20))
    async with db.transaction() as tx:
        await set_shifts(tx, office="mitte", staff="anna", date=TUESDAY, shifts=[noon])
    [entry] = await listed(db)
    shown = [f"{start.astimezone(BERLIN):%d %H:%M}" for start in entry.suggestions]
    assert shown == ["24 12:00", "24 12:05", "25 08:00", "25 08:05", "25 08:10"]


async def test_a_change_that_is_undone_makes_it_possible_again(db: Database) -> None:
    await small_town(db)
    id_ = await book(db, "09:00")
    await away(db, "anna", "bela")
    await back(db, "bela")
    assert await listed(db) == []
    assert await outcomes(db) == {id_: "possible_again"}
    await away(db, "bela")
    assert await open_ids(db) == [id_]


async def test_a_closure_lists_and_its_end_takes_from_the_list_but_not_what_has_nobody(db: Database) -> None:
    await small_town(db)
    early, late = await book(db, "09:00"), await book(db, "17:00")
    await closed(db)
    assert [(each.appointment.id, each.cause) for each in await listed(db)] == [
        (early, "closure"),
        (late, "closure"),
    ]
    for staff in ("anna", "bela"):
        shift = Shift(staff=staff, date=TUESDAY, local_from=EIGHT, local_to=dt.time(12))
        async with db.transaction() as tx:
            await set_shifts(tx, office="mitte", staff=staff, date=TUESDAY, shifts=[shift])
    assert await open_ids(db) == [early, late]  # the office is still closed
    async with db.transaction() as tx:
        await reopen_office(tx, office="mitte", first=TUESDAY, last=TUESDAY)
    assert await open_ids(db) == [late]


async def test_skills_touch_all_days_to_come_and_no_others(db: Database) -> None:
    await small_town(db)
    today, tomorrow = await book(db, "11:00", date=MONDAY), await book(db, "09:00")
    other = await book(db, "09:30", date=NEXT_MONDAY, service="pass")
    later = await book(db, "09:00", date=NEXT_MONDAY)
    assert await skilled(db, "anna", ["pass"]) == []
    assert await skilled(db, "bela", ["pass", "abholung"]) == [today, tomorrow, later]
    assert {each.cause for each in await listed(db)} == {"skill"}
    assert other not in await open_ids(db)
    assert await skilled(db, "bela", ["pass", "abholung"]) == [today, tomorrow, later]
    assert await skilled(db, "bela", None) == []
    assert await listed(db) == []


async def test_skills_are_effective_at_once_and_wrong_ones_are_refused(db: Database) -> None:
    known = await small_town(db)
    await skilled(db, "anna", [])
    async with db.reading() as reading:
        after = await reading.office("mitte")
    assert after.version == known.version + 1
    assert [each.skills for each in after.staff] == [frozenset(), None]
    await book(db, "09:00")
    with pytest.raises(SlotTaken):
        await book(db, "09:00")
    with pytest.raises(NotValid):
        await skilled(db, "anna", ["ausweis", "angeln"])
    with pytest.raises(NotFound):
        await skilled(db, "niemand", None)


async def test_a_booking_that_is_given_back_makes_room_for_one_on_the_list(db: Database) -> None:
    await small_town(db)
    ids = {await book(db, "09:00"), await book(db, "09:00")}
    await away(db, "anna")
    [on_list] = await open_ids(db)
    async with db.transaction() as tx:
        await booking.cancel(tx, id_=(ids - {on_list}).pop())
    assert await listed(db) == []
    assert await outcomes(db) == {on_list: "possible_again"}


async def test_so_does_a_hold_that_lapses_and_a_booking_that_is_moved_away(
    db: Database, clock: SetClock
) -> None:
    await small_town(db)
    held, one = await book(db, "09:00", confirmed=False), await book(db, "09:00")
    await away(db, "anna")
    clock.advance(minutes=21)
    async with db.transaction() as tx:
        await upkeep.lapse_holds(tx, office="mitte", date=TUESDAY)
    assert await listed(db) == []
    two = await book(db, "15:00")
    await back(db, "anna")
    three = await book(db, "15:00")
    await away(db, "anna")
    [on_list] = await open_ids(db)
    other = ({two, three} - {on_list}).pop()
    async with db.transaction() as tx:
        await booking.move(tx, id_=other, start=at("16:00", date=TUESDAY))
    assert await listed(db) == []
    assert set(await outcomes(db)) <= {held, one, on_list}


async def test_whoever_moves_or_cancels_takes_it_from_the_list_in_the_same_deed(db: Database) -> None:
    await small_town(db)
    citizen, staff, gone, cancelled = [await book(db, wall) for wall in ("09:00", "10:00", "11:00", "12:00")]
    await away(db, "anna", "bela")
    wednesday = TUESDAY + dt.timedelta(days=1)
    async with db.transaction() as tx:
        await booking.move(tx, id_=citizen, start=at("09:00", date=wednesday))
    assert (await moved(db, staff, "10:00", date=wednesday)).date == wednesday
    async with db.transaction() as tx:
        await booking.cancel(tx, id_=gone)
    async with db.transaction() as tx:
        done = await rebooking.cancel_listed(tx, office="mitte", appointment=cancelled)
    assert done.state == "cancelled_by_office"
    assert await outcomes(db) == {
        citizen: "moved",
        staff: "moved",
        gone: "cancelled",
        cancelled: "cancelled",
    }
    for id_ in (staff, cancelled, "nirgends"):
        with pytest.raises(NotFound):
            await moved(db, id_, "11:00", date=wednesday)


async def test_a_move_within_the_day_settles_too_and_a_refused_one_changes_nothing(db: Database) -> None:
    await small_town(db)
    id_ = await book(db, "09:00")
    noon = Shift(staff="anna", date=TUESDAY, local_from=dt.time(12), local_to=dt.time(13))
    async with db.transaction() as tx:
        await set_shifts(tx, office="mitte", staff="anna", date=TUESDAY, shifts=[noon])
    await away(db, "bela")
    with pytest.raises(SlotTaken):
        await moved(db, id_, "14:00")
    assert await open_ids(db) == [id_]
    await moved(db, id_, "12:00")
    assert await outcomes(db) == {id_: "moved"}


async def test_of_two_who_move_the_same_one_comes_too_late(db: Database) -> None:
    await small_town(db)
    id_ = await book(db, "09:00")
    await away(db, "anna", "bela")
    wednesday = TUESDAY + dt.timedelta(days=1)
    await moved(db, id_, "09:00", date=wednesday)
    with pytest.raises(WrongState):  # as for somebody who saw the list before
        async with db.transaction() as tx:
            await booking.move(tx, id_=id_, start=at("10:00", date=wednesday), listed=True)


async def test_one_that_goes_to_another_office_leaves_this_list(db: Database) -> None:
    await town(db, office(), office(id="nord"))
    id_ = await book(db, "09:00")
    await away(db, "anna", "bela")
    async with db.transaction() as tx:
        await rebooking.move_listed(
            tx, office="mitte", appointment=id_, start=at("09:00", date=TUESDAY), to="nord"
        )
    assert await outcomes(db) == {id_: "moved"}
    assert await listed(db) == await listed(db, "nord") == []


async def test_what_is_over_is_not_shown_and_is_written_down_by_the_clock(
    db: Database, clock: SetClock
) -> None:
    await small_town(db)
    id_ = await book(db, "10:00", date=MONDAY)
    await away(db, "anna", "bela", date=MONDAY)
    await settle_rebooking(db)
    assert await open_ids(db) == [id_]
    clock.set("10:15")
    assert await listed(db) == []
    assert await outcomes(db) == {id_: None}
    await settle_rebooking(db)
    assert await outcomes(db) == {id_: "over"}
    clock.advance(days=9)
    async with db.transaction() as tx:
        await upkeep.erase_personal(tx, office="mitte")
    assert await outcomes(db) == {}


async def brought_in(db: Database, *wanted: Office) -> dict[str, dict[str, int]]:
    """Import these offices: how many appointments that touches, by office and by what was changed."""
    async with db.transaction() as tx:
        report = await import_catalogue(tx, catalogue=catalogue_of(*wanted))
    return {
        office: {cause.value: len(touched) for cause, touched in by_cause.items()}
        for office, by_cause in report.touched.items()
    }


async def test_an_import_lists_what_it_makes_impossible_and_the_next_takes_it_off(db: Database) -> None:
    before = {id_: office(id=id_) for id_ in ("shift", "skill", "hours", "closure", "same")}
    await town(db, *before.values())
    ids = {id_: await book(db, "09:00", office=id_) for id_ in before}
    opening, monday = (
        before["same"].opening,
        Shift(staff="anna", weekday=0, local_from=EIGHT, local_to=EIGHTEEN),
    )
    short = OpeningRule(weekday=1, local_from=dt.time(9), local_to=dt.time(9, 10))
    only_pass = [StaffMember(id=each, skills=frozenset({"pass"})) for each in ("anna", "bela")]
    after = before | {
        "shift": replace(before["shift"], shifts=(monday,)),
        "skill": replace(before["skill"], staff=tuple(only_pass)),
        "hours": replace(before["hours"], opening=replace(opening, rules=(short,))),
        "closure": replace(
            before["closure"], opening=replace(opening, closures=(Closure(first=TUESDAY, last=TUESDAY),))
        ),
    }
    changed = ("shift", "skill", "hours", "closure")
    assert await brought_in(db, *after.values()) == {cause: {cause: 1} for cause in changed}
    for cause in changed:
        assert [(each.appointment.id, each.cause) for each in await listed(db, cause)] == [
            (ids[cause], cause)
        ]
    assert await brought_in(db, *before.values()) == {}
    assert await outcomes(db) == {
        ids[cause]: None if cause == "closure" else "possible_again"  # no import takes a closure back
        for cause in changed
    }


async def test_an_import_that_changes_no_capacity_lists_nothing_even_if_something_fails(db: Database) -> None:
    before = await small_town(db)
    await book(db, "09:00")
    await away(db, "anna", "bela")
    renamed = replace(before, name="Bürgerbüro Mitte am Markt")
    async with db.transaction() as tx:
        report = await import_catalogue(tx, catalogue=replace(catalogue_of(renamed), shifts=None))
    assert report.touched == {}


async def test_on_days_of_23_and_25_hours_a_change_touches_what_the_clock_on_the_wall_says(
    db: Database, clock: SetClock
) -> None:
    sundays = (OpeningRule(weekday=6, local_from=dt.time(1), local_to=dt.time(6)),)
    anna = (StaffMember(id="anna"),)
    weekly = (Shift(staff="anna", weekday=6, local_from=dt.time(1), local_to=dt.time(6)),)
    await small_town(
        db, opening=OpeningHours(zone=BERLIN, rules=sundays), staff=anna, shifts=weekly, counters=()
    )
    for date, walls in (
        (dt.date(2027, 3, 28), ("01:30", "03:00", "04:30")),
        (dt.date(2027, 10, 31), ("01:30", "03:00", "04:30")),
    ):
        clock.set(at("09:00", date=date - dt.timedelta(days=7)))
        before, within, after = [await book(db, wall, date=date) for wall in walls]
        pause = Shift(
            staff="anna",
            date=date,
            local_from=dt.time(1),
            local_to=dt.time(6),
            breaks=((dt.time(2), dt.time(3)),),
        )
        async with db.transaction() as tx:
            assert await set_shifts(tx, office="mitte", staff="anna", date=date, shifts=[pause]) == []
        longer = replace(pause, breaks=((dt.time(2), dt.time(4)),))
        async with db.transaction() as tx:
            touched = await set_shifts(tx, office="mitte", staff="anna", date=date, shifts=[longer])
        assert [each.appointment.id for each in touched] == [within]
        assert await open_ids(db) == [within]
        assert before != after
        async with db.transaction() as tx:
            await booking.cancel(tx, id_=within)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counters, terminals and what is held back for walk-ins: what is offered, and what can be booked."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from aufruf.actions import booking
from aufruf.actions.importing import import_catalogue
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.doctor import offices as doctor
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.catalogue import Counter, CounterKind, Office, OfficeRules, Resource, StaffMember, concern
from aufruf.domain.errors import NotCombinable, SlotTaken
from aufruf.domain.rebooking import Cause
from aufruf.reads.availability import Offers
from tests.builders import (
    BERLIN,
    MONDAY,
    SERVICES,
    SetClock,
    at,
    catalogue_of,
    office,
    open_database,
    service,
    town,
)

TUESDAY = MONDAY + dt.timedelta(days=1)
TERMINALS = tuple(Counter(id=f"t{n}", kind=CounterKind.TERMINAL) for n in (1, 2))
DESKS = (Counter(id="1"), Counter(id="2"))
PICKUP = service(id="abholung", name="Abholung", minutes=5, group="B", resource=Resource.TERMINAL)
WITH_TERMINALS = {each.id: each for each in (*SERVICES[:2], PICKUP)}


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    db = await open_database(database_url, SetClock())
    yield db
    await db.close()


async def book(
    db: Database, wall: str, *, service: str = "ausweis", at_: str = "mitte", channel: str = "public"
) -> Appointment:
    wish = booking.Wish(services=[(service, 1)], start=at(wall, date=TUESDAY), channel=channel)
    async with db.transaction() as tx:
        return await booking.hold(tx, office=at_, wish=wish, citizen=Citizen(name="Erika Beispiel"))


async def places(db: Database, service: str = "ausweis", *, of: str = "mitte") -> dict[str, int]:
    async with db.reading() as reading:
        known = await reading.office(of)
        wanted = concern(known, [(service, 1)])
        found = await Offers().of(reading, known, wanted, first=TUESDAY, last=TUESDAY)
    return {f"{start.astimezone(BERLIN):%H:%M}": count for start, count in found.days[0].offers}


async def test_not_more_are_booked_at_once_than_there_are_counters(db: Database) -> None:
    await town(
        db,
        office(counters=(Counter(id="1"), *TERMINALS)),
        office(id="ohne", counters=()),
        office(id="ortlos", counters=(Counter(id="1"), Counter(id="v", kind=CounterKind.REMOTE))),
    )
    assert (await places(db))["09:00"] == 1
    await book(db, "09:00")
    with pytest.raises(SlotTaken):
        await book(db, "09:10", service="pass")
    assert "09:10" not in await places(db)
    await book(db, "09:15", service="pass")
    # Without a word about counters there are as many as people; a remote one is one.
    assert (await places(db, of="ohne"))["09:00"] == (await places(db, of="ortlos"))["09:00"] == 2


async def test_who_has_no_counter_after_an_import_comes_to_the_rebooking_list(db: Database) -> None:
    await town(db, office())
    booked = {(await book(db, "09:00")).id, (await book(db, "09:05", service="pass")).id}
    await book(db, "10:00")
    async with db.transaction() as tx:
        await tx.connection.execute(sa.delete(t.counter).where(t.counter.c.id == "2"))  # no import does it
    later = office(counters=(Counter(id="1", room="12"),))
    async with db.transaction() as tx:
        report = await import_catalogue(tx, catalogue=catalogue_of(later))
    [touched] = report.touched["mitte"][Cause.SHIFT]
    assert touched.appointment.id in booked
    assert "09:10" not in await places(db)


async def test_many_at_once_get_no_more_than_the_counters(db: Database) -> None:
    await town(db, office(counters=(Counter(id="1"),)))
    done = await asyncio.gather(*(book(db, "09:00") for _ in range(6)), return_exceptions=True)
    assert sum(isinstance(each, Appointment) for each in done) == 1
    assert all(isinstance(each, Appointment | SlotTaken) for each in done)


async def test_people_held_back_for_walk_ins_are_booked_by_reception_alone(db: Database) -> None:
    await town(db, office(rules=OfficeRules(walk_in_reserve_percent=50)))
    assert set((await places(db)).values()) == {1}
    await book(db, "09:00")
    assert "09:00" not in await places(db)
    for channel in ("public", "phone"):
        with pytest.raises(SlotTaken):
            await book(db, "09:00", channel=channel)
    await book(db, "09:00", channel="reception")
    with pytest.raises(SlotTaken):
        await book(db, "09:00", channel="reception")


async def test_holding_people_back_touches_no_promise(db: Database) -> None:
    before = office()
    await town(db, before)
    held = [await book(db, "09:00"), await book(db, "09:00")]
    await town(db, office(rules=OfficeRules(walk_in_reserve_percent=100)))
    assert await places(db) == {}
    for each in held:
        async with db.transaction() as tx:
            assert (await booking.confirm(tx, id_=each.id)).state == "confirmed"


def terminals(**changes: object) -> Office:
    return office(services=WITH_TERMINALS, counters=(*DESKS, *TERMINALS), **changes)


async def test_what_is_done_at_a_terminal_needs_a_free_one_and_nobody_of_the_staff(db: Database) -> None:
    await town(db, terminals(shifts=()))
    assert await places(db) == {}
    assert (await places(db, "abholung"))["17:55"] == 2
    first = await book(db, "09:00", service="abholung")
    second = await book(db, "09:00", service="abholung")
    assert {first.witness, second.witness} <= {"~t1", "~t2"}
    with pytest.raises(SlotTaken):
        await book(db, "09:00", service="abholung")


async def test_terminals_take_nobody_s_counter_and_the_staff_no_terminal(db: Database) -> None:
    await town(db, terminals(rules=OfficeRules(walk_in_reserve_percent=50)))
    assert (await places(db, "abholung"))["09:00"] == (await places(db))["09:00"] == 1
    await book(db, "09:00", service="abholung")
    await book(db, "09:00")
    assert (await book(db, "09:00", channel="reception")).witness in {"anna", "bela"}
    with pytest.raises(SlotTaken):
        await book(db, "09:00", service="abholung")


async def test_a_terminal_and_a_counter_are_no_one_appointment(db: Database) -> None:
    here = terminals(staff=(StaffMember(id="anna"),))
    with pytest.raises(NotCombinable):
        concern(here, [("ausweis", 1), ("abholung", 1)])
    assert concern(here, [("ausweis", 1), ("abholung", 1)], walk_in=True).minutes == 20


async def test_the_doctor_names_what_an_office_offers_and_cannot_give(db: Database) -> None:
    annas = tuple(shift for shift in office().shifts if shift.staff == "anna")
    only_pass = (StaffMember(id="anna", skills=frozenset({"pass"})),)
    await town(db, office(), office(id="nord", staff=only_pass, shifts=annas), office(id="ruht", shifts=()))
    async with db.reading() as reading:
        found = [each.sentence for each in await doctor.look(reading.connection, now=reading.now)]
    assert [sentence.partition(", but")[0] for sentence in found] == [
        "The office nord offers abholung, ausweis",
        "The office ruht offers abholung, ausweis, pass",
    ]
    assert "has the skill" in found[0]
    assert "give its staff shifts" in found[1]

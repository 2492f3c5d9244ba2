# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan is proposed, accepted, changed, refused: what becomes of it, and what it may not do."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from aufruf.actions import booking
from aufruf.actions.plans import Changes, accept_plan, accepting, breaches_of, refuse_plan
from aufruf.actions.shifts import set_shifts, set_skills
from aufruf.db import plans
from aufruf.db.plans import StoredPlan
from aufruf.db.transaction import Database
from aufruf.domain.access import Person
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.catalogue import concern
from aufruf.domain.day_plan import Obstacle, planned_shifts
from aufruf.domain.errors import (
    AppointmentsTouched,
    InThePast,
    NotFound,
    NotValid,
    PlanImpossible,
    PlanOutdated,
    WrongState,
)
from aufruf.domain.plans import ProposalState
from aufruf.domain.roles import Role
from aufruf.reads.availability import Offers
from tests.builders import MONDAY, SetClock, at, open_database, small_town
from tests.planned import LUNCH, TOMORROW, day_plan, proposed, working

BOSS = Person(user="boss", tenant="default", role=Role.SUPERVISOR, offices=frozenset({"mitte"}))
NOBODY: dict[str, tuple[()]] = {"anna": (), "bela": ()}


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def db(database_url: str, clock: SetClock) -> AsyncIterator[Database]:
    db = await open_database(database_url, clock)
    await small_town(db)
    yield db
    await db.close()


async def lunch_is_proposed(db: Database, date: dt.date = TOMORROW) -> str:
    async with db.reading() as reading:
        office = await reading.office("mitte")
    return await proposed(db, day_plan(office, date=date))


async def stored(db: Database, date: dt.date = TOMORROW) -> StoredPlan:
    async with db.reading() as reading:
        found = await plans.of_day(reading.connection, ("mitte", date))
    assert found is not None
    return found


async def accept(db: Database, date: dt.date = TOMORROW, changes: Changes | None = None) -> None:
    async with db.transaction() as tx:
        await accept_plan(tx, office="mitte", date=date, person=BOSS, changes=changes)


async def book(db: Database, wall: str) -> Appointment:
    async with db.transaction() as tx:
        wish = booking.Wish(services=[("ausweis", 1)], start=at(wall, date=TOMORROW))
        return await booking.hold(
            tx, office="mitte", wish=wish, citizen=Citizen(name="Erika Beispiel"), confirmed=True
        )


async def places(db: Database, offers: Offers, wall: str) -> int:
    """How many places there are at this time tomorrow."""
    async with db.reading() as reading:
        office = await reading.office("mitte")
        wanted = concern(office, [("ausweis", 1)])
        found = await offers.of(reading, office, wanted, first=TOMORROW, last=TOMORROW)
    return dict(found.days[0].offers).get(at(wall, date=TOMORROW), 0)


async def test_an_accepted_plan_is_the_shifts_of_its_day_and_of_no_other(db: Database) -> None:
    await lunch_is_proposed(db)
    await accept(db)
    async with db.reading() as reading:
        office = await reading.office("mitte")
    assert {staff: planned_shifts(office, staff, TOMORROW) for staff in LUNCH} == LUNCH
    assert planned_shifts(office, "anna", MONDAY) == (working("08:00-18:00"),)


async def test_availability_follows_at_once(db: Database) -> None:
    await lunch_is_proposed(db)
    offers = Offers()
    assert await places(db, offers, "12:00") == 2
    await accept(db)
    assert await places(db, offers, "12:00") == 1
    assert await places(db, offers, "11:00") == 2


async def test_who_decided_and_when_stays_with_the_plan(db: Database, clock: SetClock) -> None:
    made = await lunch_is_proposed(db)
    clock.set("09:30")
    await accept(db)
    decided = await stored(db)
    assert (decided.id, decided.state, decided.decided_by, decided.decided_at) == (
        made,
        ProposalState.ACCEPTED,
        "boss",
        at("09:30"),
    )


async def test_a_refused_plan_changes_nothing_and_says_why(db: Database) -> None:
    await lunch_is_proposed(db)
    async with db.reading() as reading:
        before = await reading.office("mitte")
    async with db.transaction() as tx:
        await refuse_plan(tx, office="mitte", date=TOMORROW, person=BOSS, reason="Teamsitzung um 12")
    async with db.reading() as reading:
        assert await reading.office("mitte") is before
    decided = await stored(db)
    assert (decided.state, decided.reason) == (ProposalState.REFUSED, "Teamsitzung um 12")
    with pytest.raises(WrongState):
        await accept(db)


async def test_a_later_proposal_takes_the_place_of_the_open_one(db: Database) -> None:
    first = await lunch_is_proposed(db)
    second = await lunch_is_proposed(db)
    assert (await stored(db)).id == second != first


async def test_what_is_decided_is_decided_once(db: Database) -> None:
    await lunch_is_proposed(db)
    await accept(db)
    with pytest.raises(WrongState) as refused:
        await accept(db)
    assert refused.value.facts == {"state": "accepted"}
    with pytest.raises(WrongState):
        async with db.transaction() as tx:
            await refuse_plan(tx, office="mitte", date=TOMORROW, person=BOSS)


async def test_a_day_without_a_plan_has_nothing_to_accept(db: Database) -> None:
    with pytest.raises(NotFound):
        await accept(db)


async def test_rules_that_clash_cannot_be_accepted_but_put_aside(db: Database) -> None:
    async with db.reading() as reading:
        office = await reading.office("mitte")
    clash = Obstacle(rule="counters", wanted=3, there=2)
    await proposed(db, day_plan(office, {}, obstacles=(clash,)))
    with pytest.raises(PlanImpossible):
        await accept(db)
    async with db.transaction() as tx:
        await refuse_plan(tx, office="mitte", date=TOMORROW, person=BOSS)
    assert (await stored(db)).state is ProposalState.REFUSED


async def test_a_change_that_concerns_the_day_makes_a_plan_old_and_is_named(db: Database) -> None:
    await lunch_is_proposed(db)
    async with db.transaction() as tx:
        await set_shifts(tx, office="mitte", staff="bela", date=TOMORROW, shifts=())
    async with db.transaction() as tx:
        await set_skills(tx, office="mitte", staff="anna", skills=["ausweis"])
    with pytest.raises(PlanOutdated) as refused:
        await accept(db)
    assert refused.value.facts == {
        "changed": ({"what": "skills", "staff": "anna"}, {"what": "shifts", "staff": "bela"})
    }


async def test_a_change_of_another_day_concerns_nobody(db: Database) -> None:
    await lunch_is_proposed(db)
    async with db.transaction() as tx:
        await set_shifts(tx, office="mitte", staff="bela", date=MONDAY, shifts=())
    await accept(db)


async def test_no_plan_takes_an_appointment_away(db: Database) -> None:
    booked = await book(db, "10:00")
    async with db.reading() as reading:
        office = await reading.office("mitte")
    await proposed(db, day_plan(office, NOBODY))
    with pytest.raises(AppointmentsTouched) as refused:
        await accept(db)
    assert refused.value.facts == {"touched": (booked.id,)}
    assert (await stored(db)).state is ProposalState.PROPOSED


async def test_a_preview_names_the_appointments_and_changes_nothing(db: Database) -> None:
    booked = await book(db, "10:00")
    async with db.reading() as reading:
        office = await reading.office("mitte")
    await proposed(db, day_plan(office, NOBODY))
    async with db.reading(snapshot=True) as reading:
        seen = await accepting(reading, office, TOMORROW, {})
    assert [(each.appointment.id, each.name) for each in seen.touched] == [(booked.id, "Erika Beispiel")]
    async with db.reading() as reading:
        assert await reading.office("mitte") is office


async def test_what_nobody_could_serve_before_does_not_stop_a_plan(db: Database) -> None:
    await book(db, "10:00")
    for staff in ("anna", "bela"):
        async with db.transaction() as tx:
            await set_shifts(tx, office="mitte", staff=staff, date=TOMORROW, shifts=())
    async with db.reading() as reading:
        office = await reading.office("mitte")
    await proposed(db, day_plan(office, {"anna": (working("14:00-18:00"),)}))
    await accept(db)


async def test_a_plan_is_accepted_with_changes_and_shows_them(db: Database) -> None:
    await lunch_is_proposed(db)
    other = (working("09:00-13:00"),)
    await accept(db, changes={"bela": other})
    async with db.reading() as reading:
        office = await reading.office("mitte")
    assert planned_shifts(office, "bela", TOMORROW) == other
    assert planned_shifts(office, "anna", TOMORROW) == LUNCH["anna"]
    assert {person.staff: person.after for person in (await stored(db)).plan.people}["bela"] == other


WRONG: dict[str, Changes] = {
    "/changes/0/shifts": {"anna": (working("08:00-17:00"),)},  # no break
    "/changes/1/shifts": {"anna": LUNCH["anna"], "bela": (working("08:00-17:00", "08:00-08:45"),)},
    "/changes/0/staff": {"zoe": ()},
    "/changes/0/shifts/1": {"anna": (working("08:00-12:00"), working("11:00-13:00"))},  # at once
}


async def test_a_change_that_breaks_the_law_or_makes_no_sense_is_pointed_at(db: Database) -> None:
    await lunch_is_proposed(db)
    for pointer, changes in WRONG.items():
        with pytest.raises(NotValid) as refused:
            await accept(db, changes=changes)
        assert {where for where, _ in refused.value.errors} == {pointer}
    assert (await stored(db)).state is ProposalState.PROPOSED


async def test_what_is_over_cannot_be_changed_by_a_plan_any_more(db: Database, clock: SetClock) -> None:
    await lunch_is_proposed(db, MONDAY)
    clock.set("12:30")
    with pytest.raises(PlanOutdated) as refused:
        await accept(db, MONDAY)
    assert refused.value.facts == {"changed": ({"what": "past", "staff": "anna"},)}
    clock.set(at("08:00", date=TOMORROW))
    with pytest.raises((InThePast, PlanOutdated)):
        await accept(db, MONDAY)


def test_time_between_two_shifts_is_a_break() -> None:
    assert breaches_of((working("06:00-11:00"), working("12:00-17:00"))) == ()
    assert breaches_of((working("06:00-11:55"), working("12:00-17:00"))) != ()
    assert breaches_of((working("20:00-04:00", "23:50-00:20"),)) == ()
    assert breaches_of(()) == ()

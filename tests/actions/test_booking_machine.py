# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hold, confirm, extend, cancel, move at random, plans change, time passes: no promise that cannot be kept.

After each step what is stored is checked against the staff by `servable`, which shares nothing with
the product. A change of the plan may take staff away; then no later step may make it worse than it is, and
the rebooking list holds neither more nor less than what then fails.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from aufruf.actions import booking
from aufruf.actions.booking import Wish
from aufruf.actions.shifts import set_shifts, set_skills
from aufruf.db import tables as t
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.appointment import Citizen
from aufruf.domain.catalogue import Concern, Office, OfficeRules, Shift, StaffMember, concern
from aufruf.domain.errors import AufrufError, HoldExpired, WrongState
from aufruf.domain.opening import OpeningHours, OpeningRule
from aufruf.reads.availability import Offers
from aufruf.reads.rebooking import to_rebook
from tests.actions.servable import Job, Person, fewest_unserved
from tests.builders import BERLIN, MONDAY, SERVICES, SetClock, at, office, open_database, town

T = TypeVar("T")
DAYS = (MONDAY, MONDAY + dt.timedelta(days=1))
NINE, TEN = dt.time(9), dt.time(10)
HOURS = ((9 * 60, 10 * 60),)
ANNA, BELA, CLEO = (
    Person(None, HOURS),
    Person(frozenset({"ausweis", "abholung"}), HOURS),
    Person(frozenset({"abholung", "pass"}), HOURS),
)
ANNA_WITH_BREAK = replace(ANNA, hours=((9 * 60, 9 * 60 + 20), (9 * 60 + 40, 10 * 60)))
ROSTERS: tuple[Mapping[str, Person], ...] = (
    {"anna": ANNA, "bela": BELA},
    {"anna": ANNA, "bela": BELA, "cleo": CLEO},
    {"bela": BELA, "cleo": CLEO},
    {"anna": ANNA_WITH_BREAK, "bela": BELA},
    {"anna": ANNA},
)
PAUSES = (None, (0, 10), (15, 30), (25, 45), (50, 60))  # minutes after nine
EXAMPLES = count(1)

service = st.sampled_from(("ausweis", "pass", "abholung"))
minute = st.sampled_from(range(0, 60, 5))
day = st.sampled_from(DAYS)
which = st.integers(0, 30)
side = st.sampled_from(("a", "b"))


def after_nine(minutes: int) -> dt.time:
    return dt.time(9 + minutes // 60, minutes % 60)


def place(id_: str, roster: Mapping[str, Person]) -> Office:
    """An office open from nine to ten, in which these people work."""
    rules = tuple(OpeningRule(weekday=each.weekday(), local_from=NINE, local_to=TEN) for each in DAYS)
    shifts = []
    for name, person in roster.items():
        breaks = tuple(
            (dt.time(9, before - 540), dt.time(9, after - 540))
            for (_, before), (after, _) in zip(person.hours, person.hours[1:], strict=False)
        )
        shifts += [
            Shift(staff=name, weekday=each.weekday(), local_from=NINE, local_to=TEN, breaks=breaks)
            for each in DAYS
        ]
    return office(
        id=id_,
        tenant=id_.rpartition("-")[0],
        opening=OpeningHours(zone=BERLIN, rules=rules),
        staff=tuple(StaffMember(id=name, skills=person.skills) for name, person in roster.items()),
        shifts=tuple(shifts),
        services={each.id: each for each in SERVICES},
        rules=OfficeRules(),
    )


class BookingMachine(RuleBasedStateMachine):
    """Two offices of one tenant, each with its own people, for each example anew."""

    def __init__(self, db: Database, clock: SetClock, runner: asyncio.Runner) -> None:
        super().__init__()
        self.db, self.clock, self.runner = db, clock, runner
        self.offers = Offers()  # kept over all steps, as a process keeps it
        self.ids: list[str] = []
        self.rosters: dict[str, Mapping[str, Person]] = {}
        self.dated: dict[tuple[str, dt.date], Mapping[str, Person]] = {}  # where a day has shifts of its own
        self.may_fail: dict[tuple[str, dt.date], int] = {}

    def people(self, office_id: str, date: dt.date) -> Mapping[str, Person]:
        """Who works on a day."""
        return self.dated.get((office_id, date), self.rosters[office_id])

    @initialize(a=st.sampled_from(ROSTERS), b=st.sampled_from(ROSTERS))
    def begin(self, a: Mapping[str, Person], b: Mapping[str, Person]) -> None:
        tenant = f"t{next(EXAMPLES)}"
        self.offices = {"a": f"{tenant}-a", "b": f"{tenant}-b"}
        self.clock.set(at("08:00"))
        for name, roster in (("a", a), ("b", b)):
            self.rosters[self.offices[name]] = roster
            self.runner.run(town(self.db, place(self.offices[name], roster)))

    def do(self, deed: Callable[[Transaction], Awaitable[T]]) -> T | AufrufError:
        """Do it; or what was refused, and then nothing is stored."""
        before = self.stored()
        try:
            return self.runner.run(self.db.do(deed))
        except AufrufError as refusal:
            assert self.stored() == before
            return refusal

    def stored(self) -> list[tuple[Any, ...]]:
        async def look() -> list[tuple[Any, ...]]:
            async with self.db.reading() as reading:
                query = sa.select(t.appointment).where(t.appointment.c.office_id.in_(self.offices.values()))
                rows = await reading.connection.execute(query.order_by(t.appointment.c.id))
                return [tuple(row) for row in rows]

        return self.runner.run(look())

    def is_offered(self, office_id: str, start: dt.datetime, items: list[tuple[str, int]]) -> bool:
        async def look() -> bool:
            async with self.db.reading() as reading:
                here = await reading.office(office_id)
                wanted: Concern = concern(here, items)
                date = here.local_date(start)
                found = await self.offers.of(reading, here, wanted, first=date, last=date)
                return start in [offered for offered, _ in found.days[0].offers]

        return self.runner.run(look())

    @rule(where=side, date=day, minute=minute, service=service, often=st.integers(1, 2))
    def hold(self, where: str, date: dt.date, minute: int, service: str, often: int) -> None:
        start = at(f"09:{minute:02d}", date=date)
        items = [(service, often if service == "pass" else 1)]
        offered = self.is_offered(self.offices[where], start, items)
        wish = Wish(services=items, start=start)
        citizen = Citizen(name="Erika Beispiel")
        held = self.do(lambda tx: booking.hold(tx, office=self.offices[where], wish=wish, citizen=citizen))
        if isinstance(held, AufrufError):
            assert not offered, held
        else:
            assert offered
            self.ids.append(held.id)

    @rule(which=which, deed=st.sampled_from((booking.confirm, booking.extend, booking.cancel)))
    def change(self, which: int, deed: Callable[..., Awaitable[Any]]) -> None:
        if self.ids:
            id_ = self.ids[which % len(self.ids)]
            outcome = self.do(lambda tx: deed(tx, id_=id_))
            if isinstance(outcome, AufrufError):
                assert isinstance(outcome, WrongState | HoldExpired)

    @rule(which=which, where=side, date=day, minute=minute)
    def move(self, which: int, where: str, date: dt.date, minute: int) -> None:
        if self.ids:
            id_, start = self.ids[which % len(self.ids)], at(f"09:{minute:02d}", date=date)
            moved = self.do(lambda tx: booking.move(tx, id_=id_, start=start, office=self.offices[where]))
            if not isinstance(moved, AufrufError):
                assert (moved.office, moved.start) == (self.offices[where], start)

    @rule(wishes=st.lists(st.tuples(side, day, minute, service), min_size=2, max_size=4))
    def many_at_once(self, wishes: list[tuple[str, dt.date, int, str]]) -> None:
        async def one(where: str, date: dt.date, minute: int, service: str) -> str | None:
            wish = Wish(services=[(service, 1)], start=at(f"09:{minute:02d}", date=date))
            citizen = Citizen(name="Max Muster")
            try:
                async with self.db.transaction() as tx:
                    return (await booking.hold(tx, office=self.offices[where], wish=wish, citizen=citizen)).id
            except AufrufError:
                return None

        async def all_of_them() -> list[str | None]:
            return await asyncio.gather(*(one(*wish) for wish in wishes))

        self.ids += [id_ for id_ in self.runner.run(all_of_them()) if id_ is not None]

    @rule(where=side, roster=st.sampled_from(ROSTERS))
    def import_staff(self, where: str, roster: Mapping[str, Person]) -> None:
        office_id = self.offices[where]
        self.runner.run(town(self.db, place(office_id, roster)))
        self.rosters[office_id] = roster
        for date in DAYS:
            self.dated.pop((office_id, date), None)  # the file has no shifts of a date
            self.may_fail[office_id, date] = self.unserved(office_id, date)

    @rule(where=side, date=day, which=which, pause=st.sampled_from(PAUSES))
    def change_break(self, where: str, date: dt.date, which: int, pause: tuple[int, int] | None) -> None:
        """Somebody's break of a day is another, and nothing else: they come and go as before."""
        office_id = self.offices[where]
        people = self.people(office_id, date)
        name = sorted(people)[which % len(people)]
        breaks = () if pause is None else ((after_nine(pause[0]), after_nine(pause[1])),)
        shift = Shift(staff=name, date=date, local_from=NINE, local_to=TEN, breaks=breaks)
        self.do(lambda tx: set_shifts(tx, office=office_id, staff=name, date=date, shifts=[shift]))
        first, last = HOURS[0]
        hours = HOURS if pause is None else ((first, 540 + pause[0]), (540 + pause[1], last))
        self.dated[office_id, date] = {**people, name: replace(people[name], hours=hours)}
        self.may_fail[office_id, date] = self.unserved(office_id, date)

    @rule(where=side, which=which, skills=st.sampled_from((None, ("pass",), ("ausweis", "abholung"))))
    def change_skills(self, where: str, which: int, skills: tuple[str, ...] | None) -> None:
        office_id = self.offices[where]
        name = sorted(self.rosters[office_id])[which % len(self.rosters[office_id])]
        self.do(lambda tx: set_skills(tx, office=office_id, staff=name, skills=skills))
        able = None if skills is None else frozenset(skills)
        self.rosters[office_id] = _with_skills(self.rosters[office_id], name, able)
        for date in DAYS:
            self.dated[office_id, date] = _with_skills(self.people(office_id, date), name, able)
            self.may_fail[office_id, date] = self.unserved(office_id, date)

    @rule(minutes=st.sampled_from((1, 7, 19, 20)))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @invariant()
    def whatever_is_promised_can_be_served(self) -> None:
        for office_id in self.rosters:
            for date in DAYS:
                unserved = self.unserved(office_id, date)
                assert unserved <= self.may_fail.get((office_id, date), 0)
                self.may_fail[office_id, date] = unserved
                if unserved and self.clock.now < at("09:00", date=date):  # later some of them are over
                    assert self.listed(office_id, date) >= unserved

    @invariant()
    def what_this_process_keeps_is_what_a_new_one_would_see(self) -> None:
        async def look() -> None:
            async with self.db.reading() as reading:
                for office_id in self.rosters:
                    here = await reading.office(office_id)
                    wanted = concern(here, [("ausweis", 1)])
                    first, last = DAYS
                    kept = await self.offers.of(reading, here, wanted, first=first, last=last)
                    assert kept == await Offers().of(reading, here, wanted, first=first, last=last)

        self.runner.run(look())

    def unserved(self, office_id: str, date: dt.date) -> int:
        """How many of the stored promises nobody could keep."""

        async def look() -> list[Job]:
            async with self.db.reading() as reading:
                columns = t.appointment.c
                query = sa.select(t.appointment).where(columns.office_id == office_id, columns.date == date)
                rows = (await reading.connection.execute(query)).all()
            midnight = at("00:00", date=date)
            return [
                Job(begin, begin + row.occupied_minutes, frozenset(service for service, _ in row.services))
                for row in rows
                if row.state in ("confirmed", "checked_in")
                or (row.state == "held" and row.hold_expires_at > self.clock.now)
                if (begin := (row.start_at - midnight) // dt.timedelta(minutes=1)) >= 0
            ]

        people = tuple(self.people(office_id, date).values())
        return fewest_unserved(people, self.runner.run(look()))

    def listed(self, office_id: str, date: dt.date) -> int:
        """How many are on the rebooking list, and truly still wait there."""

        async def look() -> int:
            async with self.db.reading(snapshot=True) as reading:
                found = await to_rebook(reading, await reading.office(office_id), Offers())
                return sum(each.appointment.date == date for each in found)

        return self.runner.run(look())


def _with_skills(
    people: Mapping[str, Person], name: str, skills: frozenset[str] | None
) -> Mapping[str, Person]:
    return {**people, name: replace(people[name], skills=skills)} if name in people else people


@pytest.mark.timeout(600)  # what fails is made smaller, which takes its time
def test_whatever_people_and_offices_do_no_promise_is_made_that_cannot_be_kept(database_url: str) -> None:
    clock = SetClock(at("08:00"))
    with asyncio.Runner() as runner:
        db = runner.run(open_database(database_url, clock))

        class Here(BookingMachine):
            def __init__(self) -> None:
                super().__init__(db, clock, runner)

        try:
            run_state_machine_as_test(
                Here,
                settings=settings(max_examples=14, stateful_step_count=30, deadline=None),
            )
        finally:
            runner.run(db.close())

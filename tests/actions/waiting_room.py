# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two offices in which people come, are called and go; after each deed the books must balance.

The small town "mitte" has a third counter and a colleague, "cleo", who only hands things out;
"nord" is another office of the same tenant, "drueben" one of another.
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from aufruf.actions import calling, tickets
from aufruf.actions import counters as deeds
from aufruf.actions.users import add_user
from aufruf.db import outbox, visits
from aufruf.db import tables as t
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Person
from aufruf.domain.appointment import Appointment
from aufruf.domain.calling import Choice
from aufruf.domain.catalogue import Counter, OfficeRules, StaffMember
from aufruf.domain.counters import CounterNow
from aufruf.domain.events import Event
from aufruf.domain.roles import Role
from aufruf.domain.visit import AT_COUNTER, Visit
from aufruf.reads.replay import replayed
from aufruf.reads.screen import folded_screen, fresh_screen
from tests import builders
from tests.builders import BERLIN, SetClock

P = ParamSpec("P")
T = TypeVar("T")
OFFICES = ("mitte", "nord", "drueben")
STAFF = (
    StaffMember(id="anna", name="Anna Beispiel"),
    StaffMember(id="bela", name="Bela Muster"),
    StaffMember(id="cleo", name="Cleo Probe", skills=frozenset({"abholung"})),
)
COUNTERS = (Counter(id="1"), Counter(id="2"), Counter(id="3"))


class WaitingRoom:
    """The offices and everybody who acts in them."""

    def __init__(self, db: Database, clock: SetClock) -> None:
        self.db = db
        self.clock = clock
        self.people: dict[str, Person] = {}
        self._balanced: dict[tuple[str, dt.date], int] = {}  # up to which event, elsewhere than "mitte"

    async def furnish(self) -> None:
        """Store the offices and their people. Nobody is turned away for want of time."""
        numbers = OfficeRules(walk_in_guard=False)
        offices = [
            builders.office(id=id_, tenant=tenant, rules=numbers, counters=COUNTERS, staff=STAFF)
            for id_, tenant in (("mitte", "default"), ("nord", "default"), ("drueben", "nachbar"))
        ]
        await builders.town(self.db, *offices)
        async with self.db.transaction() as tx:
            for name, staff in (("anna", "anna"), ("bela", "bela"), ("cleo", "cleo"), ("dora", None)):
                self.people[name] = await add_user(
                    tx, id_=name, name=name, role=Role.CLERK, offices=["mitte", "nord"], staff=staff
                )

    async def guard_the_door(self) -> None:
        """From now on whoever could not be served before closing is turned away."""
        async with self.db.transaction() as tx:
            change = sa.update(t.office).values(walk_in_guard=True, version=t.office.c.version + 1)
            await tx.connection.execute(change)

    async def do(
        self, action: Callable[Concatenate[Transaction, P], Awaitable[T]], *args: P.args, **facts: P.kwargs
    ) -> T:
        """Do something in a transaction of its own; afterwards all books must balance."""
        try:
            async with self.db.transaction() as tx:
                return await action(tx, *args, **facts)
        finally:
            await self.assert_books_balance()

    async def ticket(self, service: str = "ausweis", **more: Any) -> Visit:
        """Somebody draws a ticket at the kiosk."""
        ticket = await self.do(tickets.take_ticket, office="mitte", services=((service, 1),), **more)
        return ticket.visit

    async def open(self, counter: str, who: str, *, office: str = "mitte") -> CounterNow:
        """Somebody sits down at a counter."""
        return await self.do(deeds.open_counter, office=office, counter=counter, person=self.people[who])

    async def next(self, counter: str, who: str) -> Choice | None:
        """Somebody asks for whoever is next."""
        return await self.do(calling.call_next, office="mitte", counter=counter, user=who)

    async def called(self, counter: str, who: str) -> Visit:
        """The same, where somebody is next."""
        choice = await self.next(counter, who)
        assert choice is not None
        return choice.visit

    async def promised(self, **changes: Any) -> Appointment:
        """An appointment, stored as it is."""
        promise = builders.appointment(**changes)
        row = {
            "office_id": promise.office,
            "id": promise.id,
            "date": promise.date,
            "state": promise.state,
            "start_at": promise.start,
            "minutes": promise.minutes,
            "occupied_minutes": promise.occupied_minutes,
            "services": [list(item) for item in promise.services],
            "booking_code": promise.booking_code,
            "created_at": promise.created_at,
            "hold_expires_at": promise.hold_expires_at,
        }
        async with self.db.transaction() as tx:
            await tx.connection.execute(sa.insert(t.appointment), row)
        return promise

    async def visit(self, visit: Visit) -> Visit:
        """The visit as it is stored now."""
        async with self.db.reading() as reading:
            return await visits.get(reading.connection, visit.key)

    @property
    def date(self) -> dt.date:
        """Today."""
        return self.clock.now.astimezone(BERLIN).date()

    async def events(self, office: str = "mitte") -> list[Event]:
        """All that happened today."""
        async with self.db.reading() as reading:
            return [each.event for each in await outbox.after(reading.connection, (office, self.date))]

    async def assert_books_balance(self) -> None:
        """Screen and events give the fresh screen, a replay the same day, and no two share a counter."""
        date = self.date
        for office in OFFICES:
            async with self.db.reading(snapshot=True) as reading:
                seq = await outbox.last_seq(reading.connection, (office, date))
                if office != "mitte" and self._balanced.get((office, date), 0) == seq:
                    continue  # nothing has happened there
                self._balanced[office, date] = seq
                assert await folded_screen(reading, (office, date)) == await fresh_screen(
                    reading, (office, date)
                )
                assert (await replayed(reading, (office, date))).differences == []
                everybody = await visits.of_day(reading.connection, (office, date))
            busy = [each.counter for each in everybody if each.state in AT_COUNTER]
            assert len(busy) == len(set(busy))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests are about, with defaults: a test names only what matters to it.

The pure builders make values of the domain; `small_town` and `town` store them. The small town is the
office "mitte" with the services "ausweis" (15 min), "pass" (20 min, up to 4) and "abholung" (5 min, group B),
counters 1 and 2, the generalists "anna" and "bela", open and staffed Monday to Friday from 08:00 to 18:00.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from aufruf.actions.importing import import_catalogue
from aufruf.db import tables as t
from aufruf.db.engine import make_engine
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Appointment, AppointmentState
from aufruf.domain.calling import CallOrder
from aufruf.domain.catalogue import Counter, Office, Service, Shift, StaffMember
from aufruf.domain.importing import ParsedCatalogue
from aufruf.domain.importing import entries as e
from aufruf.domain.opening import OpeningHours, OpeningRule
from aufruf.domain.visit import Visit

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = dt.date(2026, 11, 23)
EIGHT, EIGHTEEN = dt.time(8), dt.time(18)
Entry = TypeVar("Entry")


def at(wall: str, *, date: dt.date = MONDAY) -> dt.datetime:
    """A moment by the clock on a wall in Berlin, on an ordinary Monday if not said otherwise."""
    local = dt.datetime.combine(date, dt.time.fromisoformat(wall), tzinfo=BERLIN)
    return local.astimezone(dt.UTC)


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self, now: dt.datetime | None = None) -> None:
        self.now = now or at("09:00")

    def __call__(self) -> dt.datetime:
        return self.now

    def set(self, now: dt.datetime | str) -> None:
        """Show this moment; "09:25" is meant on the day that the clock shows now."""
        day = self.now.astimezone(BERLIN).date()
        self.now = at(now, date=day) if isinstance(now, str) else now

    def advance(self, **length: float) -> None:
        """Let time pass: advance(minutes=21)."""
        self.now += dt.timedelta(**length)


def service(**changes: Any) -> Service:
    defaults: dict[str, Any] = {"id": "ausweis", "name": "Personalausweis", "minutes": 15}
    return Service(**(defaults | changes))


SERVICES = (
    service(),
    service(id="pass", name="Reisepass", minutes=20, max_quantity=4),
    service(id="abholung", name="Abholung", minutes=5, group="B"),
)


def office(**changes: Any) -> Office:
    """The office of the small town, as a value."""
    rules = tuple(OpeningRule(weekday=d, local_from=EIGHT, local_to=EIGHTEEN) for d in range(5))
    staff = (StaffMember(id="anna", name="Anna Beispiel"), StaffMember(id="bela", name="Bela Muster"))
    defaults: dict[str, Any] = {
        "id": "mitte",
        "tenant": "default",
        "name": "Bürgerbüro Mitte",
        "opening": OpeningHours(zone=BERLIN, rules=rules),
        "services": {s.id: s for s in SERVICES},
        "counters": (Counter(id="1"), Counter(id="2")),
        "staff": staff,
        "shifts": tuple(
            Shift(staff=member.id, weekday=day, local_from=EIGHT, local_to=EIGHTEEN)
            for member in staff
            for day in range(5)
        ),
    }
    return Office(**(defaults | changes))


def visit(**changes: Any) -> Visit:
    """Somebody with a ticket who has waited since 09:00 for an identity card."""
    arrived = changes.get("arrived_at", at("09:00"))
    defaults: dict[str, Any] = {
        "id": "visit",
        "office": "mitte",
        "date": arrived.astimezone(BERLIN).date(),
        "group": "A",
        "ordinal": 1,
        "services": (("ausweis", 1),),
        "arrived_at": arrived,
        "known_at": arrived,
    }
    return Visit(**(defaults | changes))


def appointment(**changes: Any) -> Appointment:
    """A confirmed appointment at 09:30 for an identity card."""
    start = changes.get("start", at("09:30"))
    minutes = changes.get("minutes", 15)
    defaults: dict[str, Any] = {
        "id": "appointment",
        "office": "mitte",
        "date": start.astimezone(BERLIN).date(),
        "state": AppointmentState.CONFIRMED,
        "start": start,
        "minutes": minutes,
        "occupied_minutes": -(-minutes // 5) * 5,
        "services": (("ausweis", 1),),
        "booking_code": "ABCD23",
        "created_at": at("08:00"),
    }
    return Appointment(**(defaults | changes))


async def open_database(url: str, clock: SetClock | None = None) -> Database:
    """The way to a database, brought to the newest schema. Whoever opens it closes it."""
    await migrate(url)
    return Database(make_engine(url, durable=False), clock=clock or SetClock())


def catalogue_of(*offices: Office) -> ParsedCatalogue:
    """What an import of these offices would read; of services of the same id the first one counts."""
    found = {service.id: service for office in reversed(offices) for service in office.services.values()}
    return ParsedCatalogue(
        offices=tuple(_office_entry(office) for office in offices),
        services=tuple(_service_entry(service) for service in found.values()),
        offers=tuple(
            e.OfferEntry(
                office_id=office.id,
                service_id=service.id,
                duration_minutes=service.minutes,
                appointments=service.appointments,
                walk_ins=service.walk_ins,
                resource=service.resource,
            )
            for office in offices
            for service in office.services.values()
        ),
        opening=_of_each(offices, lambda office: office.opening.rules, e.OpeningEntry),
        closures=_of_each(offices, lambda office: office.opening.closures, e.ClosureEntry),
        counters=_of_each(offices, lambda office: office.counters, e.CounterEntry),
        staff=tuple(
            e.StaffEntry(
                office_id=office.id,
                id=member.id,
                name=member.name,
                skills=None if member.skills is None else tuple(sorted(member.skills)),
            )
            for office in offices
            for member in office.staff
        ),
        shifts=tuple(_shift_entry(office, shift) for office in offices for shift in office.shifts),
    )


async def town(db: Database, *offices: Office) -> None:
    """Store offices just as they are: through the import, with the numbers that no import knows."""
    async with db.transaction() as tx:
        await import_catalogue(tx, catalogue=catalogue_of(*offices))
        for office in offices:
            order = dict(asdict(office.call_order).items() - asdict(CallOrder()).items())
            numbers = asdict(office.rules) | {"call_order": order, "version": t.office.c.version + 1}
            await tx.connection.execute(sa.update(t.office).where(t.office.c.id == office.id).values(numbers))


async def small_town(db: Database, **changes: Any) -> Office:
    """Store the office "mitte", changed as `office` says, and give it as it was stored.

    Holidays are those of the whole country; a `land` makes them those of a Land.
    """
    land = changes.pop("land", None)
    wanted = office(**changes)
    await town(db, wanted)
    if land is not None:
        async with db.transaction() as tx:
            await tx.connection.execute(
                sa.update(t.office)
                .values(land=land, version=t.office.c.version + 1)
                .where(t.office.c.id == wanted.id)
            )
    async with db.reading() as reading:
        return await reading.office(wanted.id)


def _office_entry(office: Office) -> e.OfficeEntry:
    return e.OfficeEntry(
        id=office.id,
        tenant_id=office.tenant,
        name=office.name,
        timezone=office.zone.key,
        grid_minutes=office.rules.grid_minutes,
        walk_in_guard=office.rules.walk_in_guard,
        walk_in_reserve_percent=office.rules.walk_in_reserve_percent,
    )


def _service_entry(service: Service) -> e.ServiceEntry:
    return e.ServiceEntry(
        id=service.id,
        name=service.name,
        duration_minutes=service.minutes,
        leika_keys=service.leika_keys,
        max_quantity=service.max_quantity,
        combinable=tuple(sorted(service.combinable)),
        online=service.online,
        keywords=service.keywords,
        documents=service.documents,
        ticket_group=service.group,
    )


def _shift_entry(office: Office, shift: Shift) -> e.ShiftEntry:
    return e.ShiftEntry(
        office_id=office.id,
        staff_id=shift.staff,
        weekday=shift.weekday,
        date=shift.date,
        local_from=shift.local_from,
        local_to=shift.local_to,
        breaks=tuple((f"{begin:%H:%M}", f"{end:%H:%M}") for begin, end in shift.breaks),
        counter_id=shift.counter,
    )


def _of_each(
    offices: Sequence[Office], parts: Callable[[Office], Sequence[Any]], kind: type[Entry]
) -> tuple[Entry, ...]:
    """What entries and the domain name alike, but for the office."""
    return tuple(
        kind(office_id=office.id, **asdict(part))  # type: ignore[call-arg]
        for office in offices
        for part in parts(office)
    )

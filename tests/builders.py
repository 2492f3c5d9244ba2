# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests are about, with defaults: a test names only what matters to it.

The pure builders make values of the domain. The small town is one office:
"mitte" with the services "ausweis" (15 min), "pass" (20 min, up to 4) and "abholung" (5 min, group B),
counters 1 and 2, the generalists "anna" and "bela", open and staffed Monday to Friday from 08:00 to 18:00.
"""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from aufruf.db.engine import make_engine
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Appointment, AppointmentState
from aufruf.domain.catalogue import Counter, Office, Service, Shift, StaffMember
from aufruf.domain.opening import OpeningHours, OpeningRule
from aufruf.domain.visit import Visit

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = dt.date(2026, 11, 23)
EIGHT, EIGHTEEN = dt.time(8), dt.time(18)


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

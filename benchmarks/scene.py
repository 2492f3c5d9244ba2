# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented offices to measure in, and a database with them."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

from aufruf.db.engine import make_engine
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office, Shift, StaffMember
from aufruf.domain.opening import OpeningHours, OpeningRule
from tests.builders import office, town

SERVICE = "ausweis"  # 15 minutes, see tests/builders.py
EIGHT, EIGHTEEN = dt.time(8), dt.time(18)
MIDNIGHT = dt.time()
# Most may do everything, some only this or that, as in a real office.
SKILLS = (None, None, None, None, {"ausweis", "pass"}, {"ausweis", "pass"}, {"abholung"}, {"ausweis"})


def real_clock() -> dt.datetime:
    """The real time: a server in earnest has no other."""
    return dt.datetime.now(dt.UTC)


@asynccontextmanager
async def open_town(url: str, offices: Sequence[Office]) -> AsyncIterator[Database]:
    """A new database with these offices, and the way to it."""
    await migrate(url)
    db = Database(make_engine(url), clock=real_clock)
    try:
        await town(db, *offices)
        yield db
    finally:
        await db.close()


def booking_office(id_: str, *, staff: int = len(SKILLS)) -> Office:
    """An office that gives appointments every day from 08:00 to 18:00, with so many people."""
    members = tuple(
        StaffMember(id=f"kraft-{index}", skills=None if skills is None else frozenset(skills))
        for index, skills in enumerate(SKILLS[:staff])
    )
    shifts = tuple(
        Shift(staff=member.id, weekday=weekday, local_from=EIGHT, local_to=EIGHTEEN)
        for member in members
        for weekday in range(7)
    )
    rules = tuple(OpeningRule(weekday=day, local_from=EIGHT, local_to=EIGHTEEN) for day in range(7))
    hours = OpeningHours(zone=ZoneInfo("Etc/UTC"), rules=rules)
    return office(id=id_, staff=members, shifts=shifts, opening=hours)


def open_today(now: dt.datetime) -> OpeningHours:
    """Open all of today, in a zone where it is about noon now: no midnight comes in between."""
    ahead = 12 - now.hour
    zone = ZoneInfo(f"Etc/GMT{-ahead:+d}")  # these have their signs the other way round
    today = now.astimezone(zone).date()
    rule = OpeningRule(
        weekday=today.weekday(), local_from=MIDNIGHT, local_to=MIDNIGHT, valid_from=today, valid_to=today
    )
    return OpeningHours(zone=zone, rules=(rule,))

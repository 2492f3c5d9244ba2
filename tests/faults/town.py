# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The town in which faults happen: an office, its kiosk, its clerks at their counters, its display.

Each test has an office of its own, so that several may use the same servers one after the other.
"""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aufruf.actions import pacing
from aufruf.db.engine import make_engine
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter, OfficeRules
from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.races.scene import clock_from, door
from tests.web.served import make_device, make_user

COUNTERS = ("1", "2", "3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Where it is stored, and everybody's tokens."""

    url: str
    office: str
    kiosk: str
    wall: str
    clerks: dict[str, str]  # by their counters

    @property
    def socket(self) -> str:
        """The path of the display's socket."""
        return f"/display/wall-{self.office}/socket"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may hold."""
        return (self.kiosk, self.wall, *self.clerks.values(), "Erika", "Beispiel")


async def found(url: str, office: str = "mitte") -> Town:
    """Store the office, a minute before the servers' clock begins."""
    async with door(url, clock_from("08:59")) as db:
        counters = tuple(Counter(id=each) for each in COUNTERS)
        # As many come as the machine is fast: a guard near closing time would send some of them away.
        rules = OfficeRules(walk_in_guard=False)
        await builders.town(db, builders.office(id=office, counters=counters, rules=rules))
        return Town(
            url=url,
            office=office,
            kiosk=await make_device(db, DeviceKind.KIOSK, office),
            wall=await make_device(db, DeviceKind.DISPLAY, office, id_=f"wall-{office}"),
            clerks={each: await make_user(db, Role.CLERK, [office]) for each in COUNTERS},
        )


@asynccontextmanager
async def beside(url: str) -> AsyncIterator[Database]:
    """A way to the database beside the servers, on the same rehearsal's clock."""
    db = Database(make_engine(url), clock=lambda: dt.datetime.now(dt.UTC), rehearsal=True)
    try:
        yield db
    finally:
        await db.close()


async def later(url: str, *, minutes: float) -> None:
    """Let the rehearsal's clock jump, for all servers."""
    async with beside(url) as db, db.transaction() as tx:
        shown = tx.now + dt.timedelta(minutes=minutes)
        await pacing.jump_to(tx, shown_at=shown, real_now=db.clock())

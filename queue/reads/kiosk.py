# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kiosks of an office must know: who waits, until when it is open, and which kiosks there are."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from aufruf.db import help_requests
from aufruf.db import tables as t
from aufruf.db.statements import Statement
from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Office
from aufruf.domain.languages import LANGUAGES
from aufruf.domain.opening import Interval, OpeningKind, intervals_on
from aufruf.reads.room import room_of

LOOKED_AHEAD = 14  # days: who stands before a closed office is told when it opens, not in which year
DAY = Statement(
    sa.select(t.office_day.c.closed_at, t.office_day.c.closed_early).where(
        t.office_day.c.office_id == sa.bindparam("office"), t.office_day.c.date == sa.bindparam("day")
    )
)
KIOSKS = Statement(
    sa.select(t.device.c.id, t.device.c.name, t.device.c.letter, t.device.c.choices).where(
        t.device.c.office_id == sa.bindparam("office"),
        t.device.c.kind == sa.text("'kiosk'"),
        t.device.c.revoked_at.is_(None),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kiosk:
    """A kiosk of the office, with what the staff has chosen for it."""

    id: str
    name: str
    letter: str | None
    choices: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskNow:
    """An office as its kiosks see it."""

    office: Office
    waiting: int
    closed: bool  # by hand, for the rest of the day
    closed_early: bool
    kiosks: Mapping[str, Kiosk]
    help: Mapping[str, str] = field(default_factory=dict)  # by device, the help request that goes on there

    def languages(self, kiosk: str) -> list[str]:
        """Those that the staff has chosen for a kiosk, in that order, the first to begin with; else all."""
        known = self.kiosks.get(kiosk)
        chosen = [] if known is None else known.choices.get("languages", [])
        return [each for each in chosen if each in LANGUAGES] or list(LANGUAGES)


async def kiosk_now(reading: Reading, office_id: str) -> KioskNow:
    """An office as its kiosks see it now. Raises NotFound."""
    room = await room_of(reading, office_id)
    date = room.office.local_date(reading.now)
    today = await DAY.one_or_none(reading.connection, {"office": office_id, "day": date})
    stuck = await help_requests.of_day(reading.connection, (office_id, date))
    rows = await KIOSKS.all(reading.connection, {"office": office_id})
    kiosks = (Kiosk(id=row.id, name=row.name, letter=row.letter, choices=row.choices or {}) for row in rows)
    return KioskNow(
        office=room.office,
        waiting=len(room.ahead),
        closed=today is not None and today.closed_at is not None,
        closed_early=today is not None and today.closed_early is not None,
        kiosks={kiosk.id: kiosk for kiosk in kiosks},
        help={each.device: each.id for each in stuck},
    )


def hours_for_walk_ins(seen: KioskNow, *, now: dt.datetime) -> tuple[Interval | None, dt.datetime | None]:
    """The hours that tickets are drawn in now, if they are; else when that is possible again."""
    office, begins = seen.office, None
    today = office.local_date(now)
    for ahead in range(-1, LOOKED_AHEAD):  # yesterday may last beyond midnight
        date = today + dt.timedelta(days=ahead)
        if (seen.closed or seen.closed_early) and date <= today:
            continue
        for begin, end in intervals_on(office.opening, date, audience=OpeningKind.WALK_INS):
            if begin <= now < end:
                return (begin, end), None
            if begins is None and begin > now:
                begins = begin
    return None, begins

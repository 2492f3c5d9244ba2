# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stored facts of a day, read back as events."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.domain.events import KINDS, Event

_OUT = t.outbox.c
_DAY = (_OUT.office_id == sa.bindparam("office"), _OUT.date == sa.bindparam("day"))
AFTER = (
    sa.select(_OUT.seq, _OUT.kind, _OUT.payload, _OUT.at)
    .where(*_DAY, _OUT.seq > sa.bindparam("after"))
    .order_by(_OUT.seq)
)
SOME_AFTER = AFTER.limit(sa.bindparam("at_most", type_=sa.Integer()))
OF_KINDS = (
    sa.select(_OUT.seq, _OUT.kind, _OUT.payload, _OUT.at)
    .where(*_DAY, _OUT.kind.in_(sa.bindparam("kinds", expanding=True)))
    .order_by(_OUT.seq)
)
OVER_DAYS = (
    sa.select(_OUT.seq, _OUT.kind, _OUT.payload, _OUT.at)
    .where(
        _OUT.office_id == sa.bindparam("office"),
        _OUT.date.between(sa.bindparam("first"), sa.bindparam("last")),
        _OUT.kind.in_(sa.bindparam("kinds", expanding=True)),
    )
    .order_by(_OUT.date, _OUT.seq)
)
ABOUT = OF_KINDS.where(_OUT.payload["visit"].as_string().in_(sa.bindparam("visits", expanding=True)))
AT_COUNTER = OF_KINDS.where(_OUT.payload["counter"].as_string() == sa.bindparam("counter"))
LAST = sa.select(t.office_day.c.event_seq).where(
    t.office_day.c.office_id == sa.bindparam("office"), t.office_day.c.date == sa.bindparam("day")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An event with its number within the day, and when it happened."""

    seq: int
    at: dt.datetime
    event: Event


async def after(connection: AsyncConnection, day: DayKey, *, seq: int = 0) -> list[Stored]:
    """What happened on a day after the event with this number."""
    return _stored(await connection.execute(AFTER, {"office": day[0], "day": day[1], "after": seq}))


async def rows_after(connection: AsyncConnection, day: DayKey, *, seq: int, at_most: int) -> Sequence[Any]:
    """The next rows of a day, as they are stored: `events_of` reads them, wherever there is time for that."""
    values = {"office": day[0], "day": day[1], "after": seq, "at_most": at_most}
    return (await connection.execute(SOME_AFTER, values)).all()


def events_of(rows: Sequence[Any]) -> list[Stored]:
    """Rows as events."""
    return _stored(rows)


async def of_kinds(connection: AsyncConnection, day: DayKey, *kinds: type[Event]) -> list[Stored]:
    """What happened on a day, of these kinds alone."""
    values = {"office": day[0], "day": day[1], "kinds": [kind.kind for kind in kinds]}
    return _stored(await connection.execute(OF_KINDS, values))


async def of_kinds_over(
    connection: AsyncConnection, office: str, *kinds: type[Event], first: dt.date, last: dt.date
) -> list[Stored]:
    """What happened in an office from one day to another, both included, of these kinds alone."""
    values = {"office": office, "first": first, "last": last, "kinds": [kind.kind for kind in kinds]}
    return _stored(await connection.execute(OVER_DAYS, values))


async def about(
    connection: AsyncConnection, day: DayKey, visits: Sequence[str], *kinds: type[Event]
) -> list[Stored]:
    """What happened on a day to these visits, of these kinds alone; picked by the database: days are long."""
    values = {"office": day[0], "day": day[1], "visits": visits, "kinds": [kind.kind for kind in kinds]}
    return _stored(await connection.execute(ABOUT, values))


async def of_kinds_at(
    connection: AsyncConnection, day: DayKey, counter: str, *kinds: type[Event]
) -> list[Stored]:
    """What happened on a day at a counter, of these kinds alone; picked by the database, too."""
    values = {"office": day[0], "day": day[1], "counter": counter, "kinds": [kind.kind for kind in kinds]}
    return _stored(await connection.execute(AT_COUNTER, values))


async def last_seq(connection: AsyncConnection, day: DayKey) -> int:
    """The number of a day's last event; 0 before the first."""
    found = (await connection.execute(LAST, {"office": day[0], "day": day[1]})).scalar_one_or_none()
    return int(found or 0)


def _stored(rows: Sequence[sa.Row[tuple[object, ...]]] | sa.CursorResult[tuple[object, ...]]) -> list[Stored]:
    return [
        Stored(seq=row.seq, at=row.at, event=msgspec.convert(row.payload, KINDS[row.kind])) for row in rows
    ]

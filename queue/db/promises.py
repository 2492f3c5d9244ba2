# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is already promised on the days of an office, and how to know that nothing has changed since."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.appointments import items_of
from aufruf.db.statements import Statement

_A, _D, _O = t.appointment.c, t.office_day.c, t.office.c
STILL = sa.or_(
    _A.state == sa.literal_column("'confirmed'"),
    _A.state == sa.literal_column("'checked_in'"),
    sa.and_(_A.state == sa.literal_column("'held'"), _A.hold_expires_at > sa.bindparam("now")),
)
PROMISED = Statement(
    sa.select(
        _A.id, _A.date, _A.start_at, _A.occupied_minutes, _A.services, _A.witness, _A.hold_expires_at
    ).where(
        _A.office_id == sa.bindparam("office"),
        _A.date >= sa.bindparam("first"),
        _A.date <= sa.bindparam("last"),
        STILL,
    )
)
_IN_RANGE = sa.and_(_D.office_id == _O.id, _D.date >= sa.bindparam("first"), _D.date <= sa.bindparam("last"))
MARK = Statement(
    sa.select(
        _O.version,
        sa.cast(sa.func.coalesce(sa.func.sum(_D.event_seq), 0), sa.BigInteger).label("events"),
        sa.cast(sa.func.coalesce(sa.func.sum(_D.generation), 0), sa.BigInteger).label("generations"),
    )
    .select_from(t.office.outerjoin(t.office_day, _IN_RANGE))
    .where(_O.id == sa.bindparam("office"))
    .group_by(_O.id, _O.version)
)
MARK_OF_ALL = Statement(
    sa.select(
        _O.id,
        sa.cast(sa.func.coalesce(sa.func.sum(_D.event_seq), 0), sa.BigInteger).label("events"),
        sa.cast(sa.func.coalesce(sa.func.sum(_D.generation), 0), sa.BigInteger).label("generations"),
    )
    .select_from(t.office.outerjoin(t.office_day, _IN_RANGE))
    .group_by(_O.id)
)
MARKS = Statement(
    sa.select(_D.date, _D.event_seq, _D.generation, _D.closed_early).where(
        _D.office_id == sa.bindparam("office"),
        _D.date >= sa.bindparam("first"),
        _D.date <= sa.bindparam("last"),
    )
)

Mark = tuple[int, int, int]
"""Version of the office, events and generations of its days: while it is the same, nothing has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """As much of an appointment as says who must be kept free, and when."""

    id: str
    start: dt.datetime
    minutes: int  # whole cells
    services: tuple[tuple[str, int], ...]
    witness: str | None
    expires_at: dt.datetime | None


async def promised(
    connection: AsyncConnection, *, office: str, first: dt.date, last: dt.date, now: dt.datetime
) -> Mapping[dt.date, Sequence[Promise]]:
    """What takes capacity on each day from the first to the last: holds that have not lapsed, too."""
    rows = await PROMISED.all(connection, {"office": office, "first": first, "last": last, "now": now})
    found: Mapping[dt.date, list[Promise]] = defaultdict(list)
    for row in rows:
        promise = Promise(
            id=row.id,
            start=row.start_at,
            minutes=row.occupied_minutes,
            services=items_of(row.services),
            witness=row.witness,
            expires_at=row.hold_expires_at,
        )
        found[row.date].append(promise)
    return found


async def mark(connection: AsyncConnection, *, office: str, first: dt.date, last: dt.date) -> Mark | None:
    """By what it is seen whether anything has changed in these days; None for an unknown office."""
    row = await MARK.one_or_none(connection, {"office": office, "first": first, "last": last})
    return None if row is None else (row.version, row.events, row.generations)


async def mark_of_all(
    connection: AsyncConnection, *, first: dt.date, last: dt.date
) -> Mapping[str, tuple[int, int]]:
    """The events and generations of every office in these days, in one statement."""
    rows = await MARK_OF_ALL.all(connection, {"first": first, "last": last})
    return {row.id: (row.events, row.generations) for row in rows}


async def marks_by_day(
    connection: AsyncConnection, *, office: str, first: dt.date, last: dt.date
) -> Mapping[dt.date, tuple[int, int, bool]]:
    """The same for each day: its events, generation, and whether it was ended early; without events none."""
    rows = await MARKS.all(connection, {"office": office, "first": first, "last": last})
    return {row.date: (row.event_seq, row.generation, row.closed_early is not None) for row in rows}

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole day of the past, written at once."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db import visits as rows_of
from aufruf.db.days import DayKey
from aufruf.domain.events import Event
from aufruf.domain.visit import Visit

CLOSE = (
    sa.update(t.office_day)
    .where(
        t.office_day.c.office_id == sa.bindparam("office"),
        t.office_day.c.date == sa.bindparam("day"),
        t.office_day.c.event_seq == 0,
    )
    .values(
        event_seq=sa.bindparam("last"),
        event_at=sa.bindparam("last_at", type_=t.office_day.c.event_at.type),
        closed_at=sa.bindparam("ended_at", type_=t.office_day.c.closed_at.type),
    )
)


async def store_day(
    connection: AsyncConnection,
    key: DayKey,
    events: Sequence[tuple[dt.datetime, Event]],
    *,
    visits: Iterable[Visit],
    closed_at: dt.datetime,
) -> None:
    """Store the events of a locked day, numbered from 1, and its visits, who are nobody any longer."""
    office, date = key
    stored = [
        {
            "office_id": office,
            "date": date,
            "seq": seq,
            "kind": event.kind,
            "payload": msgspec.to_builtins(event),
            "at": at,
        }
        for seq, (at, event) in enumerate(events, 1)
    ]
    await connection.execute(sa.insert(t.outbox), stored)
    came = [rows_of.values_of(visit) | {"erased_at": closed_at} for visit in visits]
    if came:
        await connection.execute(sa.insert(t.visit), came)
    last_at = events[-1][0]
    values = {"office": office, "day": date, "last": len(events), "last_at": last_at, "ended_at": closed_at}
    await connection.execute(CLOSE, values)

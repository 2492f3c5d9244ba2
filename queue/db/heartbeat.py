# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The leader's sign of life, for whoever asks whether the jobs still run. In real time, always."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db.tables import leadership

_ROW = leadership.c
LAST = sa.select(_ROW.process, _ROW.since, _ROW.seen_at, _ROW.left_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """Who led last, since when, and when it was last seen."""

    process: str
    since: dt.datetime
    seen_at: dt.datetime
    left_at: dt.datetime | None = None  # it ended in order


async def seen(connection: AsyncConnection, *, process: str, since: dt.datetime, now: dt.datetime) -> None:
    """This process leads, and is alive now."""
    row = {"id": 1, "process": process, "since": since, "seen_at": now, "left_at": None}
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(leadership)
    await connection.execute(insert.values(row).on_conflict_do_update(index_elements=["id"], set_=row))


async def left(connection: AsyncConnection, *, process: str, now: dt.datetime) -> None:
    """This process leads no longer, and that is in order; unless another has followed already."""
    mine = sa.update(leadership).where(_ROW.process == process, _ROW.left_at.is_(None))
    await connection.execute(mine.values(seen_at=now, left_at=now))


async def last(connection: AsyncConnection) -> Leader | None:
    """Who led last; None if nobody ever did."""
    row = (await connection.execute(LAST)).one_or_none()
    return None if row is None else Leader(**row._asdict())

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What only the database can tell about itself."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db.tables import office_day
from aufruf.db.types import UTCDateTime


async def server_time(connection: AsyncConnection) -> dt.datetime | None:
    """What the database server's clock shows; None where the database has no clock of its own."""
    if connection.dialect.name == "sqlite":
        return None
    asked = sa.select(sa.type_coerce(sa.func.clock_timestamp(), UTCDateTime))
    shown: dt.datetime = (await connection.execute(asked)).scalar_one()
    return shown


async def newest_event(connection: AsyncConnection) -> dt.datetime | None:
    """When the last thing happened; None before the first."""
    newest: dt.datetime | None = (
        await connection.execute(sa.select(sa.func.max(office_day.c.event_at)))
    ).scalar()
    return newest


async def what_is_broken(connection: AsyncConnection) -> str | None:
    """The first thing that is wrong with an SQLite file; None if it is whole, and for PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return None
    first = str((await connection.execute(sa.text("PRAGMA quick_check(1)"))).scalar_one())
    return None if first == "ok" else first.partition("\n")[0]

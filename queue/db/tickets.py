# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The series of ticket numbers: raised under the day's lock, and rolled back with its transaction."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey

_FIRST = {
    "office_id": sa.bindparam("office"),
    "date": sa.bindparam("day"),
    "ticket_group": sa.bindparam("series"),
    "last": sa.literal(1),
}
RAISE = {
    dialect: insert(t.ticket_series)
    .values(_FIRST)
    .on_conflict_do_update(
        index_elements=["office_id", "date", "ticket_group"], set_={"last": t.ticket_series.c.last + 1}
    )
    .returning(t.ticket_series.c.last)
    for dialect, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


async def next_ordinal(connection: AsyncConnection, day: DayKey, *, group: str) -> int:
    """The next running number of a group on a locked day: 1, 2, 3 … without gaps."""
    values = {"office": day[0], "day": day[1], "series": group}
    return int((await connection.execute(RAISE[connection.dialect.name], values)).scalar_one())

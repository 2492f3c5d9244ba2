# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The series of ticket numbers: raised under the day's lock, and rolled back with its transaction."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement

_T = t.ticket_series.c
_FIRST = {
    "office_id": sa.bindparam("office", type_=_T.office_id.type),
    "date": sa.bindparam("day", type_=_T.date.type),
    "ticket_group": sa.bindparam("series", type_=_T.ticket_group.type),
    "last": sa.literal(1),
}
RAISE = {
    dialect: Statement(
        insert(t.ticket_series)
        .values(_FIRST)
        .on_conflict_do_update(
            index_elements=["office_id", "date", "ticket_group"], set_={"last": _T.last + 1}
        )
        .returning(_T.last)
    )
    for dialect, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


async def next_ordinal(connection: AsyncConnection, day: DayKey, *, group: str) -> int:
    """The next running number of a group on a locked day: 1, 2, 3 … without gaps."""
    values = {"office": day[0], "day": day[1], "series": group}
    row = await RAISE[connection.dialect.name].one_or_none(connection, values)
    return int(row.last)

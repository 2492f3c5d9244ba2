# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far the days of offices have come, for those who follow them."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey

_D = t.office_day.c
# What a day without a row would have: the last restore counts for it too.
NEWEST_GENERATION = sa.select(sa.func.coalesce(sa.func.max(t.restoration.c.generation), 0))
HOW_FAR = sa.select(_D.office_id, _D.date, _D.event_seq, _D.generation).where(
    sa.tuple_(_D.office_id, _D.date).in_(sa.bindparam("keys", expanding=True))
)

Mark = tuple[int, int]
"""The number of a day's last event, and the generation of its numbers."""


async def marks(connection: AsyncConnection, keys: Sequence[DayKey]) -> Mapping[DayKey, Mark]:
    """How far each of these days has come; (0, generation) where nothing has happened yet."""
    rows = await connection.execute(HOW_FAR, {"keys": list(keys)})
    found = {(row.office_id, row.date): (row.event_seq, row.generation) for row in rows}
    if len(found) < len(set(keys)):
        newest = int((await connection.execute(NEWEST_GENERATION)).scalar_one())
        return dict.fromkeys(keys, (0, newest)) | found
    return found

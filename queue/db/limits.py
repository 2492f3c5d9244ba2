# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often something happened lately, counted for all processes together."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.statements import Statement

_ROW = t.rate_limit.c
_OVER = _ROW.window_at <= sa.bindparam("begin", type_=_ROW.window_at.type)
BACK = (
    sa.update(t.rate_limit).where(_ROW.key == sa.bindparam("of"), _ROW.count > 0).values(count=_ROW.count - 1)
)
ANEW = (
    sa.update(t.rate_limit)
    .where(_ROW.key == sa.bindparam("of"))
    .values(window_at=sa.bindparam("now", type_=_ROW.window_at.type))
)


def _count(insert: Any) -> Statement:
    one_more = insert(t.rate_limit)
    return Statement(
        one_more.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "window_at": sa.case((_OVER, one_more.excluded.window_at), else_=_ROW.window_at),
                "count": sa.case((_OVER, 1), else_=_ROW.count + 1),
            },
        ).returning(_ROW.window_at, _ROW.count.label("so_far"))
    )


COUNT = {"postgresql": _count(postgresql.insert), "sqlite": _count(sqlite.insert)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time that begins with the first of what is counted in it."""

    began_at: dt.datetime
    count: int


async def count(connection: AsyncConnection, key: str, *, now: dt.datetime, length: dt.timedelta) -> Window:
    """Count one more; in a new window where the last is over."""
    values = {"key": key, "window_at": now, "count": 1, "begin": now - length}
    [row] = await COUNT[connection.dialect.name].all(connection, values)
    return Window(began_at=row.window_at, count=row.so_far)


async def take_back(connection: AsyncConnection, key: str) -> None:
    """Count one less."""
    await connection.execute(BACK, {"of": key})


async def begin_anew(connection: AsyncConnection, key: str, *, now: dt.datetime) -> None:
    """Let the window begin now, with all that was counted in it."""
    await connection.execute(ANEW, {"of": key, "now": now})

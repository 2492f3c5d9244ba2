# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office's days taught together: the forecast's numbers, and how long each service really took."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.planning.learning.durations import Measured
from aufruf.planning.learning.learned import Learned

_L = t.learned.c
NUMBERS = sa.select(_L.numbers, _L.made_at).where(_L.office_id == sa.bindparam("office"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How long each service really took, from how many days, and when that was found out."""

    measured: Mapping[str, Measured]
    days: int
    made_at: dt.datetime


async def of_office(connection: AsyncConnection, office_id: str) -> Learned | None:
    """What was learned of an office; None if nothing was yet."""
    row = await _row(connection, office_id)
    return None if row is None else msgspec.convert(row.numbers["learned"], Learned)


async def lengths_of(connection: AsyncConnection, office_id: str) -> Lengths | None:
    """How long an office's services really took; None if nothing was learned yet."""
    row = await _row(connection, office_id)
    if row is None:
        return None
    measured = msgspec.convert(row.numbers.get("measured", {}), dict[str, Measured])
    return Lengths(measured=measured, days=row.numbers["learned"]["days"], made_at=row.made_at)


async def save(
    connection: AsyncConnection,
    office_id: str,
    *,
    learned: Learned,
    measured: Mapping[str, Measured] | None = None,
    now: dt.datetime,
) -> None:
    """Let this be what is known of an office, instead of what was."""
    row: dict[str, Any] = {
        "office_id": office_id,
        "numbers": {
            "learned": msgspec.to_builtins(learned),
            "measured": msgspec.to_builtins(measured or {}),
        },
        "made_at": now,
    }
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(t.learned)
    await connection.execute(insert.values(row).on_conflict_do_update(index_elements=["office_id"], set_=row))


async def _row(connection: AsyncConnection, office_id: str) -> Any:
    return (await connection.execute(NUMBERS, {"office": office_id})).one_or_none()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office's days taught together: the forecast's numbers, and how long each service really took."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.planning.learned import Learned

_L = t.learned.c
NUMBERS = sa.select(_L.numbers).where(_L.office_id == sa.bindparam("office"))


async def of_office(connection: AsyncConnection, office_id: str) -> Learned | None:
    """What was learned of an office; None if nothing was yet."""
    numbers = await _numbers(connection, office_id)
    return None if numbers is None else msgspec.convert(numbers["learned"], Learned)


async def save(connection: AsyncConnection, office_id: str, *, learned: Learned, now: dt.datetime) -> None:
    """Let this be what is known of an office, instead of what was."""
    row: dict[str, Any] = {
        "office_id": office_id,
        "numbers": {"learned": msgspec.to_builtins(learned)},
        "made_at": now,
    }
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(t.learned)
    await connection.execute(insert.values(row).on_conflict_do_update(index_elements=["office_id"], set_=row))


async def _numbers(connection: AsyncConnection, office_id: str) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = (
        await connection.execute(NUMBERS, {"office": office_id})
    ).scalar_one_or_none()
    return found

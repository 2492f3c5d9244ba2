# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pools of helpers, the offices that they look after, and their people, as rows."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.domain.help import HelpLevel
from aufruf.domain.roles import Role


async def add(connection: AsyncConnection, pool: str, *, name: str, level: HelpLevel) -> bool:
    """Store a pool; False if there is one with this id."""
    row = {"id": pool, "name": name, "level": level}
    new = _insert(connection, t.helper_pool).values(row).on_conflict_do_nothing()
    return (await connection.execute(new.returning(t.helper_pool.c.id))).one_or_none() is not None


async def is_known(connection: AsyncConnection, pool: str) -> bool:
    """Whether there is this pool."""
    question = sa.select(t.helper_pool.c.id).where(t.helper_pool.c.id == pool)
    return (await connection.execute(question)).one_or_none() is not None


async def join(connection: AsyncConnection, pool: str, *, office: str) -> None:
    """The pool looks after this office from now on."""
    row = {"pool_id": pool, "office_id": office}
    await connection.execute(_insert(connection, t.helper_pool_office).values(row).on_conflict_do_nothing())


async def leave(connection: AsyncConnection, pool: str, *, office: str) -> bool:
    """It does so no longer; False if it did not."""
    row = t.helper_pool_office.c
    gone = sa.delete(t.helper_pool_office).where(row.pool_id == pool, row.office_id == office)
    return (await connection.execute(gone)).rowcount > 0


async def take_in(connection: AsyncConnection, pool: str, *, user: str) -> None:
    """Somebody helps in this pool from now on."""
    row = {"pool_id": pool, "user_id": user}
    await connection.execute(_insert(connection, t.helper_pool_user).values(row).on_conflict_do_nothing())


async def let_go(connection: AsyncConnection, pool: str, *, user: str) -> bool:
    """They do so no longer; False if they did not."""
    row = t.helper_pool_user.c
    gone = sa.delete(t.helper_pool_user).where(row.pool_id == pool, row.user_id == user)
    return (await connection.execute(gone)).rowcount > 0


async def user_named(connection: AsyncConnection, name: str) -> tuple[str, Role] | None:
    """The id and the role of whoever logs in with this name."""
    question = sa.select(t.user.c.id, t.user.c.role).where(t.user.c.name == name, sa.not_(t.user.c.disabled))
    row = (await connection.execute(question)).one_or_none()
    return None if row is None else (row.id, Role(row.role))


async def describe(
    connection: AsyncConnection,
    user: str,
    *,
    shown_as: str,
    languages: Collection[str],
    services: Collection[str] | None,
) -> None:
    """Store what somebody is like as a helper."""
    values = {
        "shown_as": shown_as,
        "languages": sorted(languages),
        "services": sa.null() if services is None else sorted(services),
    }
    new = _insert(connection, t.helper).values({"user_id": user} | values)
    await connection.execute(new.on_conflict_do_update(index_elements=["user_id"], set_=values))


def _insert(connection: AsyncConnection, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    return (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(table)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who may log in, with their offices and tokens."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.domain.access import Person

PASSWORD = sa.select(t.user.c.id, t.user.c.password_hash).where(
    t.user.c.name == sa.bindparam("name"), sa.not_(t.user.c.disabled)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who has a name, and what was stored of their password."""

    user: str
    password_hash: str | None


async def login_of(connection: AsyncConnection, name: str) -> Login | None:
    """Whoever logs in with this name, unless they may no longer."""
    row = (await connection.execute(PASSWORD, {"name": name})).one_or_none()
    return None if row is None else Login(user=row.id, password_hash=row.password_hash)


async def add(connection: AsyncConnection, person: Person, *, name: str, password_hash: str | None) -> bool:
    """Store somebody with their offices; False if the name is taken. A tenant unheard of is made."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    tenant = {"id": person.tenant, "name": person.tenant}
    await connection.execute(insert(t.tenant).values(tenant).on_conflict_do_nothing())
    row = {
        "id": person.user,
        "tenant_id": person.tenant,
        "name": name,
        "password_hash": password_hash,
        "role": person.role,
        "staff_id": person.staff,
    }
    new = insert(t.user).values(row).on_conflict_do_nothing(index_elements=["name"]).returning(t.user.c.id)
    if (await connection.execute(new)).one_or_none() is None:
        return False
    offices = [{"user_id": person.user, "office_id": office} for office in sorted(person.offices)]
    if offices:
        await connection.execute(sa.insert(t.user_office), offices)
    return True


async def add_token(connection: AsyncConnection, person: Person, *, key: str, at: dt.datetime) -> None:
    """Store the hash of a personal token."""
    await connection.execute(
        sa.insert(t.personal_token), {"key": key, "user_id": person.user, "created_at": at}
    )

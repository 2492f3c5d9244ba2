# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statements of an import: what is stored, how it differs from what is wanted, and writing the difference."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t

LOCK = 0x4175_6672_7566_0003  # any number that nobody else uses: "Aufruf", 3
Key = tuple[Any, ...]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What writing would do. Gone is what is stored, but no longer wanted: it is kept."""

    new: Sequence[Values]
    changed: Sequence[Values]
    unchanged: int
    gone: Sequence[Key]


async def lock_offices(
    connection: AsyncConnection, *, offices: Collection[str], services: Collection[str]
) -> None:
    """Let one import at a time lock these offices, and all that offer these services, in key order."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        await connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    offering = sa.select(t.office_service.c.office_id).where(t.office_service.c.service_id.in_(services))
    wanted = sa.or_(t.office.c.id.in_(offices), t.office.c.id.in_(offering))
    await connection.execute(sa.select(t.office.c.id).where(wanted).order_by(t.office.c.id).with_for_update())


async def stored(
    connection: AsyncConnection, table: sa.Table, *scope: sa.ColumnElement[bool]
) -> dict[Key, Values]:
    """The rows of a table by their keys."""
    keys = [column.name for column in table.primary_key]
    found = await connection.execute(sa.select(table).where(*scope))
    return {tuple(row[key] for key in keys): dict(row) for row in found.mappings()}


def difference(table: sa.Table, wanted: Sequence[Values], have: Mapping[Key, Values]) -> Difference:
    """How the wanted rows differ from the stored, in the columns that are wanted."""
    keys = [column.name for column in table.primary_key]
    new, changed, seen = [], [], set()
    for row in wanted:
        key = tuple(row[name] for name in keys)
        seen.add(key)
        if key not in have:
            new.append(row)
        elif any(have[key][name] != value for name, value in row.items()):
            changed.append(row)
    return Difference(
        new=new,
        changed=changed,
        unchanged=len(seen) - len(new) - len(changed),
        gone=sorted(key for key in have if key not in seen),
    )


async def write(
    connection: AsyncConnection, table: sa.Table, found: Difference, *, beside: Values | None = None
) -> None:
    """Write what is new (with the columns `beside`, which no import knows) and what has changed."""
    await insert(connection, table, [{**(beside or {}), **row} for row in found.new])
    if not found.changed:
        return
    keys = [column.name for column in table.primary_key]
    others = [name for name in found.changed[0] if name not in keys]
    statement = (
        sa.update(table)
        .where(*(table.c[name] == sa.bindparam(f"key_{name}") for name in keys))
        .values({name: sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in others})
    )
    rows = [
        {f"{'key' if name in keys else 'new'}_{name}": value for name, value in row.items()}
        for row in found.changed
    ]
    await connection.execute(statement, rows)


async def insert(connection: AsyncConnection, table: sa.Table, rows: Sequence[Values]) -> None:
    """Insert many rows of the same columns in one go."""
    if rows:
        await connection.execute(sa.insert(table), [dict(row) for row in rows])


async def delete(connection: AsyncConnection, table: sa.Table, keys: Sequence[Key]) -> None:
    """Delete rows by their keys."""
    if not keys:
        return
    names = [column.name for column in table.primary_key]
    statement = sa.delete(table).where(*(table.c[name] == sa.bindparam(f"key_{name}") for name in names))
    await connection.execute(
        statement, [{f"key_{name}": part for name, part in zip(names, key, strict=True)} for key in keys]
    )


async def offered_elsewhere(connection: AsyncConnection, *, tenants: Collection[str]) -> set[str]:
    """The services that offices of other tenants offer."""
    query = (
        sa.select(t.office_service.c.service_id)
        .join(t.office, t.office.c.id == t.office_service.c.office_id)
        .where(t.office.c.tenant_id.not_in(tenants))
        .distinct()
    )
    return set((await connection.execute(query)).scalars())


async def raise_versions(
    connection: AsyncConnection, *, offices: Collection[str], services: Collection[str]
) -> tuple[str, ...]:
    """Raise by one the version of these offices and of all that offer these services; answer which."""
    offering = sa.select(t.office_service.c.office_id).where(t.office_service.c.service_id.in_(services))
    changed = sa.or_(t.office.c.id.in_(offices), t.office.c.id.in_(offering))
    raised = await connection.execute(
        sa.update(t.office).where(changed).values(version=t.office.c.version + 1).returning(t.office.c.id)
    )
    return tuple(sorted(raised.scalars()))

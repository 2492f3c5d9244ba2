# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Devices that wait to be let in. Each step changes only what is still at the step before."""

import datetime as dt
import hmac
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.domain.pairing import REMEMBERED, Pairing
from aufruf.domain.roles import DeviceKind

_P = t.pairing.c


async def add(connection: AsyncConnection, pairing: Pairing, *, secret_key: str, at: dt.datetime) -> bool:
    """Store a pairing; False if another one has its code."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = {
        "code": pairing.code,
        "kind": pairing.kind,
        "secret_key": secret_key,
        "created_at": at,
        "expires_at": pairing.expires_at,
        "name": "",
    }
    made = insert(t.pairing).values(row).on_conflict_do_nothing().returning(_P.code)
    return (await connection.execute(made)).one_or_none() is not None


async def get(connection: AsyncConnection, code: str) -> Pairing | None:
    """The pairing of this code."""
    row = (await connection.execute(sa.select(t.pairing).where(_P.code == code))).one_or_none()
    return None if row is None else _pairing(row)


async def with_secret(connection: AsyncConnection, code: str, *, secret_key: str) -> Pairing | None:
    """The pairing of this code, for whoever knows its secret."""
    row = (await connection.execute(sa.select(t.pairing).where(_P.code == code))).one_or_none()
    if row is None or not hmac.compare_digest(row.secret_key, secret_key):
        return None
    return _pairing(row)


async def accept(
    connection: AsyncConnection,
    code: str,
    *,
    office: str,
    name: str,
    at: dt.datetime,
    expires_at: dt.datetime,
) -> bool:
    """Accept it for an office; whether it still was open."""
    accepted = await connection.execute(
        sa.update(t.pairing)
        .where(_P.code == code, _P.accepted_at.is_(None), _P.expires_at > at)
        .values(office_id=office, name=name, accepted_at=at, expires_at=expires_at)
    )
    return accepted.rowcount > 0


async def collect(connection: AsyncConnection, code: str, *, at: dt.datetime) -> bool:
    """Collect what was accepted, once."""
    collected = await connection.execute(
        sa.update(t.pairing)
        .where(_P.code == code, _P.accepted_at.is_not(None), _P.collected_at.is_(None), _P.expires_at > at)
        .values(collected_at=at)
    )
    return collected.rowcount > 0


async def waiting(connection: AsyncConnection, office: str, *, now: dt.datetime) -> list[Pairing]:
    """What was accepted for an office and is not collected yet."""
    query = sa.select(t.pairing).where(_P.office_id == office, _P.collected_at.is_(None), _P.expires_at > now)
    return [_pairing(row) for row in await connection.execute(query.order_by(_P.accepted_at))]


async def forget(connection: AsyncConnection, *, now: dt.datetime) -> None:
    """Delete what is long over."""
    await connection.execute(sa.delete(t.pairing).where(_P.expires_at <= now - REMEMBERED))


def _pairing(row: Any) -> Pairing:
    return Pairing(
        code=row.code,
        kind=DeviceKind(row.kind),
        expires_at=row.expires_at,
        office=row.office_id,
        name=row.name,
        accepted_at=row.accepted_at,
        collected_at=row.collected_at,
    )

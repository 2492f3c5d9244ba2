# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Devices that were let in."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.domain.access import Device
from aufruf.domain.roles import DeviceKind

ADD = sa.insert(t.device)
_D = t.device.c
LET_IN = sa.select(_D.office_id, _D.id, _D.kind, _D.name, _D.created_at, _D.seen_at).where(
    _D.revoked_at.is_(None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDevice:
    """A device that was let in, with what people call it, and when it was last heard of."""

    device: Device
    name: str
    created_at: dt.datetime
    seen_at: dt.datetime | None


async def add(connection: AsyncConnection, device: Device, *, key: str, name: str, at: dt.datetime) -> None:
    """Store a device with the hash of its token."""
    row = {
        "office_id": device.office,
        "id": device.id,
        "kind": device.kind,
        "key": key,
        "name": name,
        "created_at": at,
    }
    await connection.execute(ADD, row)


async def of_office(connection: AsyncConnection, office: str) -> list[KnownDevice]:
    """The devices of an office, the oldest first."""
    rows = await connection.execute(LET_IN.where(_D.office_id == office).order_by(_D.created_at, _D.id))
    return [
        KnownDevice(
            device=Device(id=row.id, office=row.office_id, kind=DeviceKind(row.kind)),
            name=row.name,
            created_at=row.created_at,
            seen_at=row.seen_at,
        )
        for row in rows
    ]


async def offices_of(connection: AsyncConnection, id_: str) -> list[str]:
    """The offices that have let in a device of this id: ids are unique within an office."""
    query = sa.select(_D.office_id).where(_D.id == id_, _D.revoked_at.is_(None)).order_by(_D.office_id)
    return list((await connection.execute(query)).scalars())


async def revoke(connection: AsyncConnection, office: str, id_: str, *, at: dt.datetime) -> bool:
    """Let a device in no longer; whether it was let in until now."""
    gone = await connection.execute(
        sa.update(t.device)
        .where(_D.office_id == office, _D.id == id_, _D.revoked_at.is_(None))
        .values(revoked_at=at)
    )
    return gone.rowcount > 0

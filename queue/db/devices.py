# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Devices that were let in, and what they say of themselves."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.domain.access import Device
from aufruf.domain.device_health import Health, health_json, read_health
from aufruf.domain.known_devices import SILENT, DeviceState, KnownDevice
from aufruf.domain.roles import DeviceKind

__all__ = ["KnownDevice"]

ADD = sa.insert(t.device)
_D = t.device.c
LET_IN = sa.select(t.device).where(_D.revoked_at.is_(None))


async def add(
    connection: AsyncConnection,
    device: Device,
    *,
    key: str,
    name: str,
    at: dt.datetime,
    letter: str | None = None,
    part_of: str | None = None,
) -> None:
    """Store a device with the hash of its token."""
    row = {
        "office_id": device.office,
        "id": device.id,
        "kind": device.kind,
        "key": key,
        "name": name,
        "created_at": at,
        "letter": letter,
        "part_of": part_of,
    }
    await connection.execute(ADD, row)


async def of_office(connection: AsyncConnection, office: str) -> list[KnownDevice]:
    """The devices of an office, the oldest first."""
    rows = await connection.execute(LET_IN.where(_D.office_id == office).order_by(_D.created_at, _D.id))
    return [_known(row) for row in rows]


async def get(connection: AsyncConnection, office: str, id_: str) -> KnownDevice | None:
    """A device that is let in."""
    row = (await connection.execute(LET_IN.where(_D.office_id == office, _D.id == id_))).one_or_none()
    return None if row is None else _known(row)


async def choices_of(connection: AsyncConnection, office: str, id_: str) -> Mapping[str, Any]:
    """What staff chose for a device that is let in; nothing for any other."""
    query = sa.select(_D.choices).where(_D.office_id == office, _D.id == id_, _D.revoked_at.is_(None))
    return (await connection.execute(query)).scalar_one_or_none() or {}


async def with_printer(
    connection: AsyncConnection, office: str, id_: str
) -> tuple[KnownDevice | None, KnownDevice | None]:
    """A device that is let in, and the newest printer that is part of it, revoked or not."""
    query = (
        sa.select(t.device)
        .where(_D.office_id == office, sa.or_(_D.id == id_, _D.part_of == id_))
        .order_by(_D.created_at)
    )
    found = [_known(row) for row in await connection.execute(query)]
    device = next((each for each in found if each.device.id == id_ and each.revoked_at is None), None)
    return device, next((each for each in reversed(found) if each.part_of == id_), None)


async def offices_of(connection: AsyncConnection, id_: str) -> list[str]:
    """The offices that have let in a device of this id: ids are unique within an office."""
    query = sa.select(_D.office_id).where(_D.id == id_, _D.revoked_at.is_(None)).order_by(_D.office_id)
    return list((await connection.execute(query)).scalars())


async def letters(connection: AsyncConnection, office: str) -> set[str]:
    """The letters of all kiosks that the office has ever let in."""
    query = sa.select(_D.letter).where(_D.office_id == office, _D.letter.is_not(None))
    return set((await connection.execute(query)).scalars())


async def revoke(connection: AsyncConnection, office: str, id_: str, *, at: dt.datetime) -> bool:
    """Let a device in no longer, and what is part of it neither; whether it was let in until now."""
    gone = await connection.execute(
        sa.update(t.device)
        .where(_D.office_id == office, sa.or_(_D.id == id_, _D.part_of == id_), _D.revoked_at.is_(None))
        .values(revoked_at=at)
        .returning(_D.id)
    )
    return id_ in set(gone.scalars())


async def is_revoked(connection: AsyncConnection, key: str) -> bool:
    """Whether the token with this hash was a device's that is let in no longer."""
    query = sa.select(_D.id).where(_D.key == key, _D.revoked_at.is_not(None))
    return (await connection.execute(query)).first() is not None


async def change(
    connection: AsyncConnection, office: str, id_: str, *, name: str, choices: Mapping[str, Any]
) -> None:
    """What people call it, and what they chose for it."""
    values = {"name": name, "choices": dict(choices)}
    await connection.execute(sa.update(t.device).where(_D.office_id == office, _D.id == id_).values(values))


async def heard(
    connection: AsyncConnection, office: str, id_: str, *, health: Health, at: dt.datetime
) -> None:
    """What a device says of itself, while it is let in."""
    await connection.execute(
        sa.update(t.device)
        .where(_D.office_id == office, _D.id == id_, _D.revoked_at.is_(None))
        .values(seen_at=at, health=health_json(health))
    )


async def tell(connection: AsyncConnection, office: str, id_: str, state: DeviceState) -> None:
    """Remember of which state staff are told."""
    await connection.execute(
        sa.update(t.device).where(_D.office_id == office, _D.id == id_).values(state=state)
    )


async def gone_silent(
    connection: AsyncConnection, office: str | None = None, *, before: dt.datetime
) -> Sequence[tuple[str, str]]:
    """Office and id of those that were last heard of before this, and of whom staff do not know it yet."""
    query = sa.select(_D.office_id, _D.id).where(
        _D.revoked_at.is_(None), _D.seen_at < before, _D.state != DeviceState.OFFLINE
    )
    if office is not None:
        query = query.where(_D.office_id == office)
    return [(row.office_id, row.id) for row in await connection.execute(query.order_by(_D.office_id, _D.id))]


async def patience(connection: AsyncConnection) -> dt.timedelta:
    """How long a device may be silent: longer where a rehearsal's clock runs faster than devices do."""
    speed = (await connection.execute(sa.select(t.rehearsal.c.speed))).scalar_one_or_none()
    return SILENT * max(1.0, speed or 1.0)


def _known(row: Any) -> KnownDevice:
    return KnownDevice(
        device=Device(id=row.id, office=row.office_id, kind=DeviceKind(row.kind)),
        name=row.name,
        created_at=row.created_at,
        seen_at=row.seen_at,
        letter=row.letter,
        part_of=row.part_of,
        choices=row.choices,
        health=read_health(row.health),
        told=row.state,
        revoked_at=row.revoked_at,
    )

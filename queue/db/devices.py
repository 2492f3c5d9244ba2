# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Devices that were let in."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.domain.access import Device

ADD = sa.insert(t.device)


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

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kiosks, displays and terminals get into the house."""

from aufruf.db import devices
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Device
from aufruf.domain.errors import NotFound, NotValid
from aufruf.domain.roles import DeviceKind


async def add_device(
    tx: Transaction, *, id_: str, office: str, kind: DeviceKind, token_key: str, name: str = ""
) -> Device:
    """Let a device into its office. Its token is given as a hash. Raises NotValid for an unknown office."""
    try:
        await tx.office(office)
    except NotFound:
        raise NotValid(("/office", f"there is no office {office!r}")) from None
    device = Device(id=id_, office=office, kind=kind)
    await devices.add(tx.connection, device, key=token_key, name=name, at=tx.now)
    return device


async def revoke_device(tx: Transaction, *, id_: str, office: str) -> None:
    """Let a device in no longer: from now on its token opens nothing. Raises NotFound."""
    if not await devices.revoke(tx.connection, office, id_, at=tx.now):
        raise NotFound

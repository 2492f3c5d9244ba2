# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kiosks, displays and terminals get into the house, are named, and are let in no longer."""

from collections.abc import Collection, Mapping
from typing import Any

from aufruf.actions.terminals import leave_place
from aufruf.db import counters, devices
from aufruf.db.days import OfficeDay
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Device
from aufruf.domain.catalogue import Office
from aufruf.domain.device_choices import changed_choices, places_chosen
from aufruf.domain.devices import choices_json
from aufruf.domain.errors import NotFound, NotValid
from aufruf.domain.events import DeviceChanged
from aufruf.domain.known_devices import KnownDevice
from aufruf.domain.pairing import free_letter
from aufruf.domain.roles import DeviceKind

CHANGED, REVOKED = "changed", "revoked"  # what is told of a device beside its states


async def add_device(
    tx: Transaction, *, id_: str, office: str, kind: DeviceKind, token_key: str, name: str = ""
) -> Device:
    """Let a device into its office. Its token is given as a hash. Raises NotValid for an unknown office."""
    try:
        known = await (tx.lock_office(office) if kind is DeviceKind.KIOSK else tx.office(office))
    except NotFound:
        raise NotValid(("/office", f"there is no office {office!r}")) from None
    device = Device(id=id_, office=office, kind=kind)
    letter = await letter_for(tx, known, kind)
    await devices.add(tx.connection, device, key=token_key, name=name, at=tx.now, letter=letter)
    return device


async def letter_for(tx: Transaction, office: Office, kind: DeviceKind) -> str | None:
    """The letter of a new kiosk's own tickets. The office, or a day of it, is locked."""
    if kind is not DeviceKind.KIOSK:
        return None
    groups = {service.group for service in office.services.values()}
    return free_letter(await devices.letters(tx.connection, office.id), groups)


async def change_device(
    tx: Transaction,
    *,
    id_: str,
    office: str,
    languages: Collection[str],
    name: str | None = None,
    choices: Mapping[str, Any] | None = None,
) -> KnownDevice:
    """Give a device another name, or choose something else for it. Raises NotFound, NotValid.

    A terminal that stands elsewhere from now on calls nobody any longer to where it stood.
    """
    day = await tx.lock(office)
    known = await devices.get(tx.connection, office, id_)
    if known is None:
        raise NotFound
    held = {seat.counter: seat.device for seat in (await counters.seats(tx.connection, office)).values()}
    chosen = places_chosen(await devices.of_office(tx.connection, office), but=id_)
    wanted = choices_json(
        changed_choices(
            known.device.kind,
            known.choices,
            choices or {},
            office=day.office,
            languages=languages,
            taken=chosen | {place for place, device in held.items() if device not in (None, id_)},
        )
    )
    if wanted.get("counter") != known.choices.get("counter"):
        await _leave(tx, day, id_)
    await devices.change(
        tx.connection, office, id_, name=known.name if name is None else name, choices=wanted
    )
    tx.emit(day, DeviceChanged(device=id_, state=CHANGED))
    changed = await devices.get(tx.connection, office, id_)
    if changed is None:
        raise NotFound
    return changed


async def revoke_device(tx: Transaction, *, id_: str, office: str) -> None:
    """Let a device in no longer: from now on its token opens nothing. Raises NotFound."""
    day = await tx.lock(office)
    if not await devices.revoke(tx.connection, office, id_, at=tx.now):
        raise NotFound
    await _leave(tx, day, id_)
    tx.emit(day, DeviceChanged(device=id_, state=REVOKED))


async def _leave(tx: Transaction, day: OfficeDay, id_: str) -> None:
    """Where this terminal was in service another may be, at once."""
    for seat in (await counters.seats(tx.connection, day.office.id)).values():
        if seat.device == id_:
            await leave_place(tx, day, seat.counter)

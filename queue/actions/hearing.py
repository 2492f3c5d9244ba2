# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Devices say how they are, every half minute; or they say nothing any longer, which is noticed.

Mostly nothing has changed. So what is said is first compared with what is known, and only what staff must
know at once is written under the lock of the day, with an event.
"""

import datetime as dt
import secrets
from dataclasses import dataclass, replace

from aufruf.db import devices
from aufruf.db.days import OfficeDay
from aufruf.db.transaction import Database, Reading, Transaction
from aufruf.domain.access import Device
from aufruf.domain.catalogue import Office
from aufruf.domain.device_health import Health, PrinterState
from aufruf.domain.errors import NotAuthenticated
from aufruf.domain.events import DeviceChanged
from aufruf.domain.known_devices import DeviceState, KnownDevice
from aufruf.domain.roles import DeviceKind

WRITTEN_EVERY = dt.timedelta(seconds=20)  # that a device is still there


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A device as it is known, its printer if it has one, and how both are by what was said just now."""

    office: Office
    known: KnownDevice
    printer: KnownDevice | None
    health: Health
    patience: dt.timedelta
    now: dt.datetime

    @property
    def state(self) -> DeviceState:
        """What is wrong with the device now."""
        return replace(self.known, health=self.health, seen_at=self.now).state(
            self.now, patience=self.patience
        )

    @property
    def prints(self) -> bool:
        """Whether something was said of a printer that is let in, or of one that is new."""
        speaks = self.health.printer not in (None, PrinterState.NONE)
        return (
            speaks
            and self.known.device.kind is DeviceKind.KIOSK
            and (self.printer is None or self.printer.revoked_at is None)
        )

    @property
    def printer_health(self) -> Health:
        """How the printer is."""
        return Health(
            own=self.health.printer, printer_name=self.health.printer_name, version=self.health.version
        )

    @property
    def printer_state(self) -> DeviceState:
        """What is wrong with the printer."""
        now = KnownDevice(
            device=self.known.device, created_at=self.now, seen_at=self.now, health=self.printer_health
        )
        return now.state(self.now, patience=self.patience)

    @property
    def matters(self) -> bool:
        """Whether staff must be told."""
        if self.known.told != self.state:
            return True
        return self.prints and (self.printer is None or self.printer.told != self.printer_state)

    def is_known(self, instance: str) -> bool:
        """Whether just this was written a moment ago."""
        before = self.known.health
        last = before.instances[instance].last if instance in before.instances else None
        same = replace(self.health, instances={}) == replace(before, instances={})
        return same and last is not None and abs(self.now - last) < WRITTEN_EVERY


async def hear(db: Database, device: Device, said: Health, *, instance: str = "") -> Heard:
    """A device says how it is. Unlike other actions this is given the database: often there is nothing to do.

    Raises NotAuthenticated for a device that is let in no longer.
    """
    async with db.reading() as reading:
        heard = await _compared(reading, device, said, instance)
    if heard.matters:
        async with db.transaction() as tx:
            return await hear_at_once(tx, device, said, instance=instance)
    if not heard.is_known(instance):
        # One row at a time: nobody who holds the day waits here for the other one.
        async with db.alone() as one:
            await devices.heard(one.connection, device.office, device.id, health=heard.health, at=heard.now)
        if heard.prints and heard.printer is not None:
            id_, health = heard.printer.device.id, heard.printer_health
            async with db.alone() as one:
                await devices.heard(one.connection, device.office, id_, health=health, at=heard.now)
    return heard


async def notice_silence(tx: Transaction, *, office: str) -> int:
    """Tell staff of the devices that say nothing any longer; of how many."""
    day = await tx.lock(office)
    before = tx.now - await devices.patience(tx.connection)
    silent = await devices.gone_silent(tx.connection, office, before=before)
    for _, id_ in silent:
        await _tell(tx, day, id_, DeviceState.OFFLINE)
    return len(silent)


async def offices_with_silent_devices(reading: Reading) -> list[str]:
    """Offices whose staff do not know yet that a device says nothing any longer."""
    before = reading.now - await devices.patience(reading.connection)
    return sorted({office for office, _ in await devices.gone_silent(reading.connection, before=before)})


async def hear_at_once(tx: Transaction, device: Device, said: Health, *, instance: str = "") -> Heard:
    """The same, with what staff must know at once, under the lock of the day. Raises NotAuthenticated."""
    day = await tx.lock(device.office)
    heard = await _compared(tx, device, said, instance)
    await devices.heard(tx.connection, device.office, device.id, health=heard.health, at=tx.now)
    if heard.known.told != heard.state:
        await _tell(tx, day, device.id, heard.state)
    if heard.prints:
        heard = await _hear_of_printer(tx, day, heard)
    return heard


async def _hear_of_printer(tx: Transaction, day: OfficeDay, heard: Heard) -> Heard:
    printer = heard.printer
    if printer is None:
        id_ = secrets.token_hex(8)
        here = Device(id=id_, office=day.office.id, kind=DeviceKind.PRINTER)
        printer = KnownDevice(device=here, created_at=tx.now, part_of=heard.known.device.id)
        await devices.add(tx.connection, here, key=id_, name="", at=tx.now, part_of=printer.part_of)
    await devices.heard(
        tx.connection, day.office.id, printer.device.id, health=heard.printer_health, at=tx.now
    )
    if printer.told != heard.printer_state:
        await _tell(tx, day, printer.device.id, heard.printer_state)
    return replace(heard, printer=printer)


async def _tell(tx: Transaction, day: OfficeDay, id_: str, state: DeviceState) -> None:
    await devices.tell(tx.connection, day.office.id, id_, state)
    tx.emit(day, DeviceChanged(device=id_, state=state))


async def _compared(at: Reading | Transaction, device: Device, said: Health, instance: str) -> Heard:
    known, printer = await devices.with_printer(at.connection, device.office, device.id)
    if known is None:
        raise NotAuthenticated
    patience = await devices.patience(at.connection)
    return Heard(
        office=await at.office(device.office),
        known=known,
        printer=printer,
        health=said.said_by(known.health, instance, at.now, patience=patience),
        patience=patience,
        now=at.now,
    )

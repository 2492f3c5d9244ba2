# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The devices of an office, and what is wrong with them: for the staff."""

import datetime as dt
from dataclasses import dataclass

from aufruf.db import devices, kiosk_entries, pairings
from aufruf.db.kiosk_entries import Refused
from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Office
from aufruf.domain.known_devices import FINE, DeviceState, KnownDevice
from aufruf.domain.pairing import Pairing
from aufruf.domain.roles import DeviceKind

REFUSED_SHOWN = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDevice:
    """A device and how it is now."""

    known: KnownDevice
    state: DeviceState
    offline_since: dt.datetime | None  # as far as the server knows: last heard of


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """All devices of an office, and those that were accepted and have not come in yet."""

    office: Office
    now: dt.datetime
    devices: tuple[SeenDevice, ...]
    coming: tuple[Pairing, ...]
    refused: tuple[Refused, ...] = ()  # of the last day: they hold a kiosk's number, and do not wait

    def refused_of(self, id_: str) -> tuple[Refused, ...]:
        """Who holds a number of this kiosk and does not wait."""
        return tuple(each for each in self.refused if each.device == id_)

    def name_of(self, id_: str | None) -> str:
        """What people call a device of it."""
        return next((each.known.name for each in self.devices if each.known.device.id == id_), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something of a device that somebody should look after."""

    device: str
    kind: DeviceKind
    name: str  # what people call it, if they do
    of: str  # of a printer: what they call its kiosk
    state: DeviceState
    since: dt.datetime | None  # offline since
    tickets: int  # drawn there and not handed over yet


async def devices_of(reading: Reading, office: str) -> tuple[SeenDevice, ...]:
    """The devices that are let in, the oldest first; a printer after its kiosk."""
    known = await devices.of_office(reading.connection, office)
    patience = await devices.patience(reading.connection)
    places = {each.device.id: place for place, each in enumerate(known)}
    in_order = sorted(
        known, key=lambda each: (places.get(each.part_of or each.device.id, 0), each.part_of is not None)
    )
    return tuple(_seen(each, reading.now, patience) for each in in_order)


async def house_of(reading: Reading, office: str) -> House:
    """The devices of an office and those that are about to come in. Raises NotFound."""
    return House(
        office=await reading.office(office),
        now=reading.now,
        devices=await devices_of(reading, office),
        coming=tuple(await pairings.waiting(reading.connection, office, now=reading.now)),
        refused=tuple(
            await kiosk_entries.refused_since(reading.connection, office, reading.now - REFUSED_SHOWN)
        ),
    )


async def troubles_of(reading: Reading, office: str) -> tuple[Trouble, ...]:
    """What is wrong with the devices of an office; nothing, on a good day."""
    seen = await devices_of(reading, office)
    names = {each.known.device.id: each.known.name for each in seen}
    silent = {each.known.device.id for each in seen if each.state is DeviceState.OFFLINE}
    return tuple(
        Trouble(
            device=each.known.device.id,
            kind=each.known.device.kind,
            name=each.known.name,
            of=names.get(each.known.part_of or "", ""),
            state=each.state,
            since=each.offline_since,
            tickets=each.known.health.offline_entries,
        )
        for each in seen
        if each.state not in FINE and not (each.state is DeviceState.OFFLINE and each.known.part_of in silent)
    )


def _seen(known: KnownDevice, now: dt.datetime, patience: dt.timedelta) -> SeenDevice:
    state = known.state(now, patience=patience)
    since = known.seen_at if state is DeviceState.OFFLINE else known.health.offline_since
    return SeenDevice(known=known, state=state, offline_since=since)

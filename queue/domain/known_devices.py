# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The devices of an office as staff see them: what is wrong with each, if anything, in one word."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aufruf.domain.access import Device
from aufruf.domain.device_health import Health, PrinterState, is_used_twice

SILENT = dt.timedelta(seconds=90)  # without a word for so long, a device is offline


class DeviceState(StrEnum):
    """What is wrong with a device; of several things the worst."""

    OK = "ok"
    NEVER_SEEN = "never_seen"  # let in, and not heard of yet
    OFFLINE = "offline"
    USED_TWICE = "used_twice"  # two devices have its token
    PRINTER_GONE = "printer_gone"
    COVER_OPEN = "cover_open"
    PAPER_OUT = "paper_out"
    PAPER_LOW = "paper_low"
    SOUND_BLOCKED = "sound_blocked"  # the browser of a display lets it make no sound
    OFFLINE_TICKETS = "offline_tickets"  # a kiosk is back, and its tickets are still on their way


FINE = frozenset((DeviceState.OK, DeviceState.NEVER_SEEN))
OF_PRINTER = {
    PrinterState.PAPER_LOW: DeviceState.PAPER_LOW,
    PrinterState.PAPER_OUT: DeviceState.PAPER_OUT,
    PrinterState.COVER_OPEN: DeviceState.COVER_OPEN,
    PrinterState.GONE: DeviceState.PRINTER_GONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDevice:
    """A device that was let in: what people call it, what they chose for it, and what it says of itself."""

    device: Device
    name: str = ""
    created_at: dt.datetime
    seen_at: dt.datetime | None = None
    letter: str | None = None  # of the tickets that a kiosk draws by itself
    part_of: str | None = None  # a printer's kiosk
    choices: Mapping[str, Any] = field(default_factory=dict)  # read them with domain/devices.py
    health: Health = field(default_factory=Health)
    told: str = ""  # the state that staff were last told of
    revoked_at: dt.datetime | None = None

    def state(self, now: dt.datetime, *, patience: dt.timedelta = SILENT) -> DeviceState:
        """What is wrong with it now, in one word."""
        return state_of(self.health, self.seen_at, now, patience=patience)


def is_offline(seen_at: dt.datetime | None, now: dt.datetime, *, patience: dt.timedelta = SILENT) -> bool:
    """Whether a device that has spoken once says nothing any longer."""
    return seen_at is not None and now - seen_at > patience


def state_of(
    health: Health, seen_at: dt.datetime | None, now: dt.datetime, *, patience: dt.timedelta = SILENT
) -> DeviceState:
    """What is wrong with a device that was last seen then and said this of itself.

    A kiosk's printer is a device of its own, so a kiosk is not blamed for its paper.
    """
    if seen_at is None:
        return DeviceState.NEVER_SEEN
    found = {
        DeviceState.OFFLINE: is_offline(seen_at, now, patience=patience),
        DeviceState.USED_TWICE: is_used_twice(health.instances, now, patience=patience),
        OF_PRINTER.get(health.own or PrinterState.READY, DeviceState.OK): health.own in OF_PRINTER,
        DeviceState.SOUND_BLOCKED: health.sound == "blocked",
        DeviceState.OFFLINE_TICKETS: health.offline_entries > 0,
    }
    return next((state for state, is_so in found.items() if is_so), DeviceState.OK)

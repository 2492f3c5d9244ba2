# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands and hangs in the offices of the town, and says how it is, as real devices do."""

from contextlib import suppress

from aufruf.actions.hearing import hear_at_once
from aufruf.demo.helpers import NAMES as TOUCHED
from aufruf.demo.town import Town
from aufruf.domain.access import Device
from aufruf.domain.catalogue import Office
from aufruf.domain.device_health import Health, PrinterState
from aufruf.domain.errors import NotAuthenticated
from aufruf.domain.roles import DeviceKind

NAMES = {**TOUCHED, DeviceKind.DISPLAY: "Aufrufmonitor im Wartebereich"}
VERSION = "demo"
PRINTER = "Bondrucker 80 mm"


def devices_of(office: Office) -> tuple[Device, ...]:
    """All devices of an office. Nobody has the tokens: only the demo acts as them."""
    return tuple(Device(id=f"{office.id}-{kind}", office=office.id, kind=kind) for kind in NAMES)


async def speak(town: Town) -> None:
    """Every device says how it is; one kiosk is short of paper, so that a visitor sees how that looks."""
    for office in town.offices:
        for device in devices_of(office):
            with suppress(NotAuthenticated):  # a visitor has let it go
                async with town.doors.transaction() as tx:
                    await hear_at_once(tx, device, _health(town, device), instance=device.id)


def _health(town: Town, device: Device) -> Health:
    match device.kind:
        case DeviceKind.KIOSK:
            first = device.office == town.offices[0].id
            paper = PrinterState.READY if first else PrinterState.PAPER_LOW
            return Health(version=VERSION, printer=paper, printer_name=PRINTER)
        case DeviceKind.DISPLAY:
            return Health(version=VERSION, sound="on", speech=True)
        case _:
            return Health(version=VERSION)

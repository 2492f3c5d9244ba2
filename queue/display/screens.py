# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may look at which screen: a display at its own, the staff at those of their offices."""

from aufruf.domain.access import Device, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.roles import DeviceKind, Right
from aufruf.web.callers import caller_of
from aufruf.web.devices import device_of
from aufruf.web.wire import Connection
from aufruf.web.wiring import Wiring


async def office_shown(connection: Connection, wiring: Wiring, display: str) -> Office:
    """The office whose calls are shown: a display is named by its own id, a preview by the office's.

    Raises NotFound, NotAuthenticated, NotAllowed.
    """
    device = await device_of(connection, wiring)
    caller = await caller_of(connection, wiring.db)
    async with wiring.db.reading() as reading:
        if device is not None and is_this(device, display):
            return await reading.office(device.office)
        office = await reading.office(display)
    if not wiring.demo_logins:  # in the demo everybody may look
        person_with(caller, Right.SERVE, office)
    return office


def is_this(device: Device, display: str) -> bool:
    """Whether somebody is the display of this id."""
    return device.kind is DeviceKind.DISPLAY and device.id == display

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The board in the waiting room: numbers and counters, and when this was true."""

from litestar import Response, get

from aufruf.db.transaction import Reading
from aufruf.domain.access import person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.roles import DeviceKind, Right
from aufruf.reads.screen import fresh_screen
from aufruf.web.devices import device_of
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

LINES = 6
AGAIN = 3  # seconds


@get("/display/{display:str}")
async def show(
    display: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """The latest calls, for a display by its id, or for the staff of an office by the office's."""
    device = await device_of(request, wiring)
    own = device is not None and device.kind is DeviceKind.DISPLAY and device.id == display
    async with wiring.db.reading(snapshot=True) as reading:
        if own and device is not None:
            office = await reading.office(device.office)
        else:
            office = await _office_to_look_at(reading, frame, display)
        screen = await fresh_screen(reading, (office.id, office.local_date(reading.now)))
        now = reading.now
    return frame.show("display.html", office=office, calls=screen.calls[:LINES], now=now, again=AGAIN)


async def _office_to_look_at(reading: Reading, frame: Frame, office_id: str) -> Office:
    """An office, for its staff; in the demo for everybody."""
    office = await reading.office(office_id)
    if not frame.demo:
        person_with(frame.caller, Right.SERVE, office)
    return office

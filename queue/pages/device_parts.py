# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The living part of the devices' page, and its socket: for whoever leads the office."""

from litestar import websocket

from aufruf.domain.access import person_with
from aufruf.domain.roles import Right
from aufruf.pages.parts import Parts, PartsWire
from aufruf.reads.devices import House, house_of
from aufruf.web.callers import forget_caller
from aufruf.web.rendering import Frame, frame_of
from aufruf.web.sockets import AnySocket, Listener, converse, refusing
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

PAUSE = 0.5  # seconds between two changes


def device_parts(frame: Frame, house: House) -> Parts:
    """All devices of an office, as they are now."""
    html = frame.part("devices_list.html", house=house, office=house.office, now=house.now)
    return Parts(html={"devices": html})


@websocket("/devices/{office:str}/socket")
async def follow_devices(socket: AnySocket, office: PathId, wiring: Given[Wiring]) -> None:
    """Keep the list as it is."""

    async def frame() -> Frame:
        forget_caller(socket)
        found = await frame_of(socket)
        async with wiring.db.reading() as reading:
            person_with(found.caller, Right.SUPERVISE, await reading.office(office))
        return found

    async def still_may() -> bool:
        return bool(await frame())

    async with refusing(socket):
        known = await frame()
        async with wiring.hub.listening(office) as (feed, ear):

            async def render() -> Parts:
                return device_parts(known, await feed.shared(house_of))

            wire = PartsWire(feed, render, audience="devices", pause=PAUSE)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How it stands at a kiosk, live: said again whenever it has changed, once a second at most."""

import asyncio

import msgspec
from litestar import Router, websocket

from aufruf.api.kiosk_state import KioskState, kiosk_state
from aufruf.domain.access import Device
from aufruf.live.feed import Feed
from aufruf.reads.kiosk import kiosk_now
from aufruf.web.callers import forget_caller
from aufruf.web.kiosks import kiosk_of
from aufruf.web.sockets import AnySocket, Listener, converse, plain_beat, refusing
from aufruf.web.wiring import Given, Wiring

PAUSE = 1.0  # seconds between two changes
LOOK_AGAIN = 10.0  # seconds: minutes pass and doors close, though nothing happens


class KioskWire:
    """What one kiosk has yet to be told."""

    audience = "kiosk"
    pause = PAUSE

    def __init__(self, feed: Feed, wiring: Wiring, device: Device) -> None:
        self._feed = feed
        self._wiring = wiring
        self._device = device
        self._said: KioskState | None = None
        self._seen: tuple[int, float] = (-1, 0.0)

    async def take(self) -> list[str]:
        """How it stands, if that is new."""
        stamp, moment = self._feed.stamp, asyncio.get_running_loop().time()
        if stamp == self._seen[0] and moment - self._seen[1] < LOOK_AGAIN:
            return []
        seen, now = await self._feed.shared(kiosk_now), self._feed.now
        forecast = self._wiring.forecasts.latest(self._device.office)
        state = kiosk_state(seen, self._device, now=now, forecast=forecast, rehearsal=self._wiring.rehearsal)
        self._seen = (stamp, moment)
        if self._said is not None and state == msgspec.structs.replace(self._said, now=state.now):
            return []
        self._said = state
        return [msgspec.json.encode({"type": "state", **msgspec.structs.asdict(state)}).decode()]

    def beat(self) -> str:
        """All is well, and nothing was missed."""
        return self._feed.once("beat-alone", lambda: plain_beat(self._feed))


@websocket("/kiosk/socket")
async def follow(socket: AnySocket, wiring: Given[Wiring]) -> None:
    """Follow how it stands at this kiosk."""

    async def who() -> Device:
        forget_caller(socket)
        return await kiosk_of(socket, wiring)

    async with refusing(socket):
        device = await who()
        async with wiring.hub.listening(device.office) as (feed, ear):

            async def still_may() -> bool:
                return await who() == device

            wire = KioskWire(feed, wiring, device)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))


router = Router("", route_handlers=[follow])

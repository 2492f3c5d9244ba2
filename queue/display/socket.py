# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The display's socket: first all that it shows or what it missed, then each call in its moment."""

from litestar import websocket

from aufruf.display.screens import Shown, screen_shown
from aufruf.display.speech import speech_of
from aufruf.display.telling import DisplayWire
from aufruf.live.position import read_position
from aufruf.web.callers import forget_caller
from aufruf.web.sockets import AnySocket, Listener, converse, refusing
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring


@websocket("/display/{display:str}/socket")
async def follow(socket: AnySocket, display: PathId, wiring: Given[Wiring]) -> None:
    """Follow an office's calls, from `since=EPOCH.N` on."""

    async def look() -> Shown:
        return await screen_shown(socket, wiring, display)

    async with refusing(socket):
        shown = await look()
        office = shown.office.id
        since = read_position(socket.query_params.get("since"))
        async with wiring.hub.listening(office, since=since) as (feed, ear):
            wire = DisplayWire(feed, since=since, shown=shown, look=look, speech=speech_of(socket.app.state))

            async def still_may() -> bool:
                forget_caller(socket)
                return (await look()).office.id == office

            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The socket of reception's page: its parts, for whoever may receive people there."""

from litestar import websocket

from aufruf.domain.access import person_with
from aufruf.domain.roles import Right
from aufruf.pages.alarm_parts import ALARMS
from aufruf.pages.parts import Parts, PartsWire
from aufruf.pages.reception_parts import reception_parts
from aufruf.reads.reception import reception_of
from aufruf.web.callers import forget_caller
from aufruf.web.rendering import Frame, frame_of
from aufruf.web.sockets import AnySocket, Listener, converse, refusing
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

PAUSE = 1.0  # seconds between two changes; one's own deeds are answered at once


@websocket("/console/{office:str}/reception/socket")
async def follow_reception(socket: AnySocket, office: PathId, wiring: Given[Wiring]) -> None:
    """Keep reception's page as it is."""

    async def viewer() -> Frame:
        forget_caller(socket)
        frame = await frame_of(socket)
        async with wiring.db.reading() as reading:
            person_with(frame.caller, Right.RECEIVE, await reading.office(office))
        return frame

    async def still_may() -> bool:
        return bool(await viewer())

    async with refusing(socket):
        frame = await viewer()
        async with wiring.hub.listening(office) as (feed, ear):

            async def render() -> Parts:
                return reception_parts(frame, await feed.shared(reception_of), wiring.forecasts)

            wire = PartsWire(feed, render, audience="reception", pause=PAUSE, urgent=ALARMS)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))

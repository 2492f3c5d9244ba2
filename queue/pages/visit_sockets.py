# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The socket of a visit's page on the phone."""

from litestar import websocket

from aufruf.pages.parts import Parts, PartsWire
from aufruf.pages.status import own_status
from aufruf.pages.visit_parts import VisitParts, status_parts
from aufruf.reads.status import Status
from aufruf.web.rendering import frame_of
from aufruf.web.sockets import AnySocket, Listener, converse, refusing
from aufruf.web.visits import FollowedVisit
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring

PAUSE = 0.3  # seconds


@websocket("/visits/{visit:str}/{token:str}/socket")
async def follow_status(socket: AnySocket, visit: PathId, token: PathText, wiring: Given[Wiring]) -> None:
    """Keep the status page as it is, for whoever has its link."""
    await follow_visit(socket, wiring, visit, token, status_parts)


async def follow_visit(socket: AnySocket, wiring: Wiring, visit: str, token: str, parts: VisitParts) -> None:
    """Send the parts of a visit's page whenever they have changed."""

    async def own() -> Status:
        async with wiring.db.reading() as reading:
            return await own_status(reading, wiring, visit, token)

    async def still_may() -> bool:
        return bool(await own())

    async with refusing(socket):
        found = (await own()).visit
        frame = await frame_of(socket)
        async with wiring.hub.listening(found.office) as (feed, ear):
            followed = FollowedVisit(feed, wiring.db, found, wiring.offers)

            async def render() -> Parts | None:
                status = await followed.status()
                return None if status is None else parts(frame, wiring, status, feed.now)

            wire = PartsWire(feed, render, audience="visit page", pause=PAUSE)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))

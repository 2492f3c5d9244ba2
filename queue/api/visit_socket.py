# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A citizen's own visit, live: the same answer as to a request, whenever it has changed."""

import msgspec
from litestar import Router, websocket

from aufruf.api.status import own_visit, status_answer
from aufruf.domain.visit import Visit
from aufruf.web.callers import bearer
from aufruf.web.sockets import AnySocket, Listener, converse, plain_beat, refusing
from aufruf.web.visits import FollowedVisit
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring


class VisitWire:
    """What the phone of one visit has yet to be told: how it stands, and nothing of how it came about."""

    audience = "visit"
    pause = 0.3

    def __init__(self, visit: FollowedVisit, wiring: Wiring) -> None:
        self._visit = visit
        self._wiring = wiring
        self._said: str | None = None

    async def take(self) -> list[str]:
        """How it stands, if that is new."""
        status = await self._visit.status()
        if status is None:
            return []
        answer = msgspec.structs.asdict(status_answer(status, self._wiring, now=self._visit.feed.now))
        text = msgspec.json.encode({"type": "status"} | answer).decode()
        if text == self._said:
            return []
        self._said = text
        return [text]

    def beat(self) -> str:
        """All is well, and nothing was missed."""
        feed = self._visit.feed
        return feed.once("beat-alone", lambda: plain_beat(feed))


@websocket("/visits/{visit:str}/socket")
async def follow(socket: AnySocket, visit: PathId, wiring: Given[Wiring]) -> None:
    """Follow the visit whose token was sent."""
    await follow_visit(socket, wiring, visit, bearer(socket))


async def follow_visit(socket: AnySocket, wiring: Wiring, visit: str, token: str | None) -> None:
    """Follow a visit, for whoever shows its token. A wrong token is as unknown as a wrong id."""

    async def own() -> Visit:
        async with wiring.db.reading() as reading:
            return await own_visit(reading, wiring, visit, token)

    async def still_may() -> bool:
        return bool(await own())

    async with refusing(socket):
        found = await own()
        async with wiring.hub.listening(found.office) as (feed, ear):
            wire = VisitWire(FollowedVisit(feed, wiring.db, found), wiring)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))


router = Router("", route_handlers=[follow])

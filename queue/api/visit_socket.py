# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A citizen's own visit, live: the same answer as to a request, whenever it has changed."""

import msgspec
from litestar import Router, websocket

from aufruf.api.status import own_visit, status_answer
from aufruf.domain.visit import Visit
from aufruf.live.feed import Feed
from aufruf.live.position import Position
from aufruf.reads.status import Status, status_of, visit_with_id
from aufruf.web.callers import bearer
from aufruf.web.sockets import AnySocket, Listener, converse, refusing
from aufruf.web.wire import PathId, local
from aufruf.web.wiring import Given, Wiring


class VisitWire:
    """What the phone of one visit has yet to be told: how it stands, and nothing of how it came about."""

    audience = "visit"
    pause = 0.3

    def __init__(self, feed: Feed, wiring: Wiring, visit: Visit) -> None:
        self._feed = feed
        self._wiring = wiring
        self._visit = visit.key
        self._said: str | None = None
        self._ended_at: Position | None = None  # how far the day was when the visit had ended

    async def take(self) -> list[str]:
        """How it stands, if that is new."""
        if self._ended_at is not None and not self._concerned_since(self._ended_at):
            return []
        said = {"type": "status"} | msgspec.to_builtins(
            status_answer(await self._status(), self._wiring), builtin_types=()
        )
        text = msgspec.json.encode(said).decode()
        if text == self._said:
            return []
        self._said = text
        return [text]

    def beat(self) -> str:
        """All is well, and nothing was missed."""
        feed = self._feed
        now = local(feed.now, feed.office.zone)
        return feed.once("visit-beat", lambda: msgspec.json.encode({"type": "beat", "now": now}).decode())

    async def _status(self) -> Status:
        if self._visit.date == self._feed.epoch.date:
            position = self._feed.position
            status = (await self._feed.room()).status(self._visit.visit)
            if status is not None:
                self._ended_at = None
                return status
            self._ended_at = position
        async with self._wiring.db.reading() as reading:
            return await status_of(reading, await visit_with_id(reading, self._visit.visit))

    def _concerned_since(self, position: Position) -> bool:
        """Whether an ended visit was taken up again, or may have been: a finish can be taken back."""
        missing = self._feed.after(position)
        if missing is None:
            return True
        return any(getattr(entry.stored.event, "visit", None) == self._visit.visit for entry in missing)


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
            wire = VisitWire(feed, wiring, found)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))


router = Router("", route_handlers=[follow])

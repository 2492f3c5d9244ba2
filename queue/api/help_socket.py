# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help requests, live, for those who give help: what is open in their offices, whenever it changes."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import msgspec
from litestar import Router, websocket

from aufruf.actions import helping
from aufruf.api.help_requests import help_answer
from aufruf.db.transaction import Database
from aufruf.domain.access import Person, person_anywhere
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotAllowed
from aufruf.domain.roles import Right
from aufruf.live.feed import Ear, Feed
from aufruf.live.position import Position
from aufruf.reads.help import offices_to_help, requests_for, where_to_help
from aufruf.web.callers import caller_of, forget_caller
from aufruf.web.sockets import AnySocket, Listener, converse, plain_beat, refusing
from aufruf.web.wiring import Given, Wiring

NOTED_EVERY = 10.0  # seconds: that somebody looks


@dataclass(frozen=True, slots=True)
class Pool:
    """The offices that somebody helps in."""

    feeds: Sequence[Feed]

    @property
    def beats(self) -> int:
        """A sign of life is one only where all offices give it."""
        return min(feed.beats for feed in self.feeds)


class HelpWire:
    """What one helper has yet to be told."""

    audience = "help"
    pause = 0.0

    def __init__(self, pool: Pool, db: Database, person: Person) -> None:
        self._pool = pool
        self._db = db
        self._person = person
        self._seen: dict[str, Position] = {}
        self._said = ""
        self._goes_on = (
            False  # somebody waits or is being helped: who is asked, and what rings, is due to change
        )
        self._noted_at = -NOTED_EVERY

    async def take(self) -> list[str]:
        """All requests that are open or accepted, if that is new."""
        await self._say_that_somebody_is_here()
        seen = {feed.office_id: feed.position for feed in self._pool.feeds}
        if self._seen and not self._goes_on and not any(self._concerns(feed) for feed in self._pool.feeds):
            self._seen = seen
            return []
        async with self._db.reading() as reading:
            found = await requests_for(reading, await where_to_help(reading, self._person))
        self._seen, self._goes_on = seen, bool(found)
        items = [help_answer(each, self._person) for each in found]
        text = msgspec.json.encode({"type": "requests", "items": items}).decode()
        if text == self._said:
            return []
        self._said = text
        return [text]

    async def _say_that_somebody_is_here(self) -> None:
        """Nobody waits for a helper who looks at no list."""
        now = asyncio.get_running_loop().time()
        if now - self._noted_at >= NOTED_EVERY:
            self._noted_at = now
            await helping.looks_at_list(self._db, self._person)

    def beat(self) -> str:
        """All is well, and nothing was missed."""
        return plain_beat(self._pool.feeds[0])

    def _concerns(self, feed: Feed) -> bool:
        missing = feed.after(self._seen.get(feed.office_id))
        return missing is None or any(e.stored.event.kind.startswith("help.") for e in missing)


@websocket("/help-requests/socket")
async def follow(socket: AnySocket, wiring: Given[Wiring]) -> None:
    """Follow the help requests of all offices in which one may help."""

    async def who_and_where() -> tuple[Person, list[Office]]:
        forget_caller(socket)
        person = person_anywhere(await caller_of(socket, wiring.db), Right.HELP)
        async with wiring.db.reading() as reading:
            offices = list(await offices_to_help(reading, person))
        if not offices:
            raise NotAllowed
        return person, offices

    async with refusing(socket), AsyncExitStack() as following:
        person, offices = await who_and_where()
        ear = Ear()
        feeds = [
            (await following.enter_async_context(wiring.hub.listening(office.id, ear=ear)))[0]
            for office in offices
        ]
        pool = Pool(feeds)
        ear.beats = pool.beats

        async def still_may() -> bool:
            """Who helps elsewhere from now on comes back by themselves, and is told of there."""
            return {each.id for each in (await who_and_where())[1]} == {each.id for each in offices}

        wire = HelpWire(pool, wiring.db, person)
        await converse(socket, Listener(feed=pool, ear=ear, wire=wire, still_may=still_may))


router = Router("", route_handlers=[follow])

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saying to one socket what is new: at once where that needs no waiting, else in a task of its own.

An event on five hundred displays is five hundred small writes. Waking a task for each costs more than the
write, so a socket that takes a message without waiting is given it by whoever stirs. One that would have to
wait (its buffer is full) or whose words must be looked up first gets a task, which ends when all is said.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from litestar import WebSocket
from litestar.exceptions import WebSocketDisconnect

from aufruf import metrics
from aufruf.domain.errors import AufrufError
from aufruf.live.feed import NO_ANSWER, Ear

AnySocket = WebSocket[Any, Any, Any]
SEND_WITHIN = 10.0  # seconds; who has not read until then does not read at all
ASK_AGAIN = 60.0  # seconds after which it is asked again whether somebody may still listen
LOOK_AGAIN = 1.0  # seconds, when the database did not answer
GONE = (WebSocketDisconnect, OSError)  # the server's own word for it is an OSError


class Wire(Protocol):
    """What one socket has to say."""

    audience: str
    pause: float  # seconds between two looks, for what is costly to make; the newest wins

    async def take(self) -> list[str]:
        """The messages that were not taken yet; none if nothing is new to this audience."""

    def beat(self) -> str:
        """The sign of life."""


class QuickWire(Wire, Protocol):
    """One that knows without asking the database."""

    def take_now(self) -> list[str] | None:
        """The same as `take`, at once; None if this once something must be looked up first."""


class Beating(Protocol):
    """What is followed: an office, or several."""

    @property
    def beats(self) -> int:
        """Rises with each sign of life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Somebody at a socket: what they follow, and whether they still may."""

    feed: Beating
    ear: Ear
    wire: Wire | QuickWire
    still_may: Callable[[], Awaitable[bool]]


class Speaker:
    """Says to one socket what its listener has yet to hear."""

    __slots__ = ("_again", "_asked_at", "_end", "_listener", "_socket", "_stirred", "_task", "_unsaid", "why")

    def __init__(self, socket: AnySocket, listener: Listener, *, end: Callable[[], None]) -> None:
        self._socket = socket
        self._listener = listener
        self._end = end  # hangs up
        self._unsaid: list[str] = []
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._stirred = asyncio.Event()
        self._asked_at = asyncio.get_running_loop().time()
        self.why = "gone"

    def stir(self) -> None:
        """There may be something new."""
        if self._task is not None:
            self._again = True
            self._stirred.set()
        elif not self._said_at_once():
            self._task = asyncio.create_task(self._say())

    async def stop(self) -> None:
        """Say no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def _said_at_once(self) -> bool:
        """Say all there is without waiting; whether that was possible."""
        wire = self._listener.wire
        if not hasattr(wire, "take_now") or self._must_ask():
            return False
        new = wire.take_now()
        if new is None:
            return False
        self._unsaid = [*new, *self._beat()]
        for index, message in enumerate(self._unsaid):
            if not say_now(self._socket, message):
                del self._unsaid[:index]
                return False
        metrics.sent(wire.audience, len(self._unsaid))
        self._unsaid = []
        return True

    async def _say(self) -> None:
        try:
            while True:
                self._again = False
                try:
                    await self._find_what_is_new()
                except NO_ANSWER:
                    await asyncio.sleep(LOOK_AGAIN)  # no beat says meanwhile that all is well
                    continue
                spoke = bool(self._unsaid)
                await self._send()
                if spoke and self._listener.wire.pause:
                    await self._rest(self._listener.wire.pause)
                if not self._again:
                    return
        finally:
            self._task = None

    async def _rest(self, seconds: float) -> None:
        """Say nothing for a while, unless something urgent happens."""
        clock = asyncio.get_running_loop().time
        over, is_urgent = clock() + seconds, getattr(self._listener.wire, "is_urgent", None)
        while (left := over - clock()) > 0 and not (is_urgent is not None and is_urgent()):
            self._stirred.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._stirred.wait()

    async def _find_what_is_new(self) -> None:
        if self._must_ask():
            self._asked_at = asyncio.get_running_loop().time()
            if not await self._may():
                self._hang_up("not allowed any more")
        if not self._unsaid:
            self._unsaid = [*await self._listener.wire.take(), *self._beat()]

    async def _send(self) -> None:
        unsaid, self._unsaid = self._unsaid, []
        metrics.sent(self._listener.wire.audience, len(unsaid))
        try:
            for message in unsaid:
                async with asyncio.timeout(SEND_WITHIN):
                    await self._socket.send(_text(message))
        except TimeoutError:
            self._hang_up("does not read")
        except GONE:
            pass  # nobody is there to be told; the farewell has come or will, and says why they went

    def _beat(self) -> list[str]:
        listener = self._listener
        if listener.ear.beats == listener.feed.beats:
            return []
        listener.ear.beats = listener.feed.beats
        return [listener.wire.beat()]

    def _must_ask(self) -> bool:
        return asyncio.get_running_loop().time() - self._asked_at > ASK_AGAIN

    async def _may(self) -> bool:
        try:
            return await self._listener.still_may()
        except NO_ANSWER as error:
            # The database may be away, and with it what is new: then it is asked again in a minute.
            return not isinstance(error, AufrufError) or error.code == "unavailable"

    def _hang_up(self, why: str) -> None:
        self.why = why
        if why != "gone":
            metrics.dropped(self._listener.wire.audience, why)
        self._end()


def say_now(socket: AnySocket, message: str) -> bool:
    """Send if the socket takes it without waiting; whether it did.

    A send that would wait has not begun: what it waits for first is that the buffer has room.
    """
    sending = socket.send(_text(message)).__await__()
    try:
        next(sending)
    except StopIteration:
        return True
    except GONE:
        return True  # nobody is there to be told; the farewell has come or will
    sending.close()
    return False


def _text(message: str) -> Any:
    return {"type": "websocket.send", "text": message, "bytes": None}

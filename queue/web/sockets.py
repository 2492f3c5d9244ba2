# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all sockets share: who is refused and how, what is sent and when, and who is dropped.

A socket says what it has to say and listens for nothing but the farewell: deeds are requests, which have
refusals, idempotency and limits. Whoever does not read, or talks too much, is dropped.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
import structlog
from litestar import WebSocket
from litestar.exceptions import WebSocketDisconnect

from aufruf.domain.errors import AufrufError, Unavailable
from aufruf.live.feed import NO_ANSWER, Ear, Feed
from aufruf.web.errors import problem_body, status_of
from aufruf.web.wire import local

log = structlog.get_logger("aufruf.web")
AnySocket = WebSocket[Any, Any, Any]
SEND_WITHIN = 10.0  # seconds; who has not read until then does not read at all
ASK_AGAIN = 60.0  # seconds after which it is asked again whether somebody may still listen
WORDS = 20  # messages that somebody may send us before they are shown the door
NOT_ALLOWED, TRY_LATER = 1008, 1013  # RFC 6455 and its registry


class Wire(Protocol):
    """What one socket has to say."""

    audience: str
    pause: float  # seconds between two looks, for what is costly to make; the newest wins

    async def take(self) -> list[str]:
        """The messages that were not taken yet; none if nothing is new to this audience."""

    def beat(self) -> str | None:
        """The sign of life; None for an audience that has none of its own."""


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
    wire: Wire
    still_may: Callable[[], Awaitable[bool]]


@asynccontextmanager
async def refusing(socket: AnySocket) -> AsyncIterator[None]:
    """What is refused before the socket is open is answered as any request is; later it is a close code."""
    try:
        yield
    except (WebSocketDisconnect, ConnectionError):
        pass  # gone: nobody to answer
    except NO_ANSWER as error:
        if not isinstance(error, AufrufError):
            log.warning("the database does not answer", route=_route(socket), error=type(error).__name__)
        if socket.connection_state == "init":
            await _refuse(socket, error if isinstance(error, AufrufError) else None)
        else:
            await socket.close(TRY_LATER)


def plain_beat(feed: Feed) -> str:
    """The sign of life for those who are not told events, but how it stands."""
    return msgspec.json.encode({"type": "beat", "now": local(feed.now, feed.office.zone)}).decode()


async def converse(socket: AnySocket, listener: Listener) -> None:
    """Open the socket and say what there is to say, until either side ends it."""
    await socket.accept()
    began, why = time.monotonic(), "gone"
    hearing = asyncio.create_task(_hear(socket))
    hearing.add_done_callback(lambda _task: listener.ear.stir())
    try:
        why = await _speak(socket, listener, hearing)
        if why != "gone":
            await socket.close(NOT_ALLOWED, why)
    except (WebSocketDisconnect, ConnectionError):
        pass
    except TimeoutError:
        why = "does not read"
    finally:
        hearing.cancel()
        log.info(
            "socket",
            route=_route(socket),
            audience=listener.wire.audience,
            seconds=round(time.monotonic() - began, 1),
            why=why,
        )


async def _speak(socket: AnySocket, listener: Listener, hearing: "asyncio.Task[str]") -> str:
    feed, ear, wire = listener.feed, listener.ear, listener.wire
    clock = asyncio.get_running_loop().time
    asked_at = clock()
    while not hearing.done():
        try:
            messages = await wire.take()
        except NO_ANSWER:
            messages = []
            asyncio.get_running_loop().call_later(1.0, ear.stir)  # no beat says that all is well meanwhile
        if ear.beats != feed.beats:
            ear.beats = feed.beats
            messages += filter(None, [wire.beat()])
        for message in messages:
            async with asyncio.timeout(SEND_WITHIN):
                await socket.send({"type": "websocket.send", "text": message, "bytes": None})
        if clock() - asked_at > ASK_AGAIN:
            if not await _asked(listener):
                return "not allowed any more"
            asked_at = clock()
        if messages and wire.pause:
            await asyncio.sleep(wire.pause)
        await ear.stirred()
    return hearing.result()


async def _asked(listener: Listener) -> bool:
    try:
        return await listener.still_may()
    except AufrufError:
        return False
    except NO_ANSWER:
        return True  # asked again in a minute: the database is away, and with it what is new


async def _hear(socket: AnySocket) -> str:
    """Wait for the farewell; why it came to an end."""
    for _ in range(WORDS):
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return "gone"
    return "says too much"


async def _refuse(socket: AnySocket, error: AufrufError | None) -> None:
    """Answer the handshake with the status and the sentence that a request would get."""
    await socket.receive()
    error = error or Unavailable()
    status = status_of(error)
    body = problem_body(socket, status=status, code=error.code, english=str(error))
    headers = [(b"content-type", b"application/problem+json"), (b"cache-control", b"no-store")]
    start = {"type": "websocket.http.response.start", "status": status, "headers": headers}
    rest = {"type": "websocket.http.response.body", "body": msgspec.json.encode(body), "more_body": False}
    await socket.send(start)  # type: ignore[arg-type]
    await socket.send(rest)  # type: ignore[arg-type]


def _route(socket: AnySocket) -> str | None:
    """The pattern of the path, never the path: that may hold a token."""
    route: str | None = socket.scope.get("path_template")
    return route

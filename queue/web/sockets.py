# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all sockets share: who is refused and how, what is sent and when, and who is dropped.

A socket says what it has to say and listens for nothing but the farewell: deeds are requests, which have
refusals, idempotency and limits. Whoever does not read, or talks too much, is dropped.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import msgspec
import structlog

from aufruf import metrics
from aufruf.domain.errors import AufrufError
from aufruf.live.feed import Feed, nothing
from aufruf.web.errors import problem_body, status_of
from aufruf.web.listening import NO_ANSWER
from aufruf.web.speaking import GONE, AnySocket, Listener, Speaker
from aufruf.web.wire import local

__all__ = ["AnySocket", "Listener", "converse", "plain_beat", "refusing"]

log = structlog.get_logger("aufruf.web")
WORDS = 20  # messages that somebody may send us before they are shown the door
FAREWELL_WITHIN = 1.0  # seconds
NOT_ALLOWED, TRY_LATER = 1008, 1013  # RFC 6455 and its registry


@asynccontextmanager
async def refusing(socket: AnySocket) -> AsyncIterator[None]:
    """What is refused before the socket is open is answered as any request is; later it is a close code."""
    try:
        yield
    except GONE:
        pass  # nobody to answer
    except AufrufError as error:
        await _end(socket, error)
    except Exception:  # a defect of ours: the server itself would refuse in silence
        log.exception("unexpected", route=_route(socket))
        await _end(socket, AufrufError())


def plain_beat(feed: Feed) -> str:
    """The sign of life for those who are not told events, but how it stands."""
    return msgspec.json.encode({"type": "beat", "now": local(feed.now, feed.office.zone)}).decode()


async def converse(socket: AnySocket, listener: Listener) -> None:
    """Open the socket and say what there is to say, until either side ends it."""
    await socket.accept()
    began, audience = time.monotonic(), listener.wire.audience
    metrics.socket_opened(audience)
    conversation, now = asyncio.timeout(None), asyncio.get_running_loop().time
    speaker = Speaker(socket, listener, end=lambda: conversation.reschedule(now()))
    try:
        async with conversation:
            listener.ear.heed = speaker.stir
            try:
                speaker.stir()
                speaker.why = await _hear(socket)
                if speaker.why != "gone":
                    metrics.dropped(audience, speaker.why)
            finally:
                listener.ear.heed = nothing
                await speaker.stop()
    except TimeoutError:
        pass  # the speaker has hung up, and says why
    finally:
        metrics.socket_closed(audience)
        seconds = round(time.monotonic() - began, 1)
        log.info("socket", route=_route(socket), audience=audience, seconds=seconds, why=speaker.why)
    if speaker.why != "gone":
        await _say_farewell(socket, speaker.why)


async def _say_farewell(socket: AnySocket, why: str) -> None:
    """Close it with a reason; who does not read is not waited for."""
    try:
        async with asyncio.timeout(FAREWELL_WITHIN):
            await socket.close(NOT_ALLOWED, why)
    except (TimeoutError, *GONE):
        pass


async def _hear(socket: AnySocket) -> str:
    """Wait for the farewell; why it came to an end."""
    for _ in range(WORDS):
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return NO_ANSWER if message.get("reason") == NO_ANSWER else "gone"
    return "says too much"


async def _end(socket: AnySocket, error: AufrufError) -> None:
    with suppress(*GONE):
        if socket.connection_state == "init":
            await _refuse(socket, error)
        else:
            await socket.close(TRY_LATER)


async def _refuse(socket: AnySocket, error: AufrufError) -> None:
    """Answer the handshake with the status and the sentence that a request would get."""
    await socket.receive()
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

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many sockets in one client, light enough not to be what is measured (RFC 6455, text only)."""

import asyncio
import os
import time
from dataclasses import dataclass, field
from typing import cast

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
TWO_BYTES, EIGHT_BYTES = 126, 127


@dataclass(slots=True, eq=False)
class Socket(asyncio.Protocol):
    """One socket: what it heard, and when."""

    path: str
    host: str
    token: str = ""
    heard: list[tuple[float, bytes]] = field(default_factory=list)
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False
    _buffer: bytearray = field(default_factory=bytearray)
    _transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask to be let in."""
        self._transport = transport = cast("asyncio.Transport", transport)  # uvloop's is none by its class
        lines = [
            f"GET {self.path} HTTP/1.1",
            f"Host: {self.host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {KEY}",
            "Sec-WebSocket-Version: 13",
        ]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def data_received(self, data: bytes) -> None:
        """Take what comes apart."""
        now = time.perf_counter()
        self._buffer += data
        if not self.opened.is_set():
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            assert self._buffer.startswith(b"HTTP/1.1 101"), bytes(self._buffer[:200])
            del self._buffer[: end + 4]
            self.opened.set()
        while (frame := self._frame()) is not None:
            kind, content = frame
            if kind == TEXT:
                self.heard.append((now, content))
            elif kind == PING and self._transport is not None:
                mask = os.urandom(4)
                masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(content))
                self._transport.write(bytes((0x80 | PONG, 0x80 | len(content))) + mask + masked)

    def _frame(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        length, start = buffer[1] & 0x7F, 2
        if length == TWO_BYTES:
            if len(buffer) < 4:
                return None
            length, start = int.from_bytes(buffer[2:4]), 4
        elif length > TWO_BYTES:
            if len(buffer) < 10:
                return None
            length, start = int.from_bytes(buffer[2:10]), 10
        if len(buffer) < start + length:
            return None
        kind, content = buffer[0] & 0x0F, bytes(buffer[start : start + length])
        del buffer[: start + length]
        return kind, content

    def say(self, text: bytes) -> None:
        """Say something. It is masked with zeros, as is allowed and costs nothing."""
        assert self._transport is not None
        if len(text) < TWO_BYTES:
            length = bytes((0x80 | len(text),))
        elif len(text) < 1 << 16:
            length = bytes((0x80 | TWO_BYTES,)) + len(text).to_bytes(2)
        else:
            length = bytes((0x80 | EIGHT_BYTES,)) + len(text).to_bytes(8)
        self._transport.write(bytes((0x80 | TEXT,)) + length + bytes(4) + text)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (the signature is asyncio's)
        """The other side has gone."""
        self.closed = True

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()


async def open_sockets(port: int, path: str, *, count: int, token: str = "") -> list[Socket]:
    """So many sockets, fifty at a time."""
    sockets = [Socket(path, f"127.0.0.1:{port}", token) for _ in range(count)]
    loop = asyncio.get_running_loop()
    for start in range(0, count, 50):
        some = sockets[start : start + 50]
        for one in some:
            await loop.create_connection(lambda one=one: one, "127.0.0.1", port)  # type: ignore[misc]
        async with asyncio.timeout(30):
            await asyncio.gather(*(one.opened.wait() for one in some))
    return sockets

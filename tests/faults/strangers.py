# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever speaks to the server by hand, over a plain connection: politely up to a point, then not at all."""

import base64
import os
import random
import select
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.faults.hosts import Host
from tests.faults.town import Town

TEXT, BINARY, PING = 0x1, 0x2, 0x9
FIN = 0x80
TINY = 2304  # bytes: the smallest room for what is not read that Linux gives
STEP = 4096  # bytes sent at once


@dataclass(slots=True)
class Stranger:
    """One connection."""

    line: socket.socket

    @property
    def is_shut(self) -> bool:
        """Whether the server has ended it; what it still said is read away."""
        self.line.setblocking(False)
        try:
            while self.line.recv(65536):
                pass
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def say(self, data: bytes, *, within: float = 1.0) -> bool:
        """Send this; whether the server took all of it in time."""
        self.line.setblocking(False)
        give_up = time.monotonic() + within
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self.line.send(rest[:STEP]) :]
            except BlockingIOError:
                if time.monotonic() > give_up:
                    return False
                select.select([], [self.line], [], 0.05)
            except OSError:
                return False
        return True


@contextmanager
def outside() -> Iterator[list[Stranger]]:
    """Whoever is put on this list goes at the end."""
    found: list[Stranger] = []
    try:
        yield found
    finally:
        for each in found:
            each.line.close()


def comes(host: Host, *, room: int | None = None) -> Stranger:
    """Connect, with only so much room for what is not read."""
    line = socket.socket()
    if room is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    line.settimeout(10)
    line.connect((host.address, host.port))
    return Stranger(line)


def handshake(host: Host, town: Town) -> bytes:
    """What opens the display's socket."""
    key = base64.b64encode(os.urandom(16)).decode()
    return (
        f"GET {town.socket} HTTP/1.1\r\nHost: {host.address}:{host.port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Bearer {town.wall}\r\n\r\n"
    ).encode()


def looks_on(host: Host, town: Town, *, room: int | None = None) -> Stranger:
    """Open the display's socket and read no further than that it is open."""
    stranger = comes(host, room=room)
    stranger.line.sendall(handshake(host, town))
    assert stranger.line.recv(12, socket.MSG_WAITALL) == b"HTTP/1.1 101"
    return stranger


def frame(opcode: int, data: bytes, *, flags: int = FIN, claims: int | None = None) -> bytes:
    """A frame as a client sends it; it may claim to be longer than it is."""
    length = len(data) if claims is None else claims
    if length < 126:
        head = struct.pack("!BB", flags | opcode, 0x80 | length)
    elif length < 1 << 16:
        head = struct.pack("!BBH", flags | opcode, 0x80 | 126, length)
    else:
        head = struct.pack("!BBQ", flags | opcode, 0x80 | 127, length)
    return head + b"\0\0\0\0" + data  # the mask is zero: masked is what it was


def garbage(chance: random.Random) -> bytes:
    """Something that no display says."""
    some = chance.randbytes(chance.randrange(1, 60))
    return chance.choice(
        (
            some,
            frame(TEXT, b"open the door"),
            frame(TEXT, some),  # hardly ever text
            frame(BINARY, some),
            frame(BINARY, some, claims=10_000_000),
            frame(TEXT, b"x" * 70_000),
            frame(chance.randrange(16), some, flags=chance.randrange(16) << 4),
            frame(BINARY, some, flags=0),  # to be continued
        )
    )

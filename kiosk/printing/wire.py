# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One connection to a receipt printer: what goes there, and what it answers."""

import asyncio
import fcntl
import socket
import struct
import termios
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from aufruf_kiosk.printing.status import ALL_QUESTIONS, Question, begins_report, is_answer, is_through

CONNECTING = 1.0  # seconds
ANSWERING = 0.5
TAKING = 0.01
STALLED = 2.0
REST_OF_REPORT = 3  # bytes


@dataclass
class Wire:
    """The line while it is open."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    is_through: bool = False  # it said that everything before GS r has been done
    _to_skip: int = field(default=0, repr=False)

    async def ask(self) -> dict[Question, int] | None:
        """How it is. None: it does not answer, or not everything in time."""
        try:
            async with asyncio.timeout(ANSWERING):
                await self.send(ALL_QUESTIONS)
                return {question: await self._answer() for question in Question}
        except TimeoutError:
            return None

    async def send(self, content: bytes) -> None:
        """Give it bytes. Raises OSError when it is gone."""
        self.writer.write(content)
        await self.writer.drain()

    async def listen(self, *, seconds: float) -> None:
        """Hear until it says that it is through, at most this long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self.is_through:
                    await self._byte()

    async def bring(self, content: bytes) -> None:
        """Give it a ticket, and wait until its side has confirmed every byte.

        Printers have little memory and take a picture as fast as they print it. Raises TimeoutError when one
        takes nothing any more, OSError when it is gone.
        """
        now = asyncio.get_running_loop().time
        self.writer.write(content)
        before, moved_at = 0, now()
        while left := self._unconfirmed():
            if left != before:
                before, moved_at = left, now()
            elif now() - moved_at > STALLED:
                raise TimeoutError
            await asyncio.sleep(TAKING)  # nobody wakes us for it

    def _unconfirmed(self) -> int:
        """How many bytes are still on their way (of those with the system, Linux tells)."""
        transport = self.writer.transport
        if transport.is_closing():
            raise ConnectionResetError
        ours: socket.socket = transport.get_extra_info("socket")
        (sent,) = struct.unpack("i", fcntl.ioctl(ours.fileno(), termios.TIOCOUTQ, b"\0" * 4))
        return int(sent) + transport.get_write_buffer_size()

    async def _answer(self) -> int:
        while not is_answer(byte := await self._byte()):
            pass
        return byte

    async def _byte(self) -> int:
        """The next byte that means something. Raises ConnectionError when it has hung up."""
        while True:
            came = await self.reader.read(1)
            if not came:
                raise ConnectionResetError
            if self._to_skip:
                self._to_skip -= 1
            elif begins_report(came[0]):
                self._to_skip = REST_OF_REPORT
            else:
                self.is_through = self.is_through or is_through(came[0])
                return came[0]


@asynccontextmanager
async def connected(host: str, port: int) -> AsyncIterator[Wire]:
    """A connection for one ticket or one look: printers drop those that idle.

    Raises OSError or TimeoutError when there is nobody.
    """
    async with asyncio.timeout(CONNECTING):
        reader, writer = await asyncio.open_connection(host, port)
    try:
        yield Wire(reader, writer)
    except BaseException:
        _break_off(writer.transport)
        raise
    writer.close()
    with suppress(OSError, TimeoutError):
        await asyncio.wait_for(writer.wait_closed(), ANSWERING)


def _break_off(transport: asyncio.WriteTransport) -> None:
    """Hang up with a reset: what is still on its way shall not come, nor keep others from connecting."""
    ours: socket.socket = transport.get_extra_info("socket")
    with suppress(OSError):  # it has hung up itself
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A cable that can be pulled: bytes vanish in both directions, and nobody is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class Cable:
    """From a port of its own to another one on this machine."""

    to_port: int
    port: int = 0
    _whole: asyncio.Event = field(default_factory=asyncio.Event)
    _answers: bool = True
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)
    _lines: "set[asyncio.Task[None]]" = field(default_factory=set)

    def pull(self) -> None:
        """From now on nothing comes through, neither old connections nor new ones."""
        self._whole.clear()

    def cut_answers(self) -> None:
        """From now on what is asked arrives, and what is answered does not."""
        self._answers = False

    def plug(self) -> None:
        """It carries again. Old connections stay dead, as after a router has forgotten them."""
        for end in self._ends:
            end.transport.abort()
        self._answers = True
        self._whole.set()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = asyncio.current_task()
        assert line is not None
        self._lines.add(line)
        self._ends.add(writer)
        back: asyncio.StreamWriter | None = None
        try:
            await self._whole.wait()  # a new connection through a pulled cable never opens
            there, back = await asyncio.open_connection("127.0.0.1", self.to_port)
            self._ends.add(back)
            await asyncio.gather(self._carry(reader, back), self._carry(there, writer, answers=True))
        except (OSError, asyncio.CancelledError):  # the latter at the end alone
            pass
        finally:
            for end in (writer, back):
                if end is not None:
                    end.transport.abort()
                    self._ends.discard(end)
            self._lines.discard(line)

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool = False
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                if self._whole.is_set() and (self._answers or not answers):
                    writer.write(data)
                    await writer.drain()
        if self._whole.is_set():
            writer.transport.abort()
        self._ends.discard(writer)


@asynccontextmanager
async def cable_to(port: int) -> AsyncIterator[Cable]:
    """A cable that carries, until the block ends."""
    cable = Cable(port)
    server = await asyncio.start_server(cable._join, "127.0.0.1", 0)
    cable.port = server.sockets[0].getsockname()[1]
    cable.plug()
    try:
        yield cable
    finally:
        server.close()
        for end in list(cable._ends):
            end.transport.abort()
        lines = list(cable._lines)
        for line in lines:
            line.cancel()
        await asyncio.gather(*lines, return_exceptions=True)
        await asyncio.sleep(0)

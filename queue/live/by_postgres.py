# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Through PostgreSQL: one connection listens, another tells. Never inside a writing transaction.

Commits that notify are serialised by PostgreSQL (a tenth of the rate), so it is said after the commit, on
a connection of its own, gathered. The pattern survives a restart of the database: the listener comes back
by itself and says that something may have been missed. Parcels have channels of their own: one for all, and
one for each process, so that nobody takes apart what is for somebody else.
"""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import asyncpg
import sqlalchemy as sa

from aufruf import metrics
from aufruf.db.outages import LOST
from aufruf.db.transaction import Told
from aufruf.live.between import Heard, Received, unpacked_by_nobody
from aufruf.live.keeping import keep
from aufruf.live.parcels import Joining, Parcel, in_pieces
from aufruf.live.telling import Outgoing, new_sender, unpack

CHANNEL = "aufruf"
PARCELS = "aufruf_line"
NOTIFY = "SELECT pg_notify(channel, message) FROM unnest($1::text[], $2::text[]) AS given(channel, message)"
ANSWER_WITHIN = 5.0  # seconds
LOOK_EVERY = 5.0  # seconds: finds a connection that is dead without anybody having said so


class ByPostgres:
    """Between all processes on one PostgreSQL."""

    def __init__(self, url: str) -> None:
        self._dsn = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._outgoing = Outgoing()
        self.name = self._sender = new_sender()
        self.received: Received = unpacked_by_nobody
        self._parcels = itertools.count()

    def tell(self, told: Sequence[Told]) -> None:
        """Wake the others, soon."""
        self._outgoing.add(told)

    def pass_on(self, parcel: bytes, *, to: str | None = None) -> None:
        """Hand a parcel to the process of that name, or to all, soon."""
        if not self._outgoing.carry(Parcel(to, parcel)):
            self.received(None)

    async def carry(self, heard: Heard) -> None:
        """Listen and tell until cancelled."""
        async with asyncio.TaskGroup() as both:
            both.create_task(
                keep(lambda connected: self._listen(heard, connected), what="listening", lost=LOST)
            )
            both.create_task(keep(self._speak, what="telling", lost=LOST))

    async def _listen(self, heard: Heard, connected: Callable[[], None]) -> None:
        connection = await self._connect("aufruf-listen")
        gone = asyncio.Event()

        def on_message(_connection: object, _pid: int, _channel: str, message: object) -> None:
            with suppress(ValueError):  # anybody with access to the database may say anything
                sender, told = unpack(str(message))
                if sender != self._sender:
                    metrics.woken("received")
                    heard(told)

        joining = Joining()

        def on_piece(_connection: object, _pid: int, _channel: str, message: object) -> None:
            with suppress(ValueError):
                whole = joining.add(str(message))
                if whole is not None and whole[0] != self._sender:
                    self.received(whole[1])

        connection.add_termination_listener(lambda _connection: gone.set())
        try:
            await connection.add_listener(CHANNEL, on_message)
            for channel in (PARCELS, channel_of(self.name)):
                await connection.add_listener(channel, on_piece)
            connected()
            heard(None)  # whatever was said before is not known
            self.received(None)
            while not gone.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_EVERY):
                        await gone.wait()
                if not gone.is_set():
                    await connection.execute("SELECT 1", timeout=ANSWER_WITHIN)
            raise ConnectionResetError
        finally:
            connection.terminate()

    async def _speak(self, connected: Callable[[], None]) -> None:
        connection: Any = None
        try:
            while True:
                messages = [(CHANNEL, each) for each in await self._outgoing.batch(self._sender)]
                pieces = [
                    (channel_of(parcel.to), piece)
                    for parcel in self._outgoing.parcels.take()
                    for piece in in_pieces(self._sender, next(self._parcels), parcel.content)
                ]
                if connection is None or connection.is_closed():
                    connection = await self._connect("aufruf-tell")
                    connected()
                channels, texts = zip(*messages, *pieces, strict=True) if messages or pieces else ((), ())
                await connection.execute(NOTIFY, channels, texts, timeout=ANSWER_WITHIN)
                metrics.woken("sent", len(messages))
        except LOST:
            self.received(None)  # some were on their way
            raise
        finally:
            if connection is not None:
                connection.terminate()

    async def _connect(self, name: str) -> Any:
        settings = {"application_name": name, "synchronous_commit": "off"}
        return await asyncpg.connect(self._dsn, timeout=ANSWER_WITHIN, server_settings=settings)


def channel_of(process: str | None) -> str:
    """Where parcels for a process are told; None: for all."""
    return PARCELS if process is None else f"{PARCELS}_{process}"

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wake-ups through PostgreSQL: one connection listens, another tells. Never inside a writing transaction.

Commits that notify are serialised by PostgreSQL (a tenth of the rate), so it is said after the commit, on
a connection of its own, gathered. The pattern survives a restart of the database: the listener comes back
by itself and says that something may have been missed.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import asyncpg
import sqlalchemy as sa

from aufruf import metrics
from aufruf.db.outages import LOST
from aufruf.db.transaction import Told
from aufruf.live.between import Heard
from aufruf.live.keeping import keep
from aufruf.live.telling import Outgoing, new_sender, unpack

CHANNEL = "aufruf"
NOTIFY = "SELECT pg_notify($1, message) FROM unnest($2::text[]) AS given(message)"
ANSWER_WITHIN = 5.0  # seconds
LOOK_EVERY = 5.0  # seconds: finds a connection that is dead without anybody having said so


class ByPostgres:
    """Between all processes on one PostgreSQL."""

    def __init__(self, url: str) -> None:
        self._dsn = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._outgoing = Outgoing()
        self._sender = new_sender()

    def tell(self, told: Sequence[Told]) -> None:
        """Wake the others, soon."""
        self._outgoing.add(told)

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

        connection.add_termination_listener(lambda _connection: gone.set())
        try:
            await connection.add_listener(CHANNEL, on_message)
            connected()
            heard(None)  # whatever was said before is not known
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
                messages = await self._outgoing.batch(self._sender)
                if connection is None or connection.is_closed():
                    connection = await self._connect("aufruf-tell")
                    connected()
                await connection.execute(NOTIFY, CHANNEL, messages, timeout=ANSWER_WITHIN)
                metrics.woken("sent", len(messages))
        finally:
            if connection is not None:
                connection.terminate()

    async def _connect(self, name: str) -> Any:
        settings = {"application_name": name, "synchronous_commit": "off"}
        return await asyncpg.connect(self._dsn, timeout=ANSWER_WITHIN, server_settings=settings)

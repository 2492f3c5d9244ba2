# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wake-ups through Redis or Valkey, which spares PostgreSQL the listening connections of many processes."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

import redis.asyncio as redis
from redis.exceptions import RedisError

from aufruf import metrics
from aufruf.db.transaction import Told
from aufruf.live.between import Heard
from aufruf.live.keeping import keep
from aufruf.live.telling import Outgoing, new_sender, unpack

CHANNEL = "aufruf"
ANSWER_WITHIN = 5.0  # seconds
LOOK_EVERY = 5.0  # seconds: finds a connection that is dead without anybody having said so
LOST = (OSError, RedisError, TimeoutError)


class ByRedis:
    """Between all processes that name the same Redis or Valkey."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("valkey://", "redis://", 1)
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
        async with self._connect() as connection, connection.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            connected()
            heard(None)  # whatever was said before is not known
            while True:
                message = await channel.get_message(timeout=LOOK_EVERY)
                if message is None:
                    await channel.ping()
                elif message["type"] == "message":
                    with suppress(ValueError):  # anybody with access to it may say anything
                        sender, told = unpack(message["data"])
                        if sender != self._sender:
                            metrics.woken("received")
                            heard(told)

    async def _speak(self, connected: Callable[[], None]) -> None:
        async with self._connect() as connection:
            while True:
                for message in await self._outgoing.batch(self._sender):
                    await connection.publish(CHANNEL, message)
                    metrics.woken("sent")
                connected()

    def _connect(self) -> "redis.Redis":
        return redis.Redis.from_url(
            self._url,
            decode_responses=True,
            socket_connect_timeout=ANSWER_WITHIN,
            socket_timeout=ANSWER_WITHIN + LOOK_EVERY,
            retry=None,
        )

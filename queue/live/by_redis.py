# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Through Redis or Valkey, which spares PostgreSQL the listening connections of many processes."""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from contextlib import suppress

import redis.asyncio as redis
from redis.exceptions import RedisError

from aufruf import metrics
from aufruf.db.transaction import Told
from aufruf.live.between import Heard, Received, unpacked_by_nobody
from aufruf.live.keeping import keep
from aufruf.live.parcels import Joining, Parcel, in_pieces
from aufruf.live.telling import Outgoing, new_sender, unpack

CHANNEL = "aufruf"
PARCELS = "aufruf:line"
WHOLE = 2_000_000  # characters: nothing needs to be sent in pieces
ANSWER_WITHIN = 5.0  # seconds
LOOK_EVERY = 5.0  # seconds: finds a connection that is dead without anybody having said so
LOST = (OSError, RedisError, TimeoutError)


class ByRedis:
    """Between all processes that name the same Redis or Valkey."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("valkey://", "redis://", 1)
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
        async with self._connect() as connection, connection.pubsub() as channel:
            await channel.subscribe(CHANNEL, PARCELS, channel_of(self.name))
            connected()
            heard(None)  # whatever was said before is not known
            self.received(None)
            joining = Joining()
            while True:
                message = await channel.get_message(timeout=LOOK_EVERY)
                if message is None:
                    await channel.ping()
                elif message["type"] == "message" and message["channel"] != CHANNEL:
                    with suppress(ValueError):
                        whole = joining.add(message["data"])
                        if whole is not None and whole[0] != self._sender:
                            self.received(whole[1])
                elif message["type"] == "message":
                    with suppress(ValueError):  # anybody with access to it may say anything
                        sender, told = unpack(message["data"])
                        if sender != self._sender:
                            metrics.woken("received")
                            heard(told)

    async def _speak(self, connected: Callable[[], None]) -> None:
        async with self._connect() as connection:
            while True:
                messages = await self._outgoing.batch(self._sender)
                try:
                    for message in messages:
                        await connection.publish(CHANNEL, message)
                        metrics.woken("sent")
                    for parcel in self._outgoing.parcels.take():
                        [whole] = in_pieces(self._sender, next(self._parcels), parcel.content, longest=WHOLE)
                        await connection.publish(channel_of(parcel.to), whole)
                except LOST:
                    self.received(None)  # some were on their way
                    raise
                connected()

    def _connect(self) -> "redis.Redis":
        return redis.Redis.from_url(
            self._url,
            decode_responses=True,
            socket_connect_timeout=ANSWER_WITHIN,
            socket_timeout=ANSWER_WITHIN + LOOK_EVERY,
            retry=None,
        )


def channel_of(process: str | None) -> str:
    """Where parcels for a process are told; None: for all."""
    return PARCELS if process is None else f"{PARCELS}:{process}"

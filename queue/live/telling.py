# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wake-ups on their way: gathered, and as text. First who says it, then of each office-day how far it is."""

import asyncio
import datetime as dt
import secrets
from collections.abc import Sequence

from aufruf.db.transaction import Told
from aufruf.live.parcels import Parcel, Waiting

GATHER = 0.01  # seconds: what comes within it goes out together
MOST = 5_000  # office-days; with more of them nobody is woken, and all look by themselves
LONGEST = 7_000  # bytes of a message; PostgreSQL carries 8,000


def new_sender() -> str:
    """A name by which a process knows its own messages."""
    return secrets.token_hex(6)


class Outgoing:
    """What is to be told: of each office-day only how far it has come last. And parcels, each as it is."""

    def __init__(self) -> None:
        self.parcels = Waiting()
        self._told: dict[tuple[str, dt.date], int] = {}
        self._new = asyncio.Event()

    def add(self, told: Sequence[Told]) -> None:
        """Note it for the next batch."""
        if len(self._told) > MOST:
            self._told.clear()
        for office, date, seq in told:
            self._told[office, date] = seq
        self._new.set()

    def carry(self, parcel: Parcel) -> bool:
        """Let a parcel go with the next batch; False: too many waited, and all are given up."""
        has_room = self.parcels.add(parcel)
        self._new.set()
        return has_room

    async def batch(self, sender: str) -> list[str]:
        """Wait for something, then give all that is there to tell, as messages. Parcels are taken apart."""
        await self._new.wait()
        await asyncio.sleep(GATHER)
        self._new.clear()
        told, self._told = self._told, {}
        return pack(sender, [(office, date, seq) for (office, date), seq in told.items()])


def pack(sender: str, told: Sequence[Told]) -> list[str]:
    """Messages of a bearable length, each with its sender."""
    messages, current = list[str](), sender
    for office, date, seq in told:
        line = f"\n{office} {date.isoformat()} {seq}"
        if len(current) + len(line) > LONGEST:
            messages.append(current)
            current = sender
        current += line
    return messages if current == sender else [*messages, current]


def unpack(message: str) -> tuple[str, list[Told]]:
    """Sender, and what was told. Raises ValueError for what is none of ours."""
    sender, *lines = message.split("\n")
    told = []
    for line in lines:
        office, date, seq = line.split(" ")
        told.append((office, dt.date.fromisoformat(date), int(seq)))
    return sender, told

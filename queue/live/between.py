# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How processes wake each other: they say which office-day has come how far, never what happened.

A wake-up may be lost, late or doubled; whoever follows an office looks by themselves, too (hub.py).
So nothing here waits for an answer, keeps a backlog or raises.

Parcels are the exception in what they hold, not in what is promised: what a helper and a citizen say to each
other (switchboard.py) goes the same ways, sealed, and is lost as easily. Then it is asked for anew.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from aufruf.db.transaction import Told

Heard = Callable[[Sequence[Told] | None], None]
"""What was told by others; None: something may have been missed."""

Received = Callable[[bytes | None], None]
"""A parcel of another process; None: some may have been lost, on their way here or from here."""


def unpacked_by_nobody(_parcel: bytes | None) -> None:
    """What becomes of parcels as long as nobody waits for any."""


class Between(Protocol):
    """A way between the processes."""

    name: str  # by which the others reach this process
    received: Received  # what is done with parcels; it must not wait

    def tell(self, told: Sequence[Told]) -> None:
        """Wake the others, soon. Never waits, never raises."""

    def pass_on(self, parcel: bytes, *, to: str | None = None) -> None:
        """Hand a parcel to the process of that name, or to all, soon. Never waits, never raises."""

    async def carry(self, heard: Heard) -> None:
        """Carry wake-ups both ways until cancelled."""


class Memory:
    """One process alone: there is nobody else to tell."""

    name = "alone"

    def __init__(self) -> None:
        self.received: Received = unpacked_by_nobody

    def tell(self, told: Sequence[Told]) -> None:
        """Nobody is there."""

    def pass_on(self, parcel: bytes, *, to: str | None = None) -> None:
        """Nobody is there."""

    async def carry(self, heard: Heard) -> None:  # noqa: ARG002 (nobody will be heard)
        """Wait until cancelled."""
        await asyncio.get_running_loop().create_future()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How processes wake each other: they say which office-day has come how far, never what happened.

A wake-up may be lost, late or doubled; whoever follows an office looks by themselves, too (hub.py).
So nothing here waits for an answer, keeps a backlog or raises.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from aufruf.db.transaction import Told

Heard = Callable[[Sequence[Told] | None], None]
"""What was told by others; None: something may have been missed."""


class Between(Protocol):
    """A way between the processes."""

    def tell(self, told: Sequence[Told]) -> None:
        """Wake the others, soon. Never waits, never raises."""

    async def carry(self, heard: Heard) -> None:
        """Carry wake-ups both ways until cancelled."""


class Memory:
    """One process alone: there is nobody else to tell."""

    def tell(self, told: Sequence[Told]) -> None:
        """Nobody is there."""

    async def carry(self, heard: Heard) -> None:  # noqa: ARG002 (nobody will be heard)
        """Wait until cancelled."""
        await asyncio.get_running_loop().create_future()

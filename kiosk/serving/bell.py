# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tells whoever listens that something has changed; what, they look at themselves."""

import asyncio
from contextlib import suppress


class Bell:
    """Rings for all who wait for it."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def ring(self) -> None:
        """Something has changed."""
        self._next.set()
        self._next = asyncio.Event()

    async def rings(self, *, within: float) -> None:
        """Wait until it rings, so many seconds at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self._next.wait()

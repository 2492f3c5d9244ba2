# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What could be wrong here, and what to do about it: one module for each kind of finding."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from aufruf.doctor import browser_files, choices, database, disk, realtime, speech
from aufruf.doctor.finding import Finding
from aufruf.settings import Settings

CHECKS: tuple[Callable[[Settings], Awaitable[Sequence[Finding]]], ...] = (
    choices.look,
    disk.look,
    browser_files.look,
    realtime.look,
    speech.look,
    database.look,
)


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything, one after the other."""
    for look in CHECKS:
        for finding in await look(settings):
            yield finding

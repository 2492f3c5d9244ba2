# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which devices and helpers have their ends of a line open here, noted for all of them at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from aufruf.actions.helping import note_presence
from aufruf.db.transaction import Database
from aufruf.domain.errors import Unavailable
from aufruf.domain.help_line import Side
from aufruf.live.feed import NO_ANSWER
from aufruf.live.switchboard import Switchboard

log = structlog.get_logger("aufruf.web")
NOTED_EVERY = 10.0  # seconds


@asynccontextmanager
async def noting_presence(db: Database, board: Switchboard) -> AsyncIterator[None]:
    """Note who is there as long as the block lasts."""
    noting = asyncio.create_task(_note_always(db, board))
    noting.add_done_callback(_ended)
    try:
        yield
    finally:
        noting.cancel()
        await asyncio.wait([noting])


async def _note_always(db: Database, board: Switchboard) -> None:
    while True:
        await asyncio.sleep(NOTED_EVERY)
        try:
            await note_presence(db, devices=board.requests(Side.DEVICE), helpers=board.requests(Side.HELPER))
        except NO_ANSWER as error:
            if not isinstance(error, Unavailable):  # which is said once for all
                log.exception("who is there is not noted")


def _ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("nobody notes any more who is there", exc_info=error)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the commands share: how they end, and the way to the database."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.settings import Settings

DONE, REFUSED, BAD_INPUT = 0, 1, 2
Options = argparse.Namespace
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 (no public name)
Work = Callable[[Database], Awaitable[int]]


def with_database(settings: Settings, work: Work) -> int:
    """Do something with the database, brought up to date; in a rehearsal its clock has started."""

    async def whole() -> int:
        from aufruf.app import open_database, start_clock  # noqa: PLC0415 - quick commands need no server

        await migrate(settings.database_url)
        db = open_database(settings)
        try:
            await start_clock(settings, db)
            return await work(db)
        finally:
            await db.close()

    return asyncio.run(whole())


async def nothing(_db: Database) -> int:
    """Only see whether it works."""
    return DONE


def say(sentence: str, *, status: int) -> int:
    """Tell on standard error how a command ends."""
    print(f"aufruf: {sentence}", file=sys.stderr)
    return status

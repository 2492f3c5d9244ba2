# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One leader among all processes: the one that runs the jobs.

On PostgreSQL whoever holds an advisory lock on a connection of its own, on SQLite whoever holds
the lock on a file beside the database. A leader that lost its connection may overlap with the next
for about a second, so leadership saves work and is no fence: every job claims its rows by itself.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg
import sqlalchemy as sa
import structlog

from aufruf.db.outages import LOST

log = structlog.get_logger("aufruf.leader")
KEY = 0x4175_6672_7566_0002  # any number that nobody else uses: "Aufruf", 2
LOOK_EVERY = 1.0  # seconds
ANSWER_WITHIN = 3.0  # seconds; a leader that hears nothing for longer steps down
Lead = Callable[[], Awaitable[None]]


class Led(Exception):
    """A server runs on this database: one of its processes leads."""


async def take_turns(url: str, *, lead: Lead) -> None:
    """Wait to become the leader, then run `lead` until leadership is lost; for ever.

    `lead` runs until it is cancelled and stops its work when it is.
    """
    if url.startswith("sqlite"):
        await _by_file(_file_of(url), lead)
    else:
        await _by_advisory_lock(_dsn_of(url), lead)


@asynccontextmanager
async def nobody_leads(url: str, *, within: float) -> AsyncIterator[None]:
    """Keep every server from leading as long as the block lasts. Raises Led if one does not end in time."""
    try:
        async with asyncio.timeout(within):
            held = await (
                _file_lock(_file_of(url)) if url.startswith("sqlite") else _session_lock(_dsn_of(url))
            )
    except TimeoutError:
        raise Led from None
    try:
        yield
    finally:
        if isinstance(held, int):
            os.close(held)
        else:
            await held.close(timeout=ANSWER_WITHIN)


def _file_of(url: str) -> Path:
    return Path(f"{sa.make_url(url).database}.leader")


def _dsn_of(url: str) -> str:
    return sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


async def _file_lock(path: Path) -> int:
    """Wait for the lock; the open file, which holds it."""
    file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                await asyncio.sleep(LOOK_EVERY)
            else:
                return file
    except BaseException:
        os.close(file)
        raise


async def _session_lock(dsn: str) -> Any:
    """Wait for the lock; the connection, which holds it."""
    keepalive = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}
    connection = await asyncpg.connect(
        dsn, timeout=5, server_settings={"application_name": "aufruf-leader", **keepalive}
    )
    try:
        while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", KEY):  # noqa: ASYNC110 (another process)
            await asyncio.sleep(LOOK_EVERY)
    except BaseException:
        connection.terminate()
        raise
    return connection


async def _by_file(path: Path, lead: Lead) -> None:
    file = await _file_lock(path)
    try:
        log.info("leading")
        await lead()
    finally:
        os.close(file)  # and with it the lock


async def _by_advisory_lock(dsn: str, lead: Lead) -> None:
    while True:
        with suppress(*LOST):  # that the database is away is said by those who need it: outages.py
            connection = await _session_lock(dsn)
            log.info("leading")
            try:
                await _lead_while_connected(connection, lead)
            except LOST as error:
                log.warning("leadership lost", error=type(error).__name__)
        await asyncio.sleep(LOOK_EVERY)


async def _lead_while_connected(connection: Any, lead: Lead) -> None:
    leading = asyncio.ensure_future(lead())
    try:
        while not leading.done():
            await connection.execute("SELECT 1", timeout=ANSWER_WITHIN)  # a lost session is a lost lock
            await asyncio.sleep(LOOK_EVERY)
        await leading
    finally:
        leading.cancel()
        try:
            await asyncio.wait([leading])  # not awaited itself: if our end came now it would pass for its end
        finally:
            connection.terminate()

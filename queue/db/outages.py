# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the database does not answer: recognised here and nowhere else, and raised as Unavailable.

A refused or lost connection, a server that is starting or stopping, a disk without room. Anything else
that a driver raises is a defect of ours and stays what it is.
"""

import sqlite3
import time
from types import TracebackType
from typing import Self

import asyncpg
import sqlalchemy as sa
import structlog

from aufruf import metrics
from aufruf.domain.errors import Unavailable

log = structlog.get_logger("aufruf.db")
STATES = ("08", "53")  # PostgreSQL's classes: connection exceptions, insufficient resources
STOPPING = frozenset(("57P01", "57P02", "57P03", "25006"))  # the last: it has become a copy that only reads
# The server has said that it stops and has not hung up yet: asyncpg then reads to the end of what it says.
DYING = "another operation (2) is in progress"
LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""How a connection of one's own may end, which listens, tells or leads; the last of them is DYING."""
SQLITE = frozenset(
    (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,  # so a disk becomes when it is broken
        sqlite3.SQLITE_BUSY,  # somebody has kept it locked for longer than we wait
    )
)


def is_outage(error: BaseException | None) -> bool:
    """Whether this says that the database cannot be reached or has no room, and not that we are wrong."""
    match error:
        case ConnectionError() | sa.exc.TimeoutError():  # the latter: no connection became free
            return True
        case sa.exc.DBAPIError():
            cause = None if error.orig is None else error.orig.__cause__  # what the driver itself said
            return error.connection_invalidated or is_outage(error.orig) or is_outage(cause)
        case sqlite3.Error():
            return getattr(error, "sqlite_errorcode", 0) & 0xFF in SQLITE
        case _:
            return _is_outage_of_postgres(error)


def _is_outage_of_postgres(error: BaseException | None) -> bool:
    match error:
        case asyncpg.InternalClientError():
            return DYING in str(error)
        case asyncpg.InterfaceError():
            return not isinstance(error, ValueError) and "closed" in str(error)
        case asyncpg.PostgresError():
            state = str(error.sqlstate)
            return state.startswith(STATES) or state in STOPPING
        case _:
            return False


class Access:
    """One of the ways to the database, to read or to write: its loss and its return are said once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lost_at: float | None = None

    def works(self) -> None:
        """The database has answered."""
        if self._lost_at is not None:
            seconds = round(time.monotonic() - self._lost_at, 1)
            self._lost_at = None
            log.info("the database answers again", access=self.name, seconds=seconds)

    def fails(self, error: BaseException) -> None:
        """The database has not answered."""
        metrics.no_database(self.name)
        if self._lost_at is None:
            self._lost_at = time.monotonic()
            log.warning("the database does not answer", access=self.name, exc_info=error)


class Attempt:
    """Something done with the database. Raises Unavailable from whatever says that it does not answer.

    Also where a COMMIT was sent and its answer is lost, so that nobody knows whether it was done: whoever
    asked repeats it with the same Idempotency-Key.
    """

    __slots__ = ("_access", "connected")

    def __init__(self, access: Access) -> None:
        self._access = access
        self.connected = False  # from then on an OSError may be about something else

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._access.works()
        elif is_outage(error) or (not self.connected and isinstance(error, OSError | TimeoutError)):
            self._access.fails(error)
            raise Unavailable from error

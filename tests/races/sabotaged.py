# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What takes the locks out, to show that the race tests would notice: tests/races/sabotage.py says when.

Nothing of the product is changed. On PostgreSQL every statement passes through one place of the driver,
and loses its locking clause there; on SQLite transactions that write begin as those that read.
"""

import os
import re
from typing import Any

import sqlalchemy as sa
from asyncpg.connection import Connection

SWITCH, LOCKS = "AUFRUF_SABOTAGE", "locks"
ROW_LOCKS = re.compile(r"\s+FOR (UPDATE|SHARE)( OF \w+)*( FOR (UPDATE|SHARE)( OF \w+)*)*")
ADVISORY_LOCK = re.compile(r"SELECT pg_advisory_xact_lock\((.*)\)")


def is_on() -> bool:
    return os.environ.get(SWITCH) == LOCKS


def unlocked(statement: str) -> str:
    """The same statement without any lock."""
    if statement == "BEGIN IMMEDIATE":
        return "BEGIN DEFERRED"
    return ADVISORY_LOCK.sub(r"SELECT (\1)::bigint", ROW_LOCKS.sub("", statement))


def install_if_asked() -> None:
    """Take the locks out of this process, if the environment says so."""
    if is_on():
        install()


def install() -> None:
    sa.event.listen(sa.Engine, "before_cursor_execute", _before_cursor_execute, retval=True)
    # Hot statements go to asyncpg without SQLAlchemy: this is where all of them come by.
    original = Connection._get_statement

    async def get_statement(self: Any, query: str, *more: Any, **options: Any) -> Any:
        return await original(self, unlocked(query), *more, **options)

    Connection._get_statement = get_statement


def _before_cursor_execute(
    _connection: sa.Connection, _cursor: Any, statement: str, parameters: Any, *_more: Any
) -> tuple[str, Any]:
    return unlocked(statement), parameters

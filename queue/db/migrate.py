# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring a database to the newest schema, at every start, under a lock."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db.engine import make_engine

LOCK = 0x4175_6672_7566_0001  # any number that nobody else uses: "Aufruf", 1
MIGRATIONS = Path(__file__).parent / "migrations"


async def migrate(url: str) -> bool:
    """Upgrade to the newest schema; whether anything had to be done. Safe with many at once."""
    async with changing_schema(url) as connection:
        return await connection.run_sync(upgrade)


@asynccontextmanager
async def changing_schema(url: str) -> AsyncIterator[AsyncConnection]:
    """A transaction that may change the schema: one at a time among all processes; all of it or nothing."""
    engine = make_engine(url, pool_size=1)
    try:
        if engine.dialect.name == "sqlite":
            writing = engine.execution_options(aufruf_writes=True)  # BEGIN IMMEDIATE is the lock
            async with writing.connect() as connection:
                raw = await connection.get_raw_connection()
                # Tables are rebuilt on SQLite; their references must not be watched meanwhile.
                await raw.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
                async with connection.begin():
                    yield connection
            return
        async with engine.begin() as connection:
            await connection.execute(sa.text("SELECT set_config('lock_timeout', '60s', true)"))
            await connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            yield connection
    finally:
        await engine.dispose()


def upgrade(connection: Connection, *, to: str = "head") -> bool:
    """Run the missing migrations on this connection, in its transaction; whether there were any."""
    if is_current(connection):
        return False
    with _config(connection) as config:
        command.upgrade(config, to)
    return True


def is_current(connection: Connection) -> bool:
    """Whether the schema is the newest."""
    return revision_of(connection) == newest_revision()


def revision_of(connection: Connection) -> str | None:
    """The revision of a database's schema; None if it has none of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    """The revision that this program works with."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def known_revisions() -> frozenset[str]:
    """Every revision that this program can bring up to date."""
    return frozenset(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


@contextmanager
def _config(connection: Connection) -> Iterator[Config]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    yield config

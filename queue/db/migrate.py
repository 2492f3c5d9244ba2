# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring a database to the newest schema, at every start, under a lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from aufruf.db.engine import make_engine

LOCK = 0x4175_6672_7566_0001  # any number that nobody else uses: "Aufruf", 1
MIGRATIONS = Path(__file__).parent / "migrations"


async def migrate(url: str) -> bool:
    """Upgrade to the newest schema; whether anything had to be done. Safe with many at once."""
    engine = make_engine(url, pool_size=1)
    try:
        if engine.dialect.name == "sqlite":
            writing = engine.execution_options(aufruf_writes=True)  # BEGIN IMMEDIATE is the lock
            async with writing.connect() as connection:
                raw = await connection.get_raw_connection()
                # Tables are rebuilt on SQLite; their references must not be watched meanwhile.
                await raw.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
                async with connection.begin():
                    return await connection.run_sync(upgrade)
        async with engine.begin() as connection:
            await connection.execute(sa.text("SELECT set_config('lock_timeout', '60s', true)"))
            await connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            return await connection.run_sync(upgrade)
    finally:
        await engine.dispose()


def upgrade(connection: Connection) -> bool:
    """Run the missing migrations on this connection, in its transaction."""
    if is_current(connection):
        return False
    with _config(connection) as config:
        command.upgrade(config, "head")
    return True


def is_current(connection: Connection) -> bool:
    """Whether the schema is the newest."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head


@contextmanager
def _config(connection: Connection) -> Iterator[Config]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    yield config

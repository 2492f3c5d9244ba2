# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What releases have left behind, loaded into a new database; and what a database holds, to be compared."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import asyncpg
import sqlalchemy as sa

from aufruf.db.engine import make_engine
from tests.databases import wait_for

HERE = Path(__file__).parent
RELEASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "known.json").exists())
Columns = dict[str, list[str]]  # of each table
Contents = dict[str, list[str]]  # of each table, its rows


def fill(url: str, release: str) -> None:
    """Load into an empty database what a release has left."""
    engine = "sqlite" if url.startswith("sqlite") else "postgresql"
    dump = (HERE / release / f"{engine}.sql").read_text(encoding="utf-8")
    if engine == "postgresql":
        wait_for(_run_script(url, dump))
        return
    with closing(sqlite3.connect(str(sa.make_url(url).database))) as database:
        database.executescript(dump)


def given_out(url: str, release: str) -> dict[str, Any]:
    """The tokens that it gave out."""
    engine = "sqlite" if url.startswith("sqlite") else "postgresql"
    known: dict[str, Any] = json.loads((HERE / release / "known.json").read_text(encoding="utf-8"))[engine]
    return known


async def _run_script(url: str, script: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        await connection.execute(script)
    finally:
        await connection.close()


async def contents(url: str, columns: Columns | None = None) -> tuple[Columns, Contents]:
    """The columns of every table, and all rows of it; where columns are given, of these alone."""
    engine = make_engine(url, pool_size=1)
    async with engine.connect() as connection:
        if columns is None:
            columns = await connection.run_sync(_columns)
        found = {}
        for table, names in columns.items():
            row = ", ".join(f'"{name}"' for name in names)
            rows = await connection.execute(sa.text(f'SELECT {row} FROM "{table}"'))  # noqa: S608 (our own names)
            found[table] = sorted(str(tuple(each)) for each in rows)
    await engine.dispose()
    return columns, found


def _columns(connection: sa.Connection) -> Columns:
    inspector = sa.inspect(connection)
    tables = set(inspector.get_table_names()) - {"alembic_version"}
    return {table: [str(column["name"]) for column in inspector.get_columns(table)] for table in tables}

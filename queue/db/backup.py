# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is stored, at one moment, into a file, while everybody goes on with their work."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.sql.sqltypes import AutoString

from aufruf.db import tables as t
from aufruf.db.backup_file import FORMAT, Columns, Header, Writer, new_backup
from aufruf.db.engine import make_engine
from aufruf.db.migrate import newest_revision
from aufruf.db.types import Json, UTCDateTime

# Who is logged in, who tried how often, who leads: of that nothing is worth bringing back.
PASSING = frozenset((t.session, t.rate_limit, t.leadership))
KINDS: tuple[tuple[type[Any], str], ...] = (
    (UTCDateTime, "instant"),
    (Json, "json"),
    (sa.Boolean, "boolean"),
    (sa.Integer, "integer"),
    (sa.Float, "number"),
    (sa.Date, "date"),
    (sa.Time, "time"),
    (sa.String, "text"),
    (AutoString, "text"),
)


async def take(
    url: str, path: Path, *, now: dt.datetime, key_check: str, force: bool = False
) -> Mapping[str, int]:
    """Write a backup of an up-to-date database; how many rows each table has. Raises OSError."""
    engine = make_engine(url, pool_size=1)
    if engine.dialect.name != "sqlite":  # whose transactions see one moment by themselves
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    header = Header(
        format=FORMAT, revision=newest_revision(), taken_at=now, key_check=key_check, tables=columns()
    )
    try:
        with new_backup(path, force=force) as file:
            writer = Writer(file, header)
            async with engine.connect() as connection:
                for table in stored_tables():
                    await _write_rows(connection, table, writer)
            writer.end()
            return dict(writer.rows)
    finally:
        await engine.dispose()


def stored_tables() -> list[sa.Table]:
    """What belongs into a backup, in an order in which each row finds those that it names."""
    return [table for table in t.metadata.sorted_tables if table not in PASSING]


def columns() -> Columns:
    """The columns of these tables, with their kinds."""
    return {
        str(table.name): tuple((str(column.name), kind_of(column)) for column in table.columns)
        for table in stored_tables()
    }


def kind_of(column: sa.Column[Any]) -> str:
    """What the cells of a column are, whatever the database calls it."""
    return next(kind for type_, kind in KINDS if isinstance(column.type, type_))


async def _write_rows(connection: AsyncConnection, table: sa.Table, writer: Writer) -> None:
    name = str(table.name)  # SQLAlchemy's own kind of string is none for JSON
    texts = [index for index, column in enumerate(table.columns) if isinstance(column.type, Json)]
    async with connection.stream(sa.select(*map(_plain, table.columns))) as rows:
        async for row in rows:
            cells = list(row)
            for index in texts:
                if cells[index] is not None:
                    cells[index] = [msgspec.Raw(cells[index].encode())]
            writer.row(name, cells)


def _plain(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    match kind_of(column):
        case "json":
            return sa.cast(column, sa.Text).label(column.name)  # so null and JSON's own null stay apart
        case "text":
            return sa.type_coerce(column, sa.String)
        case _:
            return column

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring everything back from a backup: into either database, from an older revision too, whole or not at all.

What was given out after the backup is gone, and its numbers are given again. So a new generation begins:
every screen and every process that remembers something notices, and asks anew.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.backup_file import BadBackup, Columns, Header, Reader
from aufruf.db.leadership import Led, nobody_leads
from aufruf.db.migrate import changing_schema, known_revisions, revision_of, upgrade
from aufruf.db.types import UTCDateTime

EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # generations are seconds since then: they rise by themselves
SERVERS_END_WITHIN = 3.0  # seconds
AT_ONCE = 500  # rows
REVISIONS = "alembic_version"
# A database that holds no more than this has been started, not used.
OF_NO_MATTER = frozenset(("leadership", "rehearsal", "restoration", "rate_limit", "session", REVISIONS))


class CannotRestore(Exception):
    """Nothing was changed; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back."""

    header: Header
    rows: int
    generation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a database held before."""

    tables: frozenset[str] = frozenset()
    revision: str | None = None
    is_empty: bool = True
    generation: int = 0
    version: int = 0


async def restore(url: str, path: Path, *, now: dt.datetime, instead: bool = False) -> Restored:
    """Fill an empty database from a backup, or with `instead` any database of ours.

    Raises BadBackup, CannotRestore, OSError; then nothing was changed.
    """
    reader = Reader(path)
    try:
        if reader.header.revision not in known_revisions():
            raise CannotRestore("the backup was made by a later version of Aufruf: please use that one")
        async with nobody_leads(url, within=SERVERS_END_WITHIN), changing_schema(url) as connection:
            before = await connection.run_sync(look)
            make_sure_it_may(before, instead=instead)
            await _drop(connection, before)
            await connection.run_sync(lambda sync: upgrade(sync, to=reader.header.revision))
            rows = await _load(connection, reader)
            await connection.run_sync(upgrade)
            await _make_sure_it_fits(connection)
            generation = await _begin_generation(connection, before, taken_at=reader.header.taken_at, now=now)
            return Restored(header=reader.header, rows=rows, generation=generation)
    except Led:
        raise CannotRestore("a server runs on this database: stop the servers first") from None
    finally:
        reader.close()


def look(connection: sa.Connection) -> Before:
    """See what is there."""
    known = {*t.metadata.tables, REVISIONS}
    there = known & set(sa.inspect(connection).get_table_names())
    before = Before(tables=frozenset(there), revision=revision_of(connection))
    if before.revision not in known_revisions():
        return replace(before, is_empty=not there)
    some = sa.select(sa.literal(1)).limit(1)
    filled = {name for name in there if connection.execute(some.select_from(sa.table(name))).first()}
    return replace(
        before,
        is_empty=filled <= OF_NO_MATTER,
        generation=_highest(connection, there, ("office_day", "generation"), ("restoration", "generation")),
        version=_highest(connection, there, ("office", "version")),
    )


def make_sure_it_may(before: Before, *, instead: bool) -> None:
    """Raise CannotRestore for a database that is not ours to fill."""
    if before.tables and before.revision is None:
        raise CannotRestore("the database holds tables of something else: please give Aufruf one of its own")
    if before.revision is not None and before.revision not in known_revisions():
        raise CannotRestore("the database is of a later version than this program: please use that version")
    if not before.is_empty and not instead:
        raise CannotRestore("the database is not empty: to put the backup in its place add --replace")


def _highest(connection: sa.Connection, there: set[str], *places: tuple[str, str]) -> int:
    found = [
        connection.execute(sa.select(sa.func.max(sa.column(column))).select_from(sa.table(name))).scalar()
        for name, column in places
        if name in there
    ]
    return max((int(each) for each in found if each is not None), default=0)


async def _drop(connection: AsyncConnection, before: Before) -> None:
    quote = connection.dialect.identifier_preparer.quote
    names = sorted(map(quote, before.tables))
    if not names:
        return
    if connection.dialect.name == "postgresql":  # all at once, since they name each other
        await connection.execute(sa.text(f"DROP TABLE {', '.join(names)}"))
        return
    for name in names:
        await connection.execute(sa.text(f"DROP TABLE {name}"))


async def _load(connection: AsyncConnection, reader: Reader) -> int:
    tables, loaded = reader.header.tables, 0
    for name, group in groupby(reader.rows(), key=lambda row: row[0]):
        columns = tables[name]
        statement = _insert(connection.dialect.name, name, tables)
        rows = (cells for _, cells in group)
        while some := list(islice(rows, AT_ONCE)):
            loaded += len(some)
            await connection.execute(statement, [dict(_typed(columns, cells)) for cells in some])
    return loaded


def _insert(dialect: str, name: str, tables: Columns) -> sa.Insert:
    values: dict[str, Any] = {}
    for column, kind in tables[name]:
        parameter: sa.ColumnElement[Any] = sa.bindparam(column, type_=TYPES[kind]())
        if kind == "json" and dialect == "postgresql":
            parameter = sa.cast(parameter, JSONB)
        values[column] = parameter
    return sa.insert(sa.table(name, *(sa.column(column) for column in values))).values(values)


TYPES: Mapping[str, type[Any]] = {
    "instant": UTCDateTime,
    "json": sa.Text,
    "boolean": sa.Boolean,
    "integer": sa.BigInteger,
    "number": sa.Float,
    "date": sa.Date,
    "time": sa.Time,
    "text": sa.String,
}
FROM_JSON: Mapping[str, Callable[[Any], Any]] = {
    "instant": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "json": lambda cell: msgspec.json.encode(cell[0]).decode(),
    "boolean": lambda cell: msgspec.convert(cell, bool),
    "integer": lambda cell: msgspec.convert(cell, int),
    "number": lambda cell: msgspec.convert(cell, float),
    "text": lambda cell: msgspec.convert(cell, str),
}


def _typed(columns: tuple[tuple[str, str], ...], cells: list[Any]) -> Iterator[tuple[str, Any]]:
    for (name, kind), cell in zip(columns, cells, strict=True):
        try:
            yield name, None if cell is None else FROM_JSON[kind](cell)
        except (ValueError, TypeError, LookupError) as error:  # whose words might hold the cell
            raise BadBackup(f"it holds a cell that is no {kind}") from error


async def _make_sure_it_fits(connection: AsyncConnection) -> None:
    """On SQLite references are not watched while tables are made: look afterwards."""
    if (
        connection.dialect.name == "sqlite"
        and (await connection.execute(sa.text("PRAGMA foreign_key_check"))).first()
    ):
        raise BadBackup("it names rows that it does not hold")


async def _begin_generation(
    connection: AsyncConnection, before: Before, *, taken_at: dt.datetime, now: dt.datetime
) -> int:
    after = await connection.run_sync(look)
    generation = max(int((now - EPOCH).total_seconds()), after.generation + 1, before.generation + 1)
    version = max(after.version, before.version) + 1
    await connection.execute(sa.update(t.office_day).values(generation=generation))
    await connection.execute(sa.update(t.office).values(version=version))
    row = {"generation": generation, "at": now, "taken_at": taken_at}
    await connection.execute(sa.insert(t.restoration), row)
    return generation

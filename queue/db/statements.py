# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statements of the hot paths: written in Core once, compiled once, run on the driver itself.

Under load most of a booking's CPU went into SQLAlchemy's work for each statement, not into PostgreSQL.
A `Statement` gives the same rows through asyncpg in about a quarter of the time (measured:
docs/decisions/0004-hot-statements.md). On SQLite, and wherever the driver cannot be reached in the
right transaction, it runs as any other statement.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import asyncpg
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

Processor = Callable[[Any], Any]
Made = TypeVar("Made")
KEPT_ROWS = 20_000


class Statement:
    """A Core statement without expanding parameters. Rows have attributes, as always."""

    def __init__(self, core: sa.Executable) -> None:
        self.core = core
        self._compiled: _Compiled | None = None

    async def all(self, connection: AsyncConnection, values: Mapping[str, Any]) -> Sequence[Any]:
        """Run it; the rows it returns, none for a plain write."""
        driver = _driver_in_transaction(connection)
        if driver is None:
            result = await connection.execute(self.core, dict(values))
            return result.all() if result.returns_rows else ()
        if self._compiled is None:
            self._compiled = _Compiled(self.core, connection.dialect)
        try:
            return await self._compiled.run(driver, values)
        except asyncpg.IntegrityConstraintViolationError as error:
            # The driver's own words may hold somebody's data; the name of the constraint does not.
            name = error.constraint_name or "constraint"
            raise IntegrityError(None, None, ValueError(name), hide_parameters=True) from None

    async def made(
        self,
        connection: AsyncConnection,
        values: Mapping[str, Any],
        make: Callable[[Any], Made],
        kept: Kept[Made],
    ) -> list[Made]:
        """Run it, and make something of each row; of a row that is just as it was, what was made before.

        Rows are told apart by their column `id`.
        """
        driver = _driver_in_transaction(connection)
        if driver is None:
            return [make(row) for row in await self.all(connection, values)]
        if self._compiled is None:
            self._compiled = _Compiled(self.core, connection.dialect)
        return await self._compiled.made(driver, values, make, kept)

    async def one_or_none(self, connection: AsyncConnection, values: Mapping[str, Any]) -> Any:
        """Run it; the only row, or None."""
        rows = await self.all(connection, values)
        if len(rows) > 1:
            message = "more than one row"
            raise RuntimeError(message)
        return rows[0] if rows else None


class Kept(Generic[Made]):
    """What was made of rows: many wait long, and each call looks at all of them."""

    def __init__(self) -> None:
        self.made: dict[str, tuple[Any, Made]] = {}

    def make_room(self) -> None:
        """Forget everything now and then, rather than keep count."""
        if len(self.made) > KEPT_ROWS:
            self.made.clear()


class _Compiled:
    """A statement as PostgreSQL's driver takes it, with what turns values and rows into their types."""

    def __init__(self, core: Any, dialect: sa.Dialect) -> None:
        compiled: Any = core.compile(dialect=dialect)
        self.text = str(compiled)
        self.fixed: dict[str, Any] = dict(compiled.params)
        processors: Mapping[str, Processor] = compiled._bind_processors  # noqa: SLF001 (has no public name)
        self.parameters = [(name, processors.get(name)) for name in compiled.positiontup or ()]
        exported: Any = getattr(core, "exported_columns", None)
        columns: list[Any] = list(exported) if exported is not None else []
        self.row: Any = namedtuple("Row", [column.key for column in columns]) if columns else None  # noqa: PYI024 (made at run time)
        self.results = [
            (index, processor)
            for index, column in enumerate(columns)
            if (processor := column.type.dialect_impl(dialect).result_processor(dialect, None))
        ]

    async def made(
        self, driver: Any, values: Mapping[str, Any], make: Callable[[Any], Made], kept: Kept[Made]
    ) -> list[Made]:
        kept.make_room()
        found = []
        for record in await driver.fetch(self.text, *self._given(values)):
            id_ = record["id"]
            before = kept.made.get(id_)
            if before is None or before[0] != record:
                before = kept.made[id_] = (record, make(self.row._make(self._typed(record))))
            found.append(before[1])
        return found

    def _given(self, values: Mapping[str, Any]) -> list[Any]:
        return [
            value if process is None else process(value)
            for value, process in ((values.get(name, self.fixed[name]), p) for name, p in self.parameters)
        ]

    async def run(self, driver: Any, values: Mapping[str, Any]) -> Sequence[Any]:
        rows = await driver.fetch(self.text, *self._given(values))
        if self.row is None:
            return ()
        if not self.results:
            return [self.row._make(row.values()) for row in rows]
        return [self.row._make(self._typed(row)) for row in rows]

    def _typed(self, row: Any) -> list[Any]:
        cells = list(row.values())
        for index, process in self.results:
            cells[index] = process(cells[index])
        return cells


def _driver_in_transaction(connection: AsyncConnection) -> Any:
    """The driver's own connection, if what runs on it is part of this transaction; else None."""
    if connection.dialect.driver != "asyncpg" or connection.sync_connection is None:
        return None
    driver: Any = connection.sync_connection.connection.driver_connection
    # Our own connections on PostgreSQL begin and end by themselves ("alone": db/transaction.py). Any other
    # begins with the first statement that goes through SQLAlchemy, so that one must go through it.
    alone = connection.sync_connection.get_execution_options().get("aufruf_alone", False)
    return driver if alone or driver.is_in_transaction() else None

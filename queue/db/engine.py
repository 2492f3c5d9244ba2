# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Engines that keep their promises on both databases."""

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

POSTGRES_POOL = 16
POSTGRES_READERS = 8
SQLITE_READERS = 8
BUSY_SECONDS = 30


def make_engine(
    url: str, *, durable: bool = True, pool_size: int = POSTGRES_POOL, autocommit: bool = False
) -> AsyncEngine:
    """An engine for the database at `url` (SQLAlchemy form).

    Parameters never reach an error message or a log: they are people's names. With `durable`
    false SQLite may lose the last moments in a power cut (the demo); kill -9 loses nothing either way.
    With `autocommit` (PostgreSQL only) each statement stands alone: cheaper for single questions.
    """
    if url.startswith("sqlite"):
        engine = create_async_engine(
            url,
            hide_parameters=True,
            json_deserializer=msgspec.json.decode,
            json_serializer=_json,
            pool_size=SQLITE_READERS,
            max_overflow=0,
            pool_timeout=60,
            connect_args={"timeout": BUSY_SECONDS},
        )
        _prepare_sqlite(engine, durable=durable)
        return engine
    engine = create_async_engine(
        url,
        hide_parameters=True,
        json_deserializer=msgspec.json.decode,  # some five times as quick as the standard library's
        json_serializer=_json,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=60,
        pool_use_lifo=True,
        # Where each statement stands alone there is nothing to take back when a connection is returned.
        pool_reset_on_return=None if autocommit else "rollback",
        isolation_level="AUTOCOMMIT" if autocommit else "READ COMMITTED",
        connect_args={"server_settings": {"application_name": "aufruf", "jit": "off"}},
    )
    sa.event.listen(engine.sync_engine, "checkout", _refuse_closed)
    return engine


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _refuse_closed(connection: Any, _record: object, _proxy: object) -> None:
    # Hot statements run on the driver itself, so the pool does not hear when the server has gone.
    if connection.driver_connection.is_closed():
        raise sa.exc.DisconnectionError


def _prepare_sqlite(engine: AsyncEngine, *, durable: bool) -> None:
    @sa.event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "journal_mode=WAL",
            f"synchronous={'FULL' if durable else 'NORMAL'}",
            "foreign_keys=ON",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A transaction that reads first and writes later would fail as "locked": writers say so at once.
        writes = connection.get_execution_options().get("aufruf_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Databases for tests: made, filled once by the migrations, copied for every test, dropped."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import make_url

Migrate = Callable[[str], Coroutine[Any, Any, bool]]
NewDatabase = Callable[[str], str]  # of an engine: the URL of an empty database
T = TypeVar("T")


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    """Let a coroutine run to its end in a thread of its own, whether or not a loop runs here."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


def create_database(server: str, name: str, *, template: str | None = None) -> str:
    """Make a database on the server of this URL; the answer is its own URL."""
    copied = f' TEMPLATE "{template}"' if template else ""
    wait_for(_execute(server, f'CREATE DATABASE "{name}"{copied}'))
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def drop_database(server: str, name: str) -> None:
    wait_for(_execute(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


async def _execute(server: str, statement: str) -> None:
    plain = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def sqlite_url_of(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def migrated_file(file: Path, migrate: Migrate) -> Path:
    wait_for(migrate(sqlite_url_of(file)))
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # only the one file is copied
    connection.close()
    return file


def copied_file(template: Path, copy: Path) -> str:
    shutil.copyfile(template, copy)
    return sqlite_url_of(copy)

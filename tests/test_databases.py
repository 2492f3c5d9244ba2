# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from aufruf.db.migrate import migrate
from tests.databases import copied_file, migrated_file, sqlite_url_of

MARK = "CREATE TABLE left_by_a_test (number int)"


async def run(url: str, statement: str) -> None:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(statement))
    finally:
        await engine.dispose()


async def test_the_database_of_a_test_is_migrated(database_url: str) -> None:
    assert await migrate(database_url) is False


@pytest.mark.parametrize("_time", ["first", "second"])
async def test_no_test_finds_what_another_left(database_url: str, _time: str) -> None:
    await run(database_url, MARK)  # fails where the table is there already


async def test_both_engines_are_used(sqlite_url: str, postgres_url: str) -> None:
    assert make_url(sqlite_url).get_backend_name() == "sqlite"
    assert make_url(postgres_url).get_backend_name() == "postgresql"


async def test_a_copied_file_holds_what_its_template_had_only_in_the_log(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "template")) as still_open:
        still_open.executescript("PRAGMA journal_mode=WAL; CREATE TABLE first (number int)")

        async def leave_it_in_the_log(_url: str) -> bool:  # SQLite empties it when the last one leaves
            await run(sqlite_url_of(tmp_path / "template"), MARK)
            return True

        copy = copied_file(migrated_file(tmp_path / "template", leave_it_in_the_log), tmp_path / "copy")

    await run(copy, "INSERT INTO left_by_a_test VALUES (1)")

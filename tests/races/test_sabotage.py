# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sabotage is one: without the locks other statements reach the database."""

import asyncio
import os
import subprocess
import sys

import pytest

from tests.builders import small_town
from tests.races import sabotaged
from tests.races.scene import clock_from, door


@pytest.mark.parametrize(
    ("locked", "free"),
    [
        ("BEGIN IMMEDIATE", "BEGIN DEFERRED"),
        ("BEGIN DEFERRED", "BEGIN DEFERRED"),
        ("SELECT 1 ORDER BY d.date FOR UPDATE OF d FOR SHARE OF o", "SELECT 1 ORDER BY d.date"),
        ("SELECT office.id FROM office FOR UPDATE", "SELECT office.id FROM office"),
        ("SELECT pg_advisory_xact_lock($1)", "SELECT ($1)::bigint"),
        ("UPDATE office_day SET event_seq = 1", "UPDATE office_day SET event_seq = 1"),
    ],
)
def test_a_statement_loses_its_lock_and_nothing_else(locked: str, free: str) -> None:
    assert sabotaged.unlocked(locked) == free


POSTGRESQL = """
import asyncio, json, sys
from tests.races import sabotaged
sabotaged.install_if_asked()
import sqlalchemy as sa
from tests.races.scene import clock_from, door
LOCKS = "SELECT count(*) FROM pg_locks WHERE mode IN ('RowShareLock') AND relation = 'office_day'::regclass"

async def look(url):
    async with door(url, clock_from("09:00")) as db, db.transaction() as tx:
        await tx.connection.execute(sa.text("SELECT 1"))  # from here on the driver is spoken to directly
        await tx.lock("mitte")
        return (await tx.connection.execute(sa.text(LOCKS))).scalar_one()

print(asyncio.run(look(sys.argv[1])))
"""


async def test_on_postgresql_no_lock_is_taken_on_the_day_not_even_by_hot_statements(
    postgres_url: str,
) -> None:
    async with door(postgres_url, clock_from("09:00")) as db:
        await small_town(db)

    assert await asyncio.to_thread(said, POSTGRESQL, postgres_url) == {"": "1", "locks": "0"}


def said(program: str, url: str) -> dict[str, str]:
    """What a process says with its locks, and without."""
    answers = {}
    for switch in ("", sabotaged.LOCKS):
        done = subprocess.run(
            [sys.executable, "-c", program, url],
            env={**os.environ, sabotaged.SWITCH: switch},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        answers[switch] = done.stdout.strip()
    return answers


SQLITE = """
import asyncio, sys
from tests.races import sabotaged
sabotaged.install_if_asked()
from tests.races.scene import clock_from, door

async def look(url):
    async with door(url, clock_from("09:00")) as one, door(url, clock_from("09:00")) as other:
        async with one.transaction() as first:
            await first.lock("mitte")
            begin = asyncio.create_task(begun(other))
            done, _ = await asyncio.wait([begin], timeout=0.5)
        await begin
        return bool(done)

async def begun(db):
    async with db.transaction() as tx:
        return tx

print(asyncio.run(look(sys.argv[1])))
"""


async def test_on_sqlite_another_may_begin_to_write_without_waiting(sqlite_url: str) -> None:
    async with door(sqlite_url, clock_from("09:00")) as db:
        await small_town(db)

    assert await asyncio.to_thread(said, SQLITE, sqlite_url) == {"": "False", "locks": "True"}

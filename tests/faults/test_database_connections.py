# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections that break, and transactions that are broken off, do no harm to whoever comes next."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.engine import POSTGRES_POOL
from aufruf.db.transaction import Database
from aufruf.domain.errors import AufrufError
from tests.builders import MONDAY, open_database, small_town
from tests.postgres import Postgres


@pytest.fixture(scope="module")
def own_server() -> Iterator[Postgres]:
    with Postgres() as postgres:
        yield postgres


@pytest.fixture
async def db(own_server: Postgres) -> AsyncIterator[Database]:
    db = await open_database(own_server.create_database("faults"))
    await small_town(db)
    yield db
    await db.close()
    own_server.drop_database("faults")


async def closures(db: Database) -> int:
    async with db.reading() as reading:
        return len((await reading.connection.execute(sa.select(t.closure))).all())


async def close_a_day(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.lock("mitte", MONDAY)
        await tx.connection.execute(
            sa.insert(t.closure), {"office_id": "mitte", "first": MONDAY, "last": MONDAY, "reason": ""}
        )


async def test_what_was_broken_off_leaves_nothing_open_for_the_next(db: Database) -> None:
    for _ in range(POSTGRES_POOL + 2):  # each connection of the pool at least once
        task = asyncio.create_task(close_and_wait(db))
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert await closures(db) == 0
    await close_a_day(db)
    assert await closures(db) == 1


async def close_and_wait(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.lock("mitte", MONDAY)
        await tx.connection.execute(
            sa.insert(t.closure), {"office_id": "mitte", "first": MONDAY, "last": MONDAY, "reason": ""}
        )
        await tx.connection.execute(sa.text("SELECT pg_sleep(5)"))


async def test_what_was_broken_off_before_it_had_begun_is_not_what_the_next_one_works_in(
    own_server: Postgres, db: Database
) -> None:
    await nothing(db)
    with own_server.frozen():
        task = asyncio.create_task(nothing(db))
        await asyncio.sleep(0.1)  # BEGIN is sent, and nobody has answered
        task.cancel()
        await asyncio.wait([task], timeout=0.5)
    await asyncio.wait([task])
    assert task.cancelled()

    await close_a_day(db)
    other = await open_database(db.engine.url.render_as_string(hide_password=False))
    assert await closures(other) == 1  # as everybody else sees it
    await other.close()


async def test_a_refusal_takes_back_what_was_written(db: Database) -> None:
    with pytest.raises(AufrufError):
        await refused(db)

    assert await closures(db) == 0
    await close_a_day(db)


async def refused(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.lock("mitte", MONDAY)
        await tx.connection.execute(
            sa.insert(t.closure), {"office_id": "mitte", "first": MONDAY, "last": MONDAY, "reason": ""}
        )
        raise AufrufError


async def test_after_a_restart_of_the_database_everything_goes_on(own_server: Postgres, db: Database) -> None:
    await asyncio.gather(*(closures(db) for _ in range(6)), *(nothing(db) for _ in range(6)))

    own_server.kill()
    own_server.restart()
    await asyncio.sleep(0.1)  # the loop has stood still meanwhile: now it hears that the connections are gone

    assert await asyncio.gather(*(closures(db) for _ in range(6))) == [0] * 6
    await close_a_day(db)
    assert await closures(db) == 1


async def nothing(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.lock("mitte", MONDAY)

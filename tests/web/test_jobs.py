# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scheduler in a real server: it runs, and a job that fails is said and does not stop the others."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
import structlog

from aufruf import jobs
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from tests.builders import SetClock, at, open_database, small_town

SOON = 10  # seconds


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("09:00"))


@pytest.fixture
async def db(sqlite_url: str, clock: SetClock) -> AsyncIterator[Database]:
    db = await open_database(sqlite_url, clock)
    await small_town(db)
    yield db
    await db.close()


async def test_the_scheduler_lets_a_hold_lapse_by_itself(
    db: Database, sqlite_url: str, clock: SetClock
) -> None:
    values = {
        "office_id": "mitte",
        "id": "held",
        "date": at("09:30").date(),
        "state": "held",
        "start_at": at("09:30"),
        "minutes": 15,
        "occupied_minutes": 15,
        "services": [["ausweis", 1]],
        "booking_code": "AAAAAA",
        "created_at": at("08:50"),
        "hold_expires_at": at("09:10"),
    }
    async with db.transaction() as tx:
        await tx.lock("mitte")
        await tx.connection.execute(sa.insert(t.appointment), values)
    clock.set("09:10")

    async with jobs.running_jobs(db, url=sqlite_url), asyncio.timeout(SOON):
        while await state(db) != "lapsed":  # noqa: ASYNC110 (the scheduler has no event for it)
            await asyncio.sleep(0.1)


async def test_a_job_that_fails_is_said(db: Database, sqlite_url: str) -> None:
    async with db.transaction() as tx:
        await tx.connection.execute(sa.text("ALTER TABLE appointment RENAME TO elsewhere"))

    with structlog.testing.capture_logs() as said:
        async with jobs.running_jobs(db, url=sqlite_url), asyncio.timeout(SOON):
            while "lapse" not in {line.get("job") for line in said}:  # noqa: ASYNC110 (a log has no event)
                await asyncio.sleep(0.1)


async def state(db: Database) -> str:
    async with db.reading() as reading:
        return str((await reading.connection.execute(sa.select(t.appointment.c.state))).scalar_one().value)

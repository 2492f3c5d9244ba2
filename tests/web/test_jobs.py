# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scheduler in a real server: it runs, and a job that fails is said and does not stop the others."""

import asyncio
import datetime as dt
import os
import re
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
import structlog
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from aufruf import jobs, metrics
from aufruf.actions import helping
from aufruf.actions.users import add_user
from aufruf.db import heartbeat, help_requests
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.access import Device
from aufruf.domain.help import HelpMode
from aufruf.domain.roles import DeviceKind, Role
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


async def test_a_job_that_fails_is_said_and_counted_and_neither_it_nor_the_others_stop(
    db: Database, sqlite_url: str
) -> None:
    async with db.transaction() as tx:
        await tx.connection.execute(sa.text("ALTER TABLE appointment RENAME TO elsewhere"))
    failed_before, others_before, done = (
        runs("lapse", "failed"),
        runs("return", "done"),
        runs("lapse", "done"),
    )

    with capture_logs() as said:
        async with jobs.running_jobs(db, url=sqlite_url), asyncio.timeout(SOON):
            while runs("lapse", "failed") < failed_before + 2:  # noqa: ASYNC110 (the scheduler has no event for it)
                await asyncio.sleep(0.1)
            while runs("return", "done") == others_before:  # noqa: ASYNC110 (the same)
                await asyncio.sleep(0.1)

    lines = [line for line in said if line.get("job") == "lapse"]
    assert len(lines) >= 2
    assert all(line["exc_info"] and line["log_level"] == "error" for line in lines)
    assert runs("lapse", "done") == done


async def test_every_line_of_a_run_carries_the_job_and_the_number_of_the_run(db: Database) -> None:
    async def work(_db: Database) -> None:
        structlog.get_logger("aufruf.test").info("in the middle of it")
        raise LookupError

    with capture_logs(processors=[merge_contextvars]) as lines:
        for _ in range(2):
            await jobs.run_once(db, jobs.Job("odd", 1, work))
    assert [(line["event"], line["job"]) for line in lines] == [
        ("in the middle of it", "odd"),
        ("job failed", "odd"),
    ] * 2
    first, *others = [line["run_id"] for line in lines]
    assert [number == first for number in others] == [True, False, False]


async def test_whoever_leads_says_so_and_says_when_it_ends(db: Database, sqlite_url: str) -> None:
    began = dt.datetime.now(dt.UTC)
    async with jobs.running_jobs(db, url=sqlite_url), asyncio.timeout(SOON):
        while (leader := await last(db)) is None:  # noqa: ASYNC110 (the scheduler has no event for it)
            await asyncio.sleep(0.05)
        assert leader.process.endswith(f":{os.getpid()}")
        assert leader.left_at is None
        assert leader.seen_at == db.clock()
        assert metrics.everything(waiting=None).count(b"\naufruf_leader 1.0\n") == 1

    leader = await last(db)
    assert leader is not None
    assert leader.left_at is not None
    assert dt.datetime.now(dt.UTC) - began < dt.timedelta(seconds=SOON)
    assert b"\naufruf_leader 0.0\n" in metrics.everything(waiting=None)


async def test_a_leader_that_has_a_successor_says_nothing_for_it(db: Database) -> None:
    since = db.clock()
    old, new = (jobs.Leader(process=name, since=since) for name in ("old:1", "new:2"))
    await old.is_alive(db)
    await new.is_alive(db)
    await old.leave(db)
    assert await last(db) == heartbeat.Leader(process="new:2", since=since, seen_at=since)


def runs(job: str, how: str) -> float:
    """How often a job has run so, as Prometheus would read it."""
    found = re.search(
        f'^aufruf_job_runs_total{{how="{how}",job="{job}"}} (\\S+)$',
        metrics.everything(waiting=None).decode(),
        re.MULTILINE,
    )
    return 0.0 if found is None else float(found[1])


async def last(db: Database) -> heartbeat.Leader | None:
    async with db.reading() as reading:
        return await heartbeat.last(reading.connection)


async def state(db: Database) -> str:
    async with db.reading() as reading:
        return str((await reading.connection.execute(sa.select(t.appointment.c.state))).scalar_one().value)


async def test_help_is_looked_after_and_what_nobody_listened_for_is_no_silence(
    db: Database, clock: SetClock
) -> None:
    assert [job.seconds for job in jobs.JOBS if job.name == "help"] == [2]
    watch, kiosk = jobs.HelpWatch(), Device(id="kiosk", office="mitte", kind=DeviceKind.KIOSK)
    async with db.transaction() as tx:
        hanna = await add_user(tx, id_="hanna", name="hanna", role=Role.HELPER, offices=["mitte"])
    async with db.transaction() as tx:
        asked = (await helping.ask(tx, device=kiosk, step="concern")).request

    async def after(seconds: float) -> tuple[str, str]:
        clock.advance(seconds=seconds)
        await watch.look(db)
        async with db.reading() as reading:
            found = await help_requests.get(reading.connection, asked.key)
        return found.state, found.level

    async def accepted() -> None:
        async with db.transaction() as tx:
            await helping.accept(tx, key=asked.key, person=hanna, mode=HelpMode.REMOTE)
        await helping.note_presence(db, helpers=[asked.id])

    assert [await after(50), await after(10)] == [("open", "office"), ("open", "nobody")]
    await accepted()
    assert [state for state, _ in [await after(10) for _ in range(4)]] == ["accepted"] * 3 + ["open"]
    await accepted()
    assert (await after(300))[0] == "accepted"  # the server was away, or asleep
    assert [state for state, _ in [await after(10) for _ in range(4)]] == ["accepted"] * 3 + ["open"]

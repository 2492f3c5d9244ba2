# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs by the clock: a table of (how often → deed). No rules here.

Intervals are real time; what is due is judged by the transaction's own moment, so a rehearsal's
clock works. Only the leader runs them, and every deed claims its rows, so that a second leader
for a second does no harm. Nothing depends on a job having run: a hold lapses at its second anyway.
"""

import asyncio
import datetime as dt
import os
import secrets
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
from apscheduler.events import EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED, JobEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from aufruf import metrics
from aufruf.actions import closing, hearing, help_watching, learning, terminals, upkeep
from aufruf.db import counters, devices, heartbeat, leadership, rebooking
from aufruf.db import upkeep as due
from aufruf.db.transaction import Database
from aufruf.domain.errors import Unavailable
from aufruf.live.balancing import Solve
from aufruf.web import plan_times
from aufruf.web.day_list import DayLists

ONE_DAY = dt.timedelta(days=1)
LONGEST_NAME = 100  # characters of a process's name
LOOK_EVERY, STEP = 1.0, 1.0  # seconds: how often the clock is looked at, and what is no mere correction of it
PAUSE = dt.timedelta(seconds=15)  # between two looks at help: then nobody listened meanwhile
LAST_WORD = 2.0  # seconds that the database gets, at the end, to hear that this process leads no longer

log = structlog.get_logger("aufruf.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the table."""

    name: str
    seconds: int
    run: Callable[[Database], Awaitable[None]]


async def lapse_holds(db: Database) -> None:
    """Give back the times that nobody confirmed."""
    async with db.reading() as reading:
        keys = await due.days_with_lapsed_holds(reading.connection, now=reading.now)
    for office, date in keys:
        async with db.transaction() as tx:
            await upkeep.lapse_holds(tx, office=office, date=date)


async def mark_missed(db: Database) -> None:
    """Note whose appointments nobody came to."""
    async with db.reading() as reading:
        keys = await closing.days_with_broken_promises(reading)
    for office, date in keys:
        async with db.transaction() as tx:
            await upkeep.mark_missed(tx, office=office, date=date)


async def bring_back_missed(db: Database) -> None:
    """Let those wait again who missed a call five minutes ago."""
    async with db.reading() as reading:
        keys = await due.days_with_missed_visits(reading.connection, now=reading.now)
    for office, date in keys:
        async with db.transaction() as tx:
            await closing.bring_back_missed(tx, office=office, date=date)


async def close_days(db: Database) -> None:
    """End the days that are over: whoever still waits is told and counted."""
    async with db.reading() as reading:
        keys = await closing.days_to_close(reading)
    for office, date in keys:
        async with db.transaction() as tx:
            await closing.close_day(tx, office=office, date=date)


async def settle_rebooking(db: Database) -> None:
    """Take from the rebooking lists what is over."""
    async with db.reading() as reading:
        keys = await rebooking.days_begun(reading.connection, today=reading.now.date() + ONE_DAY)
    for office, date in keys:
        async with db.transaction() as tx:
            await upkeep.settle_rebooking(tx, office=office, date=date)


async def notice_silence(db: Database) -> None:
    """Tell staff of devices that say nothing any longer."""
    async with db.reading() as reading:
        offices = await hearing.offices_with_silent_devices(reading)
    for office in offices:
        async with db.transaction() as tx:
            await hearing.notice_silence(tx, office=office)


async def close_silent_terminals(db: Database) -> None:
    """Call nobody to a terminal of which nothing is heard any longer."""
    async with db.reading() as reading:
        before = reading.now - await devices.patience(reading.connection)
        found = await counters.silent_machines(reading.connection, before=before)
    for office, counter in found:
        async with db.transaction() as tx:
            await terminals.take_out_of_service(tx, office=office, counter=counter)


@dataclass(slots=True)
class HelpWatch:
    """Looks after help requests: asks the next ones, and does not wait for who has vanished.

    Silence counts from when this process has begun to listen for it: after a pause everybody gets their time.
    """

    since: dt.datetime | None = None
    last: dt.datetime | None = None

    async def look(self, db: Database) -> None:
        """Do what has become due."""
        now = db.clock()
        if self.since is None or self.last is None or not dt.timedelta(0) <= now - self.last < PAUSE:
            self.since = now
        self.last = now
        async with db.reading() as reading:
            keys = await help_watching.days_to_look_after(reading, since=self.since)
        for office, date in keys:
            async with db.transaction() as tx:
                await help_watching.look_after(tx, office=office, date=date, since=self.since)


async def erase_personal(db: Database) -> None:
    """Delete personal data on each office's schedule."""
    async with db.reading() as reading:
        offices = await reading.catalogue.all_current(reading.connection, now=reading.now)
    for office in offices:
        async with db.transaction() as tx:
            await upkeep.erase_personal(tx, office=office.id)
    async with db.transaction() as tx:
        await upkeep.forget_requests(tx)


async def learn(db: Database) -> None:
    """Let offices learn from the days that are over. What is wrong with one keeps none of the others."""
    for office, dates in (await learning.new_days(db)).items():
        try:
            await learning.learn_from(db, office, dates)
        except Unavailable:
            raise
        except Exception:  # every kind is said, with its place
            log.exception("an office did not learn", office=office)


JOBS = (
    Job("help", 2, HelpWatch().look),
    Job("lapse", 2, lapse_holds),
    Job("missed", 30, mark_missed),
    Job("return", 5, bring_back_missed),
    Job("close", 30, close_days),
    Job("terminals", 15, close_silent_terminals),
    Job("rebooking", 60, settle_rebooking),
    Job("silence", 30, notice_silence),
    Job("erase", 600, erase_personal),
    Job("learn", 240, learn),
)


def with_plans(solve: Solve) -> tuple[Job, ...]:
    """The table, and plans made by this solver: each night, and in the day where an office wants that."""
    return (
        *JOBS,
        Job("plans", 300, lambda db: plan_times.make_nights_plans(db, solve)),
        Job("replan", 900, lambda db: plan_times.replan_in_day(db, solve)),
    )


@asynccontextmanager
async def running_jobs(
    db: Database, *, url: str, solve: Solve | None = None, emergency: Path | None = None
) -> AsyncIterator[None]:
    """Take turns with all other processes in running the jobs, as long as the block lasts.

    Plans are made only with a solver, emergency lists only with a folder.
    """
    jobs = JOBS if solve is None else with_plans(solve)
    if emergency is not None:
        jobs = (*jobs, Job("day-list", 20, DayLists(emergency).renew))
    turns = asyncio.create_task(leadership.take_turns(url, lead=lambda: _lead(db, jobs)))
    turns.add_done_callback(_ended)
    try:
        yield
    finally:
        turns.cancel()
        await asyncio.wait([turns])


async def _lead(db: Database, jobs: Sequence[Job]) -> None:
    scheduler = AsyncIOScheduler(
        timezone="Europe/Berlin",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 30},
    )
    scheduler.add_listener(_report, EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
    leader = Leader(process=f"{socket.gethostname()}:{os.getpid()}"[:LONGEST_NAME], since=db.clock())
    alive = Job("leader", 5, leader.is_alive)
    for job in (alive, *jobs):
        scheduler.add_job(run_once, "interval", [db, job], seconds=job.seconds, id=job.name)
    scheduler.modify_job(alive.name, next_run_time=dt.datetime.now(dt.UTC))  # who leads is known at once
    scheduler.start()
    metrics.leads(now=True)
    try:
        await _mind_the_clock(scheduler)  # until cancelled
    finally:
        metrics.leads(now=False)
        scheduler.shutdown(wait=False)
        await leader.leave(db)


async def _mind_the_clock(scheduler: AsyncIOScheduler) -> None:
    """Have the jobs go on when the machine's clock is put back: the scheduler waits for times of its day."""
    while True:
        began, passed = time.time(), time.monotonic()
        await asyncio.sleep(LOOK_EVERY)
        step = (time.time() - began) - (time.monotonic() - passed)
        if abs(step) > STEP:
            log.warning("the machine's clock was set", by_seconds=round(step, 1))
            for job in scheduler.get_jobs():
                scheduler.modify_job(job.id, next_run_time=dt.datetime.now(dt.UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """This process, while it leads, as it says itself."""

    process: str
    since: dt.datetime

    async def is_alive(self, db: Database) -> None:
        """Say that the jobs are being run."""
        async with db.transaction() as tx:
            await heartbeat.seen(tx.connection, process=self.process, since=self.since, now=db.clock())

    async def leave(self, db: Database) -> None:
        """Say that this process leads no longer. Where the database does not hear it, nobody waits."""
        try:
            async with asyncio.timeout(LAST_WORD), db.transaction() as tx:
                await heartbeat.left(tx.connection, process=self.process, now=db.clock())
        except (Unavailable, TimeoutError):
            log.warning("nobody heard that this process leads no longer")


async def run_once(db: Database, job: Job) -> None:
    """Run a job once. If it fails, that is said and counted; the others and its next run go on."""
    began, failed = time.perf_counter(), False
    with structlog.contextvars.bound_contextvars(job=job.name, run_id=secrets.token_hex(8)):
        try:
            await job.run(db)
        except Unavailable:  # what is away is said where that is found
            failed = True
            log.warning("job failed", job=job.name, error="Unavailable")
        except Exception:  # every kind is said, with its place, and stops nothing else
            failed = True
            log.exception("job failed", job=job.name)
        finally:
            metrics.job_done(job.name, seconds=time.perf_counter() - began, failed=failed)


def _ended(turns: asyncio.Task[None]) -> None:
    if not turns.cancelled() and (error := turns.exception()) is not None:
        log.error("no more jobs in this process", exc_info=error)


def _report(event: JobEvent) -> None:
    log.warning("job did not run in time", job=event.job_id)
    metrics.job_missed(event.job_id)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One transaction per action: it commits as a whole, events included, or not at all."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from aufruf import metrics
from aufruf.db import days, offices
from aufruf.db.days import DayKey, OfficeDay
from aufruf.db.engine import POSTGRES_POOL, POSTGRES_READERS, make_engine
from aufruf.db.outages import Access, Attempt
from aufruf.db.rehearsal import Pace, read_pace
from aufruf.domain.catalogue import Office
from aufruf.domain.events import Event

Told = tuple[str, dt.date, int]  # office, date, and the number of the day's last event
Wake = Callable[[Sequence[Told]], None]
Done = TypeVar("Done")
CLOSES_WITHIN = 3.0  # seconds
A_MOMENT = dt.timedelta(microseconds=1)
STARTS = 5  # of a transaction that finds, once it has its lock, that what it wanted is elsewhere by now


class StartOver(Exception):
    """What was read before the lock no longer holds: `Database.do` begins the transaction again."""


@dataclass(slots=True)
class Transaction:
    """What an action is given: the connection, the moment, the lock and the outbox.

    `now` is the moment at which the lock was got (before that, at which the transaction began),
    so that within an office-day time runs in the order of the commits. While a clock that was put back has
    not caught up with the day's last event, it is a moment later each time: what comes later stays later.
    `real_now` is what the machine's clock showed when it began, in a rehearsal too: who is there is judged
    by it.
    """

    connection: AsyncConnection
    catalogue: offices.Catalogue
    clock: Callable[[], dt.datetime]
    real_now: dt.datetime
    now: dt.datetime = field(init=False)
    locked: dict[DayKey, OfficeDay] = field(default_factory=dict)
    _whole_office: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.now = self.clock()

    async def office(self, office_id: str) -> Office:
        """The office as this process knows it; locking its day makes sure. Raises NotFound."""
        return await self.catalogue.known(self.connection, office_id, now=self.now)

    async def lock(self, office_id: str, date: dt.date | None = None) -> OfficeDay:
        """Lock a day of an office (today, if not said), the one lock call of the transaction."""
        office = await self.office(office_id)
        [day] = await self.lock_all([(office_id, date or office.local_date(self.now))])
        return day

    async def lock_all(self, keys: Sequence[DayKey]) -> tuple[OfficeDay, ...]:
        """Lock several office-days in one call, in key order; returned as asked for.

        Whoever asks again for what is locked already is given it: nobody waits for that.
        """
        if keys and all(key in self.locked for key in keys):
            return tuple(self.locked[key] for key in keys)
        self._lock_once()
        rows = await days.lock_rows(self.connection, sorted(set(keys)))
        now = self.clock()
        last = max((row.event_at for row in rows.values() if row.event_at is not None), default=now)
        self.now = now if now >= last else last + A_MOMENT
        for key, row in rows.items():
            office = await self.catalogue.at_version(self.connection, key[0], row.version, now=self.now)
            self.locked[key] = OfficeDay(
                office=office,
                date=key[1],
                seq=row.event_seq,
                closed=row.closed_at is not None,
                closed_early=row.closed_early,
                event_at=row.event_at,
            )
        return tuple(self.locked[key] for key in keys)

    async def lock_office(self, office_id: str) -> Office:
        """Lock the office itself, to change what belongs to it: the one lock call of such a transaction.

        It waits for all who have a day of it locked. Who locks one later waits, and sees the change.
        Raises NotFound.
        """
        self._lock_once()
        self._whole_office = True
        version = await offices.lock(self.connection, office_id)
        self.now = self.clock()
        return await self.catalogue.at_version(self.connection, office_id, version, now=self.now)

    def _lock_once(self) -> None:
        if self.locked or self._whole_office:
            message = "a transaction locks once: ask for all days in one call"
            raise RuntimeError(message)

    def emit(self, day: OfficeDay, event: Event) -> None:
        """Say what has happened. It leaves the process only after the commit."""
        day.emit(event, at=self.now)


@dataclass(slots=True)
class Reading:
    """What a question is given. It changes nothing and locks nobody out."""

    connection: AsyncConnection
    catalogue: offices.Catalogue
    now: dt.datetime
    real_now: dt.datetime  # by the machine's clock, in a rehearsal too

    async def office(self, office_id: str) -> Office:
        """The office as it is now. Raises NotFound."""
        return await self.catalogue.current(self.connection, office_id, now=self.now)


class Database:
    """The way to the database for everybody: transactions and readings, and the time in them."""

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        clock: Callable[[], dt.datetime],
        rehearsal: bool = False,
        wake: Wake = lambda _keys: None,
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.rehearsal = rehearsal
        self.wake = wake
        self.catalogue = offices.Catalogue()
        self._sqlite = engine.dialect.name == "sqlite"
        self._writing = (
            engine.execution_options(aufruf_writes=True)
            if self._sqlite
            else _standing_alone(engine, POSTGRES_POOL)
        )
        self._reading = engine if self._sqlite else _standing_alone(engine, POSTGRES_READERS)
        self._snapshot = (
            engine if self._sqlite else engine.execution_options(isolation_level="REPEATABLE READ")
        )
        # SQLite has one writer: waiting in line here is fairer and cheaper than its busy loop.
        self._turn = asyncio.Lock() if self._sqlite else nullcontext()
        self._reads, self._writes = Access("read"), Access("write")

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """A transaction that commits at the end of the block, or leaves no trace if it raises.

        Raises Unavailable if the database does not answer.
        """
        async with _Once(), Attempt(self._writes) as attempt, self._turn, self._begun() as connection:
            attempt.connected = True
            tx = Transaction(connection, self.catalogue, await self._clock(connection), self.clock())
            yield tx
            told = [(*day.key, day.seq) for day in tx.locked.values() if day.events]
            kinds = [event["kind"] for day in tx.locked.values() for event in day.events]
            for day in tx.locked.values():
                await days.store_events(connection, day)
        for kind in kinds:
            metrics.happened(kind)
        if told:
            self.wake(told)

    @asynccontextmanager
    async def _begun(self) -> AsyncIterator[AsyncConnection]:
        if self._sqlite:
            async with self._writing.begin() as connection:
                yield connection
            return
        # Begun and ended on the driver itself: SQLAlchemy's own way costs as much as a statement each.
        async with self._writing.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            transaction = driver.transaction()
            has_ended = False
            try:
                await transaction.start()
                try:
                    yield connection
                except Exception:
                    if not driver.is_closed():
                        await transaction.rollback()
                        has_ended = True
                    raise
                await transaction.commit()
                has_ended = True
            finally:
                # Else the next one would work within this transaction, and commit nothing: also where a BEGIN
                # was broken off before it was answered, of which the driver says that none is open.
                if not has_ended:
                    await connection.invalidate()

    async def do(self, deed: Callable[[Transaction], Awaitable[Done]]) -> Done:
        """Do something in one transaction, which starts over if somebody else moved the thing meanwhile."""
        for _ in range(STARTS - 1):
            with suppress(StartOver):
                async with self.transaction() as tx:
                    return await deed(tx)
        async with self.transaction() as tx:
            return await deed(tx)

    @asynccontextmanager
    async def reading(self, *, snapshot: bool = False) -> AsyncIterator[Reading]:
        """A look at the database; with `snapshot` all its questions see the same moment.

        Raises Unavailable if the database does not answer.
        """
        engine = self._snapshot if snapshot else self._reading
        async with _Once(), Attempt(self._reads) as attempt, engine.connect() as connection:
            attempt.connected = True
            now = (await self._clock(connection))()
            yield Reading(connection, self.catalogue, now, self.clock())

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[Reading]:
        """For one statement that writes and needs no others: on PostgreSQL no BEGIN and no COMMIT."""
        if not self._sqlite:
            async with self.reading() as reading:
                yield reading
            return
        async with self.transaction() as tx:
            yield Reading(tx.connection, self.catalogue, tx.now, tx.real_now)

    async def _clock(self, connection: AsyncConnection) -> Callable[[], dt.datetime]:
        if not self.rehearsal:
            return self.clock
        pace: Pace = await read_pace(connection, real_now=self.clock())
        return lambda: pace.shown(self.clock())

    async def close(self) -> None:
        """Let go of all connections. A database that hangs is not waited for."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSES_WITHIN):
                for engine in {self.engine, self._reading, self._writing}:
                    await engine.dispose()


_holder: ContextVar["asyncio.Task[Any] | None"] = ContextVar("holder", default=None)


class _Once:
    """One connection at a time for whoever asks: many that hold one and want another wait for each other."""

    async def __aenter__(self) -> None:
        this = asyncio.current_task()
        if this is not None and _holder.get() is this:  # a task begun meanwhile may hold one of its own
            message = "a transaction or a reading within another: with many at once they wait for each other"
            raise RuntimeError(message)
        _holder.set(this)

    async def __aexit__(self, *_: object) -> None:
        _holder.set(None)


def _standing_alone(engine: AsyncEngine, pool_size: int) -> AsyncEngine:
    # A pool of its own: switching a connection to and fro costs more than the question asked on it.
    url = engine.url.render_as_string(hide_password=False)
    alone = make_engine(url, autocommit=True, pool_size=pool_size)
    return alone.execution_options(aufruf_alone=True)

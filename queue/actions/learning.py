# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office learns from its days that are over: each is folded once, then the last sixty together.

Unlike other actions these are given the database and not a transaction: they read, think, and write. To
think takes long, so it is done in a thread, and while nothing is locked. Whoever does the same at the same
time writes the same, because the events decide it all.
"""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from aufruf.actions import lengths
from aufruf.db import day_facts, learned, outbox
from aufruf.db.days import DayKey
from aufruf.db.transaction import Database
from aufruf.planning.learning.demand import DAYS, learn
from aufruf.planning.learning.durations import Measured, measured_in, summary_of
from aufruf.planning.learning.folding import fold_day
from aufruf.planning.learning.learned import Learned
from aufruf.planning.learning.observed import DayFacts

ROWS_AT_ONCE = 500  # events that are read in one go: a few milliseconds
DAYS_AT_ONCE = 5  # the same of what is kept of days


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What came of it."""

    office: str
    folded: int  # days
    learned: Learned


async def new_days(db: Database, office: str | None = None) -> dict[str, list[dt.date]]:
    """The days that are over and not folded yet, by office; this is all that it costs if there are none.

    Of one office alone, if it is named. Raises NotFound.
    """
    async with db.reading() as reading:
        if office is not None:
            await reading.office(office)
        found = _by_office(await day_facts.days_to_fold(reading.connection))
    return found if office is None else {each: found[each] for each in found if each == office}


async def all_days(db: Database, office: str | None = None) -> dict[str, list[dt.date]]:
    """All days that are over, by office, of one office alone if it is named. Raises NotFound."""
    async with db.reading() as reading:
        known = await reading.catalogue.all_current(reading.connection, now=reading.now)
        if office is not None:
            known = [await reading.office(office)]
        closed = _by_office(await day_facts.closed_days(reading.connection))
    return {each.id: closed.get(each.id, []) for each in known}


async def learn_from(db: Database, office: str, dates: Sequence[dt.date], *, anew: bool = False) -> Lesson:
    """Fold these days of an office, then learn from its last ones. Raises NotFound.

    The last day and what was learned are stored together: until then it counts as not folded. `anew`
    forgets what was kept of any other days.
    """
    async with db.reading() as reading:
        known = await reading.office(office)
    planned = {service.id: service.minutes for service in known.services.values()}
    last: DayFacts | None = None
    if anew:
        async with db.transaction() as tx:
            await day_facts.forget_others(tx.connection, office, dates=dates)
    for date in sorted(dates):
        if last is not None:
            async with db.transaction() as tx:
                await day_facts.save(tx.connection, office, last, now=tx.now)
        last = await fold(db, (office, date), zone=known.zone)
    days = await _last_days(db, office, last)
    numbers, measured = await asyncio.to_thread(_learn, days, planned)
    async with db.transaction() as tx:
        if last is not None:
            await day_facts.save(tx.connection, office, last, now=tx.now)
        await learned.save(tx.connection, office, learned=numbers, measured=measured, now=tx.now)
    async with db.transaction() as tx:
        await lengths.propose(tx, office=office, measured=measured)
    return Lesson(office=office, folded=len(dates), learned=numbers)


async def fold(db: Database, day: DayKey, *, zone: ZoneInfo) -> DayFacts:
    """What one day teaches, from its events."""
    rows: list[Any] = []
    async with db.reading(snapshot=True) as reading:
        seq = 0
        while some := await outbox.rows_after(reading.connection, day, seq=seq, at_most=ROWS_AT_ONCE):
            rows += some
            seq = some[-1].seq

    def folded() -> DayFacts:
        return fold_day(
            day[1], ((each.seq, each.at, each.event) for each in outbox.events_of(rows)), zone=zone
        )

    return await asyncio.to_thread(folded)


async def _last_days(db: Database, office: str, newest: DayFacts | None) -> list[DayFacts]:
    """The last sixty days on which the office served, in their order, with one that is not stored yet."""
    found: list[DayFacts] = []
    before = dt.date.max
    while sum(day.worked for day in found) < DAYS + 1:
        async with db.reading() as reading:
            raw = await day_facts.last_before(reading.connection, office, before=before, at_most=DAYS_AT_ONCE)
        if not raw:
            break
        others = [each for date, each in raw if newest is None or date != newest.date]
        found += await asyncio.to_thread(_read, others)
        before = raw[-1][0]
    return sorted([*found, *([] if newest is None else [newest])], key=lambda day: day.date)


def _read(raw: Sequence[day_facts.Raw]) -> list[DayFacts]:
    return [day_facts.facts_of(each) for each in raw]


def _learn(days: Sequence[DayFacts], planned: Mapping[str, int]) -> tuple[Learned, dict[str, Measured]]:
    worked = [day for day in days if day.worked][-DAYS:]
    measured = {service: summary_of(minutes) for service, minutes in measured_in(worked).items() if minutes}
    return learn(worked, planned), measured


def _by_office(keys: Sequence[DayKey]) -> dict[str, list[dt.date]]:
    found: dict[str, list[dt.date]] = {}
    for office, date in keys:
        found.setdefault(office, []).append(date)
    return found

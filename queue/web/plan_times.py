# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans that are made by the clock: each night for the next days, and in the day where an office wants it."""

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import Any

import structlog

from aufruf.actions.plans import is_due
from aufruf.db import plans
from aufruf.db.transaction import Database, Reading
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NoPlanFound, NotFound, NotPossible, NotValid
from aufruf.domain.opening import is_open, wall_interval
from aufruf.live.balancing import Solve
from aufruf.reads.plans import next_open_days
from aufruf.web.planning import make_plan

NIGHT = dt.time(3, 10)  # on the office's wall: from then on, plans are from the evening before
DAYS = 3  # open ones, from tomorrow on
AT_ONCE = 200.0  # seconds of one run of the job
PATIENCE = 60.0  # seconds that one search may take at night: it ends sooner where nothing better is left
ONE_DAY = dt.timedelta(days=1)

log = structlog.get_logger("aufruf.plans")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A day that wants a plan, if none has been made since this moment."""

    office: str
    date: dt.date
    since: dt.datetime


async def due_plans(reading: Reading) -> list[Due]:
    """The next open days of every office for which no plan was made this night and none is decided."""
    found: list[Due] = []
    for office in await reading.catalogue.all_current(reading.connection, now=reading.now):
        since = last_night(office, now=reading.now)
        dates = next_open_days(office, now=reading.now, count=DAYS)
        if not dates or not office.staff:
            continue
        known = await plans.of_days(reading.connection, office.id, dates)
        found += [
            Due(office=office.id, date=date, since=since)
            for date, plan in zip(dates, known, strict=True)
            if is_due(plan, since=since)
        ]
    return found


def last_night(office: Office, *, now: dt.datetime) -> dt.datetime:
    """When the night's plans were last due at an office."""
    today = office.local_date(now)
    begun = [wall_interval(office.zone, date, NIGHT, NIGHT)[0] for date in (today - ONE_DAY, today)]
    return max(moment for moment in begun if moment <= now)


async def make_nights_plans(db: Database, solve: Solve) -> None:
    """Propose plans for the next days. What cannot be made is said; the others go on.

    What is left after a while comes with the next run.
    """
    async with db.reading() as reading:
        due = await due_plans(reading)
    loop = asyncio.get_running_loop()
    until = loop.time() + AT_ONCE
    for each in due:
        if loop.time() > until:
            break
        await _try(
            db,
            solve,
            office=each.office,
            date=each.date,
            made_for="night",
            seconds=PATIENCE,
            unless_since=each.since,
        )


async def replan_in_day(db: Database, solve: Solve) -> None:
    """Propose other breaks for the rest of the day, for the offices that have switched this on."""
    async with db.reading() as reading:
        offices = await reading.catalogue.all_current(reading.connection, now=reading.now)
        opened = [
            (office.id, office.local_date(reading.now))
            for office in offices
            if office.rules.replan_in_day and is_open(office.opening, reading.now)
        ]
    for office, date in opened:
        await _try(db, solve, office=office, date=date, made_for="day", only_changes=True)


async def _try(db: Database, solve: Solve, *, office: str, date: dt.date, **how: Any) -> None:
    try:
        await make_plan(db, solve, office=office, date=date, **how)
    except NoPlanFound as error:
        log.warning("no plan was found", office=office, date=str(date), why=error.facts["why"])
    except (NotFound, NotValid, NotPossible):  # the day has been closed meanwhile, or the office is gone
        log.info("no plan is wanted any more", office=office, date=str(date))

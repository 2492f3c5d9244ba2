# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The end of an office's day: nobody is forgotten in it."""

import datetime as dt

from aufruf.actions import alarms
from aufruf.actions.calling import return_missed
from aufruf.actions.helping import end_all
from aufruf.db import counters, upkeep, visits
from aufruf.db.days import DayKey
from aufruf.db.transaction import Reading, Transaction
from aufruf.domain import visit as moves
from aufruf.domain.catalogue import Office
from aufruf.domain.events import (
    CounterClosed,
    DayClosed,
    Event,
    VisitCancelled,
    VisitFinished,
    VisitLeft,
    VisitMissed,
)
from aufruf.domain.opening import OpeningKind, intervals_on
from aufruf.domain.visit import Visit, VisitState

AT_THE_LATEST = dt.timedelta(hours=3)  # after the last opening interval, whoever forgot to close a counter


def is_over(office: Office, date: dt.date, *, now: dt.datetime, somebody_serves: bool) -> bool:
    """Whether a day is over: opening hours have ended and no counter is open, or three hours later."""
    intervals = intervals_on(office.opening, date, audience=OpeningKind.OPEN)
    if not intervals:
        return date < office.local_date(now) or not somebody_serves
    end = intervals[-1][1]
    return now >= (end + AT_THE_LATEST if somebody_serves else end)


async def days_to_close(reading: Reading) -> list[DayKey]:
    """The office-days that were touched, are over and not closed yet."""
    found: list[DayKey] = []
    serving = await counters.offices_serving(reading.connection)
    for office in await reading.catalogue.all_current(reading.connection, now=reading.now):
        today = office.local_date(reading.now)
        dates = await upkeep.days_not_closed(reading.connection, office.id, today=today)
        open_now = office.id in serving
        found += [
            (office.id, d) for d in dates if is_over(office, d, now=reading.now, somebody_serves=open_now)
        ]
    return found


async def days_with_broken_promises(reading: Reading) -> list[DayKey]:
    """The office-days on which somebody can no longer check in for their appointment."""
    found: list[DayKey] = []
    for office in await reading.catalogue.all_current(reading.connection, now=reading.now):
        before = reading.now - dt.timedelta(minutes=office.rules.walk_in_late_minutes)
        found += await upkeep.days_with_broken_promises(reading.connection, office.id, before=before)
    return found


async def close_day(tx: Transaction, *, office: str, date: dt.date) -> int | None:
    """Close a day: whoever still waits is told by their status page and counted; None if it is closed.

    Somebody left at a counter was forgotten there by a tired clerk: served people are finished,
    called people have left.
    """
    day = await tx.lock(office, date)
    if not await upkeep.close_day(tx.connection, day.key, now=tx.now):
        return None
    sent_home = 0
    for visit in await visits.here(tx.connection, day.key):
        for ended, event in _ends(visit, now=tx.now):
            await visits.save(tx.connection, ended)
            tx.emit(day, event)
        sent_home += visit.state in (VisitState.WAITING, VisitState.PARKED)
    await end_all(tx, day)
    await alarms.end_all(tx, day)
    if date == day.office.local_date(tx.now):
        for counter in await counters.empty_seats(tx.connection, office):
            tx.emit(day, CounterClosed(counter=counter))
    tx.emit(day, DayClosed(sent_home=sent_home))
    return sent_home


def _ends(visit: Visit, *, now: dt.datetime) -> list[tuple[Visit, Event]]:
    """How a visit ends that is still open when the day is over."""
    left = VisitLeft(visit=visit.id, number=visit.number, by="closing")
    counter = visit.counter or ""
    match visit.state:
        case VisitState.WAITING | VisitState.PARKED:
            return [(moves.cancel(visit, now=now), VisitCancelled(visit=visit.id, number=visit.number))]
        case VisitState.MISSED:
            return [(moves.leave(visit, now=now), left)]
        case VisitState.CALLED:
            missed = moves.miss(visit, now=now)
            event = VisitMissed(
                visit=visit.id, number=visit.number, counter=counter, times=missed.times_missed
            )
            return [(missed, event), (moves.leave(missed, now=now), left)]
        case _:
            done = VisitFinished(
                visit=visit.id, number=visit.number, counter=counter, services=visit.services
            )
            return [(moves.finish(visit, now=now), done)]


async def bring_back_missed(tx: Transaction, *, office: str, date: dt.date) -> int:
    """Let those wait again who missed a call five minutes ago, twice at most; how many."""
    day = await tx.lock(office, date)
    return len(await return_missed(tx, day))

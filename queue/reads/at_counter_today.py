# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom a counter has called since somebody sat down there, and what became of them; from the day's events."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from aufruf.db import outbox, visits
from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Office
from aufruf.domain.counters import CounterNow, counter_in
from aufruf.domain.events import Event, VisitCalled, VisitRecalled, VisitServing
from aufruf.domain.visit import UNDO_WITHIN, Visit, VisitState, seen_at
from aufruf.reads.counters import counter_now

CALLS = (VisitCalled, VisitRecalled, VisitServing)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledHere:
    """One visit that was called to a counter: when, how often, since when served, and as it is now."""

    visit: Visit
    called_at: dt.datetime  # the last call here that was not said again
    times: int  # calls here, those said again too
    served_at: dt.datetime | None
    may_be_undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AtCounterToday:
    """Everybody who was called to a counter since its seat was taken, the last one first."""

    office: Office
    here: CounterNow
    since: dt.datetime | None
    now: dt.datetime
    called: tuple[CalledHere, ...]


async def at_counter_today(reading: Reading, office_id: str, counter: str) -> AtCounterToday:
    """Whom a counter has called today; nobody, while nobody sits there. Raises NotFound."""
    office = await reading.office(office_id)
    counter_in(office, counter)
    here = await counter_now(reading, office_id, counter)
    since = None if here.seat is None else here.seat.opened_at
    day = (office_id, office.local_date(reading.now))
    found: tuple[CalledHere, ...] = ()
    if since is not None:
        said = await outbox.of_kinds_at(reading.connection, day, counter, *CALLS)
        events = [stored.event for stored in said if stored.at >= since]
        known = {visit.id: visit for visit in await visits.of_day(reading.connection, day)}
        found = _called(events, known, counter=counter, now=reading.now)
    return AtCounterToday(office=office, here=here, since=since, now=reading.now, called=found)


def _called(
    events: Sequence[Event], known: dict[str, Visit], *, counter: str, now: dt.datetime
) -> tuple[CalledHere, ...]:
    calls: dict[str, list[dt.datetime]] = {}
    said: dict[str, int] = {}
    served: dict[str, bool] = {}
    for event in events:
        match event:
            case VisitCalled(visit=id_, at=at):
                calls.setdefault(id_, []).append(at)
                said[id_] = said.get(id_, 0) + 1
                served.pop(id_, None)
            case VisitRecalled(visit=id_):
                said[id_] = said.get(id_, 0) + 1
            case VisitServing(visit=id_):
                served[id_] = True
            case _:
                pass
    found = []
    for id_, times in calls.items():
        visit = seen_at(known[id_], now=now)
        found.append(
            CalledHere(
                visit=visit,
                called_at=times[-1],
                times=said[id_],
                served_at=visit.serving_at if served.get(id_) else None,
                may_be_undone=_may_be_undone(visit, counter=counter, now=now),
            )
        )
    return tuple(sorted(found, key=lambda each: each.called_at, reverse=True))


def _may_be_undone(visit: Visit, *, counter: str, now: dt.datetime) -> bool:
    return (
        visit.state in (VisitState.FINISHED, VisitState.MISSED)
        and visit.counter == counter
        and visit.ended_at is not None
        and now - visit.ended_at <= UNDO_WITHIN
    )

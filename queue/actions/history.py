# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days that are over and of which nothing is known here yet: a town's past, or another system's records."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from aufruf.db import history
from aufruf.db.transaction import Transaction
from aufruf.domain.errors import NotValid, WrongState
from aufruf.domain.events import DayClosed, Event, VisitArrived
from aufruf.domain.replay import replay
from aufruf.domain.visit import HERE, Visit

Happened = tuple[dt.datetime, Event]


async def append_past_day(
    tx: Transaction, *, office: str, date: dt.date, events: Sequence[Happened]
) -> tuple[Visit, ...]:
    """Store all that happened on a day of the past, and close it; who came.

    Raises WrongState if something is known of the day already, and NotValid if it is not over, or is not
    what the rules allow: it is played again first, call by call.
    """
    day = await tx.lock(office, date)
    if day.seq or day.closed:
        raise WrongState(state="closed" if day.closed else "begun")
    closed_at = _end_of(events, now=tx.now)
    again = replay(office, date, ((seq, at, event) for seq, (at, event) in enumerate(events, 1)))
    if again.differences:
        first = again.differences[0]
        raise NotValid((f"/events/{first.seq - 1}", first.words))
    told = {event.visit: event for _, event in events if isinstance(event, VisitArrived)}
    came = tuple(_with_what_was_told(visit, told[visit.id]) for visit in again.visits.values())
    if here := [visit.number for visit in came if visit.state in HERE]:
        raise NotValid(("/events", f"{here[0]} is still there at the end"))
    await history.store_day(tx.connection, day.key, events, visits=came, closed_at=closed_at)
    return came


def _end_of(events: Sequence[Happened], *, now: dt.datetime) -> dt.datetime:
    """When the day was closed. Raises NotValid unless it was, and before now."""
    for index, ((before, _), (at, _)) in enumerate(pairwise(events), 1):
        if at < before:
            raise NotValid((f"/events/{index}", "is earlier than the one before"))
    closed_at = next((at for at, event in events if isinstance(event, DayClosed)), None)
    if closed_at is None or events[-1][0] > now:
        raise NotValid(("/events", "the day is not over"))
    return closed_at


def _with_what_was_told(visit: Visit, arrived: VisitArrived) -> Visit:
    if arrived.told is None:
        return visit
    promised_at = arrived.arrived_at + dt.timedelta(minutes=arrived.told[1])
    return replace(visit, told=arrived.told, promised_at=promised_at)

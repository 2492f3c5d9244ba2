# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stored day, played again from its events, to show that everybody was called in the published order.

A pure fold. Every event must be a move that the visit's state allows; at every call that the rule
decided, the choice is made once more from the rebuilt queue, the stored numbers and skills.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from aufruf.domain import visit as moves
from aufruf.domain.calling import VERSION, CallOrder, next_visit
from aufruf.domain.errors import WrongState
from aufruf.domain.events import (
    Event,
    VisitArrived,
    VisitCalled,
    VisitCancelled,
    VisitDelayed,
    VisitFinished,
    VisitFollowedUp,
    VisitLeft,
    VisitMissed,
    VisitNoted,
    VisitParked,
    VisitPrioritised,
    VisitRecalled,
    VisitResumed,
    VisitReturned,
    VisitServing,
    VisitTransferred,
    VisitUndone,
)
from aufruf.domain.offline import CHANNEL as OFFLINE
from aufruf.domain.visit import Visit

Numbered = tuple[int, dt.datetime, Event]  # number within the day, moment, fact
BY_NUMBER = "by_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a stored day is not what the rules say."""

    seq: int
    at: dt.datetime | None
    words: str


@dataclass(slots=True, kw_only=True)
class Replayed:
    """The day as rebuilt so far."""

    office: str
    date: dt.date
    visits: dict[str, Visit] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)  # the last ticket of each group
    wanted: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)  # before a finish
    seq: int = 0
    calls: int = 0
    differences: list[Difference] = field(default_factory=list)


def replay(office: str, date: dt.date, events: Iterable[Numbered]) -> Replayed:
    """Play a day again; what is not as it should be is in `differences`."""
    day = Replayed(office=office, date=date)
    for seq, at, event in events:
        if seq != day.seq + 1:
            _differs(day, seq, at, f"event {day.seq + 1} is missing")
        day.seq = seq
        try:
            _play(day, seq, at, event)
        except WrongState as error:
            _differs(day, seq, at, f"{event.kind} of a visit that is {error.facts['state']}")
        except KeyError:
            _differs(day, seq, at, f"{event.kind} of a visit that never came")
    return day


def _play(day: Replayed, seq: int, at: dt.datetime, event: Event) -> None:
    match event:
        case VisitArrived():
            _arrive(day, seq, at, event)
        case VisitCalled():
            day.calls += 1
            if event.rule != BY_NUMBER:
                _check_call(day, seq, at, event)
            visit = day.visits[event.visit]
            day.visits[visit.id] = moves.call(visit, counter=event.counter, now=event.at)
        case VisitTransferred() if event.to_office is not None:
            visit = day.visits[event.visit]
            day.visits[visit.id] = moves.transfer_away(visit, now=at, continues=(event.to_office, ""))
        case VisitFinished():
            visit = day.visits[event.visit]
            day.wanted[visit.id] = visit.services
            day.visits[visit.id] = moves.finish(visit, now=at, services=event.services)
        case VisitUndone():
            back = moves.undo(day.visits[event.visit], now=at)
            day.visits[back.id] = replace(back, services=day.wanted.pop(back.id, back.services))
        case _ if hasattr(event, "visit"):
            day.visits[event.visit] = _moved(day.visits[event.visit], event, at=at)
        case _:
            pass  # counters, appointments and help requests are no part of the order


def _moved(  # noqa: C901, PLR0911, PLR0912 (one line for each kind of event)
    visit: Visit, event: Event, *, at: dt.datetime
) -> Visit:
    match event:
        case VisitRecalled():
            return moves.recall(visit, now=event.at)
        case VisitServing():
            return moves.serve(visit, now=at)
        case VisitMissed():
            return moves.miss(visit, now=at)
        case VisitReturned():
            return moves.wait_again(visit)
        case VisitParked():
            return moves.park(visit)
        case VisitResumed():
            return moves.resume(visit)
        case VisitDelayed():
            return moves.delay(visit, until=event.not_before)
        case VisitTransferred():
            return moves.transfer(
                visit, for_counter=event.for_counter, services=event.services, then=event.then
            )
        case VisitPrioritised():
            return moves.prioritise(visit, priority=event.priority)
        case VisitNoted():
            return visit  # what is written on it is nobody's place in the queue
        case VisitLeft():
            return moves.leave(visit, now=at)
        case VisitCancelled():
            return moves.cancel(visit, now=at)
        case VisitFollowedUp() | VisitNoted():
            return visit
        case _:
            raise TypeError(event.kind)


def _arrive(day: Replayed, seq: int, at: dt.datetime, event: VisitArrived) -> None:
    if event.ordinal == day.last.get(event.group, 0) + 1:
        day.last[event.group] = event.ordinal
    elif event.channel != OFFLINE:
        _differs(day, seq, at, f"{event.number} follows number {day.last.get(event.group, 0)} of its series")
        day.last[event.group] = event.ordinal
    elif any(event.number == visit.number for visit in day.visits.values()):
        # A kiosk's own series comes when it is heard of, and some of its numbers never do.
        _differs(day, seq, at, f"{event.number} was drawn twice")
    day.visits[event.visit] = Visit(
        id=event.visit,
        office=day.office,
        date=day.date,
        group=event.group,
        ordinal=event.ordinal,
        services=event.services,
        then=event.then,
        arrived_at=event.arrived_at,
        known_at=event.known_at,
        channel=event.channel,
        booked_at=event.booked_at,
        priority=event.priority,
    )


def _check_call(day: Replayed, seq: int, at: dt.datetime, event: VisitCalled) -> None:
    """Make the choice again, and compare."""
    if event.rule_version != VERSION:
        _differs(day, seq, at, f"called by version {event.rule_version} of the order, this is {VERSION}")
        return
    choice = next_visit(
        day.visits.values(),
        counter=event.counter,
        skills=None if event.skills is None else frozenset(event.skills),
        now=event.at,
        order=CallOrder(**event.parameters),
    )
    called = (event.number, event.rule, event.score)
    if choice is None:
        _differs(day, seq, at, f"{event.number} was called to {event.counter}, by the order nobody is next")
        return
    by_order = (choice.visit.number, choice.reason.rule, choice.reason.score)
    if called != by_order:
        words = "{} ({}, score {}) was called to {}, by the order {} ({}, score {}) is next"
        _differs(day, seq, at, words.format(*called, event.counter, *by_order))


def _differs(day: Replayed, seq: int, at: dt.datetime, words: str) -> None:
    day.differences.append(Difference(seq=seq, at=at, words=words))

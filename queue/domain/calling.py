# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is next for this counter, and why.

The order is published (docs/call-order.md) and every call stores its reason, so that a stored
day can be played again. `score = credit + rate × seconds since ref`; the highest score is next.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass

from aufruf.domain.visit import Visit, VisitState
from aufruf.domain.words import words

VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOrder:
    """An office's own numbers. Credits in minutes, rates in seconds of score per second."""

    walk_in_credit: int = 0
    walk_in_rate: int = 1
    appointment_credit: int = 60
    appointment_rate: int = 3
    priority_credit: int = 120
    priority_rate: int = 5
    early_minutes: int = 5  # an appointment is due this long before its time
    grace_minutes: int = 10  # later than this, an appointment counts as a walk-in

    def parameters(self) -> Mapping[str, int]:
        """The numbers by name, to be stored with each call."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why somebody was called: transferred, priority, appointment, walk_in, early or by_number."""

    rule: str
    score: int | None
    waited_minutes: int

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The reason in words: German, if they are not translated."""
        return translate(WORDS[self.rule]) % {"minutes": self.waited_minutes}


WORDS = {
    "transferred": words("An diesen Schalter weitergeleitet"),
    "priority": words("Vorrang, wartet seit %(minutes)s Min."),
    "appointment": words("Termin, wartet seit %(minutes)s Min."),
    "walk_in": words("Ohne Termin, wartet seit %(minutes)s Min."),
    "early": words("Termin später, sonst wartet niemand"),
    "by_number": words("Mit der Nummer gerufen"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The visit to call, with its reason."""

    visit: Visit
    reason: Reason


def next_visit(
    visits: Iterable[Visit],
    *,
    counter: str,
    skills: AbstractSet[str] | None,
    now: dt.datetime,
    order: CallOrder,
) -> Choice | None:
    """Whom this counter calls next, or None when nobody may be called to it.

    `skills` are those of the staff at the counter; None means all.
    """
    candidates = [v for v in visits if may_be_called(v, counter=counter, skills=skills, now=now)]
    if not candidates:
        return None
    visit = min(candidates, key=lambda v: rank(v, counter=counter, now=now, order=order))
    return Choice(visit=visit, reason=reason_for(visit, counter=counter, now=now, order=order))


def in_order(visits: Iterable[Visit], *, now: dt.datetime, order: CallOrder) -> list[Visit]:
    """Everybody who waits, in the order in which a counter with all skills would call them.

    Those who asked for a moment come last, for as long as it lasts.
    """
    waiting = (visit for visit in visits if visit.state is VisitState.WAITING)
    return sorted(
        waiting, key=lambda v: (is_delayed(v, now=now), *rank(v, counter=None, now=now, order=order))
    )


def ahead_of(
    visit: Visit,
    visits: Iterable[Visit],
    *,
    now: dt.datetime,
    order: CallOrder,
    at_terminals: AbstractSet[str] = frozenset(),
) -> int:
    """How many would be called before this visit; nobody, if it does not wait.

    Who goes to a terminal (services in `at_terminals`) stands in a line of their own.
    """
    if visit.state is not VisitState.WAITING:
        return 0
    to_counter = visit.service_ids.isdisjoint(at_terminals)
    others = [
        each
        for each in visits
        if each.id != visit.id and each.service_ids.isdisjoint(at_terminals) == to_counter
    ]
    return [each.id for each in in_order([*others, visit], now=now, order=order)].index(visit.id)


def is_delayed(visit: Visit, *, now: dt.datetime) -> bool:
    """Whether somebody has asked for a moment, and it is not over."""
    return visit.not_before is not None and visit.not_before > now


def may_be_called(visit: Visit, *, counter: str, skills: AbstractSet[str] | None, now: dt.datetime) -> bool:
    """Whether a visit is a candidate for this counter."""
    return (
        visit.state is VisitState.WAITING
        and not is_delayed(visit, now=now)
        and visit.for_counter in (None, counter)
        and (skills is None or visit.service_ids <= skills)
    )


def score(visit: Visit, *, now: dt.datetime, order: CallOrder) -> tuple[int, str] | None:
    """The score in seconds and the rule that gives it; None for an appointment that is not due yet.

    Several kinds apply: the highest score.
    """
    scores = []
    if visit.priority:
        scores.append(
            (order.priority_credit * 60 + order.priority_rate * _seconds(visit.arrived_at, now), "priority")
        )
    due = due_at(visit, order=order)
    if due is None:
        waited = _seconds(visit.arrived_at, now)
        scores.append((order.walk_in_credit * 60 + order.walk_in_rate * waited, "walk_in"))
    elif due <= now:
        waited = _seconds(due, now)
        scores.append((order.appointment_credit * 60 + order.appointment_rate * waited, "appointment"))
    return max(scores, default=None)


def due_at(visit: Visit, *, order: CallOrder) -> dt.datetime | None:
    """Since when an appointment counts as due; None for whoever counts as a walk-in."""
    if visit.booked_at is None or visit.arrived_at > visit.booked_at + _minutes(order.grace_minutes):
        return None
    due = visit.booked_at - _minutes(order.early_minutes)
    return due if visit.arrived_at > visit.booked_at else max(due, visit.arrived_at)


def rank(visit: Visit, *, counter: str | None, now: dt.datetime, order: CallOrder) -> tuple[object, ...]:
    """A sort key: transferred here, then by score, then early appointments by their time.

    Ties: earlier arrival, then smaller number.
    """
    scored = score(visit, now=now, order=order)
    here = visit.for_counter is not None and visit.for_counter == counter
    return (
        not here,
        scored is None,
        -scored[0] if scored else 0,
        visit.booked_at if scored is None and visit.booked_at else visit.arrived_at,
        visit.arrived_at,
        visit.group,
        visit.ordinal,
    )


def reason_for(visit: Visit, *, counter: str, now: dt.datetime, order: CallOrder) -> Reason:
    """Why this visit is called to this counter now."""
    scored = score(visit, now=now, order=order)
    rule = scored[1] if scored else "early"
    if visit.for_counter == counter:
        rule = "transferred"
    waited = max(0, _seconds(visit.arrived_at, now)) // 60
    return Reason(rule=rule, score=scored[0] if scored else None, waited_minutes=waited)


def _seconds(since: dt.datetime, now: dt.datetime) -> int:
    return int((now - since).total_seconds() // 1)


def _minutes(count: int) -> dt.timedelta:
    return dt.timedelta(minutes=count)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The solver's answer as a plan for people: wall times again, and what is expected of it beside today's."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import isfinite

from aufruf.domain.day_plan import (
    DayPlan,
    Kept,
    Obstacle,
    PlannedPerson,
    PlannedShift,
    foundation_of,
    planned_shifts,
)
from aufruf.planning.plans.balance import Clash, Duty, Effect, Proposal
from aufruf.planning.plans.balancing import Reply
from aufruf.planning.plans.staffing_rules import SHORTEST_PIECE
from aufruf.reads.plan_problem import DayProblem, Row

NOTHING_FOUND = "nothing_found"  # no rule of the day: the search came to no end


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is expected of one plan for a day.

    `waiting_minutes` is the work that waits, in person-minutes, summed over the quarter hours: it compares
    plans, and is no wait that anybody has. `wait` and its range (80 % of days) are minutes for a person, and
    None where the day could not be played forward. Appointments: how many there are, how many can be served.
    """

    waiting_minutes: float | None  # None: not reckoned, for there is no plan
    uncovered_minutes: float | None
    paid_minutes: int
    longest_stretch: int  # minutes at work without a break of a quarter of an hour
    appointments: int = 0
    served: int = 0
    wait: float | None = None
    wait_low: float | None = None
    wait_high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Today's plan and the proposed one. `gain` is by how many minutes people wait less, with its range."""

    before: Expected
    after: Expected | None = None  # None: there is no plan
    gain: float | None = None
    gain_low: float | None = None
    gain_high: float | None = None


def plan_of(day: DayProblem, reply: Reply) -> DayPlan:
    """What is proposed for a day, or why nothing is."""
    proposal = reply.proposal
    return DayPlan(
        date=day.date,
        movable=day.movable,
        foundation=foundation_of(day.office, day.date),
        people=tuple(_people(day, proposal)),
        history_days=day.history_days,
        obstacles=_why_not(day, reply),
        unmet=_obstacles(day, proposal.unmet) if proposal else (),
        out_of_time=proposal.out_of_time if proposal else False,
        gap=round(proposal.gap, 4) if proposal else 0.0,
    )


def compared(day: DayProblem, reply: Reply) -> Compared:
    """What is expected of today's plan and of the proposed one, as far as it is known."""
    proposal = reply.proposal
    until_now = [person.duty for person in day.problem.people]
    if proposal is None:
        return Compared(before=_expected(None, until_now))
    before = _expected(proposal.before, until_now)
    after = _expected(proposal.effect, proposal.duties)
    waits = reply.waits
    if waits is None:
        return Compared(before=before, after=after)
    return Compared(
        before=_with_wait(before, waits.before),
        after=_with_wait(after, waits.after),
        gain=waits.gain[0],
        gain_low=waits.gain[1],
        gain_high=waits.gain[2],
    )


def _with_wait(expected: Expected, wait: tuple[float, float, float]) -> Expected:
    return replace(expected, wait=wait[0], wait_low=wait[1], wait_high=wait[2])


def longest_stretch(duty: Duty) -> int:
    """Minutes that somebody works in one piece at most: a shorter pause is no break."""
    longest, since = 0, duty.begin
    for pause in sorted(duty.breaks):
        if pause.minutes >= SHORTEST_PIECE:
            longest, since = max(longest, pause.begin - since), pause.end
    return max(longest, duty.end - since)


def _expected(effect: Effect | None, duties: Sequence[Duty | None]) -> Expected:
    there = [duty for duty in duties if duty is not None]
    return Expected(
        waiting_minutes=_finite(effect.backlog) if effect else None,
        uncovered_minutes=_finite(effect.uncovered) if effect else None,
        paid_minutes=sum(duty.paid for duty in there),
        longest_stretch=max((longest_stretch(duty) for duty in there), default=0),
    )


def _finite(value: float) -> float | None:
    return round(value, 1) if isfinite(value) else None


def _people(day: DayProblem, proposal: Proposal | None) -> Iterable[PlannedPerson]:
    duties = proposal.duties if proposal else tuple(person.duty for person in day.problem.people)
    given: Mapping[str, list[tuple[Row, Duty | None, Duty | None]]] = {
        staff: [(row, old.duty, duty) for row, old, duty in rows]
        for staff, rows in groupby(
            zip(day.rows, day.problem.people, duties, strict=True), key=lambda each: each[0].staff
        )
    }
    for member in day.office.staff:
        before = planned_shifts(day.office, member.id, day.date)
        rows = given.get(member.id, [])
        kept = next((row.kept for row, _, _ in rows if row.kept is not None), None)
        after = before
        for row, old, duty in rows:
            if row.shift is not None and duty != old:
                after = () if duty is None else (_shift(day, row.shift, duty),)
        if not before and kept is None:
            kept = Kept.AWAY
        yield PlannedPerson(staff=member.id, before=before, after=after, kept=kept)


def _shift(day: DayProblem, until_now: PlannedShift, duty: Duty) -> PlannedShift:
    return replace(
        until_now,
        local_from=day.local_time(duty.begin),
        local_to=day.local_time(duty.end),
        breaks=tuple(
            (day.local_time(pause.begin), day.local_time(pause.end)) for pause in sorted(duty.breaks)
        ),
    )


def _why_not(day: DayProblem, reply: Reply) -> tuple[Obstacle, ...]:
    if reply.proposal is not None:
        return ()
    if reply.impossible is None:
        return (Obstacle(rule=NOTHING_FOUND),)
    return _obstacles(day, reply.impossible.clashes)


def _obstacles(day: DayProblem, clashes: Iterable[Clash]) -> tuple[Obstacle, ...]:
    return tuple(_obstacle(day, clash) for clash in clashes)


def _obstacle(day: DayProblem, clash: Clash) -> Obstacle:
    begin: dt.time | None = None
    end: dt.time | None = None
    if clash.span is not None:
        begin, end = day.local_time(clash.span.begin), day.local_time(clash.span.end)
    return Obstacle(
        rule=clash.rule.value,
        local_from=begin,
        local_to=end,
        services=day.classes[clash.of_class] if clash.of_class is not None else (),
        staff=day.rows[clash.person].staff if clash.person is not None else None,
        wanted=clash.facts.get("wanted"),
        there=clash.facts.get("there"),
    )

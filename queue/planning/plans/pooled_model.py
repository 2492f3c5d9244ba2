# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day as a mixed integer program: everybody takes one of their duties, work flows to whoever may do it.

Work of a class that nobody does in its quarter hour waits for the next one (backlog). Staff are pooled:
people who may do the same share one flow, which is exact. What the plan minimises is the backlog over the
day and what is missing of the wanted staff: a little of that is cheap, more is dear, booked work is dearest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aufruf.planning.plans.balance import PERIOD, Duty, Person, Problem, Span
from aufruf.planning.plans.choices import Choice
from aufruf.planning.plans.linear_program import Program

Table = npt.NDArray[np.float64]

#: What is missing of the wanted staff: up to which share of it one person-minute costs how much.
TIERS = ((0.15, 0.3), (0.15, 1.0))
MISSING = 3.0
BOOKED_MISSING = 6.0  # where even the booked work is not covered
SLOWEST = 0.1  # a pace below this is taken for a mistake
UNCOVERED_CLASS = 500.0  # for each quarter hour in which nobody is there who may serve a class


@dataclass(frozen=True, slots=True)
class Demand:
    """The work to come, from the first period that still counts."""

    first: int  # period
    share: float  # of the first period that is still to come
    booked: Table  # [class, period]
    work: Table  # [class, period], booked and walk-ins
    wanted: Table  # [class, period], work and safety
    backlog: Table  # [class]


@dataclass(frozen=True, slots=True)
class Model:
    """The program, and where in it is what."""

    program: Program
    picks: tuple[tuple[int, ...], ...]  # [person][choice]: the column that is 1 if it is taken
    backlog: tuple[int, ...]
    missing: tuple[int, ...]


def demand_of(problem: Problem, *, now: int = 0, backlog: Sequence[float] | None = None) -> Demand:
    """The load of each quarter hour, and how much staff is wanted for it."""
    classes = len(problem.booked)
    booked = np.array(problem.booked, dtype=float).reshape(classes, problem.periods)
    work = booked + np.array(problem.walk_ins, dtype=float).reshape(classes, problem.periods)
    first = min(max(now // PERIOD, 0), problem.periods)
    share = 1.0 - (now - first * PERIOD) / PERIOD if first < problem.periods else 1.0
    booked[:, :first] = work[:, :first] = 0.0
    if first < problem.periods:
        booked[:, first] *= share
        work[:, first] *= share
    # The safety is that of all together, for staff help each other out; each class has its share of it.
    load = work.sum(axis=0)
    safety = problem.safety * np.sqrt(load / PERIOD) * PERIOD
    wanted = work + safety * work / np.maximum(load, 1e-9)
    waiting = np.array(problem.backlog if backlog is None else backlog, dtype=float)
    if not len(waiting):
        waiting = np.zeros(classes)
    return Demand(first=first, share=share, booked=booked, work=work, wanted=wanted, backlog=waiting)


def presence(duty: Duty | None, periods: int, *, delay: int = 0, now: int = 0) -> Table:
    """The share of each quarter hour in which somebody works; breaks from `now` on begin late by `delay`."""
    there = np.zeros(periods)
    if duty is None:
        return there
    _add(there, Span(duty.begin, duty.end), 1.0)
    for pause in duty.breaks:
        late = delay if pause.begin >= now else 0
        _add(there, Span(pause.begin + late, min(pause.end + late, duty.end)), -1.0)
    return np.clip(there, 0.0, 1.0)


def presence_in(choice: Choice, periods: int, *, delay: int = 0, now: int = 0) -> Table:
    """The presence of a choice: the mean of all duties that it stands for."""
    duties = choice.instead or (choice.duty,)
    total = np.zeros(periods)
    for duty in duties:
        total += presence(duty, periods, delay=delay, now=now)
    return total / len(duties)


def _add(table: Table, span: Span, sign: float) -> None:
    edges = np.arange(len(table)) * PERIOD
    common = np.minimum(edges + PERIOD, span.end) - np.maximum(edges, span.begin)
    table += sign * np.maximum(common, 0) / PERIOD


def model_of(
    problem: Problem,
    choices: Sequence[Sequence[Choice]],
    demand: Demand,
    *,
    now: int = 0,
    limits: bool = True,
) -> Model:
    """The program. Without `limits` it only says what is expected of the duties."""
    program = Program()
    picks = tuple(
        tuple(program.add_column(cost=choice.cost, most=1.0, whole=len(own) > 1) for choice in own)
        for own in choices
    )
    for own in picks:
        program.add_row([(pick, 1.0) for pick in own], least=1.0, most=1.0)
    there = [[presence_in(choice, problem.periods) for choice in own] for own in choices]
    served_by = _add_flows(program, problem, choices, picks, demand, now=now)
    backlog, missing = _add_work(program, demand, served_by)
    if limits:
        _add_counters(program, problem, picks, there, first=demand.first)
        _add_paid(program, problem, choices, picks)
        _add_coverage(program, problem, picks, there, first=demand.first)
    return Model(program=program, picks=picks, backlog=backlog, missing=missing)


_Flows = dict[tuple[int, int], list[int]]  # (class, period) → the columns of work done there


def _add_flows(
    program: Program,
    problem: Problem,
    choices: Sequence[Sequence[Choice]],
    picks: Sequence[Sequence[int]],
    demand: Demand,
    *,
    now: int,
) -> _Flows:
    """Who is there can do so much work, split as one likes among what they may do."""
    wanted = [k for k in range(len(demand.work)) if demand.work[k].any() or demand.backlog[k] > 0]
    pools: dict[frozenset[int], list[int]] = {}
    for index, person in enumerate(problem.people):
        useful = person.serves & frozenset(wanted)
        if useful:
            pools.setdefault(useful, []).append(index)
    served_by: _Flows = {}
    for classes, members in pools.items():
        able: list[list[tuple[int, float]]] = [[] for _ in range(problem.periods)]
        for index in members:
            for pick, choice in zip(picks[index], choices[index], strict=True):
                for period, work in _work_done(problem, problem.people[index], choice, demand, now=now):
                    able[period].append((pick, -work))
        for period, terms in enumerate(able):
            if terms:
                flows = [(k, program.add_column()) for k in sorted(classes)]
                program.add_row([*((flow, 1.0) for _, flow in flows), *terms], most=0.0)
                for k, flow in flows:
                    served_by.setdefault((k, period), []).append(flow)
    return served_by


def _work_done(
    problem: Problem, person: Person, choice: Choice, demand: Demand, *, now: int
) -> list[tuple[int, float]]:
    """How much somebody gets done in each period that still counts, in person-minutes at usual speed."""
    share = presence_in(choice, problem.periods, delay=problem.breaks.expected_delay, now=now)
    share[: demand.first] = 0.0
    share[demand.first : demand.first + 1] *= demand.share
    pace = max(person.pace, SLOWEST)
    return [(int(period), PERIOD / pace * float(share[period])) for period in np.nonzero(share)[0]]


def _add_work(program: Program, demand: Demand, served_by: _Flows) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What nobody does waits; what is missing of the wanted staff costs."""
    backlog, missing = [], []
    for k in range(len(demand.work)):
        before: list[tuple[int, float]] = []
        waiting = float(demand.backlog[k])
        if not demand.work[k].any() and not waiting:
            continue
        for period in range(demand.first, demand.work.shape[1]):
            done = [(flow, 1.0) for flow in served_by.get((k, period), ())]
            left = program.add_column(cost=1.0)
            program.add_row([(left, 1.0), *before, *done], least=float(demand.work[k, period]) + waiting)
            before, waiting = [(left, -1.0)], 0.0
            backlog.append(left)
            wanted = float(demand.wanted[k, period])
            if wanted > 0:
                short = _shortfall(program, wanted, float(demand.booked[k, period]))
                program.add_row([*((column, 1.0) for column in short), *done], least=wanted)
                missing.extend(short)
    return tuple(backlog), tuple(missing)


def _shortfall(program: Program, wanted: float, booked: float) -> list[int]:
    """Columns that say how much is missing; each dearer than the one before, so they fill in this order."""
    columns = [program.add_column(cost=cost, most=share * wanted) for share, cost in TIERS]
    room = max(0.0, wanted - booked - sum(share for share, _ in TIERS) * wanted)
    columns.append(program.add_column(cost=MISSING, most=room))
    columns.append(program.add_column(cost=BOOKED_MISSING))
    return columns


def _add_counters(
    program: Program,
    problem: Problem,
    picks: Sequence[Sequence[int]],
    there: Sequence[Sequence[Table]],
    *,
    first: int,
) -> None:
    """No more people at work than counters: only where that could happen at all."""
    if problem.counters is None:
        return
    most = sum((np.max(own, axis=0) for own in there if own), np.zeros(problem.periods))
    for period in range(first, problem.periods):
        counters = problem.counters[period]
        if most[period] > counters:
            present = [
                (pick, float(share[period]))
                for own, shares in zip(picks, there, strict=True)
                for pick, share in zip(own, shares, strict=True)
                if share[period] > 0
            ]
            program.add_row(present, most=float(counters))


def _add_paid(
    program: Program, problem: Problem, choices: Sequence[Sequence[Choice]], picks: Sequence[Sequence[int]]
) -> None:
    """No more paid time than the day may have."""
    if problem.paid_at_most is None:
        return
    paid = [
        (pick, float(choice.duty.paid))
        for own, columns in zip(choices, picks, strict=True)
        for pick, choice in zip(columns, own, strict=True)
        if choice.duty is not None
    ]
    program.add_row(paid, most=float(problem.paid_at_most))


def _add_coverage(
    program: Program,
    problem: Problem,
    picks: Sequence[Sequence[int]],
    there: Sequence[Sequence[Table]],
    *,
    first: int,
) -> None:
    """Somebody who may serve each class is there while the office is open, or it costs."""
    teams = {
        tuple(index for index, person in enumerate(problem.people) if k in person.serves)
        for k in range(len(problem.booked))
    }
    for team in sorted(teams):
        if not team:
            continue
        least = sum(np.min(there[index], axis=0) for index in team)
        most = sum(np.max(there[index], axis=0) for index in team)
        for period in open_periods(problem):
            if period < first or least[period] >= 1 or most[period] < 1:
                continue
            gap = program.add_column(cost=UNCOVERED_CLASS, most=1.0)
            present = [
                (pick, float(share[period]))
                for index in team
                for pick, share in zip(picks[index], there[index], strict=True)
                if share[period] > 0
            ]
            program.add_row([*present, (gap, 1.0)], least=1.0)


def open_periods(problem: Problem) -> list[int]:
    """The quarter hours that lie wholly within the opening hours."""
    return [
        period
        for period in range(problem.periods)
        if any(
            span.begin <= period * PERIOD and (period + 1) * PERIOD <= span.end for span in problem.opening
        )
    ]

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a day has no plan, and what a plan could not meet."""

from collections.abc import Iterable, Sequence

import numpy as np

from aufruf.planning.plans.balance import PERIOD, Clash, Duty, Problem, Rule, Span
from aufruf.planning.plans.choices import Choice
from aufruf.planning.plans.linear_program import Program
from aufruf.planning.plans.pooled_model import Table, demand_of, open_periods, presence


def clashes_of(
    problem: Problem, choices: Sequence[Sequence[Choice]], *, first: int = 0, seconds: float
) -> tuple[Clash, ...]:
    """The rules that keep a day from having a plan: those that have to be bent least for one.

    Counters and paid time may be exceeded for a price; what the cheapest plan exceeds is what clashes.
    """
    program = Program()
    picks = [[program.add_column(most=1.0, whole=len(own) > 1) for _ in own] for own in choices]
    for own in picks:
        program.add_row([(pick, 1.0) for pick in own], least=1.0, most=1.0)
    each = [
        (pick, choice.duty)
        for own, columns in zip(choices, picks, strict=True)
        for pick, choice in zip(columns, own, strict=True)
        if choice.duty is not None
    ]
    if problem.counters is not None:
        there = [(pick, presence(duty, problem.periods)) for pick, duty in each]
        for period in range(first, problem.periods):
            too_many = program.add_column(cost=PERIOD)
            at_work = [(pick, float(share[period])) for pick, share in there if share[period] > 0]
            program.add_row([*at_work, (too_many, -1.0)], most=float(problem.counters[period]))
    if problem.paid_at_most is not None:
        too_much = program.add_column(cost=1.0)
        paid = [(pick, float(duty.paid)) for pick, duty in each]
        program.add_row([*paid, (too_much, -1.0)], most=float(problem.paid_at_most))
    values = program.solve(seconds=seconds).values
    if not values:
        return ()
    return exceeded(problem, [duty for pick, duty in each if round(values[pick])], first=first)


def exceeded(problem: Problem, duties: Sequence[Duty | None], *, first: int = 0) -> tuple[Clash, ...]:
    """Where these duties need more counters, or more paid time, than there is."""
    found = []
    if problem.counters is not None:
        there = _present(problem, duties)
        limits = np.array(problem.counters, dtype=float)
        over = [period for period in range(first, problem.periods) if there[period] > limits[period] + 1e-6]
        for span in _spans(over):
            part = slice(span.begin // PERIOD, span.end // PERIOD)
            worst = int(np.argmax(there[part] - limits[part])) + span.begin // PERIOD
            facts = {"wanted": int(np.ceil(there[worst] - 1e-6)), "there": int(limits[worst])}
            found.append(Clash(rule=Rule.COUNTERS, span=span, facts=facts))
    paid = sum(duty.paid for duty in duties if duty is not None)
    if problem.paid_at_most is not None and paid > problem.paid_at_most:
        found.append(Clash(rule=Rule.PAID_TIME, facts={"wanted": paid, "there": problem.paid_at_most}))
    return tuple(found)


def unmet_by(problem: Problem, duties: Sequence[Duty | None], *, first: int = 0) -> tuple[Clash, ...]:
    """Which classes of work nobody may serve at all, or for a while although the office is open."""
    demand = demand_of(problem)
    opened = [period for period in open_periods(problem) if period >= first]
    found = []
    for k in range(len(problem.booked)):
        able = [index for index, person in enumerate(problem.people) if k in person.serves]
        if not able:
            if demand.work[k].any() or demand.backlog[k] > 0:
                found.append(Clash(rule=Rule.NOBODY_MAY_SERVE, of_class=k))
            continue
        there = _present(problem, [duties[index] for index in able])
        found += [
            Clash(rule=Rule.CLASS_UNCOVERED, of_class=k, span=span)
            for span in _spans(period for period in opened if there[period] < 1 - 1e-6)
        ]
    return tuple(found)


def _present(problem: Problem, duties: Sequence[Duty | None]) -> Table:
    there = np.zeros(problem.periods)
    for duty in duties:
        there += presence(duty, problem.periods)
    return there


def _spans(periods: Iterable[int]) -> list[Span]:
    """Quarter hours that follow each other, put together."""
    spans: list[Span] = []
    for period in periods:
        begin, end = period * PERIOD, (period + 1) * PERIOD
        if spans and spans[-1].end == begin:
            spans[-1] = Span(spans[-1].begin, end)
        else:
            spans.append(Span(begin, end))
    return spans

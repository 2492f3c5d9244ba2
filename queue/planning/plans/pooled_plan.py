# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find a day's plan with HiGHS. Import it only in a worker, a command, a test or a benchmark: it is heavy."""

import time
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from aufruf.planning.plans.balance import (
    Answer,
    Duty,
    Effect,
    Freedom,
    Impossible,
    Moment,
    NothingFound,
    Problem,
    Proposal,
)
from aufruf.planning.plans.choices import Choice, Choices, choices_of, closest, other_breaks
from aufruf.planning.plans.clashes import clashes_of, unmet_by
from aufruf.planning.plans.linear_program import Ending
from aufruf.planning.plans.pooled_model import Demand, demand_of, model_of

SECONDS_FOR_BREAKS = 10.0
SECONDS_FOR_SHIFTS = 15.0
#: A plan that costs at most this share more than the best one is good enough.
GOOD_ENOUGH = 0.005
#: So much of the time goes to the shifts; the rest is kept for placing their breaks.
SHARE_FOR_SHIFTS = 0.6
SECONDS_FOR_EFFECT = 30.0
#: The search may have this share of the time; the rest is for writing the question and judging the answer.
SHARE_FOR_SEARCH = 0.85


def propose(problem: Problem, *, seconds: float | None = None) -> Answer:
    """The best shifts and breaks for a day, as far as they may be changed.

    Without `seconds` it takes 10 at most where only breaks may move, and 15 where shifts may. Shifts are
    sought first, with their breaks left open, then the breaks of those found. That is much quicker than both
    at once; only where no plan comes of it, both are sought at once.
    """
    with_shifts = any(person.freedom is Freedom.SHIFT for person in problem.people)
    if not with_shifts:
        given = SECONDS_FOR_BREAKS if seconds is None else seconds
        return _search(problem, choices_of(problem), seconds=given)
    given = SECONDS_FOR_SHIFTS if seconds is None else seconds
    began = time.monotonic()
    shifts = _search(problem, choices_of(problem, breaks_later=True), seconds=given * SHARE_FOR_SHIFTS)
    known = None
    if isinstance(shifts, Proposal):
        known = shifts.duties
        left = given - (time.monotonic() - began)
        plan = _search(problem, other_breaks(problem, known), seconds=left, known=known)
        if isinstance(plan, Proposal):
            # How far from the best is known of the shifts only.
            return replace(
                plan, gap=shifts.gap, out_of_time=shifts.out_of_time, seconds=time.monotonic() - began
            )
    left = given - (time.monotonic() - began)
    return _search(problem, choices_of(problem), seconds=left, known=known)


def replan(problem: Problem, moment: Moment, *, seconds: float = SECONDS_FOR_BREAKS) -> Answer:
    """The best breaks for the rest of a day that has begun."""
    return _search(problem, choices_of(problem, moment), seconds=seconds, moment=moment)


def effect_of(problem: Problem, duties: Sequence[Duty | None], *, moment: Moment | None = None) -> Effect:
    """What is expected if these duties are kept, whatever rules they break."""
    choices = [[Choice(duty)] for duty in duties]
    model = model_of(problem, choices, _demand(problem, moment), now=_now(moment), limits=False)
    solution = model.program.solve(seconds=SECONDS_FOR_EFFECT)
    return Effect(
        backlog=sum(solution.values[column] for column in model.backlog) if solution.values else inf,
        uncovered=sum(solution.values[column] for column in model.missing) if solution.values else inf,
        paid=sum(duty.paid for duty in duties if duty is not None),
        cost=solution.cost if solution.values else inf,
    )


def _search(
    problem: Problem,
    found: Choices,
    *,
    seconds: float,
    moment: Moment | None = None,
    known: Sequence[Duty | None] | None = None,
) -> Answer:
    """The best of these choices, beginning with a plan that is known: the one until now, if no other is."""
    began = time.monotonic()
    if found.clashes:
        return Impossible(clashes=tuple(found.clashes))
    demand = _demand(problem, moment)
    model = model_of(problem, found.of, demand, now=_now(moment))
    before = [person.duty for person in problem.people]
    start = {
        pick: float(index == kept)
        for own, kept in zip(model.picks, closest(found.of, known or before), strict=True)
        for index, pick in enumerate(own)
    }
    left = seconds * SHARE_FOR_SEARCH - (time.monotonic() - began)
    solution = model.program.solve(seconds=left, gap=GOOD_ENOUGH, begin_with=start)
    if solution.ending is Ending.NO_SOLUTION:
        clashes = clashes_of(problem, found.of, first=demand.first, seconds=seconds)
        if clashes:
            return Impossible(clashes=clashes)
    if not solution.values:
        return NothingFound(seconds=time.monotonic() - began)
    duties = tuple(
        max(zip(picks, own, strict=True), key=lambda pair: solution.values[pair[0]])[1].duty
        for picks, own in zip(model.picks, found.of, strict=True)
    )
    return Proposal(
        duties=duties,
        effect=effect_of(problem, duties, moment=moment),
        before=effect_of(problem, before, moment=moment),
        gap=solution.gap,
        out_of_time=solution.ending is Ending.OUT_OF_TIME,
        seconds=time.monotonic() - began,
        unmet=(*found.unmet, *unmet_by(problem, duties, first=demand.first)),
    )


def _demand(problem: Problem, moment: Moment | None) -> Demand:
    if moment is None:
        return demand_of(problem)
    return demand_of(problem, now=moment.now, backlog=moment.backlog)


def _now(moment: Moment | None) -> int:
    return 0 if moment is None else moment.now

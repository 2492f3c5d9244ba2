# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rest of a day planned anew: what was announced stays, unless moving it is worth it and told in time."""

from dataclasses import replace

import pytest

from aufruf.planning.plans.balance import (
    Duty,
    Freedom,
    Moment,
    Person,
    Problem,
    Proposal,
    Rule,
    ShiftRules,
    Span,
)
from aufruf.planning.plans.pooled_plan import effect_of, replan
from aufruf.planning.plans.staffing_rules import breaches

CALM, RUSH = 2.0, 15.0
CALMNESS = Span(0, 0)


def office(*breaks: Span, rush: Span = CALMNESS) -> Problem:
    """One class of work, and one person for each of these breaks. In the rush all of them are needed."""
    people = tuple(
        Person(id=str(n), serves=frozenset({0}), duty=Duty(0, 510, (pause,)))
        for n, pause in enumerate(breaks)
    )
    load = tuple(
        len(breaks) * (RUSH if rush.begin <= 15 * t < rush.end else CALM) if t < 34 else 0.0
        for t in range(40)
    )
    return Problem(
        periods=40,
        people=people,
        booked=((0.0,) * 40,),
        walk_ins=(load,),
        opening=(Span(0, 600),),
        shifts=ShiftRules(),
    )


def after(problem: Problem, moment: Moment) -> tuple[Duty | None, ...]:
    answer = replan(problem, moment)
    assert isinstance(answer, Proposal), answer
    return answer.duties


def at(now: int, *, backlog: float = 0.0, moving_cost: float = 60.0) -> Moment:
    return Moment(now=now, backlog=(backlog,), moving_cost=moving_cost)


def test_an_announced_break_is_moved_out_of_a_rush() -> None:
    problem = office(Span(240, 270), Span(240, 270), rush=Span(225, 270))
    moved = after(problem, at(200))
    assert all(duty is not None and duty.breaks[0].begin >= 255 for duty in moved)
    assert all(duty is not None and breaches(Span(0, 510), duty.breaks) == () for duty in moved)


def test_it_stays_if_moving_it_gains_little() -> None:
    problem = office(Span(240, 270), Span(285, 315), rush=Span(255, 270))
    assert after(problem, at(150, moving_cost=100_000.0)) == tuple(each.duty for each in problem.people)
    assert after(problem, at(150, moving_cost=0.0)) != tuple(each.duty for each in problem.people)


@pytest.mark.parametrize("now", [211, 225, 239, 240, 250, 300])
def test_a_break_that_has_begun_or_begins_within_the_notice_stays(now: int) -> None:
    problem = office(Span(240, 270), Span(240, 270), rush=Span(225, 300))
    assert after(problem, at(now, moving_cost=0.0)) == tuple(each.duty for each in problem.people)


@pytest.mark.parametrize("now", [130, 165, 200, 210])
def test_no_break_is_moved_to_before_the_notice_is_over(now: int) -> None:
    problem = office(Span(240, 270), Span(240, 270), rush=Span(225, 420))
    for duty in after(problem, at(now, moving_cost=0.0)):
        assert duty is not None
        assert duty.breaks[0].begin >= now + 30


def test_a_taken_break_counts_and_the_second_one_moves_alone() -> None:
    duty = Duty(0, 510, (Span(150, 165), Span(300, 315)))
    problem = office(Span(240, 270), rush=Span(285, 345))
    problem = replace(problem, people=(replace(problem.people[0], duty=duty),))
    (moved,) = after(problem, at(200, moving_cost=0.0))
    assert moved is not None
    assert moved.breaks[0] == Span(150, 165)
    assert not 285 <= moved.breaks[1].begin < 345
    assert breaches(Span(0, 510), moved.breaks) == ()


def test_what_waits_now_counts() -> None:
    # With much waiting at 09:00 the early break, that nobody would mind otherwise, comes later.
    problem = office(Span(195, 225), Span(300, 330))
    quiet, busy = at(150, moving_cost=30.0), at(150, backlog=400.0, moving_cost=30.0)
    assert after(problem, quiet) == tuple(each.duty for each in problem.people)
    first = after(problem, busy)[0]
    assert first is not None
    assert first.breaks[0].begin > 225


def test_only_the_rest_of_the_day_counts() -> None:
    problem = office(Span(240, 270), rush=Span(0, 120))
    duties = [each.duty for each in problem.people]
    whole = effect_of(problem, duties)
    rest = effect_of(problem, duties, moment=at(480))
    assert rest.cost < whole.cost
    assert effect_of(problem, duties, moment=at(600)).cost == 0


def test_half_a_quarter_hour_counts_half() -> None:
    problem = office(Span(240, 270))
    duties = [each.duty for each in problem.people]
    assert effect_of(problem, duties, moment=at(472, backlog=100.0)).backlog > (
        effect_of(problem, duties, moment=at(465, backlog=100.0)).backlog
    )


def test_somebody_without_a_lawful_break_left_is_said_and_the_others_are_planned() -> None:
    problem = office(Span(450, 480), Span(240, 270))
    answer = replan(problem, at(400))
    assert isinstance(answer, Proposal)
    assert [(clash.rule, clash.person) for clash in answer.unmet if clash.person is not None] == [
        (Rule.BREAKS_MISSING, 0)
    ]


def test_too_few_breaks_are_mended_while_there_is_time() -> None:
    problem = office(Span(240, 270))
    problem = replace(problem, people=(replace(problem.people[0], duty=Duty(0, 510)),))
    (duty,) = after(problem, at(150))
    assert duty is not None
    assert breaches(Span(0, 510), duty.breaks) == ()


def test_shifts_stay_even_of_those_who_could_have_another() -> None:
    problem = office(Span(240, 270), Span(270, 300), rush=Span(510, 600))
    free = tuple(replace(each, freedom=Freedom.SHIFT) for each in problem.people)
    for duty in after(replace(problem, people=free), at(100)):
        assert duty is not None
        assert (duty.begin, duty.end) == (0, 510)


@pytest.mark.parametrize("now", [-30, 0, 599, 600, 5000])
def test_any_moment_has_an_answer(now: int) -> None:
    assert isinstance(replan(office(Span(240, 270)), at(now)), Proposal)

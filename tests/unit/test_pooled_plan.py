# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day's plan: shifts and breaks where the work wants them, within every rule."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aufruf.planning.plans.balance import (
    Answer,
    Duty,
    Freedom,
    Impossible,
    NothingFound,
    Person,
    Problem,
    Proposal,
    Rule,
    ShiftRules,
    Span,
)
from aufruf.planning.plans.clashes import exceeded
from aufruf.planning.plans.pooled_plan import effect_of, propose
from aufruf.planning.plans.staffing_rules import breaches

DAY = 40  # periods: ten hours
ALL = frozenset({0})


def work(*busy: tuple[int, int, float], periods: int = DAY) -> tuple[float, ...]:
    """Work in each quarter hour: so much from this minute up to that one."""
    row = [0.0] * periods
    for begin, end, each in busy:
        row[begin // 15 : end // 15] = [each] * ((end - begin) // 15)
    return tuple(row)


def person(
    name: str = "a",
    *,
    duty: Duty | None = None,
    serves: frozenset[int] = ALL,
    freedom: Freedom = Freedom.BREAKS,
    late_cost: float = 0.0,
) -> Person:
    return Person(id=name, serves=serves, duty=duty, freedom=freedom, late_cost=late_cost)


def day(
    people: Sequence[Person],
    *walk_ins: tuple[float, ...],
    periods: int = DAY,
    counters: int | None = None,
    paid_at_most: int | None = None,
    shifts: ShiftRules | None = None,
    booked: tuple[tuple[float, ...], ...] | None = None,
    opening: tuple[Span, ...] | None = None,
) -> Problem:
    classes = walk_ins or (work(periods=periods),)
    return Problem(
        periods=periods,
        people=tuple(people),
        booked=booked or tuple(work(periods=periods) for _ in classes),
        walk_ins=classes,
        opening=(Span(0, 15 * periods),) if opening is None else opening,
        counters=None if counters is None else (counters,) * periods,
        paid_at_most=paid_at_most,
        shifts=shifts or ShiftRules(),
    )


def proposal(answer: Answer) -> Proposal:
    assert isinstance(answer, Proposal), answer
    return answer


def rules_of(answer: Answer) -> list[Rule]:
    assert isinstance(answer, Impossible), answer
    return [clash.rule for clash in answer.clashes]


LONG = Duty(0, 510, (Span(240, 270),))


def test_a_break_lies_where_there_is_nothing_to_do() -> None:
    # One person, work all day but for half an hour at minute 225 (a break begins ten minutes late).
    plan = proposal(propose(day([person(duty=LONG)], work((0, 225, 15), (270, 510, 15)))))
    assert plan.duties == (Duty(0, 510, (Span(225, 255),)),)
    assert plan.effect.backlog < plan.before.backlog


def test_two_people_are_not_away_at_the_same_time() -> None:
    plan = proposal(propose(day([person("a", duty=LONG), person("b", duty=LONG)], work((0, 510, 15)))))
    first, second = sorted(duty.breaks[0] for duty in plan.duties if duty is not None)
    assert first.end <= second.begin


def test_the_one_who_may_serve_it_is_there_for_it() -> None:
    # Class 1 has work from 180 to 300 only, and only b may do it; class 0 has none then.
    people = [person("a", duty=LONG), person("b", duty=LONG, serves=frozenset({0, 1}))]
    plan = proposal(propose(day(people, work((330, 510, 15)), work((180, 300, 15)))))
    assert plan.duties[1] is not None
    assert plan.duties[1].breaks[0].begin + 10 >= 300


def test_a_shift_goes_where_the_work_is() -> None:
    shifts = ShiftRules(allowed=(Span(0, 300), Span(300, 600)))
    early = person(duty=Duty(0, 300), freedom=Freedom.SHIFT)
    plan = proposal(propose(day([early], work((330, 570, 10)), shifts=shifts)))
    assert plan.duties == (Duty(300, 600),)


def test_shifts_can_be_made_from_lengths_within_somebody_s_time() -> None:
    shifts = ShiftRules(lengths=(240,), grid=30)
    guest = Person(
        id="a", serves=ALL, duty=None, freedom=Freedom.SHIFT, available=Span(75, 400), must_work=False
    )
    plan = proposal(propose(day([guest], work((60, 330, 10)), shifts=shifts)))
    assert plan.duties == (Duty(90, 330),)


def test_who_need_not_come_stays_at_home_when_paid_time_is_short() -> None:
    shifts = ShiftRules(allowed=(Span(0, 300),))
    people = [
        replace(person(name, freedom=Freedom.SHIFT), must_work=False, serves=frozenset(serves))
        for name, serves in (("a", {0}), ("b", {0, 1}))
    ]
    both = (work((0, 300, 5)), work((0, 300, 5)))
    plan = proposal(propose(day(people, *both, shifts=shifts, paid_at_most=300)))
    assert plan.duties == (None, Duty(0, 300))
    assert plan.effect.paid == 300


def test_a_late_shift_goes_to_whom_it_costs_least() -> None:
    shifts = ShiftRules(allowed=(Span(0, 300), Span(300, 600)), late_from=540)
    both = work((0, 300, 15), (300, 600, 15))
    for costs in ((0.0, 50.0), (50.0, 0.0)):
        people = [
            person(name, freedom=Freedom.SHIFT, late_cost=cost, duty=Duty(0, 300))
            for name, cost in zip("ab", costs, strict=True)
        ]
        plan = proposal(propose(day(people, both, shifts=shifts)))
        late = [duty is not None and duty.end == 600 for duty in plan.duties]
        assert late == [cost == 0 for cost in costs]


def test_nobody_s_duty_changes_for_nothing() -> None:
    later = Duty(0, 510, (Span(270, 300),))
    calm = replace(day([person("a", duty=LONG), person("b", duty=later)]), moving_cost=1.0)
    assert proposal(propose(calm)).duties == (LONG, later)


def test_who_is_slow_gets_less_done() -> None:
    quick = day([person(duty=Duty(0, 300))], work((0, 300, 15)))
    slow = replace(quick, people=(replace(quick.people[0], pace=1.5),))
    assert effect_of(quick, [Duty(0, 300)]).backlog == pytest.approx(0)
    # 5 of 15 minutes stay undone in each quarter hour: 5, 10, … 100 wait, then 100 in each of 20 more.
    assert effect_of(slow, [Duty(0, 300)]).backlog == pytest.approx(5 * 210 + 20 * 100)


def test_more_people_than_counters_is_said_with_the_hour_and_the_numbers() -> None:
    shifts = [Duty(0, 300), Duty(0, 300), Duty(60, 300)]
    answer = propose(day([person(str(n), duty=duty) for n, duty in enumerate(shifts)], counters=2))
    assert rules_of(answer) == [Rule.COUNTERS]
    assert isinstance(answer, Impossible)
    assert answer.clashes[0].span == Span(60, 300)
    assert answer.clashes[0].facts == {"wanted": 3, "there": 2}


def test_breaks_are_placed_so_that_the_counters_are_enough() -> None:
    # Two at one counter from 210 to 240: one of them has to be away.
    people = [person("a", duty=LONG), person("b", duty=Duty(210, 240))]
    plan = proposal(propose(day(people, work((0, 510, 5)), counters=1)))
    assert plan.duties[0] == Duty(0, 510, (Span(210, 240),))


def test_shifts_that_only_fit_with_their_breaks_are_found_all_the_same() -> None:
    # Whoever has the long shift must be away just when the other one needs the only counter.
    free = person("a", duty=None, freedom=Freedom.SHIFT)
    guest = person("b", duty=Duty(210, 240), freedom=Freedom.NOTHING)
    shifts = ShiftRules(allowed=(Span(0, 510),))
    plan = proposal(propose(day([free, guest], work((0, 510, 5)), counters=1, shifts=shifts)))
    assert plan.duties[0] == Duty(0, 510, (Span(210, 240),))


def test_shifts_whose_breaks_do_not_fit_are_given_up_for_others() -> None:
    # Both would work early. But four guests come for a moment each, and two breaks make room for two of them.
    guests = [
        person(str(at), duty=Duty(at, at + 4), freedom=Freedom.NOTHING, serves=frozenset())
        for at in (120, 180, 240, 300)
    ]
    free = [person(name, freedom=Freedom.SHIFT) for name in "ab"]
    shifts = ShiftRules(allowed=(Span(0, 390), Span(390, 600)))
    plan = proposal(propose(day([*free, *guests], work((0, 390, 25)), counters=2, shifts=shifts)))
    assert sorted(duty.end for duty in plan.duties[:2] if duty is not None) == [390, 600]
    assert exceeded(day([*free, *guests], counters=2), plan.duties) == ()


def test_too_much_paid_time_is_said_with_the_numbers() -> None:
    answer = propose(day([person(duty=LONG)], paid_at_most=400))
    assert rules_of(answer) == [Rule.PAID_TIME]
    assert isinstance(answer, Impossible)
    assert answer.clashes[0].facts == {"wanted": 480, "there": 400}


def test_too_much_paid_time_of_one_person_names_them() -> None:
    answer = propose(day([person(), replace(person("b", duty=LONG), paid_at_most=300)]))
    assert rules_of(answer) == [Rule.PAID_TIME]
    assert isinstance(answer, Impossible)
    assert (answer.clashes[0].person, answer.clashes[0].facts) == (1, {"wanted": 480, "there": 300})


def test_a_shift_too_long_for_any_break_is_said() -> None:
    assert rules_of(propose(day([person(duty=Duty(0, 1200))], periods=96))) == [Rule.BREAK_CANNOT_BE_PLACED]


def test_no_allowed_shift_fits_is_said() -> None:
    shifts = ShiftRules(allowed=(Span(0, 300),))
    late = replace(person(freedom=Freedom.SHIFT), available=Span(300, 600))
    assert rules_of(propose(day([late], shifts=shifts))) == [Rule.SHIFT_CANNOT_BE_PLACED]


@pytest.mark.parametrize("people", [[], [person()], [person(freedom=Freedom.NOTHING)]])
def test_nobody_works_is_said(people: list[Person]) -> None:
    assert rules_of(propose(day(people, work((0, 600, 5))))) == [Rule.NOBODY_WORKS]


def test_work_that_nobody_may_do_is_said_and_the_rest_is_planned() -> None:
    plan = proposal(propose(day([person(duty=LONG)], work((0, 510, 5)), work((0, 510, 5)))))
    assert [(clash.rule, clash.of_class) for clash in plan.unmet if clash.of_class] == [
        (Rule.NOBODY_MAY_SERVE, 1)
    ]


def test_hours_without_anybody_for_a_class_are_said() -> None:
    people = [person("a", duty=Duty(60, 360)), person("b", duty=Duty(0, 360), serves=frozenset({1}))]
    plan = proposal(propose(day(people, work((60, 300, 5)), work(), opening=(Span(0, 345),))))
    assert [(clash.rule, clash.of_class, clash.span) for clash in plan.unmet] == [
        (Rule.CLASS_UNCOVERED, 0, Span(0, 60))
    ]


def test_each_class_is_covered_while_the_office_is_open_if_that_can_be() -> None:
    shifts = ShiftRules(allowed=(Span(0, 300), Span(300, 600)))
    people = [person(name, freedom=Freedom.SHIFT, duty=Duty(0, 300)) for name in "ab"]
    plan = proposal(propose(day(people, work((0, 300, 20)), shifts=shifts)))
    assert plan.unmet == ()


def test_a_duty_that_may_not_be_changed_and_breaks_the_law_is_said() -> None:
    plan = proposal(propose(day([person(duty=Duty(0, 510), freedom=Freedom.NOTHING)])))
    assert plan.duties == (Duty(0, 510),)
    assert Rule.BREAKS_MISSING in {clash.rule for clash in plan.unmet}


def test_a_day_without_any_time_to_search_is_answered_honestly() -> None:
    answer = propose(busy_office(20), seconds=0.0)
    assert isinstance(answer, NothingFound) or (answer.__class__ is Proposal and answer.out_of_time)


def busy_office(size: int, *, freedom: Freedom = Freedom.BREAKS) -> Problem:
    """An office with three classes of work, everybody may do two of them."""
    people = [
        person(
            str(n),
            duty=Duty(30 * (n % 4), 510 + 30 * (n % 4), (Span(255 + 30 * (n % 4), 285 + 30 * (n % 4)),)),
            serves=frozenset({n % 3, (n + 1 + n % 2) % 3}),
            freedom=freedom,
        )
        for n in range(size)
    ]
    each = size * 15 / 3
    rows = [work((0, 240, each), (240, 420, each * share), (420, 600, each / 2)) for share in (0.5, 0.9, 1.3)]
    shifts = ShiftRules(allowed=(Span(0, 480), Span(60, 570), Span(120, 600)))
    return day(people, *rows, counters=size, shifts=shifts, paid_at_most=size * 480)


@pytest.mark.parametrize("freedom", [Freedom.BREAKS, Freedom.SHIFT])
def test_the_same_question_has_the_same_answer(freedom: Freedom) -> None:
    question = busy_office(5, freedom=freedom)
    one, other = proposal(propose(question)), proposal(propose(question))
    assert not one.out_of_time
    assert one.duties == other.duties


def test_a_time_limit_is_kept() -> None:
    plan = propose(busy_office(24, freedom=Freedom.SHIFT), seconds=1.0)
    assert isinstance(plan, Proposal | NothingFound)
    assert plan.seconds < 4.0


@pytest.mark.parametrize("periods", [92, 96, 100])
def test_days_of_23_24_and_25_hours_are_planned(periods: int) -> None:
    duty = Duty(480, 990, (Span(720, 750),))
    plan = proposal(propose(day([person(duty=duty)], work((480, 990, 10), periods=periods), periods=periods)))
    assert breaches(Span(480, 990), plan.duties[0].breaks if plan.duties[0] else ()) == ()


@pytest.mark.parametrize(
    "duty",
    [
        pytest.param(Duty(-120, 390), id="from the day before"),
        pytest.param(Duty(400, 910), id="over midnight"),
        pytest.param(Duty(0, 510, (Span(600, 630),)), id="a break outside"),
        pytest.param(Duty(0, 510, (Span(200, 260), Span(230, 270))), id="breaks that overlap"),
        pytest.param(Duty(0, 510, (Span(230, 200),)), id="a break that ends before it begins"),
        pytest.param(Duty(300, 300), id="no length"),
        pytest.param(Duty(300, 200), id="ends before it begins"),
        pytest.param(Duty(7, 488), id="off the grid"),
    ],
)
@pytest.mark.parametrize("freedom", [Freedom.BREAKS, Freedom.NOTHING])
def test_a_strange_duty_gets_an_answer(duty: Duty, freedom: Freedom) -> None:
    answer = propose(
        day([person("a", duty=duty, freedom=freedom), person("b", duty=LONG)], work((0, 600, 5)))
    )
    assert isinstance(answer, Proposal | Impossible)


def test_a_day_without_work_has_a_plan_without_backlog() -> None:
    plan = proposal(propose(day([person(duty=LONG)])))
    assert (plan.effect.backlog, plan.effect.uncovered) == (0, 0)


def test_a_day_without_classes_and_periods_has_an_answer() -> None:
    empty = Problem(periods=0, people=(), booked=(), walk_ins=(), opening=())
    assert rules_of(propose(empty)) == [Rule.NOBODY_WORKS]
    proposal(propose(replace(empty, people=(person(duty=LONG),))))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A small office on a day of ten hours."""
    classes = draw(st.integers(1, 3))
    people = []
    for n in range(draw(st.integers(1, 4))):
        begin = 15 * draw(st.integers(0, 12))
        length = 15 * draw(st.integers(8, 28))
        end = min(begin + length, 600)
        lunch = begin + (end - begin) // 2
        people.append(
            person(
                str(n),
                duty=Duty(begin, end, (Span(lunch, lunch + 30),) if draw(st.booleans()) else ()),
                serves=frozenset(draw(st.sets(st.integers(0, classes - 1), min_size=1))),
                freedom=draw(st.sampled_from(Freedom)),
            )
        )
    rows = [
        work((0, 300, draw(st.floats(0, 30))), (300, 600, draw(st.floats(0, 30)))) for _ in range(classes)
    ]
    shifts = ShiftRules(allowed=(Span(0, 360), Span(90, 600)), late_from=570)
    counters = draw(st.one_of(st.none(), st.integers(1, 4)))
    paid = draw(st.one_of(st.none(), st.integers(300, 2000)))
    return day(people, *rows, counters=counters, paid_at_most=paid, shifts=shifts)


@settings(max_examples=25, deadline=None)
@given(problem=problems())
def test_every_plan_keeps_every_rule(problem: Problem) -> None:
    answer = propose(problem, seconds=5.0)
    if isinstance(answer, Impossible):
        assert answer.clashes
        return
    plan = proposal(answer)
    assert exceeded(problem, plan.duties) == ()
    for each, duty in zip(problem.people, plan.duties, strict=True):
        if each.freedom is Freedom.NOTHING:
            assert duty == each.duty
            continue
        assert duty is not None
        assert each.duty is not None
        assert breaches(Span(duty.begin, duty.end), duty.breaks) == ()
        if each.freedom is Freedom.BREAKS:
            assert (duty.begin, duty.end) == (each.duty.begin, each.duty.end)
        else:
            assert Span(duty.begin, duty.end) in problem.shifts.allowed


def test_the_question_can_be_put_without_the_solver() -> None:
    program = (
        "import sys, aufruf.planning.plans.balance, aufruf.planning.plans.staffing_rules;"
        "import aufruf.planning.plans.choices;"
        "sys.exit(any(name in sys.modules for name in ('highspy', 'numpy', 'numba')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_solver_says_nothing_on_the_terminal() -> None:
    # In a process of its own: HiGHS prints its banner only once.
    program = "from tests.unit.test_pooled_plan import busy_office, propose; propose(busy_office(4))"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_a_pause_that_the_law_does_not_ask_for_is_kept_in_another_shift_too() -> None:
    # Five hours need no break. They have one all the same, unpaid: a shift without it would cost more.
    short = Duty(0, 300, (Span(120, 135),))
    wish = replace(person(duty=short, freedom=Freedom.SHIFT), paid_at_most=short.paid, shift_minutes=300)
    shifts = ShiftRules(allowed=(Span(0, 300),), lengths=(300,))
    plan = proposal(propose(day([wish], work((300, 600, 15)), shifts=shifts, paid_at_most=short.paid)))
    assert plan.duties[0] is not None
    assert plan.duties[0].begin > 0
    assert [pause.minutes for pause in plan.duties[0].breaks] == [15]

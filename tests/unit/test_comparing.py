# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two plans for the same days: what they differ by is theirs, not chance's."""

from aufruf.planning.learning.learned import Duration, Learned
from aufruf.planning.plans.balance import Duty, Span
from aufruf.planning.plans.comparing import compare
from aufruf.planning.waits.scene import Scene
from aufruf.reads.plan_ahead import day_ahead
from aufruf.reads.plan_problem import problem_of
from tests.builders import MONDAY, appointment, at, office

BUSY = tuple(1.6 if 32 <= quarter < 72 else 0.0 for quarter in range(96))
LEARNED = Learned(
    days=30,
    arrivals=(BUSY,) * 7,
    mix={"ausweis": 0.6, "pass": 0.4},
    durations={"ausweis": Duration(log_mean=2.4, log_sd=0.5), "pass": Duration(log_mean=2.6, log_sd=0.5)},
    patience=120.0,
    no_answer=0.03,
)
WHOLE = Duty(480, 1080)


def ahead(learned: Learned | None = LEARNED) -> Scene | None:
    booked = [appointment(start=at(f"{hour:02}:00")) for hour in range(9, 17)]
    return day_ahead(problem_of(office(), MONDAY, booked=booked, learned=learned))


def test_the_same_plan_twice_makes_no_difference_on_any_day() -> None:
    scene = ahead()
    assert scene is not None
    waits = compare(scene, [WHOLE, WHOLE], [WHOLE, WHOLE])
    assert waits is not None
    assert waits.gain == (0.0, 0.0, 0.0)
    assert waits.before == waits.after
    assert waits.before[1] < waits.before[0] < waits.before[2]


def test_breaks_at_the_same_time_cost_everybody_minutes() -> None:
    scene = ahead()
    assert scene is not None
    together = [Duty(480, 1080, (Span(720, 765),))] * 2
    apart = [Duty(480, 1080, (Span(720, 765),)), Duty(480, 1080, (Span(765, 810),))]
    waits = compare(scene, together, apart)
    assert waits is not None
    assert waits.gain[0] > 0
    assert compare(scene, together, apart) == waits  # the same question, the same answer


def test_whoever_is_not_on_duty_serves_nobody() -> None:
    scene = ahead()
    assert scene is not None
    waits = compare(scene, [WHOLE, WHOLE], [WHOLE, None])
    assert waits is not None
    assert waits.gain[2] < 0


def test_without_history_nobody_knows() -> None:
    assert ahead(None) is None
    assert ahead(Learned()) is None

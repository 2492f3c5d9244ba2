# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The call order of the product, case by case."""

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from aufruf.domain.calling import WORDS, CallOrder, ahead_of, in_order, next_visit, score
from aufruf.domain.visit import Visit, VisitState
from tests import builders
from tests.builders import at

ORDER = CallOrder()
HOUR = 3600


def walk_in(name: str, arrived: str, **changes: Any) -> Visit:
    return builders.visit(id=name, arrived_at=at(arrived), ordinal=int(changes.pop("n", 1)), **changes)


def booked(name: str, time: str, arrived: str, **changes: Any) -> Visit:
    return walk_in(name, arrived, booked_at=at(time), **changes)


def called(
    *visits: Visit, now: str, counter: str = "1", skills: frozenset[str] | None = None
) -> tuple[str, str] | None:
    """Who is next, and by which rule; in whatever order they are asked about."""
    mixed = list(visits)
    Random(4).shuffle(mixed)
    choice = next_visit(mixed, counter=counter, skills=skills, now=at(now), order=ORDER)
    return None if choice is None else (choice.visit.id, choice.reason.rule)


@pytest.mark.parametrize(
    ("who", "now", "expected"),
    [
        pytest.param(walk_in("w", "09:00"), "09:30", (1800, "walk_in"), id="a walk-in: a second a second"),
        pytest.param(
            booked("a", "09:30", "09:10"), "09:25", (HOUR, "appointment"), id="due five minutes before"
        ),
        pytest.param(booked("a", "09:30", "09:10"), "09:24:59", None, id="early: no score yet"),
        pytest.param(
            booked("a", "09:30", "09:27"), "09:30", (HOUR + 540, "appointment"), id="since arrival if later"
        ),
        pytest.param(
            booked("a", "09:30", "09:30"), "09:30", (HOUR, "appointment"), id="arrived at the very time"
        ),
        pytest.param(
            booked("a", "09:30", "09:40"),
            "09:40",
            (HOUR + 2700, "appointment"),
            id="late within the grace: as if on time",
        ),
        pytest.param(
            booked("a", "09:30", "09:40:01"), "09:50:01", (600, "walk_in"), id="after the grace: a walk-in"
        ),
        pytest.param(
            walk_in("p", "09:00", priority=True), "09:10", (2 * HOUR + 3000, "priority"), id="priority"
        ),
        pytest.param(
            booked("p", "10:30", "09:00", priority=True),
            "09:10",
            (2 * HOUR + 3000, "priority"),
            id="priority with an early appointment: the kind that has a score",
        ),
    ],
)
def test_the_score_of_one_person(who: Visit, now: str, expected: tuple[int, str] | None) -> None:
    assert score(who, now=at(now), order=ORDER) == expected


def test_nobody_is_next_when_nobody_waits() -> None:
    assert called(now="09:00") is None
    gone = [
        walk_in("x", "08:00", state=state, n=i)
        for i, state in enumerate(VisitState)
        if state is not VisitState.WAITING
    ]
    assert called(*gone, now="09:00") is None


def test_whoever_waits_longest_is_called_first() -> None:
    assert called(walk_in("b", "09:01", n=1), walk_in("a", "09:00", n=2), now="09:10") == ("a", "walk_in")


def test_at_the_same_moment_the_smaller_number_is_called_first() -> None:
    first, second = walk_in("z", "09:00", n=1), walk_in("a", "09:00", n=2)
    assert called(second, first, now="09:10") == ("z", "walk_in")


def test_of_equal_scores_the_earlier_arrival_is_called_first() -> None:
    # Due at 09:25 with an hour of credit; the walk-in has waited for exactly that hour.
    appointment, waiting = booked("a", "09:30", "09:20", n=1), walk_in("w", "08:25", n=2)
    now = at("09:25")
    scores = {score(visit, now=now, order=ORDER) for visit in (appointment, waiting)}
    assert {each[0] for each in scores if each} == {HOUR}
    assert called(appointment, waiting, now="09:25") == ("w", "walk_in")


def test_somebody_due_is_called_before_walk_ins_who_waited_less_than_an_hour() -> None:
    appointment = booked("a", "09:30", "09:20", n=1)
    assert called(appointment, walk_in("w", "08:26", n=2), now="09:25") == ("a", "appointment")


def test_a_walk_in_who_waited_longer_is_not_overtaken_for_ever() -> None:
    appointment = booked("a", "09:30", "09:20", n=1)
    assert called(appointment, walk_in("w", "08:24", n=2), now="09:25") == ("w", "walk_in")


def test_priority_is_called_before_appointments() -> None:
    appointment, priority = booked("a", "09:30", "09:20", n=1), walk_in("p", "09:29", priority=True, n=2)
    assert called(appointment, priority, now="09:30") == ("p", "priority")


def test_an_early_appointment_is_called_when_nobody_else_may_be() -> None:
    early = booked("e", "11:00", "09:00", n=1)
    assert called(early, now="09:10") == ("e", "early")
    assert called(early, walk_in("w", "09:10", n=2), now="09:10") == ("w", "walk_in")


def test_of_early_appointments_the_earlier_time_is_called_first() -> None:
    assert called(booked("e", "11:00", "09:00", n=1), booked("f", "10:30", "09:05", n=2), now="09:10") == (
        "f",
        "early",
    )


def test_an_early_appointment_is_called_before_people_whom_this_counter_cannot_serve() -> None:
    early = booked("e", "11:00", "09:00", n=1)
    other = walk_in("w", "08:00", services=(("pass", 1),), n=2)
    assert called(early, other, now="09:10", skills=frozenset({"ausweis"})) == ("e", "early")


def test_skills_must_cover_all_services() -> None:
    both = walk_in("b", "08:00", services=(("pass", 1), ("ausweis", 1)), n=1)
    assert called(both, now="09:00", skills=frozenset({"pass"})) is None
    assert called(both, now="09:00", skills=frozenset({"pass", "ausweis"})) == ("b", "walk_in")
    assert called(both, now="09:00", skills=None) == ("b", "walk_in")


def test_whoever_was_transferred_to_this_counter_comes_first() -> None:
    transferred = walk_in("t", "09:09", for_counter="1", n=1)
    waiting = walk_in("p", "08:00", priority=True, n=2)
    assert called(transferred, waiting, now="09:10") == ("t", "transferred")
    assert called(transferred, waiting, now="09:10", counter="2") == ("p", "priority")


def test_of_several_transferred_the_highest_score_comes_first() -> None:
    one, other = walk_in("t", "09:05", for_counter="1", n=1), walk_in("u", "09:00", for_counter="1", n=2)
    assert called(one, other, now="09:10") == ("u", "transferred")


def test_a_transfer_does_not_replace_the_skills() -> None:
    transferred = walk_in("t", "09:00", services=(("pass", 1),), for_counter="1")
    assert called(transferred, now="09:10", skills=frozenset({"ausweis"})) is None


def test_somebody_sent_to_one_counter_is_not_called_to_another() -> None:
    assert called(walk_in("t", "09:00", for_counter="2"), now="09:10") is None


def test_whoever_asked_for_a_moment_is_not_called_before_it_is_over() -> None:
    late = walk_in("l", "09:00", not_before=at("09:20"))
    assert called(late, now="09:19:59") is None
    assert called(late, now="09:20") == ("l", "walk_in")


def test_an_office_may_set_its_own_numbers() -> None:
    appointment, waiting = booked("a", "09:30", "09:20", n=1), walk_in("w", "09:00", n=2)
    order = CallOrder(appointment_credit=0, appointment_rate=1)
    choice = next_visit([appointment, waiting], counter="1", skills=None, now=at("09:30"), order=order)
    assert choice is not None
    assert choice.visit.id == "w"


def test_a_longer_grace_makes_latecomers_appointments() -> None:
    late = booked("a", "09:30", "09:45")
    assert score(late, now=at("09:45"), order=CallOrder(grace_minutes=15)) == (HOUR + 3600, "appointment")


def test_scores_are_whole_seconds_rounded_down() -> None:
    half = at("09:00") - dt.timedelta(milliseconds=1)
    who = walk_in("w", "09:00")
    assert score(replace(who, arrived_at=half), now=at("09:10"), order=ORDER) == (600, "walk_in")


def test_the_queue_is_shown_in_the_order_in_which_it_will_be_called() -> None:
    visits = [
        walk_in("w", "09:00", n=1),
        booked("a", "09:30", "09:20", n=2),
        booked("e", "11:00", "09:00", n=3),
        walk_in("p", "09:29", priority=True, n=4),
        walk_in("l", "08:00", not_before=at("09:45"), n=5),
    ]
    assert [v.id for v in in_order(visits, now=at("09:30"), order=ORDER)] == ["p", "a", "w", "e", "l"]


def test_how_many_are_ahead() -> None:
    visits = [walk_in("v", "09:00", n=1), walk_in("w", "09:01", n=2)]
    assert [ahead_of(v, visits, now=at("09:30"), order=ORDER) for v in visits] == [0, 1]
    newcomer = walk_in("x", "09:30", n=3)
    assert ahead_of(newcomer, visits, now=at("09:30"), order=ORDER) == 2
    assert ahead_of(replace(visits[1], state=VisitState.CALLED), visits, now=at("09:30"), order=ORDER) == 0


def test_the_reason_says_in_words_how_long_somebody_waited() -> None:
    choice = next_visit([walk_in("w", "09:00")], counter="1", skills=None, now=at("09:25:30"), order=ORDER)
    assert choice is not None
    assert choice.reason.text() == "Ohne Termin, wartet seit 25 Min."
    assert choice.reason.text({WORDS["walk_in"]: "Walk-in, %(minutes)s min"}.__getitem__) == "Walk-in, 25 min"

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who goes without a word is told from those who do not hear their number."""

import math
import random

import pytest

from aufruf.domain import events as e
from aufruf.planning.learning.learned import Learned
from aufruf.planning.learning.silence import WAITS, class_of, silence_of
from tests.unit.day_log import DayLog


def calls(count: int, *, deaf: float, patience: float) -> tuple[list[int], list[int]]:
    """First calls of people who waited twenty minutes on average."""
    dice = random.Random(count)
    heard, unheard = [0] * len(WAITS), [0] * len(WAITS)
    for _ in range(count):
        wait = dice.expovariate(1 / 20)
        answers = dice.random() < (1 - deaf) * math.exp(-wait / patience)
        (heard if answers else unheard)[class_of(wait)] += 1
    return heard, unheard


def test_patience_and_deafness_are_found_apart() -> None:
    deaf, patience = silence_of(*calls(20_000, deaf=0.03, patience=120.0))
    assert deaf == pytest.approx(0.03, abs=0.01)
    assert patience == pytest.approx(120.0, rel=0.12)


def test_where_nobody_goes_nobody_is_said_to_go() -> None:
    deaf, patience = silence_of(*calls(20_000, deaf=0.05, patience=math.inf))
    assert deaf == pytest.approx(0.05, abs=0.01)
    assert patience is None


def test_a_handful_of_calls_proves_nothing() -> None:
    assert silence_of(*calls(12, deaf=0.0, patience=120.0))[1] is None
    assert silence_of([0] * len(WAITS), [0] * len(WAITS))[0] == pytest.approx(0.05, abs=0.01)


def test_only_the_first_call_of_a_walk_in_counts_and_a_miss_that_was_taken_back_is_none() -> None:
    log = DayLog()
    log.arrive("09:00", "a")
    log.call("09:12", "a")
    log.miss("09:14", "a")
    log.say("09:19", e.VisitReturned(visit="a", number=""))
    log.served("09:30", "09:40", "a")
    log.arrive("09:40", "b")
    log.call("09:42", "b")
    log.miss("09:44", "b")
    log.undo("09:44", "b", "called")
    log.serve("09:45", "b")
    log.finish("09:50", "b")
    facts = log.facts()
    assert [number for number, count in enumerate(facts.unheard) if count] == [class_of(12.0)]
    assert [number for number, count in enumerate(facts.heard) if count] == [class_of(2.0)]


def test_two_ways_of_giving_up_make_people_go_the_sooner() -> None:
    assert Learned().giving_up == (None, 1.0)
    assert Learned(patience=90.0).giving_up == (90.0, 1.0)
    assert Learned(silent_patience=90.0).giving_up == (90.0, 0.0)
    patience, tell = Learned(patience=60.0, silent_patience=120.0).giving_up
    assert patience == pytest.approx(40.0)
    assert tell == pytest.approx(2 / 3)

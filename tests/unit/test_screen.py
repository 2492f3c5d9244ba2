# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a display shows, event by event."""

from functools import reduce
from typing import Any

from aufruf.domain.events import (
    CounterOpened,
    Event,
    VisitCalled,
    VisitFinished,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitServing,
    VisitTransferred,
    VisitUndone,
)
from aufruf.domain.screen import Call, Screen, apply, screen_of
from tests.builders import at


def call(number: str, counter: str, when: str) -> VisitCalled:
    decided: dict[str, Any] = {"rule": "walk_in", "text": "", "score": 1, "skills": None, "parameters": {}}
    return VisitCalled(visit=number, number=number, counter=counter, at=at(when), rule_version="1", **decided)


def shown(*events: Event) -> list[tuple[str, str]]:
    screen = reduce(lambda so_far, pair: apply(so_far, *pair), enumerate(events, start=1), Screen())
    assert screen.seq == len(events)
    return [(line.number, line.counter) for line in screen.calls]


def test_the_latest_call_stands_first() -> None:
    assert shown(call("A001", "1", "09:00"), call("A002", "2", "09:01")) == [("A002", "2"), ("A001", "1")]


def test_a_recall_brings_a_number_to_the_top_again() -> None:
    again = VisitRecalled(visit="A001", number="A001", counter="1", at=at("09:02"))
    events = (call("A001", "1", "09:00"), call("A002", "2", "09:01"), again)
    assert shown(*events) == [("A001", "1"), ("A002", "2")]


def test_a_number_stays_while_its_person_is_served() -> None:
    serving = VisitServing(visit="A001", number="A001", counter="1")
    assert shown(call("A001", "1", "09:00"), serving) == [("A001", "1")]


def test_a_number_goes_when_its_person_goes() -> None:
    ends: tuple[Event, ...] = (
        VisitFinished(visit="A001", number="A001", counter="1", services=()),
        VisitMissed(visit="A001", number="A001", counter="1", times=1),
        VisitParked(visit="A001", number="A001"),
        VisitTransferred(visit="A001", number="A001", services=()),
    )
    for end in ends:
        assert shown(call("A001", "1", "09:00"), call("A002", "2", "09:01"), end) == [("A002", "2")]


def test_a_number_called_to_another_counter_leaves_the_first() -> None:
    assert shown(call("A001", "1", "09:00"), call("A001", "2", "09:05")) == [("A001", "2")]


def test_an_undone_miss_shows_the_number_where_it_was() -> None:
    missed = VisitMissed(visit="A001", number="A001", counter="1", times=1)
    undone = VisitUndone(visit="A001", number="A001", state="called", counter="1", at=at("09:00"))
    events = (call("A001", "1", "09:00"), call("A002", "2", "09:01"), missed, undone)
    assert shown(*events) == [("A002", "2"), ("A001", "1")]


def test_what_is_not_for_displays_changes_only_the_number_of_the_last_event() -> None:
    assert shown(CounterOpened(counter="1", skills=None)) == []


def test_an_event_seen_already_changes_nothing() -> None:
    screen = apply(Screen(), 1, call("A001", "1", "09:00"))
    assert apply(screen, 1, call("A009", "2", "09:09")) == screen


def test_a_fresh_screen_is_sorted_as_a_grown_one() -> None:
    lines = [
        Call(number=n, counter=c, at=at(t)) for n, c, t in (("A001", "1", "09:00"), ("B001", "2", "09:01"))
    ]
    grown = reduce(
        lambda so_far, pair: apply(so_far, *pair),
        enumerate((call("A001", "1", "09:00"), call("B001", "2", "09:01")), start=1),
        Screen(),
    )
    assert screen_of(lines, seq=2) == grown

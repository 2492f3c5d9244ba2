# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many of those who are there may not be booked: counters and what is held back for walk-ins."""

import random

import pytest

from aufruf.planning.slots.capacity import Booking, DayCapacity, Worker, minutes_between
from aufruf.planning.slots.places import held_back, without_counter
from tests.actions.servable import Job, Person, fewest_unserved

HOUR = minutes_between(0, 60)


def counts(people: int, *, counters: int | None = None, percent: int = 0) -> int:
    """How many of so many people are held back at one minute."""
    return len(held_back([HOUR] * people, counters=counters, percent=percent))


@pytest.mark.parametrize(
    ("people", "percent", "held"),
    [
        (1, 10, 0),
        (1, 99, 0),
        (1, 100, 1),
        (2, 24, 0),
        (2, 25, 1),
        (2, 90, 1),
        (3, 30, 1),
        (5, 20, 1),
        (5, 50, 3),
        (10, 14, 1),
        (10, 15, 2),
        (4, 0, 0),
        (4, 100, 4),
        (0, 50, 0),
    ],
)
def test_a_percentage_is_the_nearest_number_of_people_and_leaves_one(
    people: int, percent: int, held: int
) -> None:
    assert counts(people, percent=percent) == held


def test_whoever_has_no_counter_is_held_back_and_the_percentage_is_of_the_others() -> None:
    assert [counts(5, counters=many) for many in (0, 1, 3, 5, 9)] == [5, 4, 2, 0, 0]
    assert counts(5, counters=4, percent=50) == 1 + 2
    assert counts(5, counters=None, percent=50) == 3


def test_it_is_reckoned_minute_by_minute() -> None:
    people = [minutes_between(0, 60), minutes_between(30, 90), minutes_between(40, 50)]
    sets = held_back(people, counters=2)
    assert sets == (minutes_between(40, 50),)
    assert held_back(people, counters=1) == (minutes_between(30, 60), minutes_between(40, 50))
    assert held_back(people) == held_back([], counters=1) == ()


def test_no_more_are_offered_than_counters_and_whatever_is_offered_can_be_served() -> None:
    """Against trying everything: the staff alone, and how many go on at once at each minute."""
    seen = 0
    for seed in range(150):
        chance = random.Random(seed)
        people = [
            Person(None if chance.random() < 0.5 else frozenset({chance.choice("ab")}), ((0, 30),))
            for _ in range(chance.randint(1, 4))
        ]
        counters = chance.randint(0, 4)
        workers = [Worker(skills=_bits(person.skills), present=minutes_between(0, 30)) for person in people]
        bookings: list[Booking] = []
        jobs: list[Job] = []
        reserve = held_back([each.present for each in workers], counters=counters)
        for _ in range(6):
            service, first, minutes = chance.choice("ab"), chance.randrange(0, 25, 5), chance.choice((5, 10))
            day = DayCapacity(workers, bookings, reserve=reserve)
            new = Job(first, first + minutes, frozenset({service}))
            placed = day.place(need=_bits({service}) or 0, minutes=minutes, first=first)
            fits = fewest_unserved(people, [*jobs, new]) == 0 and _most_at_once([*jobs, new]) <= counters
            if placed is None:
                seen += fits  # W2 is bounded, so it may give up; it hardly ever does on so small a day
                continue
            assert fits
            for index, worker in placed.moved:
                old = bookings[index]
                bookings[index] = Booking(need=old.need, first=old.first, minutes=old.minutes, witness=worker)
            bookings.append(
                Booking(need=_bits({service}) or 0, first=first, minutes=minutes, witness=placed.worker)
            )
            jobs.append(new)
    assert seen <= 2


def test_whoever_has_no_counter_is_told_and_they_are_as_few_as_can_be() -> None:
    assert without_counter([(0, 10), (5, 15), (10, 20)], counters=1) == [1]
    assert without_counter([(0, 60), (0, 10), (10, 20), (20, 30)], counters=1) == [0]
    assert without_counter([(0, 10), (0, 10)], counters=0) == [0, 1]
    assert without_counter([(0, 10), (0, 10)], counters=2) == []
    for seed in range(300):
        chance = random.Random(seed)
        spans = [
            (first, first + chance.choice((5, 10, 15))) for first in chance.choices(range(0, 40, 5), k=6)
        ]
        counters = chance.randint(0, 3)
        people = [Person(None, ((0, 60),))] * counters
        jobs = [Job(first, last, frozenset()) for first, last in spans]
        left_out = without_counter(spans, counters=counters)
        assert len(left_out) == fewest_unserved(people, jobs)
        assert _most_at_once([job for index, job in enumerate(jobs) if index not in left_out]) <= counters


def _bits(services: frozenset[str] | set[str] | None) -> int | None:
    return None if services is None else sum({"a": 1, "b": 2}[each] for each in services)


def _most_at_once(jobs: list[Job]) -> int:
    return max(sum(job.begin <= minute < job.end for job in jobs) for minute in range(60))

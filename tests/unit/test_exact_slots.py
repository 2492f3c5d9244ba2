# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Slots on small days against exhaustive search; and that this would notice errors."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from types import ModuleType

import pytest

from aufruf.planning.slots import capacity as engine
from aufruf.planning.slots.capacity import Booking, DayCapacity, Placement, Worker
from aufruf.planning.slots.places import held_back
from tests.unit.planted import ERRORS, planted
from tests.unit.small_days import DAY, Shares, SmallDay, any_day, can_serve_all, check, minutes_of

PASSPORT, CARS, BIRTHS = 1, 2, 4
DAYS = 2000
DAYS_TO_NOTICE = 1500


def check_days(count: int, the_engine: ModuleType) -> Shares:
    chance, found = random.Random(4), Shares()
    for _ in range(count):
        found.add(check(any_day(chance), the_engine))
    return found


def test_nothing_impossible_is_offered_nothing_possible_excluded_and_most_is_found() -> None:
    found = check_days(DAYS, engine)
    print(found)  # noqa: T201 (the share is what is reported)
    assert found.offered >= 0.995 * found.possible
    assert found.near >= 0.95 * found.possible
    assert found.bound <= 1.1 * found.possible


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_is_noticed(error: str) -> None:
    with planted(ERRORS[error]) as broken, pytest.raises(AssertionError):
        check_days(DAYS_TO_NOTICE, broken)


def test_a_copy_without_an_error_passes() -> None:
    with planted({}) as copy:
        assert check_days(50, copy).days == 50


class TestLargeDays:
    def test_130_people_who_are_all_different_are_counted_right(self) -> None:
        workers = [Worker(PASSPORT, minutes_of(0, 20) | 1 << 30 + who) for who in range(130)]
        for busy in (0, 127, 128, 129, 130):
            bookings = [Booking(PASSPORT, 5, 10, who) for who in range(busy)]
            capacity = DayCapacity(workers, bookings)
            assert capacity.unserved == ()
            assert capacity.places(need=PASSPORT, minutes=10).at(5) == 130 - busy
            possible = busy < 130
            assert capacity.starts(need=PASSPORT, minutes=10) >> 5 & 1 == possible
            assert capacity.bound(need=PASSPORT, minutes=10) >> 5 & 1 == possible
            assert (capacity.place(need=PASSPORT, minutes=10, first=5) is not None) == possible

    def test_130_people_who_are_alike_are_counted_right(self) -> None:
        bookings = [Booking(PASSPORT, 5, 10, None)] * 128
        capacity = DayCapacity([Worker(None, minutes_of(0, 20))] * 130, bookings)
        assert capacity.unserved == ()
        assert capacity.places(need=PASSPORT, minutes=20).at(0) == 2

    def test_40_bookings_in_the_way_all_go_to_a_colleague(self) -> None:
        whole = minutes_of(0, 40)
        workers = [Worker(None, whole), Worker(PASSPORT, whole)]
        bookings = [Booking(PASSPORT, minute, 1, 0) for minute in range(40)]
        placed = DayCapacity(workers, bookings).place(need=CARS, minutes=40, first=0)
        assert placed == Placement(0, tuple((index, 1) for index in range(40)))
        assert DayCapacity(workers, bookings).starts(need=CARS, minutes=40) == 1

    def test_40_bookings_in_the_way_go_to_a_colleague_who_hands_on_another_first(self) -> None:
        whole = minutes_of(0, 40)
        workers = [Worker(None, whole), Worker(PASSPORT | BIRTHS, whole), Worker(BIRTHS, whole)]
        bookings = [Booking(PASSPORT, minute, 1, 0) for minute in range(40)]
        capacity = DayCapacity(workers, [*bookings, Booking(BIRTHS, 0, 40, 1)])
        assert capacity.starts(need=CARS, minutes=40) == 0
        placed = capacity.place(need=CARS, minutes=40, first=0)
        assert placed == Placement(0, (*((index, 1) for index in range(40)), (40, 2)))


class TestWhoIsIll:
    def test_a_chain_of_colleagues_leaves_nobody_without_a_witness(self) -> None:
        whole = minutes_of(0, 10)
        workers = [
            Worker(PASSPORT, 0),
            Worker(PASSPORT | CARS, whole),
            Worker(CARS | BIRTHS, whole),
            Worker(BIRTHS, whole),
        ]
        bookings = [Booking(PASSPORT, 0, 10, 0), Booking(CARS, 0, 10, 1), Booking(BIRTHS, 0, 10, 2)]
        assert DayCapacity(workers, bookings).unserved == ()
        assert DayCapacity(workers[:3], bookings).unserved == (0,)

    def test_on_crowded_days_few_appointments_are_lost(self) -> None:
        """One of four is ill: how many more lose their appointment than would have to."""
        chance = random.Random(11)
        lost = least = days = 0
        while days < 150:
            day = any_day(chance)
            workers = [replace(day.workers[0], present=0), *day.workers[1:]]
            unserved = DayCapacity(workers, day.bookings).unserved
            jobs = [(each.need, minutes_of(each.first, each.minutes)) for each in day.bookings]
            served = [job for index, job in enumerate(jobs) if index not in unserved]
            assert can_serve_all(workers, served)
            if unserved:
                days += 1
                lost += len(unserved)
                least += next(
                    count
                    for count in range(len(jobs) + 1)
                    if any(
                        can_serve_all(workers, [job for i, job in enumerate(jobs) if i not in without])
                        for without in combinations(range(len(jobs)), count)
                    )
                )
        print(f"{lost} appointments lost where {least} have to be")  # noqa: T201
        assert lost <= 1.1 * least


class TestPeopleHeldBack:
    def test_offers_shrink_with_it_and_no_promise_is_touched(self) -> None:
        chance = random.Random(3)
        for _ in range(300):
            day = any_day(chance)
            before = None
            for percent in (0, 10, 30, 60, 100):
                reserve = held_back([worker.present for worker in day.workers], percent=percent)
                capacity = DayCapacity(day.workers, day.bookings, reserve=reserve)
                assert capacity.unserved == ()
                starts = capacity.starts(need=day.need, minutes=day.minutes)
                bound = capacity.bound(need=day.need, minutes=day.minutes)
                places = capacity.places(need=day.need, minutes=day.minutes)
                assert before is None or not starts & ~before
                before = starts
                for first in range(DAY):
                    placed = capacity.place(need=day.need, minutes=day.minutes, first=first)
                    assert bool(places.at(first)) == bool(starts >> first & 1)
                    assert placed is not None or not starts >> first & 1
                    assert placed is None or bound >> first & 1
                    if placed is not None:
                        assert places.at(first) <= max(1, idle_beyond(day, reserve, first))
                        assert idle_beyond(day, reserve, first) >= 1


def idle_beyond(day: SmallDay, reserve: Sequence[int], first: int) -> int:
    """How many more people than are held back have nothing to do in all of these minutes."""
    return min(
        sum(worker.present >> minute & 1 for worker in day.workers)
        - sum(each.first <= minute < each.first + each.minutes for each in day.bookings)
        - sum(each >> minute & 1 for each in reserve)
        for minute in range(first, first + day.minutes)
    )


def test_what_was_tried_is_known_though_no_steps_are_left() -> None:
    whole = minutes_of(0, 10)
    workers = [Worker(BIRTHS | PASSPORT, whole), Worker(PASSPORT | CARS, whole), Worker(CARS, whole)]
    capacity = DayCapacity(workers, [Booking(PASSPORT, 0, 10, 0), Booking(CARS, 0, 10, 1)])
    asked = {"need": BIRTHS, "minutes": 5, "first": 2}
    assert capacity.starts(need=BIRTHS, minutes=5) == 0
    assert capacity.far_start(**asked, until=0) is None
    assert capacity.far_start(**asked, until=1) is True
    assert capacity.steps > 0
    assert capacity.far_start(**asked, until=0) is True
    assert capacity.far_start(need=BIRTHS, minutes=5, first=6, until=99) is False

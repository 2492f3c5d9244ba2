# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be promised, against exhaustive search on small days of twelve minutes."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aufruf.planning.slots.capacity import Booking, DayCapacity, Placement, Worker, minutes_between
from tests.unit.small_days import can_serve_all as can_do_all
from tests.unit.small_days import minutes_of

DAY = 12
PASSPORT, CARS, BIRTHS = 1, 2, 4
ALL_DAY = minutes_between(0, DAY)
GENERALIST = Worker(skills=None, present=ALL_DAY)


def booking(first: int, minutes: int, *, need: int = PASSPORT, witness: int | None = None) -> Booking:
    return Booking(need=need, first=first, minutes=minutes, witness=witness)


def bits(minutes: int) -> list[int]:
    return [minute for minute in range(minutes.bit_length()) if minutes >> minute & 1]


def can_serve_all(workers: Sequence[Worker], bookings: Sequence[Booking]) -> bool:
    return can_do_all(workers, [(each.need, minutes_of(each.first, each.minutes)) for each in bookings])


def stored(bookings: Sequence[Booking], placement: Placement, new: Booking) -> list[Booking]:
    """The bookings as they are stored after a placement: the new one last."""
    after = [*bookings, replace(new, witness=placement.worker)]
    for index, witness in placement.moved:
        after[index] = replace(after[index], witness=witness)
    return after


def presence(begin: int, end: int, pause: tuple[int, int]) -> int:
    return minutes_between(begin, end) & ~minutes_between(*pause)


def offers_can_be_kept(
    workers: Sequence[Worker], bookings: Sequence[Booking], *, need: int, minutes: int
) -> None:
    capacity = DayCapacity(workers, bookings)
    served = [each for index, each in enumerate(bookings) if index not in capacity.unserved]
    assert can_serve_all(workers, served)
    for first in bits(capacity.starts(need=need, minutes=minutes)):
        new = booking(first, minutes, need=need)
        places = capacity.places(need=need, minutes=minutes).at(first)
        assert can_serve_all(workers, [*served, *[new] * places])


# Exhaustive search takes its time now and then.
small_days = settings(deadline=None)

needs = st.sampled_from([PASSPORT, CARS, BIRTHS, PASSPORT | CARS])
skills = st.one_of(st.none(), st.sampled_from([1, 2, 3, 4, 5, 6]))
presences = st.one_of(
    st.just(ALL_DAY),
    st.builds(
        presence,
        st.integers(0, 3),
        st.integers(8, DAY),
        st.tuples(st.integers(0, DAY), st.integers(0, DAY)),
    ),
)
# Drawn from few kinds, so that several are often alike.
staffs = st.lists(st.builds(Worker, skills=skills, present=presences), min_size=1, max_size=3).flatmap(
    lambda kinds: st.lists(st.sampled_from(kinds), min_size=1, max_size=4)
)
witnesses = st.one_of(st.none(), st.integers(-1, 4))
bookings_of_a_day = st.lists(
    st.builds(
        lambda first, minutes, need, witness: Booking(need, first, min(minutes, DAY - first), witness),
        st.integers(0, DAY - 1),
        st.integers(1, 5),
        needs,
        witnesses,
    ),
    max_size=6,
)
requests = st.tuples(needs, st.integers(1, 5), st.integers(0, DAY - 1))


class TestADayByHand:
    def test_minutes_between_leaves_out_the_last(self) -> None:
        assert bits(minutes_between(3, 6)) == [3, 4, 5]
        assert minutes_between(6, 6) == minutes_between(7, 6) == 0

    def test_an_empty_day_offers_every_start_that_ends_by_closing(self) -> None:
        capacity = DayCapacity([GENERALIST], [])
        assert bits(capacity.starts(need=PASSPORT, minutes=4)) == list(range(9))

    def test_without_staff_nothing_is_offered(self) -> None:
        capacity = DayCapacity([], [booking(0, 2)])
        assert capacity.unserved == (0,)
        assert capacity.starts(need=PASSPORT, minutes=1) == 0
        assert capacity.places(need=PASSPORT, minutes=1).at(0) == 0
        assert capacity.place(need=PASSPORT, minutes=1, first=0) is None

    def test_nobody_serves_what_they_may_not(self) -> None:
        capacity = DayCapacity([Worker(PASSPORT, ALL_DAY), Worker(CARS, ALL_DAY)], [])
        assert capacity.starts(need=BIRTHS, minutes=1) == 0
        assert capacity.starts(need=PASSPORT | CARS, minutes=1) == 0

    def test_an_appointment_does_not_span_a_break(self) -> None:
        worker = Worker(None, ALL_DAY & ~minutes_between(5, 7))
        assert bits(DayCapacity([worker], []).starts(need=PASSPORT, minutes=4)) == [0, 1, 7, 8]

    def test_a_night_shift_goes_on_after_minute_1440(self) -> None:
        worker = Worker(None, minutes_between(1380, 1530))
        assert bits(DayCapacity([worker], []).starts(need=PASSPORT, minutes=150)) == [1380]

    def test_colleagues_who_are_alike_share_their_bookings_out_anew(self) -> None:
        """Bookings at 0-4 and 8-12 with one witness each leave one of the two free all day."""
        bookings = [booking(0, 4, witness=0), booking(8, 4, witness=1)]
        capacity = DayCapacity([GENERALIST, GENERALIST], bookings)
        assert capacity.places(need=PASSPORT, minutes=12).at(0) == 1

    def test_the_one_with_fewest_skills_is_taken_first_even_if_another_gap_is_tighter(self) -> None:
        tight = minutes_between(0, 3)
        workers = [Worker(None, tight), Worker(PASSPORT | CARS, tight), Worker(PASSPORT, ALL_DAY)]
        assert DayCapacity(workers, []).place(need=PASSPORT, minutes=3, first=0) == Placement(2, ())

    def test_among_equals_the_tightest_gap_is_taken(self) -> None:
        workers = [Worker(PASSPORT, ALL_DAY), Worker(PASSPORT, minutes_between(4, 9))]
        assert DayCapacity(workers, []).place(need=PASSPORT, minutes=3, first=5) == Placement(1, ())

    def test_a_colleague_takes_over_what_is_in_the_way(self) -> None:
        workers = [GENERALIST, Worker(PASSPORT, ALL_DAY)]
        capacity = DayCapacity(workers, [booking(2, 3, witness=0), booking(7, 3, witness=0)])
        assert capacity.places(need=CARS, minutes=4).at(0) == 1
        assert capacity.place(need=CARS, minutes=4, first=0) == Placement(0, ((0, 1),))
        assert capacity.place(need=CARS, minutes=12, first=0) == Placement(0, ((0, 1), (1, 1)))

    def test_two_overlapping_bookings_do_not_both_go_to_one_colleague(self) -> None:
        pair = [Worker(PASSPORT | CARS, ALL_DAY)] * 2
        workers = [*pair, Worker(PASSPORT, ALL_DAY)]
        bookings = [booking(0, 6, witness=0), booking(4, 6, witness=0)]
        bookings += [booking(0, 4, need=CARS, witness=0), booking(6, 6, need=CARS, witness=0)]
        capacity = DayCapacity(workers, bookings)
        assert capacity.unserved == ()
        assert capacity.place(need=CARS, minutes=12, first=0) is None
        assert bits(capacity.starts(need=CARS, minutes=6)) == [0, 4, 5, 6]

    def test_whoever_is_ill_hands_bookings_to_those_who_can(self) -> None:
        workers = [Worker(None, 0), Worker(CARS, ALL_DAY)]
        bookings = [booking(0, 3, need=CARS, witness=0), booking(5, 3, need=PASSPORT, witness=0)]
        capacity = DayCapacity(workers, bookings)
        assert capacity.unserved == (1,)
        assert capacity.place(need=CARS, minutes=3, first=5) == Placement(1, ((0, 1),))

    def test_the_minutes_of_an_unserved_booking_are_offered_to_nobody(self) -> None:
        bookings = [booking(0, 6, witness=0), booking(4, 4, witness=0), booking(0, 6, witness=1)]
        capacity = DayCapacity([GENERALIST, Worker(PASSPORT, minutes_between(0, 6))], bookings)
        assert capacity.unserved == (1,)
        assert bits(capacity.starts(need=CARS, minutes=2)) == [8, 9, 10]

    def test_who_left_for_an_unserved_booking_frees_none_of_its_minutes(self) -> None:
        bookings = [booking(0, 6, witness=0), booking(6, 2, need=CARS, witness=0), booking(4, 4, need=CARS)]
        capacity = DayCapacity([GENERALIST, Worker(PASSPORT, ALL_DAY)], bookings)
        assert capacity.unserved == (2,)
        assert bits(capacity.starts(need=CARS, minutes=4)) == [0, 8]

    def test_a_place_that_was_made_once_is_not_made_twice(self) -> None:
        workers = [GENERALIST, GENERALIST, Worker(PASSPORT, ALL_DAY)]
        bookings = [booking(0, 4, witness=0), booking(0, 4, need=CARS, witness=0), booking(0, 4, need=CARS)]
        assert DayCapacity(workers, bookings).unserved == ()
        assert bits(DayCapacity(workers, bookings).starts(need=CARS, minutes=3)) == [4, 5, 6, 7, 8, 9]
        assert DayCapacity(workers, [*bookings, booking(0, 4, need=CARS)]).unserved == (3,)

    @pytest.mark.parametrize("witness", [None, -1, 7])
    def test_a_witness_who_does_not_exist_is_replaced(self, witness: int | None) -> None:
        capacity = DayCapacity([GENERALIST], [booking(0, 3, witness=witness)])
        assert capacity.unserved == ()
        assert capacity.place(need=CARS, minutes=3, first=3) == Placement(0, ((0, 0),))
        assert capacity.place(need=CARS, minutes=3, first=2) is None


class TestEveryDay:
    @small_days
    @given(workers=staffs, wanted=st.lists(requests, max_size=9))
    def test_whatever_is_booked_in_whatever_order_can_be_served(
        self, workers: list[Worker], wanted: list[tuple[int, int, int]]
    ) -> None:
        bookings: list[Booking] = []
        for need, minutes, first in wanted:
            capacity = DayCapacity(workers, bookings)
            placement = capacity.place(need=need, minutes=minutes, first=first)
            if placement is not None:
                bookings = stored(bookings, placement, booking(first, minutes, need=need))
                assert can_serve_all(workers, bookings)
                assert DayCapacity(workers, bookings).unserved == ()

    @small_days
    @given(workers=staffs, bookings=bookings_of_a_day, need=needs, minutes=st.integers(1, 5))
    def test_after_any_change_of_staff_every_offer_can_be_kept(
        self, workers: list[Worker], bookings: list[Booking], need: int, minutes: int
    ) -> None:
        offers_can_be_kept(workers, bookings, need=need, minutes=minutes)

    @small_days
    @given(workers=staffs, bookings=bookings_of_a_day, need=needs, minutes=st.integers(1, 5))
    def test_starts_and_places_say_the_same_and_each_of_them_can_be_had(
        self, workers: list[Worker], bookings: list[Booking], need: int, minutes: int
    ) -> None:
        capacity = DayCapacity(workers, bookings)
        starts = capacity.starts(need=need, minutes=minutes)
        every = range(DAY + 1)
        assert starts.bit_length() <= DAY
        assert bits(starts) == [m for m in every if capacity.places(need=need, minutes=minutes).at(m)]
        had = {m for m in every if capacity.place(need=need, minutes=minutes, first=m)}
        assert set(bits(starts)) <= had <= set(bits(capacity.bound(need=need, minutes=minutes)))
        far = {m for m in every if capacity.far_start(need=need, minutes=minutes, first=m)}
        assert had - set(bits(starts)) <= far <= had

    @small_days
    @given(workers=staffs, bookings=bookings_of_a_day, request=requests)
    def test_what_a_placement_stores_is_a_proof_that_stands_by_itself(
        self, workers: list[Worker], bookings: list[Booking], request: tuple[int, int, int]
    ) -> None:
        need, minutes, first = request
        capacity = DayCapacity(workers, bookings)
        placement = capacity.place(need=need, minutes=minutes, first=first)
        if placement is not None:
            after = stored(bookings, placement, booking(first, minutes, need=need))
            after = [replace(b, witness=None) if i in capacity.unserved else b for i, b in enumerate(after)]
            assert set(DayCapacity(workers, after).unserved) <= set(capacity.unserved)
            for kind in set(workers):
                alike = [worker for worker in workers if worker == kind]
                theirs = [b for b in after if b.witness is not None and workers[b.witness] == kind]
                assert can_serve_all(alike, theirs)

    @small_days
    @given(workers=staffs, bookings=bookings_of_a_day, need=needs, minutes=st.integers(1, 5))
    def test_the_minutes_of_the_unserved_are_not_offered_to_those_who_could_take_their_place(
        self, workers: list[Worker], bookings: list[Booking], need: int, minutes: int
    ) -> None:
        capacity = DayCapacity(workers, bookings)
        for first in bits(capacity.starts(need=need, minutes=minutes)):
            placement = capacity.place(need=need, minutes=minutes, first=first)
            assert placement is not None
            skills_there = workers[placement.worker].skills
            for each in (bookings[index] for index in capacity.unserved):
                if skills_there is None or not each.need & ~skills_there:
                    assert first + minutes <= each.first or each.first + each.minutes <= first

    @small_days
    @given(
        size=st.integers(1, 4),
        present=presences,
        bookings=bookings_of_a_day,
        need=needs,
        minutes=st.integers(1, 5),
    )
    def test_with_staff_who_are_alike_starts_and_places_are_exact(
        self, size: int, present: int, bookings: list[Booking], need: int, minutes: int
    ) -> None:
        workers = [Worker(None, present)] * size
        taken: list[Booking] = []
        for each in bookings:
            if can_serve_all(workers, [*taken, each]):
                taken.append(each)
        capacity = DayCapacity(workers, taken)
        assert capacity.unserved == ()
        for first in range(DAY):
            new = booking(first, minutes, need=need)
            possible = next(n for n in range(size, -1, -1) if can_serve_all(workers, [*taken, *[new] * n]))
            assert capacity.places(need=need, minutes=minutes).at(first) == possible
            assert capacity.starts(need=need, minutes=minutes) >> first & 1 == (possible > 0)


def test_on_crowded_days_most_of_what_is_possible_is_offered_and_nothing_else() -> None:
    """Seeded days filled by placing, so full that colleagues must take over: the share is printed."""
    chance = random.Random(2026)
    offered = possible = moved = 0
    for _ in range(600):
        kinds = chance.choices([Worker(skills, ALL_DAY) for skills in (None, 1, 2, 3, 5, 6)], k=3)
        workers = chance.choices(kinds, k=4)
        bookings: list[Booking] = []
        for _ in range(20):
            new = booking(chance.randrange(DAY - 3), chance.randint(2, 4), need=chance.choice([1, 2, 4]))
            capacity = DayCapacity(workers, bookings)
            placement = capacity.place(need=new.need, minutes=new.minutes, first=new.first)
            if placement is not None:
                bookings = stored(bookings, placement, new)
                moved += len(placement.moved)
                assert DayCapacity(workers, bookings).unserved == ()
        need, minutes = chance.choice([1, 2, 4]), chance.randint(1, 3)
        starts = DayCapacity(workers, bookings[:-3]).starts(need=need, minutes=minutes)
        for first in range(DAY):
            feasible = can_serve_all(workers, [*bookings[:-3], booking(first, minutes, need=need)])
            assert feasible or not starts >> first & 1
            possible += feasible
            offered += starts >> first & 1
    print(f"offered {offered} of {possible} possible starts: {offered / possible:.3f}; {moved} moves")  # noqa: T201
    assert moved > 100
    assert offered >= 0.95 * possible


def test_on_crowded_days_after_a_change_of_staff_every_offer_can_be_kept() -> None:
    chance = random.Random(7)
    for _ in range(1500):
        kinds = chance.choices([Worker(skills, ALL_DAY) for skills in (None, 1, 2, 3, 5, 6)], k=3)
        workers = chance.choices(kinds, k=4)
        bookings = [
            booking(
                chance.randrange(8),
                chance.randint(2, 4),
                need=chance.choice([1, 2, 4]),
                witness=chance.choice([0, 1, 2, 3, 0, 1, 2, 3, None]),
            )
            for _ in range(9)
        ]
        offers_can_be_kept(workers, bookings, need=chance.choice([1, 2, 4]), minutes=chance.randint(1, 4))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Breaks as the law wants them, and where they may lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufruf.planning.plans.balance import BreakRules, Span
from aufruf.planning.plans.staffing_rules import Breach, breaches, break_minutes, placements


@pytest.mark.parametrize(
    ("work", "minutes"), [(0, 0), (360, 0), (361, 30), (540, 30), (541, 45), (600, 45), (-5, 0)]
)
def test_the_longer_the_work_the_longer_the_break(work: int, minutes: int) -> None:
    assert break_minutes(work) == minutes


@pytest.mark.parametrize(
    ("shift", "breaks", "found"),
    [
        pytest.param(Span(0, 360), [], set(), id="six hours need none"),
        pytest.param(Span(0, 361), [], {Breach.TOO_LITTLE, Breach.TOO_LONG_WITHOUT}, id="a minute more does"),
        pytest.param(Span(0, 510), [Span(240, 270)], set(), id="half an hour in the middle"),
        pytest.param(Span(0, 510), [Span(240, 265)], {Breach.TOO_LITTLE}, id="five minutes too short"),
        pytest.param(Span(0, 510), [Span(180, 195), Span(300, 315)], set(), id="in two pieces"),
        pytest.param(
            Span(0, 510),
            [Span(180, 190), Span(250, 260), Span(300, 310)],
            {Breach.TOO_LITTLE, Breach.TOO_LONG_WITHOUT},
            id="pieces of ten minutes are none",
        ),
        pytest.param(Span(0, 510), [Span(361, 391)], {Breach.TOO_LONG_WITHOUT}, id="too late"),
        pytest.param(Span(0, 510), [Span(60, 90)], {Breach.TOO_LONG_WITHOUT}, id="too long after it"),
        pytest.param(Span(0, 570), [Span(270, 300)], set(), id="nine hours of work: half an hour"),
        pytest.param(Span(0, 571), [Span(270, 300)], {Breach.TOO_LITTLE}, id="a minute more: too little"),
        pytest.param(Span(0, 585), [Span(270, 315)], set(), id="three quarters of an hour"),
        pytest.param(
            Span(0, 390),
            [Span(0, 30)],
            {Breach.AT_THE_EDGE, Breach.TOO_LITTLE, Breach.TOO_LONG_WITHOUT},
            id="at the beginning",
        ),
        pytest.param(
            Span(0, 390),
            [Span(360, 390)],
            {Breach.AT_THE_EDGE, Breach.TOO_LITTLE, Breach.TOO_LONG_WITHOUT},
            id="at the end",
        ),
        pytest.param(Span(0, 300), [Span(400, 430)], {Breach.AT_THE_EDGE}, id="outside"),
        pytest.param(Span(0, 510), [Span(240, 260), Span(250, 270)], set(), id="two that overlap are one"),
    ],
)
def test_what_the_law_has_against_it_is_found(shift: Span, breaks: list[Span], found: set[Breach]) -> None:
    assert set(breaches(shift, breaks)) == found


@given(
    begin=st.integers(-60, 300),
    length=st.integers(1, 720),
    planned=st.lists(st.integers(5, 60), max_size=3),
    long_service=st.integers(0, 200),
)
def test_every_place_for_breaks_is_lawful(
    begin: int, length: int, planned: list[int], long_service: int
) -> None:
    shift = Span(begin, begin + length)
    for places in placements(shift, planned, BreakRules(long_service=long_service)):
        assert breaches(shift, places) == ()
        assert all(pause.begin >= shift.begin for pause in places)
        assert list(places) == sorted(places)


@given(begin=st.integers(0, 40), length=st.integers(24, 48))
def test_a_shift_up_to_twelve_hours_has_a_place_for_its_breaks(begin: int, length: int) -> None:
    assert placements(Span(15 * begin, 15 * (begin + length)), (), BreakRules())


def test_the_window_ends_at_six_hours_less_a_long_service() -> None:
    begins = [each[0].begin for each in placements(Span(0, 510), [30], BreakRules(long_service=60))]
    # The stretch after the break counts as well: 510 - 300 = 210, less the break.
    assert (min(begins), max(begins)) == (180, 300)
    assert begins == list(range(180, 301, 15))


def test_where_no_place_is_left_the_margin_gives_way_and_the_law_does_not() -> None:
    # 600 minutes with 45 of break: two stretches of 277 minutes, so no more than 75 remain for a service.
    begins = [each[0].begin for each in placements(Span(0, 600), (), BreakRules(long_service=120))]
    assert (min(begins), max(begins)) == (270, 285)
    assert placements(Span(0, 1200), (30,), BreakRules()) == []


def test_a_break_that_is_planned_longer_than_the_law_wants_stays_as_long() -> None:
    assert {each[0].minutes for each in placements(Span(0, 510), [60], BreakRules())} == {60}
    assert {each[0].minutes for each in placements(Span(0, 300), [20], BreakRules())} == {20}


def test_one_that_is_planned_too_short_grows() -> None:
    assert {each[0].minutes for each in placements(Span(0, 510), [20], BreakRules())} == {30}


def test_what_is_taken_stays_and_the_rest_comes_later() -> None:
    taken = [Span(120, 135)]
    found = placements(Span(0, 510), [15], BreakRules(), taken=taken, not_before=200)
    assert found
    assert all(places[0] == taken[0] and places[1].begin >= 200 for places in found)
    assert all(places[1].minutes == 15 for places in found)


def test_many_breaks_have_a_bounded_number_of_places() -> None:
    assert 0 < len(placements(Span(0, 540), [15] * 4, BreakRules())) <= 160

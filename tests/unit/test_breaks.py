# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The breaks of a shift at the counter: told before, said when due, not again once they were had."""

import datetime as dt

import pytest

from aufruf.domain.breaks import breaks_of, rest_of
from aufruf.domain.catalogue import Shift, StaffMember
from aufruf.domain.counters import Seat
from tests.builders import BERLIN, MONDAY, at, office

NOON, HALF_PAST = dt.time(12), dt.time(12, 30)
BREAK = (at("12:00"), at("12:30"))


def seat(**changes: object) -> Seat:
    return Seat(**({"counter": "1", "user": "anna", "staff": "anna"} | changes))  # type: ignore[arg-type]


def of_anna(*shifts: Shift, date: dt.date = MONDAY) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
    return breaks_of(office(staff=(StaffMember(id="anna"),), shifts=shifts), "anna", date)


def test_the_breaks_are_those_of_todays_shifts_in_their_order() -> None:
    early = Shift(
        staff="anna",
        weekday=0,
        local_from=dt.time(8),
        local_to=dt.time(16),
        breaks=((NOON, HALF_PAST), (dt.time(9, 30), dt.time(9, 45))),
    )
    assert of_anna(early) == ((at("09:30"), at("09:45")), BREAK)
    assert of_anna(early, date=MONDAY + dt.timedelta(days=1)) == ()
    away = Shift(staff="anna", date=MONDAY)
    assert of_anna(early, away) == ()
    assert breaks_of(office(), None, MONDAY) == ()


def test_a_break_after_midnight_of_a_night_shift_is_on_the_next_date() -> None:
    night = Shift(
        staff="anna",
        weekday=0,
        local_from=dt.time(20),
        local_to=dt.time(4),
        breaks=((dt.time(1), dt.time(1, 30)),),
    )
    [(begins, _)] = of_anna(night)
    assert begins.astimezone(BERLIN).date() == MONDAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "is_due"), [("11:59", False), ("12:00", True), ("12:29", True), ("12:30", False)]
)
def test_a_break_is_due_from_its_beginning_to_its_end(now: str, *, is_due: bool) -> None:
    assert rest_of([BREAK], seat(), now=at(now)).due == (BREAK if is_due else None)


@pytest.mark.parametrize(("paused_at", "is_due"), [("09:00", True), ("11:50", False), ("12:05", False)])
def test_a_break_that_was_had_is_not_due_again(paused_at: str, *, is_due: bool) -> None:
    rest = rest_of([BREAK], seat(paused_at=at(paused_at)), now=at("12:20"))
    assert (rest.due is not None) is is_due


def test_whoever_pauses_reads_until_when_it_was_planned_even_if_it_is_over() -> None:
    pausing = seat(paused=True, paused_at=at("12:03"))
    for now in ("12:10", "12:40"):
        rest = rest_of([BREAK], pausing, now=at(now))
        assert (rest.planned, rest.due) == (BREAK, None)
    assert rest_of([BREAK], seat(paused=True, paused_at=at("15:00")), now=at("15:01")).planned is None

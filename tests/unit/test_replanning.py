# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office with other shifts or one closure more: what is refused, and what it changes."""

import datetime as dt
from typing import Any

import pytest

from aufruf.domain.catalogue import Office, Shift
from aufruf.domain.errors import InThePast, NotFound, NotValid
from aufruf.domain.opening import OpeningHours, OpeningRule
from aufruf.domain.replanning import (
    closure_of,
    dates_of_shifts,
    is_closed_out,
    with_closure,
    with_shifts,
)
from aufruf.domain.staffing import presences_on, shifts_of
from tests.builders import BERLIN, MONDAY, at, office

SUNDAY, TUESDAY, WEDNESDAY = (MONDAY + dt.timedelta(days=n) for n in (-1, 1, 2))


def shift(begin: str, end: str, *breaks: str, **more: Any) -> Shift:
    pauses = tuple((dt.time.fromisoformat(a), dt.time.fromisoformat(b)) for a, _, b in map(_parts, breaks))
    defaults: dict[str, Any] = {"staff": "anna", "date": TUESDAY, "breaks": pauses}
    times = {"local_from": dt.time.fromisoformat(begin), "local_to": dt.time.fromisoformat(end)}
    return Shift(**(defaults | times | more))


def _parts(pause: str) -> tuple[str, str, str]:
    return pause.partition("-")


def replanned(*shifts: Shift, before: Office | None = None, **more: Any) -> Office:
    asked: dict[str, Any] = {"staff": "anna", "date": TUESDAY, "now": at("09:00")}
    return with_shifts(before or office(), shifts=shifts, **(asked | more))


def pointer_of(*shifts: Shift) -> str:
    with pytest.raises(NotValid) as refusal:
        replanned(*shifts)
    return refusal.value.errors[0][0]


def test_shifts_of_a_date_replace_the_weekly_ones_of_that_person_and_date_alone() -> None:
    before = office()
    after = replanned(shift("10:00", "12:00"), before=before)
    assert shifts_of(after, "anna", TUESDAY) == (shift("10:00", "12:00"),)
    assert shifts_of(after, "anna", WEDNESDAY) == shifts_of(before, "anna", WEDNESDAY)
    assert shifts_of(after, "bela", TUESDAY) == shifts_of(before, "bela", TUESDAY)


def test_without_any_shift_somebody_is_away() -> None:
    assert [presence.staff.id for presence in presences_on(replanned(), TUESDAY)] == ["bela"]


def test_new_shifts_of_a_date_replace_its_earlier_ones() -> None:
    after = replanned(shift("10:00", "12:00"), before=replanned())
    assert shifts_of(after, "anna", TUESDAY) == (shift("10:00", "12:00"),)


def test_the_same_shifts_again_are_the_very_same_office() -> None:
    once = replanned(shift("08:00", "10:00"), shift("12:00", "14:00"))
    assert replanned(shift("12:00", "14:00"), shift("08:00", "10:00"), before=once) is once


@pytest.mark.parametrize(
    "shifts",
    [
        pytest.param([shift("08:00", "12:00"), shift("12:00", "16:00")], id="one begins when the other ends"),
        pytest.param([shift("22:00", "06:00", "00:00-00:30", "23:45-00:00")], id="over midnight"),
        pytest.param([shift("22:00", "06:00", "23:45-00:15")], id="a break over midnight"),
        pytest.param([shift("16:00", "00:00", "23:30-00:00")], id="until midnight"),
        pytest.param([shift("00:00", "00:00")], id="the whole day"),
        pytest.param([shift("08:00", "16:00", "08:00-08:30", "15:30-16:00")], id="breaks at both ends"),
        pytest.param([shift("08:00", "16:00", counter="2")], id="at a counter"),
    ],
)
def test_what_can_be_worked_is_taken(shifts: list[Shift]) -> None:
    assert shifts_of(replanned(*shifts), "anna", TUESDAY) == tuple(shifts)


@pytest.mark.parametrize(
    ("shifts", "pointer"),
    [
        pytest.param([shift("08:00", "08:00")], "/shifts/0/local_to", id="no length"),
        pytest.param([shift("08:00", "12:00"), shift("11:00", "13:00")], "/shifts/1", id="overlapping"),
        pytest.param([shift("20:00", "02:00"), shift("22:00", "23:00")], "/shifts/1", id="within the night"),
        pytest.param([shift("08:00", "12:00", "07:30-08:30")], "/shifts/0/breaks/0", id="begins before"),
        pytest.param([shift("08:00", "12:00", "11:30-12:30")], "/shifts/0/breaks/0", id="ends after"),
        pytest.param([shift("08:00", "12:00", "11:00-10:00")], "/shifts/0/breaks/0", id="backwards"),
        pytest.param([shift("08:00", "12:00", "10:00-10:00")], "/shifts/0/breaks/0", id="an empty break"),
        pytest.param([shift("22:00", "06:00", "06:00-06:30")], "/shifts/0/breaks/0", id="after the night"),
        pytest.param(
            [shift("08:00", "12:00", "09:00-09:30", "09:20-09:40")],
            "/shifts/0/breaks/1",
            id="two breaks at once",
        ),
        pytest.param(
            [shift("08:00", "09:00"), shift("10:00", "12:00", counter="9")],
            "/shifts/1/counter",
            id="an unknown counter",
        ),
        pytest.param([Shift(staff="anna", date=TUESDAY)], "/shifts/0", id="without times"),
    ],
)
def test_what_cannot_be_worked_is_refused_where_it_is_wrong(shifts: list[Shift], pointer: str) -> None:
    assert pointer_of(*shifts) == pointer


def test_unknown_staff_is_not_found() -> None:
    with pytest.raises(NotFound):
        replanned(staff="niemand")


def test_yesterday_cannot_be_replanned_but_today_can() -> None:
    with pytest.raises(InThePast):
        replanned(date=SUNDAY)
    assert [each.staff.id for each in presences_on(replanned(date=MONDAY), MONDAY)] == ["bela"]


@pytest.mark.parametrize("date", [dt.date(2062, 11, 24), dt.date.max])
def test_a_mistyped_year_is_refused(date: dt.date) -> None:
    with pytest.raises(NotValid):
        replanned(date=date)
    with pytest.raises(NotValid):
        with_closure(office(), closure_of(first=MONDAY, last=date), now=at("09:00"))


def test_a_shift_beyond_midnight_before_or_after_the_change_concerns_two_dates() -> None:
    day, night = replanned(shift("08:00", "16:00")), replanned(shift("22:00", "06:00"))
    until_midnight = replanned(shift("16:00", "00:00"))
    asked: dict[str, Any] = {"staff": "anna", "date": TUESDAY}
    assert dates_of_shifts(office(), day, **asked) == (TUESDAY,)
    assert dates_of_shifts(office(), until_midnight, **asked) == (TUESDAY,)
    assert dates_of_shifts(office(), night, **asked) == (TUESDAY, WEDNESDAY)
    assert dates_of_shifts(night, office(), **asked) == (TUESDAY, WEDNESDAY)


def test_a_closure_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(NotValid):
        closure_of(first=TUESDAY, last=MONDAY)


def test_a_closure_that_is_over_is_refused_and_one_that_has_begun_is_not() -> None:
    with pytest.raises(InThePast):
        with_closure(office(), closure_of(first=SUNDAY, last=SUNDAY), now=at("09:00"))
    closure = closure_of(first=SUNDAY, last=TUESDAY)
    assert with_closure(office(), closure, now=at("09:00")).opening.closures == (closure,)


def test_a_closure_of_the_same_days_gets_another_reason_and_the_same_again_is_the_very_same_office() -> None:
    ill = with_closure(office(), closure_of(first=MONDAY, last=TUESDAY, reason="krank"), now=at("09:00"))
    closure = closure_of(first=MONDAY, last=TUESDAY, reason="Umzug")
    moving = with_closure(ill, closure, now=at("09:00"))
    assert moving.opening.closures == (closure,)
    assert with_closure(moving, closure, now=at("09:00")) is moving


def test_hours_after_midnight_belong_to_the_evening_before_in_a_closure_too() -> None:
    nights = tuple(OpeningRule(weekday=d, local_from=dt.time(20), local_to=dt.time(2)) for d in range(7))
    closure = closure_of(first=TUESDAY, last=TUESDAY)
    closed = with_closure(office(opening=OpeningHours(zone=BERLIN, rules=nights)), closure, now=at("09:00"))
    found = [
        is_closed_out(closed, closure, at(wall, date=date))
        for date in (TUESDAY, WEDNESDAY)
        for wall in ("01:00", "12:00", "21:00")
    ]
    assert found == [False, True, True, True, False, False]

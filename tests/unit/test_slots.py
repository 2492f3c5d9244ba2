# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an appointment may begin: the grid, closing time, the booking window, clock changes."""

import datetime as dt

import pytest

from aufruf.domain.catalogue import Concern, Office, OfficeRules, concern
from aufruf.domain.errors import (
    AufrufError,
    InThePast,
    NotValid,
    OffGrid,
    OutsideBookingWindow,
    OutsideOpening,
    RangeTooLong,
)
from aufruf.domain.opening import Closure, OpeningHours, OpeningKind, OpeningRule
from aufruf.domain.slots import check_start, dates_asked, grid_starts
from tests.builders import BERLIN, MONDAY, at, office

NINE = at("09:00")
SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2026, 10, 25)  # Sundays with 23 and with 25 hours


def open_from(*hours: str, grid: int = 15, weekday: int = 0) -> Office:
    """An office open on one weekday at these hours ("08:00-12:00"), with a grid."""
    rules = []
    for text in hours:
        local_from, local_to = (dt.time.fromisoformat(part) for part in text.split("-"))
        rules.append(OpeningRule(weekday=weekday, local_from=local_from, local_to=local_to))
    opening = OpeningHours(zone=BERLIN, rules=tuple(rules))
    return office(opening=opening, rules=OfficeRules(grid_minutes=grid))


def on_the_wall(place: Office, date: dt.date = MONDAY, *, minutes: int = 15) -> list[str]:
    return [f"{start.astimezone(BERLIN):%H:%M}" for start in grid_starts(place, date, minutes=minutes)]


def wanted(place: Office, *items: tuple[str, int]) -> Concern:
    return concern(place, items or [("ausweis", 1)])


def refusal_of(place: Office, start: dt.datetime, *, now: dt.datetime = NINE) -> type[AufrufError] | None:
    try:
        check_start(place, wanted(place), start=start, now=now)
    except AufrufError as error:
        return type(error)
    return None


def test_the_grid_is_counted_from_the_beginning_of_each_opening_interval() -> None:
    place = open_from("08:10-08:50", "14:05-14:40")
    assert on_the_wall(place) == ["08:10", "08:25", "14:05", "14:20"]


@pytest.mark.parametrize(
    ("minutes", "last"), [(15, "11:45"), (16, "11:30"), (30, "11:30"), (240, "08:00"), (241, None)]
)
def test_the_last_appointment_ends_by_closing(minutes: int, last: str | None) -> None:
    starts = on_the_wall(open_from("08:00-12:00"), minutes=minutes)
    assert (starts[-1] if starts else None) == last


def test_hours_for_walk_ins_alone_give_no_starts() -> None:
    rule = OpeningRule(weekday=0, local_from=dt.time(8), local_to=dt.time(12), kind=OpeningKind.WALK_INS)
    assert on_the_wall(office(opening=OpeningHours(zone=BERLIN, rules=(rule,)))) == []


def test_a_day_on_which_the_office_is_closed_gives_no_starts() -> None:
    rule = OpeningRule(weekday=0, local_from=dt.time(8), local_to=dt.time(12))
    closed = OpeningHours(zone=BERLIN, rules=(rule,), closures=(Closure(first=MONDAY, last=MONDAY),))
    holiday = OpeningHours(zone=BERLIN, rules=(rule,), holidays=frozenset({MONDAY}))
    assert on_the_wall(office(opening=closed)) == []
    assert on_the_wall(office(opening=holiday)) == []
    assert refusal_of(office(opening=closed), at("10:00")) is OutsideOpening


def test_an_hour_that_the_clock_jumps_over_is_not_offered() -> None:
    place = open_from("01:30-03:30", grid=30, weekday=6)
    assert on_the_wall(place, SPRING, minutes=30) == ["01:30", "03:00"]


def test_an_hour_that_happens_twice_is_offered_twice() -> None:
    place = open_from("02:00-03:00", grid=30, weekday=6)
    starts = list(grid_starts(place, AUTUMN, minutes=30))
    assert [f"{start:%H:%M}" for start in starts] == ["00:00", "00:30", "01:00", "01:30"]  # in UTC
    assert on_the_wall(place, AUTUMN, minutes=30) == ["02:00", "02:30", "02:00", "02:30"]


def test_hours_over_midnight_are_offered_on_each_of_the_two_dates_but_never_across() -> None:
    place = open_from("22:00-02:00", grid=60)
    tuesday = MONDAY + dt.timedelta(days=1)
    assert on_the_wall(place, MONDAY, minutes=60) == ["22:00", "23:00"]
    assert on_the_wall(place, MONDAY, minutes=90) == ["22:00"]
    assert on_the_wall(place, tuesday, minutes=60) == ["00:00", "01:00"]
    now = at("09:00")
    assert refusal_of(place, at("00:00", date=tuesday), now=now) is None
    assert refusal_of(place, at("23:50"), now=now) is OutsideOpening


def test_whatever_the_grid_offers_may_be_booked_and_nothing_between() -> None:
    place = open_from("08:10-12:00", "13:00-18:00", grid=10)
    start, offered = at("00:00"), set(grid_starts(place, MONDAY, minutes=15))
    may = {start + dt.timedelta(minutes=n) for n in range(24 * 60)}
    assert {each for each in may if refusal_of(place, each, now=at("00:00")) is None} == offered


@pytest.mark.parametrize(
    ("start", "refusal"),
    [
        (at("08:59"), InThePast),
        (at("00:00", date=dt.date(1990, 1, 1)), InThePast),
        (at("09:00"), None),
        (at("09:01"), OffGrid),
        (at("10:15") + dt.timedelta(seconds=1), OffGrid),
        (at("10:15") + dt.timedelta(microseconds=1), OffGrid),
        (at("17:45"), None),
        (at("17:50"), OutsideOpening),  # would end after closing
        (at("18:00"), OutsideOpening),
        (at("07:45", date=dt.date(2026, 11, 24)), OutsideOpening),
        (at("10:00", date=dt.date(2026, 11, 29)), OutsideOpening),  # a Sunday
        (at("10:00", date=MONDAY + dt.timedelta(days=92)), None),
        (at("10:00", date=MONDAY + dt.timedelta(days=93)), OutsideBookingWindow),
        (at("10:00", date=dt.date(9998, 1, 5)), OutsideBookingWindow),
    ],
)
def test_a_start_is_refused_with_the_first_reason_there_is(
    start: dt.datetime, refusal: type[AufrufError] | None
) -> None:
    place = office(rules=OfficeRules(grid_minutes=15))
    assert refusal_of(place, start) is refusal


def test_a_past_start_outside_the_hours_and_off_the_grid_is_first_of_all_past() -> None:
    assert refusal_of(office(), at("03:01")) is InThePast


def test_nothing_is_given_within_the_lead_time() -> None:
    place = office(rules=OfficeRules(lead_minutes=60))
    assert refusal_of(place, at("09:55")) is OutsideBookingWindow
    assert refusal_of(place, at("10:00")) is None


def test_two_services_take_the_time_of_both_and_must_end_by_closing() -> None:
    place = office()
    both = wanted(place, ("pass", 2), ("ausweis", 1))
    assert both.minutes == 55
    check_start(place, both, start=at("17:05"), now=NINE)
    with pytest.raises(OutsideOpening):
        check_start(place, both, start=at("17:10"), now=NINE)


def test_an_appointment_keeps_somebody_busy_for_whole_cells_of_five_minutes() -> None:
    exact = Concern(items=(("a", 1),), minutes=15, group="A")
    odd = Concern(items=(("a", 1),), minutes=16, group="A")
    assert (exact.occupied_minutes, odd.occupied_minutes) == (15, 20)


def test_a_question_without_dates_is_about_31_days_from_today() -> None:
    assert dates_asked(MONDAY, None, None) == (MONDAY, MONDAY + dt.timedelta(days=30))


def test_92_days_may_be_asked_for_and_93_not() -> None:
    assert dates_asked(MONDAY, MONDAY, MONDAY + dt.timedelta(days=91))
    with pytest.raises(RangeTooLong):
        dates_asked(MONDAY, MONDAY, MONDAY + dt.timedelta(days=92))


def test_a_question_up_to_the_end_of_the_calendar_ends_there() -> None:
    assert dates_asked(MONDAY, dt.date.max, None) == (dt.date.max, dt.date.max)


@pytest.mark.parametrize(("first", "last"), [(MONDAY, MONDAY - dt.timedelta(days=1)), (None, dt.date.min)])
def test_dates_that_run_backwards_are_refused(first: dt.date | None, last: dt.date) -> None:
    with pytest.raises(NotValid):
        dates_asked(MONDAY, first, last)

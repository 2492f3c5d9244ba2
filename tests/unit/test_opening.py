# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from aufruf.domain.opening import (
    Closure,
    OpeningHours,
    OpeningKind,
    OpeningRule,
    closure_reason,
    intervals_on,
    is_open,
)

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY, TUESDAY, WEDNESDAY, SATURDAY, SUNDAY = 0, 1, 2, 5, 6
A_TUESDAY = dt.date(2026, 6, 9)


def rule(
    hours: str,
    weekday: int = TUESDAY,
    *,
    valid: tuple[str | None, str | None] = (None, None),
    every_n_weeks: int = 1,
    week_of_month: int | None = None,
    kind: OpeningKind = OpeningKind.OPEN,
) -> OpeningRule:
    begin, end = (dt.time.fromisoformat(part) for part in hours.replace("24:00", "00:00").split("-"))
    first, last = (text and dt.date.fromisoformat(text) for text in valid)
    return OpeningRule(
        weekday=weekday,
        local_from=begin,
        local_to=end,
        valid_from=first or None,
        valid_to=last or None,
        every_n_weeks=every_n_weeks,
        week_of_month=week_of_month,
        kind=kind,
    )


def office(
    *rules: OpeningRule,
    closures: tuple[Closure, ...] = (),
    holidays: frozenset[dt.date] = frozenset(),
    zone: ZoneInfo = BERLIN,
) -> OpeningHours:
    return OpeningHours(zone=zone, rules=rules, closures=closures, holidays=holidays)


def open_days(hours: OpeningHours, first: str, *, days: int) -> list[str]:
    start = dt.date.fromisoformat(first)
    dates = (start + dt.timedelta(days=n) for n in range(days))
    return [f"{date:%d.%m.}" for date in dates if intervals_on(hours, date)]


def wall(
    hours: OpeningHours, date: dt.date = A_TUESDAY, *, audience: OpeningKind = OpeningKind.OPEN
) -> list[str]:
    """Write the intervals as the clock on the office's wall shows them."""
    return [
        f"{begin.astimezone(hours.zone):%H:%M}-{end.astimezone(hours.zone):%H:%M}"
        for begin, end in intervals_on(hours, date, audience=audience)
    ]


def test_an_interval_is_in_utc() -> None:
    assert intervals_on(office(rule("08:00-12:00")), A_TUESDAY) == (
        (dt.datetime(2026, 6, 9, 6, tzinfo=dt.UTC), dt.datetime(2026, 6, 9, 10, tzinfo=dt.UTC)),
    )


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (["08:00-12:00", "14:00-18:00"], ["08:00-12:00", "14:00-18:00"]),
        (["14:00-18:00", "08:00-12:00"], ["08:00-12:00", "14:00-18:00"]),
        (["08:00-12:00", "12:00-13:00"], ["08:00-13:00"]),
        (["08:00-12:00", "09:00-10:00"], ["08:00-12:00"]),
        (["08:00-12:00", "11:00-14:00", "13:00-15:00"], ["08:00-15:00"]),
        (["08:00-12:00", "08:00-12:00"], ["08:00-12:00"]),
        (["18:00-24:00"], ["18:00-00:00"]),
        (["22:00-02:00"], ["22:00-02:00"]),
        (["00:00-24:00"], ["00:00-00:00"]),
        ([], []),
    ],
)
def test_the_hours_of_a_day_are_sorted_and_joined(hours: list[str], expected: list[str]) -> None:
    assert wall(office(*map(rule, hours))) == expected


def test_a_rule_opens_on_its_weekday_alone() -> None:
    assert open_days(office(rule("08:00-12:00")), "2026-06-01", days=14) == ["02.06.", "09.06."]


@pytest.mark.parametrize(
    ("valid", "expected"),
    [
        ((None, "2026-06-09"), ["02.06.", "09.06."]),
        (("2026-06-09", None), ["09.06.", "16.06.", "23.06."]),
        (("2026-06-03", "2026-06-16"), ["09.06.", "16.06."]),
        (("2026-06-16", "2026-06-16"), ["16.06."]),
    ],
)
def test_a_rule_holds_from_the_first_to_the_last_day(
    valid: tuple[str | None, str | None], expected: list[str]
) -> None:
    assert open_days(office(rule("08:00-12:00", valid=valid)), "2026-06-01", days=28) == expected


def test_weeks_are_counted_from_the_monday_of_the_first_day() -> None:
    # 4 June 2026 is a Thursday: the week of 1 June counts, though its Tuesday is over.
    fortnightly = rule("08:00-12:00", valid=("2026-06-04", None), every_n_weeks=2)
    assert open_days(office(fortnightly), "2026-06-01", days=42) == ["16.06.", "30.06."]


def test_the_count_of_weeks_goes_on_over_a_year_of_53_weeks() -> None:
    fortnightly = rule("08:00-12:00", valid=("2026-12-15", None), every_n_weeks=2)
    assert open_days(office(fortnightly), "2026-12-15", days=42) == ["15.12.", "29.12.", "12.01."]


@pytest.mark.parametrize(
    ("week_of_month", "expected"),
    [
        (1, ["02.06.", "07.07."]),
        (2, ["09.06.", "14.07."]),
        (4, ["23.06.", "28.07."]),
        (5, ["30.06.", "28.07."]),
    ],
)
def test_the_kth_weekday_of_the_month_counts_the_weekday_and_five_is_the_last(
    week_of_month: int, expected: list[str]
) -> None:
    hours = office(rule("08:00-12:00", week_of_month=week_of_month))
    assert open_days(hours, "2026-06-01", days=61) == expected


def test_with_both_the_count_of_weeks_or_the_place_in_the_month_suffices() -> None:
    both = rule("08:00-12:00", valid=("2026-06-02", None), every_n_weeks=3, week_of_month=5)
    assert open_days(office(both), "2026-06-01", days=61) == [
        "02.06.",
        "23.06.",
        "30.06.",
        "14.07.",
        "28.07.",
    ]


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (OpeningKind.APPOINTMENTS, ["08:00-12:00"]),
        (OpeningKind.WALK_INS, ["08:00-10:00", "14:00-16:00"]),
        (OpeningKind.OPEN, ["08:00-12:00", "14:00-16:00"]),
    ],
)
def test_each_audience_has_its_hours_and_those_of_both(audience: OpeningKind, expected: list[str]) -> None:
    hours = office(
        rule("08:00-10:00"),
        rule("10:00-12:00", kind=OpeningKind.APPOINTMENTS),
        rule("14:00-16:00", kind=OpeningKind.WALK_INS),
    )
    assert wall(hours, audience=audience) == expected


def test_a_rule_does_not_hold_on_a_holiday() -> None:
    hours = office(rule("08:00-12:00"), holidays=frozenset({A_TUESDAY}))
    assert open_days(hours, "2026-06-01", days=14) == ["02.06."]


def test_a_rule_of_a_single_day_holds_on_a_holiday_too() -> None:
    single = rule("09:00-11:00", valid=("2026-06-09", "2026-06-09"))
    hours = office(rule("08:00-12:00"), single, holidays=frozenset({A_TUESDAY}))
    assert wall(hours) == ["09:00-11:00"]


def test_a_closure_beats_every_rule() -> None:
    single = rule("09:00-11:00", valid=("2026-06-09", "2026-06-09"))
    shut = Closure(first=dt.date(2026, 6, 8), last=dt.date(2026, 6, 10), reason="Umzug")
    assert wall(office(rule("08:00-12:00"), single, closures=(shut,))) == []


@pytest.mark.parametrize(("day", "expected"), [(7, None), (8, "Umzug"), (10, "Umzug"), (11, ""), (12, None)])
def test_the_reason_of_a_closure_is_told_on_its_days_and_none_elsewhere(
    day: int, expected: str | None
) -> None:
    closures = (
        Closure(first=dt.date(2026, 6, 8), last=dt.date(2026, 6, 10), reason="Umzug"),
        Closure(first=dt.date(2026, 6, 11), last=dt.date(2026, 6, 11)),
    )
    assert closure_reason(office(closures=closures), dt.date(2026, 6, day)) == expected


def test_a_holiday_is_no_closure() -> None:
    assert closure_reason(office(holidays=frozenset({A_TUESDAY})), A_TUESDAY) is None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-06-09T07:59:59", False),
        ("2026-06-09T08:00:00", True),
        ("2026-06-09T11:59:59", True),
        ("2026-06-09T12:00:00", False),
        ("2026-06-09T22:00:00", True),
        ("2026-06-10T00:00:00", True),
        ("2026-06-10T01:59:59", True),
        ("2026-06-10T02:00:00", False),
        ("2026-06-09T01:00:00", False),
    ],
)
def test_an_office_is_open_from_its_first_moment_to_before_its_last(at: str, *, expected: bool) -> None:
    hours = office(rule("08:00-12:00"), rule("22:00-02:00"))
    assert is_open(hours, dt.datetime.fromisoformat(at).replace(tzinfo=BERLIN)) is expected


def test_being_open_is_asked_for_an_audience() -> None:
    hours = office(rule("08:00-12:00", kind=OpeningKind.APPOINTMENTS))
    at = dt.datetime(2026, 6, 9, 9, tzinfo=BERLIN)
    assert is_open(hours, at)
    assert not is_open(hours, at, audience=OpeningKind.WALK_INS)


def test_hours_after_midnight_belong_to_the_evening_before() -> None:
    wednesday = Closure(first=dt.date(2026, 6, 10), last=dt.date(2026, 6, 10))
    hours = office(rule("22:00-02:00"), rule("22:00-02:00", WEDNESDAY), closures=(wednesday,))
    assert is_open(hours, dt.datetime(2026, 6, 10, 1, tzinfo=BERLIN))
    assert not is_open(hours, dt.datetime(2026, 6, 11, 1, tzinfo=BERLIN))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        is_open(office(), dt.datetime(2026, 6, 9, 9))  # noqa: DTZ001 that is the case


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: rule("08:00-12:00", 7), "weekday 7"),
        (lambda: rule("08:00-12:00", -1), "weekday -1"),
        (lambda: rule("12:00-12:00"), "both at 12:00"),
        (lambda: rule("08:00-12:00", every_n_weeks=0), "every_n_weeks 0"),
        (lambda: rule("08:00-12:00", every_n_weeks=2), "needs valid_from"),
        (lambda: rule("08:00-12:00", week_of_month=0), "week_of_month 0"),
        (lambda: rule("08:00-12:00", week_of_month=6), "week_of_month 6"),
        (lambda: rule("08:00-12:00", valid=("2026-06-10", "2026-06-09")), "no such weekday"),
        (lambda: rule("08:00-12:00", valid=("2026-06-08", "2026-06-08")), "no such weekday"),
        (lambda: rule("08:00+02:00-12:00+02:00"), "no time zone"),
        (lambda: Closure(first=dt.date(2026, 6, 9), last=dt.date(2026, 6, 8)), "before it begins"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_reason(build: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build()

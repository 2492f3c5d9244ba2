# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aufruf.domain.opening import OpeningHours, OpeningRule, intervals_on, is_open

SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
HOUR = dt.timedelta(hours=1)
ZONES = {
    "Europe/Berlin": (SPRING, AUTUMN),  # at 02:00, at 03:00
    "America/Sao_Paulo": (dt.date(2018, 11, 4), dt.date(2019, 2, 16)),  # both at midnight
    "America/Havana": (dt.date(2026, 3, 8), dt.date(2026, 11, 1)),  # at midnight, at 01:00
    "Asia/Beirut": (dt.date(2026, 3, 29), dt.date(2026, 10, 24)),  # both at midnight
    "Australia/Lord_Howe": (dt.date(2026, 10, 4), dt.date(2026, 4, 5)),  # by half an hour only
}


def daily(*hours: str, zone: str = "Europe/Berlin") -> OpeningHours:
    """Open an office on every day of the week at these hours."""
    times = [[dt.time.fromisoformat(t) for t in h.replace("24:00", "00:00").split("-")] for h in hours]
    rules = tuple(
        OpeningRule(weekday=weekday, local_from=begin, local_to=end)
        for weekday in range(7)
        for begin, end in times
    )
    return OpeningHours(zone=ZoneInfo(zone), rules=rules)


def wall(hours: OpeningHours, date: dt.date) -> list[str]:
    return [
        f"{begin.astimezone(hours.zone):%H:%M%z}-{end.astimezone(hours.zone):%H:%M%z}"
        for begin, end in intervals_on(hours, date)
    ]


def length(hours: OpeningHours, date: dt.date) -> dt.timedelta:
    return sum((end - begin for begin, end in intervals_on(hours, date)), dt.timedelta())


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("08:00-12:00", ["08:00+0200-12:00+0200"]),
        ("01:00-04:00", ["01:00+0100-04:00+0200"]),
        ("02:30-04:00", ["03:00+0200-04:00+0200"]),
        ("01:00-02:30", ["01:00+0100-03:00+0200"]),
        ("02:00-03:00", []),
        ("02:10-02:50", []),
        ("02:30-03:15", ["03:00+0200-03:15+0200"]),
    ],
)
def test_in_spring_a_skipped_wall_time_moves_to_the_jump(hours: str, expected: list[str]) -> None:
    assert wall(daily(hours), SPRING) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("08:00-12:00", ["08:00+0100-12:00+0100"]),
        ("02:00-03:00", ["02:00+0200-03:00+0100"]),
        ("02:30-02:45", ["02:30+0200-02:45+0100"]),
        ("01:00-02:30", ["01:00+0200-02:30+0100"]),
        ("02:30-04:00", ["02:30+0200-04:00+0100"]),
    ],
)
def test_in_autumn_opening_takes_the_first_and_closing_the_second(hours: str, expected: list[str]) -> None:
    assert wall(daily(hours), AUTUMN) == expected


@pytest.mark.parametrize(
    ("evening", "expected"), [(SPRING, ["22:00+0100-03:00+0200"]), (AUTUMN, ["22:00+0200-02:30+0100"])]
)
def test_a_night_over_the_change_ends_by_the_new_clock(evening: dt.date, expected: list[str]) -> None:
    assert wall(daily("22:00-02:30"), evening - dt.timedelta(days=1)) == expected


@pytest.mark.parametrize("zone", ZONES)
def test_a_whole_day_is_as_long_as_the_clock_makes_it(zone: str) -> None:
    spring, autumn = ZONES[zone]
    change = HOUR / 2 if zone == "Australia/Lord_Howe" else HOUR
    assert length(daily("00:00-24:00", zone=zone), spring) == 24 * HOUR - change
    assert length(daily("00:00-24:00", zone=zone), autumn) == 24 * HOUR + change


@pytest.mark.parametrize("zone", ZONES)
def test_whole_days_follow_each_other_without_gap_or_overlap(zone: str) -> None:
    hours = daily("00:00-24:00", zone=zone)
    first = ZONES[zone][0] - dt.timedelta(days=2)
    days = [intervals_on(hours, first + dt.timedelta(days=n)) for n in range(400)]
    assert all(len(day) == 1 for day in days)
    assert all(before[0][1] == after[0][0] for before, after in pairwise(days))


def test_a_day_that_was_left_out_of_the_calendar_has_no_hours() -> None:
    # Samoa went from 29 to 31 December 2011.
    hours = daily("00:00-24:00", "08:00-12:00", zone="Pacific/Apia")
    assert [len(intervals_on(hours, dt.date(2011, 12, day))) for day in (29, 30, 31)] == [1, 0, 1]


MINUTES = st.integers(0, 24 * 60 - 1)
DATES = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)) | st.sampled_from([SPRING, AUTUMN])


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@given(
    date=DATES | st.sampled_from([day for pair in ZONES.values() for day in pair]),
    zone=st.sampled_from(sorted(ZONES)),
    spans=st.lists(st.tuples(MINUTES, MINUTES).filter(lambda s: s[0] < s[1]), max_size=6),
)
def test_intervals_are_sorted_apart_and_inside_their_local_day(
    date: dt.date, zone: str, spans: list[tuple[int, int]]
) -> None:
    hours = daily(*(f"{clock(a)}-{clock(b)}" for a, b in spans), zone=zone)
    found = intervals_on(hours, date)
    assert all(begin < end for begin, end in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
    for begin, end in found:
        assert begin.astimezone(hours.zone).date() == date
        assert (end - dt.timedelta(microseconds=1)).astimezone(hours.zone).date() == date


@given(date=st.sampled_from([SPRING, AUTUMN, dt.date(2026, 6, 9)]), cuts=st.sets(MINUTES, max_size=8))
@example(date=SPRING, cuts={150})
@example(date=AUTUMN, cuts={150})
def test_a_day_cut_into_pieces_is_as_long_as_the_whole(date: dt.date, cuts: set[int]) -> None:
    points = sorted({0, *cuts})
    pieces = [f"{clock(a)}-{clock(b)}" for a, b in pairwise([*points, 0])]
    expected = {SPRING: 23, AUTUMN: 25}.get(date, 24) * HOUR
    assert length(daily(*pieces), date) == expected


@given(
    at=st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31), timezones=st.just(dt.UTC)),  # noqa: DTZ001
    spans=st.lists(st.tuples(MINUTES, MINUTES).filter(lambda s: s[0] != s[1]), max_size=4),
)
def test_an_office_is_open_exactly_within_its_intervals(
    at: dt.datetime, spans: list[tuple[int, int]]
) -> None:
    hours = daily(*(f"{clock(a)}-{clock(b)}" for a, b in spans))
    days = [at.date() + dt.timedelta(days=n) for n in range(-3, 4)]
    within = any(begin <= at < end for day in days for begin, end in intervals_on(hours, day))
    assert is_open(hours, at) is within

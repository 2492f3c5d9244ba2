# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the part of OpenStreetMap's opening_hours notation that an office could enter as rules.

Strict on purpose: other languages, points in time, open ends, sunrise, school holidays, fallbacks and
comments without a state are refused, as is everything that is wrong.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAY = f"({'|'.join(WEEKDAYS)})"
MONTH = f"({'|'.join(MONTHS)})"
LEAP_YEAR = 2000


class DoesNotFit(Exception):
    """This string cannot be said in the rules of an office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """From a date to a date, in one year or, without one, in every year."""

    year: int | None
    last_year: int | None
    first: tuple[int, int]
    last: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRange:
    """ISO weeks from, to, and every how many."""

    first: int
    last: int
    every: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One part of the string: which days, which hours, open or not."""

    adds: bool  # after a comma; else it replaces what was said of its days
    dates: tuple[DateRange, ...]
    weeks: tuple[WeekRange, ...]
    days: tuple[tuple[int, int | None], ...]  # weekday, and which of the month
    on_holidays: bool
    times: tuple[tuple[int, int], ...]  # minutes of the day
    opens: bool


class Reader:
    """Goes through the string from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def take(self, pattern: str) -> re.Match[str] | None:
        """Step over what matches here, and the blanks behind it."""
        if found := re.compile(rf"(?:{pattern})\s*").match(self.text, self.at):
            self.at = found.end()
        return found

    def clauses(self) -> tuple[Clause, ...]:
        """Read the whole string."""
        found, adds = [], False
        while True:
            clause, is_complete = self.clause(adds=adds)
            found.append(clause)
            if self.at == len(self.text):
                return tuple(found)
            adds = bool(is_complete and self.take(","))
            if not adds and not self.take(";"):
                raise DoesNotFit(self.text[self.at :])

    def clause(self, *, adds: bool) -> tuple[Clause, bool]:
        """Read one clause, and say whether it ends with hours or a state."""
        start = self.at
        dates = self.listed(self.dates)
        weeks = self.listed(self.week) if self.take("week ") else ()
        if dates or weeks:
            self.take(":")
        days = self.listed(self.day)
        times = self.listed(self.time)
        all_day = None if times else self.take(r"24/7(?![:\d])")
        state = self.take(r"(open|off|closed)\b")
        if state:
            self.take('"[^"]*"')
        if self.at == start:
            raise DoesNotFit(self.text[self.at :])
        clause = Clause(
            adds=adds,
            dates=tuple(one for some in dates for one in some),
            weeks=tuple(weeks),
            days=tuple(day for some in days for day in some),
            on_holidays=[] in days,
            times=tuple(times),
            opens=not state or state[1] == "open",
        )
        return clause, bool(times or all_day or state)

    def listed(self, read: Callable[[], T | None]) -> list[T]:
        """Read what is separated by commas; a comma before something else is left alone."""
        found: list[T] = []
        behind = self.at
        while (one := read()) is not None:
            found.append(one)
            behind = self.at
            if not self.take(","):
                break
        self.at = behind
        return found

    def dates(self) -> list[DateRange] | None:
        """Read years, or months, or days of months."""
        if found := self.take(r"(\d{4})(-(\d{4}))?(?=\s*(?:$|[;:]|\d\d:))"):
            first, last = int(found[1]), int(found[3] or found[1])
            if found[3] and last <= first:
                raise DoesNotFit(found[0])
            return [DateRange(year=first, last_year=last, first=(1, 1), last=(12, 31))]
        if found := self.take(rf"(?:(\d{{4}}) )?{MONTH} (\d\d)(?!:)-(?:(\d{{4}}) )?{MONTH} (\d\d)(?!:)"):
            year, month, day, last_year, last_month, last_day = found.groups()
            return [_date_range(year, month, day, last_year, last_month, last_day)]
        if found := self.take(rf"(?:(\d{{4}}) )?{MONTH} (\d\d)(?!:)(?:-(\d\d)(?!:))?"):
            year, month, day, last_day = found.groups()
            return [_date_range(year, month, day, year, month, last_day or day)]
        if found := self.take(rf"(?:(\d{{4}}) )?{MONTH}(?:-{MONTH})?(?![A-Za-z])"):
            year, month, last_month = found.groups()
            return [_date_range(year, month, "01", None, last_month or month, None)]
        return None

    def week(self) -> WeekRange | None:
        """Read ISO weeks."""
        if not (found := self.take(r"(\d\d)(?!:)(?:-(\d\d)(?:/(\d+))?)?")):
            return None
        first, last, every = int(found[1]), int(found[2] or found[1]), int(found[3] or 1)
        if not 1 <= first <= last <= 53 or (found[3] and not 2 <= every <= 26):
            raise DoesNotFit(found[0])
        return WeekRange(first=first, last=last, every=every)

    def day(self) -> list[tuple[int, int | None]] | None:
        """Read weekdays; an empty list stands for the public holidays."""
        if self.take(r"PH(?= *(?:$|[,;]|off|closed|open|\d\d:))"):
            return []
        if found := self.take(rf"{WEEKDAY}\[([-\d,]+)\](?! *[-+])"):
            weekday = WEEKDAYS.index(found[1])
            return [(weekday, k) for part in found[2].split(",") for k in _places(part)]
        if not (found := self.take(rf"{WEEKDAY}(?:-{WEEKDAY})?(?![\[A-Za-z])")):
            return None
        first, last = WEEKDAYS.index(found[1]), WEEKDAYS.index(found[2] or found[1])
        return [((first + n) % 7, None) for n in range((last - first) % 7 + 1)]

    def time(self) -> tuple[int, int] | None:
        """Read one pair of hours; more than 24:00 is the next day."""
        if not (found := self.take(r"(\d\d):([0-5]\d)-(\d\d):([0-5]\d)(?![\d:/+])")):
            return None
        begin, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
        end = end + 24 * 60 if end < begin or end == 0 else end
        if begin >= 24 * 60 or end - begin > 24 * 60 or begin == end:
            raise DoesNotFit(found[0])
        return begin, end


def _date_range(*parts: str | None) -> DateRange:
    year, month, day, last_year, last_month, last_day = parts
    first = (MONTHS.index(str(month)) + 1, int(day or 1))
    last_of = MONTHS.index(str(last_month)) + 1
    last = (last_of, int(last_day or monthrange(LEAP_YEAR, last_of)[1]))
    for some_year, some_date in ((year, first), (last_year or year, last)):
        _refuse_unless_a_date(int(some_year or LEAP_YEAR), some_date, is_named=last_day is not None)
    if month == last_month and last < first:
        raise DoesNotFit(f"{parts}")
    return DateRange(
        year=int(year) if year else None,
        last_year=int(last_year) if last_year else None,
        first=first,
        last=last,
    )


def _refuse_unless_a_date(year: int, month_and_day: tuple[int, int], *, is_named: bool) -> None:
    try:
        dt.date(year, *month_and_day)
    except ValueError:
        if is_named:
            raise DoesNotFit(f"{year} {month_and_day}") from None


def _places(part: str) -> list[int]:
    """Read which weekdays of the month: 1 to 4, or -1 for the last."""
    if part == "-1":
        return [5]
    if not (found := re.fullmatch(r"([1-4])(?:-([1-4]))?", part)):
        raise DoesNotFit(part)  # the fifth is not the last, and is nothing that rules can say
    return list(range(int(found[1]), int(found[2] or found[1]) + 1))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an office is open: weekly rules, closures and holidays become intervals in UTC.

Rules are written in the office's own wall time, and twice a year the wall clock is not a straight line:

- A wall time that the clock jumps over moves forward to the moment of the jump.
- Of a wall time that happens twice, opening means the first and closing the second, so that no
  opening is lost: open from 02:30 to 02:45 is then an hour and a quarter.
- 24:00 is the moment at which the next day begins, also where the clock changes at midnight.

An interval belongs to the day on which it begins: a closure takes away all that begins on its days,
and leaves the hours after midnight that belong to the evening before.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

MIDNIGHT = dt.time(0)
ONE_DAY = dt.timedelta(days=1)
ONE_WEEK = dt.timedelta(weeks=1)
SUNDAY = 6
LAST_OF_MONTH = 5

Interval = tuple[dt.datetime, dt.datetime]
"""From (included) to (excluded), aware, in UTC."""


class OpeningKind(StrEnum):
    """For whom a rule opens the office; OPEN is for both."""

    OPEN = "open"
    APPOINTMENTS = "appointments"
    WALK_INS = "walk_ins"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRule:
    """One weekday and its hours, every week or only in some.

    `local_to` 00:00 is the end of the day, and `local_to` before `local_from` is on the next day.
    `every_n_weeks` counts from the Monday of the week of `valid_from`. `week_of_month` 1 to 4 is the
    k-th such weekday of the month, 5 the last. With both, either suffices.
    """

    weekday: int
    local_from: dt.time
    local_to: dt.time
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    every_n_weeks: int = 1
    week_of_month: int | None = None
    kind: OpeningKind = OpeningKind.OPEN

    def __post_init__(self) -> None:
        """Refuse a rule that says nothing, or cannot be meant."""
        first, last, weeks, k = self.valid_from, self.valid_to, self.every_n_weeks, self.week_of_month
        if not 0 <= self.weekday <= SUNDAY:
            raise ValueError(f"weekday {self.weekday} is not between 0 (Monday) and 6 (Sunday)")
        if self.local_from.tzinfo or self.local_to.tzinfo:
            raise ValueError("local times carry no time zone: the office has one")
        if self.local_from == self.local_to != MIDNIGHT:
            raise ValueError(f"opening and closing are both at {self.local_from:%H:%M}")
        if weeks < 1:
            raise ValueError(f"every_n_weeks {weeks} is less than 1")
        if weeks > 1 and first is None:
            raise ValueError(f"every_n_weeks {weeks} needs valid_from to count from")
        if k is not None and not 1 <= k <= LAST_OF_MONTH:
            raise ValueError(f"week_of_month {k} is not between 1 and 4, nor 5 for the last")
        if first and last and first + (self.weekday - first.weekday()) % 7 * ONE_DAY > last:
            raise ValueError(f"there is no such weekday from {first} to {last}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days on which the office stays closed, whatever the rules say."""

    first: dt.date
    last: dt.date
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a closure that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"the closure ends on {self.last}, before it begins on {self.first}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """All that decides when one office is open."""

    zone: ZoneInfo
    rules: tuple[OpeningRule, ...]
    closures: tuple[Closure, ...] = ()
    holidays: frozenset[dt.date] = frozenset()


def intervals_on(
    hours: OpeningHours, date: dt.date, *, audience: OpeningKind = OpeningKind.OPEN
) -> tuple[Interval, ...]:
    """List when the office is open for this audience on this day: sorted, and never touching."""
    if closure_reason(hours, date) is not None:
        return ()
    is_holiday = date in hours.holidays
    found = sorted(
        wall_interval(hours.zone, date, rule.local_from, rule.local_to)
        for rule in hours.rules
        if _serves(rule, audience) and _holds(rule, date, is_holiday=is_holiday)
    )
    return tuple(_merged(found))


def is_open(hours: OpeningHours, at: dt.datetime, *, audience: OpeningKind = OpeningKind.OPEN) -> bool:
    """Say whether the office is open for this audience at this moment."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    today = at.astimezone(hours.zone).date()
    return any(
        begin <= at < end
        for date in (today - ONE_DAY, today)  # yesterday may last beyond midnight
        for begin, end in intervals_on(hours, date, audience=audience)
    )


def closure_reason(hours: OpeningHours, date: dt.date) -> str | None:
    """Give the reason for the closure of this day, "" if none was given, None if there is no closure."""
    reasons = (c.reason for c in hours.closures if c.first <= date <= c.last)
    return next(reasons, None)


def _serves(rule: OpeningRule, audience: OpeningKind) -> bool:
    return audience is OpeningKind.OPEN or rule.kind in (OpeningKind.OPEN, audience)


def _holds(rule: OpeningRule, date: dt.date, *, is_holiday: bool) -> bool:
    """Say whether a rule opens the office on this date; only a rule of that single day does on a holiday."""
    first, last = rule.valid_from, rule.valid_to
    return (
        date.weekday() == rule.weekday
        and (first is None or first <= date)
        and (last is None or date <= last)
        and (not is_holiday or first == last == date)
        and _in_turn(rule, date)
    )


def _in_turn(rule: OpeningRule, date: dt.date) -> bool:
    """Say whether it is this week's turn, by the count of weeks or by the place in the month."""
    is_in_month = rule.week_of_month is not None and _is_kth(date, rule.week_of_month)
    if rule.every_n_weeks > 1 and rule.valid_from is not None:
        weeks = (_monday(date) - _monday(rule.valid_from)) // ONE_WEEK
        return is_in_month or weeks % rule.every_n_weeks == 0
    return is_in_month or rule.week_of_month is None


def _is_kth(date: dt.date, k: int) -> bool:
    if k == LAST_OF_MONTH:
        return (date + ONE_WEEK).month != date.month
    return (date.day - 1) // 7 + 1 == k


def _monday(date: dt.date) -> dt.date:
    return date - date.weekday() * ONE_DAY


def wall_interval(zone: ZoneInfo, date: dt.date, local_from: dt.time, local_to: dt.time) -> Interval:
    """Turn wall times into moments; until 24:00 is written 00:00, an earlier end is on the next day."""
    begin = _moment(date, local_from, zone=zone)
    if local_to == MIDNIGHT:
        return begin, _moment(date + ONE_DAY, MIDNIGHT, zone=zone)
    last_day = date if local_from < local_to else date + ONE_DAY
    return begin, _moment(last_day, local_to, zone=zone, second=True)


def day_begins(zone: ZoneInfo, date: dt.date) -> dt.datetime:
    """Give the moment at which a date begins on the wall."""
    return _moment(date, MIDNIGHT, zone=zone)


def _moment(date: dt.date, time: dt.time, *, zone: ZoneInfo, second: bool = False) -> dt.datetime:
    """Turn a wall time into a moment; `second` chooses of two, the jump stands for one skipped."""
    wall = dt.datetime.combine(date, time.replace(fold=second), zone)
    moment = wall.astimezone(dt.UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    return _jump(wall, zone=zone)


def _jump(skipped: dt.datetime, *, zone: ZoneInfo) -> dt.datetime:
    """Find the moment at which the clock jumped over this wall time."""
    # By the offset after the jump (fold 1) the moment lies before it, by the one before it (fold 0) after it.
    early = skipped.replace(fold=1).astimezone(dt.UTC)
    late = skipped.replace(fold=0).astimezone(dt.UTC)
    new_offset = late.astimezone(zone).utcoffset()
    seconds = range(int((late - early).total_seconds()) + 1)
    to_jump = bisect_left(
        seconds,
        1,
        key=lambda s: (early + dt.timedelta(seconds=s)).astimezone(zone).utcoffset() == new_offset,
    )
    # Offsets change on whole seconds; the wall time may have had a fraction of one.
    return (early + dt.timedelta(seconds=to_jump)).replace(microsecond=0)


def _merged(found: list[Interval]) -> Iterator[Interval]:
    """Join what overlaps or touches, and leave out what a jump of the clock made empty."""
    current: Interval | None = None
    for begin, end in found:
        if begin >= end:
            continue
        if current is None:
            current = begin, end
        elif begin <= current[1]:
            current = current[0], max(current[1], end)
        else:
            yield current
            current = begin, end
    if current is not None:
        yield current

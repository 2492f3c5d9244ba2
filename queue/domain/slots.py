# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an appointment may begin, before anybody asks who could serve it."""

import datetime as dt
from collections.abc import Iterator

from aufruf.domain.catalogue import Concern, Office
from aufruf.domain.errors import (
    InThePast,
    NotValid,
    OffGrid,
    OutsideBookingWindow,
    OutsideOpening,
    RangeTooLong,
)
from aufruf.domain.opening import Interval, OpeningKind, day_begins, intervals_on

ONE_DAY = dt.timedelta(days=1)
MOST_DAYS = 92  # that one question may ask for


def first_start(office: Office, *, now: dt.datetime) -> dt.datetime:
    """The earliest moment that may be booked now: after the lead time, and never the past."""
    return now + dt.timedelta(minutes=office.rules.lead_minutes)


def last_date(office: Office, *, now: dt.datetime) -> dt.date:
    """The last date that may be booked now."""
    return office.local_date(now) + dt.timedelta(days=office.rules.window_days)


def grid_starts(office: Office, date: dt.date, *, minutes: int) -> Iterator[dt.datetime]:
    """All starts of a date on the office's grid, counted from the beginning of each opening interval.

    The last appointment ends by closing.
    """
    step = dt.timedelta(minutes=office.rules.grid_minutes)
    length = dt.timedelta(minutes=minutes)
    midnight, next_midnight = _day(office, date)
    for begin, end in _hours(office, date):
        start = begin
        while start + length <= min(end, next_midnight):
            if start >= midnight:
                yield start
            start += step


def check_start(office: Office, wanted: Concern, *, start: dt.datetime, now: dt.datetime) -> None:
    """Raise unless an appointment for this concern may begin at this moment.

    In this order: InThePast, OutsideBookingWindow, OutsideOpening, OffGrid.
    """
    pointer = "/start"
    if start < now:
        raise InThePast((pointer, "this moment is over"))
    date = office.local_date(start)
    if start < first_start(office, now=now) or date > last_date(office, now=now):
        raise OutsideBookingWindow((pointer, f"bookable until {last_date(office, now=now)}"))
    end = start + dt.timedelta(minutes=wanted.minutes)
    within = [begin for begin, close in _hours(office, date) if begin <= start and end <= close]
    begin = within[0] if within and end <= _day(office, date)[1] else None
    if begin is None:
        raise OutsideOpening((pointer, "the office gives no appointments then"))
    if (start - begin) % dt.timedelta(minutes=office.rules.grid_minutes):
        raise OffGrid((pointer, f"every {office.rules.grid_minutes} minutes from {begin:%H:%M} UTC"))


def is_within_hours(office: Office, start: dt.datetime, end: dt.datetime) -> bool:
    """Whether the office gives appointments from one moment to the other, without a gap."""
    return any(begin <= start and end <= close for begin, close in _hours(office, office.local_date(start)))


def dates_asked(
    office_today: dt.date, first: dt.date | None, last: dt.date | None
) -> tuple[dt.date, dt.date]:
    """The dates that a question is about; 31 days from today on if not said. Raises NotValid."""
    begin = first or office_today
    end = last or begin + min(dt.timedelta(days=30), dt.date.max - begin)
    if end < begin:
        raise NotValid(("/to", "is before `from`"))
    if (end - begin).days >= MOST_DAYS:
        raise RangeTooLong(("/to", f"{MOST_DAYS} days at most"))
    return begin, end


def _hours(office: Office, date: dt.date) -> tuple[Interval, ...]:
    """Hours that touch a date: those over midnight began the day before."""
    yesterday = intervals_on(office.opening, date - ONE_DAY, audience=OpeningKind.APPOINTMENTS)
    midnight = _day(office, date)[0]
    over_midnight = tuple(interval for interval in yesterday if interval[1] > midnight)
    return over_midnight + intervals_on(office.opening, date, audience=OpeningKind.APPOINTMENTS)


def _day(office: Office, date: dt.date) -> Interval:
    """From midnight to midnight: an appointment lies within one date, since one lock guards each."""
    return day_begins(office.zone, date), day_begins(office.zone, date + ONE_DAY)

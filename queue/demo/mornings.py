# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the town wakes up: the clock of the demo knows no nights."""

import datetime as dt
from collections.abc import Iterable

from aufruf.domain.catalogue import Office
from aufruf.domain.opening import intervals_on

AT_NINE = dt.time(9)
BEFORE_OPENING = dt.timedelta(minutes=5)
ONE_DAY = dt.timedelta(days=1)
A_YEAR = 366


def first_morning(office: Office, *, after: dt.datetime) -> dt.datetime:
    """Nine o'clock on the first weekday, today or later, on which the office is open at that time."""
    today = office.local_date(after)
    for date in (today + ONE_DAY * n for n in range(A_YEAR)):
        nine = dt.datetime.combine(date, AT_NINE, office.zone).astimezone(dt.UTC)
        if any(begin <= nine < end for begin, end in intervals_on(office.opening, date)):
            return nine
    raise LookupError(f"the office {office.id} is never open at nine")


def opening_before(office: Office, at: dt.datetime) -> dt.datetime:
    """When the office opened on the day of this moment."""
    return intervals_on(office.opening, office.local_date(at))[0][0]


def are_closed(offices: Iterable[Office], *, now: dt.datetime) -> bool:
    """Whether every office has closed for today, or does not open."""
    return all(
        end <= now for office in offices for _, end in intervals_on(office.opening, office.local_date(now))
    )


def next_waking(offices: Iterable[Office], *, now: dt.datetime) -> dt.datetime:
    """Five minutes before the next office opens."""
    return min(_next_opening(office, now=now) for office in offices) - BEFORE_OPENING


def _next_opening(office: Office, *, now: dt.datetime) -> dt.datetime:
    today = office.local_date(now)
    for date in (today + ONE_DAY * n for n in range(A_YEAR)):
        for begin, _ in intervals_on(office.opening, date):
            if begin - BEFORE_OPENING > now:
                return begin
    raise LookupError(f"the office {office.id} never opens again")

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The breaks that somebody's shift has for today, and whether one of them is due."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from aufruf.domain.catalogue import Office
from aufruf.domain.counters import Seat
from aufruf.domain.opening import Interval, wall_interval
from aufruf.domain.staffing import shifts_of

EARLY = dt.timedelta(minutes=15)  # a pause that began so long before its time was that break


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The breaks of somebody's day. `due` should have begun; `planned` goes on while they pause."""

    breaks: tuple[Interval, ...] = ()
    due: Interval | None = None
    planned: Interval | None = None


def breaks_of(office: Office, staff: str | None, date: dt.date) -> tuple[Interval, ...]:
    """The breaks of a staff member on a date, in their order; none for somebody without a shift."""
    if staff is None:
        return ()
    found = []
    for shift in shifts_of(office, staff, date):
        if shift.local_from is None:
            continue
        for begins, ends in shift.breaks:
            # After midnight in a night shift it is the next date's.
            day = date + dt.timedelta(days=begins < shift.local_from)
            found.append(wall_interval(office.zone, day, begins, ends))
    return tuple(sorted(found))


def rest_of(breaks: Sequence[Interval], seat: Seat, *, now: dt.datetime) -> Rest:
    """How it stands with the breaks of whoever sits there. One that was had is not due again."""
    current = next((each for each in breaks if each[0] <= now < each[1]), None)
    if seat.paused:
        planned = next((each for each in breaks if _is_this(each, seat.paused_at)), current)
        return Rest(breaks=tuple(breaks), planned=planned)
    was_had = current is not None and seat.paused_at is not None and seat.paused_at >= current[0] - EARLY
    return Rest(breaks=tuple(breaks), due=None if was_had else current)


def _is_this(planned: Interval, paused_at: dt.datetime | None) -> bool:
    return paused_at is not None and planned[0] - EARLY <= paused_at < planned[1]

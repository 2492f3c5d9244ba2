# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is present when: shifts minus breaks, as intervals in UTC."""

import datetime as dt
from dataclasses import dataclass

from aufruf.domain.catalogue import CounterKind, Office, Shift, StaffMember
from aufruf.domain.opening import Interval, OpeningKind, intervals_on, wall_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One person's working time on one day."""

    staff: StaffMember
    intervals: tuple[Interval, ...]


def presences_on(office: Office, date: dt.date) -> tuple[Presence, ...]:
    """Everybody who works at the office on this date.

    Without staff an office has one generalist for each desk or remote counter during its opening hours.
    """
    if not office.staff:
        open_hours = intervals_on(office.opening, date, audience=OpeningKind.OPEN)
        served = [counter for counter in office.counters if counter.kind is not CounterKind.TERMINAL]
        return tuple(Presence(staff=StaffMember(id=f"~{c.id}"), intervals=open_hours) for c in served)
    found = []
    for member in office.staff:
        shifts = shifts_of(office, member.id, date)
        intervals = [piece for shift in shifts for piece in working_time(office, shift, date)]
        if intervals:
            found.append(Presence(staff=member, intervals=tuple(sorted(intervals))))
    return tuple(found)


def shifts_of(office: Office, staff: str, date: dt.date) -> tuple[Shift, ...]:
    """The shifts of one person on one date: the dated ones if there are any, else the weekly ones."""
    mine = [shift for shift in office.shifts if shift.staff == staff]
    dated = tuple(shift for shift in mine if shift.date == date)
    return dated or tuple(s for s in mine if s.date is None and s.weekday == date.weekday())


def working_time(office: Office, shift: Shift, date: dt.date) -> tuple[Interval, ...]:
    """A shift on a date without its breaks; nothing for a day away."""
    if shift.local_from is None or shift.local_to is None:
        return ()
    pieces = [wall_interval(office.zone, date, shift.local_from, shift.local_to)]
    for local_from, local_to in shift.breaks:
        # A break after midnight of a night shift belongs to the next date.
        day = date + dt.timedelta(days=local_from < shift.local_from)
        start, end = wall_interval(office.zone, day, local_from, local_to)
        pieces = [
            part
            for first, last in pieces
            for part in ((first, min(last, start)), (max(first, end), last))
            if part[0] < part[1]
        ]
    return tuple(pieces)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who serves for the rest of an office's day: whoever is logged in, and whose shift is still to begin.

Whoever should be here and is not is left out: plans are broken every day, and nobody is told by them.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from aufruf.domain.catalogue import CounterKind, Office
from aufruf.domain.counters import Seat, skills_of
from aufruf.domain.opening import Interval
from aufruf.domain.staffing import Presence, presences_on, shifts_of, working_time
from aufruf.domain.visit import AT_COUNTER, Visit

LATE_AT_MOST = dt.timedelta(minutes=5)  # who is not logged in by then is not counted on
PAUSE = dt.timedelta(minutes=15)  # of somebody who has no break now by the plan
CHANGING = dt.timedelta(minutes=1)  # who goes when another begins is not in their way


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Somebody who serves from `begins` until `ends`, but for the breaks; None: until the office's end."""

    skills: AbstractSet[str] | None
    begins: dt.datetime
    ends: dt.datetime | None
    breaks: tuple[Interval, ...] = ()
    counter: str | None = None  # at which they sit already
    visit: Visit | None = None  # who is with them


def serving_on(
    office: Office, date: dt.date, *, seats: Mapping[str, Seat], present: Sequence[Visit], now: dt.datetime
) -> tuple[Serving, ...]:
    """Everybody who serves now or later on this date; at no time more than there are counters."""
    plan = {presence.staff.id: presence for presence in presences_on(office, date)}
    at_counter = {visit.counter: visit for visit in present if visit.state in AT_COUNTER}
    found = []
    for counter, seat in sorted(seats.items()):
        presence = plan.get(seat.staff or f"~{counter}")
        pieces = () if presence is None else presence.intervals
        found.append(_logged_in(office, seat, pieces, at_counter.get(counter), now))
    here = {seat.staff or f"~{counter}" for counter, seat in seats.items()}
    places = sum(counter.kind is not CounterKind.TERMINAL for counter in office.counters)
    later = (_to_come(office, each, date, now) for id_, each in sorted(plan.items()) if id_ not in here)
    for serving in sorted((each for each in later if each is not None), key=lambda each: each.begins):
        beside = sum(each.ends is None or each.ends > serving.begins + CHANGING for each in found)
        if beside < places:
            found.append(serving)
    return tuple(found)


def _logged_in(
    office: Office, seat: Seat, pieces: Sequence[Interval], visit: Visit | None, now: dt.datetime
) -> Serving:
    """Whoever sits at a counter is there, whatever the plan says."""
    breaks = _breaks(pieces)
    ends = pieces[-1][1] if pieces and pieces[-1][1] > now else None
    in_break = next((each for each in breaks if each[0] <= now < each[1]), None)
    begins, to_come = now, [each for each in breaks if each[0] > now]
    if seat.paused and visit is None:
        begins = in_break[1] if in_break else now + PAUSE
        to_come = [each for each in to_come if each[0] > begins]
    elif in_break and visit is not None:  # it begins once this citizen is served, and is had whole
        to_come.insert(0, (now, now + (in_break[1] - in_break[0])))
    return Serving(
        skills=skills_of(office, seat),
        begins=begins,
        ends=ends,
        breaks=tuple(to_come),
        counter=seat.counter,
        visit=visit,
    )


def _to_come(office: Office, presence: Presence, date: dt.date, now: dt.datetime) -> Serving | None:
    """Whose shift begins later today, or has begun a moment ago; None for whoever should be here and is not.

    That somebody is away in their break says nothing; but nor is it known that they were here before it.
    """
    first = min(
        (each for each in _beginnings(office, presence, date) if each >= now - LATE_AT_MOST), default=None
    )
    if first is None:
        return None
    pieces = [piece for piece in presence.intervals if piece[0] >= first]
    breaks = tuple(each for each in _breaks(pieces) if each[0] > now)
    return Serving(skills=presence.staff.skills, begins=max(now, first), ends=pieces[-1][1], breaks=breaks)


def _beginnings(office: Office, presence: Presence, date: dt.date) -> list[dt.datetime]:
    """When the person's shifts of a date begin; a generalist's, with the opening hours."""
    shifts = shifts_of(office, presence.staff.id, date)
    if not shifts:
        return [begin for begin, _ in presence.intervals]
    return [pieces[0][0] for shift in shifts if (pieces := working_time(office, shift, date))]


def _breaks(pieces: Sequence[Interval]) -> list[Interval]:
    """What lies between pieces of working time: breaks, and the hours between two shifts."""
    return [(before[1], after[0]) for before, after in pairwise(pieces) if before[1] < after[0]]

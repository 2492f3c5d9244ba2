# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office as it would be with other shifts or skills, or one closure more: checked, and not yet stored."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations

from aufruf.domain.appointment import Appointment
from aufruf.domain.catalogue import Office, Shift
from aufruf.domain.errors import InThePast, NotFound, NotValid
from aufruf.domain.opening import MIDNIGHT, Closure, OpeningKind, is_open
from aufruf.domain.rebooking import Cause
from aufruf.domain.slots import is_within_hours

DAY_MINUTES = 24 * 60
AHEAD = dt.timedelta(days=5 * 366)  # nobody plans further; a mistyped year is told
Span = tuple[int, int]  # minutes since the midnight with which the date begins, on the wall


def with_shifts(
    office: Office, *, staff: str, date: dt.date, shifts: Sequence[Shift], now: dt.datetime
) -> Office:
    """The office where somebody works these shifts on a date and no others; without any they are away.

    The very same office if nothing is other than before. Raises NotFound for unknown staff, InThePast,
    NotValid for what cannot be worked.
    """
    if staff not in {member.id for member in office.staff}:
        raise NotFound
    _check_date(date, pointer="/date", today=office.local_date(now))
    _check_shifts(office, shifts)
    wanted = tuple(shifts) or (Shift(staff=staff, date=date),)
    dated = [shift for shift in office.shifts if shift.staff == staff and shift.date == date]
    if set(dated) == set(wanted):
        return office
    others = tuple(shift for shift in office.shifts if shift not in dated)
    return replace(office, shifts=others + wanted)


def with_skills(office: Office, *, staff: str, skills: Collection[str] | None) -> Office:
    """The office where somebody may do these services and no others; None: all.

    The very same office if nothing is other than before. Raises NotFound for unknown staff, NotValid for a
    service that the office does not offer.
    """
    member = next((each for each in office.staff if each.id == staff), None)
    if member is None:
        raise NotFound
    for index, service in enumerate(skills or ()):
        if service not in office.services:
            raise NotValid((f"/skills/{index}", "this office does not offer this service"))
    wanted = None if skills is None else frozenset(skills)
    if wanted == member.skills:
        return office
    others = tuple(replace(each, skills=wanted) if each is member else each for each in office.staff)
    return replace(office, staff=others)


def closure_of(*, first: dt.date, last: dt.date, reason: str = "") -> Closure:
    """These days as a closure. Raises NotValid if the last is before the first."""
    if last < first:
        raise NotValid(("/to", "is before `from`"))
    return Closure(first=first, last=last, reason=reason)


def with_closure(office: Office, closure: Closure, *, now: dt.datetime) -> Office:
    """The office where it stays closed on these days too; the very same one if it does already.

    Of two closures of the very same days the later reason counts. Raises InThePast, NotValid.
    """
    _check_date(closure.last, pointer="/to", today=office.local_date(now))
    if closure in office.opening.closures:
        return office
    others = tuple(c for c in office.opening.closures if (c.first, c.last) != (closure.first, closure.last))
    return replace(office, opening=replace(office.opening, closures=(*others, closure)))


def without_closure(office: Office, *, first: dt.date, last: dt.date) -> Office:
    """The office where these very days are no closure."""
    kept = tuple(each for each in office.opening.closures if (each.first, each.last) != (first, last))
    return replace(office, opening=replace(office.opening, closures=kept))


def dates_of_shifts(before: Office, after: Office, *, staff: str, date: dt.date) -> tuple[dt.date, ...]:
    """The dates that somebody's shifts of one date concern: the next one too where any lasts beyond midnight.

    The usual weekly ones count even where they are replaced: the same change again concerns the same dates.
    """
    shifts = [
        shift
        for shift in (*before.shifts, *after.shifts)
        if shift.staff == staff and (shift.date == date or shift.weekday == date.weekday())
    ]
    if any(_lasts_beyond_midnight(shift) for shift in shifts):
        return (date, date + dt.timedelta(days=1))
    return (date,)


def is_closed_out(office: Office, closure: Closure, start: dt.datetime) -> bool:
    """Whether an appointment that begins at this moment falls into a closure of the office.

    Hours after midnight belong to the evening before: they stay on the first day, and go on the day
    after the last.
    """
    if is_open(office.opening, start, audience=OpeningKind.APPOINTMENTS):
        return False
    if closure.first <= office.local_date(start) <= closure.last:
        return True
    others = tuple(each for each in office.opening.closures if each != closure)
    return is_open(replace(office.opening, closures=others), start, audience=OpeningKind.APPOINTMENTS)


def lies_in_hours(office: Office, appointment: Appointment) -> bool:
    """Whether the office gives appointments from its start to its end, as it is now."""
    return is_within_hours(office, appointment.start, appointment.end)


def differences(before: Office, after: Office) -> frozenset[Cause]:
    """What of that is other than before by which appointments may have become impossible."""
    hours, hours_now = before.opening, after.opening
    skills, skills_now = ({each.id: each.skills for each in one.staff} for one in (before, after))
    both = skills.keys() & skills_now.keys()
    found = {
        Cause.CLOSURE: set(hours.closures) != set(hours_now.closures),
        Cause.HOURS: (hours.zone, set(hours.rules), hours.holidays)
        != (hours_now.zone, set(hours_now.rules), hours_now.holidays),
        Cause.SHIFT: (set(before.shifts), skills.keys(), set(before.counters), before.zone)
        != (set(after.shifts), skills_now.keys(), set(after.counters), after.zone),
        Cause.SKILL: any(skills[each] != skills_now[each] for each in both)
        or {each.id: each.resource for each in before.services.values()}
        != {each.id: each.resource for each in after.services.values()},
    }
    return frozenset(cause for cause, is_other in found.items() if is_other)


def _check_date(date: dt.date, *, pointer: str, today: dt.date) -> None:
    if date < today:
        raise InThePast((pointer, "this day is over"))
    if date > today + AHEAD:
        raise NotValid((pointer, "this is more than five years ahead"))


def _check_shifts(office: Office, shifts: Sequence[Shift]) -> None:
    spans = []
    for index, shift in enumerate(shifts):
        pointer = f"/shifts/{index}"
        if shift.counter is not None and shift.counter not in {counter.id for counter in office.counters}:
            raise NotValid((f"{pointer}/counter", "there is no such counter in this office"))
        spans.append(_checked_span(shift, pointer))
    for (_, one), (index, other) in combinations(enumerate(spans), 2):
        if _overlap(one, other):
            raise NotValid((f"/shifts/{index}", "overlaps another shift of this person"))


def _checked_span(shift: Shift, pointer: str) -> Span:
    """When a shift is, once its breaks are seen to lie inside and one after another."""
    if shift.local_from is None or shift.local_to is None:
        raise NotValid((pointer, "a shift needs both its times; without any shift somebody is away"))
    if shift.local_from == shift.local_to != MIDNIGHT:
        raise NotValid((f"{pointer}/local_to", "the shift ends when it begins"))
    first, last = _span(shift.local_from, shift.local_to)
    breaks: list[Span] = []
    for index, (local_from, local_to) in enumerate(shift.breaks):
        where = f"{pointer}/breaks/{index}"
        if local_from == local_to:
            raise NotValid((where, "the break ends when it begins"))
        begin, end = _span(local_from, local_to)
        if begin < first:  # after midnight of a night shift
            begin, end = begin + DAY_MINUTES, end + DAY_MINUTES
        if begin < first or end > last:
            raise NotValid((where, "the break is not inside its shift"))
        if any(_overlap((begin, end), other) for other in breaks):
            raise NotValid((where, "overlaps another break"))
        breaks.append((begin, end))
    return first, last


def _span(local_from: dt.time, local_to: dt.time) -> Span:
    first = local_from.hour * 60 + local_from.minute
    length = (local_to.hour * 60 + local_to.minute - first) % DAY_MINUTES or DAY_MINUTES
    return first, first + length


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _lasts_beyond_midnight(shift: Shift) -> bool:
    if shift.local_from is None or shift.local_to is None:
        return False
    return _span(shift.local_from, shift.local_to)[1] > DAY_MINUTES

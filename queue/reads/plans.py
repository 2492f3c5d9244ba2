# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans as people ask for them: what is proposed for a day, what accepting it would do, who is there."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import learned as known
from aufruf.db import plans, promises, shifts
from aufruf.db.plans import StoredPlan
from aufruf.db.transaction import Reading
from aufruf.domain.appointment import takes_capacity
from aufruf.domain.catalogue import Office, Shift
from aufruf.domain.day_plan import DayPlan, Movable, PlannedPerson
from aufruf.domain.errors import InThePast, NotValid, OfficeClosed
from aufruf.domain.opening import OpeningKind, day_begins, intervals_on
from aufruf.domain.replanning import with_shifts
from aufruf.domain.staffing import shifts_of, working_time
from aufruf.reads.capacity import OfficeCapacity
from aufruf.reads.plan_answer import Compared
from aufruf.reads.plan_problem import DayProblem, problem_of
from aufruf.reads.touched import Touched

AHEAD_AT_MOST = 92  # days; further ahead nobody knows anything
ONE_DAY = dt.timedelta(days=1)
QUARTER = dt.timedelta(minutes=15)


async def day_problem(
    reading: Reading, office: Office, date: dt.date, *, movable: Movable = Movable.SHIFTS
) -> DayProblem:
    """A date as the question that a plan answers; of a day that has begun, only breaks may be moved.

    Raises InThePast, NotValid (too far ahead), OfficeClosed.
    """
    check_date(office, date, now=reading.now)
    booked = await plans.promised_on(reading.connection, (office.id, date))
    has_begun = _has_begun(office, date, now=reading.now)
    return problem_of(
        office,
        date,
        booked=[each for each in booked if takes_capacity(each, now=reading.now)],
        learned=await known.of_office(reading.connection, office.id),
        movable=Movable.BREAKS if has_begun else movable,
        now=reading.now if has_begun else None,
        waiting=await plans.waiting_for(reading.connection, (office.id, date)) if has_begun else (),
    )


def _has_begun(office: Office, date: dt.date, *, now: dt.datetime) -> bool:
    """Whether anybody has begun to work on a date, or the office to be open."""
    begins = [begin for begin, _ in intervals_on(office.opening, date, audience=OpeningKind.OPEN)]
    begins += [
        begin
        for member in office.staff
        for shift in shifts_of(office, member.id, date)
        for begin, _ in working_time(office, shift, date)
    ]
    return min(begins, default=now) < now


def check_date(office: Office, date: dt.date, *, now: dt.datetime) -> None:
    """Whether a plan can be made for this date. Raises InThePast, NotValid, OfficeClosed."""
    today = office.local_date(now)
    if date < today:
        raise InThePast(("/date", "this day is over"))
    if date > today + AHEAD_AT_MOST * ONE_DAY:
        raise NotValid(("/date", f"at most {AHEAD_AT_MOST} days ahead"))
    if not intervals_on(office.opening, date, audience=OpeningKind.OPEN):
        raise OfficeClosed


def next_open_days(office: Office, *, now: dt.datetime, count: int) -> list[dt.date]:
    """The next dates on which the office is open, today left out."""
    today = office.local_date(now)
    dates = (today + ahead * ONE_DAY for ahead in range(1, AHEAD_AT_MOST + 1))
    opened = (date for date in dates if intervals_on(office.opening, date, audience=OpeningKind.OPEN))
    return [date for date, _ in zip(opened, range(count), strict=False)]


def office_with(
    office: Office, date: dt.date, people: Iterable[PlannedPerson], *, now: dt.datetime
) -> Office:
    """The office as it would be with these people's shifts. Raises InThePast, NotFound, NotValid."""
    after = office
    for person in people:
        shifts = [shift.on(person.staff, date) for shift in person.after]
        after = with_shifts(after, staff=person.staff, date=date, shifts=shifts, now=now)
    return after


async def touched_by_plan(
    connection: AsyncConnection, before: Office, after: Office, date: dt.date, *, now: dt.datetime
) -> list[Touched]:
    """The appointments that could be served until now, and no longer; what is over is left out.

    Whatever nobody could serve before either is not the plan's doing.
    """
    dates = (date, date + ONE_DAY)  # a shift over midnight serves the next one too
    taken = await promises.promised(connection, office=before.id, first=date, last=dates[-1], now=now)
    lost: set[str] = set()
    for each in dates:
        there = taken.get(each, ())
        lost |= set(OfficeCapacity(after, each, there).unserved)
        lost -= set(OfficeCapacity(before, each, there).unserved)
    found = await shifts.promised_between(connection, before.id, first=date, last=dates[-1])
    return [
        Touched(appointment=appointment, name=name)
        for appointment, name in found
        if appointment.id in lost and appointment.end > now
    ]


async def with_appointments(reading: Reading, office: Office, plan: DayPlan, effect: Compared) -> Compared:
    """What is expected of both plans, with how many appointments each of them can serve."""
    taken = await promises.promised(
        reading.connection, office=office.id, first=plan.date, last=plan.date, now=reading.now
    )
    there = taken.get(plan.date, ())
    after = office_with(office, plan.date, plan.changes, now=reading.now)
    lost_before = len(OfficeCapacity(office, plan.date, there).unserved)
    lost_after = len(OfficeCapacity(after, plan.date, there).unserved)
    before = replace(effect.before, appointments=len(there), served=len(there) - lost_before)
    if effect.after is None:
        return replace(effect, before=before)
    proposed = replace(effect.after, appointments=len(there), served=len(there) - lost_after)
    return replace(effect, before=before, after=proposed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffed:
    """How many people work in each quarter hour of a date, by the plan as it stands and as proposed."""

    begins: tuple[dt.datetime, ...]  # of the quarter hours, in UTC
    today: tuple[float, ...]
    proposed: tuple[float, ...] | None  # None: nothing is proposed


async def staffed_on(reading: Reading, office: Office, date: dt.date) -> Staffed:
    """Who would be there when: for a picture of the day beside what is proposed for it."""
    stored = await plans.of_day(reading.connection, (office.id, date))
    return staffed(office, date, None if stored is None else open_plan(stored))


def open_plan(stored: StoredPlan) -> DayPlan | None:
    """What a stored plan proposes, if it is still to be decided and there is something to accept."""
    return stored.plan if stored.state == "proposed" and stored.plan.is_possible else None


def staffed(office: Office, date: dt.date, plan: DayPlan | None) -> Staffed:
    """The staff present in each quarter hour of a date; who is there for a part of one counts for that."""
    begin, end = day_begins(office.zone, date), day_begins(office.zone, date + ONE_DAY)
    begins = tuple(begin + index * QUARTER for index in range(-(-(end - begin) // QUARTER)))
    planned = {person.staff: person.after for person in plan.changes} if plan else {}
    now, then = [0.0] * len(begins), [0.0] * len(begins)
    for member in office.staff:
        mine = _shifts_around(office, member.id, date)
        _count(now, office, begin, mine)
        if member.id in planned:
            others = [(day, shift) for day, shift in mine if day != date]
            mine = others + [(date, shift.on(member.id, date)) for shift in planned[member.id]]
        _count(then, office, begin, mine)
    return Staffed(begins=begins, today=tuple(now), proposed=tuple(then) if plan else None)


_Dated = tuple[dt.date, Shift]


def _shifts_around(office: Office, staff: str, date: dt.date) -> list[_Dated]:
    """Somebody's shifts of a date, and of the one before, which may last beyond midnight."""
    return [(day, shift) for day in (date - ONE_DAY, date) for shift in shifts_of(office, staff, day)]


def _count(table: list[float], office: Office, begin: dt.datetime, mine: Sequence[_Dated]) -> None:
    for day, shift in mine:
        for first, last in working_time(office, shift, day):
            for index in range(len(table)):
                start = begin + index * QUARTER
                common = min(last, start + QUARTER) - max(first, start)
                table[index] += max(common, dt.timedelta(0)) / QUARTER

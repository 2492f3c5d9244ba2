# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan for one day of an office, as it is proposed, shown and decided: in wall times, with people's ids."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from aufruf.domain.catalogue import CounterKind, Office, Shift
from aufruf.domain.opening import Interval, OpeningKind, intervals_on
from aufruf.domain.staffing import shifts_of


class Movable(StrEnum):
    """What a plan may change."""

    BREAKS = "breaks"  # everybody keeps their shift, its breaks may lie elsewhere
    SHIFTS = "shifts"  # the same length may also begin earlier or later


class Kept(StrEnum):
    """Why a plan leaves somebody as they are."""

    AWAY = "away"  # no shift on this day
    OVER_MIDNIGHT = "over_midnight"  # a shift that reaches into another date
    SEVERAL_SHIFTS = "several_shifts"  # with whatever lies between them
    CLOCK_CHANGE = "clock_change"  # its times happen twice on this day, or not at all


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedShift:
    """A shift in wall times; one that ends before it begins lasts beyond midnight."""

    local_from: dt.time
    local_to: dt.time
    breaks: tuple[tuple[dt.time, dt.time], ...] = ()
    counter: str | None = None

    def on(self, staff: str, date: dt.date) -> Shift:
        """The same as a shift of somebody on a date."""
        return Shift(
            staff=staff,
            date=date,
            local_from=self.local_from,
            local_to=self.local_to,
            breaks=self.breaks,
            counter=self.counter,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPerson:
    """Somebody's day as it was when the plan was made, and as the plan would have it."""

    staff: str
    before: tuple[PlannedShift, ...]
    after: tuple[PlannedShift, ...]
    kept: Kept | None = None

    @property
    def changed(self) -> bool:
        """Whether the plan wants anything else for them."""
        return self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A rule that the day cannot keep (`planning.plans.balance.Rule`); only what it speaks of is filled."""

    rule: str
    local_from: dt.time | None = None
    local_to: dt.time | None = None  # 00:00 is the end of the day
    services: tuple[str, ...] = ()
    staff: str | None = None
    wanted: int | None = None
    there: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """What a plan was made from, beside the shifts: when it is other by now, the plan holds no longer."""

    opening: tuple[Interval, ...]
    skills: Mapping[str, tuple[str, ...] | None]  # of everybody of the staff; None: all
    counters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """Shifts and breaks proposed for a date. With `obstacles` there is no plan: these rules clash."""

    date: dt.date
    movable: Movable
    foundation: Foundation
    people: tuple[PlannedPerson, ...]
    history_days: int  # days from which the demand was learned; 0: only what is booked was known
    obstacles: tuple[Obstacle, ...] = ()
    unmet: tuple[Obstacle, ...] = ()  # wishes that the plan does not meet
    out_of_time: bool = False  # a better plan may have been missed
    gap: float = 0.0  # the best plan costs at most this share less

    @property
    def is_possible(self) -> bool:
        """Whether there is something to accept."""
        return not self.obstacles

    @property
    def changes(self) -> tuple[PlannedPerson, ...]:
        """Those for whom something would change."""
        return tuple(person for person in self.people if person.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """Something that has changed since a plan was made: somebody's shifts or skills, hours, counters."""

    what: str
    staff: str | None = None


def planned_shifts(office: Office, staff: str, date: dt.date) -> tuple[PlannedShift, ...]:
    """Somebody's shifts of a date as they stand, by their times; none for who is away."""
    return tuple(
        PlannedShift(
            local_from=shift.local_from,
            local_to=shift.local_to,
            breaks=tuple(sorted(shift.breaks)),
            counter=shift.counter,
        )
        for shift in sorted(shifts_of(office, staff, date), key=lambda shift: shift.local_from or dt.time(0))
        if shift.local_from is not None and shift.local_to is not None
    )


def foundation_of(office: Office, date: dt.date) -> Foundation:
    """What a plan for this date is made from, beside the shifts."""
    return Foundation(
        opening=intervals_on(office.opening, date, audience=OpeningKind.OPEN),
        skills={
            member.id: None if member.skills is None else tuple(sorted(member.skills))
            for member in office.staff
        },
        counters=sum(counter.kind is not CounterKind.TERMINAL for counter in office.counters),
    )


def outdated_by(plan: DayPlan, office: Office) -> tuple[Outdated, ...]:
    """What has changed since the plan was made, as far as it concerns its day."""
    now, then = foundation_of(office, plan.date), plan.foundation
    found = []
    if now.opening != then.opening:
        found.append(Outdated(what="opening"))
    if now.counters < then.counters:
        found.append(Outdated(what="counters"))
    planned = {person.staff: person.before for person in plan.people}
    for staff in sorted(planned.keys() | now.skills.keys()):
        if planned.get(staff, ()) != planned_shifts(office, staff, plan.date):
            found.append(Outdated(what="shifts", staff=staff))
        elif staff not in now.skills or now.skills[staff] != then.skills.get(staff):
            found.append(Outdated(what="skills", staff=staff))
    return tuple(found)


def with_changes(plan: DayPlan, changes: Mapping[str, tuple[PlannedShift, ...]]) -> tuple[PlannedPerson, ...]:
    """The people of a plan, some with other shifts than it proposes: whoever accepts it knows better."""
    return tuple(
        replace(person, after=changes[person.staff]) if person.staff in changes else person
        for person in plan.people
    )


def presence_minutes(shifts: Iterable[PlannedShift]) -> int:
    """Minutes of work in shifts, without their breaks, by the clock on the wall."""
    day = 24 * 60
    total = 0
    for shift in shifts:
        total += (_minutes(shift.local_to) - _minutes(shift.local_from)) % day or day
        total -= sum((_minutes(end) - _minutes(begin)) % day for begin, end in shift.breaks)
    return total


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute

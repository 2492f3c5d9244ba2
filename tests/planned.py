# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans for a day of the small town, made without a solver."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from aufruf.actions.plans import store_plan
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office
from aufruf.domain.day_plan import (
    DayPlan,
    Movable,
    PlannedPerson,
    PlannedShift,
    foundation_of,
    planned_shifts,
)
from aufruf.planning.plans.balance import Effect, Proposal
from aufruf.planning.plans.balancing import Question, Reply
from aufruf.reads.plan_answer import Compared, Expected

TOMORROW = dt.date(2026, 11, 24)
NOTHING = Expected(waiting_minutes=0.0, uncovered_minutes=0.0, paid_minutes=0, longest_stretch=0)


def working(wall: str, *breaks: str) -> PlannedShift:
    """working("08:00-16:30", "12:00-12:30")."""
    begin, end = _times(wall)
    return PlannedShift(local_from=begin, local_to=end, breaks=tuple(_times(each) for each in breaks))


def _times(wall: str) -> tuple[dt.time, dt.time]:
    begin, _, end = wall.partition("-")
    return dt.time.fromisoformat(begin), dt.time.fromisoformat(end)


LUNCH = {
    "anna": (working("08:00-18:00", "12:00-12:45"),),
    "bela": (working("08:00-18:00", "13:00-13:45"),),
}


def day_plan(
    office: Office,
    after: Mapping[str, tuple[PlannedShift, ...]] | None = None,
    *,
    date: dt.date = TOMORROW,
    **changes: Any,
) -> DayPlan:
    """A plan in which these people work so, and everybody else as they do already."""
    wanted = LUNCH if after is None else after
    people = []
    for member in office.staff:
        before = planned_shifts(office, member.id, date)
        people.append(PlannedPerson(staff=member.id, before=before, after=wanted.get(member.id, before)))
    defaults: dict[str, Any] = {
        "date": date,
        "movable": Movable.SHIFTS,
        "foundation": foundation_of(office, date),
        "people": tuple(people),
        "history_days": 0,
    }
    return DayPlan(**(defaults | changes))


async def proposed(db: Database, plan: DayPlan, *, office: str = "mitte", made_for: str = "night") -> str:
    """Propose this plan."""
    async with db.transaction() as tx:
        known = await tx.office(office)
        made = await store_plan(
            tx,
            office=office,
            plan=plan,
            effect=msgspec.to_builtins(Compared(before=NOTHING, after=NOTHING)),
            made_for=made_for,
            office_version=known.version,
        )
    assert made is not None
    return made


async def as_it_is(question: Question) -> Reply:
    """A solver that is content with everything, at once."""
    effect = Effect(backlog=0.0, uncovered=0.0, paid=0, cost=0.0)
    duties = tuple(person.duty for person in question.problem.people)
    return Reply(
        proposal=Proposal(
            duties=duties, effect=effect, before=effect, gap=0.0, out_of_time=False, seconds=0.0
        )
    )

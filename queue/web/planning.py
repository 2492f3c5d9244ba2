# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan is made: the day is read, the solver asked without any connection held, the answer stored."""

import datetime as dt
from dataclasses import dataclass

import msgspec

from aufruf.actions.plans import store_plan
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office
from aufruf.domain.day_plan import DayPlan, Movable
from aufruf.domain.errors import NoPlanFound
from aufruf.live.balancing import Solve
from aufruf.planning.plans.balancing import SECONDS, Question, Reply
from aufruf.reads.plan_ahead import day_ahead
from aufruf.reads.plan_answer import Compared, compared, plan_of
from aufruf.reads.plans import day_problem, with_appointments


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A plan that was made, and its id if it was stored: not where somebody else was faster."""

    office: Office
    plan: DayPlan
    effect: Compared
    id: str | None


def found_by(reply: Reply) -> Reply:
    """The reply, if it says anything of the day. Raises NoPlanFound."""
    if reply.proposal is None and reply.impossible is None:
        raise NoPlanFound(why="time")
    return reply


async def make_plan(
    db: Database,
    solve: Solve,
    *,
    office: str,
    date: dt.date,
    made_for: str,
    movable: Movable = Movable.SHIFTS,
    seconds: float = SECONDS,
    unless_since: dt.datetime | None = None,
    only_changes: bool = False,
) -> Made:
    """Have a plan made for a date and propose it. A day whose rules clash is stored as such, too.

    With `unless_since` it is the night's: that nothing was found is stored as well, for the morning.
    With `only_changes` a plan that would change nothing is not worth anybody's attention, and not stored.

    Whether somebody may ask for it is for the caller to see. Raises NotFound, InThePast, NotValid,
    OfficeClosed, NoPlanFound, TooMany.
    """
    async with db.reading(snapshot=True) as reading:
        known = await reading.office(office)
        day = await day_problem(reading, known, date, movable=movable)
    question = Question(problem=day.problem, moment=day.moment, seconds=seconds, scene=day_ahead(day))
    try:
        reply = found_by(await solve(question))
    except NoPlanFound:
        if unless_since is None:
            raise
        reply = Reply()  # noted, so that it is not tried again and again until the morning
    plan, effect = plan_of(day, reply), compared(day, reply)
    async with db.reading(snapshot=True) as reading:
        effect = await with_appointments(reading, known, plan, effect)
    if only_changes and not plan.changes:
        return Made(office=known, plan=plan, effect=effect, id=None)
    async with db.transaction() as tx:
        id_ = await store_plan(
            tx,
            office=office,
            plan=plan,
            effect=msgspec.to_builtins(effect),
            made_for=made_for,
            office_version=known.version,
            unless_since=unless_since,
        )
    return Made(office=known, plan=plan, effect=effect, id=id_)

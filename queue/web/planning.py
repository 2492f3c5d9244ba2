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
from aufruf.planning.balancing import SECONDS, Question
from aufruf.reads.plan_answer import Compared, compared, plan_of
from aufruf.reads.plans import day_problem, with_appointments


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A plan that was made, and whether it was stored: not where somebody else was faster."""

    office: Office
    plan: DayPlan
    effect: Compared
    id: str | None


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
) -> Made:
    """Have a plan made for a date and propose it. A day whose rules clash is stored as such, too.

    Whether somebody may ask for it is for the caller to see. Raises NotFound, InThePast, NotValid,
    OfficeClosed, NoPlanFound, TooMany.
    """
    async with db.reading(snapshot=True) as reading:
        known = await reading.office(office)
        day = await day_problem(reading, known, date, movable=movable)
    reply = await solve(Question(problem=day.problem, seconds=seconds))
    if reply.proposal is None and reply.impossible is None:
        raise NoPlanFound(why="time")
    plan, effect = plan_of(day, reply), compared(day, reply)
    async with db.reading(snapshot=True) as reading:
        effect = await with_appointments(reading, known, plan, effect)
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

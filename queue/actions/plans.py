# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan is proposed, accepted or refused. Accepted, it becomes shifts like those set by hand."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from aufruf.actions.listing import look_through
from aufruf.db import plans
from aufruf.db import shifts as stored_shifts
from aufruf.db.imports import raise_versions
from aufruf.db.plans import StoredPlan
from aufruf.db.transaction import Reading, Transaction
from aufruf.domain.access import Person
from aufruf.domain.catalogue import Office
from aufruf.domain.day_plan import (
    DayPlan,
    Outdated,
    PlannedShift,
    outdated_by,
    with_changes,
)
from aufruf.domain.errors import (
    AppointmentsTouched,
    NotFound,
    NotValid,
    PlanImpossible,
    PlanOutdated,
    WrongState,
)
from aufruf.domain.plans import ProposalState
from aufruf.domain.staffing import shifts_of, working_time
from aufruf.planning.plans.balance import Span
from aufruf.planning.plans.staffing_rules import Breach, breaches
from aufruf.reads.plans import office_with, touched_by_plan
from aufruf.reads.touched import Touched

Changes = Mapping[str, tuple[PlannedShift, ...]]
"""Other shifts than the plan proposes, by staff."""

DAY = 24 * 60
WORDS = {
    Breach.TOO_LITTLE: "breaks are too short: 30 minutes after 6 hours of work, 45 after 9",
    Breach.TOO_LONG_WITHOUT: "more than 6 hours without a break of 15 minutes",
    Breach.AT_THE_EDGE: "a break lies at the begin or the end of the shift",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepting:
    """What accepting a plan would do."""

    plan: DayPlan  # as it would be accepted
    before: Office
    after: Office
    touched: tuple[Touched, ...]


async def store_plan(
    tx: Transaction,
    *,
    office: str,
    plan: DayPlan,
    effect: dict[str, Any],
    made_for: str,
    office_version: int,
    unless_since: dt.datetime | None = None,
) -> str | None:
    """Propose a plan for a day; its id. The one that is still open is superseded.

    With `unless_since` nothing is stored where a plan was decided, or made since that moment: two who make
    the night's plans at the same time do it once.
    """
    await tx.lock_office(office)
    if unless_since is not None:
        known = await plans.of_day(tx.connection, (office, plan.date))
        if known is not None and not is_due(known, since=unless_since):
            return None
    return await plans.insert(
        tx.connection,
        office,
        plan=plan,
        effect=effect,
        made_for=made_for,
        office_version=office_version,
        now=tx.now,
    )


def is_due(known: StoredPlan | None, *, since: dt.datetime) -> bool:
    """Whether a day wants a plan: none was decided, and none made since this moment."""
    return known is None or (known.state is ProposalState.PROPOSED and known.made_at < since)


async def accepting(
    sight: Transaction | Reading, office: Office, date: dt.date, changes: Changes
) -> Accepting:
    """What it would do to accept the open plan of a date, with these changes. Changes nothing itself.

    Raises NotFound, WrongState (decided already), PlanImpossible, PlanOutdated, NotValid (pointers into
    `changes`), InThePast.
    """
    known = await open_plan(sight, office.id, date)
    if not known.plan.is_possible:
        raise PlanImpossible
    outdated = outdated_by(known.plan, office)
    if outdated:
        raise PlanOutdated(changed=_facts(outdated))
    _check(office, known.plan, changes)
    plan = replace(known.plan, people=with_changes(known.plan, changes))
    after = _office_with(office, plan, changes, now=sight.now)
    past = tuple(
        Outdated(what="past", staff=person.staff)
        for person in plan.changes
        if _until(office, person.staff, date, sight.now) != _until(after, person.staff, date, sight.now)
    )
    if past:
        raise PlanOutdated(changed=_facts(past))
    touched = await touched_by_plan(sight.connection, office, after, date, now=sight.now)
    return Accepting(plan=plan, before=office, after=after, touched=tuple(touched))


async def accept_plan(
    tx: Transaction, *, office: str, date: dt.date, person: Person, changes: Changes | None = None
) -> Accepting:
    """Let the open plan of a date be its shifts, and note who decided so.

    Raises as `accepting` does, and AppointmentsTouched where an appointment would be left to nobody.
    """
    before = await tx.lock_office(office)
    known = await open_plan(tx, office, date)
    result = await accepting(tx, before, date, changes or {})
    if result.touched:
        raise AppointmentsTouched(touched=tuple(each.appointment.id for each in result.touched))
    for each in result.plan.changes:
        await stored_shifts.replace_dated(
            tx.connection,
            office,
            staff=each.staff,
            date=date,
            shifts=shifts_of(result.after, each.staff, date),
        )
    if result.plan.changes:
        await raise_versions(tx.connection, offices=[office], services=())
        await look_through(tx, result.after)
    await plans.decide(
        tx.connection,
        known,
        state=ProposalState.ACCEPTED,
        by=person.user,
        now=tx.now,
        people=result.plan if changes else None,
    )
    return result


async def refuse_plan(
    tx: Transaction, *, office: str, date: dt.date, person: Person, reason: str = ""
) -> None:
    """Leave a day as it is, and note who decided so. Raises NotFound, WrongState."""
    await tx.lock_office(office)
    known = await open_plan(tx, office, date)
    await plans.decide(
        tx.connection, known, state=ProposalState.REFUSED, by=person.user, now=tx.now, reason=reason
    )


async def open_plan(sight: Transaction | Reading, office: str, date: dt.date) -> StoredPlan:
    """The plan of a date that is to be decided. Raises NotFound, WrongState."""
    known = await plans.of_day(sight.connection, (office, date))
    if known is None:
        raise NotFound
    if known.state is not ProposalState.PROPOSED:
        raise WrongState(state=known.state)
    return known


def _facts(outdated: Sequence[Outdated]) -> tuple[dict[str, str | None], ...]:
    return tuple({"what": each.what, "staff": each.staff} for each in outdated)


def _check(office: Office, plan: DayPlan, changes: Changes) -> None:
    """Whether whoever changes a plan keeps the law, and speaks of people who are there."""
    wrong = []
    known = {person.staff for person in plan.people} & {member.id for member in office.staff}
    for index, (staff, shifts) in enumerate(changes.items()):
        if staff not in known:
            wrong.append((f"/changes/{index}/staff", "there is nobody with this id in the plan"))
        wrong += [(f"/changes/{index}/shifts", WORDS[breach]) for breach in breaches_of(shifts)]
    if wrong:
        raise NotValid(*wrong)


def breaches_of(shifts: Sequence[PlannedShift]) -> tuple[Breach, ...]:
    """What the law (ArbZG § 4) has against somebody's day; time between two shifts is a break."""
    if not shifts:
        return ()
    spans, pauses = [], []
    for shift in sorted(shifts, key=lambda shift: shift.local_from):
        begin = _minute(shift.local_from)
        spans.append(Span(begin, begin + ((_minute(shift.local_to) - begin) % DAY or DAY)))
        for local_from, local_to in shift.breaks:
            start = begin + (_minute(local_from) - begin) % DAY
            pauses.append(Span(start, start + (_minute(local_to) - start) % DAY))
            if pauses[-1].begin <= spans[-1].begin or pauses[-1].end >= spans[-1].end:
                return (Breach.AT_THE_EDGE,)
    pauses += [Span(one.end, other.begin) for one, other in pairwise(spans) if one.end < other.begin]
    return breaches(Span(spans[0].begin, max(span.end for span in spans)), pauses)


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _office_with(office: Office, plan: DayPlan, changes: Changes, *, now: dt.datetime) -> Office:
    """The office with a plan's shifts; what is wrong with a change points to it."""
    places = {staff: index for index, staff in enumerate(changes)}
    after = office
    for person in plan.changes:
        try:
            after = office_with(after, plan.date, [person], now=now)
        except NotValid as error:
            if person.staff not in places:
                raise
            place = f"/changes/{places[person.staff]}"
            raise type(error)(*((f"{place}{pointer}", detail) for pointer, detail in error.errors)) from error
    return after


def _until(
    office: Office, staff: str, date: dt.date, now: dt.datetime
) -> list[tuple[dt.datetime, dt.datetime]]:
    """When somebody has worked on a date until now: that no plan can change."""
    return [
        (begin, min(end, now))
        for shift in shifts_of(office, staff, date)
        for begin, end in sorted(working_time(office, shift, date))
        if begin < now
    ]

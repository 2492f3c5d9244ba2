# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans for a day: what is proposed with its expected effect, and what a supervisor decides."""

import datetime as dt
from typing import Annotated, Literal

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from aufruf.actions import plans as deeds
from aufruf.api.shifts import (
    END_OF_DAY,
    BreakAnswer,
    SentShift,
    ShiftAnswer,
    TouchedAppointment,
    touched_answer,
)
from aufruf.db import plans
from aufruf.db.plans import StoredPlan
from aufruf.db.transaction import Database, Reading, Transaction
from aufruf.domain.access import Caller, Person, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.day_plan import Movable, Obstacle, PlannedPerson, PlannedShift
from aufruf.domain.errors import NotFound, NotValid
from aufruf.domain.opening import MIDNIGHT
from aufruf.domain.roles import Right
from aufruf.reads.plan_answer import Compared, Expected
from aufruf.web.plan_words import clock_words, kept_words, name_of, obstacle_words
from aufruf.web.planning import make_plan
from aufruf.web.wire import TEXT, Answer, Id, PathId, Sent, local, optional_local
from aufruf.web.wiring import Given, Wiring


class PlanWish(Sent, frozen=True):
    """What a plan may move: breaks alone, or shifts of the same length, too."""

    movable: Literal["breaks", "shifts"] = "shifts"


class OtherShifts(Sent, frozen=True):
    """What somebody shall work instead of what the plan proposes; none: they are away."""

    staff: Id
    shifts: Annotated[list[SentShift], msgspec.Meta(max_length=10)]


class PlanAcceptance(Sent, frozen=True):
    """With which changes a plan is accepted."""

    changes: Annotated[list[OtherShifts], msgspec.Meta(max_length=500)] = []  # noqa: RUF012 (msgspec copies it)


class PlanRefusal(Sent, frozen=True):
    """Why a plan is refused, if that is said."""

    reason: Annotated[str, msgspec.Meta(pattern=TEXT, max_length=500)] = ""


class PersonAnswer(Answer, frozen=True):
    """Somebody's day now and as proposed; `kept` says why it cannot be changed by a plan."""

    staff: str
    name: str
    changed: bool
    kept: str | None
    before: list[ShiftAnswer]
    proposed: list[ShiftAnswer]


class ClashAnswer(Answer, frozen=True):
    """A rule that the day cannot keep, and the same in words (German)."""

    rule: str
    text: str


class ExpectedAnswer(Answer, frozen=True):
    """What is expected of one plan: null where it is not known.

    `wait_minutes` is the mean for all who come, with the range in which four days of five lie.
    """

    wait_minutes: float | None
    wait_low_minutes: float | None
    wait_high_minutes: float | None
    appointments: int
    appointments_served: int
    paid_minutes: int
    longest_without_break_minutes: int


class EffectAnswer(Answer, frozen=True):
    """Today's plan beside the proposed one; `gain_minutes` is by how much people wait less with it."""

    before: ExpectedAnswer
    proposed: ExpectedAnswer | None
    gain_minutes: float | None
    gain_low_minutes: float | None
    gain_high_minutes: float | None


class PlanAnswer(Answer, frozen=True):
    """A plan for a day. Where it is not `possible`, `clashes` says why, and there is nothing to accept."""

    office: str
    date: dt.date
    id: str
    state: str
    made_at: dt.datetime
    made_for: str
    movable: str
    possible: bool
    history_days: int
    best_found: bool
    people: list[PersonAnswer]
    effect: EffectAnswer
    clashes: list[ClashAnswer]
    unmet: list[ClashAnswer]
    decided_at: dt.datetime | None
    decided_by: str | None
    reason: str


class AcceptedAnswer(Answer, frozen=True):
    """The plan as it is or would be accepted, and the appointments that could no longer be served."""

    plan: PlanAnswer
    touched: list[TouchedAppointment]


@get("/offices/{office:str}/plans/{date:str}")
async def show_plan(
    office: PathId, date: FromPath[dt.date], caller: Given[Caller], db: Given[Database]
) -> PlanAnswer:
    """The plan that is proposed for a date, else the one decided last."""
    async with db.reading() as reading:
        found = await reading.office(office)
        person_with(caller, Right.SUPERVISE, found)
        return plan_answer(await _stored(reading, office, date), found)


@post("/offices/{office:str}/plans/{date:str}")
async def propose_plan(
    office: PathId,
    date: FromPath[dt.date],
    caller: Given[Caller],
    wiring: Given[Wiring],
    data: JSONBody[PlanWish | None] = None,
) -> PlanAnswer:
    """Have a plan made now: it takes seconds. The one that was still open is superseded."""
    async with wiring.db.reading() as reading:
        person_with(caller, Right.SUPERVISE, await reading.office(office))
    movable = Movable(data.movable) if data is not None else Movable.SHIFTS
    made = await make_plan(
        wiring.db, wiring.solve, office=office, date=date, made_for="request", movable=movable
    )
    async with wiring.db.reading() as reading:
        return plan_answer(await _stored(reading, office, date), made.office)


@post("/offices/{office:str}/plans/{date:str}/accept", status_code=200)
async def accept_plan(
    office: PathId,
    date: FromPath[dt.date],
    caller: Given[Caller],
    db: Given[Database],
    data: JSONBody[PlanAcceptance | None] = None,
    preview: FromQuery[bool] = False,  # noqa: FBT002 (so it is named in the query)
) -> AcceptedAnswer:
    """Let the proposed plan be the shifts of its date; with `preview` only tell what it would do."""
    changes = _changes(data)
    if preview:
        async with db.reading(snapshot=True) as reading:
            found = await reading.office(office)
            person_with(caller, Right.SUPERVISE, found)
            accepting = await deeds.accepting(reading, found, date, changes)
            stored = await _stored(reading, office, date)
        return _accepted(stored, accepting, found)
    async with db.transaction() as tx:
        person = await _supervisor(tx, caller, office)
        accepting = await deeds.accept_plan(tx, office=office, date=date, person=person, changes=changes)
        stored = await _stored(tx, office, date)
    return _accepted(stored, accepting, accepting.after)


@post("/offices/{office:str}/plans/{date:str}/refuse", status_code=200)
async def refuse_plan(
    office: PathId,
    date: FromPath[dt.date],
    caller: Given[Caller],
    db: Given[Database],
    data: JSONBody[PlanRefusal | None] = None,
) -> PlanAnswer:
    """Leave the date as it is."""
    async with db.transaction() as tx:
        person = await _supervisor(tx, caller, office)
        reason = "" if data is None else data.reason
        await deeds.refuse_plan(tx, office=office, date=date, person=person, reason=reason)
        stored = await _stored(tx, office, date)
        found = await tx.office(office)
    return plan_answer(stored, found)


def plan_answer(stored: StoredPlan, office: Office) -> PlanAnswer:
    """A stored plan, for the staff."""
    plan, effect = stored.plan, msgspec.convert(stored.effect, Compared)
    return PlanAnswer(
        office=stored.office,
        date=plan.date,
        id=stored.id,
        state=stored.state.value,
        made_at=local(stored.made_at, office.zone),
        made_for=stored.made_for,
        movable=plan.movable.value,
        possible=plan.is_possible,
        history_days=plan.history_days,
        best_found=not plan.out_of_time,
        people=[_person(each, office) for each in plan.people],
        effect=_effect(effect),
        clashes=_clashes(plan.obstacles, office),
        unmet=_clashes(plan.unmet, office),
        decided_at=optional_local(stored.decided_at, office.zone),
        decided_by=stored.decided_by,
        reason=stored.reason,
    )


async def _stored(sight: Reading | Transaction, office: str, date: dt.date) -> StoredPlan:
    found = await plans.of_day(sight.connection, (office, date))
    if found is None:
        raise NotFound
    return found


async def _supervisor(tx: Transaction, caller: Caller, office: str) -> Person:
    return person_with(caller, Right.SUPERVISE, await tx.office(office))


def _accepted(stored: StoredPlan, accepting: deeds.Accepting, office: Office) -> AcceptedAnswer:
    answer = plan_answer(stored, office)
    people = [_person(each, office) for each in accepting.plan.people]
    return AcceptedAnswer(
        plan=msgspec.structs.replace(answer, people=people),
        touched=touched_answer(accepting.touched, office.zone).touched,
    )


def _changes(data: PlanAcceptance | None) -> dict[str, tuple[PlannedShift, ...]]:
    changes: dict[str, tuple[PlannedShift, ...]] = {}
    for index, each in enumerate(data.changes if data else ()):
        if each.staff in changes:
            raise NotValid((f"/changes/{index}/staff", "is named twice"))
        changes[each.staff] = tuple(_planned(shift) for shift in each.shifts)
    return changes


def _planned(sent: SentShift) -> PlannedShift:
    return PlannedShift(
        local_from=_time(sent.local_from),
        local_to=_time(sent.local_to),
        breaks=tuple(sorted((_time(each.local_from), _time(each.local_to)) for each in sent.breaks)),
        counter=sent.counter,
    )


def _time(text: str) -> dt.time:
    return MIDNIGHT if text == END_OF_DAY else dt.time.fromisoformat(text)


def _person(person: PlannedPerson, office: Office) -> PersonAnswer:
    return PersonAnswer(
        staff=person.staff,
        name=name_of(office, person.staff),
        changed=person.changed,
        kept=None if person.kept is None else kept_words(person.kept),
        before=[_shift(shift) for shift in person.before],
        proposed=[_shift(shift) for shift in person.after],
    )


def _shift(shift: PlannedShift) -> ShiftAnswer:
    return ShiftAnswer(
        local_from=clock_words(shift.local_from),
        local_to=clock_words(shift.local_to, is_end=True),
        breaks=[
            BreakAnswer(local_from=clock_words(begin), local_to=clock_words(end, is_end=True))
            for begin, end in shift.breaks
        ],
        counter=shift.counter,
    )


def _effect(effect: Compared) -> EffectAnswer:
    return EffectAnswer(
        before=_expected(effect.before),
        proposed=_expected(effect.after) if effect.after else None,
        gain_minutes=effect.gain,
        gain_low_minutes=effect.gain_low,
        gain_high_minutes=effect.gain_high,
    )


def _expected(one: Expected) -> ExpectedAnswer:
    return ExpectedAnswer(
        wait_minutes=one.wait,
        wait_low_minutes=one.wait_low,
        wait_high_minutes=one.wait_high,
        appointments=one.appointments,
        appointments_served=one.served,
        paid_minutes=one.paid_minutes,
        longest_without_break_minutes=one.longest_stretch,
    )


def _clashes(obstacles: tuple[Obstacle, ...], office: Office) -> list[ClashAnswer]:
    return [ClashAnswer(rule=each.rule, text=obstacle_words(each, office)) for each in obstacles]


router = Router("", route_handlers=[show_plan, propose_plan, accept_plan, refuse_plan], tags=["Plans"])

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For supervisors: the plan of a day beside what is proposed for it, and the decision about it."""

import datetime as dt
import re
from typing import Annotated

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import QueryParameter
from litestar.response import Redirect

from aufruf.actions import plans as deeds
from aufruf.db.transaction import Database
from aufruf.domain.access import person_anywhere, person_with
from aufruf.domain.day_plan import DayPlan, Movable, PlannedPerson, PlannedShift
from aufruf.domain.errors import (
    AppointmentsTouched,
    AufrufError,
    NotFound,
    NotPossible,
    NotValid,
    PlanOutdated,
    TooMany,
)
from aufruf.domain.opening import MIDNIGHT
from aufruf.domain.roles import Right
from aufruf.pages.forms import an_id, is_line, line, read_date, read_form
from aufruf.pages.plan_parts import Sheet, sheet_of
from aufruf.reads.offices import offices_with
from aufruf.reads.touched import Touched
from aufruf.web.planning import make_plan
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import ID
from aufruf.web.wiring import Given, Wiring

OfficeWanted = Annotated[str | None, QueryParameter(pattern=ID)]
DateWanted = Annotated[str | None, QueryParameter(max_length=10)]
LONGEST_REASON = 500
SPAN = re.compile(
    r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])\s*(?:-|–|bis|to)\s*([01]?[0-9]|2[0-4])[:.]([0-5][0-9])"
)
Changes = dict[str, tuple[PlannedShift, ...]]


@get("/plans")
async def show(
    frame: Given[Frame], db: Given[Database], office: OfficeWanted = None, date: DateWanted = None
) -> Response[str] | Redirect:
    """The plan of a day; without an office, those that somebody leads, without a day the next one."""
    if office is not None:
        return await _page(frame, db, office, read_date(date))
    person = person_anywhere(frame.caller, Right.SUPERVISE)
    async with db.reading() as reading:
        offices = await offices_with(reading, person, Right.SUPERVISE)
    if len(offices) == 1:
        return Redirect(f"/plans?office={offices[0].id}", status_code=303)
    return frame.show("plans.html", offices=offices, sheet=None)


@post("/plans")
async def decide(request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str] | Redirect:
    """Have a plan made, accept it as it stands in the form, or refuse it."""
    form = await read_form(request)
    office, date = an_id(line(form, "office")), read_date(line(form, "date"))
    if date is None:
        raise NotValid(("/date", "is a date"))
    deed = {"make": _make, "accept": _accept, "refuse": _refuse}.get(line(form, "decision"))
    if deed is None:
        raise NotValid(("/decision", "make, accept or refuse"))
    try:
        await deed(frame, wiring, office, date, form)
    except (NotPossible, NotValid, NotFound, TooMany) as refusal:
        return await _page(frame, wiring.db, office, date, refused=refusal, form=form)
    return Redirect(f"/plans?office={office}&date={date}", status_code=303)


async def _make(frame: Frame, wiring: Wiring, office: str, date: dt.date, form: FormMultiDict) -> None:
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.SUPERVISE, await reading.office(office))
    movable = Movable.BREAKS if line(form, "movable") == "breaks" else Movable.SHIFTS
    await make_plan(wiring.db, wiring.solve, office=office, date=date, made_for="request", movable=movable)


async def _accept(frame: Frame, wiring: Wiring, office: str, date: dt.date, form: FormMultiDict) -> None:
    async with wiring.db.transaction() as tx:
        person = person_with(frame.caller, Right.SUPERVISE, await tx.office(office))
        known = await deeds.open_plan(tx, office, date)
        if line(form, "plan") != known.id:  # a newer one has come while this one was looked at
            raise PlanOutdated(changed=({"what": "plan", "staff": None},))
        await deeds.accept_plan(
            tx, office=office, date=date, person=person, changes=changes_in(form, known.plan)
        )


async def _refuse(frame: Frame, wiring: Wiring, office: str, date: dt.date, form: FormMultiDict) -> None:
    reason = line(form, "reason")
    if not is_line(reason, longest=LONGEST_REASON):
        raise NotValid(("/reason", "is too long"))
    async with wiring.db.transaction() as tx:
        person = person_with(frame.caller, Right.SUPERVISE, await tx.office(office))
        await deeds.refuse_plan(tx, office=office, date=date, person=person, reason=reason)


async def _page(
    frame: Frame,
    db: Database,
    office: str,
    date: dt.date | None,
    *,
    refused: AufrufError | None = None,
    form: FormMultiDict | None = None,
) -> Response[str]:
    touched: tuple[Touched, ...] = ()
    async with db.reading(snapshot=True) as reading:
        known = await reading.office(office)
        person_with(frame.caller, Right.SUPERVISE, known)
        sheet: Sheet = await sheet_of(reading, known, date, language=frame.language, refused=refused)
        if isinstance(refused, AppointmentsTouched) and form is not None and sheet.stored is not None:
            changes = changes_in(form, sheet.stored.plan)
            touched = (await deeds.accepting(reading, known, sheet.date, changes)).touched
    return frame.show(
        "plans.html",
        refused=refused,
        sheet=sheet,
        offices=(),
        touched=touched,
        form=form or FormMultiDict({}),
    )


def changes_in(form: FormMultiDict, plan: DayPlan) -> Changes:
    """What somebody has written other than the plan proposes. Raises NotValid."""
    changes: Changes = {}
    for person in plan.people:
        if f"from-{person.staff}" not in form:
            continue
        wanted = _written(form, person)
        if wanted != person.after:
            changes[person.staff] = wanted
    return changes


def _written(form: FormMultiDict, person: PlannedPerson) -> tuple[PlannedShift, ...]:
    """Somebody's shift as it stands in the form; both times empty: they are away."""
    begin, end = line(form, f"from-{person.staff}"), line(form, f"to-{person.staff}")
    pauses = line(form, f"breaks-{person.staff}")
    if not begin and not end:
        return ()
    try:
        breaks = tuple(sorted(_spans(pauses)))
        local_from, local_to = dt.time.fromisoformat(begin), _end(end)
    except ValueError as error:
        raise NotValid((f"/people/{person.staff}", "are no times")) from error
    counter = person.after[0].counter if person.after else None
    shift = PlannedShift(local_from=local_from, local_to=local_to, breaks=breaks, counter=counter)
    return (shift,)


def _spans(text: str) -> list[tuple[dt.time, dt.time]]:
    """`12:00–12:30, 15:00–15:15`. Raises ValueError."""
    rest = SPAN.sub("", text)
    if rest.strip(" ,;"):
        raise ValueError(rest)
    return [
        (dt.time(int(found[0]), int(found[1])), _end(f"{int(found[2]):02}:{found[3]}"))
        for found in SPAN.findall(text)
    ]


def _end(text: str) -> dt.time:
    return MIDNIGHT if text == "24:00" else dt.time.fromisoformat(text)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days on which an office stays closed, and what becomes of the appointments."""

import datetime as dt
from typing import Annotated

import msgspec
from litestar import Router, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from aufruf.actions import closures as deeds
from aufruf.api.shifts import TouchedAnswer, touched_answer
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.replanning import closure_of, with_closure
from aufruf.domain.roles import Right
from aufruf.reads.touched import touched_by_closure
from aufruf.web.wire import LINE, Answer, Page, PathId, Sent
from aufruf.web.wiring import Given

AS_IN_FILES = {"first": "from", "last": "to"}  # what the columns of closures.csv are called


class SentClosure(Sent, frozen=True, rename=AS_IN_FILES):
    """Closed from one date to another, both included."""

    first: dt.date
    last: dt.date
    reason: Annotated[str, msgspec.Meta(pattern=LINE, max_length=200)] = ""


class ClosureAnswer(Answer, frozen=True, rename=AS_IN_FILES):
    """Closed from one date to another, both included."""

    first: dt.date
    last: dt.date
    reason: str


@get("/offices/{office:str}/closures")
async def list_closures(office: PathId, caller: Given[Caller], db: Given[Database]) -> Page[ClosureAnswer]:
    """The closures of an office that are not over, in the order of their days."""
    async with db.reading() as reading:
        found: Office = await reading.office(office)
        person_with(caller, Right.SERVE, found)
        today = found.local_date(reading.now)
    to_come = [closure for closure in found.opening.closures if closure.last >= today]
    return Page(
        items=[
            ClosureAnswer(first=closure.first, last=closure.last, reason=closure.reason)
            for closure in sorted(to_come, key=lambda closure: (closure.first, closure.last))
        ]
    )


@post("/offices/{office:str}/closures", status_code=200)
async def close_office(
    office: PathId,
    data: JSONBody[SentClosure],
    caller: Given[Caller],
    db: Given[Database],
    preview: FromQuery[bool] = False,  # noqa: FBT002 (so it is named in the query)
) -> TouchedAnswer:
    """Close an office on some days; with `preview` only tell what it would do."""
    if preview:
        async with db.reading(snapshot=True) as reading:
            known = await reading.office(office)
            person_with(caller, Right.SUPERVISE, known)
            closure = closure_of(first=data.first, last=data.last, reason=data.reason)
            after = with_closure(known, closure, now=reading.now)
            touched = await touched_by_closure(reading.connection, after, closure=closure, now=reading.now)
        return touched_answer(touched, known.zone)
    async with db.transaction() as tx:
        known = await tx.office(office)
        person_with(caller, Right.SUPERVISE, known)
        touched = await deeds.close_office(
            tx, office=office, first=data.first, last=data.last, reason=data.reason
        )
    return touched_answer(touched, known.zone)


@delete("/offices/{office:str}/closures/{first:str}/{last:str}")
async def reopen_office(
    office: PathId,
    first: FromPath[dt.date],
    last: FromPath[dt.date],
    caller: Given[Caller],
    db: Given[Database],
) -> None:
    """Take a closure back."""
    async with db.transaction() as tx:
        person_with(caller, Right.SUPERVISE, await tx.office(office))
        await deeds.reopen_office(tx, office=office, first=first, last=last)


router = Router("", route_handlers=[list_closures, close_office, reopen_office], tags=["Shifts and closures"])

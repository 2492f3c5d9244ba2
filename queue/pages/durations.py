# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For supervisors: how long services are planned, how long they really take, and what is proposed."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect

from aufruf.actions import lengths
from aufruf.db.transaction import Database
from aufruf.domain.access import person_anywhere, person_with
from aufruf.domain.errors import AufrufError, NotFound, NotPossible, NotValid
from aufruf.domain.roles import Right
from aufruf.pages.forms import an_id, line, read_form
from aufruf.reads.durations import durations_of
from aufruf.reads.offices import offices_with
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import ID
from aufruf.web.wiring import Given

OfficeWanted = Annotated[str | None, QueryParameter(pattern=ID)]


@get("/durations")
async def show(
    frame: Given[Frame], db: Given[Database], office: OfficeWanted = None
) -> Response[str] | Redirect:
    """The durations of an office; without one, the offices that somebody leads."""
    if office is not None:
        return await _page(frame, db, office)
    person = person_anywhere(frame.caller, Right.SUPERVISE)
    async with db.reading() as reading:
        offices = await offices_with(reading, person, Right.SUPERVISE)
    if len(offices) == 1:
        return Redirect(f"/durations?office={offices[0].id}", status_code=303)
    return frame.show("durations.html", offices=offices, durations=None)


@post("/durations")
async def decide(request: AnyRequest, frame: Given[Frame], db: Given[Database]) -> Response[str] | Redirect:
    """Accept a proposed length, or refuse it."""
    form = await read_form(request)
    office, service = an_id(line(form, "office")), an_id(line(form, "service"))
    deed = {"accept": lengths.accept, "refuse": lengths.refuse}.get(line(form, "decision"))
    if deed is None:
        raise NotValid(("/decision", "accept or refuse"))
    try:
        async with db.transaction() as tx:
            person = person_with(frame.caller, Right.SUPERVISE, await tx.office(office))
            await deed(tx, office=office, service=service, person=person)
    except (NotPossible, NotFound) as refusal:
        return await _page(frame, db, office, refused=refusal)
    return Redirect(f"/durations?office={office}", status_code=303)


async def _page(
    frame: Frame, db: Database, office: str, *, refused: AufrufError | None = None
) -> Response[str]:
    async with db.reading(snapshot=True) as reading:
        person_with(frame.caller, Right.SUPERVISE, await reading.office(office))
        durations = await durations_of(reading, office)
    return frame.show("durations.html", refused=refused, durations=durations, offices=())

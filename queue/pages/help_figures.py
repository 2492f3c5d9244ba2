# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For supervisors: how help went at their devices, hour by hour and step by step; never by helper."""

from typing import Annotated

from litestar import Response, get
from litestar.params import QueryParameter

from aufruf.db.transaction import Database
from aufruf.domain.access import person_anywhere, person_with
from aufruf.domain.errors import AufrufError, NotValid
from aufruf.domain.roles import Right
from aufruf.pages.forms import read_date
from aufruf.reads.help_figures import help_figures
from aufruf.reads.offices import offices_with
from aufruf.web.rendering import Frame
from aufruf.web.wire import ID
from aufruf.web.wiring import Given

AnIdWanted = Annotated[str | None, QueryParameter(pattern=ID)]
First = Annotated[str | None, QueryParameter(name="from", max_length=20)]
Last = Annotated[str | None, QueryParameter(name="to", max_length=20)]


@get("/help/figures")
async def show(
    frame: Given[Frame],
    db: Given[Database],
    office: AnIdWanted = None,
    device: AnIdWanted = None,
    first: First = None,
    last: Last = None,
) -> Response[str]:
    """Some days of an office; without one named, of the first that somebody leads, four weeks."""
    person = person_anywhere(frame.caller, Right.SUPERVISE)
    refused: AufrufError | None = None
    async with db.reading(snapshot=True) as reading:
        offices = await offices_with(reading, person, Right.SUPERVISE)
        if office is None and not offices:
            return frame.show("help_figures.html", seen=None, offices=offices)
        found = await reading.office(office or offices[0].id)
        person_with(person, Right.SUPERVISE, found)
        try:
            seen = await help_figures(reading, found.id, first=read_date(first), last=read_date(last))
        except NotValid as error:
            refused, seen = error, await help_figures(reading, found.id)
    return frame.show(
        "help_figures.html",
        refused=refused,
        seen=seen,
        offices=offices,
        place=None if device is None else seen.place(device),
    )

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For supervisors: a day of their office in one picture, and how far one can rely on it.

The picture is drawn by outlook.js from the table, so that both say the same; the table stands by itself.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from litestar import Response, get
from litestar.params import FromQuery, QueryParameter
from litestar.response import Redirect

from aufruf.domain.access import person_anywhere, person_with
from aufruf.domain.errors import AufrufError, InThePast
from aufruf.domain.roles import Right
from aufruf.pages.forms import read_date
from aufruf.planning.waits.forecast import Expectation
from aufruf.reads.offices import offices_with
from aufruf.reads.outlook import DayOutlook, outlook_of
from aufruf.web.rendering import Frame
from aufruf.web.wire import ID
from aufruf.web.wiring import Given, Wiring

OfficeWanted = Annotated[str | None, QueryParameter(pattern=ID)]
ONE_DAY = dt.timedelta(days=1)


@get("/outlook")
async def show(
    frame: Given[Frame],
    wiring: Given[Wiring],
    office: OfficeWanted = None,
    date: FromQuery[str | None] = None,
) -> Response[str] | Redirect:
    """A day of an office; without one named, of the first that somebody leads, today."""
    person = person_anywhere(frame.caller, Right.SUPERVISE)
    refused: AufrufError | None = None
    async with wiring.db.reading(snapshot=True) as reading:
        offices = await offices_with(reading, person, Right.SUPERVISE)
        if office is None and not offices:
            return frame.show("outlook.html", seen=None, offices=offices)
        found = await reading.office(office or offices[0].id)
        person_with(person, Right.SUPERVISE, found)
        today = found.local_date(reading.now)
        try:
            seen = await outlook_of(reading, found, read_date(date) or today)
        except InThePast as error:
            refused, seen = error, await outlook_of(reading, found, today)
    return frame.show(
        "outlook.html",
        refused=refused,
        seen=seen,
        offices=offices,
        today=today,
        waits=await _waits(wiring, seen),
        day_before=seen.date - ONE_DAY if seen.date > today else None,
        day_after=seen.date + ONE_DAY,
    )


async def _waits(wiring: Wiring, seen: DayOutlook) -> Mapping[dt.datetime, Expectation]:
    """How long somebody would wait who came at a later time of today; of other days nobody knows it."""
    if seen.date != seen.office.local_date(seen.now):
        return {}
    moments = [quarter.begins for quarter in seen.quarters if quarter.begins > seen.now]
    offered = [service.id for service in seen.office.services.values() if service.walk_ins]
    return await wiring.forecasts.over(seen.office.id, moments, services=offered)

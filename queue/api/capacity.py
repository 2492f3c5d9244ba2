# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of a date is offered, for those who answer for it: nothing that citizens see."""

import datetime as dt

from litestar import Router, get
from litestar.params import FromQuery

from aufruf.api.availability import Services, wanted_of
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.catalogue import Office, concern
from aufruf.domain.roles import Right
from aufruf.web.wire import Answer, PathId
from aufruf.web.wiring import Given, Wiring


class CapacityAnswer(Answer, frozen=True):
    """How many starts are offered, and how many others could be possible at the very most."""

    date: dt.date
    offered: int
    hidden_at_most: int


@get("/offices/{office:str}/capacity")
async def show_capacity(
    office: PathId,
    service: Services,
    caller: Given[Caller],
    db: Given[Database],
    wiring: Given[Wiring],
    date: FromQuery[dt.date | None] = None,
) -> CapacityAnswer:
    """How many starts a date offers for a concern, today if not said, and how many it may hide."""
    async with db.reading() as reading:
        found: Office = await reading.office(office)
        person_with(caller, Right.SUPERVISE, found)
        wanted = concern(found, wanted_of(service), pointer="/service")
        day = date or found.local_date(reading.now)
        outlook = await wiring.offers.outlook(reading, found, wanted, date=day)
    return CapacityAnswer(date=outlook.date, offered=outlook.offered, hidden_at_most=outlook.hidden_at_most)


router = Router("", route_handlers=[show_capacity], tags=["Shifts and closures"])

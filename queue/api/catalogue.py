# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What offices there are and what they offer: public, no login."""

import datetime as dt

from litestar import Router, get
from litestar.params import FromQuery

from aufruf.api.shapes import WaitAnswer, wait_answer
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office, Service
from aufruf.planning.waits.forecast import Forecast
from aufruf.reads.offices import OfficeNow, offices_now
from aufruf.web.wire import Answer, Id, Page, PathId, optional_local
from aufruf.web.wiring import Given, Wiring


class OfferedService(Answer, frozen=True):
    """A service as an office offers it."""

    id: str
    name: str
    leika_keys: list[str]
    group: str
    duration_minutes: int
    max_quantity: int
    combinable: list[str]
    appointments: bool
    walk_ins: bool
    documents: str
    online_url: str | None


class OfficeAnswer(Answer, frozen=True):
    """An office, with the three things that people ask: is it open, how many wait, when can I come."""

    id: str
    name: str
    address: str
    timezone: str
    open_now: bool
    people_waiting: int
    wait: WaitAnswer | None  # of whoever comes next without an appointment; null: unknown
    earliest_slot: dt.datetime | None


@get("/offices")
async def list_offices(
    db: Given[Database], wiring: Given[Wiring], service: FromQuery[Id | None] = None
) -> Page[OfficeAnswer]:
    """All offices; with `service` those that offer it, each with its earliest slot."""
    async with db.reading() as reading:
        found = await offices_now(reading, wiring.offers, service=service)
    forecasts = await wiring.forecasts.look_at([each.office.id for each in found if each.is_open])
    return Page(items=[_office(each, forecasts.get(each.office.id), service) for each in found])


@get("/offices/{office:str}/services")
async def list_services(office: PathId, db: Given[Database]) -> Page[OfferedService]:
    """The services of an office."""
    async with db.reading() as reading:
        found: Office = await reading.office(office)
    return Page(items=[_offered(service) for service in found.services.values()])


def _offered(service: Service) -> OfferedService:
    return OfferedService(
        id=service.id,
        name=service.name,
        leika_keys=list(service.leika_keys),
        group=service.group,
        duration_minutes=service.minutes,
        max_quantity=service.max_quantity,
        combinable=sorted(service.combinable),
        appointments=service.appointments,
        walk_ins=service.walk_ins,
        documents=service.documents,
        online_url=None,
    )


def _office(now: OfficeNow, forecast: Forecast | None, service: str | None) -> OfficeAnswer:
    office = now.office
    return OfficeAnswer(
        id=office.id,
        name=office.name,
        address=office.address,
        timezone=office.zone.key,
        open_now=now.is_open,
        people_waiting=now.waiting,
        wait=None if forecast is None else wait_answer(forecast.for_next(service)),
        earliest_slot=optional_local(now.earliest, office.zone),
    )


router = Router("", route_handlers=[list_offices, list_services], tags=["Public"])

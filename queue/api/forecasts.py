# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long somebody would wait at a time of today, what that rests on, and how often it was right."""

import datetime as dt

from litestar import Router, get
from litestar.params import FromQuery

from aufruf.api.shapes import WaitAnswer, wait_answer
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import InThePast, NotValid
from aufruf.domain.roles import Right
from aufruf.reads.coverage import Week, coverage_of
from aufruf.web.wire import Answer, Id, Page, PathId, local
from aufruf.web.wiring import Given, Wiring

A_MINUTE = dt.timedelta(minutes=1)


class WeekAnswer(Answer, frozen=True):
    """An ISO week: how many were told a range with their ticket, and how many were called within it."""

    week: str
    told: int
    covered: int
    share: float


class ForecastAnswer(Answer, frozen=True):
    """How long somebody without an appointment would wait who came then. Null: there is nothing to go on.

    `not_today` is the probability that the office does not get to them any more. `days` are those of the
    office's own from which it has learned, `coverage` is the last week of which something is known.
    """

    office: str
    at: dt.datetime
    service: str | None
    wait: WaitAnswer | None
    not_today: float | None
    days: int
    coverage: WeekAnswer | None


@get("/offices/{office:str}/forecast")
async def foresee(
    office: PathId,
    caller: Given[Caller],
    wiring: Given[Wiring],
    at: FromQuery[dt.datetime | None] = None,
    service: FromQuery[Id | None] = None,
) -> ForecastAnswer:
    """Now or later today; for one service, or for what people come for here."""
    async with wiring.db.reading() as reading:
        found: Office = await reading.office(office)
        person_with(caller, Right.SERVE, found)
        moment = _moment(at, now=reading.now)
        _check_service(found, service)
        weeks = await coverage_of(reading, office)
        later_day = found.local_date(moment) != found.local_date(reading.now)
    foreseen = None if later_day else await wiring.forecasts.at(office, moment, service=service)
    expected = None if foreseen is None else foreseen[0]
    return ForecastAnswer(
        office=office,
        at=local(moment, found.zone),
        service=service,
        wait=wait_answer(expected),
        not_today=None if expected is None else expected.not_today,
        days=0 if foreseen is None else foreseen[1].days,
        coverage=_week(weeks[0]) if weeks else None,
    )


@get("/offices/{office:str}/coverage")
async def show_coverage(office: PathId, caller: Given[Caller], db: Given[Database]) -> Page[WeekAnswer]:
    """How often what people were told was right, by week, the latest first."""
    async with db.reading() as reading:
        person_with(caller, Right.SUPERVISE, await reading.office(office))
        weeks = await coverage_of(reading, office)
    return Page(items=[_week(each) for each in weeks])


def _moment(at: dt.datetime | None, *, now: dt.datetime) -> dt.datetime:
    if at is None:
        return now
    if at.tzinfo is None:
        raise NotValid(("/at", "needs an offset, such as +01:00"))
    if at < now - A_MINUTE:
        raise InThePast(("/at", "is over"))
    return max(at, now)


def _check_service(office: Office, service: str | None) -> None:
    offered = None if service is None else office.services.get(service)
    if service is not None and (offered is None or not offered.walk_ins):
        raise NotValid(("/service", "this office does not offer this service here"))


def _week(week: Week) -> WeekAnswer:
    return WeekAnswer(week=week.name, told=week.told, covered=week.covered, share=week.share)


router = Router("", route_handlers=[foresee, show_coverage], tags=["Figures"])

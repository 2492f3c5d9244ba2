# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planned against measured durations, and what a supervisor decides about a proposed one."""

import datetime as dt

from litestar import Router, get, post

from aufruf.actions import lengths as deeds
from aufruf.api.once import do_once
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, person_with
from aufruf.domain.plans import ProposalState
from aufruf.domain.roles import Right
from aufruf.planning.learning.durations import Measured
from aufruf.reads.durations import durations_of
from aufruf.web.wire import Answer, AnyRequest, PathId, optional_local
from aufruf.web.wiring import Given, Wiring


class MeasuredDuration(Answer, frozen=True):
    """How long it really took, in whole minutes: of those who came for this alone, from call to farewell."""

    count: int
    median_minutes: int
    mean_minutes: int
    p80_minutes: int


class DurationAnswer(Answer, frozen=True):
    """A service; `measured` is null below five, `proposed_minutes` unless another length is proposed."""

    service: str
    name: str
    planned_minutes: int
    measured: MeasuredDuration | None
    proposed_minutes: int | None


class DurationsAnswer(Answer, frozen=True):
    """All services of an office, and from how many days it was learned."""

    items: list[DurationAnswer]
    days: int
    learned_at: dt.datetime | None
    next: str | None = None


class DurationDecision(Answer, frozen=True):
    """What was decided about a proposed length, and how long the service is planned now."""

    service: str
    state: str
    planned_minutes: int


@get("/offices/{office:str}/durations")
async def list_durations(office: PathId, caller: Given[Caller], db: Given[Database]) -> DurationsAnswer:
    """How long each service is planned and how long it really took, on the last 60 days at most."""
    async with db.reading(snapshot=True) as reading:
        person_with(caller, Right.SUPERVISE, await reading.office(office))
        found = await durations_of(reading, office)
    return DurationsAnswer(
        items=[
            DurationAnswer(
                service=each.service.id,
                name=each.service.name,
                planned_minutes=each.service.minutes,
                measured=_measured(each.measured),
                proposed_minutes=each.proposed,
            )
            for each in found.services
        ],
        days=found.days,
        learned_at=optional_local(found.made_at, found.office.zone),
    )


@post("/offices/{office:str}/durations/{service:str}/accept", status_code=200)
async def accept_duration(
    request: AnyRequest, office: PathId, service: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> DurationDecision:
    """Plan a service with the proposed length from now on. Appointments that exist keep theirs."""

    async def deed(tx: Transaction) -> DurationDecision:
        person = person_with(caller, Right.SUPERVISE, await tx.office(office))
        minutes = await deeds.accept(tx, office=office, service=service, person=person)
        return DurationDecision(service=service, state=ProposalState.ACCEPTED, planned_minutes=minutes)

    return await do_once(request, wiring, deed, kept_as=DurationDecision, status=200, caller=caller)


@post("/offices/{office:str}/durations/{service:str}/refuse", status_code=200)
async def refuse_duration(
    request: AnyRequest, office: PathId, service: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> DurationDecision:
    """Keep a service's length. The same one is not proposed again for 30 days."""

    async def deed(tx: Transaction) -> DurationDecision:
        person = person_with(caller, Right.SUPERVISE, await tx.office(office))
        minutes = await deeds.refuse(tx, office=office, service=service, person=person)
        return DurationDecision(service=service, state=ProposalState.REFUSED, planned_minutes=minutes)

    return await do_once(request, wiring, deed, kept_as=DurationDecision, status=200, caller=caller)


def _measured(found: Measured | None) -> MeasuredDuration | None:
    if found is None:
        return None
    return MeasuredDuration(
        count=found.count,
        median_minutes=round(found.median),
        mean_minutes=round(found.mean),
        p80_minutes=round(found.p80),
    )


router = Router("", route_handlers=[list_durations, accept_duration, refuse_duration], tags=["Plans"])

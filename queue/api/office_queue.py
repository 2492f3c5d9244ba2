# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The queue of an office, and the reception that lets people into it."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from litestar import Router, get, post
from litestar.params import JSONBody

from aufruf.actions import tickets
from aufruf.api.kiosk import Code
from aufruf.api.once import do_once
from aufruf.api.shapes import (
    DoneService,
    KeptTicket,
    Needs,
    TicketAnswer,
    WaitAnswer,
    Wanted,
    items_of,
    kept_ticket,
    services_answer,
    ticket_answer,
    wait_answer,
)
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Caller, person_with
from aufruf.domain.roles import Right
from aufruf.live.forecasting import Forecasts
from aufruf.planning.waits.forecast import Expectation
from aufruf.reads.queue import Waiting, queue_of
from aufruf.web.limits import guessing
from aufruf.web.telling import told_at_check_in, told_to_walk_in
from aufruf.web.wire import Answer, AnyRequest, Language, Name, Page, PathId, Sent, local, optional_local
from aufruf.web.wiring import Given, Wiring


class WaitingAnswer(Answer, frozen=True):
    """Somebody in the queue. The name is what was given at reception, if any."""

    id: str
    number: str
    services: list[DoneService]
    since: dt.datetime
    appointment_at: dt.datetime | None
    score: int | None  # seconds; none for an appointment that is not due yet
    wait: WaitAnswer | None  # null: unknown
    priority: bool
    for_counter: str | None
    not_before: dt.datetime | None
    name: str | None


class WalkIn(Sent, frozen=True):
    """Somebody without an appointment, at reception."""

    services: Wanted
    name: Name | None = None
    needs: Needs = []  # noqa: RUF012 (msgspec copies it)
    language: Language = "de"


class CheckIn(Sent, frozen=True):
    """A booking code that somebody says at reception."""

    code: Code
    needs: Needs = []  # noqa: RUF012 (msgspec copies it)


@get("/offices/{office:str}/queue")
async def show_queue(office: PathId, caller: Given[Caller], wiring: Given[Wiring]) -> Page[WaitingAnswer]:
    """Everybody who waits, in calling order."""
    async with wiring.db.reading() as reading:  # who may not look makes nobody foresee anything
        person_with(caller, Right.SERVE, await reading.office(office))
    await wiring.forecasts.look(office)
    async with wiring.db.reading() as reading:
        queue, now = await queue_of(reading, office), reading.now
    return Page(items=queue_answer(queue.waiting, queue.office.zone, wiring.forecasts, now=now))


@post("/offices/{office:str}/walk-ins")
async def walk_in(
    request: AnyRequest,
    office: PathId,
    data: JSONBody[WalkIn],
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> TicketAnswer:
    """Give somebody a ticket."""
    async with wiring.db.reading() as reading:
        person_with(caller, Right.RECEIVE, await reading.office(office))
    wanted = items_of(data.services)
    told = await told_to_walk_in(wiring, office, wanted, needs=data.needs)

    async def deed(tx: Transaction) -> KeptTicket:
        person_with(caller, Right.RECEIVE, await tx.office(office))
        ticket = await tickets.walk_in_for(
            tx,
            office=office,
            services=wanted,
            name=data.name,
            needs=data.needs,
            language=data.language,
            told=told,
        )
        return kept_ticket(ticket)

    kept = await do_once(request, wiring, deed, kept_as=KeptTicket, status=201, caller=caller)
    return ticket_answer(kept, wiring)


@post("/offices/{office:str}/check-ins")
async def check_in(
    request: AnyRequest,
    office: PathId,
    data: JSONBody[CheckIn],
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> TicketAnswer:
    """Check somebody in for their appointment."""
    async with wiring.db.reading() as reading:  # who may not is not counted as guessing
        person_with(caller, Right.RECEIVE, await reading.office(office))

    async with guessing(request, wiring):
        told = await told_at_check_in(wiring, office, data.code, needs=data.needs)

        async def deed(tx: Transaction) -> KeptTicket:
            ticket = await tickets.check_in(
                tx, office=office, code=data.code, needs=data.needs, channel="reception", told=told
            )
            return kept_ticket(ticket)

        kept = await do_once(request, wiring, deed, kept_as=KeptTicket, status=201, caller=caller)
    return ticket_answer(kept, wiring)


def queue_answer(
    queue: Iterable[Waiting], zone: ZoneInfo, forecasts: Forecasts, *, now: dt.datetime
) -> list[WaitingAnswer]:
    """Those in the queue, for the staff, each with how long it will still take."""
    return [waiting_answer(each, zone, forecasts.for_visit(each.visit, now=now)) for each in queue]


def waiting_answer(waiting: Waiting, zone: ZoneInfo, expected: Expectation | None = None) -> WaitingAnswer:
    """Somebody in the queue, for the staff."""
    visit = waiting.visit
    return WaitingAnswer(
        id=visit.id,
        number=visit.number,
        services=services_answer(visit.services),
        since=local(visit.arrived_at, zone),
        appointment_at=optional_local(visit.booked_at, zone),
        score=waiting.score,
        wait=wait_answer(expected),
        priority=visit.priority,
        for_counter=visit.for_counter,
        not_before=optional_local(visit.not_before, zone),
        name=waiting.name,
    )


router = Router("", route_handlers=[show_queue, walk_in, check_in], tags=["Queue"])

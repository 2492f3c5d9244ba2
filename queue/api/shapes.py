# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How visits and tickets look on the wire, for all modules of the API."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec

from aufruf.actions.tickets import Ticket
from aufruf.domain.calling import Reason
from aufruf.domain.visit import AT_COUNTER, Visit
from aufruf.planning.waits.forecast import Expectation
from aufruf.web.tokens import Purpose
from aufruf.web.wire import Answer, Id, WantedService, local, optional_local
from aufruf.web.wiring import Wiring

Wanted = Annotated[list[Id | WantedService], msgspec.Meta(min_length=1, max_length=20)]
Need = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_-]{0,31}\Z")]
Needs = Annotated[list[Need], msgspec.Meta(max_length=10)]
Items = tuple[tuple[str, int], ...]


class DoneService(Answer, frozen=True):
    """A service with how often."""

    service: str
    quantity: int


class WaitAnswer(Answer, frozen=True):
    """Minutes until the call: eight in ten are called between low and high."""

    low: int
    likely: int
    high: int


class TicketAnswer(Answer, frozen=True):
    """A ticket, with the token for its status page, and what was foreseen when it was drawn."""

    visit: str
    number: str
    token: str
    status_url: str
    ahead: int
    wait: WaitAnswer | None  # null: unknown
    promised_at: dt.datetime | None


class WhyCalled(Answer, frozen=True):
    """Why somebody was called."""

    rule: str
    text: str


class FollowUp(Answer, frozen=True):
    """The visit in another office with which a transferred one goes on."""

    office: str
    visit: str
    number: str
    token: str
    status_url: str


class VisitAnswer(Answer, frozen=True):
    """A visit, as the staff sees it."""

    id: str
    office: str
    number: str
    state: str
    services: list[DoneService]
    since: dt.datetime
    appointment_at: dt.datetime | None
    priority: bool
    counter: str | None
    for_counter: str | None
    times_missed: int
    reason: WhyCalled | None = None
    continues_as: FollowUp | None = None


class KeptTicket(msgspec.Struct, kw_only=True, frozen=True):
    """What is remembered of a ticket for a repeated request: no token, it is made again."""

    visit: str
    generation: int
    number: str
    ahead: int
    told: tuple[int, int, int] | None = None
    promised_at: dt.datetime | None = None


class KeptOnward(msgspec.Struct, kw_only=True, frozen=True):
    """What is remembered of a visit in another office."""

    office: str
    visit: str
    generation: int
    number: str


def items_of(wanted: Iterable[str | WantedService]) -> Items:
    """Services with quantities; an id alone means once."""
    return tuple((each, 1) if isinstance(each, str) else (each.service, each.quantity) for each in wanted)


def services_answer(items: Iterable[tuple[str, int]]) -> list[DoneService]:
    """Services with quantities, for an answer."""
    return [DoneService(service=service, quantity=quantity) for service, quantity in items]


def kept_ticket(ticket: Ticket) -> KeptTicket:
    """What is remembered of a ticket."""
    visit = ticket.visit
    return KeptTicket(
        visit=visit.id,
        generation=visit.generation,
        number=visit.number,
        ahead=ticket.ahead,
        told=visit.told,
        promised_at=optional_local(visit.promised_at, ticket.zone),
    )


def ticket_answer(kept: KeptTicket, wiring: Wiring) -> TicketAnswer:
    """What a kiosk prints."""
    token, told = wiring.tokens.token(Purpose.VISIT, kept.visit, kept.generation), kept.told
    return TicketAnswer(
        visit=kept.visit,
        number=kept.number,
        token=token,
        status_url=status_url(kept.visit, token, wiring),
        ahead=kept.ahead,
        wait=None if told is None else WaitAnswer(low=told[0], likely=told[1], high=told[2]),
        promised_at=kept.promised_at,
    )


def wait_answer(expected: Expectation | None) -> WaitAnswer | None:
    """How long somebody waits; nothing where it is not known."""
    wait = None if expected is None else expected.wait
    return None if wait is None else WaitAnswer(low=wait.low, likely=wait.likely, high=wait.high)


def visit_answer(visit: Visit, zone: ZoneInfo, *, reason: Reason | None = None) -> VisitAnswer:
    """A visit, for the staff."""
    return VisitAnswer(
        id=visit.id,
        office=visit.office,
        number=visit.number,
        state=visit.state,
        services=services_answer(visit.services),
        since=local(visit.arrived_at, zone),
        appointment_at=optional_local(visit.booked_at, zone),
        priority=visit.priority,
        counter=visit.counter if visit.state in AT_COUNTER else None,
        for_counter=visit.for_counter,
        times_missed=visit.times_missed,
        reason=None if reason is None else WhyCalled(rule=reason.rule, text=reason.text()),
    )


def kept_onward(visit: Visit | None) -> KeptOnward | None:
    """What is remembered of the visit with which a transferred one goes on."""
    if visit is None:
        return None
    return KeptOnward(office=visit.office, visit=visit.id, generation=visit.generation, number=visit.number)


def follow_up(kept: KeptOnward | None, wiring: Wiring) -> FollowUp | None:
    """Where a transferred visit goes on, for whoever may know the visit before."""
    if kept is None:
        return None
    token = wiring.tokens.token(Purpose.VISIT, kept.visit, kept.generation)
    return FollowUp(
        office=kept.office,
        visit=kept.visit,
        number=kept.number,
        token=token,
        status_url=status_url(kept.visit, token, wiring),
    )


def status_url(visit: str, token: str, wiring: Wiring) -> str:
    """The page on the phone that shows how long it will take."""
    return f"{wiring.base_url}/visits/{visit}/{token}"

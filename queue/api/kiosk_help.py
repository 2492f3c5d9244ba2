# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for a person at a kiosk, a terminal or the demo town's kiosk; and what the citizen agrees to."""

from typing import Annotated, Literal

import msgspec
from litestar import Router, post
from litestar.params import JSONBody

from aufruf.actions import call_backs, helping
from aufruf.api.once import do_once
from aufruf.api.shapes import DoneService, KeptTicket, TicketAnswer, services_answer, ticket_answer
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Device
from aufruf.domain.help import Consent, HelpNeed, HelpRequest
from aufruf.reads.help import ticket_in_which_it_ended, usual_seconds
from aufruf.web.kiosks import AT_KIOSK, AT_KIOSKS
from aufruf.web.wire import Answer, AnyRequest, Id, Language, PathId, Sent, optional_local
from aufruf.web.wiring import Given, Wiring

Step = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]{1,64}\Z")]
Instance = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{16,64}\Z")]
HelpNeeds = Annotated[list[HelpNeed], msgspec.Meta(max_length=10)]
Phone = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class HelpWish(Sent, frozen=True):
    """Where on the page somebody is stuck, with which service and which needs, if that is known.

    `instance` names the page: drawn at random by each that is loaded.
    """

    step: Step
    topic: Id | None = None
    language: Language = "de"
    needs: HelpNeeds = []  # noqa: RUF012 (msgspec copies it)
    instance: Instance | None = None


class HelpWithdrawal(Sent, frozen=True):
    """Why no help is needed: the citizen says so, or nobody stands there any longer."""

    why: Literal["citizen", "left"] = "citizen"


class HelpConsent(Sent, frozen=True):
    """What the citizen agrees to from now on, each by itself; `instance` is the page at which they do."""

    view: bool
    point: bool
    talk: bool
    instance: Instance | None = None


class CallBackWish(Sent, frozen=True):
    """The number at which somebody wants to be called back."""

    phone: Phone


class HelpAnswer(Answer, frozen=True):
    """What has become of a help request, who is asked, and how many in the office are helped before.

    `usual_seconds`: how long it usually takes until somebody answers there; null if too little is known.
    `promise_seconds`: within what time the office wants to answer.
    """

    id: str
    state: str
    people_ahead: int
    level: str
    usual_seconds: int | None
    promise_seconds: int


class CollectedTicket(TicketAnswer, frozen=True):
    """A ticket that a helper has drawn for whoever stands at the device, and what for."""

    services: list[DoneService]


class ConsentAnswer(Answer, frozen=True):
    """What holds from now on."""

    id: str
    view: bool
    point: bool
    talk: bool


@post("/kiosk/help-requests")
async def ask_for_help(
    request: AnyRequest, data: JSONBody[HelpWish], touched: Given[Device], wiring: Given[Wiring]
) -> HelpAnswer:
    """Ask for a person. Asked again while that goes on, it is the same request."""

    async def deed(tx: Transaction) -> HelpAnswer:
        asked = await helping.ask(
            tx,
            device=touched,
            step=data.step,
            topic=data.topic,
            language=data.language,
            needs=data.needs,
            instance=data.instance,
        )
        return await _help_answer(tx, asked.request, people_ahead=asked.people_ahead)

    return await do_once(request, wiring, deed, kept_as=HelpAnswer, status=201, caller=touched)


@post("/kiosk/help-requests/{help_request:str}/withdraw", status_code=200)
async def withdraw_help(
    request: AnyRequest,
    help_request: PathId,
    touched: Given[Device],
    wiring: Given[Wiring],
    data: JSONBody[HelpWithdrawal | None] = None,
) -> HelpAnswer:
    """Help is needed no longer."""
    has_left = data is not None and data.why == "left"

    async def deed(tx: Transaction) -> HelpAnswer:
        key = await helping.find(tx, help_request)
        gone = await helping.withdraw(tx, key=key, device=touched, has_left=has_left)
        return await _help_answer(tx, gone)

    return await do_once(request, wiring, deed, kept_as=HelpAnswer, status=200, caller=touched)


@post("/kiosk/help-requests/{help_request:str}/consent", status_code=200)
async def agree(
    request: AnyRequest,
    help_request: PathId,
    data: JSONBody[HelpConsent],
    touched: Given[Device],
    wiring: Given[Wiring],
) -> ConsentAnswer:
    """Say what the helper may see, point at and talk to. What is taken back ends with this answer."""
    consent = Consent(view=data.view, point=data.point, talk=data.talk)

    async def deed(tx: Transaction) -> ConsentAnswer:
        key = await helping.find(tx, help_request)
        agreed = await helping.agree(tx, key=key, device=touched, consent=consent, instance=data.instance)
        now = agreed.consent
        return ConsentAnswer(id=agreed.id, view=now.view, point=now.point, talk=now.talk)

    return await do_once(request, wiring, deed, kept_as=ConsentAnswer, status=200, caller=touched)


@post("/kiosk/help-requests/{help_request:str}/collect", status_code=200)
async def collect_ticket(
    help_request: PathId, touched: Given[Device], wiring: Given[Wiring]
) -> CollectedTicket:
    """The ticket in which help has ended, for the device that asked, within five minutes."""
    async with wiring.db.reading() as reading:
        visit, ahead, zone = await ticket_in_which_it_ended(reading, help_request, touched)
    kept = KeptTicket(
        visit=visit.id,
        generation=visit.generation,
        number=visit.number,
        ahead=ahead,
        told=visit.told,
        promised_at=optional_local(visit.promised_at, zone),
    )
    drawn = ticket_answer(kept, wiring)
    return CollectedTicket(**msgspec.structs.asdict(drawn), services=services_answer(visit.services))


@post("/kiosk/help-requests/{help_request:str}/call-back", status_code=200)
async def ask_for_call_back(
    help_request: PathId, data: JSONBody[CallBackWish], touched: Given[Device], wiring: Given[Wiring]
) -> HelpAnswer:
    """Leave a number instead of waiting on.

    Sent again it is the same call-back, by itself: nothing of a number is remembered for an Idempotency-Key.
    """

    async def deed(tx: Transaction) -> HelpAnswer:
        key = await helping.find(tx, help_request)
        gone = await call_backs.ask(tx, key=key, device=touched, phone=data.phone)
        return await _help_answer(tx, gone)

    return await wiring.db.do(deed)


async def _help_answer(tx: Transaction, request: HelpRequest, *, people_ahead: int = 0) -> HelpAnswer:
    office = await tx.office(request.office)
    return HelpAnswer(
        id=request.id,
        state=request.state,
        people_ahead=people_ahead,
        level=request.level,
        usual_seconds=await usual_seconds(tx, office),
        promise_seconds=office.help.promise_seconds,
    )


router = Router(
    "",
    route_handlers=[ask_for_help, withdraw_help, agree, collect_ticket, ask_for_call_back],
    dependencies=AT_KIOSKS,
    opt=AT_KIOSK,
    tags=["Kiosk"],
)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The touch terminal: tickets and check-ins, for paired devices of the office."""

from typing import Annotated

import msgspec
from litestar import Router, post
from litestar.params import JSONBody

from aufruf.actions import tickets
from aufruf.api.once import do_once
from aufruf.api.shapes import KeptTicket, Needs, TicketAnswer, Wanted, items_of, kept_ticket, ticket_answer
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Device
from aufruf.web.kiosks import AT_KIOSK, AT_KIOSKS
from aufruf.web.limits import guessing
from aufruf.web.telling import told_at_check_in, told_to_walk_in
from aufruf.web.wire import AnyRequest, Language, Sent
from aufruf.web.wiring import Given, Wiring

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class TicketWish(Sent, frozen=True):
    """What somebody touches at the kiosk."""

    services: Wanted
    language: Language = "de"
    needs: Needs = []  # noqa: RUF012 (msgspec copies it)


class CheckInCode(Sent, frozen=True):
    """A booking code, typed or scanned."""

    code: Code


@post("/kiosk/tickets")
async def take_ticket(
    request: AnyRequest, data: JSONBody[TicketWish], kiosk: Given[Device], wiring: Given[Wiring]
) -> TicketAnswer:
    """Draw a ticket."""
    wanted = items_of(data.services)
    told = await told_to_walk_in(wiring, kiosk.office, wanted, needs=data.needs)

    async def deed(tx: Transaction) -> KeptTicket:
        ticket = await tickets.take_ticket(
            tx,
            office=kiosk.office,
            services=wanted,
            needs=data.needs,
            language=data.language,
            told=told,
        )
        return kept_ticket(ticket)

    kept = await do_once(request, wiring, deed, kept_as=KeptTicket, status=201, caller=kiosk)
    return ticket_answer(kept, wiring)


@post("/kiosk/check-ins")
async def check_in(
    request: AnyRequest, data: JSONBody[CheckInCode], kiosk: Given[Device], wiring: Given[Wiring]
) -> TicketAnswer:
    """Check in for an appointment."""
    async with guessing(request, wiring):
        told = await told_at_check_in(wiring, kiosk.office, data.code)

        async def deed(tx: Transaction) -> KeptTicket:
            return kept_ticket(await tickets.check_in(tx, office=kiosk.office, code=data.code, told=told))

        kept = await do_once(request, wiring, deed, kept_as=KeptTicket, status=201, caller=kiosk)
    return ticket_answer(kept, wiring)


router = Router(
    "",
    route_handlers=[take_ticket, check_in],
    dependencies=AT_KIOSKS,
    opt=AT_KIOSK,
    tags=["Kiosk"],
)

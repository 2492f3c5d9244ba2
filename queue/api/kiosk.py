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
from aufruf.domain.access import Caller, device_of_kind
from aufruf.domain.roles import DeviceKind
from aufruf.web.limits import guessing
from aufruf.web.wire import AnyRequest, Language, Sent
from aufruf.web.wiring import Given, Wiring

KIOSK = frozenset({DeviceKind.KIOSK})
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
    request: AnyRequest, data: JSONBody[TicketWish], caller: Given[Caller], wiring: Given[Wiring]
) -> TicketAnswer:
    """Draw a ticket."""
    device = device_of_kind(caller, KIOSK)

    async def deed(tx: Transaction) -> KeptTicket:
        ticket = await tickets.take_ticket(
            tx,
            office=device.office,
            services=items_of(data.services),
            needs=data.needs,
            language=data.language,
        )
        return kept_ticket(ticket)

    kept = await do_once(request, wiring, deed, kept_as=KeptTicket, status=201, caller=caller)
    return ticket_answer(kept, wiring)


@post("/kiosk/check-ins")
async def check_in(
    request: AnyRequest, data: JSONBody[CheckInCode], caller: Given[Caller], wiring: Given[Wiring]
) -> TicketAnswer:
    """Check in for an appointment."""
    device = device_of_kind(caller, KIOSK)

    async def deed(tx: Transaction) -> KeptTicket:
        return kept_ticket(await tickets.check_in(tx, office=device.office, code=data.code))

    async with guessing(request, wiring):
        kept = await do_once(request, wiring, deed, kept_as=KeptTicket, status=201, caller=caller)
    return ticket_answer(kept, wiring)


router = Router("", route_handlers=[take_ticket, check_in], tags=["Kiosk"])

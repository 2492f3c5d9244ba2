# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rebooking list: appointments that nobody can serve after a change, for reception to see to."""

import datetime as dt
from collections.abc import Awaitable, Callable

from litestar import Router, get, post
from litestar.params import JSONBody

from aufruf.actions import rebooking as deeds
from aufruf.api.bookings import AppointmentAnswer, KeptAppointment, appointment_answer, instant
from aufruf.api.once import do_once
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, person_with
from aufruf.domain.appointment import Appointment
from aufruf.domain.roles import Right
from aufruf.reads.rebooking import to_rebook
from aufruf.web.wire import Answer, AnyRequest, Id, Page, PathId, Sent, local
from aufruf.web.wiring import Given, Wiring

PATH = "/offices/{office:str}/rebooking"


class OtherStart(Sent, frozen=True):
    """Another time, perhaps in another office."""

    start: dt.datetime
    office: Id | None = None


class RebookingAnswer(Answer, frozen=True):
    """An appointment that cannot be served: since when that is known, why, and the next times instead."""

    appointment: AppointmentAnswer
    since: dt.datetime
    reason: str
    name: str | None
    email: str | None
    phone: str | None
    alternatives: list[dt.datetime]


@get(PATH)
async def list_to_rebook(
    office: PathId, caller: Given[Caller], db: Given[Database], wiring: Given[Wiring]
) -> Page[RebookingAnswer]:
    """What has to be moved or cancelled, by time. Entries leave the list by themselves.

    `reason` is shift, closure, skill or hours.
    """
    async with db.reading(snapshot=True) as reading:
        known = await reading.office(office)
        person_with(caller, Right.RECEIVE, known)
        found = await to_rebook(reading, known, wiring.offers)
    return Page(
        items=[
            RebookingAnswer(
                appointment=appointment_answer(each.appointment, known, now=reading.now),
                since=local(each.since, known.zone),
                reason=each.cause,
                name=each.citizen.name,
                email=each.citizen.email,
                phone=each.citizen.phone,
                alternatives=[local(start, known.zone) for start in each.suggestions],
            )
            for each in found
        ]
    )


@post(PATH + "/{appointment:str}/move", status_code=200)
async def move(
    office: PathId,
    appointment: PathId,
    data: JSONBody[OtherStart],
    request: AnyRequest,
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> AppointmentAnswer:
    """Take another time for it and free the old one, or change nothing."""
    start = instant(data.start)

    async def deed(tx: Transaction) -> Appointment:
        if data.office is not None:
            person_with(caller, Right.RECEIVE, await tx.office(data.office))
        return await deeds.move_listed(
            tx, office=office, appointment=appointment, start=start, to=data.office
        )

    return await _done(request, wiring, caller, office, deed)


@post(PATH + "/{appointment:str}/cancel", status_code=200)
async def cancel(
    office: PathId, appointment: PathId, request: AnyRequest, caller: Given[Caller], wiring: Given[Wiring]
) -> AppointmentAnswer:
    """Cancel it for the office."""

    async def deed(tx: Transaction) -> Appointment:
        return await deeds.cancel_listed(tx, office=office, appointment=appointment)

    return await _done(request, wiring, caller, office, deed)


async def _done(
    request: AnyRequest,
    wiring: Wiring,
    caller: Caller,
    office: str,
    deed: Callable[[Transaction], Awaitable[Appointment]],
) -> AppointmentAnswer:
    async with wiring.db.reading() as reading:
        person_with(caller, Right.RECEIVE, await reading.office(office))

    async def kept(tx: Transaction) -> KeptAppointment:
        done = await deed(tx)
        answer = appointment_answer(done, await tx.office(done.office), now=tx.now)
        return KeptAppointment(answer=answer, generation=done.generation)

    return (await do_once(request, wiring, kept, kept_as=KeptAppointment, status=200, caller=caller)).answer


router = Router("", route_handlers=[list_to_rebook, move, cancel], tags=["Staff"])

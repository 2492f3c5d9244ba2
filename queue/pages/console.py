# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The staff's way in: which office, which counter; and the queue alone."""

from litestar import Response, get
from litestar.response import Redirect

from aufruf.db.transaction import Database, Reading
from aufruf.domain.access import Person, person_anywhere, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.roles import Right
from aufruf.pages.console_parts import office_parts, queue_parts
from aufruf.reads.offices import offices_with
from aufruf.reads.rebooking import count_to_rebook
from aufruf.reads.workplaces import workplaces_of
from aufruf.web.rendering import Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring


@get("/console")
async def choose_office(frame: Given[Frame], db: Given[Database]) -> Response[str] | Redirect:
    """The offices in which somebody works; straight on where there is but one. Who only helps, helps."""
    if frame.helps and not frame.serves:
        return Redirect("/help", status_code=303)
    person = person_anywhere(frame.caller, Right.SERVE)
    async with db.reading() as reading:
        offices = await offices_of(reading, person)
    if len(offices) == 1:
        return Redirect(f"/console/{offices[0].id}", status_code=303)
    return frame.show("console.html", offices=offices)


@get("/console/{office:str}")
async def choose_counter(office: PathId, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """The counters of an office and who sits there."""
    return await office_page(frame, wiring, office)


@get("/console/{office:str}/queue")
async def show_queue(office: PathId, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """Everybody who waits, in calling order, with the reason for their place."""
    async with wiring.db.reading(snapshot=True) as reading:
        person = person_with(frame.caller, Right.SERVE, await reading.office(office))
        seen = await workplaces_of(reading, office)
    parts = queue_parts(frame, seen, wiring.forecasts, person=person).html
    return frame.show("queue.html", office=seen.office, parts=parts)


async def offices_of(reading: Reading, person: Person) -> list[Office]:
    """The offices in which somebody may serve."""
    return await offices_with(reading, person, Right.SERVE)


async def office_page(frame: Frame, wiring: Wiring, office_id: str) -> Response[str]:
    """Counters and queue of an office, and the way to its reception."""
    async with wiring.db.reading(snapshot=True) as reading:
        office = await reading.office(office_id)
        person = person_with(frame.caller, Right.SERVE, office)
        seen = await workplaces_of(reading, office_id)
        to_rebook = await count_to_rebook(reading, office)
    return frame.show(
        "office.html",
        to_rebook=to_rebook,
        office=office,
        parts=office_parts(frame, seen, wiring.forecasts, person=person).html,
        receives=person.may(Right.RECEIVE, office),
    )

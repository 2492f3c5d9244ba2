# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom a counter has called today; and sitting down where a colleague sits, once that is confirmed."""

from litestar import Response, get
from litestar.response import Redirect

from aufruf.domain.access import person_with
from aufruf.domain.roles import Right
from aufruf.pages.console_parts import address
from aufruf.pages.meanwhile import is_theirs
from aufruf.reads.at_counter_today import at_counter_today
from aufruf.reads.workplaces import who_sits, workplaces_of
from aufruf.web.rendering import Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring


@get("/console/{office:str}/counters/{counter:str}/today")
async def show_today(
    office: PathId, counter: PathId, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """Everybody who was called to this counter since its seat was taken, and what may still be done."""
    async with wiring.db.reading(snapshot=True) as reading:
        person = person_with(frame.caller, Right.SERVE, await reading.office(office))
        today = await at_counter_today(reading, office, counter)
    return frame.show(
        "at_counter_today.html",
        today=today,
        office=today.office,
        counter=counter,
        address=address(office, counter),
        mine=is_theirs(today.here, person),
    )


@get("/console/{office:str}/counters/{counter:str}/confirm-take-over")
async def ask_to_take_over(
    office: PathId, counter: PathId, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Who sits there and whom they serve, before somebody else sits down instead of them."""
    async with wiring.db.reading(snapshot=True) as reading:
        person = person_with(frame.caller, Right.SERVE, await reading.office(office))
        seen = await workplaces_of(reading, office)
    here = seen.counter(counter)
    if here.seat is None or here.seat.device is not None or is_theirs(here, person):
        return Redirect(address(office, counter), status_code=303)
    return frame.show(
        "take_over.html",
        here=here,
        office=seen.office,
        name=who_sits(seen.office, here.seat),
        address=address(office, counter),
    )

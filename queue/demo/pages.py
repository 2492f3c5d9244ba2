# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a visitor may do with the town: set its pace, and take over a counter."""

from collections.abc import Callable

from litestar import Router, post
from litestar.di import Provide
from litestar.response import Redirect

from aufruf.actions import pacing
from aufruf.demo.clerks import make_room
from aufruf.demo.town import Town
from aufruf.domain.access import Caller, person_with
from aufruf.domain.counters import terminals_of
from aufruf.domain.errors import NotValid, SelfService
from aufruf.domain.roles import Right
from aufruf.pages.forms import an_id, line, read_form
from aufruf.pages.start import own_path
from aufruf.web.wire import AnyRequest
from aufruf.web.wiring import Given


@post("/demo/pace")
async def set_pace(request: AnyRequest, town: Given[Town]) -> Redirect:
    """Let the town's clock run so many times as fast as a real one; 0 is a pause."""
    form = await read_form(request)
    try:
        speed = float(line(form, "speed"))
    except ValueError:
        raise NotValid(("/speed", "is a number")) from None
    async with town.doors.transaction() as tx:
        await pacing.set_pace(tx, speed=speed, real_now=town.doors.clock())
    return Redirect(own_path(line(form, "back")), status_code=303)


@post("/demo/take-over")
async def take_over(request: AnyRequest, caller: Given[Caller], town: Given[Town]) -> Redirect:
    """Have the town's clerk leave a counter, so that whoever is logged in can open it."""
    form = await read_form(request)
    office, counter = an_id(line(form, "office")), an_id(line(form, "counter"))
    async with town.doors.reading() as reading:
        known = await reading.office(office)
    person_with(caller, Right.SERVE, known)
    if counter in terminals_of(known):
        raise SelfService
    await make_room(town, office=office, counter=counter)
    return Redirect(own_path(line(form, "back") or f"/console/{office}"), status_code=303)


def router_for(give_town: Callable[[], Town]) -> Router:
    """The pages of one town, which is there once the server lives."""
    return Router(
        "",
        route_handlers=[set_pace, take_over],
        dependencies={"town": Provide(give_town, sync_to_thread=False)},
        include_in_schema=False,
    )

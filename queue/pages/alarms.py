# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answering an alarm, from whichever of the staff's pages it was seen on."""

from litestar import post
from litestar.response import Redirect

from aufruf.actions import alarms
from aufruf.domain.access import person_with
from aufruf.domain.errors import NotFound, NotPossible
from aufruf.domain.roles import Right
from aufruf.pages.forms import line, read_form
from aufruf.pages.start import own_path
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring

DEEDS = {"acknowledge": alarms.acknowledge, "end": alarms.end}


@post("/console/{office:str}/alarms/{alarm:str}/{deed:str}")
async def answer(
    office: PathId,
    alarm: PathId,
    deed: PathText,
    request: AnyRequest,
    frame: Given[Frame],
    wiring: Given[Wiring],
) -> Redirect:
    """Say that one comes, or that all is well. Who was too late sees on the page who comes."""
    form = await read_form(request)
    if deed not in DEEDS:
        raise NotFound
    try:
        async with wiring.db.transaction() as tx:
            person = person_with(frame.caller, Right.SERVE, await tx.office(office))
            key = await alarms.find(tx, alarm)
            if key.office != office:
                raise NotFound
            await DEEDS[deed](tx, key=key, person=person)
    except NotPossible:
        pass  # the page says who comes, or shows no alarm any more
    return Redirect(own_path(line(form, "back") or f"/console/{office}"), status_code=303)

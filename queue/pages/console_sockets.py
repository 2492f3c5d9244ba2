# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sockets of the staff's pages: their parts, for whoever may serve in the office."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from litestar import websocket

from aufruf.domain.access import Person, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.counters import counter_in
from aufruf.domain.roles import Right
from aufruf.pages.alarm_parts import ALARMS
from aufruf.pages.console import offices_of
from aufruf.pages.console_parts import office_parts, queue_parts, workplace_parts
from aufruf.pages.parts import Parts, PartsWire
from aufruf.reads.workplaces import Workplaces, workplaces_of
from aufruf.web.callers import forget_caller
from aufruf.web.rendering import Frame, frame_of
from aufruf.web.sockets import AnySocket, Listener, converse, refusing
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

PAUSE = 1.0  # seconds between two changes; one's own deeds are answered at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody of the staff before their page, and the offices in which they may serve."""

    frame: Frame
    person: Person
    offices: Sequence[Office]


Make = Callable[[Viewer, Workplaces, dt.datetime], Parts]


@websocket("/console/{office:str}/counters/{counter:str}/socket")
async def follow_workplace(socket: AnySocket, office: PathId, counter: PathId, wiring: Given[Wiring]) -> None:
    """Keep a counter's page as it is."""

    def parts(viewer: Viewer, seen: Workplaces, now: dt.datetime) -> Parts:
        others = [each for each in viewer.offices if each.id != office]
        return workplace_parts(
            viewer.frame,
            seen,
            wiring.forecasts,
            person=viewer.person,
            counter=counter,
            offices=others,
            now=now,
        )

    await follow(socket, wiring, office, parts, counter=counter)


@websocket("/console/{office:str}/socket")
async def follow_office(socket: AnySocket, office: PathId, wiring: Given[Wiring]) -> None:
    """Keep an office's page as it is."""

    def parts(viewer: Viewer, seen: Workplaces, _now: dt.datetime) -> Parts:
        return office_parts(viewer.frame, seen, wiring.forecasts, person=viewer.person)

    await follow(socket, wiring, office, parts)


@websocket("/console/{office:str}/queue/socket")
async def follow_queue(socket: AnySocket, office: PathId, wiring: Given[Wiring]) -> None:
    """Keep the queue's page as it is."""

    def parts(viewer: Viewer, seen: Workplaces, _now: dt.datetime) -> Parts:
        return queue_parts(viewer.frame, seen, wiring.forecasts, person=viewer.person)

    await follow(socket, wiring, office, parts)


async def follow(
    socket: AnySocket, wiring: Wiring, office: str, make: Make, *, counter: str | None = None
) -> None:
    """Send the parts of a page whenever they have changed, as long as its viewer may serve in the office."""

    async def viewer() -> Viewer:
        forget_caller(socket)
        frame = await frame_of(socket)
        async with wiring.db.reading() as reading:
            here = await reading.office(office)
            person = person_with(frame.caller, Right.SERVE, here)
            if counter is not None:
                counter_in(here, counter)
            return Viewer(frame=frame, person=person, offices=await offices_of(reading, person))

    async def still_may() -> bool:
        return bool(await viewer())

    async with refusing(socket):
        who = await viewer()
        async with wiring.hub.listening(office) as (feed, ear):

            async def render() -> Parts:
                seen = await feed.shared(workplaces_of)
                return make(who, seen, max(feed.now, seen.now))

            wire = PartsWire(feed, render, audience="console", pause=PAUSE, urgent=ALARMS)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))

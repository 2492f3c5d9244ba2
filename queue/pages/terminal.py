# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page beside a self-service machine: who is called here, who is at it, and what comes after."""

from collections.abc import Awaitable, Callable, Sequence

from litestar import Response, get, post, websocket
from litestar.datastructures import Cookie
from litestar.response import Redirect

from aufruf.actions import helping, terminals
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Device
from aufruf.domain.errors import NotAuthenticated, NotFound, NotPossible
from aufruf.domain.roles import DeviceKind
from aufruf.pages.forms import an_id, line, read_form
from aufruf.pages.parts import Parts, PartsWire
from aufruf.reads.help import going_on_at
from aufruf.reads.terminals import TerminalNow, counter_of, terminal_now
from aufruf.web.callers import forget_caller
from aufruf.web.devices import device_of, renewed
from aufruf.web.language import COOKIE
from aufruf.web.rendering import AnyRequest, Frame, frame_of
from aufruf.web.sockets import AnySocket, Listener, converse, refusing
from aufruf.web.wire import Connection, PathText
from aufruf.web.wiring import Given, Wiring

OVER = frozenset({"finish", "miss"})  # the person is no longer there
PAUSE = 0.3  # seconds between two changes of the screen
Deed = Callable[[Transaction, Device, str, str], Awaitable[object]]


@get("/terminal")
async def show(request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str] | Redirect:
    """What goes on at this terminal."""
    device = await terminal_of(request, wiring)
    if device is None:
        return Redirect("/pairing?kind=terminal", status_code=303)
    return await terminal_page(frame, wiring, device, cookies=renewed(request, wiring))


@post("/terminal/{deed:str}")
async def do(deed: PathText, request: AnyRequest, wiring: Given[Wiring]) -> Redirect:
    """What was pressed, or what the page does by itself. Pressed late or twice it changes nothing."""
    device = await terminal_of(request, wiring)
    if device is None:
        raise NotAuthenticated
    if deed not in DEEDS:
        raise NotFound
    visit = line(await read_form(request), "visit")
    async with wiring.db.reading() as reading:
        counter = await counter_of(reading, device)
    try:
        if counter is not None:
            async with wiring.db.transaction() as tx:
                await DEEDS[deed](tx, device, counter, an_id(visit) if visit else "")
            if deed in OVER:  # nobody who helps goes on with whoever comes next
                async with wiring.db.transaction() as tx:
                    await helping.leave(tx, device=device)
    except NotPossible:
        pass  # somebody was faster: the page shows what is true
    # Whoever comes next begins in the office's own language again.
    cookies = [Cookie(COOKIE, value="", max_age=0, path="/")] if deed in OVER else []
    return Redirect("/terminal", status_code=303, cookies=cookies)


@websocket("/terminal/socket")
async def follow(socket: AnySocket, wiring: Given[Wiring]) -> None:
    """Keep the terminal's page as it is."""

    async def device() -> Device:
        forget_caller(socket)
        found = await terminal_of(socket, wiring)
        if found is None:
            raise NotAuthenticated
        return found

    async with refusing(socket):
        mine = await device()
        frame = await frame_of(socket)
        async with wiring.hub.listening(mine.office) as (feed, ear):

            async def render() -> Parts:
                async with wiring.db.reading(snapshot=True) as reading:
                    return terminal_parts(frame, await terminal_now(reading, mine))

            async def still_may() -> bool:
                return (await device()).office == mine.office

            wire = PartsWire(feed, render, audience="terminal page", pause=PAUSE)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=still_may))


async def terminal_of(connection: Connection, wiring: Wiring) -> Device | None:
    """The terminal that this browser was paired as."""
    device = await device_of(connection, wiring)
    return device if device is not None and device.kind is DeviceKind.TERMINAL else None


async def terminal_page(
    frame: Frame, wiring: Wiring, device: Device, *, cookies: Sequence[Cookie] = ()
) -> Response[str]:
    """The terminal's one screen."""
    async with wiring.db.reading(snapshot=True) as reading:
        seen = await terminal_now(reading, device)
        helped = await going_on_at(reading, device)
    return frame.show(
        "terminal.html",
        cookies=cookies,
        seen=seen,
        helped=helped,
        names={each.id: each.name for each in seen.office.services.values()},
        parts=terminal_parts(frame, seen).html,
    )


def terminal_parts(frame: Frame, seen: TerminalNow) -> Parts:
    """Who is called or here, and what may be pressed."""
    return Parts(html={"terminal": frame.part("terminal_now.html", seen=seen)})


async def _open(tx: Transaction, device: Device, counter: str, _visit: str) -> object:
    await terminals.put_in_service(tx, device=device, counter=counter)
    return None


async def _next(tx: Transaction, device: Device, counter: str, _visit: str) -> object:
    return await terminals.call_next(tx, device=device, counter=counter)


async def _begin(tx: Transaction, device: Device, counter: str, visit: str) -> object:
    return await terminals.begin(tx, device=device, counter=counter, visit=visit)


async def _finish(tx: Transaction, device: Device, counter: str, visit: str) -> object:
    return await terminals.finish(tx, device=device, counter=counter, visit=visit)


async def _miss(tx: Transaction, device: Device, counter: str, visit: str) -> object:
    return await terminals.miss(tx, device=device, counter=counter, visit=visit)


DEEDS: dict[str, Deed] = {"open": _open, "next": _next, "begin": _begin, "finish": _finish, "miss": _miss}

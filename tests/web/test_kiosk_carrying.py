# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The socket on which somebody is helped, from the kiosk's page through `aufruf-kiosk` to the server."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from types import SimpleNamespace

import pytest
from litestar import Litestar
from litestar.datastructures import State
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.http11 import Request, Response

from aufruf_kiosk.ledger.true_time import TrueClock
from aufruf_kiosk.running import Door
from aufruf_kiosk.server.carrying import carry
from aufruf_kiosk.server.link import LONGEST_WORD, ServerLink
from tests.cable import Cable, cable_to

PATH = "/api/v1/kiosk/help-requests/h-1/socket?instance=abcdefghijklmnop"
SOON = 5.0


@dataclass(slots=True, kw_only=True)
class Line:
    """The page's end, the server's, and the cable between."""

    port: int
    link: ServerLink
    cable: Cable
    at_server: "asyncio.Queue[ServerConnection]" = field(default_factory=asyncio.Queue)

    def page(self) -> connect:
        return connect(f"ws://127.0.0.1:{self.port}{PATH}", proxy=None, compression=None)

    @asynccontextmanager
    async def both(self) -> AsyncIterator[tuple[ClientConnection, ServerConnection]]:
        async with asyncio.timeout(SOON), self.page() as page:
            yield page, await self.at_server.get()


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    """A stand-in for the server, which does what it is told; the kiosk's program is the real one."""
    at_server: asyncio.Queue[ServerConnection] = asyncio.Queue()

    async def hear(connection: ServerConnection) -> None:
        at_server.put_nowait(connection)
        await connection.wait_closed()

    async def keep(_state: object) -> None: ...

    async with (
        serve(
            hear, "127.0.0.1", 0, compression=None, process_request=stranger, max_size=LONGEST_WORD
        ) as server,
        cable_to(server.sockets[0].getsockname()[1]) as cable,
    ):
        address = f"http://127.0.0.1:{cable.port}"
        link = ServerLink(address, "geheim", clock=TrueClock(known=None), state=None, keep=keep)
        link.is_online = True
        app = Litestar([carry], state=State({"here": SimpleNamespace(link=link)}), logging_config=None)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            door = Door(app, listening)
            opened = asyncio.create_task(door.open())
            port = listening.getsockname()[1]
            yield Line(port=port, link=link, cable=cable, at_server=at_server)
            door.close()
            await opened
        await link.close()


def stranger(_connection: ServerConnection, request: Request) -> Response | None:
    """Who does not show the device's token is refused as the server refuses."""
    if request.headers.get("Authorization") == "Bearer geheim":
        return None
    body = b'{"code": "not_found"}'
    headers = Headers({"Content-Type": "application/problem+json", "Content-Length": str(len(body))})
    return Response(HTTPStatus.NOT_FOUND, "Not Found", headers, body)


async def test_every_word_goes_both_ways_and_so_do_the_farewells(line: Line) -> None:
    async with line.both() as (page, server):
        assert server.request is not None
        assert server.request.path == PATH
        for said in ('{"type": "mirror"}', b"\x00\xff", "x" * (LONGEST_WORD - 10)):
            await page.send(said)
            assert await server.recv() == said
            await server.send(said)
            assert await page.recv() == said
        await server.close(1008, "not_allowed")
        with pytest.raises(ConnectionClosed) as closed:
            await page.recv()
        assert closed.value.rcvd is not None
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1008, "not_allowed")
    async with line.both() as (page, server):
        await page.close(4001, "over")
        await server.wait_closed()
        assert (server.close_code, server.close_reason) == (4001, "over")
    for sender, hearer in ((0, 1), (1, 0)):
        async with line.both() as ends:
            with contextlib.suppress(ConnectionClosed):  # too large: neither side hears it
                await ends[sender].send("x" * (LONGEST_WORD + 1))
            with pytest.raises(ConnectionClosed):
                await ends[hearer].recv()
            assert ends[hearer].close_code == 1009


async def test_who_speaks_faster_than_is_heard_has_to_wait(line: Line) -> None:
    words = [bytes([number]) * 900_000 for number in range(80)]
    sent = 0
    async with asyncio.timeout(30), line.page() as page:
        server = await line.at_server.get()

        async def speak() -> None:
            nonlocal sent
            for word in words:
                await page.send(word)
                sent += 1

        speaking = asyncio.create_task(speak())
        seen = -1
        while seen != sent:
            seen = sent
            await asyncio.sleep(0.3)
        assert 0 < sent < len(words), "the program in the middle has not taken it all in"
        assert [await server.recv() for _ in words] == words
        await speaking


async def test_a_refusal_is_passed_on_and_a_line_that_is_lost_is_ended(line: Line) -> None:
    async with line.both() as (page, _):
        line.cable.plug()  # what was open before is cut off
        await page.wait_closed()
        assert page.close_code == 1013
    line.link.silence = 0.3
    async with line.both() as (page, _):
        line.cable.pull()  # nobody is told, and nothing comes any more
        await page.wait_closed()
        assert page.close_code == 1013
    line.cable.plug()
    line.link._headers = {}
    with pytest.raises(InvalidStatus) as refused:
        async with line.page():
            raise AssertionError("it was let in")
    assert (refused.value.response.status_code, bytes(refused.value.response.body or b"")) == (
        404,
        b'{"code": "not_found"}',
    )
    assert refused.value.response.headers["Content-Type"] == "application/problem+json"
    line.cable.pull()
    for online in (True, False):  # nobody has noticed yet; everybody knows
        line.link.is_online = online
        with pytest.raises(InvalidStatus) as refused:
            async with line.page():
                raise AssertionError("it was let in")
        assert refused.value.response.status_code == 503
        assert json.loads(refused.value.response.body or b"")["code"] == "unavailable"

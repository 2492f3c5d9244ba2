# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody helps from another server than the device's: through PostgreSQL, and through Redis."""

import asyncio
import base64
import json
import random
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from aufruf.domain.roles import Role
from tests.faults.hosts import Host, hosts
from tests.faults.people import until
from tests.faults.redis_server import redis
from tests.faults.town import beside, found
from tests.races.stored import rows
from tests.servers import SERVE
from tests.web import on_line
from tests.web.live import hear
from tests.web.on_line import ALL, NOTHING, OTHER_PAGE, PAGE, Session, hears, mirror, say
from tests.web.served import make_user

pytestmark = pytest.mark.xdist_group("faults")

SNAPSHOT = 200_000  # characters that can hardly be packed any smaller
SECRET = "Qwzyx-geheim"
COMMAND = {"number": 1, "do": {"kind": "go", "step": "concern"}}
FORGOTTEN_WITHIN = 20.0  # seconds: who is not heard of for seven is gone; and the machine may be busy
ON_THE_WIRE = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two servers on one database, and what lies between them."""

    url: str
    at_device: Host
    at_helper: Host


@pytest.fixture(params=["postgresql", "redis"])
def pair(request: pytest.FixtureRequest, postgres_url: str) -> Iterator[Pair]:
    with ExitStack() as stack:
        way = stack.enter_context(redis()) if request.param == "redis" else None
        settings = {"AUFRUF_REALTIME_URL": way.url, "AUFRUF_FORECASTS": "off"} if way else {}
        one, two = stack.enter_context(hosts(postgres_url, SERVE, SERVE, settings=settings))
        yield Pair(postgres_url, one, two)


@asynccontextmanager
async def helped(pair: Pair) -> AsyncIterator[Session]:
    """Somebody is helped: they are at one server, who helps is at the other."""
    town = await found(pair.url)
    async with beside(pair.url) as db, AsyncExitStack() as stack:
        helper = await make_user(db, Role.HELPER)
        clients = [
            await stack.enter_async_context(
                httpx.AsyncClient(
                    base_url=host.url,
                    headers={"Authorization": f"Bearer {token}"},
                    trust_env=False,
                    timeout=30,
                )
            )
            for host, token in ((pair.at_device, town.kiosk), (pair.at_helper, helper))
        ]
        yield await on_line.session(*clients)


async def test_a_session_over_two_servers(pair: Pair) -> None:
    here, there = pair.at_device.port, pair.at_helper.port
    async with helped(pair) as one:
        async with one.at_device(here) as device, one.at_helper(there) as helper:
            await hears(device, "help", there=True)
            await hears(helper, "help", there=True)
            await one.agrees(ALL)
            await hears(device, "help", consent=ALL)
            await hears(helper, "help", consent=ALL)
            await a_large_picture_arrives_whole(device, helper)
            await each_hears_the_other_in_order(device, helper)
            await what_is_taken_back_is_passed_on_no_more(one, device, helper)
            async with one.at_helper(here, "helfer-seite-0002") as second:
                assert await why_over(helper) == "another_page"
                await hears(second, "help", there=True)
                async with one.at_device(there, OTHER_PAGE) as other:
                    told = await hears(other, "help")
                    assert told["consent"] == NOTHING
                    if not told["there"]:  # its server has not heard of the other page yet
                        await hears(other, "help", there=True)
                    assert await why_over(device) == "another_page"
                    await hears(second, "help", consent=NOTHING)
                    await say(second, "command", **COMMAND)
                    assert (await hears(second, "refused"))["code"] == "no_consent"
                    await say(other, "mirror", **mirror())
                    assert (await hears(other, "refused"))["code"] == "no_consent"
                    await say(other, "chat", text="neue Seite")
                    assert (await hears(second, "chat"))["text"] == "neue Seite"
        async with one.at_device(here, PAGE) as device, one.at_helper(there) as helper:
            await hears(device, "help", there=True)
            await hears(helper, "help", there=True)
            sending = asyncio.create_task(device.send("x" * 5_000_000))
            assert await why_over(device) == "too_large"
            assert device.close_code == 1009
            await hears(helper, "help", there=False)
            await asyncio.gather(sending, return_exceptions=True)
        async with one.at_device(here, PAGE) as device, one.at_helper(there) as helper:
            await hears(device, "help", there=True)
            await asyncio.to_thread(pair.at_helper.kill)
            await until_forgotten(device)
            await say(device, "chat", text="hallo?")
            assert (await hears(device, "refused"))["code"] == "nobody_there"
            async with one.at_helper(here) as again:
                await hears(device, "help", there=True)
                await say(again, "chat", text="wieder da")
                assert (await hears(device, "chat"))["text"] == "wieder da"
        for host in (pair.at_device, pair.at_helper):
            assert SECRET not in host.log
            assert PAGE not in host.log
            assert not [line for line in host.lines if "exception" in line]
        await nothing_is_left(pair.url)


async def a_large_picture_arrives_whole(device: ClientConnection, helper: ClientConnection) -> None:
    text = SECRET + base64.b64encode(random.Random(6).randbytes(SNAPSHOT * 3 // 4)).decode()
    await say(device, "mirror", **mirror(on_line.WHOLE | {"data": {"text": text}}))
    assert (await hears(helper, "mirror"))["events"][0]["data"]["text"] == text


async def each_hears_the_other_in_order(device: ClientConnection, helper: ClientConnection) -> None:
    for number in range(30):
        await say(device, "mirror", **mirror({"type": 3, "data": {}, "timestamp": number}))
        await say(helper, "command", number=number, do={"kind": "point", "node": None, "x": 0, "y": 0})
    assert [(await hears(helper, "mirror"))["events"][0]["timestamp"] for _ in range(30)] == list(range(30))
    assert [(await hears(device, "command"))["number"] for _ in range(30)] == list(range(30))


async def what_is_taken_back_is_passed_on_no_more(
    one: Session, device: ClientConnection, helper: ClientConnection
) -> None:
    """Pictures are said all the time, also while it is taken back at the one server."""
    arrived: list[tuple[float, str]] = []

    async def listens() -> None:
        while not arrived or arrived[-1][1] != "chat":
            message = await hear(helper)
            arrived.append((time.monotonic(), message["type"]))

    async def shows() -> None:
        for number in range(60):
            await say(device, "mirror", **mirror({"type": 3, "data": {"x": "y" * 5000}, "timestamp": number}))
            await asyncio.sleep(0.005)

    listening, showing = asyncio.create_task(listens()), asyncio.create_task(shows())
    await until(lambda: len(arrived) > 2, "some have arrived", within=5)
    await one.agrees({"point": True})
    answered = time.monotonic()
    await showing
    await say(device, "chat", text="fertig")
    await listening
    late = [at - answered for at, kind in arrived if kind == "mirror" and at > answered]
    assert all(seconds < ON_THE_WIRE for seconds in late), late
    assert len([kind for _, kind in arrived if kind == "mirror"]) < 60
    await one.agrees(ALL)


async def why_over(socket: ClientConnection) -> str:
    """Why the line is over, as it is said before it is closed."""
    why = "not said"
    try:
        while True:
            message = await hear(socket)
            why = message["why"] if message["type"] == "over" else why
    except ConnectionClosed:
        return why


async def until_forgotten(device: ClientConnection) -> None:
    async with asyncio.timeout(FORGOTTEN_WITHIN):
        while True:
            message = json.loads(await device.recv())
            if message["type"] == "help" and not message["there"]:
                return


async def nothing_is_left(url: str) -> None:
    """Neither among the rows nor in the files in which PostgreSQL keeps what it was asked to carry."""
    [(folder,)] = await rows(url, "SHOW data_directory")
    assert SECRET.encode() not in carried_by(Path(str(folder)))
    text = "".join(row for (row,) in await rows(url, "SELECT to_json(r)::text FROM help_request r"))
    assert PAGE in text
    assert SECRET not in text


def carried_by(folder: Path) -> bytes:
    """What PostgreSQL has written of it; nothing, as long as that has room in its memory."""
    return b"".join(each.read_bytes() for each in (folder / "pg_notify").iterdir())

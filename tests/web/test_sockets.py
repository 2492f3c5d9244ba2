# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes over the sockets, to whom, and to whom not."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests.web.live import hear, listening_app, socket_to, status_refused
from tests.web.queueing import Town, town
from tests.web.served import make_device, make_user

__all__ = ["town"]

WALL = "/display/wand/socket"


@pytest.fixture
async def port(app: Litestar) -> AsyncIterator[int]:
    async with listening_app(app) as port:
        yield port


@pytest.fixture
async def wall(town: Town, db: Database) -> str:
    """The token of the display in the waiting room of "mitte"."""
    return await make_device(db, DeviceKind.DISPLAY, id_="wand")


async def one_called(town: Town) -> dict[str, Any]:
    await town.open()
    await town.ticket()
    return await town.called()


async def test_a_display_is_told_everything_at_first_and_then_each_call_in_its_moment(
    town: Town, port: int, wall: str
) -> None:
    visit = await one_called(town)
    async with socket_to(port, WALL, token=wall) as display:
        first = await hear(display)
        assert first["type"] == "snapshot"
        assert first["epoch"].startswith("mitte~2026-11-23~")
        assert first["calls"] == [{"number": "A001", "counter": "1", "at": "2026-11-23T09:00:00+01:00"}]
        assert first["texts"]["office"] == "Bürgerbüro Mitte"

        await town.do(visit["id"], "recall")
        again = await hear(display)
        assert (again["type"], again["number"], again["counter"]) == ("recall", "A001", "1")
        assert again["seq"] == first["seq"] + 1
        await town.do(visit["id"], "serve")
        await town.do(visit["id"], "finish")
        gone = await hear(display)
        assert (gone["type"], gone["number"]) == ("cleared", "A001")
        assert gone["seq"] == again["seq"] + 2  # that somebody is served is nothing to a display
        assert gone["epoch"] == first["epoch"]


async def test_who_comes_back_is_told_what_was_missed_and_nothing_twice(
    town: Town, port: int, wall: str
) -> None:
    visit = await one_called(town)
    async with socket_to(port, WALL, token=wall) as display:
        seen = await hear(display)
    await town.do(visit["id"], "recall")
    await town.do(visit["id"], "miss")

    since = f"{WALL}?since={seen['epoch']}.{seen['seq']}"
    async with socket_to(port, since, token=wall) as display:
        missed = [await hear(display), await hear(display)]
    assert [each["type"] for each in missed] == ["recall", "cleared"]
    assert [each["seq"] for each in missed] == [seen["seq"] + 1, seen["seq"] + 2]


@pytest.mark.parametrize(
    "since",
    ["mitte~2026-11-22~0.1", "mitte~2026-11-23~0.999", "mitte~2026-11-23~7.1", "rubbish", "", "1.x", "%00.1"],
)
async def test_who_knows_another_day_or_more_than_there_is_gets_everything(
    town: Town, port: int, wall: str, since: str
) -> None:
    await one_called(town)
    async with socket_to(port, f"{WALL}?since={since}", token=wall) as display:
        assert (await hear(display))["type"] == "snapshot"


async def test_there_is_a_sign_of_life_that_says_the_time(town: Town, port: int, wall: str) -> None:
    async with socket_to(port, WALL, token=wall) as display:
        first = await hear(display)
        async with asyncio.timeout(10):
            beat = await hear(display, beats=True)
    assert (beat["type"], beat["seq"], beat["epoch"]) == ("beat", first["seq"], first["epoch"])
    assert beat["now"].startswith("2026-11-23T09:00:0")


async def test_a_display_hears_its_own_office_alone(town: Town, port: int, wall: str, db: Database) -> None:
    other = await make_device(db, DeviceKind.DISPLAY, "nord", id_="nordwand")
    async with (
        socket_to(port, WALL, token=wall) as here,
        socket_to(port, "/display/nordwand/socket", token=other) as there,
    ):
        assert [(await hear(each))["calls"] for each in (here, there)] == [[], []]
        await one_called(town)
        assert (await hear(here))["type"] == "call"
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await hear(there)


async def test_nobody_looks_without_being_known(town: Town, port: int, wall: str, db: Database) -> None:
    other = await make_device(db, DeviceKind.DISPLAY, "nord", id_="nordwand")
    kiosk = await make_device(db, DeviceKind.KIOSK)
    clerk = await make_user(db, Role.CLERK)
    stranger = await make_user(db, Role.CLERK, ["nord"])

    async def refused(path: str, **more: Any) -> tuple[int, str]:
        status, body = await status_refused(port, path, **more)
        return status, body["code"]

    assert await refused(WALL) == (404, "not_found")
    assert await refused(WALL, token=other) == (404, "not_found")
    assert await refused("/display/mitte/socket") == (401, "not_authenticated")
    assert await refused("/display/mitte/socket", token=kiosk) == (403, "not_allowed")
    assert await refused("/display/mitte/socket", token=stranger) == (403, "not_allowed")
    assert await refused("/api/v1/offices/mitte/socket") == (401, "not_authenticated")
    assert await refused("/api/v1/offices/mitte/socket", token=stranger) == (403, "not_allowed")
    assert await refused("/api/v1/offices/mitte/socket", token=wall) == (403, "not_allowed")
    assert await refused("/api/v1/offices/nowhere/socket", token=clerk) == (404, "not_found")
    ticket = await town.ticket()
    assert await refused(f"/api/v1/visits/{ticket['visit']}/socket") == (404, "not_found")
    assert await refused(f"/api/v1/visits/{ticket['visit']}/socket", token="x" * 43) == (404, "not_found")
    async with socket_to(port, "/display/mitte/socket", token=clerk) as preview:
        assert (await hear(preview))["type"] == "snapshot"


async def test_another_sites_page_opens_no_socket_with_this_browsers_cookie(
    town: Town, port: int, wall: str
) -> None:
    cookie = {"Cookie": f"aufruf_device={wall}"}
    status, body = await status_refused(port, WALL, headers=cookie | {"Origin": "https://elsewhere.example"})
    assert (status, body["code"]) == (403, "not_allowed")
    async with socket_to(port, WALL, headers=cookie | {"Origin": f"http://127.0.0.1:{port}"}) as display:
        assert (await hear(display))["type"] == "snapshot"


async def test_a_phone_is_told_how_it_stands_whenever_that_changes(town: Town, port: int) -> None:
    await town.ticket()
    mine = await town.ticket()
    async with socket_to(port, f"/api/v1/visits/{mine['visit']}/socket", token=mine["token"]) as phone:
        first = await hear(phone)
        assert (first["type"], first["state"], first["ahead"]) == ("status", "waiting", 1)
        await town.open()
        before = await town.called()
        assert (await hear(phone))["ahead"] == 0
        await town.do(before["id"], "serve")
        await town.do(before["id"], "finish")
        assert (await town.called())["number"] == "A002"
        called = await hear(phone)
        assert (called["state"], called["counter"]) == ("called", "1")
        await town.do(mine["visit"], "serve")
        assert (await hear(phone))["state"] == "serving"
        await town.do(mine["visit"], "finish")
        assert (await hear(phone))["state"] == "finished"
        await town.do(mine["visit"], "undo")
        assert (await hear(phone))["state"] == "serving"


async def test_a_phone_hears_nothing_of_others(town: Town, port: int) -> None:
    mine, other = await town.ticket(), await town.ticket()
    async with socket_to(port, f"/api/v1/visits/{mine['visit']}/socket", token=mine["token"]) as phone:
        said = [await hear(phone)]
        await town.open()
        await town.called()
        said.append(await hear(phone))
        await town.ticket()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                said.append(await hear(phone))
    assert other["number"] not in str(said)
    assert other["visit"] not in str(said)


async def test_the_staff_hears_everything_of_its_office(town: Town, port: int, db: Database) -> None:
    clerk = await make_user(db, Role.CLERK)
    async with socket_to(port, "/api/v1/offices/mitte/socket", token=clerk) as program:
        first = await hear(program)
        assert first["type"] == "snapshot"
        assert [each["state"] for each in first["counters"]] == ["closed"] * 3
        assert first["queue"] == first["aside"] == []
        await one_called(town)
        said = [await hear(program) for _ in range(3)]
    assert [each["type"] for each in said] == ["counter.opened", "visit.arrived", "visit.called"]
    assert [each["seq"] for each in said] == [first["seq"] + step for step in (1, 2, 3)]
    assert (said[2]["number"], said[2]["counter"]) == ("A001", "1")
    assert said[2]["at"] == "2026-11-23T09:00:00+01:00"

    since = f"/api/v1/offices/mitte/socket?since={first['epoch']}.{said[1]['seq']}"
    async with socket_to(port, since, token=clerk) as program:
        assert (await hear(program))["type"] == "visit.called"


async def test_who_says_too_much_is_shown_the_door(town: Town, port: int, wall: str) -> None:
    async with socket_to(port, WALL, token=wall) as display:
        await hear(display)
        for _ in range(50):
            await display.send("hello?")
        async with asyncio.timeout(5):
            await display.wait_closed()
        assert display.close_code == 1008


async def test_a_helper_is_told_of_everybody_who_asks_in_their_offices(
    town: Town, port: int, db: Database
) -> None:
    helper = await make_user(db, Role.HELPER)
    elsewhere = await make_user(db, Role.HELPER, ["nord"])
    path = "/api/v1/help-requests/socket"
    async with socket_to(port, path, token=helper) as here, socket_to(port, path, token=elsewhere) as there:
        assert await hear(here) == await hear(there) == {"type": "requests", "items": []}
        asked = (await town.kiosk.post("/api/v1/kiosk/help-requests", json={"step": "start"})).json()
        [told] = (await hear(here))["items"]
        assert (told["id"], told["office"], told["step"], told["state"]) == (
            asked["id"],
            "mitte",
            "start",
            "open",
        )
        await town.ticket()  # which is nothing to a helper
        await town.kiosk.post(f"/api/v1/kiosk/help-requests/{asked['id']}/withdraw")
        assert (await hear(here))["items"] == []
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await hear(there)
    clerk = await make_user(db, Role.CLERK)
    assert (await status_refused(port, path, token=clerk))[0] == 403
    assert (await status_refused(port, path))[0] == 401


async def test_sixty_displays_come_in_at_once_as_after_a_restart(town: Town, port: int, wall: str) -> None:
    async def one() -> str:
        async with socket_to(port, WALL, token=wall) as display:
            return str((await hear(display))["type"])

    async with asyncio.timeout(20):
        assert await asyncio.gather(*(one() for _ in range(60))) == ["snapshot"] * 60

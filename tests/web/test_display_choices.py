# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What staff choose for a display, and what it is told then: rooms, languages, speech. And its preview."""

import asyncio
import wave
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.actions.devices import change_device, revoke_device
from aufruf.actions.early_closing import close_early, reopen
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter
from aufruf.domain.languages import LANGUAGES
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import SetClock, office, town
from tests.web.live import hear, listening_app, socket_to
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import app_over, client_of, make_device, make_user

WALL = "/display/wand/socket"
COUNTERS = (Counter(id="1", room="1.04"), Counter(id="2", room="2.11"), Counter(id="3", room="1.04"))


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An office with two rooms, its display, and somebody at each counter."""

    app: Litestar
    db: Database
    wall: str
    clerks: dict[str, httpx.AsyncClient]

    async def call(self, counter: str = "1") -> dict[str, Any]:
        """Somebody comes and is called to this counter."""
        clerk = self.clerks[counter]
        await clerk.post("/api/v1/offices/mitte/walk-ins", json={"services": ["ausweis"]})
        called = await clerk.post(f"/api/v1/offices/mitte/counters/{counter}/call-next")
        assert called.status_code == 200, called.text
        return dict(called.json())

    async def choose(self, **choices: Any) -> None:
        """What the page for devices does."""
        async with self.db.transaction() as tx:
            await change_device(tx, id_="wand", office="mitte", choices=choices, languages=LANGUAGES)

    def client(self, token: str | None = None) -> httpx.AsyncClient:
        return client_of(self.app, token=token or self.wall)


@pytest.fixture
async def app(database_url: str, clock: SetClock, tmp_path: Path) -> AsyncIterator[Litestar]:
    async with app_over(database_url, clock=clock, data_dir=tmp_path) as app:
        yield app


@pytest.fixture
async def house(app: Litestar, db: Database) -> AsyncIterator[House]:
    await town(db, office(counters=COUNTERS), office(id="nord"))
    clerks = {each.id: client_of(app, token=await make_user(db, Role.RECEPTION)) for each in COUNTERS}
    for counter, clerk in clerks.items():
        assert (await clerk.post(f"/api/v1/offices/mitte/counters/{counter}/open")).status_code == 200
    wall = await make_device(db, DeviceKind.DISPLAY, id_="wand")
    yield House(app=app, db=db, wall=wall, clerks=clerks)
    for clerk in clerks.values():
        await clerk.aclose()


@pytest.fixture
async def port(app: Litestar) -> AsyncIterator[int]:
    async with listening_app(app) as port:
        yield port


async def test_a_display_of_a_room_is_told_of_that_room_alone_and_where_to_go(
    house: House, port: int
) -> None:
    await house.choose(rooms=["1.04"])
    elsewhere = await house.call("2")
    async with socket_to(port, WALL, token=house.wall) as display:
        assert (await hear(display))["calls"] == []
        here = await house.call("1")
        told = await hear(display)
        assert (told["type"], told["number"], told["room"]) == ("call", here["number"], "1.04")
        await house.clerks["2"].post(f"/api/v1/visits/{elsewhere['id']}/recall")
        assert (await hear(display))["type"] == "cleared"  # which changes nothing here
    async with socket_to(
        port, f"{WALL}?since={told['epoch']}.{told['seq'] - 1}", token=house.wall
    ) as display:
        again = await hear(display)
        assert [each["number"] for each in again["calls"]] == [here["number"]]


async def test_what_is_chosen_anew_is_on_the_screen_at_once(house: House, port: int) -> None:
    call = await house.call("2")
    async with socket_to(port, WALL, token=house.wall) as display:
        first = await hear(display)
        assert (first["gong"], first["speech"], first["lines"]) == (True, ["de"], [])
        assert first["texts"]["office"] == "Bürgerbüro Mitte"
        assert list(first["texts_by_language"]) == ["de"]
        await house.choose(languages=["ar", "de"], lines=["Hallo."], rooms=["1.04"], gong=False)
        then = await hear(display)
        assert (then["type"], then["calls"], then["gong"], then["lines"]) == (
            "snapshot",
            [],
            False,
            ["Hallo."],
        )
        assert list(then["texts_by_language"]) == ["ar", "de"]
        assert (then["texts_by_language"]["ar"]["dir"], then["texts_by_language"]["de"]["dir"]) == (
            "rtl",
            "ltr",
        )
        assert then["texts"]["wait"] == then["texts_by_language"]["ar"]["wait"]
        await house.choose(speech=False, rooms=[])
        last = await hear(display)
        assert [each["number"] for each in last["calls"]] == [call["number"]]
        assert (last["speech"], last["speechless"]) == ([], False)


async def test_what_was_chosen_while_it_was_away_is_told_when_it_is_back(house: House, port: int) -> None:
    async with socket_to(port, WALL, token=house.wall) as display:
        seen = await hear(display)
    await house.choose(languages=["en"])
    await house.call("1")
    async with socket_to(port, f"{WALL}?since={seen['epoch']}.{seen['seq']}", token=house.wall) as display:
        back = await hear(display)
    assert (back["type"], list(back["texts_by_language"])) == ("snapshot", ["en"])


async def test_two_with_one_token_are_both_told(house: House, port: int) -> None:
    async with (
        socket_to(port, WALL, token=house.wall) as one,
        socket_to(port, WALL, token=house.wall) as other,
    ):
        assert (await hear(one))["type"] == (await hear(other))["type"] == "snapshot"
        number = (await house.call("1"))["number"]
        assert (await hear(one))["number"] == (await hear(other))["number"] == number


async def test_an_office_that_closes_early_says_so_on_its_display(
    house: House, port: int, db: Database
) -> None:
    async with socket_to(port, WALL, token=house.wall) as display:
        assert (await hear(display))["closed_early"] is False
        async with db.transaction() as tx:
            await close_early(tx, office="mitte", reason="Wasserschaden im Keller")
        told = await hear(display)
        assert (told["type"], told["closed_early"]) == ("closing", True)
    async with house.client() as client, socket_to(port, WALL, token=house.wall) as display:
        first = await hear(display)
        assert first["closed_early"] is True
        page = (await client.get("/display/wand")).text
        assert "Wir schließen heute früher." in page
        assert "Wasserschaden" not in page + str(first)  # why is for the staff
        async with db.transaction() as tx:
            await reopen(tx, office="mitte")
        assert (await hear(display))["closed_early"] is False


def kept(data: Path) -> list[Path]:
    """What was made into sound so far."""
    return list(data.glob("spoken/*.wav"))


def seconds(sound: bytes) -> float:
    with wave.open(BytesIO(sound)) as heard:
        return float(heard.getnframes() / heard.getframerate())


async def test_a_call_is_spoken_to_who_may_see_it_and_made_when_it_is_heard(
    house: House, port: int, db: Database, tmp_path: Path
) -> None:
    async with socket_to(port, WALL, token=house.wall) as display, house.client() as client:
        await hear(display)
        number = (await house.call("1"))["number"]
        await hear(display)
        async with asyncio.timeout(5):
            while not kept(tmp_path):  # noqa: ASYNC110 - nobody has asked for it yet
                await asyncio.sleep(0.02)
        answer = await client.get(f"/display/wand/speech/de/{number}/1")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
        assert seconds(answer.content) > 1
        assert "private" in answer.headers["cache-control"]
        # What was not called is not said, whoever asks.
        for path in (f"de/{number}/2", "de/A999/1", "de/Hallo%20Welt/1", f"fr/{number}/1", f"xx/{number}/1"):
            assert (await client.get(f"/display/wand/speech/{path}")).status_code == 404, path
        assert len(kept(tmp_path)) == 1
    stranger = await make_device(db, DeviceKind.DISPLAY, "nord", id_="nordwand")
    clerk_of_nord = await make_user(db, Role.CLERK, ["nord"])
    refused = {None: 303, stranger: 403, clerk_of_nord: 403}  # 303: to log in
    for token, status in refused.items():
        async with client_of(house.app, token=token) as other:
            answer = await other.get(f"/display/mitte/speech/de/{number}/1")
            assert answer.status_code == status
            assert (await other.get(f"/display/wand/speech/de/{number}/1")).status_code == 404


async def test_a_display_that_was_revoked_says_so(house: House, db: Database) -> None:
    async with client_of(house.app) as browser:
        browser.cookies.set("aufruf_device", house.wall)
        assert (await browser.get("/display/wand")).status_code == 200
        async with db.transaction() as tx:
            await revoke_device(tx, id_="wand", office="mitte")
        answer = await browser.get("/display/wand")
        assert answer.status_code == 401
        assert "Dieses Gerät wurde abgemeldet." in answer.text


async def test_the_staff_sees_a_silent_preview_which_only_our_own_pages_may_frame(
    house: House, port: int, db: Database
) -> None:
    clerk = await make_user(db, Role.CLERK)
    number = (await house.call("2"))["number"]
    async with client_of(house.app, token=clerk) as client:
        page = await client.get("/console/mitte/display?rooms=2.11&rooms=gibtesnicht")
        assert page.status_code == 200
        assert 'src="/display/mitte?preview=1&amp;rooms=2.11"' in page.text
        framed = await client.get("/display/mitte?preview=1&rooms=2.11")
        assert "frame-ancestors 'self'" in framed.headers["content-security-policy"]
        assert number in framed.text
        assert number not in (await client.get("/display/mitte?preview=1&rooms=1.04")).text
        for path in ("/display/mitte", "/console/mitte/display"):
            assert "frame-ancestors 'none'" in (await client.get(path)).headers["content-security-policy"]
        assert (await client.get("/console/nord/display")).status_code == 403
    async with socket_to(port, "/display/mitte/socket?preview=1&rooms=1.04", token=clerk) as preview:
        first = await hear(preview)
        assert (first["calls"], first["gong"], first["speech"]) == ([], False, [])
    await house.choose(rooms=["1.04"])
    async with socket_to(port, "/display/mitte/socket?preview=1&like=wand", token=clerk) as preview:
        assert (await hear(preview))["calls"] == []

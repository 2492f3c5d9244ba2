# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alarms over HTTP and sockets: at every neighbour at once, never in the room."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests.web.live import hear, listening_app, socket_to
from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import Town, refusal, town
from tests.web.reading import log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user
from tests.web.test_page_sockets import as_page
from tests.web.test_page_sockets import words as words_of

__all__ = ["town"]

API = "/api/v1/offices/mitte"
DESK = "/console/mitte/counters/2"


@pytest.fixture
async def bela(app: Litestar, town: Town, db: Database) -> Any:
    """Bela's browser at counter 2."""
    await make_user(db, Role.CLERK, name="bela", staff="bela", password=PASSWORD)
    async with client_of(app) as browser:
        browser.headers["X-CSRF-Token"] = await log_in(browser, "bela")
        await send(browser, f"{DESK}/open")
        yield browser


async def heard(socket: Any) -> dict[str, Any] | None:
    """What is said on a socket in the next half second, but signs of life."""
    try:
        async with asyncio.timeout(0.5):
            return await hear(socket)
    except TimeoutError:
        return None


async def test_an_alarm_is_raised_answered_and_ended_over_the_api(town: Town) -> None:
    assert refusal(await town.anna.post(f"{API}/counters/1/alarm")) == (409, "counter_closed")
    await town.open()
    await town.open(town.cleo, "3")
    key = {"Idempotency-Key": "one-press"}
    raised = (await town.anna.post(f"{API}/counters/1/alarm", headers=key)).json()
    assert raised == {
        "id": raised["id"],
        "office": "mitte",
        "counter": "1",
        "state": "open",
        "raised_at": raised["raised_at"],
        "acknowledged_at": None,
        "acknowledged_by": None,
        "ended_at": None,
    }
    for again in (key, {}):
        assert (await town.anna.post(f"{API}/counters/1/alarm", headers=again)).json() == raised
    assert (await town.reception.get(f"{API}/alarms")).json()["items"] == [raised]
    own = f"/api/v1/alarms/{raised['id']}"
    assert (await town.cleo.post(f"{own}/acknowledge")).json()["acknowledged_by"] == "3"
    late = await town.reception.post(f"{own}/acknowledge")
    assert refusal(late) == (409, "already_accepted")
    assert late.json()["counter"] == "3"
    assert (await town.anna.post(f"{own}/end")).json()["state"] == "ended"
    assert refusal(await town.cleo.post(f"{own}/acknowledge")) == (409, "wrong_state")
    assert (await town.reception.get(f"{API}/alarms")).json()["items"] == []


async def test_nobody_else_raises_or_sees_an_alarm(town: Town) -> None:
    await town.open()
    raised = (await town.anna.post(f"{API}/counters/1/alarm")).json()
    for who in (town.stranger, town.kiosk, town.display):
        assert (await who.get(f"{API}/alarms")).status_code == 403
        for path in (f"{API}/counters/1/alarm", f"/api/v1/alarms/{raised['id']}/acknowledge"):
            assert refusal(await who.post(path)) == (403, "not_allowed")
    assert refusal(await town.nobody.get(f"{API}/alarms")) == (401, "not_authenticated")
    assert refusal(await town.cleo.post(f"{API}/counters/1/alarm")) == (409, "counter_taken")
    assert refusal(await town.cleo.post("/api/v1/alarms/none/end")) == (404, "not_found")
    assert refusal(await town.cleo.post(f"/api/v1/alarms/{raised['id']}/end")) == (403, "not_allowed")


async def test_every_page_of_the_staff_hears_it_at_once_whatever_else_goes_on(
    town: Town, app: Litestar, bela: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A page rests after each change, here for longer than anybody listens: an alarm does not wait for that.
    # How soon it is there is measured: benchmarks/measure_house.py
    monkeypatch.setattr("aufruf.pages.console_sockets.PAUSE", 60.0)
    await town.open()
    paths = (DESK, "/console/mitte", "/console/mitte/queue")
    async with listening_app(app) as port, AsyncExitStack() as stack:
        sockets = [
            await stack.enter_async_context(socket_to(port, f"{path}/socket", headers=as_page(bela, port)))
            for path in paths
        ]
        for socket in sockets:
            await hear(socket)
        await town.ticket()
        for socket in sockets:
            assert await heard(socket) is None  # they have just been told something, and rest
        raised = (await town.anna.post(f"{API}/counters/1/alarm")).json()
        for socket in sockets:
            part = (await hear(socket))["parts"]["alarm"]
            assert "Alarm an Schalter 1" in words_of(part)
            assert 'role="alert"' in part
            assert "data-loud" in part
            assert "Ich komme" in words_of(part)
        await send(bela, f"/console/mitte/alarms/{raised['id']}/acknowledge", back=DESK)
        for socket in sockets:
            part = (await hear(socket))["parts"]["alarm"]
            assert "Bela Muster kommt von Schalter 2." in words_of(part)
            assert "data-loud" not in part
        await town.anna.post(f"/api/v1/alarms/{raised['id']}/end")
        for socket in sockets:
            assert words_of((await hear(socket))["parts"]["alarm"]) == ""


async def test_where_it_is_raised_it_stays_quiet_and_the_room_hears_nothing(
    town: Town, app: Litestar, bela: httpx.AsyncClient, db: Database
) -> None:
    ticket = await town.ticket()
    display = await make_device(db, DeviceKind.DISPLAY, id_="wand")
    phone = f"/api/v1/visits/{ticket['visit']}/socket"
    async with listening_app(app) as port, AsyncExitStack() as stack:
        room = [
            await stack.enter_async_context(socket_to(port, path, token=token))
            for path, token in (
                ("/display/wand/socket", display),
                (phone, ticket["token"]),
                ("/api/v1/kiosk/socket", await make_device(db, DeviceKind.KIOSK, id_="eingang")),
            )
        ]
        for socket in room:
            await hear(socket)
        page = await send(bela, f"{DESK}/alarm")
        raised = page.text.partition("/alarms/")[2].partition("/")[0]
        assert "Hilfe gerufen um 09:00 Uhr. Noch hat niemand geantwortet." in words(page)
        assert "data-loud" not in page.text
        await town.anna.post(f"/api/v1/alarms/{raised}/acknowledge")
        answered = await open_page(bela, DESK)
        assert "Es kommt jemand aus dem Haus." in words(answered)
        await send(bela, f"/console/mitte/alarms/{raised}/end", back=DESK)
        assert [await heard(socket) for socket in room] == [None, None, None]


async def test_who_is_too_late_is_led_back_and_reads_who_comes(town: Town, bela: httpx.AsyncClient) -> None:
    await town.open()
    raised = (await town.anna.post(f"{API}/counters/1/alarm")).json()
    await town.reception.post(f"/api/v1/alarms/{raised['id']}/acknowledge")
    page = await send(bela, f"/console/mitte/alarms/{raised['id']}/acknowledge", back=DESK)
    assert page.url.path == DESK
    assert "Es kommt jemand aus dem Haus." in words(page)
    assert "Ich komme" not in words(page)
    nowhere = await send(bela, f"/console/mitte/alarms/{raised['id']}/shout", back=DESK)
    assert nowhere.status_code == 404

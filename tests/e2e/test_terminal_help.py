# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody stuck at a self-service machine is helped on the page beside it; the helper is a plain socket."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.browser import violations
from tests.builders import open_database, small_town
from tests.e2e.test_terminal import FOTO, PLACES, device_at
from tests.servers import running_server
from tests.web.live import socket_to
from tests.web.on_line import HELP, HELPERS, say
from tests.web.served import KEY, make_device, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

WITHIN = 20.0  # seconds, of a browser on a busy machine
REMOTE = "hilft Ihnen aus der Ferne"


async def asked(helper: httpx.AsyncClient) -> list[dict[str, Any]]:
    """What goes on, as a helper sees it."""
    items: list[dict[str, Any]] = (await helper.get(HELP)).json()["items"]
    return items


async def is_withdrawn(page: "Page", helper: httpx.AsyncClient) -> None:
    await page.locator("#help-panel").wait_for(state="hidden")
    for _ in range(50):
        if not await asked(helper):
            return
        await page.wait_for_timeout(50)
    raise AssertionError("it still goes on")


@dataclass(slots=True, eq=False)
class Line:
    """The helper's end, and all that was ever said to it."""

    socket: ClientConnection
    said: list[str] = field(default_factory=list)
    more: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        with suppress(ConnectionClosed):
            while True:
                self.said.append(str(await self.socket.recv()))
                self.more.set()

    async def hears(self, type_: str, **facts: Any) -> dict[str, Any]:
        """The first such message, whenever it came."""
        wanted = {"type": type_, **facts}
        async with asyncio.timeout(WITHIN):
            while True:
                self.more.clear()
                for message in map(json.loads, self.said):
                    if message | wanted == message:
                        return dict(message)
                await self.more.wait()

    async def does(self, number: int, **deed: Any) -> None:
        """The helper says what is to be done there, and it is."""
        await say(self.socket, "command", number=number, do=deed)
        assert (await self.hears("done", number=number))["ok"]


async def asks_and_withdraws_by_key(page: "Page", helper: httpx.AsyncClient) -> None:
    await page.keyboard.press("F1")
    await page.get_by_role("heading", name="Hilfe ist gerufen").wait_for()
    assert await violations(page) == []
    [request] = await asked(helper)
    assert (request["step"], request["topic"], request["needs"]) == ("free", None, [])
    withdraw = page.get_by_role("button", name="Ich brauche keine Hilfe mehr")
    await withdraw.focus()
    await page.keyboard.press("Enter")
    await is_withdrawn(page, helper)
    assert await page.evaluate("document.activeElement.id") == "help-button"


async def agrees_to_be_seen_and_led(page: "Page", helper: Line) -> None:
    await say(helper.socket, "ask", **{"for": ["view", "point"]})
    for question, kind in (("sehen?", "view"), ("führen?", "point")):
        await page.get_by_role("heading", name=question).wait_for()
        await page.locator(f"#help-yes-{kind}").click()
    await helper.hears("help", consent={"view": True, "point": True, "talk": False})
    await helper.hears("mirror")
    assert await violations(page) == []


async def is_led(page: "Page", helper: Line) -> None:
    """Larger text, another language, and the next state: none of it loads the page anew or ends the help."""
    await page.evaluate("window.still = true")
    await helper.does(1, kind="larger", on=True)
    await page.locator("html[data-larger]").wait_for()
    await helper.does(2, kind="language", language="ar")
    await page.locator("html[lang=ar][dir=rtl]").wait_for()
    await helper.hears("screen", step="calling", language="ar", larger=True)
    await page.locator("#begin").click()
    await helper.hears("screen", step="serving")
    await page.locator("h1[data-state=serving]").wait_for()
    await helper.does(3, kind="language", language="de")
    assert await page.evaluate("window.still"), "the page was loaded anew"
    await page.get_by_role("heading", name=REMOTE).wait_for()
    await say(helper.socket, "command", number=4, do={"kind": "go", "step": "slots"})
    await helper.hears("refused", of=4)


async def sees_the_ticket_and_goes_on(page: "Page") -> None:
    ticket = page.get_by_role("dialog", name="Ihre Wartemarke")
    await ticket.get_by_text("A002").wait_for()
    await ticket.get_by_text("Personalausweis").wait_for()
    await ticket.get_by_role("img").wait_for()
    assert await violations(page) == []
    await ticket.get_by_role("button", name="Fertig").focus()
    await page.keyboard.press("Enter")
    await ticket.wait_for(state="detached")


async def is_not_taken_to_have_gone(page: "Page", entrance: httpx.AsyncClient) -> None:
    """A terminal waits three minutes for whoever it called; for whoever is helped, since their last touch."""
    missed: list[str] = []
    page.on("request", lambda request: missed.append(request.url) if "/miss" in request.url else None)
    await entrance.post("/api/v1/kiosk/tickets", json={"services": ["foto"]})
    await page.get_by_role("heading", name="Bitte hierher").wait_for()
    await page.clock.fast_forward(170_000)
    await page.locator("body[data-wire=live]").wait_for()  # again: all that time nobody spoke
    await page.locator("#help-button").click()
    await page.get_by_role("heading", name="Hilfe ist gerufen").wait_for()
    await page.clock.fast_forward(170_000)
    assert missed == []
    async with page.expect_request("**/terminal/miss"):
        await page.clock.fast_forward(20_000)
    await page.get_by_role("heading", name="Dieses Terminal ist frei").wait_for()


async def is_asked_whether_somebody_is_there(page: "Page") -> None:
    """Where nobody was called, help ends when nobody touches anything."""
    await page.locator("#help-button").click()
    await page.get_by_role("heading", name="Hilfe ist gerufen").wait_for()
    await page.clock.fast_forward(181_000)
    question = page.get_by_role("alertdialog", name="Brauchen Sie mehr Zeit?")
    await question.get_by_text("In 20 Sekunden endet die Hilfe.").wait_for()
    assert await violations(page) == []
    await page.clock.fast_forward(21_000)
    await question.wait_for(state="detached")


async def test_asked_by_key_and_by_touch_led_and_ended_with_a_ticket_for_the_eye_alone(
    browser: "Browser", sqlite_url: str
) -> None:
    db = await open_database(sqlite_url)
    await small_town(db, counters=PLACES, services={each.id: each for each in (*builders.SERVICES, FOTO)})
    kiosk = await make_device(db, DeviceKind.KIOSK)
    machine = await make_device(db, DeviceKind.TERMINAL, id_="maschine")
    token = await make_user(db, Role.HELPER)
    await db.close()
    env = {
        "AUFRUF_DATABASE_URL": sqlite_url,
        "AUFRUF_SECRET_KEY": KEY,
        "AUFRUF_REHEARSAL": "1",
        "AUFRUF_CLOCK_START": "2026-11-23T09:00:00+01:00",
        "AUFRUF_FORECASTS": "off",
    }
    with running_server(env) as server:
        facts: dict[str, Any] = {"base_url": server.url, "trust_env": False}
        async with (
            httpx.AsyncClient(**facts, headers={"Authorization": f"Bearer {kiosk}"}) as entrance,
            httpx.AsyncClient(**facts, headers={"Authorization": f"Bearer {token}"}) as helper,
        ):
            page = await device_at(browser, f"{server.url}/terminal", machine)
            await page.get_by_role("heading", name="Dieses Terminal ist frei").wait_for()
            await page.locator("#help-button").wait_for()
            await asks_and_withdraws_by_key(page, helper)

            await entrance.post("/api/v1/kiosk/tickets", json={"services": ["foto"]})
            await page.get_by_role("heading", name="Bitte hierher").wait_for()
            await page.get_by_role("button", name="Starker Kontrast").click()
            await page.get_by_role("button", name="Hilfe", exact=True).click()
            await page.get_by_role("heading", name="Hilfe ist gerufen").wait_for()
            [request] = await asked(helper)
            assert (request["step"], request["topic"], request["needs"]) == ("calling", "foto", ["contrast"])
            path = f"{HELP}/{request['id']}"
            await helper.post(f"{path}/accept", json={"mode": "remote"})
            await page.get_by_role("heading", name=REMOTE).wait_for()
            async with socket_to(server.port, f"{path}/socket?instance={HELPERS}", token=token) as socket:
                line = Line(socket)
                listening = asyncio.create_task(line.listen())
                await agrees_to_be_seen_and_led(page, line)
                await is_led(page, line)
                closed = await helper.post(
                    f"{path}/close", json={"reason": "ticket", "services": ["ausweis"]}
                )
                assert closed.status_code == 200, closed.text
                await listening
                assert json.loads(line.said[-1]) == {"type": "over", "why": "ended"}
                seen = "".join(line.said)
                assert "Bitte hierher" in seen
                assert [each for each in (REMOTE, "Ihre Wartemarke", "A002") if each in seen] == []
            await sees_the_ticket_and_goes_on(page)
            await page.locator("#help-button").click()
            await page.get_by_role("heading", name="Hilfe ist gerufen").wait_for()
            await page.clock.install()  # of the next page
            await page.locator("#finish").click()
            await page.get_by_role("heading", name="Dieses Terminal ist frei").wait_for()
            await is_withdrawn(page, helper)
            assert await page.locator("html[data-larger], html[data-contrast]").count() == 0
            left = "[localStorage.length, sessionStorage.length, location.hash]"
            assert await page.evaluate(left) == [0, 0, ""]
            await is_asked_whether_somebody_is_there(page)
            await is_withdrawn(page, helper)
            await is_not_taken_to_have_gone(page, entrance)
            await is_withdrawn(page, helper)

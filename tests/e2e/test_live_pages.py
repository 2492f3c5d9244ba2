# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that keep up by themselves: through a dead server and a pulled cable, under hands and keys."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from aufruf.db import outbox
from aufruf.db.transaction import Database
from aufruf.domain.events import Event, VisitCalled, VisitFinished, VisitRecalled
from aufruf.domain.roles import DeviceKind, Role
from tests.browser import open_page
from tests.builders import MONDAY, open_database, small_town
from tests.cable import Cable, cable_to
from tests.faults.hosts import Host, host
from tests.web.at_kiosk import draw
from tests.web.reading import field, send
from tests.web.served import PASSWORD, make_device, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Route

DESK = "/console/mitte/counters/1"
SOON = 3_000  # ms in which what happens elsewhere is seen
NOTICED_WITHIN = 15_000  # ms: the watch in wire.js, and a little
BACK_WITHIN = 10_000  # ms after the server is there again


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An office with a kiosk, Anna at counter 1 and a colleague; browsers reach the server by a cable."""

    server: Host
    cable: Cable
    db: Database
    kiosk: httpx.AsyncClient
    anna: httpx.AsyncClient
    bela: httpx.AsyncClient  # a program with his token

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.cable.port}"

    async def ticket(self) -> str:
        """Somebody takes a ticket; the path of its status page."""
        return str((await draw(self.kiosk))["phone"]).removeprefix("/visits")

    async def desk(self, browser: "Browser") -> "Page":
        """Anna's page."""
        page = await open_page(browser)
        await self.sit_down(page)
        return page

    async def sit_down(self, page: "Page") -> None:
        """Anna opens her page in this browser."""
        await page.context.add_cookies(
            [{"name": name, "value": value, "url": self.url} for name, value in self.anna.cookies.items()]
        )
        await page.goto(self.url + DESK)
        await page.locator("body[data-wire=live]").wait_for()

    async def happened(self) -> list[Event]:
        """Everything that was done today."""
        async with self.db.reading() as reading:
            return [stored.event for stored in await outbox.after(reading.connection, ("mitte", MONDAY))]

    async def calls(self) -> list[str]:
        """Who was called, and called again."""
        return [
            f"{each.kind} {each.number}"
            for each in await self.happened()
            if isinstance(each, VisitCalled | VisitRecalled)
        ]


@pytest.fixture
async def place(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Place]:
    db = await open_database(sqlite_url)
    await small_town(db)
    await make_user(db, Role.CLERK, name="anna", password=PASSWORD)
    colleague = await make_user(db, Role.CLERK, name="bela")
    token = await make_device(db, DeviceKind.KIOSK)
    with host(sqlite_url) as server:
        async with (
            cable_to(server.port) as cable,
            httpx.AsyncClient(base_url=server.url, trust_env=False) as kiosk,
            httpx.AsyncClient(base_url=server.url, trust_env=False) as anna,
            httpx.AsyncClient(base_url=server.url, trust_env=False) as bela,
        ):
            bela.headers["Authorization"] = f"Bearer {colleague}"
            await send(kiosk, "/pairing", token=token)
            page = await send(anna, "/login", name="anna", password=PASSWORD)
            anna.headers["X-CSRF-Token"] = field(page, "csrf_token")
            await send(anna, f"{DESK}/open")
            yield Place(server=server, cable=cable, db=db, kiosk=kiosk, anna=anna, bela=bela)
    await db.close()


async def test_a_console_survives_its_server_and_sends_nothing_again(
    place: Place, browser: "Browser"
) -> None:
    for _ in range(2):
        await place.ticket()
    desk = await place.desk(browser)
    await desk.evaluate("window.stayed = true")
    place.server.kill()
    await desk.locator("[data-lost]").wait_for()
    assert "Verbindung gestört – Stand 09:00:" in await desk.locator("[data-lost]").inner_text()
    for _ in range(3):
        await desk.keyboard.press("n")
    await desk.locator("#failed").wait_for()
    assert await desk.locator("#desk .ticket-number").count() == 0  # nobody is shown who was not called

    place.server.start()
    await desk.locator("[data-lost]").wait_for(state="hidden", timeout=BACK_WITHIN)
    await desk.locator("#failed").wait_for(state="hidden")
    assert await place.calls() == []
    await desk.keyboard.press("n")
    await desk.locator("#deed-serve").wait_for()
    assert await place.calls() == ["visit.called A001"]
    assert await desk.evaluate("window.stayed")


async def test_what_is_pressed_often_or_long_is_done_once(place: Place, browser: "Browser") -> None:
    for _ in range(2):
        await place.ticket()
    desk = await place.desk(browser)
    os.kill(place.server.pid, signal.SIGSTOP)  # no answer for a while
    try:
        for _ in range(3):
            await desk.keyboard.press("n")
        await desk.locator("#next").click(force=True)
        assert await desk.locator("#next").get_attribute("aria-disabled") == "true"
    finally:
        os.kill(place.server.pid, signal.SIGCONT)
    await desk.locator("#deed-recall").wait_for()
    assert await desk.get_by_role("alert").count() == 0  # nothing was refused, since nothing was asked twice
    for _ in range(5):  # held down: the same key again and again
        await desk.keyboard.down("w")
    await desk.keyboard.up("w")
    await desk.wait_for_timeout(500)
    assert await place.calls() == ["visit.called A001", "visit.recalled A001"]


async def test_a_pulled_cable_is_seen_and_nothing_old_is_shown_as_new(
    place: Place, browser: "Browser"
) -> None:
    await place.ticket()
    mine = await place.ticket()
    phone, desk = await open_page(browser), await place.desk(browser)
    await phone.goto(f"{place.url}/visits{mine}")
    await phone.locator("body[data-wire=live]").wait_for()
    assert await phone.locator("[data-lost]").is_hidden()

    place.cable.pull()
    await send(place.anna, f"{DESK}/call-next")
    visit = mine.split("/")[1]
    for page in (phone, desk):
        await page.locator("[data-lost]").wait_for(timeout=NOTICED_WITHIN)
        assert "Verbindung gestört – Stand 09:00:" in await page.locator("[data-lost]").inner_text()
    assert await phone.get_by_text("1 Person wird vor Ihnen aufgerufen.").first.is_visible()
    await send(place.anna, f"{DESK}/visits/{visit}/call")  # refused: somebody is there
    place.cable.plug()

    for page in (phone, desk):
        await page.locator("[data-lost]").wait_for(state="hidden", timeout=BACK_WITHIN)
    await phone.get_by_text("Sie sind als Nächstes dran.").first.wait_for(timeout=SOON)
    assert await desk.locator("#desk .ticket-number").inner_text() == "A001"


async def test_nothing_moves_under_a_hand(place: Place, browser: "Browser") -> None:
    await place.ticket()
    desk = await place.desk(browser)
    await desk.locator("#next").focus()
    await place.ticket()
    await desk.locator("#queue", has_text="A002").wait_for(timeout=SOON)
    assert await desk.evaluate("document.activeElement.id") == "next"

    await desk.keyboard.press("a")  # leads to the field; what is typed there is no command
    await desk.keyboard.type("nx")
    await place.ticket()
    await desk.locator("#queue", has_text="A003").wait_for(timeout=SOON)
    assert await desk.locator("#number").input_value() == "nx"
    assert await place.calls() == []
    await desk.keyboard.press("Enter")
    await desk.get_by_role("alert").get_by_text("Mit dieser Nummer ist heute niemand hier.").wait_for()
    await desk.locator("#number").fill("a002")
    await desk.keyboard.press("Enter")
    await desk.locator("#deed-serve").wait_for()
    assert await place.calls() == ["visit.called A002"]

    await desk.keyboard.press("d")
    await desk.locator("#deed-finish").wait_for()
    await desk.keyboard.press("e")  # unfolds what may have been done; it stays unfolded
    await desk.get_by_label("Reisepass", exact=True).check()
    await desk.locator("#done summary").focus()
    await send(place.anna, f"{DESK}/pause")
    (await place.bela.post("/api/v1/offices/mitte/counters/2/open")).raise_for_status()
    await desk.locator("#to", has_text="an Schalter 2").wait_for(timeout=SOON)
    assert await desk.get_by_label("Reisepass", exact=True).is_visible()
    assert await desk.get_by_label("Reisepass", exact=True).is_checked()
    await desk.keyboard.press("f")
    await desk.locator("#deed-finish").wait_for(state="detached")
    await desk.locator("#deed-open").wait_for()
    finished = [each for each in await place.happened() if isinstance(each, VisitFinished)]
    assert [each.services for each in finished] == [(("ausweis", 1), ("pass", 1))]
    await desk.locator("#desk:focus").wait_for()  # where what was focused has gone from


async def test_an_answer_that_comes_late_does_not_bring_back_what_was(
    place: Place, browser: "Browser"
) -> None:
    await place.ticket()
    desk = await place.desk(browser)

    async def slowly(route: "Route") -> None:
        answer = await route.fetch()
        await place.ticket()
        await desk.locator("#queue", has_text="A002").wait_for(timeout=SOON)  # over the wire
        await route.fulfill(response=answer)

    await desk.route("**/call-next", slowly)
    await desk.keyboard.press("n")
    await desk.locator("#desk .ticket-number", has_text="A001").wait_for()
    await desk.locator("#next").wait_for(state="detached")
    await asyncio.sleep(0.2)
    assert "A002" in await desk.locator("#queue").inner_text()


async def test_whoever_is_logged_out_is_told_at_the_next_press(place: Place, browser: "Browser") -> None:
    await place.ticket()
    desk = await place.desk(browser)
    await desk.context.clear_cookies()
    await desk.keyboard.press("n")
    await desk.get_by_role("heading", name="Bitte melden Sie sich an.").wait_for()
    assert await place.calls() == []


async def test_the_offer_to_take_something_back_goes_by_itself(place: Place, browser: "Browser") -> None:
    await place.ticket()
    desk = await open_page(browser)
    await desk.clock.install()
    await place.sit_down(desk)
    for key, then in (("n", "#deed-miss"), ("x", "#deed-undo")):
        await desk.keyboard.press(key)
        await desk.locator(then).wait_for()
    await desk.clock.fast_forward(25_000)
    assert await desk.locator("#deed-undo").is_visible()
    await desk.clock.fast_forward(6_000)
    await desk.locator("#deed-undo").wait_for(state="detached")


async def test_keys_can_be_looked_up_and_switched_off(place: Place, browser: "Browser") -> None:
    await place.ticket()
    desk = await place.desk(browser)
    await desk.keyboard.press("?")
    await desk.get_by_label("Tasten benutzen").uncheck()
    await desk.keyboard.press("Escape")
    await desk.keyboard.press("n")
    await desk.wait_for_timeout(300)
    assert await place.calls() == []
    await desk.get_by_role("button", name="Nächste:r").click()
    await desk.locator("#deed-serve").wait_for()

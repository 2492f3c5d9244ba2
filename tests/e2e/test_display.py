# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The waiting room's display in a real browser: live, and honest when it cannot be."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import pytest

from aufruf.domain.catalogue import Counter
from aufruf.domain.roles import DeviceKind, Role
from tests.browser import FLAGS, chromium, open_page
from tests.builders import office, open_database, town
from tests.cable import Cable, cable_to
from tests.servers import running_server
from tests.web.served import KEY, make_device, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

COUNTERS = ("1", "2", "3", "4")
NOTICED_WITHIN = 15_000  # ms: the watch in wire.js, and a little
EQUAL_WITHIN = 5_000  # ms after the cable is whole again
PLAYS = [*FLAGS, "--autoplay-policy=no-user-gesture-required"]  # as an office starts its display


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A display at the end of a cable, and clerks who call."""

    url: str
    cable: Cable
    display: str
    clerks: dict[str, httpx.AsyncClient]

    async def call(self, counter: str) -> str:
        """Somebody comes and is called to this counter; the number."""
        clerk = self.clerks[counter]
        answer = await clerk.post("/api/v1/offices/mitte/walk-ins", json={"services": ["ausweis"]})
        assert answer.status_code == 201, answer.text
        called = await clerk.post(f"/api/v1/offices/mitte/counters/{counter}/call-next")
        assert called.status_code == 200, called.text
        return str(called.json()["number"])


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Room]:
    db = await open_database(sqlite_url)
    try:
        await town(db, office(counters=tuple(Counter(id=each) for each in COUNTERS)))
        tokens = {each: await make_user(db, Role.RECEPTION) for each in COUNTERS}
        display = await make_device(db, DeviceKind.DISPLAY, id_="wand")
    finally:
        await db.close()
    env = {
        "AUFRUF_DATABASE_URL": sqlite_url,
        "AUFRUF_SECRET_KEY": KEY,
        "AUFRUF_REHEARSAL": "1",
        "AUFRUF_CLOCK_START": "2026-11-23T09:00:00+01:00",
    }
    with running_server(env) as server:
        clerks = {
            each: httpx.AsyncClient(
                base_url=server.url, headers={"Authorization": f"Bearer {token}"}, trust_env=False
            )
            for each, token in tokens.items()
        }
        for counter, clerk in clerks.items():
            (await clerk.post(f"/api/v1/offices/mitte/counters/{counter}/open")).raise_for_status()
        async with cable_to(server.port) as cable:
            yield Room(url=f"http://127.0.0.1:{cable.port}", cable=cable, display=display, clerks=clerks)
        for clerk in clerks.values():
            await clerk.aclose()


@pytest.fixture
async def wall(room: Room) -> "AsyncIterator[Page]":
    """The display's page, in a browser that may make a sound."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - as in tests/browser.py

    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(executable_path=chromium(), args=PLAYS) as browser,
    ):
        page = await open_page(browser)
        await page.goto(f"{room.url}/pairing")
        await page.get_by_label("Zeichenfolge").fill(room.display)
        await page.get_by_role("button", name="Koppeln").click()
        await page.locator("body[data-wire=live]").wait_for()
        yield page


async def shown(page: "Page") -> list[tuple[str, str]]:
    """Numbers and counters, from the newest on."""
    numbers = await page.locator("main [data-number]:visible").all_inner_texts()
    counters = await page.locator("main [data-counter]:visible").all_inner_texts()
    return list(zip(numbers, counters, strict=True))


async def test_a_call_appears_in_its_moment_without_a_reload_and_is_heard(room: Room, wall: "Page") -> None:
    await wall.evaluate("window.stayed = true")
    assert await wall.get_by_text("Bitte warten Sie, bis Ihre Nummer erscheint.").is_visible()
    number = await room.call("1")
    await wall.locator("#newest [data-number]", has_text=number).wait_for(timeout=2000)
    second = await room.call("2")
    await wall.locator("#newest [data-number]", has_text=second).wait_for(timeout=2000)
    assert await shown(wall) == [(second, "2"), (number, "1")]
    await wall.locator('body[data-gongs="2"]').wait_for(timeout=6000)  # one after the other: both are heard
    assert await wall.evaluate("window.stayed")
    assert await wall.locator("#clock").inner_text() == "09:00"


async def test_cut_off_in_the_middle_of_three_calls_it_says_so_and_then_shows_all(
    room: Room, wall: "Page"
) -> None:
    await wall.evaluate("window.stayed = true")
    first = await room.call("1")
    await wall.locator("#newest [data-number]", has_text=first).wait_for(timeout=2000)

    room.cable.pull()
    second = await room.call("2")
    await wall.locator("#lost").wait_for(timeout=NOTICED_WITHIN)
    assert await shown(wall) == [(first, "1")]
    assert "Verbindung gestört" in await wall.locator("#lost").inner_text()
    third = await room.call("3")
    room.cable.plug()

    await wall.locator("#newest [data-number]", has_text=third).wait_for(timeout=EQUAL_WITHIN)
    assert await shown(wall) == [(third, "3"), (second, "2"), (first, "1")]
    await wall.locator("#lost").wait_for(state="hidden")
    await wall.locator('body[data-gongs="3"]').wait_for(timeout=6000)  # none is lost, none sounds twice
    assert await wall.evaluate("window.stayed")


async def test_a_display_that_is_let_in_no_longer_says_so(
    room: Room, wall: "Page", browser: "Browser"
) -> None:
    stranger = await open_page(browser)
    answer = await stranger.goto(f"{room.url}/display/wand")
    assert answer is not None
    assert answer.status == 404
    await wall.context.clear_cookies()
    room.cable.pull()
    await wall.locator("#lost").wait_for(timeout=NOTICED_WITHIN)
    room.cable.plug()
    await wall.get_by_text("nicht gefunden").first.wait_for(timeout=20_000)


async def test_where_the_browser_makes_no_sound_by_itself_it_says_so_and_how(
    room: Room, browser: "Browser"
) -> None:
    page = await open_page(browser)
    # Nobody has touched this browser: it was paired yesterday, and starts by itself.
    await page.context.add_cookies([{"name": "aufruf_device", "value": room.display, "url": room.url}])
    await page.goto(f"{room.url}/display/wand")
    sound = page.get_by_role("button", name="Ton ist aus: hier tippen")
    await sound.click()
    await sound.wait_for(state="hidden")
    await room.call("1")
    await page.locator('body[data-gongs="1"]').wait_for(timeout=4000)

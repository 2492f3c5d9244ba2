# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The waiting room's display in a real browser: live, heard, readable, and honest when it cannot be."""

import asyncio
import datetime as dt
import itertools
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from axe_playwright_python.async_playwright import Axe

from aufruf.actions import pacing
from aufruf.actions.early_closing import close_early
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter
from aufruf.domain.roles import DeviceKind, Role
from tests.browser import FLAGS, chromium, open_context, open_page
from tests.builders import at, office, open_database, town
from tests.cable import Cable, cable_to
from tests.faults.hosts import Host, host
from tests.web.served import make_device, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

COUNTERS = tuple(Counter(id=each) for each in ("1", "2", "3", "4"))
TWO_ROOMS = (
    *(Counter(id=str(each), room="1.04" if each < 7 else "2.11") for each in range(1, 12)),
    Counter(id="Infotheke-Einbuergerung", room="2.11"),
)
NOTICED_WITHIN = 15_000  # ms: the watch in wire.js, and a little
EQUAL_WITHIN = 5_000  # ms after the cable is whole again
TURNS = 24  # half pages: several times around
HEARD_WITHIN = 20.0  # seconds: two calls, each its gong and its words
PLAYS = [*FLAGS, "--autoplay-policy=no-user-gesture-required"]  # as an office starts its display
WIDE, UPRIGHT = (1920, 1080), (1080, 1920)
SCREEN_CM = {WIDE: 68.5, UPRIGHT: 121.8}  # how high 55 inches are
READ_AT_15_M = 5.0  # cm: docs/display.md
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# How high the digits of an element are as a share of the window, by the font that it is really drawn with.
DIGITS = """(element) => {
  const style = getComputedStyle(element);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return pen.measureText("1").actualBoundingBoxAscent / innerHeight;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A display at the end of a cable, clerks who call, and somebody who chooses."""

    url: str
    server: Host
    cable: Cable
    display: str
    clerks: dict[str, httpx.AsyncClient]
    leader: httpx.AsyncClient
    db: Database
    visits: dict[str, str] = field(default_factory=dict)  # by number

    async def call(self, counter: str) -> str:
        """Somebody comes and is called to this counter; the number."""
        clerk = self.clerks[counter]
        answer = await clerk.post("/api/v1/offices/mitte/walk-ins", json={"services": ["ausweis"]})
        assert answer.status_code == 201, answer.text
        called = await clerk.post(f"/api/v1/offices/mitte/counters/{counter}/call-next")
        assert called.status_code == 200, called.text
        number = str(called.json()["number"])
        self.visits[number] = called.json()["id"]
        return number

    async def choose(self, **choices: Any) -> None:
        """What the leader chooses for the display."""
        answer = await self.leader.patch("/api/v1/devices/wand", json={"choices": choices})
        assert answer.status_code == 200, answer.text

    async def let_time_pass(self, wall: str) -> None:
        """The office's clock shows this, though nobody has waited."""
        async with self.db.transaction() as tx:
            await pacing.jump_to(tx, shown_at=at(wall), real_now=dt.datetime.now(dt.UTC))


@asynccontextmanager
async def opened(url: str, counters: Sequence[Counter]) -> AsyncIterator[Room]:
    """An office that is served, with somebody at each of these counters."""
    db = await open_database(url)
    await town(db, office(counters=tuple(counters)))
    tokens = {each.id: await make_user(db, Role.RECEPTION) for each in counters}
    leader = await make_user(db, Role.SUPERVISOR)
    display = await make_device(db, DeviceKind.DISPLAY, id_="wand")
    with host(url) as server:

        def program(token: str) -> httpx.AsyncClient:
            headers = {"Authorization": f"Bearer {token}"}
            return httpx.AsyncClient(base_url=server.url, headers=headers, trust_env=False, timeout=20)

        clerks = {counter: program(token) for counter, token in tokens.items()}
        for counter, clerk in clerks.items():
            (await clerk.post(f"/api/v1/offices/mitte/counters/{counter}/open")).raise_for_status()
        async with cable_to(server.port) as cable, program(leader) as supervisor:
            yield Room(
                url=f"http://127.0.0.1:{cable.port}",
                server=server,
                cable=cable,
                display=display,
                clerks=clerks,
                leader=supervisor,
                db=db,
            )
        for clerk in clerks.values():
            await clerk.aclose()
    await db.close()


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Room]:
    async with opened(sqlite_url, COUNTERS) as room:
        yield room


async def let_in(page: "Page", room: Room) -> None:
    """Let a browser be the display: it was paired yesterday."""
    await page.context.add_cookies([{"name": "aufruf_device", "value": room.display, "url": room.url}])
    await page.goto(f"{room.url}/display/wand")


async def hang_up(page: "Page", room: Room) -> None:
    """The same, and it shows what is true now."""
    await let_in(page, room)
    await page.locator("body[data-wire=live]").wait_for()


@pytest.fixture
async def wall(room: Room) -> "AsyncIterator[Page]":
    """The display's page, in a browser that may make a sound."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - as in tests/browser.py

    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(executable_path=chromium(), args=PLAYS) as browser,
    ):
        page = await open_page(browser)
        await hang_up(page, room)
        yield page


async def shown(page: "Page") -> list[tuple[str, str]]:
    """Numbers and counters, from the newest on."""
    found = await page.evaluate("""() => [...document.querySelectorAll("#newest, #earlier li")]
      .filter((line) => line.checkVisibility())
      .map((line) => ["number", "counter"].map((each) => line.querySelector(`[data-${each}]`).innerText))""")
    return [(number, counter) for number, counter in found]


async def heard(page: "Page", parts: int) -> list[dict[str, Any]]:
    """What was heard, once it is so many parts."""
    async with asyncio.timeout(HEARD_WITHIN):
        while True:
            found: list[dict[str, Any]] = json.loads(
                await page.evaluate("document.body.dataset.heard ?? '[]'")
            )
            if len(found) >= parts:
                return found
            await asyncio.sleep(0.1)


async def barriers(page: "Page") -> list[str]:
    """What keeps somebody out of the page, by axe."""
    found: dict[str, Any] = (await Axe().run(page, options=AXE)).response
    return [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]


async def test_two_counters_that_call_at_once_are_both_shown_and_heard_to_the_end(
    room: Room, wall: "Page"
) -> None:
    await wall.evaluate("window.stayed = true")
    assert await wall.get_by_text("Bitte warten Sie, bis Ihre Nummer erscheint.").is_visible()
    assert await wall.locator("#clock").inner_text() == "09:00"
    numbers = set(await asyncio.gather(room.call("1"), room.call("2")))
    await wall.locator("#earlier [data-number]").wait_for(timeout=2000)
    assert {number for number, _ in await shown(wall)} == numbers

    parts = await heard(wall, 4)
    first, second = parts[0]["number"], parts[2]["number"]
    assert {first, second} == numbers
    assert [(each["number"], each["part"], each["ok"]) for each in parts] == [
        (number, part, True) for number in (first, second) for part in ("gong", "speech 1")
    ]
    for before, after in itertools.pairwise(parts):
        assert after["started"] >= before["ended"] - 50, "nobody is interrupted"
    assert all(each["ended"] - each["started"] > 1000 for each in parts if each["part"] == "speech 1")

    again = await room.clerks["1"].post(f"/api/v1/visits/{room.visits[first]}/recall")
    assert again.status_code == 200, again.text
    assert [each["number"] for each in (await heard(wall, 6))[4:]] == [first, first]
    assert await wall.evaluate("window.stayed")


async def test_cut_off_in_the_middle_of_calls_it_says_so_then_shows_all_and_speaks_of_nothing_old(
    room: Room, wall: "Page"
) -> None:
    await wall.evaluate("window.stayed = true")
    first = await room.call("1")
    await wall.locator("#newest [data-number]", has_text=first).wait_for(timeout=2000)

    room.cable.pull()
    second = await room.call("2")
    await wall.locator("#lost").wait_for(timeout=NOTICED_WITHIN)
    assert await shown(wall) == [(first, "1")]
    assert "Verbindung gestört." in await wall.locator("#lost").inner_text()
    assert "Stand 09:00." in await wall.locator("#lost").inner_text()
    await room.let_time_pass("10:00")
    third = await room.call("3")
    room.cable.plug()

    await wall.locator("#newest [data-number]", has_text=third).wait_for(timeout=EQUAL_WITHIN)
    assert await shown(wall) == [(third, "3"), (second, "2"), (first, "1")]
    await wall.locator("#lost").wait_for(state="hidden")
    assert await wall.locator("#clock").inner_text() == "10:00"
    parts = await heard(wall, 4)
    assert [each["number"] for each in parts] == [first, first, third, third]  # the second is an hour old
    assert await wall.evaluate("window.stayed")


async def test_after_a_restart_of_the_server_everybody_who_was_called_still_stands_there(
    room: Room, wall: "Page"
) -> None:
    await wall.evaluate("window.stayed = true")
    served, called = await room.call("1"), await room.call("2")
    (await room.clerks["1"].post(f"/api/v1/visits/{room.visits[served]}/serve")).raise_for_status()
    await wall.locator("#newest [data-number]", has_text=called).wait_for(timeout=NOTICED_WITHIN)
    room.server.kill()
    await wall.locator("#lost").wait_for(timeout=NOTICED_WITHIN)
    room.server.start()
    await wall.locator("#lost").wait_for(state="hidden", timeout=NOTICED_WITHIN)
    assert await shown(wall) == [(called, "2"), (served, "1")]
    (await room.clerks["1"].post(f"/api/v1/visits/{room.visits[served]}/finish")).raise_for_status()
    await wall.locator("#earlier [data-number]").wait_for(state="detached", timeout=NOTICED_WITHIN)
    assert await shown(wall) == [(called, "2")]
    assert called in await wall.locator("#said").inner_text()
    (await room.clerks["2"].post(f"/api/v1/visits/{room.visits[called]}/miss")).raise_for_status()
    await wall.locator("#said", has_not_text=called).wait_for(state="attached", timeout=NOTICED_WITHIN)
    assert await shown(wall) == []
    assert await wall.evaluate("window.stayed")


async def test_a_display_that_is_let_in_no_longer_says_so(
    room: Room, wall: "Page", browser: "Browser"
) -> None:
    stranger = await open_page(browser)
    answer = await stranger.goto(f"{room.url}/display/wand")
    assert answer is not None
    assert answer.status == 404
    gone = await room.leader.delete("/api/v1/devices/wand")
    assert gone.status_code == 204, gone.text
    room.cable.pull()
    await wall.locator("#lost").wait_for(timeout=NOTICED_WITHIN)
    room.cable.plug()
    await wall.get_by_role("heading", name="Dieses Gerät wurde abgemeldet.").wait_for(timeout=20_000)


async def test_where_the_browser_makes_no_sound_by_itself_it_says_so_and_how(
    room: Room, browser: "Browser"
) -> None:
    page = await open_page(browser)
    # Nobody touches this browser; nor does the test: to look into a page counts as a touch.
    await let_in(page, room)
    await staff_reads(room, "sound_blocked")
    unheard = await room.call("2")
    await asyncio.sleep(2)
    [part] = await heard(page, 1)
    assert (part["number"], part["part"], part["ok"]) == (unheard, "gong", False)
    sound = page.get_by_role("button", name="Ton ist aus: hier tippen")
    assert await barriers(page) == []
    await sound.click()
    await sound.wait_for(state="hidden")
    await room.call("1")
    await page.locator('body[data-gongs="1"]').wait_for(timeout=4000)
    await staff_reads(room, "ok")


async def staff_reads(room: Room, state: str) -> None:
    """Wait until this is what staff read of the display."""
    async with asyncio.timeout(10):
        while True:
            answer = await room.leader.get("/api/v1/offices/mitte/devices")
            if [each["state"] for each in answer.json()["items"]] == [state]:
                return
            await asyncio.sleep(0.1)


async def test_the_wall_of_a_large_house_in_turn_upright_and_at_fifteen_metres(
    sqlite_url: str, browser: "Browser"
) -> None:
    async with opened(sqlite_url, TWO_ROOMS) as room:
        lines = ["Das Fundbüro ist heute zu.", "Wir suchen Verstärkung."]
        await room.choose(languages=["de", "ar"], lines=lines, speech=False, gong=False)
        context = await open_context(browser, viewport={"width": WIDE[0], "height": WIDE[1]})
        page = await context.new_page()
        await page.clock.install()
        await hang_up(page, room)
        numbers = [await room.call(each.id) for each in TWO_ROOMS]
        await page.locator("#newest [data-number]", has_text=numbers[-1]).wait_for(timeout=NOTICED_WITHIN)
        await page.locator("#newest [data-say=room]", has_text="2.11").wait_for()
        assert await barriers(page) == []

        # What does not fit turns: everybody's number is seen, and where to go.
        # So do the languages, and the lines.
        everybody = set(zip(numbers, (each.id for each in TWO_ROOMS), strict=True))
        assert len(await shown(page)) < len(everybody)
        assert await page.locator("#page").is_visible()
        beside = {("zu Schalter", "de", "ltr", "ltr"), ("إلى الشباك", "ar", "rtl", "rtl")}
        seen, words, told = set[tuple[str, str]](), set[tuple[str, ...]](), set[str]()
        for _ in range(TURNS):  # the page's own time runs besides: under load a page may be missed once
            seen |= set(await shown(page))
            words.add(await said_beside(page))
            told.add(await page.locator("#line").inner_text())
            if (seen, words, told) == (everybody, beside, set(lines)):
                break
            await page.clock.run_for(3_000)
        assert (seen, words, told) == (everybody, beside, set(lines))

        for size in (WIDE, UPRIGHT):
            await page.set_viewport_size({"width": size[0], "height": size[1]})
            await page.locator("#earlier [data-number]:visible").first.wait_for()
            for place in ("#newest [data-number]", "#earlier [data-number]", "#earlier [data-counter]"):
                share = await page.locator(f"{place}:visible").first.evaluate(DIGITS)
                assert share * SCREEN_CM[size] >= READ_AT_15_M, (size, place)
            assert await spills_over(page) == []
        # It wanders, and nothing has to be scrolled for it.
        before = await page.locator("#wall").evaluate("(wall) => wall.style.translate")
        await page.clock.run_for(5 * 60_000)
        assert await page.locator("#wall").evaluate("(wall) => wall.style.translate") != before
        assert await spills_over(page) == []

        async with room.db.transaction() as tx:
            await close_early(tx, office="mitte", reason="Wasserschaden")
        await page.locator("#closed").wait_for(timeout=NOTICED_WITHIN)
        assert await spills_over(page) == []
        await room.choose(rooms=["1.04"])
        await page.locator("#newest [data-number]", has_text=numbers[5]).wait_for(timeout=NOTICED_WITHIN)
        assert await spills_over(page) == []  # a large digit, a room and a bar
        assert await page.locator("#said").text_content() == ""  # the last call was for another room
        assert await barriers(page) == []


async def said_beside(page: "Page") -> tuple[str, ...]:
    """The word between number and counter, its language and direction; and that of a cut's two sentences."""
    found = await page.locator("#newest [data-say=to]").evaluate(
        "(word) => [word.innerText, word.lang, word.dir, document.querySelector('#lost').dir]"
    )
    return tuple(found)


async def spills_over(page: "Page") -> list[str]:
    """What is wider or higher than its place."""
    found: list[
        str
    ] = await page.evaluate("""() => [document.documentElement, document.querySelector("#newest"),
      document.querySelector("#before")]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
      .map((each) => each.outerHTML.slice(0, 200))""")
    return found

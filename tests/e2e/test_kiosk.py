# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk's day: people with keys, wheels, other languages, trembling hands; rubbish, and a lost answer."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from aufruf.db import outbox
from aufruf.db import tables as t
from aufruf.domain.events import VisitArrived, VisitLeft
from tests.builders import MONDAY, at, open_database
from tests.e2e.at_kiosk import LEAST, TALL, AtKiosk, kiosk_at
from tests.e2e.house import House, open_house
from tests.e2e.test_keyboard import Keyboard
from tests.e2e.test_looks import WIDER

if TYPE_CHECKING:
    from playwright.async_api import Browser, Route

SOON = 5_000  # ms
# All that the page could keep of somebody.
LEFT = """() => ({
  history: history.length,
  storage: localStorage.length + sessionStorage.length + document.cookie.length,
  fields: [...document.querySelectorAll("input, textarea")].map((one) => one.value).join(""),
  paper: document.getElementById("paper").textContent,
  asked: performance.getEntriesByType("resource").filter((one) => /visits|qr/.test(one.name)).length,
  focus: document.activeElement.tagName,
  settings: Object.keys(document.documentElement.dataset).sort().join(),
  language: document.documentElement.lang,
  address: location.pathname + location.hash,
  dialogs: document.querySelectorAll("dialog").length,
})"""
# How large a heading, running text and the labels of the bar are.
SIZES = """() => Object.fromEntries(["h1", "#waiting", "#bar span"].map(
  (one) => [one, parseFloat(getComputedStyle(document.querySelector(one)).fontSize)]))"""
# By how much a screen has to be scrolled, and what is larger than its button.
OVER = """() => [document.getElementById("screen"), ...document.querySelectorAll("button")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.id, Math.max(one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight)])
  .filter(([, by]) => by > 2)"""
NOTHING = {
    "storage": 0,
    "fields": "",
    "paper": "",
    "asked": 0,
    "focus": "H1",
    "settings": "api,office",
    "language": "de",
    "address": "/kiosk",
    "dialogs": 0,
}


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    async with open_house(sqlite_url) as house:
        yield house


async def arrived(sqlite_url: str) -> list[str]:
    """Who came today, and who left again."""
    db = await open_database(sqlite_url)
    try:
        async with db.reading() as reading:
            events = await outbox.after(reading.connection, ("mitte", MONDAY))
    finally:
        await db.close()
    numbers = [e.event.number for e in events if isinstance(e.event, VisitArrived)]
    return numbers + ["left" for e in events if isinstance(e.event, VisitLeft)]


async def test_a_whole_visit_by_keys_alone_and_what_a_scanner_reads(
    browser: "Browser", house: House, sqlite_url: str
) -> None:
    async with kiosk_at(browser, house.url, house.kiosk) as kiosk:
        keys, page = Keyboard(page=kiosk.page), kiosk.page
        await keys.press(page.get_by_role("button", name="English", exact=True))
        await page.locator("html[lang=en]").wait_for()
        await keys.press(page.locator("#without"))
        await keys.press(page.locator("#service-pass"), "Space")
        await keys.press(page.locator("#slot"))
        await keys.press(page.locator("[data-start]").nth(3))
        await kiosk.is_at("booked")
        code = await page.locator(".code").inner_text()
        assert re.fullmatch("[2-9A-Z]{6}", code)
        await page.locator(".paper-code", has_text=code).wait_for(state="attached")
        await keys.press(page.locator("#over"))
        await kiosk.is_at("start")
        assert await page.evaluate(LEFT) == NOTHING | {"history": 2}

        await kiosk.scan(f"AUFRUF:{code}")  # on the first screen: it knows what is meant
        await kiosk.is_at("sorry")
        assert "Sie sind früh dran." in await kiosk.said()
        assert re.search(r"ab \w+, \d+\. \w+, \d\d:\d\d Uhr anmelden", await kiosk.said())
        await page.keyboard.press("Escape")
        await kiosk.scan("https://example.org/prospekt 3")
        await page.get_by_role("heading", name="Diesen Code kennen wir nicht.").wait_for()
        await kiosk.scan(f"{house.url}/visits/abc/def")
        await page.get_by_role("heading", name="Das ist der Code Ihrer Wartemarke.").wait_for()
        await keys.press(page.locator("#over"))
        await keys.press(page.locator("#with"))
        await page.keyboard.type("zzzzz2", delay=70)
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="Diesen Code kennen wir hier nicht.").wait_for()
        await keys.press(page.locator("#next"))
        await kiosk.is_at("check_in")

        await too_late_for(code, sqlite_url, kiosk, keys)
        now = await self_booked(kiosk, keys)
        await kiosk.scan(f"AUFRUF:{now}")
        await kiosk.is_at("ticket")
        assert await page.locator(".number").inner_text() == "A001"
        await page.locator("img.qr").wait_for()
        await kiosk.scan(now)
        await page.get_by_role("heading", name="Sie sind schon angemeldet.").wait_for()
        await keys.press(page.locator("#over"))
        await kiosk.is_at("start")
        for _ in range(6):  # something lies on the key
            await page.keyboard.down("Tab")
        await page.keyboard.up("Tab")
        await page.locator("#without").focus()
        for _ in range(6):
            await page.keyboard.down("Enter")
        await page.keyboard.up("Enter")
        await kiosk.is_at("concern")
    assert await arrived(sqlite_url) == ["A001"]


async def too_late_for(code: str, sqlite_url: str, kiosk: AtKiosk, keys: Keyboard) -> None:
    """The appointment was at half past seven this morning: its code is scanned all the same."""
    db = await open_database(sqlite_url)
    async with db.transaction() as tx:
        mine = t.appointment.c.booking_code == code
        moved = sa.update(t.appointment).where(mine).values(date=MONDAY, start_at=at("07:30"))
        assert (await tx.connection.execute(moved)).rowcount == 1
    await db.close()
    await kiosk.scan(f"AUFRUF:{code}")
    await kiosk.page.get_by_role("heading", name="Für diesen Termin ist es leider zu spät.").wait_for()
    assert "Sie können eine Wartemarke ziehen, einen neuen Termin nehmen" in await kiosk.said()
    await keys.press(kiosk.page.locator("#next"))
    await kiosk.is_at("concern")


async def self_booked(kiosk: AtKiosk, keys: Keyboard) -> str:
    """An appointment that may be checked in for now."""
    page = kiosk.page
    await keys.press(page.locator("#over"))
    await kiosk.to_wait_or_slot()
    await keys.press(page.locator("#slot"))
    await keys.press(page.locator("[data-start]").first)
    await kiosk.is_at("booked")
    return await page.locator(".code").inner_text()


async def test_before_closing_time_an_appointment_is_offered_instead(
    browser: "Browser", house: House, sqlite_url: str
) -> None:
    db = await open_database(sqlite_url)
    async with db.transaction() as tx:  # nobody works there in the afternoon, on Mondays
        await tx.connection.execute(
            sa.update(t.shift).where(t.shift.c.weekday == 0).values(local_to=at("09:05").time())
        )
        await tx.connection.execute(sa.update(t.office).values(version=t.office.c.version + 1))
    await db.close()
    async with kiosk_at(browser, house.url, house.kiosk, viewport={"width": 1280, "height": 800}) as kiosk:
        await kiosk.touch("set-larger")
        await kiosk.touch("set-low")
        await kiosk.touch("with")
        await kiosk.is_at("check_in")
        assert await kiosk.page.evaluate(OVER) == []  # lying, it is narrow for large letters
        assert await kiosk.page.evaluate(WIDER) <= 0
        assert min(min(each["width"], each["height"]) for each in await kiosk.targets()) >= LEAST
        await kiosk.touch("over")
        await kiosk.to_wait_or_slot()
        await kiosk.touch("wait")
        await kiosk.is_at("slots")
        assert "Heute kommen Sie vor der Schließung nicht mehr dran." in await kiosk.said()
        await kiosk.page.locator("[data-start]").first.wait_for()
        assert "Dienstag, 24. November" in await kiosk.page.locator("#choices").inner_text()
        await kiosk.page.locator("[data-start]").first.click()
        await kiosk.is_at("booked")
        await kiosk.page.emulate_media(media="print")
        await kiosk.page.locator(".paper-code").wait_for()
        assert not await kiosk.page.locator("#foot").is_visible()
    assert await arrived(sqlite_url) == []


@pytest.mark.parametrize("language", ["de", "ar"])
async def test_from_a_wheelchair_everything_is_within_reach_and_large(
    browser: "Browser", house: House, language: str
) -> None:
    async with kiosk_at(browser, house.url, house.kiosk) as kiosk:
        page = kiosk.page
        await kiosk.touch(f"language-{language}")
        await page.locator(f"html[lang={language}]").wait_for()
        small = await page.evaluate(SIZES)
        for setting in ("contrast", "larger", "low"):
            await kiosk.touch(f"set-{setting}")
        large = await page.evaluate(SIZES)
        assert [round(large[what] / small[what], 1) for what in small] == [1.5, 1.5, 1.2]
        steps = {
            "start": "without",
            "concern": "service-ausweis",
            "wait_or_slot": "priority",
            "wait": "wait",
            "ticket": "set-language",
            "languages": "back",
        }
        for name, step in steps.items():
            if name != "wait":
                await kiosk.is_at(name)
            await within_reach(kiosk, name)
            await kiosk.touch(step)
        assert await page.locator(".number").inner_text() == "A001"
        assert await page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        number = await page.locator(".number bdi").bounding_box()
        assert number is not None
        starts_right = number["x"] + number["width"] / 2 > TALL["width"] / 2
        assert starts_right == (language == "ar")
        await page.locator("#over").click()
        await kiosk.is_at("start")
        await page.locator("html:not([data-low])[lang=de][dir=ltr]").wait_for()


async def within_reach(kiosk: AtKiosk, name: str) -> None:
    """All that is touched lies in the lower half, and is large enough; nothing is wider than the screen."""
    targets = await kiosk.targets()
    assert targets
    for target in targets:
        assert target["top"] >= TALL["height"] / 2, (name, target)
        assert target["bottom"] <= TALL["height"], (name, target)
        assert min(target["height"], target["width"]) >= LEAST, (name, target)
    assert await kiosk.page.evaluate(WIDER) <= 0


async def test_nobody_is_hurried_and_nothing_stays(browser: "Browser", house: House) -> None:
    async with kiosk_at(browser, house.url, house.kiosk, clock=True) as kiosk:
        page = kiosk.page
        await kiosk.touch("language-uk")
        await page.locator("html[lang=uk]").wait_for()
        await kiosk.touch("set-larger")
        await kiosk.touch("with")
        await kiosk.is_at("check_in")
        await page.keyboard.type("ABC", delay=100)
        await page.clock.fast_forward(46_000)
        await page.locator("#idle").wait_for()
        await page.clock.fast_forward(10_000)
        assert 0 < int(await page.locator(".countdown").inner_text()) <= 10
        await page.keyboard.press("x")  # any key: somebody is there
        await page.locator("#idle").wait_for(state="detached")
        assert await page.locator("output").inner_text() == "A\nB\nC"  # it is no letter of the code
        await kiosk.touch("over")
        assert await kiosk.take_ticket() == "A001"
        await page.locator("img.qr").wait_for()
        await page.clock.fast_forward(21_000)
        await page.locator("#stay").click()
        await kiosk.is_at("ticket")
        await page.clock.fast_forward(21_000)
        await page.locator("#idle").wait_for()
        await page.clock.fast_forward(21_000)
        await kiosk.is_at("start")
        assert await page.evaluate(LEFT) == NOTHING | {"history": 2}
        assert "A001" not in await page.content()
        await page.go_back()  # whoever comes next finds nothing behind it
        assert page.url == "about:blank"


async def test_who_waits_for_a_slow_server_is_told_and_tries_again(
    browser: "Browser", house: House, sqlite_url: str
) -> None:
    async with kiosk_at(browser, house.url, house.kiosk, clock=True) as kiosk:
        page = kiosk.page
        held: list[str] = []
        await page.route("**/kiosk/tickets*", lambda route: held.append(route.request.url))  # no answer comes
        await kiosk.to_wait_or_slot()
        await kiosk.touch("wait")
        await page.clock.fast_forward(500)
        await page.locator("#veil", has_text="Einen Moment").wait_for()
        await page.clock.fast_forward(8_000)
        await page.get_by_role("heading", name="Das dauert länger als sonst.").wait_for()
        await page.unroute("**/kiosk/tickets*")
        # At once, and only if it still stands there: after three seconds the page tries again by itself.
        await page.evaluate("document.getElementById('retry')?.click()")
        await kiosk.is_at("ticket")
        assert held
    assert await arrived(sqlite_url) == ["A001"]


async def test_an_answer_that_is_lost_is_one_ticket_and_who_leaves_takes_none(
    browser: "Browser", house: House, sqlite_url: str
) -> None:
    async with kiosk_at(browser, house.url, house.kiosk) as kiosk:
        page, keys, read, left = kiosk.page, [], asyncio.Event(), asyncio.Event()

        async def lose(route: "Route") -> None:
            keys.append(await route.request.header_value("idempotency-key"))
            if len(keys) in {2, 5}:  # it is tried again by itself: not before we have looked, or left
                await (read if len(keys) == 2 else left).wait()
            if len(keys) in {1, 4}:
                await route.fetch()  # it was drawn, but nobody hears of it
            if len(keys) in {1, 2, 4}:
                await route.abort()
            else:
                await route.continue_()

        await page.route("**/kiosk/tickets*", lose)
        await kiosk.to_wait_or_slot()
        box = await page.locator("#wait").bounding_box()
        assert box is not None
        for _ in range(3):  # a hand that trembles
            await page.mouse.click(box["x"] + 20, box["y"] + 20)
        await kiosk.is_at("trouble")
        assert "Ihre Eingabe ist nicht verloren." in await kiosk.said()
        read.set()
        await kiosk.is_at("ticket")  # by itself, at the third attempt
        assert await page.locator(".number").inner_text() == "A001"
        assert len(keys) == 3
        assert len(set(keys)) == 1
        assert await arrived(sqlite_url) == ["A001"]

        await kiosk.touch("over")
        await kiosk.to_wait_or_slot()
        await kiosk.touch("wait")
        await kiosk.is_at("trouble")
        async with page.expect_response(re.compile("/visits/[^/]+/leave$")) as given_back:
            await kiosk.touch("over")
            left.set()
        assert (await given_back.value).ok
        await kiosk.is_at("start")
        assert await arrived(sqlite_url) == ["A001", "A002", "left"]

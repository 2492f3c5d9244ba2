# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole stories in a real browser, over a real server: from kiosk or booking to the call, live."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import open_page
from tests.builders import open_database
from tests.e2e.house import House, open_house
from tests.foreseen import teach

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

SOON = 3_000  # ms in which what happens elsewhere is seen
COMPILES_WITHIN = 240_000  # ms: the forecasting process, where nothing was compiled yet
SETTLED = 30_000  # ms, on a busy machine: what changes by itself is looked at each ten seconds


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    async with open_house(sqlite_url) as house:
        yield house


async def paired(browser: "Browser", house: House, token: str) -> "Page":
    page = await open_page(browser)
    answer = await page.request.post(f"{house.url}/pairing", form={"token": token})
    await page.goto(answer.url)  # the device's own page
    await stay(page)
    return page


async def at_counter(browser: "Browser", house: House) -> "Page":
    """The reception's page of counter 1, brought about by keys alone."""
    page = await open_page(browser)
    await page.goto(f"{house.url}/console")
    await page.get_by_label("Name", exact=True).focus()
    name, password = house.logins["reception"]
    await page.keyboard.type(name)
    await page.keyboard.press("Tab")
    await page.keyboard.type(password)
    await page.keyboard.press("Enter")
    opens = page.get_by_role("button", name="Öffnen").first
    await opens.wait_for()
    for _ in range(20):
        if await opens.evaluate("(button) => button === document.activeElement"):
            break
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.locator("#next").wait_for()
    await stay(page)
    return page


async def take_ticket(kiosk: "Page", service: str) -> None:
    """From the first screen to the ticket."""
    await kiosk.locator("#without").click()
    await kiosk.locator(f"#service-{service}").click()
    await kiosk.locator("#wait").click()
    await kiosk.locator("[data-screen=ticket]").wait_for()


async def stay(page: "Page") -> None:
    """From now on the page keeps up by itself; a reload would be noticed."""
    await page.locator("body[data-wire=live]").wait_for()
    await page.evaluate("window.stayed = true")


async def test_from_the_kiosk_to_the_counter(browser: "Browser", house: House) -> None:
    kiosk = await paired(browser, house, house.kiosk)
    display = await paired(browser, house, house.display)
    counter = await at_counter(browser, house)
    assert await counter.get_by_text("Gerade wartet niemand").is_visible()
    async with kiosk.expect_response("**/api/v1/kiosk/tickets") as drawn:
        await take_ticket(kiosk, "ausweis")
    assert await kiosk.locator(".number").inner_text() == "A001"
    phone = await open_page(browser)
    status = (await (await drawn.value).json())["status_url"]
    await phone.add_init_script("navigator.vibrate = (pattern) => { window.felt = pattern; return true; }")
    await phone.goto(f"{house.url}{status}")
    await stay(phone)
    await phone.locator(".ticket-number").click()  # before the first touch no phone may tremble
    assert await phone.get_by_text("Sie sind als Nächstes dran.").first.is_visible()
    await counter.locator("#queue", has_text="A001").wait_for(timeout=SOON)

    await counter.keyboard.press("n")
    await counter.get_by_role("button", name="Ist da").wait_for()
    await display.locator("#newest [data-number]", has_text="A001").wait_for(timeout=SOON)
    await phone.get_by_role("heading", name="Sie sind dran").wait_for(timeout=SOON)
    assert await phone.get_by_text("Bitte gehen Sie zu Schalter 1").is_visible()
    assert await phone.title() == "A001: Sie sind dran – Aufruf"
    assert await phone.evaluate("window.felt") == [200, 100, 200]

    await counter.keyboard.press("d")
    await phone.get_by_text("Sie sind an Schalter 1.").first.wait_for(timeout=SOON)
    await counter.get_by_role("button", name="Fertig").wait_for()
    await counter.keyboard.press("f")
    await phone.get_by_text("Ihr Besuch ist abgeschlossen.").first.wait_for(timeout=SOON)
    await display.get_by_text("Bitte warten Sie, bis Ihre Nummer erscheint.").wait_for(timeout=SOON)
    assert [await page.evaluate("window.stayed") for page in (counter, phone, kiosk, display)] == [True] * 4


async def test_from_the_booking_to_the_counter(browser: "Browser", house: House) -> None:
    citizen = await open_page(browser)
    await citizen.goto(f"{house.url}/book")
    await citizen.get_by_label("Reisepass", exact=True).check()
    await citizen.get_by_role("button", name="Weiter zu Ort und Zeit").click()
    await citizen.get_by_label("09:20").check()
    await citizen.get_by_role("button", name="Weiter zu Ihren Angaben").click()
    await citizen.get_by_label("Vor- und Nachname").fill("Erika Beispiel")
    await citizen.get_by_role("button", name="reservieren").click()
    await citizen.get_by_role("button", name="Termin bestätigen").click()
    code = await citizen.locator("#booking-code").inner_text()

    counter = await at_counter(browser, house)
    kiosk = await paired(browser, house, house.kiosk)
    await kiosk.get_by_role("button", name="Ich habe einen Termin").click()
    await kiosk.keyboard.type(code.lower(), delay=80)
    await kiosk.get_by_role("button", name="Anmelden", exact=True).click()
    await kiosk.locator(".number", has_text="A001").wait_for()

    await counter.locator("#queue", has_text="Termin 09:20").wait_for(timeout=SOON)
    await counter.keyboard.press("n")
    assert await counter.locator("#desk .ticket-number").inner_text() == "A001"
    await citizen.reload()
    assert await citizen.get_by_role("heading", name="Sie sind angemeldet").is_visible()


@pytest.mark.timeout(300)
async def test_how_long_it_takes_is_told_from_the_kiosk_to_the_counter(
    browser: "Browser", house: House, sqlite_url: str
) -> None:
    kiosk = await paired(browser, house, house.kiosk)
    await kiosk.get_by_role("button", name="Ich habe keinen Termin").click()
    choice = kiosk.locator("#service-ausweis")
    assert "Minuten" not in await choice.inner_text()
    db = await open_database(sqlite_url)
    await teach(db)
    await db.close()
    display = await paired(browser, house, house.display)
    counter = await at_counter(browser, house)
    await choice.filter(has_text="Minuten").wait_for(timeout=COMPILES_WITHIN)
    await display.locator("#expected", has_text="Wer jetzt eine Wartemarke zieht").wait_for(timeout=SETTLED)
    await choice.click()
    await kiosk.locator("#told", has_text="Minuten").wait_for()
    async with kiosk.expect_response("**/api/v1/kiosk/tickets") as drawn:
        await kiosk.locator("#wait").click()
    await kiosk.locator("[data-screen=ticket] #told", has_text="Minuten").wait_for()

    phone = await open_page(browser)
    status = (await (await drawn.value).json())["status_url"]
    await phone.goto(f"{house.url}{status}")
    assert "Minuten" in await phone.locator("#status").inner_text()
    assert await phone.get_by_text("Zuerst gesagt").is_visible()
    await counter.locator("#queue td.wait", has_text="Min.").wait_for(timeout=SETTLED)
    start = await open_page(browser)
    await start.goto(house.url)
    assert "Minuten" in await start.locator("section", has_text="Bürgerbüro Mitte").inner_text()
    assert [await page.evaluate("window.stayed") for page in (counter, display)] == [True] * 2

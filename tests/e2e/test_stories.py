# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole stories in a real browser, over a real server: from kiosk or booking to the call."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import open_page
from tests.e2e.house import House, open_house
from tests.web.served import PASSWORD

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    async with open_house(sqlite_url) as house:
        yield house


async def paired(browser: "Browser", house: House, token: str) -> "Page":
    page = await open_page(browser)
    await page.goto(f"{house.url}/pairing")
    await page.get_by_label("Zeichenfolge").fill(token)
    await page.get_by_role("button", name="Koppeln").click()
    return page


async def at_counter(browser: "Browser", house: House) -> "Page":
    page = await open_page(browser)
    await page.goto(f"{house.url}/console")
    await page.get_by_label("Name", exact=True).fill("empfang")
    await page.get_by_label("Passwort").fill(PASSWORD)
    await page.get_by_role("button", name="Anmelden").click()
    await page.get_by_role("button", name="Öffnen").first.click()
    return page


async def test_from_the_kiosk_to_the_counter(browser: "Browser", house: House) -> None:
    kiosk = await paired(browser, house, house.kiosk)
    display = await paired(browser, house, house.display)
    await kiosk.get_by_role("button", name="Personalausweis").click()
    assert await kiosk.locator(".ticket-number").inner_text() == "A001"
    phone = await open_page(browser)
    status = await kiosk.get_by_role("link", name="Meine Wartemarke verfolgen").get_attribute("href")
    await phone.goto(f"{house.url}{status}")
    assert await phone.get_by_text("Sie sind als Nächstes dran.").is_visible()

    counter = await at_counter(browser, house)
    await counter.locator("#next").wait_for()
    await counter.wait_for_load_state("load")  # only then does one key do it
    await counter.keyboard.press("n")
    await counter.get_by_role("button", name="Ist da").wait_for()

    await display.locator(".newest", has_text="A001").wait_for(timeout=10_000)  # it renews itself
    await phone.get_by_role("heading", name="Sie sind dran").wait_for(timeout=15_000)
    assert await phone.get_by_text("Bitte gehen Sie zu Schalter 1").is_visible()

    await counter.get_by_role("button", name="Ist da").click()
    await counter.get_by_role("button", name="Fertig").click()
    await display.locator(".newest").wait_for(state="detached", timeout=10_000)


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

    kiosk = await paired(browser, house, house.kiosk)
    await kiosk.get_by_label("Code aus sechs Zeichen").fill(code.lower())
    await kiosk.get_by_role("button", name="Anmelden", exact=True).click()
    assert await kiosk.locator(".ticket-number").inner_text() == "A001"

    counter = await at_counter(browser, house)
    await counter.get_by_role("button", name="Nächste:r").click()
    assert await counter.locator("#desk .ticket-number").inner_text() == "A001"
    await citizen.reload()
    assert await citizen.get_by_role("heading", name="Sie sind angemeldet").is_visible()

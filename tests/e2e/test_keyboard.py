# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Without mouse and finger: an appointment is booked and a ticket taken with Tab, arrows, Space and Enter."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.browser import open_page
from tests.e2e.house import House, open_house

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

FARTHEST = 60  # times Tab; no way on these pages is longer

# A ring that can be seen: around what is focused, or around its tile.
RING = """(one) => [one, one.closest(".tile")].some((each) => {
  const style = each && getComputedStyle(each);
  return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
})"""


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    async with open_house(sqlite_url) as house:
        yield house


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyboard:
    """Somebody who has nothing but keys."""

    page: "Page"

    async def tab_to(self, wanted: "Locator") -> None:
        """Press Tab until it is reached; every stop on the way must be visible."""
        await wanted.wait_for()
        for _ in range(FARTHEST):
            await self.page.keyboard.press("Tab")
            focused = self.page.locator(":focus")
            assert await focused.count() == 1
            assert await focused.evaluate(RING), await focused.evaluate("(one) => one.outerHTML")
            if await wanted.evaluate("(one) => one === document.activeElement"):
                return
        pytest.fail(f"{wanted} cannot be reached")

    async def press(self, wanted: "Locator", key: str = "Enter") -> None:
        """Go there and press a key."""
        await self.tab_to(wanted)
        await self.page.keyboard.press(key)

    async def type(self, wanted: "Locator", text: str) -> None:
        """Go there and write."""
        await self.tab_to(wanted)
        await self.page.keyboard.type(text)


async def test_an_appointment_is_booked_with_the_keyboard_alone(browser: "Browser", house: House) -> None:
    page = await open_page(browser)
    keys = Keyboard(page=page)
    await page.goto(house.url)
    await keys.press(page.get_by_role("main").get_by_role("link", name="Termin buchen"))
    await keys.press(page.get_by_label("Reisepass", exact=True), "Space")
    await keys.tab_to(page.get_by_label("Wie oft: Reisepass"))  # it is asked now that the concern is chosen
    await page.keyboard.press("ArrowDown")
    await keys.press(page.get_by_role("button", name="Weiter zu Ort und Zeit"))
    await page.get_by_text("Reisepass × 2").wait_for()
    await keys.tab_to(page.get_by_role("group", name="Uhrzeit am").get_by_role("radio").first)
    await page.keyboard.press("ArrowDown")
    await keys.press(page.get_by_role("button", name="Weiter zu Ihren Angaben"))
    await keys.type(page.get_by_label("Vor- und Nachname"), "Erika Beispiel")
    await page.keyboard.press("Enter")
    await keys.press(page.get_by_role("button", name="Termin bestätigen"))
    await page.get_by_text("Ihr Termin ist bestätigt.").wait_for()
    assert len(await page.locator("#booking-code").inner_text()) == 6


async def test_a_ticket_is_taken_at_the_kiosk_with_the_keyboard_alone(
    browser: "Browser", house: House
) -> None:
    page = await open_page(browser)
    keys = Keyboard(page=page)
    answer = await page.request.post(f"{house.url}/pairing", form={"token": house.kiosk})
    await page.goto(answer.url)
    await page.locator("[data-screen=start]").wait_for()
    await keys.press(page.get_by_role("button", name="Ich habe keinen Termin"))
    await keys.press(page.get_by_role("button", name="Personalausweis"))
    await keys.press(page.get_by_role("button", name="Langes Warten fällt mir schwer"), "Space")
    await keys.press(page.get_by_role("button", name="Jetzt warten"))
    await page.locator(".number", has_text="A001").wait_for()
    await keys.press(page.get_by_role("button", name="Fertig"))
    await page.get_by_role("heading", name="Willkommen! Was möchten Sie tun?").wait_for()


async def test_the_first_key_offers_to_skip_to_the_content(browser: "Browser", house: House) -> None:
    page = await open_page(browser)
    await page.goto(house.url)
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt springen")
    assert await skip.evaluate(
        "(one) => one === document.activeElement && one.getBoundingClientRect().top >= 0"
    )
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await page.locator("main :focus").count() == 1

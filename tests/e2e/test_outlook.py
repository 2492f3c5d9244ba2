# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A supervisor's picture of the day: drawn from the table, in the theme's colours; and without any script."""

from typing import TYPE_CHECKING

from tests.browser import open_context
from tests.builders import open_database
from tests.e2e.house import House, open_house
from tests.foreseen import teach

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page

BARS = """(colour) => [...document.querySelectorAll("#picture svg path")]
  .filter((path) => path.getAttribute("fill") === colour && path.getBBox().height > 0).length"""
COLOUR = "getComputedStyle(document.querySelector('[data-series=walk_in]')).color"
ROWS = "document.querySelectorAll('#numbers-table tbody tr').length"


async def log_in(context: "BrowserContext", house: House) -> "Page":
    page = await context.new_page()
    await page.goto(f"{house.url}/login?next=/outlook")
    name, password = house.logins["supervisor"]
    await page.get_by_label("Name").fill(name)
    await page.get_by_label("Passwort").fill(password)
    await page.get_by_role("button", name="Anmelden", exact=True).click()
    await page.get_by_role("heading", level=1, name="Ausblick").wait_for()
    return page


async def test_the_day_is_drawn_from_its_table_and_the_table_stands_by_itself(
    browser: "Browser", sqlite_url: str
) -> None:
    async with open_house(sqlite_url) as house:
        db = await open_database(sqlite_url)
        await teach(db)
        await db.close()

        page = await log_in(await open_context(browser, color_scheme="light"), house)
        await page.locator("#picture svg").wait_for()
        rows = await page.evaluate(ROWS)
        assert rows == 40  # quarters from eight to six
        light = await page.evaluate(COLOUR)
        assert await page.evaluate(BARS, light) == rows  # somebody is expected in each
        assert await page.locator("#picture svg text", has_text="Mitarbeitende im Dienst").count() == 1

        await page.emulate_media(color_scheme="dark")
        dark = await page.evaluate(COLOUR)
        assert dark != light
        assert await page.evaluate(BARS, dark) == rows
        assert await page.evaluate(BARS, light) == 0

        chart = page.locator("#picture .chart")
        await chart.hover(position={"x": 300, "y": 150})
        await chart.hover(position={"x": 320, "y": 150})
        await page.locator("#picture svg text", has_text="ohne Termin erwartet: 0,5").wait_for()

        plain = await log_in(await open_context(browser, java_script_enabled=False), house)
        assert await plain.locator("#picture").is_hidden()
        assert await plain.locator("#numbers-table tbody tr").count() == rows
        assert await plain.locator("#numbers-table").get_by_text("0,5").first.is_visible()

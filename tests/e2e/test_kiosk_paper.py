# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The terminal's own page in a real browser, and what comes out of its printer."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import open_context
from tests.e2e.at_kiosk import TALL, AtKiosk
from tests.e2e.house import open_house
from tests.escpos_printer import receipt_printer
from tests.terminals import terminal

if TYPE_CHECKING:
    from playwright.async_api import Browser


async def test_what_is_on_the_screen_is_on_the_paper(
    browser: "Browser", sqlite_url: str, tmp_path: Path
) -> None:
    with receipt_printer() as printer:
        async with open_house(sqlite_url) as house:
            place = f"127.0.0.1:{printer.port}"
            with terminal(tmp_path / "terminal", house.url, printer=place, token=house.kiosk) as here:
                await asyncio.to_thread(here.set_up)
                await asyncio.to_thread(here.start)
                await asyncio.to_thread(here.wait_until, here.is_online)
                context = await open_context(browser, viewport=TALL)
                page = await context.new_page()
                kiosk = AtKiosk(page=page)
                await page.goto(f"{here.url}/kiosk")
                await kiosk.is_at("start")

                number = await kiosk.take_ticket()
                assert "wird gedruckt" in await kiosk.said()
                assert number in printer.tickets[0].text
                assert "Personalausweis" in printer.tickets[0].text
                assert printer.tickets[0].codes[0].startswith(f"{house.url}/visits/")

                await kiosk.touch("over")
                await kiosk.to_wait_or_slot()
                await kiosk.touch("slot")
                await page.locator("[data-start]").first.click()
                await kiosk.is_at("booked")
                code = await page.locator(".code").inner_text()
                assert "wird gedruckt" in await kiosk.said()
                assert printer.tickets[1].codes == [f"AUFRUF:{code}"]
                assert code in printer.tickets[1].text

                await kiosk.touch("over")
                await page.get_by_role("button", name="العربية", exact=True).click()
                await page.locator("html[dir=rtl]").wait_for()
                await kiosk.take_ticket()
                assert printer.tickets[2].picture is not None

                await kiosk.touch("over")
                await kiosk.is_at("start")
                printer.is_.paper_left = 3
                lost = await kiosk.take_ticket()
                assert "Der Drucker kann gerade nicht drucken." in await kiosk.said()
                assert lost
                assert len(printer.tickets) == 3
                await context.close()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A terminal is set up by its code, loses the network, gives tickets all the same, and comes back."""

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import open_context, violations
from tests.cable import cable_to
from tests.e2e.at_kiosk import TALL, AtKiosk
from tests.e2e.house import open_house
from tests.e2e.test_devices import lead
from tests.e2e.test_stories import at_counter
from tests.terminals import terminal

if TYPE_CHECKING:
    from playwright.async_api import Browser

SOON = 20_000  # ms


async def test_from_its_code_through_a_cut_cable_to_the_clerks_queue(
    browser: "Browser", sqlite_url: str, tmp_path: Path
) -> None:
    async with open_house(sqlite_url) as house, cable_to(int(house.url.rpartition(":")[2])) as cable:
        with terminal(tmp_path / "terminal", f"http://127.0.0.1:{cable.port}") as here:
            await asyncio.to_thread(here.start)
            page = await (await open_context(browser, viewport=TALL)).new_page()
            await page.goto(here.url)
            await page.locator("strong").wait_for()
            code = await page.locator("strong").inner_text()
            assert await violations(page) == []
            leader = await lead(browser, house)
            await leader.get_by_label("Code auf seinem Bildschirm").fill(code)
            await leader.keyboard.press("Enter")
            await leader.get_by_label("Wie soll es heißen?").fill("Eingang")
            await leader.keyboard.press("Enter")
            kiosk = AtKiosk(page=page)
            await kiosk.is_at("start")
            await page.get_by_text("Zurzeit warten 0 Personen.").wait_for()
            assert await kiosk.take_ticket() == "A001"
            await kiosk.touch("over")

            cable.pull()
            own = await kiosk.take_ticket()
            assert re.fullmatch("[K-Z]001", own)
            assert "Das Netz ist gerade gestört. Ihre Nummer gilt trotzdem." in await kiosk.said()
            assert await violations(page) == []
            await kiosk.touch("over")
            await page.get_by_text("Wartemarken gibt es trotzdem").wait_for()
            assert await page.locator("#without .hint").inner_text() == "Wartemarke ziehen"
            await kiosk.to_wait_or_slot()
            await page.get_by_role("heading", name="Möchten Sie jetzt warten?").wait_for()
            assert not await page.locator("#slot").is_visible()  # nobody can say which times are free
            await kiosk.touch("over")
            await kiosk.scan("AUFRUF:ABCD23")
            await kiosk.is_at("ticket")
            await kiosk.touch("over")

            counter = await at_counter(browser, house)
            assert await counter.locator("#queue", has_text=own).count() == 0
            cable.plug()
            await counter.locator("#queue", has_text=own).wait_for(timeout=SOON)
            text = await counter.locator("#queue").inner_text()
            assert text.index("A001") < text.index(own)
            await page.get_by_text("Zurzeit warten 2 Personen.").wait_for(timeout=SOON)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every screen of the kiosk, looked at with axe in each of its themes."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from axe_playwright_python.async_playwright import Axe

from aufruf.db import tables as t
from tests.builders import open_database
from tests.e2e.at_kiosk import AtKiosk, kiosk_at
from tests.e2e.house import House, open_house
from tests.e2e.test_looks import AXE

if TYPE_CHECKING:
    from playwright.async_api import Browser

CONTRAST = "(on) => document.documentElement.toggleAttribute('data-contrast', on)"
SEVEN_TO_ONE = {"rules": {"color-contrast-enhanced": {"enabled": True}}}


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    async with open_house(sqlite_url) as house:
        yield house


async def test_every_screen_is_without_barriers_in_light_dark_and_contrast(
    browser: "Browser", house: House, sqlite_url: str
) -> None:
    async with kiosk_at(browser, house.url, house.kiosk, viewport={"width": 1280, "height": 800}) as kiosk:
        page = kiosk.page
        steps: list[tuple[str, Any]] = [
            ("start", "set-language"),
            ("languages", "back"),
            ("start", "with"),
            ("check_in", "AUFRUF:ZZZZZ2"),
            ("sorry", "over"),
            ("start", "without"),
            ("concern", "service-pass"),
            ("wait_or_slot", "slot"),
            ("slots", None),
            ("booked", "over"),
            ("start", "without"),
            ("concern", "service-ausweis"),
            ("wait_or_slot", "wait"),
            ("ticket", "over"),
        ]
        looked_at = set()
        for screen, step in steps:
            await kiosk.is_at(screen)
            if screen == "slots":
                await page.locator("[data-start]").first.wait_for()
            if screen not in looked_at:
                looked_at.add(screen)
                assert await barriers(kiosk) == [], screen
            if step is None:
                await page.locator("[data-start]").first.click()
            elif step.isupper() or ":" in step:
                await kiosk.scan(step)
            else:
                await kiosk.touch(step)
        await kiosk.is_at("start")
        async with page.expect_response("**/kiosk/speech/de.wav*") as said:
            await kiosk.touch("set-aloud")
        spoken = await said.value
        assert (spoken.status, "Willkommen" in unquote(spoken.url)) == (200, True)

        db = await open_database(sqlite_url)
        async with db.transaction() as tx:
            await tx.connection.execute(sa.update(t.device).values(revoked_at=tx.now))
        await db.close()
        await kiosk.to_wait_or_slot()
        await kiosk.touch("wait")
        await page.get_by_role("heading", name="Dieses Gerät wurde abgemeldet").wait_for()
        assert await barriers(kiosk) == []
        assert await page.locator("#choices a").get_attribute("href") == "/pairing?kind=kiosk"


async def barriers(kiosk: AtKiosk) -> list[str]:
    """What axe finds, in each theme."""
    found = []
    for theme in ("light", "dark", "contrast"):
        scheme = "dark" if theme == "dark" else "light"
        await kiosk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await kiosk.page.evaluate(CONTRAST, theme == "contrast")
        options = AXE | (SEVEN_TO_ONE if theme == "contrast" else {})
        response: dict[str, Any] = (await Axe().run(kiosk.page, options=options)).response
        found += [
            f"{theme} {each['id']}: {each['nodes'][0]['html'][:160]}" for each in response["violations"]
        ]
    await kiosk.page.evaluate(CONTRAST, False)
    return found

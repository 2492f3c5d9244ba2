# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of a device: it shows a code, is let in, named, unplugged, plugged in again and let go."""

import datetime as dt
from typing import TYPE_CHECKING

from aufruf.actions import pacing
from aufruf.actions.hearing import notice_silence
from aufruf.db.transaction import Database
from tests.browser import open_context, open_page, violations
from tests.builders import at, open_database
from tests.e2e.house import House, open_house

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

SOON = 15_000  # ms: what changes by itself is looked at each ten seconds
HANGS_UP = 40_000  # ms: half a minute until a device speaks again


async def lead(browser: "Browser", house: House) -> "Page":
    """The supervisor at the page of all devices."""
    page = await open_page(browser)
    name, password = house.logins["supervisor"]
    form: dict[str, str | float | bool] = {"name": name, "password": password}
    assert (await page.request.post(f"{house.url}/login", form=form)).ok
    await page.goto(f"{house.url}/devices")
    await page.locator("body[data-wire=live]").wait_for()
    return page


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def let_time_pass(db: Database, wall: str) -> None:
    """The clock shows this, and the leader's job has looked who is silent."""
    async with db.transaction() as tx:
        await pacing.jump_to(tx, shown_at=at(wall), real_now=now())
    async with db.transaction() as tx:
        await notice_silence(tx, office="mitte")


async def test_a_display_is_let_in_by_its_code_named_missed_found_again_and_let_go(
    browser: "Browser", sqlite_url: str
) -> None:
    async with open_house(sqlite_url) as house:
        leader = await lead(browser, house)
        screen = await open_page(browser)
        await screen.goto(f"{house.url}/pairing?kind=display")
        await screen.get_by_text("Wartet auf die Zulassung").wait_for()
        code = await shown_on(screen)
        await screen.reload()
        await screen.get_by_text("Wartet auf die Zulassung").wait_for()
        assert await shown_on(screen) == code  # nobody has to walk to and fro because of a reload
        assert await violations(screen) == []

        await leader.get_by_label("Code auf seinem Bildschirm").fill(code.lower())
        await leader.keyboard.press("Enter")
        await leader.get_by_text("möchte ein Gerät herein: Aufrufmonitor").wait_for()
        await leader.get_by_label("Wie soll es heißen?").fill("Foyer")
        await leader.keyboard.press("Enter")
        await screen.wait_for_url("**/display/*")
        card = leader.locator(".device", has_text="Foyer")  # without a reload
        await card.get_by_text("in Ordnung").wait_for(timeout=SOON)
        assert await violations(leader) == []

        await card.get_by_role("link", name="Einstellen Foyer").click()
        await leader.get_by_label("Name").fill("Wartezone")
        await leader.get_by_role("button", name="Speichern").click()
        card = leader.locator(".device", has_text="Wartezone")
        await card.get_by_text("in Ordnung").wait_for()
        await leader.locator("body[data-wire=live]").wait_for()

        kept = await screen.context.storage_state()
        await screen.context.close()  # somebody has pulled the plug
        db = await open_database(sqlite_url)
        db.rehearsal, db.clock = True, now
        await let_time_pass(db, "09:30")
        await card.get_by_text("offline", exact=True).wait_for(timeout=SOON)
        office = await leader.context.new_page()
        await office.goto(f"{house.url}/console/mitte")
        await office.get_by_text("Wartezone: offline seit 09:0").wait_for()

        again = await open_context(browser, storage_state=kept)
        screen = await again.new_page()
        await screen.goto(f"{house.url}/display")
        await screen.wait_for_url("**/display/*")
        await touch(screen, card)
        await office.get_by_text("Wartezone: offline").wait_for(state="detached", timeout=SOON)

        await card.get_by_role("link", name="Abmelden Wartezone").click()
        await leader.get_by_role("button", name="Abmelden").last.click()
        await leader.get_by_role("heading", name="Geräte", exact=True).wait_for()
        assert await leader.locator(".device", has_text="Wartezone").count() == 0
        await screen.get_by_text("wurde abgemeldet").wait_for(timeout=HANGS_UP)
        await screen.goto(f"{house.url}/display")
        await screen.get_by_role("heading", name="Dieses Gerät wurde abgemeldet").wait_for()
        await db.close()


async def touch(screen: "Page", card: "Locator") -> None:
    """A fresh browser lets it make no sound until somebody touches it; the supervisor sees that meanwhile."""
    await card.get_by_text("Ton gesperrt").wait_for(timeout=SOON)
    await screen.get_by_role("button", name="Ton ist aus").click()
    await card.get_by_text("in Ordnung").wait_for(timeout=SOON)


async def shown_on(screen: "Page") -> str:
    """The code, as somebody reads it from the screen."""
    return "".join((await screen.locator("#code").inner_text()).split())

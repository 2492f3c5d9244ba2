# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reception's morning with keys alone, a closing that every face tells, a list for no system at all."""

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from aufruf.actions import booking
from aufruf.actions.booking import Wish
from aufruf.cli_day_list import run_day_list
from aufruf.domain.appointment import Citizen
from tests.browser import open_context, open_page
from tests.builders import at, open_database, small_town
from tests.e2e.house import House, open_house
from tests.e2e.test_looks import AXE

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

SOON = 3_000  # ms in which what happens elsewhere is seen
A_GAP = 8  # px between two buttons


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    async with open_house(sqlite_url) as house:
        db = await open_database(sqlite_url)
        try:
            async with db.transaction() as tx:
                wish = Wish(services=[("ausweis", 1)], start=at("09:20"))
                citizen = Citizen(name="Öznur Yılmaz")
                await booking.hold(tx, office="mitte", wish=wish, citizen=citizen, confirmed=True)
        finally:
            await db.close()
        yield house


async def logged_in(browser: "Browser", house: House, who: str) -> "Page":
    page = await open_page(browser)
    await page.goto(f"{house.url}/login")
    name, password = house.logins[who]
    await page.get_by_label("Name", exact=True).fill(name)
    await page.get_by_label("Passwort").fill(password)
    await page.keyboard.press("Enter")
    await page.get_by_role("link", name="Zum Empfang").click()
    await live(page)
    return page


async def device(browser: "Browser", house: House, token: str, path: str) -> "Page":
    page = await open_page(browser)
    await page.request.post(f"{house.url}/pairing", form={"token": token})
    await page.goto(f"{house.url}{path}")
    return page


async def test_receptions_morning_by_keyboard_and_a_sudden_closing_that_everybody_is_told(
    browser: "Browser", house: House
) -> None:
    page = await logged_in(browser, house, "supervisor")
    await morning(page)
    kiosk = await device(browser, house, house.kiosk, "/kiosk")
    visit, link = await drawn(kiosk)
    # What others do is seen at once; a row has the same deeds as the number.
    row = page.locator(f"#waits-{visit}")
    await row.locator("summary").focus(timeout=SOON)
    await page.keyboard.press("Enter")
    await row.get_by_role("button", name="Zurückstellen A003").click()
    await expect(page.locator("#said-done")).to_have_text("A003 ist zurückgestellt.")
    again, gone = [await each.bounding_box() for each in await row.get_by_role("button").all()]
    assert again is not None
    assert gone is not None
    assert gone["x"] - again["x"] - again["width"] >= A_GAP or gone["y"] >= again["y"] + again["height"]
    phone = await (await open_context(browser, viewport={"width": 360, "height": 780})).new_page()
    await phone.goto(f"{house.url}{link}")
    await live(phone)
    wall = await device(browser, house, house.display, "/display/wand")
    await water_in_the_cellar(page)
    await expect(phone.get_by_text("Grund: Wasserschaden")).to_be_visible(timeout=SOON)
    await expect(wall.locator("#closed")).to_be_visible(timeout=SOON)
    await kiosk.get_by_role("button", name="Fertig").click()
    await expect(kiosk.get_by_text("Heute mussten wir früher schließen").first).to_be_visible(timeout=SOON)
    await without_barriers(phone, page)
    await phone.locator("#instead-1").click()
    code = await phone.locator("#booking-code").inner_text()
    await page.reload()
    await expect(page.locator(f"#v-{visit}")).to_contain_text(code)
    await page.locator("#book-all").click()
    await expect(page.locator("table .code")).to_have_count(3)
    await without_barriers(phone, page)
    await page.locator("#reopen").click()
    await expect(wall.locator("#closed")).to_be_hidden(timeout=SOON)


async def morning(page: "Page") -> None:
    """A walk-in, somebody without their code, express, a transfer: with keys alone."""
    keys = page.keyboard
    await keys.press("s")
    await keys.type("r")  # is in "Personalausweis", too, which stands before it
    await keys.press("Enter")  # takes what fits best
    await expect(page.locator("#services input:checked")).to_have_value("pass")
    await expect(page.locator("#print-ticket")).to_be_focused()
    await keys.press("Tab")
    await keys.press("Enter")
    said = page.locator("#said-ticket")
    await expect(said).to_be_focused()
    await expect(said).to_contain_text("A001")
    await live(page)
    await keys.press("t")
    await keys.type("yilm")
    await keys.press("Enter")
    await keys.press("Enter")
    await expect(said).to_contain_text("A002")
    await expect(page.locator("#today")).to_contain_text("ist angemeldet")
    await live(page)
    await keys.press("n")
    await keys.type("a001")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(page.locator("#said-done")).to_have_text("A001 hat jetzt Vorrang.")
    await live(page)
    await keys.press("n")
    await keys.type("a001")
    for _ in range(6):
        await keys.press("Tab")
    await expect(page.locator("#to")).to_be_focused()
    await keys.type("Schalter 2")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(page.locator("#queue")).to_contain_text("für Schalter 2")


async def without_barriers(*pages: "Page") -> None:
    """What is seen only while an office is closed; all other pages are in the table of pages."""
    for page in pages:
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            found = (await Axe().run(page, options=AXE)).response["violations"]
            assert [each["id"] for each in found] == []


async def live(page: "Page") -> None:
    """Its scripts are there: keys mean something."""
    await page.locator("body[data-wire=live]").wait_for()


async def drawn(kiosk: "Page") -> tuple[str, str]:
    """A ticket, drawn at the kiosk: the visit, and where its phone looks."""
    await kiosk.locator("#without").click()
    await kiosk.locator("#service-pass").click()
    async with kiosk.expect_response("**/api/v1/kiosk/tickets") as answer:
        await kiosk.locator("#wait").click()
    ticket = await (await answer.value).json()
    return ticket["visit"], ticket["status_url"]


async def water_in_the_cellar(page: "Page") -> None:
    """What it would do is looked at first."""
    await page.get_by_role("link", name="Heute sofort schließen").click()
    await expect(page.get_by_text("3 Personen warten, sind zurückgestellt")).to_be_visible()
    await page.get_by_label("Wasserschaden").check()
    await page.get_by_role("button", name="Jetzt schließen").click()


async def test_the_emergency_list_is_read_and_printed_where_no_server_runs(
    browser: "Browser", sqlite_url: str, tmp_path: Path
) -> None:
    db = await open_database(sqlite_url)
    try:
        await small_town(db)
        for minute in range(0, 600, 15):
            async with db.transaction() as tx:
                start = at(f"{8 + minute // 60:02}:{minute % 60:02}")
                if start > tx.now:
                    wish = Wish(services=[("ausweis", 1)], start=start)
                    citizen = Citizen(name="Erika Beispiel")
                    await booking.hold(tx, office="mitte", wish=wish, citizen=citizen, confirmed=True)
        out = io.StringIO()
        await run_day_list(db, tmp_path / "lists", "mitte", None, out)
    finally:
        await db.close()
    page = await open_page(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"file://{out.getvalue().strip()}")
    await expect(page.locator("tbody tr")).to_have_count(35)
    await expect(page.get_by_text("H040")).to_have_count(2)
    assert [url for url in asked if not url.startswith("file://")] == []
    printed = await page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") <= 3

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A self-service terminal in a real browser: it calls by itself, and its citizen goes on to a counter."""

from typing import TYPE_CHECKING, Any

import httpx

from aufruf.domain.catalogue import Counter, CounterKind, Resource
from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.browser import open_page, violations
from tests.builders import open_database, small_town
from tests.e2e.at_kiosk import kiosk_at
from tests.servers import running_server
from tests.web.served import KEY, PASSWORD, make_device, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

FOTO = builders.service(id="foto", name="Biometrisches Foto", minutes=5, resource=Resource.TERMINAL)
MOODS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "dark"},
    {"forced_colors": "active"},
    {"color_scheme": "light"},
)
FORCED: tuple[dict[str, Any], ...] = ({"forced_colors": "active"}, {"forced_colors": "none"})
BETTER = "html[data-contrast][data-larger]"
PLACES = (Counter(id="1"), Counter(id="T1", kind=CounterKind.TERMINAL))


async def device_at(browser: "Browser", address: str, token: str) -> "Page":
    """A page that is open where somebody let a device in."""
    page = await open_page(browser)
    await page.context.add_cookies([{"name": "aufruf_device", "value": token, "url": address}])
    await page.goto(address)
    return page


async def is_sent_to_a_terminal(wall: "Page", number: str) -> None:
    """As it happens, and to whoever looks at the display afterwards."""
    newest = wall.locator("#newest", has_text=number)
    for _ in range(2):
        await newest.locator("[data-say=to]", has_text="zu Terminal").wait_for()
        assert await newest.locator("[data-counter]").inner_text() == "T1"
        await wall.reload()
    assert await violations(wall) == []


async def wants_to_see_better(page: "Page") -> None:
    """Strong contrast and larger text, upright: all of it fits, and what is pressed stands low."""
    await page.set_viewport_size({"width": 1080, "height": 1920})
    begin = page.get_by_role("button", name="Ich bin da")
    before = await begin.bounding_box()
    for name in ("Starker Kontrast", "Größere Schrift"):
        await page.get_by_role("button", name=name, pressed=False).click()
        await page.get_by_role("button", name=name, pressed=True).wait_for()
    after = await begin.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > 1.3 * before["height"]
    assert min(before["y"], after["y"]) > 1920 / 2
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    for colours in FORCED:
        await page.emulate_media(**colours)
        assert await violations(page) == []
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


async def still_sees_better_in_another_language(page: "Page") -> None:
    for name, language in (("العربية", "ar"), ("Deutsch", "de")):
        await page.get_by_role("button", name=name, exact=True).click()
        await page.locator(f"{BETTER}[lang={language}]").wait_for()
        focused = "document.activeElement.value"
        assert await page.evaluate(focused) == language, "the page was not loaded anew"


async def test_from_the_terminal_to_the_counter(browser: "Browser", sqlite_url: str) -> None:
    db = await open_database(sqlite_url)
    await small_town(db, counters=PLACES, services={each.id: each for each in (*builders.SERVICES, FOTO)})
    clerk = await make_user(db, Role.CLERK, name="anna", staff="anna", password=PASSWORD)
    kiosk = await make_device(db, DeviceKind.KIOSK)
    machine = await make_device(db, DeviceKind.TERMINAL, id_="maschine")
    display = await make_device(db, DeviceKind.DISPLAY, id_="wand")
    await db.close()
    env = {
        "AUFRUF_DATABASE_URL": sqlite_url,
        "AUFRUF_SECRET_KEY": KEY,
        "AUFRUF_REHEARSAL": "1",
        "AUFRUF_CLOCK_START": "2026-11-23T09:00:00+01:00",
    }
    with running_server(env) as server:
        page = await device_at(browser, f"{server.url}/terminal", machine)
        await page.get_by_role("heading", name="Dieses Terminal ist frei").wait_for()
        assert await violations(page) == []

        wall = await device_at(browser, f"{server.url}/display/wand", display)
        await wall.locator("body[data-state=live]").wait_for()
        async with kiosk_at(browser, server.url, token=kiosk) as at_kiosk:
            await at_kiosk.to_wait_or_slot("ausweis")
            await at_kiosk.touch("beside-foto")
            assert await violations(at_kiosk.page) == []
            await at_kiosk.touch("wait")
            await at_kiosk.is_at("ticket")
            number = await at_kiosk.page.locator("#told .number").inner_text()
            said = await at_kiosk.said()
            assert "Personalausweis · Biometrisches Foto" in said
            assert "zuerst an ein Terminal gerufen, danach an einen Schalter" in said
            assert "Warteraum" not in said
            await at_kiosk.page.locator("#paper", has_text="Biometrisches Foto").wait_for(state="attached")
            assert "zuerst an ein Terminal" in (await at_kiosk.page.locator("#paper").text_content() or "")
        await page.get_by_role("heading", name="Bitte hierher").wait_for()
        assert await page.locator(".ticket-number").inner_text() == number
        await is_sent_to_a_terminal(wall, number)
        for mood in MOODS:
            await page.emulate_media(**mood)
            assert await violations(page) == []
        await wants_to_see_better(page)
        await page.get_by_role("button", name="Ich bin da").focus()
        await page.keyboard.press("Enter")
        await page.get_by_text("Danach geht es an einem Schalter weiter.").wait_for()
        assert await page.get_by_text("Personalausweis").is_visible()
        assert await violations(page) == []
        await still_sees_better_in_another_language(page)
        await page.get_by_role("button", name="Fertig").click()
        await page.get_by_role("heading", name="Dieses Terminal ist frei").wait_for()
        assert await page.locator(BETTER).count() == 0
        left = "[localStorage.length, sessionStorage.length, location.hash]"
        assert await page.evaluate(left) == [0, 0, ""]
        async with httpx.AsyncClient(base_url=server.url, trust_env=False) as colleague:
            colleague.headers["Authorization"] = f"Bearer {clerk}"
            waiting = (await colleague.get("/api/v1/offices/mitte/queue")).json()["items"]
        assert [(each["number"], each["services"][0]["service"]) for each in waiting] == [(number, "ausweis")]

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pictures in docs/screens, which the README shows: each face of Aufruf once, small enough to be kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.e2e.pages import DESKTOP, PAGES, PHONE, Mood, Shown, call_somebody, come_as, see_who_asks
from tests.e2e.scene import Scene

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, ViewportSize

DOCS = Path(__file__).parents[2] / "docs/screens"
WIDEST = 1280  # px of a kept picture
COLOURS = 64
KIOSK: "ViewportSize" = {"width": 1080, "height": 1920}
TABLET: "ViewportSize" = {"width": 1280, "height": 800}
WALL: "ViewportSize" = {"width": 1920, "height": 1080}
NOTEBOOK: "ViewportSize" = {"width": 1366, "height": 768}
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One picture: its name in docs/screens, which page it shows, and how somebody looks at it."""

    name: str
    page: str
    size: "ViewportSize"
    language: str = "de"
    dark: bool = False

    @property
    def shown(self) -> Shown:
        """The page, from the table of all pages."""
        return next(each for each in PAGES if each.name == self.page)

    @property
    def mood(self) -> Mood:
        """How it is looked at."""
        options = DARK if self.dark else LIGHT
        return Mood(name=self.name, language=self.language, options=options, size=self.size)


FACES = (
    Face(name="start", page="start", size=DESKTOP),
    Face(name="booking-phone", page="book-time", size=PHONE),
    Face(name="status-phone-arabic-dark", page="status-waiting", size=PHONE, language="ar", dark=True),
    Face(name="kiosk", page="kiosk", size=KIOSK),
    Face(name="kiosk-concern-ukrainian", page="kiosk-concern", size=TABLET, language="uk"),
    Face(name="kiosk-ticket-arabic", page="kiosk-ticket", size=KIOSK, language="ar"),
    Face(name="kiosk-code-dark", page="kiosk-code", size=KIOSK, dark=True),
    Face(name="display", page="display", size=WALL),
    Face(name="display-portrait", page="display", size=KIOSK),
    Face(name="console", page="workplace-called", size=NOTEBOOK),
    Face(name="console-dark", page="workplace-serving", size=NOTEBOOK, dark=True),
    Face(name="reception", page="reception", size=NOTEBOOK),
    Face(name="devices", page="devices", size=DESKTOP),
    Face(name="outlook", page="outlook", size=DESKTOP),
)
HELPED = Face(name="kiosk-helped", page="kiosk", size=KIOSK)
HELPING = Face(name="helping", page="help", size=NOTEBOOK)
SHOWN = "Bewohnerparkausweis"  # on the first page of what is chosen from, in the demo town


async def keep(page: "Page", face: Face) -> None:
    """Take the picture of what is on the screen, and make it small."""
    DOCS.mkdir(exist_ok=True)
    path = DOCS / f"{face.name}.png"
    await page.screenshot(path=path)
    with Image.open(path) as taken:
        taken.thumbnail((WIDEST, WIDEST))
        small = taken.convert("RGB").quantize(COLOURS)
    small.save(path, optimize=True)


async def portray_help(browser: "Browser", scene: Scene) -> None:
    """Both sides of one help from afar, after two yeses: what is pointed at here has its ring there."""
    citizen = await come_as(browser, scene, "kiosk", HELPED.mood)
    helper = await come_as(browser, scene, "helper", HELPING.mood)
    try:
        kiosk, page = await citizen.new_page(), await helper.new_page()
        await kiosk.goto(scene.address(HELPED.shown.path))
        await call_somebody(kiosk)
        await page.goto(scene.address(HELPING.shown.path))
        await see_who_asks(page)
        await page.locator(".request[data-request]", has_text="Kiosk").locator("button[value=remote]").click()
        await page.locator("body[data-there=yes]").wait_for()
        for kind in ("view", "point"):
            await page.locator(f"#ask-{kind}").click()
            await kiosk.locator(f"#help-yes-{kind}").click()
            await page.locator(f"[data-consent={kind}][data-agreed=yes]").wait_for()
        await page.locator("#outline summary").click()
        await page.locator("#outline-items button", has_text=SHOWN).click()
        await kiosk.locator("#help-ring").wait_for()
        await page.locator("#outline summary").click()
        await page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        await keep(kiosk, HELPED)
        await keep(page, HELPING)
    finally:
        await helper.close()
        await citizen.close()

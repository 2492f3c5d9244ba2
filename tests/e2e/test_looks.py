# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page, looked at by everybody: without barriers, without strangers, without breaking its own rules.

Each page is opened once in each mood, and what was seen there serves several tests.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe

from aufruf.actions import helping
from aufruf.domain.access import Device
from aufruf.domain.roles import DeviceKind, Role
from aufruf_kiosk.texts import LANGUAGES, speech
from tests import databases
from tests.browser import launched
from tests.builders import open_database
from tests.e2e.house import open_house
from tests.e2e.pages import ARABIC, LIGHT, LOOKS, PAGES, Mood, Shown, come_as
from tests.e2e.scene import Scene, set_scene
from tests.html import what_is_invalid
from tests.web.served import PASSWORD, make_device, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page

# One server and one browser for all of them: they live in the module's own event loop, in one worker.
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("looks")]

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# What is reported against the policy, from the first moment on; and what is too small for a finger.
WATCH = """
window.complaints = [];
document.addEventListener("securitypolicyviolation", (event) =>
  complaints.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""
SMALL = """(least) => [...document.querySelectorAll("button, select, input, .kern-btn, nav a")]
  .map((one) => (one.matches("[type=checkbox], [type=radio]") && one.closest(".tile, .tick")) || one)
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden")
  .filter((one) => one.getBoundingClientRect().height < least - 0.5)
  .map((one) => `${one.outerHTML.slice(0, 90)} is ${one.getBoundingClientRect().height} px high`)"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

EVERY_LOOK = [pytest.param(shown, mood, id=f"{shown.name}-{mood.name}") for shown, mood in LOOKS]


@dataclass(slots=True, kw_only=True)
class Seen:
    """What was noticed on a page."""

    status: int = 0
    barriers: list[str] = field(default_factory=list)  # by axe
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # in the console, or against the policy
    too_small: list[str] = field(default_factory=list)
    too_wide: int = 0
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eye:
    """Somebody who looks at pages and forgets nothing."""

    browser: "Browser"
    scene: Scene
    seen: dict[tuple[str, str], Seen] = field(default_factory=dict)
    visitors: dict[tuple[str, str], "BrowserContext"] = field(default_factory=dict)

    async def look(self, shown: Shown, mood: Mood) -> Seen:
        """What there is to notice on this page in this mood."""
        key = (shown.name, mood.name)
        if key not in self.seen:
            visitor = await self.visitor(shown.visitor, mood)
            async with await visitor.new_page() as page:
                self.seen[key] = await notice(page, self.scene.address(shown.path), shown, mood)
        return self.seen[key]

    async def visitor(self, name: str, mood: Mood) -> "BrowserContext":
        """The same visitor for all pages, who keeps styles and fonts."""
        key = (name, mood.name)
        if key not in self.visitors:
            self.visitors[key] = await come_as(self.browser, self.scene, name, mood)
        return self.visitors[key]


async def notice(page: "Page", address: str, shown: Shown, mood: Mood) -> Seen:
    """Open a page and look closely."""
    seen = Seen()

    def said(message: "ConsoleMessage") -> None:
        refused = "status of 4" in message.text and message.location["url"] == page.url  # a page that says no
        if message.type in {"error", "warning"} and not refused:
            seen.complaints.append(message.text)

    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("websocket", lambda socket: seen.requests.append(socket.url))
    page.on("console", said)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    await page.add_init_script(WATCH)
    answer = await page.goto(address, wait_until="load")
    assert answer is not None
    seen.status = answer.status
    if shown.then is not None:
        try:
            await shown.then(page)
        except Exception as error:  # whatever it is, what the page itself said comes first
            error.add_note(
                f"the page: {await page.content()}\nit said: {seen.complaints}\nit asked: {seen.requests}"
            )
            raise
    await page.evaluate("document.fonts.ready")
    seen.barriers = await barriers(page)
    seen.complaints += await page.evaluate("complaints")
    seen.too_small = await page.evaluate(SMALL, shown.target)
    seen.too_wide = await page.evaluate(WIDER)
    seen.html = await page.content()
    if mood is LIGHT:  # the same page, as somebody sees it who has chosen the colours of their own system
        await page.emulate_media(forced_colors="active")
        seen.barriers += [f"in forced colours: {each}" for each in await barriers(page)]
    return seen


async def barriers(page: "Page") -> list[str]:
    """What axe finds."""
    results: dict[str, Any] = (await Axe().run(page, options=AXE)).response
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


async def need_help(database_url: str) -> None:
    """Somebody is stuck at each of two terminals, and there is somebody who helps."""
    db = await open_database(database_url)
    try:
        await make_user(db, Role.HELPER, name="hilfe", password=PASSWORD)
        for name, language in (("foyer", "ar"), ("flur", "tr")):
            await make_device(db, DeviceKind.TERMINAL, id_=name, name=f"Terminal im {name.title()}")
            device = Device(id=name, office="mitte", kind=DeviceKind.TERMINAL)
            async with db.transaction() as tx:
                await helping.ask(tx, device=device, step="serving", topic="pass", language=language)
    finally:
        await db.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def eye(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> AsyncIterator[Eye]:
    """Somebody in front of an office in the middle of its day."""
    url = databases.copied_file(sqlite_template, tmp_path_factory.mktemp("looks") / "aufruf.sqlite")
    async with open_house(url) as house:
        await need_help(url)
        scene = await set_scene(
            house.url,
            office="mitte",
            display="wand",
            service="ausweis",
            tokens={"kiosk": house.kiosk, "display": house.display},
            logins={**house.logins, "helper": ("hilfe", PASSWORD)},
            counters={"reception": "1", "clerk": "2"},
        )
        async with launched() as browser:
            yield Eye(browser=browser, scene=scene)


@pytest.mark.parametrize(("shown", "mood"), EVERY_LOOK)
async def test_a_page_has_no_barriers(eye: Eye, shown: Shown, mood: Mood) -> None:
    seen = await eye.look(shown, mood)
    assert seen.status == shown.status
    assert seen.barriers == []


@pytest.mark.parametrize(("shown", "mood"), EVERY_LOOK)
async def test_a_page_asks_nobody_but_us_and_keeps_the_policy(eye: Eye, shown: Shown, mood: Mood) -> None:
    seen = await eye.look(shown, mood)
    own = (eye.scene.url + "/", eye.scene.url.replace("http", "ws", 1) + "/", "data:")
    assert [url for url in seen.requests if not url.startswith(own)] == []
    assert seen.complaints == []


@pytest.mark.parametrize(("shown", "mood"), EVERY_LOOK)
async def test_a_page_fits_its_screen_and_its_fingers(eye: Eye, shown: Shown, mood: Mood) -> None:
    seen = await eye.look(shown, mood)
    assert seen.too_small == []
    assert seen.too_wide <= 0


@pytest.mark.timeout(400)  # alone, it has to look at all of them first
async def test_every_page_is_valid_html(eye: Eye) -> None:
    """As it stands in the browser: what the page's scripts have made of it, too."""
    pages = {shown.name: (await eye.look(shown, LIGHT)).html for shown in PAGES}
    assert what_is_invalid(pages) == []


async def test_what_breaks_the_rules_would_be_noticed(eye: Eye) -> None:
    async def misbehave(page: "Page") -> None:
        await page.evaluate("""() => {
          const picture = new Image();
          picture.src = "http://127.0.0.1:9/foreign.png";
          document.body.append(picture);
          document.body.insertAdjacentHTML("beforeend",
            '<p style="color: #ddd">pale</p><button>small</button><p class="wide" id="content">wide</p>');
          document.querySelector(".wide").style.minWidth = "5000px";
        }""")
        await page.wait_for_timeout(100)  # for what is reported later

    bad = Shown(name="bad", path="/login", then=misbehave)
    seen = await eye.look(bad, LIGHT)
    assert any(barrier.startswith("image-alt") for barrier in seen.barriers)
    assert any(text.startswith("img-src: http://127.0.0.1:9/") for text in seen.complaints)
    assert any(text.startswith("style-src") for text in seen.complaints)
    assert seen.too_small
    assert seen.too_wide > 0
    assert any("no-dup-id" in each for each in what_is_invalid({"bad": seen.html}))


async def test_a_page_speaks_fira_sans_from_our_own_house(eye: Eye) -> None:
    seen = await eye.look(PAGES[0], LIGHT)
    fonts = [url for url in seen.requests if ".woff2" in url]
    assert fonts
    assert all("/static/vendor/fonts/fira-sans-latin-" in url and "?v=" in url for url in fonts)
    assert not [url for url in fonts if "latin-ext" in url]  # fetched only for a page that needs it


async def test_arabic_has_letters_of_its_own(eye: Eye) -> None:
    seen = await eye.look(PAGES[0], ARABIC)
    assert any("/static/vendor/fonts/noto-sans-arabic-" in url for url in seen.requests)


COUNT = """async ([languages, numbers, one, many]) => {
  const { speak, ngettext, language } = await import("/static/texts.js");
  const said = {};
  for (const each of languages) {
    await speak(each);
    said[language()] = numbers.map((number) => ngettext(one, many, number));
  }
  return said;
}"""


async def test_a_kiosk_counts_in_each_language_as_its_papers_do(eye: Eye) -> None:
    one, many = "Zurzeit wartet %(count)s Person.", "Zurzeit warten %(count)s Personen."
    numbers = (0, 1, 2, 3, 5, 10, 11, 21, 22, 25, 99, 100, 101, 102, 111, 121, 1000)
    async with await (await eye.visitor("citizen", LIGHT)).new_page() as page:
        await page.goto(eye.scene.address("/book"))
        said = await page.evaluate(COUNT, [LANGUAGES, numbers, one, many])
    assert said == {each: [speech(each).counted(one, many, n) for n in numbers] for each in LANGUAGES}


async def choose_arabic(page: "Page") -> None:
    """By keyboard, from the menu of a page that speaks German."""
    await page.locator(".languages summary").press("Enter")
    names = await page.locator(".languages button").all_inner_texts()
    assert names == ["Deutsch", "Leichte Sprache", "English", "Türkçe", "العربية", "Українська"]
    for _ in range(names.index("العربية") + 1):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.locator("html[lang=ar][dir=rtl]").wait_for()
    await page.locator(".languages summary").press("Enter")


async def test_a_citizen_finds_their_language_by_keyboard(eye: Eye) -> None:
    seen = await eye.look(Shown(name="languages", path="/book", then=choose_arabic), LIGHT)
    await (await eye.visitor("citizen", LIGHT)).clear_cookies(name="aufruf_language")
    assert (seen.barriers, seen.complaints, seen.too_small) == ([], [], [])
    assert seen.too_wide <= 0

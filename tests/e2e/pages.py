# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of all pages, and in which moods they are looked at. Whoever adds a page adds a line.

test_looks.py visits each with axe; `make screens` takes their pictures.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.browser import open_context
from tests.e2e.scene import Scene

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

Deed = Callable[["Page"], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page as somebody sees it: its name, the path (with names of the scene), the visitor."""

    name: str
    path: str
    visitor: str = "citizen"
    then: Deed | None = None  # what the visitor does there before it is looked at
    status: int = 200
    target: int = 44  # px that buttons and fields are high at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How somebody looks at a page: language, theme, size."""

    name: str
    language: str = "de"
    options: dict[str, Any]
    size: "ViewportSize"


async def leave_name_empty(page: "Page") -> None:
    await page.locator("form button").last.click()
    await page.locator(".kern-form-input--error").wait_for()


async def look_up_keys(page: "Page") -> None:
    await page.keyboard.press("?")
    await page.locator("dialog#keys").wait_for()


async def serve(page: "Page") -> None:
    """Whoever is called has come, and may have had something else done."""
    if await page.locator("#deed-serve").count():
        await page.keyboard.press("d")
    await page.locator("#deed-finish").wait_for()
    await page.keyboard.press("e")
    await page.locator("#done[open]").wait_for()


async def see_more_deeds(page: "Page") -> None:
    """What reception may do for somebody who waits."""
    await page.locator("#queue summary").first.click()


async def call_for_help(page: "Page") -> None:
    """Twice, since once is not meant; once more is the same alarm."""
    await page.locator("body[data-wire=live]").wait_for()
    for _ in range(2):
        await page.keyboard.press("!")
    await page.locator("#alarm .own").wait_for()


async def hear_the_alarm(page: "Page") -> None:
    await page.locator("#alarm .loud").wait_for()


async def say_that_all_is_well(page: "Page") -> None:
    """Unless that was said already; then whom this counter called today."""
    await page.locator("body[data-wire=live]").wait_for()
    if await page.locator("#alarm .own").count():
        await page.keyboard.press("y")
    await page.locator("#alarm .alarm").wait_for(state="detached")
    await page.keyboard.press("h")
    await page.locator("#today[open]").wait_for()


async def pause(page: "Page") -> None:
    if await page.locator("#deed-pause").count():
        await page.locator("body[data-wire=live]").wait_for()
        await page.keyboard.press("p")
    await page.locator("#deed-open").wait_for()


async def be_cut_off(page: "Page") -> None:
    """What parts.js and console.js show then; that they do, other tests see."""
    await page.locator("body[data-wire=live]").wait_for()
    await page.evaluate("for (const bar of document.querySelectorAll('.lost')) bar.hidden = false")


async def see_the_picture(page: "Page") -> None:
    """It is drawn once the script for charts is there, after everything else."""
    await page.locator("#picture svg").wait_for()


async def have_a_plan_made(page: "Page") -> None:
    """And look at what may be changed in it."""
    if await page.locator("button[value=accept]").count() == 0:
        await page.locator("button[value=make]").click()
    await page.locator("tr.changed summary").first.click()
    await page.locator("details[open] input").first.wait_for()


async def see_who_asks(page: "Page") -> None:
    """Somebody waits for help, live."""
    await page.locator("body[data-wire=live] .request").first.wait_for()


async def help_from_here(page: "Page") -> None:
    """Whoever asked, or is being helped already; no picture has come from there."""
    await see_who_asks(page)
    await page.locator("[id^=go-on-], [id^=remote-]").first.click()
    await page.locator("body[data-there] #session").wait_for()


async def begin(kiosk: "Page") -> None:
    """It draws itself once it knows its office."""
    await kiosk.locator("[data-screen=start]").wait_for()


async def say_what_for(kiosk: "Page") -> None:
    await begin(kiosk)
    await kiosk.locator("#without").click()
    await kiosk.locator("[data-screen=concern]").wait_for()


async def draw_ticket(kiosk: "Page") -> None:
    await say_what_for(kiosk)
    await kiosk.locator("#choices .tiles button").first.click()
    await kiosk.locator("#wait").click()
    await kiosk.locator("[data-screen=ticket] .qr").wait_for()


async def call_somebody(kiosk: "Page") -> None:
    await say_what_for(kiosk)
    await kiosk.locator("#help-button").click()
    await kiosk.locator("#help-withdraw").wait_for()


async def type_code(kiosk: "Page") -> None:
    await begin(kiosk)
    await kiosk.locator("#with").click()
    await kiosk.locator(".key").first.wait_for()


PAGES = (
    Shown(name="start", path="/"),
    Shown(name="book-concern", path="/book"),
    Shown(name="book-nothing-chosen", path="/book?next=1"),
    Shown(name="book-time", path="/book/time?service={service}:1&office={office}"),
    Shown(name="book-details", path="/book/details?service={service}:1&office={office}&start={start}"),
    Shown(
        name="book-details-wrong",
        path="/book/details?service={service}:1&office={office}&start={start}",
        then=leave_name_empty,
    ),
    Shown(name="appointment-held", path="{held}"),
    Shown(name="appointment-confirmed", path="{confirmed}"),
    Shown(name="appointment-cancelled", path="{cancelled}"),
    Shown(name="appointment-move", path="{confirmed}/move"),
    Shown(name="appointment-lookup", path="/appointments"),
    Shown(name="status-called", path="{first_visit}"),
    Shown(name="status-waiting", path="{second_visit}"),
    Shown(name="status-cut-off", path="{second_visit}", then=be_cut_off),
    Shown(name="not-found", path="/gibt-es-nicht", status=404),
    Shown(name="login", path="/login"),
    Shown(name="kiosk-pairing", path="/kiosk", status=401),
    Shown(name="kiosk", path="/kiosk?office={office}", visitor="kiosk", then=begin, target=72),
    Shown(name="kiosk-concern", path="/kiosk?office={office}", visitor="kiosk", then=say_what_for, target=72),
    Shown(name="kiosk-code", path="/kiosk?office={office}", visitor="kiosk", then=type_code, target=72),
    Shown(name="kiosk-help", path="/kiosk?office={office}", visitor="kiosk", then=call_somebody, target=72),
    Shown(name="kiosk-ticket", path="/kiosk?office={office}", visitor="kiosk", then=draw_ticket, target=72),
    Shown(
        name="display", path="/display/{display}", visitor="display", target=24
    ),  # its one button is set once
    Shown(name="display-preview", path="/console/{office}/display?upright=1", visitor="reception"),
    Shown(name="console", path="/console", visitor="reception"),
    Shown(name="office", path="/console/{office}", visitor="reception"),
    Shown(name="queue", path="/console/{office}/queue", visitor="reception"),
    Shown(name="reception", path="/console/{office}/reception", visitor="reception", then=see_more_deeds),
    Shown(name="reception-book", path="/console/{office}/book?service={service}", visitor="reception"),
    Shown(
        name="reception-book-details",
        path="/console/{office}/book?service={service}&start={start}",
        visitor="reception",
    ),
    Shown(name="day-list", path="/console/{office}/day-list", visitor="reception", target=0),
    Shown(name="close-early", path="/console/{office}/close", visitor="supervisor"),
    Shown(name="sent-home-nobody", path="/console/{office}/sent-home", visitor="supervisor"),
    Shown(name="workplace-called", path="{reception_desk}", visitor="reception"),
    Shown(name="workplace-serving", path="{reception_desk}", visitor="reception", then=serve),
    Shown(name="workplace-free", path="{clerk_desk}", visitor="clerk"),
    Shown(name="workplace-keys", path="{clerk_desk}", visitor="clerk", then=look_up_keys),
    Shown(name="workplace-cut-off", path="{clerk_desk}", visitor="clerk", then=be_cut_off),
    Shown(name="workplace-alarm-raised", path="{clerk_desk}", visitor="clerk", then=call_for_help),
    Shown(name="workplace-alarm", path="{reception_desk}", visitor="reception", then=hear_the_alarm),
    Shown(name="queue-alarm", path="/console/{office}/queue", visitor="reception", then=hear_the_alarm),
    Shown(name="workplace-today", path="{clerk_desk}", visitor="clerk", then=say_that_all_is_well),
    Shown(name="counter-today", path="{reception_desk}/today", visitor="reception"),
    Shown(name="workplace-paused", path="{clerk_desk}", visitor="clerk", then=pause),
    Shown(name="workplace-theirs", path="{reception_desk}", visitor="supervisor"),
    Shown(name="take-over", path="{reception_desk}/confirm-take-over", visitor="supervisor"),
    Shown(name="reception-ticket", path="{reception_ticket}", visitor="reception"),
    Shown(name="rebooking", path="/console/{office}/rebooking", visitor="reception"),
    Shown(name="durations", path="/durations?office={office}", visitor="supervisor"),
    Shown(name="plans", path="/plans?office={office}", visitor="supervisor", then=have_a_plan_made),
    Shown(name="devices", path="/devices?office={office}", visitor="supervisor"),
    Shown(name="device", path="/devices/{office}/{display}", visitor="supervisor"),
    Shown(name="device-revoke", path="/devices/{office}/{display}/revoke", visitor="supervisor"),
    Shown(name="help-figures", path="/help/figures?office={office}", visitor="supervisor"),
    Shown(name="help-rules", path="/help/rules?office={office}", visitor="supervisor"),
    Shown(name="help-me", path="/help/me", visitor="supervisor"),
    Shown(name="help", path="/help", visitor="helper", then=see_who_asks),
    Shown(name="help-session", path="/help", visitor="helper", then=help_from_here),
    Shown(name="outlook", path="/outlook?office={office}", visitor="supervisor", then=see_the_picture),
)

DESKTOP: "ViewportSize" = {"width": 1280, "height": 900}
PHONE: "ViewportSize" = {"width": 360, "height": 780}
LIGHT = Mood(name="light", options={"color_scheme": "light"}, size=DESKTOP)
DARK_PHONE = Mood(name="dark-phone", language="en", options={"color_scheme": "dark"}, size=PHONE)
ARABIC = Mood(name="dark-phone-arabic", language="ar", options={"color_scheme": "dark"}, size=PHONE)
FORCED = Mood(name="forced-colours", options={"forced_colors": "active"}, size=DESKTOP)
# Together these have every piece that colours are forced upon.
FORCED_TOO = (
    "book-concern",
    "book-time",
    "book-details-wrong",
    "kiosk",
    "display",
    "workplace-called",
    "workplace-alarm",
)
# On the phone these are looked at from right to left instead of in English.
IN_ARABIC = (
    "start",
    "book-concern",
    "book-time",
    "book-details-wrong",
    "appointment-confirmed",
    "status-waiting",
)
LOOKS = tuple(
    (shown, mood)
    for shown in PAGES
    for mood in (LIGHT, ARABIC if shown.name in IN_ARABIC else DARK_PHONE, FORCED)
    if mood is not FORCED or shown.name in FORCED_TOO
)


async def come_as(browser: "Browser", scene: Scene, visitor: str, mood: Mood) -> "BrowserContext":
    """This visitor in this mood. Whoever lets them come lets them go."""
    context = await open_context(browser, viewport=mood.size, **mood.options)
    language = {"name": "aufruf_language", "value": mood.language, "url": scene.url}
    await context.add_cookies([language, *scene.cookies(visitor)])  # type: ignore[list-item]
    return context

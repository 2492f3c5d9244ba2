# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody is stuck at a kiosk, and somebody helps: whole stories in two real browsers."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe

from tests import databases
from tests.browser import violations
from tests.e2e.helping import NAMED, SOON, Citizen, Helper, Place, helping_place
from tests.e2e.test_keyboard import Keyboard
from tests.e2e.test_kiosk import LEFT, NOTHING

FOCUS = "document.activeElement.textContent"
LOOKS: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "contrast": {"color_scheme": "light"},  # the kiosk's own
    "forced colours": {"forced_colors": "active"},
}
CONTRAST = """(on) => {
  if (on) document.documentElement.dataset.contrast = "";
  else delete document.documentElement.dataset.contrast;
}"""
AROUND = 6  # px: pointer.js
# All that can be chosen, and the way to more, stands above what help says; nothing lies under its edge.
IN_SIGHT = """() => {
  const [panel, screen] = ["help-panel", "screen"].map((id) => document.getElementById(id));
  const edge = panel.getBoundingClientRect().top;
  const all = [...document.querySelectorAll("#choices button")].filter((each) => each.checkVisibility());
  return screen.scrollHeight <= screen.clientHeight + 1
    && all.every((each) => each.getBoundingClientRect().bottom <= edge);
}"""
NOTE = "Bringt das alte Dokument mit."

if TYPE_CHECKING:
    from playwright.async_api import Page, WebSocketRoute

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("help")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    url = databases.copied_file(sqlite_template, tmp_path_factory.mktemp("help") / "aufruf.sqlite")
    async with helping_place(url) as place:
        yield place


async def barriers(page: "Page") -> list[str]:
    """What axe finds there; and whether what is of the help can be read in the dark and in high contrast."""
    found = await violations(page)
    of_help = {"include": [["#help-panel"], ["#help-bar"]]}
    for name, look in LOOKS.items():
        await page.emulate_media(**look)
        await page.evaluate(CONTRAST, name == "contrast")
        dim = await Axe().run(page, context=of_help, options={"runOnly": ["color-contrast"]})
        found += [f"{name}: {node['html']}" for each in dim.response["violations"] for node in each["nodes"]]
    await page.emulate_media(color_scheme="light", forced_colors="none")
    return found


async def sees(citizen: Citizen, helper: Helper) -> None:
    """Only after a yes, and the yes is to nothing else. A no is told as one, and may be asked about again."""
    await helper.asks("view")
    await citizen.told(f"Darf {NAMED} diesen Bildschirm sehen?")
    await citizen.kiosk.touch("help-no-view")
    await helper.page.locator("[data-consent=view] [data-state]", has_text="Nein").wait_for(timeout=SOON)
    await helper.asks("view")
    await citizen.told(f"Darf {NAMED} diesen Bildschirm sehen?")
    assert not citizen.said("mirror")
    await citizen.agrees("view")
    await citizen.sees(f"{NAMED} sieht diesen Bildschirm.")
    await helper.mirror.get_by_text("Willkommen! Was möchten Sie tun?").wait_for(timeout=SOON)
    assert await helper.page.locator("#guide-deeds").is_hidden()
    assert "zeigt" not in await citizen.page.locator("#help-bar").inner_text()


async def points(citizen: Citizen, helper: Helper) -> None:
    """With the mouse, in the mirror: there is a ring around it at the kiosk."""
    await helper.asks("point")
    await citizen.agrees("point")
    await citizen.sees(f"{NAMED} zeigt und führt.")
    await helper.may("point")
    box = await helper.mirror.locator("#without").bounding_box()
    assert box is not None
    await helper.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await citizen.told(f"{NAMED} zeigt auf: Ich habe keinen Termin")
    assert await helper.page.locator("#point-words").inner_text() == "Gezeigt: Ich habe keinen Termin"
    shown = await helper.page.frame_locator("#mirror-frame").locator("#ring").bounding_box()
    assert shown is not None  # the helper sees it, too
    assert abs(shown["x"] + AROUND - box["x"]) < AROUND
    assert abs(shown["width"] - 2 * AROUND - box["width"]) < AROUND
    ring = await citizen.page.locator("#help-ring").bounding_box()
    button = await citizen.page.locator("#without").bounding_box()
    assert ring is not None
    assert button is not None
    assert abs(ring["x"] + AROUND - button["x"]) < AROUND
    assert abs(ring["width"] - 2 * AROUND - button["width"]) < AROUND


async def guides(citizen: Citizen, helper: Helper) -> None:
    """Each time it is said at the kiosk who did it."""
    screen, kiosk = citizen.page, citizen.kiosk
    await helper.page.locator("#services button", has_text="Personalausweis").click()
    await kiosk.is_at("wait_or_slot")
    await citizen.told(f"{NAMED} hat „Personalausweis")
    await helper.page.wait_for_function("() => document.getElementById('service').value === 'ausweis'")
    for language in ("en", "de"):
        await helper.page.locator("#their-language").select_option(language)
        await helper.page.locator("#change-language").click()
        await screen.locator(f"html[lang={language}]").wait_for(timeout=SOON)
        await helper.page.locator(f"#language[lang={language}]").wait_for(timeout=SOON)
    await citizen.told(f"{NAMED} hat die Sprache umgestellt: Deutsch")
    await helper.page.locator("#larger").click()
    await citizen.told(f"{NAMED} hat die Schrift vergrößert.")
    await helper.page.locator("#steps button", has_text="Anliegen").first.click()
    await kiosk.is_at("concern")
    await citizen.told(f"{NAMED} hat einen anderen Schritt geöffnet.")


async def speaks(citizen: Citizen, helper: Helper) -> None:
    """Each hears the other, and the citizen sees the helper."""
    await helper.page.locator("#with-video").check()
    await helper.asks("talk")
    await citizen.agrees("talk")
    await citizen.sees(f"{NAMED} spricht mit Ihnen.")
    await helper.page.locator("body[data-talk=live]").wait_for(timeout=SOON)
    await citizen.told("Sie können jetzt sprechen.")
    await citizen.hears("sound", "pictures")
    await helper.hears("sound")


async def test_asked_seen_pointed_at_guided_spoken_with_and_sent_on_with_a_ticket_and_a_note(
    place: Place,
) -> None:
    async with place.citizen() as citizen, place.helper() as helper:
        screen, kiosk = citizen.page, citizen.kiosk
        await citizen.calls()
        await helper.request(citizen).and_(helper.page.locator("[data-rings]")).wait_for(timeout=SOON)
        assert (await helper.page.title()).startswith("(1) ")
        await helper.accepts(citizen)
        await citizen.title(f"{NAMED} hilft Ihnen aus der Ferne")
        await citizen.sees(f"{NAMED} hilft Ihnen und sieht diesen Bildschirm nicht.")
        for deed in (sees, points, guides, speaks):
            await deed(citizen, helper)
        await helper.ends_with_ticket("ausweis", NOTE)
        await kiosk.is_at("ticket")
        number = await screen.locator("#told .number").inner_text()
        assert number in await helper.page.locator("#said").inner_text()

        # Nothing of it is left at the kiosk, nor in the helper's browser.
        await citizen.is_alone()
        await citizen.media_end()
        await kiosk.touch("over")
        await kiosk.is_at("start")
        left = await screen.evaluate(LEFT)
        assert left == left | NOTHING
        assert NAMED not in await screen.content()
        assert await screen.locator("#help-panel").inner_text() == ""
        assert number not in await citizen.kept()
        assert NOTE not in await helper.kept()
        assert (citizen.complaints, helper.complaints) == ([], [])

        # And whoever calls it reads what the helper wrote.
        await helper.page.context.clear_cookies()
        clerk = await place.helpers_page(helper.page.context, "empfang", at="console")
        await clerk.page.get_by_role("button", name="Öffnen").first.click()
        await clerk.page.locator("body[data-wire=live] #next").wait_for(timeout=SOON)
        await clerk.page.locator("#number").fill(number)
        await clerk.page.keyboard.press("Enter")
        await clerk.page.locator(".note input[name=note]").wait_for(timeout=SOON)
        assert await clerk.page.locator(".note input[name=note]").input_value() == NOTE
        assert number in await clerk.page.locator("#desk").inner_text()


async def test_who_walks_away_from_a_talk_is_asked_and_then_neither_seen_nor_heard(place: Place) -> None:
    async with place.citizen() as citizen, place.helper() as helper:
        screen = citizen.page
        await citizen.calls()
        await helper.accepts(citizen)
        await speaks(citizen, helper)
        await screen.clock.install()
        await screen.keyboard.press("Shift")  # somebody is here: from now on it counts
        await screen.clock.fast_forward(300_000)  # nobody is disturbed who talks
        assert await screen.locator("#idle").count() == 0
        await citizen.hears("sound")
        await screen.clock.fast_forward(301_000)
        await screen.locator("#idle-text", has_text="Sonst endet die Hilfe.").wait_for(timeout=SOON)
        await screen.clock.fast_forward(21_000)
        await citizen.is_alone()
        await citizen.media_end()
        await helper.over("Die Person am Gerät hat die Hilfe beendet.")
        await helper.media_end()


async def test_who_sees_nothing_is_helped_by_keys_and_by_what_is_read_aloud(place: Place) -> None:
    async with place.citizen() as citizen, place.helper() as helper:
        screen, kiosk, keys = citizen.page, citizen.kiosk, Keyboard(page=citizen.page)
        await keys.press(screen.get_by_role("button", name="Hilfe"))
        panel = screen.get_by_role("region", name="Hilfe ist gerufen")
        await (
            panel.get_by_role("status")
            .get_by_text("Wir haben jemandem Bescheid gesagt.")
            .wait_for(timeout=SOON)
        )
        assert await screen.evaluate(FOCUS) == "Hilfe ist gerufen"
        assert await violations(screen) == []

        # Who comes is said by itself, and what they may do is asked where the focus is.
        await helper.accepts(citizen)
        said = screen.locator("#help-panel [role=status]", has_text=f"{NAMED} hilft Ihnen aus der Ferne")
        await said.wait_for(timeout=SOON)
        goes_on = screen.get_by_role("complementary", name="Hilfe aus der Ferne")
        assert "sieht diesen Bildschirm nicht" in await goes_on.inner_text()
        assert await violations(screen) == []
        for kind, question in (
            ("view", f"Darf {NAMED} diesen Bildschirm sehen?"),
            ("point", f"Darf {NAMED} auf etwas zeigen und Sie führen?"),
        ):
            await helper.asks(kind)
            await screen.get_by_role("heading", name=question).wait_for(timeout=SOON)
            assert await screen.evaluate(FOCUS) == question
            if kind == "point":
                assert await barriers(screen) == []
            await screen.locator(f"#help-yes-{kind}:not([aria-disabled])").wait_for(timeout=SOON)
            await keys.press(screen.get_by_role("button", name="Ja", exact=True, description=question))
            await helper.may(kind)

        # What is pointed at has the focus and is said. Whoever points needs no mouse either.
        await helper.page.locator("#outline summary").press("Enter")
        await (
            helper.page.locator("#outline-items")
            .get_by_role("button", name="Ich habe keinen Termin")
            .press("Enter")
        )
        await screen.locator("#without:focus").wait_for(timeout=SOON)
        told = screen.locator("#help-said[role=status]")
        assert await told.inner_text() == f"{NAMED} zeigt auf: Ich habe keinen Termin"
        assert await barriers(screen) == []
        assert await violations(helper.page) == []
        await screen.keyboard.press("Enter")
        await kiosk.is_at("concern")

        await helper.ends_with_ticket("pass", "")
        await kiosk.is_at("ticket")
        assert await screen.evaluate("document.activeElement.tagName") == "H1"
        await keys.press(screen.get_by_role("button", name="Fertig"))
        await kiosk.is_at("start")

        await screen.keyboard.press("F1")
        await helper.accepts(citizen)
        await helper.page.locator("#end [value=solved]").press("Space")
        await helper.page.locator("#end-now").press("Enter")
        await citizen.title("Die Hilfe ist beendet")
        assert await barriers(screen) == []
        assert (citizen.complaints, helper.complaints) == ([], [])


async def test_what_is_chosen_from_stays_in_sight_however_much_help_says(place: Place) -> None:
    async with place.citizen() as citizen, place.helper() as helper:
        screen = citizen.page
        await citizen.kiosk.to_wait_or_slot()
        await screen.locator("#slot").click()
        await citizen.kiosk.is_at("slots")
        await citizen.calls()
        await screen.wait_for_function(IN_SIGHT)
        await helper.accepts(citizen)
        await citizen.title(f"{NAMED} hilft Ihnen aus der Ferne")
        for _ in range(3):
            await helper.page.locator("#phrases button").first.click()
        await screen.locator(".help-log p").nth(2).wait_for(timeout=SOON)
        await screen.wait_for_function(IN_SIGHT)

        # Writing makes room for the list of what is allowed. A page that comes anew is not told of.
        await citizen.kiosk.touch("help-allow")
        await screen.locator("#help-line").wait_for(state="hidden")
        await citizen.kiosk.touch("help-write")
        await screen.locator("#help-may-view").wait_for(state="hidden")
        await helper.page.reload()
        await helper.page.locator("body[data-there=yes]").wait_for(timeout=SOON)
        await citizen.kiosk.touch("back")
        await citizen.kiosk.is_at("wait_or_slot")
        assert await screen.locator("#help-said").inner_text() == ""
        assert (citizen.complaints, helper.complaints) == ([], [])


async def test_a_second_yes_that_is_faster_than_what_the_server_tells_takes_the_first_not_back(
    place: Place,
) -> None:
    async with place.citizen() as citizen, place.helper() as helper:
        screen, holds, held = citizen.page, asyncio.Event(), []

        def pass_on(socket: "WebSocketRoute") -> None:
            def hear(message: str | bytes) -> None:
                if holds.is_set() and '"help"' in str(message):
                    held.append(message)
                else:
                    socket.send(message)

            socket.connect_to_server().on_message(hear)

        await screen.route_web_socket(lambda url: "/help-requests/" in url, pass_on)
        await citizen.calls()
        await helper.accepts(citizen)
        await helper.asks("view", "point")
        await screen.locator("#help-yes-view").wait_for(timeout=SOON)
        holds.set()
        for kind in ("view", "point"):
            async with screen.expect_response("**/consent"):
                await citizen.agrees(kind)
        await helper.may("point")
        assert await helper.page.locator("[data-consent=view][data-agreed=yes]").count() == 1
        assert held

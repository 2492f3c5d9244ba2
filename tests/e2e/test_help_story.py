# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody is stuck at a kiosk, and somebody helps: whole stories in two real browsers."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests import databases
from tests.e2e.helping import HEARD, NAMED, SOON, Place, helping_place
from tests.e2e.test_kiosk import LEFT, NOTHING

NOTE = "Bringt das alte Dokument mit."

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("help")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    url = databases.copied_file(sqlite_template, tmp_path_factory.mktemp("help") / "aufruf.sqlite")
    async with helping_place(url) as place:
        yield place


async def test_asked_seen_pointed_at_guided_spoken_with_and_sent_on_with_a_ticket_and_a_note(
    place: Place,
) -> None:
    async with place.citizen() as citizen, place.helper() as helper:
        screen, kiosk = citizen.page, citizen.kiosk
        await citizen.calls()
        await citizen.told("Wir haben jemandem Bescheid gesagt.")
        await helper.request(citizen).and_(helper.page.locator("[data-rings]")).wait_for(timeout=2_000)
        assert (await helper.page.title()).startswith("(1) ")
        await helper.accepts(citizen)
        await citizen.title(f"{NAMED} hilft Ihnen aus der Ferne")
        await citizen.sees(f"{NAMED} hilft Ihnen und sieht diesen Bildschirm nicht.")

        # Seen: only after a yes, and the yes is to nothing else.
        await helper.asks("view")
        await citizen.told(f"Darf {NAMED} diesen Bildschirm sehen?")
        assert not citizen.said("mirror")
        await citizen.agrees("view")
        await citizen.sees(f"{NAMED} sieht diesen Bildschirm.")
        await helper.mirror.get_by_text("Willkommen! Was möchten Sie tun?").wait_for(timeout=SOON)
        assert await helper.page.locator("#guide-deeds").is_hidden()
        assert not any("zeigt" in each for each in await screen.locator("#help-bar").all_inner_texts())

        # Pointed at, and guided; each time it is said who did it.
        await helper.asks("point")
        await citizen.agrees("point")
        await citizen.sees(f"{NAMED} zeigt und führt.")
        await helper.may("point")
        box = await helper.mirror.locator("#without").bounding_box()
        assert box is not None
        await helper.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        await citizen.told(f"{NAMED} zeigt auf:")
        ring, button = (
            await screen.locator("#help-ring").bounding_box(),
            await screen.locator("#without").bounding_box(),
        )
        assert (
            ring
            and button
            and abs(ring["x"] + 6 - button["x"]) < 3
            and abs(ring["width"] - 12 - button["width"]) < 3
        )
        await helper.page.locator("#services button", has_text="Personalausweis").click()
        await kiosk.is_at("wait_or_slot")
        await citizen.told(f"{NAMED} hat „Personalausweis")
        await helper.page.locator("#their-language").select_option("en")
        await helper.page.locator("#change-language").click()
        await screen.locator("html[lang=en]").wait_for(timeout=SOON)
        await helper.page.locator("#their-language").select_option("de")
        await helper.page.locator("#change-language").click()
        await screen.locator("html[lang=de]").wait_for(timeout=SOON)
        await helper.page.locator("#larger").click()
        await citizen.told(f"{NAMED} hat die Schrift vergrößert.")
        await helper.page.locator("#steps button", has_text="Anliegen").first.click()
        await kiosk.is_at("concern")
        await citizen.told(f"{NAMED} hat einen anderen Schritt geöffnet.")

        # Spoken with.
        await helper.page.locator("#with-video").check()
        await helper.asks("talk")
        await citizen.agrees("talk")
        await citizen.sees(f"{NAMED} spricht mit Ihnen.")
        await helper.page.locator("body[data-talk=live]").wait_for(timeout=SOON)
        await citizen.told("Sie können jetzt sprechen.")
        heard = f"async () => {{ const found = await ({HEARD})(); return found.sound > 0 && (!%s || found.pictures > 0); }}"
        await screen.wait_for_function(heard % "true", timeout=2 * SOON, polling=200)
        await helper.page.wait_for_function(heard % "false", timeout=2 * SOON, polling=200)

        # Sent on.
        await helper.ends_with_ticket("ausweis", NOTE)
        await kiosk.is_at("ticket")
        number = await screen.locator("#told .number").inner_text()
        assert number in await helper.page.locator("#said").inner_text()
        await citizen.is_alone()
        await citizen.media_end()
        await kiosk.touch("over")
        await kiosk.is_at("start")
        left = await screen.evaluate(LEFT)
        assert left == left | NOTHING
        assert NAMED not in await screen.content()
        assert await screen.locator("#help-panel").inner_text() == ""
        assert NOTE not in await helper.kept()
        assert number not in await citizen.kept()
        assert (citizen.complaints, helper.complaints) == ([], [])

        # And whoever calls it reads what the helper wrote.
        await helper.page.context.clear_cookies()
        clerk = await place.helpers_page(helper.page.context, "empfang", at="console")
        await clerk.page.get_by_role("button", name="Öffnen").first.click()
        await clerk.page.locator("body[data-wire=live] #next").wait_for(timeout=SOON)
        await clerk.page.keyboard.press("n")
        await clerk.page.locator(".note input[name=note]").wait_for(timeout=SOON)
        assert await clerk.page.locator(".note input[name=note]").input_value() == NOTE
        assert number in await clerk.page.locator("#desk").inner_text()

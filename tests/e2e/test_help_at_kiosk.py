# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""“Hilfe” as somebody before a kiosk has it, as long as nobody answers: told so, sent on, gone."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
import sqlalchemy as sa

from aufruf.actions import pacing
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests import databases
from tests.browser import launched, violations
from tests.builders import at, open_database
from tests.e2e.at_kiosk import AtKiosk, kiosk_at
from tests.e2e.house import House, open_house
from tests.e2e.test_keyboard import Keyboard
from tests.e2e.test_kiosk import LEFT, NOTHING, OVER
from tests.web.served import PASSWORD, make_device, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("help-at-kiosk")]
CALLED, NOBODY = "Hilfe ist gerufen", "Gerade kann leider niemand helfen"
# A page of personal fields, as somebody might add one; with SECRET in whatever could tell on the citizen.
FIELDS = """() => {
  const page = document.createElement("div");
  page.innerHTML = `<h2 id="seen">Angaben zur Person</h2>
    <label for="one">SECRETlabel</label>
    <input id="one" name="SECRETname" title="SECRETtitle" placeholder="SECRETholder" alt="SECRETalt"
      aria-label="SECRETaria" value="SECRETvalue">
    <label>SECRETwrapping <input type="checkbox" value="SECRETchecked" checked></label>
    <p id="about">SECRETdescribed</p><span id="named">SECRETnamed</span>
    <textarea aria-labelledby="named" aria-describedby="about">SECRETtext</textarea>
    <select id="two" title="SECRETtitle">
      <optgroup label="SECRETgroup"><option value="SECRETa">SECRETfirst</option>
      <option label="SECRETshown" selected>SECRETsecond</option></optgroup></select>
    <input list="SECRETlist"><datalist id="SECRETlist"><option value="SECRETd"></datalist>
    <fieldset><legend>SECRETlegend</legend><div contenteditable="true">SECRETwritten</div></fieldset>
    <div data-private><p>SECRETprivate</p><a href="/visits/SECRET/SECRETtoken">x</a></div>
    <a href="/visits/abc/SECRETtoken" title="SECRETlink">Zur Wartemarke</a>
    <img alt="SECRETpicture" src="data:image/svg+xml;base64,U0VDUkVU">
    <output>SECRETout</output><!-- SECRETcomment -->`;
  document.getElementById("choices").append(page);
}"""
# What is sent of the page while fields are filled, chosen, named anew and taken away.
MIRRORED = (
    f"""async () => {{
  const fill = {FIELDS};"""
    """
  const { Mirror } = await import("/static/help/mirror.js");
  const sent = [], mirror = new Mirror({ send: (events) => sent.push(...events) });
  const a_moment = () => new Promise((done) => setTimeout(done, 250));
  await mirror.start();
  fill();
  await a_moment();
  const [one, two] = ["one", "two"].map((id) => document.getElementById(id));
  const put = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  put.call(one, "SECRETtyped");
  one.dispatchEvent(new Event("input", { bubbles: true }));
  one.setAttribute("value", "SECRETattribute");
  one.title = "SECRETnewtitle";
  one.labels[0].textContent = "SECRETnewlabel";
  two.selectedIndex = 0;
  two.dispatchEvent(new Event("change", { bubbles: true }));
  two.options[1].text = "SECRETnewoption";
  two.append(new Option("SECRETadded", "SECRETaddedvalue"));
  document.getElementById("about").firstChild.data = "SECRETnewabout";
  document.getElementById("seen").textContent = "Angaben zum Antrag";
  document.getElementById("seen").title = "SECRETheading";
  await a_moment();
  document.getElementById("named").textContent = "SECRETgone";
  document.getElementById("named").remove();
  mirror.again();
  await a_moment();
  const before_end = sent.length;
  document.getElementById("seen").textContent = "Nach dem Ende";
  mirror.stop();
  document.getElementById("seen").textContent = "Lange danach";
  await a_moment();
  return { sent: JSON.stringify(sent), after: sent.length - before_end };
}"""
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A served office with one helper, who is away; a browser, and a look into what is stored."""

    house: House
    db: Database
    browser: "Browser"

    @asynccontextmanager
    async def citizen(self, device: str, **options: Any) -> AsyncIterator[AtKiosk]:
        """Somebody before a kiosk of their own."""
        token = await make_device(self.db, DeviceKind.KIOSK, id_=device)
        async with kiosk_at(self.browser, self.house.url, token, **options) as kiosk:
            yield kiosk

    async def asked(self, device: str) -> list[dict[str, Any]]:
        """What was asked there, the oldest first."""
        asked = (
            sa.select(t.help_request)
            .where(t.help_request.c.device_id == device)
            .order_by(t.help_request.c.asked_at)
        )
        async with self.db.reading() as reading:
            return [dict(each) for each in (await reading.connection.execute(asked)).mappings()]

    async def is_now(self, time: str) -> None:
        """The clock of this rehearsal shows it."""
        async with self.db.transaction() as tx:
            await pacing.jump_to(tx, shown_at=at(time), real_now=self.db.clock())

    async def until(self, device: str, *states: str) -> list[dict[str, Any]]:
        """The requests of a device, once they have come to these states."""
        async with asyncio.timeout(8):
            while True:
                found = await self.asked(device)
                if [each["state"] for each in found] == list(states):
                    return found
                await asyncio.sleep(0.05)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    url = databases.copied_file(sqlite_template, tmp_path_factory.mktemp("help") / "aufruf.sqlite")
    async with open_house(url, AUFRUF_FORECASTS="off") as house, launched() as browser:
        db = await open_database(url)
        await make_user(db, Role.HELPER, name="hanna", password=PASSWORD)
        yield Place(house=house, db=db, browser=browser)
        await db.close()


async def is_told(kiosk: AtKiosk, title: str) -> str:
    """The panel has this title; all its words."""
    await kiosk.page.locator("#help-title", has_text=title).wait_for()
    return await kiosk.page.locator("#help-panel").inner_text()


async def test_help_is_asked_for_by_touch_by_key_and_fifty_times_and_is_one_request(place: Place) -> None:
    async with place.citizen("vorn") as kiosk:
        page, keys = kiosk.page, Keyboard(page=kiosk.page)
        button = page.get_by_role("button", name="Hilfe")
        assert await button.get_attribute("aria-keyshortcuts") == "F1"
        await kiosk.touch("set-contrast")
        await kiosk.to_wait_or_slot()
        await button.evaluate("(one) => { for (let time = 0; time < 50; time += 1) one.click(); }")
        words = await is_told(kiosk, CALLED)
        assert "Wir haben jemandem Bescheid gesagt." in words
        assert "Sie können hier inzwischen selbst weitermachen." in words
        (asked,) = await place.asked("vorn")
        assert (asked["step"], asked["topic"], asked["needs"]) == ("wait_or_slot", "ausweis", ["contrast"])
        assert await page.evaluate("document.activeElement.id") == "help-title"
        assert await violations(page) == []

        await kiosk.touch("help-withdraw")
        await page.locator("#help-panel").wait_for(state="hidden")
        await place.until("vorn", "withdrawn")
        await page.keyboard.press("F1")  # on any screen, whatever has the focus
        await is_told(kiosk, CALLED)
        await kiosk.touch("back")
        await kiosk.touch("set-language")
        await page.get_by_role("button", name="العربية").click()
        await page.locator("html[dir=rtl]").wait_for()
        assert await page.locator(
            "#help-panel"
        ).is_visible()  # it goes along, in the language that was chosen
        assert CALLED not in await page.locator("#help-panel").inner_text()
        await keys.press(page.locator("#help-withdraw"))
        await place.until("vorn", "withdrawn", "withdrawn")
        await kiosk.touch("over")
        await kiosk.is_at("start")
        assert await page.evaluate(LEFT) == NOTHING | {"history": 2}


async def test_whom_nobody_can_help_is_told_so_and_may_be_called_back_wait_on_or_take_a_ticket(
    place: Place,
) -> None:
    async with place.citizen("mitte", viewport={"width": 1280, "height": 800}) as kiosk:
        page = kiosk.page
        await kiosk.touch("without")
        await kiosk.touch("help-button")
        await is_told(kiosk, CALLED)
        assert await page.evaluate(OVER) == []
        await place.is_now("09:05")
        words = await is_told(kiosk, NOBODY)
        assert "Das tut uns leid." in words
        await kiosk.touch("help-wait-on")
        assert "Sobald jemand Zeit hat, steht es hier." in await is_told(kiosk, CALLED)
        await kiosk.touch("help-call-back")
        for key in "03":
            await page.get_by_role("button", name=key, exact=True).click()
        await page.keyboard.type("1234x567", delay=70)  # what is no digit is none
        assert await page.locator(".help-number").inner_text() == "031234567"
        await page.locator(".help-call-back").get_by_role("button", name="Löschen").click()
        assert await page.locator(".help-number").inner_text() == "03123456"
        assert await violations(page) == []
        await kiosk.touch("help-call-me")
        await is_told(kiosk, "Wir rufen Sie zurück")
        await place.until("mitte", "withdrawn")
        async with place.db.reading() as reading:
            (left,) = (await reading.connection.execute(sa.select(t.call_back))).mappings().all()
        assert "3123456" in left["phone"]
        assert "3123456" not in await page.content()

        await kiosk.touch("help-close")
        await kiosk.touch("help-button")
        await is_told(kiosk, CALLED)
        await place.is_now("09:10")
        await is_told(kiosk, NOBODY)
        await kiosk.touch("back")
        await kiosk.touch("help-ticket")
        await kiosk.is_at("concern")
        await place.until("mitte", "withdrawn", "withdrawn")
        await page.locator("#help-panel").wait_for(state="hidden")


async def test_without_a_server_it_is_said_honestly_and_the_page_goes_on(place: Place) -> None:
    async with place.citizen("hinten") as kiosk:
        page, keys = kiosk.page, Keyboard(page=kiosk.page)
        await page.route(
            "**/kiosk/help-requests*", lambda route: route.fulfill(status=503, json={"code": "unavailable"})
        )
        await kiosk.touch("help-button")
        assert "Bitte fragen Sie am Empfang." in await is_told(kiosk, "Gerade ist keine Verbindung")
        await kiosk.to_wait_or_slot()
        await page.unroute("**/kiosk/help-requests*")
        lost: list[int] = []

        async def lose(route: Any) -> None:  # it arrives, and nobody hears of it
            lost.append((await route.fetch()).status)
            await route.abort()

        await page.route("**/kiosk/help-requests", lose, times=1)
        await keys.press(page.locator("#help-retry"))
        await is_told(kiosk, "Gerade ist keine Verbindung")
        await keys.press(page.locator("#help-retry"))
        await is_told(kiosk, CALLED)
        assert len(await place.asked("hinten")) == 1


async def test_a_page_that_is_loaded_anew_goes_on_and_who_walks_away_is_asked_and_then_helped_no_more(
    place: Place,
) -> None:
    async with place.citizen("seite", clock=True) as kiosk:
        page, sockets = kiosk.page, list[str]()
        page.on(
            "websocket", lambda socket: sockets.append(socket.url) if "help-requests" in socket.url else None
        )
        await kiosk.touch("help-button")
        await is_told(kiosk, CALLED)
        await page.reload()
        await is_told(kiosk, CALLED)
        (asked,) = await place.asked("seite")
        assert asked["state"] == "open"
        await page.wait_for_event("websocket", timeout=8_000) if len(sockets) < 2 else None
        assert len({url.rpartition("instance=")[2] for url in sockets}) == len(sockets)
        await kiosk.touch("without")
        await kiosk.touch("over")  # what was chosen is forgotten; who waits for somebody still does
        await kiosk.is_at("start")
        await is_told(kiosk, CALLED)
        await page.clock.fast_forward(91_000)
        await page.locator("#idle-text", has_text="Sonst endet die Hilfe.").wait_for()
        await page.clock.fast_forward(21_000)
        await page.locator("#help-panel").wait_for(state="hidden")
        await place.until("seite", "withdrawn")
        assert await page.evaluate(LEFT) == NOTHING | {"history": 2}
        assert "Hilfe ist gerufen" not in await page.content()


async def test_nothing_of_a_personal_field_is_in_what_a_helper_is_shown(place: Place) -> None:
    async with place.citizen("felder") as kiosk:
        await kiosk.touch("with")
        await kiosk.is_at("check_in")
        await kiosk.page.keyboard.type("QRSTUV", delay=70)
        shown = await kiosk.page.evaluate(MIRRORED)
        sent = json.loads(shown["sent"])
        text = shown["sent"]
        assert "SECRET" not in text
        assert "QRSTUV" not in text
        assert "Q R S T U V" not in text
        assert "U0VDUkVU" not in text
        assert "Mit Termin anmelden" in text
        assert "Angaben zum Antrag" in text
        assert "Nach dem Ende" not in text
        assert shown["after"] == 0
        assert {each["type"] for each in sent} <= {2, 3, 4}
        assert sum(each["type"] == 2 for each in sent) == 2


async def test_a_kiosk_one_of_whose_scripts_did_not_arrive_comes_up_by_itself(place: Place) -> None:
    async with place.citizen("neu", clock=True) as kiosk:
        page = kiosk.page
        await page.route("**/idle.js", lambda route: route.abort(), times=1)
        await page.reload(wait_until="load")
        assert await page.locator("[data-screen=starting]").is_visible()
        async with page.expect_navigation():
            await page.clock.fast_forward(10_001)
        await kiosk.is_at("start")

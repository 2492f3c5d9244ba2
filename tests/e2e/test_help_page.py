# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The helpers' page by itself: heard at once, answered by one of two; what no forged screen may do there."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.async_api import expect

from aufruf.domain.roles import Role
from tests.browser import open_page, violations
from tests.builders import open_database
from tests.e2e.house import House, open_house
from tests.web.live import socket_to
from tests.web.served import PASSWORD, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

ASK = "/api/v1/kiosk/help-requests"
SOON = 2_000  # ms within which a request is to be seen
LATER = 8_000  # ms, for what nobody waits for
INSTANCE = "0123456789abcdef"
# What is left in the mirror of what may do something, and which styles it has.
LEFT = """(html) => ({
  tags: html.querySelectorAll("script, noscript, iframe, object, embed, base, meta, video, animate").length,
  deeds: [...html.querySelectorAll("*")].flatMap((each) => each.getAttributeNames())
    .filter((name) => name.startsWith("on")),
  styles: [...html.querySelectorAll("link")].map((each) => each.getAttribute("href")),
})"""
EVIL = "parent.parent.pwned = top.pwned = window.pwned = 1; document.title = 'pwned'"


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    async with open_house(sqlite_url, AUFRUF_FORECASTS="off") as house:
        db = await open_database(sqlite_url)
        try:
            for name in ("hanna", "heiko", "hilde"):
                await make_user(db, Role.HELPER, name=name, password=PASSWORD)
        finally:
            await db.close()
        yield house


@pytest.fixture
async def kiosk(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """What a kiosk sends, without its page."""
    token = {"Authorization": f"Bearer {house.kiosk}"}
    async with httpx.AsyncClient(base_url=house.url, trust_env=False, headers=token) as client:
        yield client


async def asked(kiosk: httpx.AsyncClient, **more: Any) -> str:
    answer = await kiosk.post(ASK, json={"step": "concern"} | more)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def helper(browser: "Browser", house: House, name: str) -> "Page":
    """Logged in, where helpers land."""
    page = await open_page(browser)
    await page.goto(f"{house.url}/login")
    await page.get_by_label("Name", exact=True).fill(name)
    await page.get_by_label("Passwort").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/help")
    await page.locator("body[data-wire=live]").wait_for()
    return page


async def test_a_request_is_heard_at_once_and_one_of_two_helps_with_a_key(
    browser: "Browser", house: House, kiosk: httpx.AsyncClient
) -> None:
    names = ("hanna", "heiko", "hilde")
    hanna, heiko, hilde = await asyncio.gather(*(helper(browser, house, name) for name in names))
    assert await violations(hanna) == []
    silent = await hilde.context.new_page()  # nobody has touched it
    await silent.goto(f"{house.url}/help")
    await expect(silent.locator("#silent")).to_be_visible()
    await silent.locator("h1").click()
    await expect(silent.locator("#silent")).to_be_hidden()
    await expect(silent.locator("body[data-sound=on]")).to_be_attached()

    id_ = await asked(kiosk, topic="pass", language="tr", needs=["low_reach"])
    for page in (hanna, heiko, silent):
        await expect(page.locator(f"#r-{id_}")).to_contain_text("Reisepass", timeout=SOON)
        await expect(page.locator("body[data-rung]")).to_be_attached()
        await expect(page).to_have_title("(1) Hilfe an den Geräten – Aufruf")
    await expect(hanna.locator("#news")).to_contain_text("Neuer Hilferuf: ")
    await asyncio.gather(hanna.keyboard.press("k"), heiko.keyboard.press("k"))
    for page in (hanna, heiko):
        await page.wait_for_url(lambda url: url != f"{house.url}/help")
    came, late = (hanna, heiko) if id_ in hanna.url else (heiko, hanna)
    await expect(late.locator("#said")).to_have_text("Diesen Hilferuf hat schon jemand übernommen.")
    await expect(late.locator("#others")).to_contain_text("Jemand ist auf dem Weg.")
    await expect(silent.locator("#news")).to_contain_text("Hat schon jemand übernommen: ")
    await expect(silent).to_have_title("Hilfe an den Geräten – Aufruf")
    again = await came.context.new_page()  # a second tab says whose it is
    await again.goto(f"{house.url}/help")
    await expect(again.locator(f"#go-on-{id_}")).to_be_visible()

    await expect(came.get_by_role("heading", name="Sie sind auf dem Weg")).to_be_visible()
    assert await violations(came) == []
    await came.locator("#end-now").press("Enter")
    await expect(came.locator("#said")).to_be_focused()
    await kiosk.post(f"{ASK}/{await asked(kiosk)}/call-back", json={"phone": "030 123456"})
    await expect(came.locator("#call-backs")).to_contain_text("030123456", timeout=LATER)
    await came.locator("#call-backs button").press("Enter")
    await expect(came.locator("#said")).to_contain_text("die Nummer ist gelöscht")
    await expect(came.locator("#call-backs")).to_have_count(0)


async def test_on_a_phone_every_part_of_a_session_is_one_touch_away(
    browser: "Browser", house: House, kiosk: httpx.AsyncClient
) -> None:
    page = await helper(browser, house, "hanna")
    await page.locator(f"#r-{await asked(kiosk)} button[value=remote]").click(timeout=SOON)
    parts = page.get_by_role("navigation", name="Auf dieser Seite").get_by_role("link")
    await expect(page.locator("#session")).to_be_visible()
    await expect(parts.first).to_be_hidden()  # a desk shows all beside each other
    await page.set_viewport_size({"width": 360, "height": 740})
    for name, heading in (("Beenden", "Beenden"), ("Fragen", "Einwilligung"), ("Schreiben", "Schreiben")):
        await parts.get_by_text(name).click()
        await expect(page.get_by_role("heading", name=heading)).to_be_in_viewport()
        await expect(parts).to_have_count(5)
        for each in await parts.all():
            await expect(each).to_be_in_viewport(ratio=1)
    assert await violations(page) == []


def element(id_: int, tag: str, attributes: dict[str, str] | None = None, *inside: Any) -> dict[str, Any]:
    """A node as rrweb records it."""
    return {"type": 2, "id": id_, "tagName": tag, "attributes": attributes or {}, "childNodes": list(inside)}


def forged(origin: str) -> list[dict[str, Any]]:
    """A whole screen in which everything is tried, and a change that tries once more."""
    text = {"type": 3, "id": 90, "textContent": "Harmlos"}
    tries = [
        element(20, "script", {}, {"type": 3, "id": 21, "textContent": EVIL}),
        element(22, "script", {"src": f"{origin}/static/parts.js"}),
        element(23, "img", {"src": "https://fremd.example/x.png", "onerror": EVIL}),
        element(24, "img", {"src": f"{origin}/logout", "onerror": EVIL}),
        element(25, "a", {"href": f"javascript:{EVIL}"}, {"type": 3, "id": 26, "textContent": "Weiter"}),
        element(27, "iframe", {"srcdoc": f"<script>{EVIL}</script>"}),
        element(28, "iframe", {"src": f"javascript:{EVIL}"}),
        element(29, "object", {"data": f"javascript:{EVIL}"}),
        element(30, "form", {"action": "https://fremd.example/", "onsubmit": EVIL}, element(31, "button")),
        element(32, "svg", {"onload": EVIL}, element(33, "animate", {"onbegin": EVIL, "dur": "1s"})),
        element(34, "details", {"open": "", "ontoggle": EVIL}),
        element(35, "input", {"autofocus": "", "onfocus": EVIL}),
        element(36, "div", {"style": "background: url(https://fremd.example/y.png)"}),
        element(37, "video", {"src": "https://fremd.example/v.mp4", "autoplay": "", "onerror": EVIL}),
    ]
    head = element(
        10, "head", {},
        element(11, "base", {"href": "https://fremd.example/"}),
        element(12, "meta", {"http-equiv": "refresh", "content": "0;url=https://fremd.example/"}),
        element(13, "link", {"rel": "stylesheet", "href": "https://fremd.example/z.css"}),
        element(14, "link", {"rel": "stylesheet", "href": f"{origin}/static/kiosk.css"}),
        element(15, "style", {"_cssText": "@import 'https://fremd.example/i.css'; h1 { color: teal }"}),
    )  # fmt: skip
    body = element(16, "body", {"onload": EVIL}, element(17, "h1", {}, text), *tries)
    page = {"type": 0, "id": 1, "childNodes": [element(2, "html", {"lang": "de"}, head, body)]}
    adds = [
        {
            "parentId": 16,
            "nextId": None,
            "node": element(50, "script", {"src": "data:text/javascript," + EVIL}),
        }
    ]
    attributes = [
        {"id": 17, "attributes": {"onclick": EVIL, "class": "pwned"}},
        {"id": 23, "attributes": {"src": "x:"}},
    ]
    change = {"source": 0, "texts": [], "removes": [], "adds": adds, "attributes": attributes}
    return [
        {"type": 4, "timestamp": 1, "data": {"href": f"{origin}/", "width": 1080, "height": 1920}},
        {"type": 2, "timestamp": 2, "data": {"node": page, "initialOffset": {"left": 0, "top": 0}}},
        {"type": 3, "timestamp": 3, "data": change},
        {"type": 3, "timestamp": 4, "data": {"source": 10, "family": "x", "fontSource": "url(https://fremd.example/f)"}},
        {"type": 6, "timestamp": 5, "data": {"plugin": "x", "payload": EVIL}},
    ]  # fmt: skip


async def test_a_forged_screen_runs_nothing_and_asks_nobody_and_goes_with_the_consent(
    browser: "Browser", house: House, kiosk: httpx.AsyncClient
) -> None:
    page, asked_of = await helper(browser, house, "hanna"), list[str]()
    dialogs: list[str] = []
    page.on("request", lambda request: asked_of.append(request.url))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    id_ = await asked(kiosk, instance=INSTANCE)
    await page.locator(f"#remote-{id_}").click()
    await page.locator("body[data-wire=live] #there").wait_for()
    path, origin = f"{ASK}/{id_}/socket?instance={INSTANCE}", "http://127.0.0.1:8123"
    async with socket_to(house.server.port, path, token=house.kiosk) as device:
        await page.locator("body[data-there=yes]").wait_for()
        agreed = {"view": True, "point": False, "talk": False, "instance": INSTANCE}
        assert (await kiosk.post(f"{ASK}/{id_}/consent", json=agreed)).is_success
        await expect(page.locator("[data-consent=view] [data-state]")).to_have_text("erlaubt")
        mirror = {"type": "mirror", "origin": origin, "events": forged(origin)}
        await device.send(json.dumps(mirror))
        await page.locator("body[data-mirror=shown]").wait_for()
        shown = page.frame_locator("#mirror-frame").frame_locator("iframe")
        await expect(shown.locator("h1.pwned")).to_have_text("Harmlos")  # the change has arrived as well
        await expect(page.locator("#outline-items button")).to_have_text(["Weiter"])
        await page.locator("#mirror-frame").click(position={"x": 60, "y": 60})
        await expect(page.locator("#point-words")).to_contain_text("fragen Sie bitte erst")
        found = await shown.locator("html").evaluate(LEFT)
        assert found["tags"] == 0
        assert found["deeds"] == []
        assert [each for each in found["styles"] if each] == [f"{house.url}/static/kiosk.css"]
        for frame in page.frames:
            if frame.parent_frame is None or frame.url.endswith("/mirror"):
                assert await frame.evaluate("[window.pwned, document.title]") == [None, await frame.title()]
        assert "pwned" not in await page.title()
        foreign = [url for url in asked_of if not url.startswith((house.url + "/", "data:", "about:"))]
        assert (foreign, dialogs, [url for url in asked_of if "logout" in url]) == ([], [], [])

        taken_back = agreed | {"view": False}
        assert (await kiosk.post(f"{ASK}/{id_}/consent", json=taken_back)).is_success
        await page.locator("body[data-mirror=off]").wait_for()
        await expect(page.locator("#mirror")).to_be_hidden()
        await expect(shown.locator("h1")).to_have_count(0)
        await kiosk.post(f"{ASK}/{id_}/withdraw")
        await expect(page.locator("#over-words")).to_have_text("Die Person am Gerät hat die Hilfe beendet.")
        await expect(page.locator("#session > *")).to_have_count(0)
        await expect(page.locator("#over")).to_be_focused()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of a device's help that need neither server nor time: a hand that trembles, and what takes long."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser import launched

if TYPE_CHECKING:
    from playwright.async_api import Route

STATIC = Path(__file__).parents[2] / "kiosk/static"
ADDRESS = "http://127.0.0.1/"  # nobody is asked there: the browser is given the files
ASKED = """async () => {
  const { Consents } = await import("/help/consent.js");
  const help = { helper: "Frau K.", consent: { view: false, point: false, talk: false } };
  window.chosen = [];
  const consents = new Consents({
    choose: (kind, yes) => window.chosen.push([kind, yes]),
    answered: () => consents.draw(help),
  });
  document.body.append(consents.element);
  consents.ask(["view", "point", "talk"], help);
  consents.draw(help);
}"""


async def give(route: "Route") -> None:
    path = urlsplit(route.request.url).path.removeprefix("/")
    if path:
        await route.fulfill(path=STATIC / path, content_type="text/javascript")
    else:
        await route.fulfill(body="<!DOCTYPE html><body>", content_type="text/html")


async def test_who_touches_twice_has_answered_one_question() -> None:
    async with launched() as browser:
        page = await browser.new_page()
        await page.route(f"{ADDRESS}**", give)
        await page.goto(ADDRESS)
        await page.evaluate(ASKED)
        await page.locator("#help-yes-view").dblclick()
        await page.locator("#help-no-point").dblclick()
        await page.locator("#help-yes-talk").click()
        assert await page.evaluate("chosen") == [["view", True], ["point", False], ["talk", True]]


LONG = """async () => {
  const { Patience } = await import("/help/patience.js");
  window.told = [];
  const patience = new Patience({ over: () => told.push([now.is_slow, now.late]) });
  const now = { since: performance.now(), help: { state: "open", usual_seconds: 60 } };
  patience.hear(now, now.help);
  window.answer = (mode) => {
    const before = now.help;
    now.help = { state: "accepted", mode, usual_seconds: 60 };
    patience.hear(now, before);
  };
  window.leave = () => patience.clear();
}"""


async def test_what_takes_longer_than_it_usually_does_is_said_once() -> None:
    async with launched() as browser:
        page = await browser.new_page()
        await page.clock.install()
        await page.route(f"{ADDRESS}**", give)
        await page.goto(ADDRESS)
        await page.evaluate(LONG)
        await page.clock.fast_forward(59_000)
        assert await page.evaluate("told") == []
        await page.clock.fast_forward(2_000)
        assert await page.evaluate("told") == [[True, False]]
        await page.evaluate("answer('come')")
        await page.clock.fast_forward(299_000)
        await page.evaluate("answer('come')")  # told anew, it begins not anew
        await page.clock.fast_forward(2_000)
        assert await page.evaluate("told") == [[True, False], [True, True]]
        await page.evaluate("leave()")
        await page.clock.fast_forward(600_000)
        assert len(await page.evaluate("told")) == 2

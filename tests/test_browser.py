# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from playwright.async_api import Browser, Page

from tests import browser as module
from tests.browser import open_page


async def test_a_page_is_that_of_a_german_office(page: Page) -> None:
    await page.set_content("<h1>Grüß Gott</h1>")

    assert await page.evaluate("navigator.language") == "de-DE"
    assert await page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Europe/Berlin"
    assert await page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches") is True
    assert await page.get_by_role("heading").inner_text() == "Grüß Gott"


async def test_two_visitors_share_no_session(browser: Browser) -> None:
    one, other = await open_page(browser), await open_page(browser)

    assert one.context is not other.context


def test_a_missing_browser_fails_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(pytest.fail.Exception, match="apt-get install -y chromium"):
        module.chromium()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real browser, Debian's Chromium, as people in a German office have it before them."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page

FLAGS = [
    "--no-sandbox",  # as root there is none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Camera and microphone that show and sound something, and are allowed without anybody being asked.
INVENTED_MEDIA = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
HOW_TO_GET_ONE = "No Chromium here. Install Debian's: apt-get update && apt-get install -y chromium"


def chromium() -> str:
    found = shutil.which("chromium")
    if found is None:
        pytest.fail(HOW_TO_GET_ONE)  # never a skip: what people see must have been tried
    return found


@asynccontextmanager
async def launched(*more: str) -> "AsyncIterator[Browser]":
    """A browser, until the block ends; with these flags, too."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - a third of a second, for few tests

    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, *more]) as started,
    ):
        yield started


@pytest.fixture
async def browser() -> "AsyncIterator[Browser]":
    """A browser of its own for each test: Playwright's browsers do not leave the loop that started them."""
    async with launched() as started:
        yield started


@pytest.fixture
async def page(browser: "Browser") -> "Page":
    """A page of a first visitor."""
    return await open_page(browser)


async def open_page(browser: "Browser") -> "Page":
    """Another person's or device's page: it shares no session with the others."""
    return await (await open_context(browser)).new_page()


async def open_context(browser: "Browser", **options: Any) -> "BrowserContext":
    """Another person or device: what their pages share is their own."""
    usual = {"locale": "de-DE", "timezone_id": "Europe/Berlin", "reduced_motion": "reduce"}
    return await browser.new_context(**(usual | options))


async def violations(page: "Page") -> list[str]:
    """What axe finds on the page as it is now, against WCAG 2.2 AA and its best practices."""
    from axe_playwright_python.async_playwright import Axe  # noqa: PLC0415 - for few tests

    found = await Axe().run(page, options={"resultTypes": ["violations"]})
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]]

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk as somebody stands before it: its screens, fingers, keys and a scanner."""

import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser import open_context

if TYPE_CHECKING:
    from playwright.async_api import Browser, FloatRect, Page

TALL = {"width": 1080, "height": 1920}
A_MOMENT, SAME_PLACE = 0.45, 50  # s, px: touch.js
A_KEY = 0.005  # s from one key of a scanner to the next
ENTER = {"code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13}
LEAST = 72  # px that a finger is given
# What can be touched on the screen as it is, with where it lies.
TARGETS = """() => [...document.querySelectorAll("button, a")]
  .filter((one) => one.checkVisibility() && !one.closest("[hidden]"))
  .map((one) => ({ name: one.id || one.textContent, ...one.getBoundingClientRect().toJSON() }))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtKiosk:
    """Somebody before a kiosk."""

    page: "Page"
    touched: list[float] = field(default_factory=list)  # when, and where

    async def is_at(self, screen: str) -> None:
        await self.page.locator(f"[data-screen={screen}]").wait_for()

    async def touch(self, id_: str) -> None:
        """Touch what has this id, on whichever page of the choices it is."""
        wanted = self.page.locator(f"#{id_}")
        await wanted.wait_for(state="attached")  # its screen is there
        while not await wanted.is_visible():
            await self.page.locator(".forth").click()
        while (box := await wanted.bounding_box()) is None:
            await wanted.wait_for()  # it was drawn anew just now
        await self.take_time(box)
        await wanted.click()

    async def take_time(self, box: "FloatRect") -> None:
        """Nobody means two things by touching one place twice within a moment."""
        x, y, now = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, time.monotonic()
        if self.touched:
            at, *before = self.touched
            if math.dist((x, y), before) < SAME_PLACE and now - at < A_MOMENT:
                await self.page.wait_for_timeout(1000 * A_MOMENT)
        self.touched[:] = [time.monotonic(), x, y]

    async def to_wait_or_slot(self, service: str = "ausweis") -> None:
        await self.touch("without")
        await self.touch(f"service-{service}")
        await self.is_at("wait_or_slot")

    async def take_ticket(self, service: str = "ausweis") -> str:
        """From the first screen to a ticket; its number."""
        await self.to_wait_or_slot(service)
        await self.touch("wait")
        await self.is_at("ticket")
        return await self.page.locator("#told .number").inner_text()

    async def scan(self, text: str) -> None:
        """A scanner types very fast, and ends with Enter: so its keys say, however busy this machine is."""
        wire = await self.page.context.new_cdp_session(self.page)
        began = time.time()
        for place, key in enumerate([*text, "Enter"]):
            said = {"key": key, "timestamp": began + place * A_KEY}
            typed = ENTER if key == "Enter" else {"text": key}
            await wire.send("Input.dispatchKeyEvent", {"type": "keyDown", **said, **typed})
            await wire.send("Input.dispatchKeyEvent", {"type": "keyUp", **said})
        await wire.detach()

    async def said(self) -> str:
        """What is to be read."""
        return await self.page.locator("#told").inner_text()

    async def targets(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.page.evaluate(TARGETS)
        return found


@asynccontextmanager
async def kiosk_at(
    browser: "Browser", url: str, token: str, *, clock: bool = False, **options: Any
) -> "AsyncIterator[AtKiosk]":
    """A kiosk that was paired, at its first screen."""
    context = await open_context(browser, **({"viewport": TALL} | options))
    try:
        page = await context.new_page()
        paired = await page.request.post(f"{url}/pairing", form={"token": token})
        assert paired.url == f"{url}/kiosk", paired.url
        if clock:
            await page.clock.install()
        await page.goto(paired.url)
        kiosk = AtKiosk(page=page)
        await kiosk.is_at("start")
        yield kiosk
    finally:
        await context.close()

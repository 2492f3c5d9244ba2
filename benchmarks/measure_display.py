# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How soon after a clerk asks for the next person the waiting room's display begins to say the number.

python -m benchmarks.measure_display [--calls 40]

Real `aufruf serve` on SQLite, real Chromium with the display's page, gong and speech as usual. The time is
from sending call-next to the first sample of the words, as the browser plans to play it (its own latency of
output added); each number is said for the first time, so that nothing is ready beforehand. Clerk, server,
browser and espeak-ng share two cores.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import results, servers
from benchmarks.measure_live import Desk, desk_in, quantile
from benchmarks.results import LEAST, MOST, judged
from tests.browser import FLAGS, chromium

if TYPE_CHECKING:
    from playwright.async_api import Page

BAR = "call to display with speech"
PLAYS = [*FLAGS, "--autoplay-policy=no-user-gesture-required"]
HEARD_WITHIN = 15.0  # seconds; whatever takes longer was not heard
WARM = 2  # calls that do not count: the browser opens its way to the loudspeaker


async def heard(page: "Page", number: str) -> dict[str, dict[str, Any]]:
    """The parts of a call once all were heard, by their names."""
    async with asyncio.timeout(HEARD_WITHIN):
        while True:
            parts = json.loads(await page.evaluate("document.body.dataset.heard ?? '[]'"))
            mine = {each["part"]: each for each in parts if each["number"] == number}
            if "speech 1" in mine:
                return mine
            await asyncio.sleep(0.1)


async def apart(page: "Page") -> float:
    """How far the browser's clock is from ours, in seconds."""
    before = time.time()
    shown: float = await page.evaluate("performance.timeOrigin + performance.now()")
    return shown / 1000 - (before + time.time()) / 2


async def measure(page: "Page", desk: Desk, *, calls: int) -> tuple[list[float], list[float], int]:
    """Seconds to the gong and to the first word, call by call; and how many were said."""
    gongs, words, said = [], [], 0
    for number in range(1, calls + WARM + 1):
        difference = await apart(page)
        sent = time.time()
        status, visit = await desk.post(f"/api/v1/offices/{desk.place}/counters/1/call-next")
        assert status == 200, status
        await desk.hang_up()
        parts = await heard(page, f"A{number:03d}")
        await desk.post(f"/api/v1/visits/{visit}/miss")
        await desk.hang_up()
        if number > WARM:
            gongs.append(parts["gong"]["started"] / 1000 - difference - sent)
            words.append(parts["speech 1"]["started"] / 1000 - difference - sent)
            said += parts["speech 1"]["ok"]
    return gongs, words, said


async def run(calls: int) -> tuple[Sequence[float], Sequence[float], int]:
    from playwright.async_api import async_playwright  # noqa: PLC0415 - as in tests/browser.py

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'aufruf.sqlite'}"
        with servers.aufruf(url) as server:
            async with (
                desk_in(url, "amt", people=calls + WARM + 5, port=server.port) as (desk, token),
                async_playwright() as playwright,
                await playwright.chromium.launch(executable_path=chromium(), args=PLAYS) as browser,
            ):
                context = await browser.new_context(locale="de-DE")
                await context.add_cookies([{"name": "aufruf_device", "value": token, "url": server.url}])
                page = await context.new_page()
                await page.goto(f"{server.url}/display/wand")
                await page.locator("body[data-wire=live]").wait_for()
                return await measure(page, desk, calls=calls)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--calls", type=int, default=40)
    given = options.parse_args()
    gongs, words, said = asyncio.run(run(given.calls))
    results.table(
        f"From call-next to the display, {len(words)} calls",
        [("to the gong", gongs, "s"), ("to the first word", words, "s")],
    )
    results.keep(
        [
            judged(BAR, "to the first word, p50 s", value=quantile(words, 0.5), goal=(MOST, 1.5)),
            judged(BAR, "to the first word, p95 s", value=quantile(words, 0.95), goal=(MOST, 1.5)),
            judged(BAR, "calls that were said", value=said / len(words), goal=(LEAST, 1)),
        ]
    )


if __name__ == "__main__":
    main()

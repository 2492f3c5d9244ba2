# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two who begin to talk at the same moment, with a camera and microphone that a browser invents."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import INVENTED_MEDIA, launched

if TYPE_CHECKING:
    from playwright.async_api import Page

TALK = Path(__file__).parents[2] / "kiosk/static/help/talk.js"
ADDRESS = "http://127.0.0.1/"  # nobody is asked there: the browser is given both files
PAGE = '<video id="theirs" autoplay muted></video>'
SEEN_WITHIN = 20_000  # ms
# What the device says arrives only when it has answered an offer that was made before it was heard.
TWO = """async () => {
  const { Talk } = await import("/talk.js");
  const held = [];
  let held_back = true;
  window.states = { device: "", helper: "" };
  const device = new Talk({
    polite: true,
    send: (signal) => {
      const word = structuredClone(signal);
      if (held_back) held.push(word);
      else queueMicrotask(() => helper.hear(word));
      if (word.description) {
        held_back = false;
        for (const each of held.splice(0)) queueMicrotask(() => helper.hear(each));
      }
    },
    onstate: ({ connection, stream }) => {
      states.device = connection;
      document.getElementById("theirs").srcObject = stream;
    },
  });
  const helper = new Talk({
    polite: false,
    send: (signal) => { const word = structuredClone(signal); queueMicrotask(() => device.hear(word)); },
    onstate: ({ connection }) => { states.helper = connection; },
  });
  device.start({ audio: true, video: false });
  helper.start({ audio: true, video: true });
}"""
BOTH_LIVE = """() => states.device === "live" && states.helper === "live"
  && document.getElementById("theirs").getVideoPlaybackQuality().totalVideoFrames > 0"""


# A finger twice on "Kamera an", and once on "Mikrofon an" while that is being asked for.
IMPATIENT = """async () => {
  const { Talk } = await import("/talk.js");
  const taken = [], take = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const found = await take(wanted);
    taken.push(...found.getTracks());
    return found;
  };
  const talk = new Talk({ send() {}, polite: true });
  const on = (kind) => talk.turn(kind, true);
  await Promise.all([talk.start({ audio: true }), on("audio"), on("video"), on("video")]);
  const shown = talk.own.getTracks().map(({ kind }) => kind).sort();
  talk.stop();
  return [shown, new Set(taken.map(({ readyState }) => readyState)).size, taken[0].readyState];
}"""


@asynccontextmanager
async def talking_page() -> AsyncIterator["Page"]:
    """A page that knows how to talk, and of which nothing was complained at the end."""
    async with launched(*INVENTED_MEDIA) as browser:
        page = await browser.new_page()
        failed: list[str] = []
        page.on("pageerror", lambda error: failed.append(str(error)))
        await page.route(ADDRESS, lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        await page.route(
            f"{ADDRESS}talk.js", lambda route: route.fulfill(path=TALK, content_type="text/javascript")
        )
        await page.goto(ADDRESS)
        yield page
        assert failed == []


async def test_two_whose_first_words_cross_hear_and_see_each_other() -> None:
    async with talking_page() as page:
        await page.evaluate(TWO)
        await page.wait_for_function(BOTH_LIVE, timeout=SEEN_WITHIN)


async def test_no_camera_runs_on_because_it_was_switched_on_twice() -> None:
    async with talking_page() as page:
        assert await page.evaluate(IMPATIENT) == [["audio", "video"], 1, "ended"]

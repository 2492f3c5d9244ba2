# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk and whoever helps there, each in a Chromium of their own: who does what, and when it can be seen.

Both pages note moments by the clock of the machine that they share. What can be seen is noted when the
browser is about to draw it; what somebody did, before anything else has happened.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser import INVENTED_MEDIA, launched, open_context
from tests.e2e.at_kiosk import AtKiosk, kiosk_at
from tests.web.served import PASSWORD

if TYPE_CHECKING:
    from playwright.async_api import Frame, Page

HELPER = "hanna"  # by whose name somebody logs in
NOTED_WITHIN = 15.0  # seconds; whatever takes longer has not come
A_LOOK = 0.02  # seconds between two looks at what a page has noted
# At the kiosk: when something was touched, and every line of a conversation by sound and picture.
AT_KIOSK = """() => {
  window.noted = { touched: 0, changes: [] };
  window.lines = [];
  addEventListener("pointerdown", () => { noted.touched = Date.now(); }, true);
  const Usual = RTCPeerConnection;
  window.RTCPeerConnection = class extends Usual {
    constructor(...all) { super(...all); window.lines.push(this); }
  };
  const word = Object.assign(document.createElement("p"), { id: "measured" });
  document.body.append(word);
}"""
# On the helpers' list: since when a request is to be seen.
ON_LIST = """() => {
  window.noted = {};
  new MutationObserver(() => {
    for (const { dataset: { request } } of document.querySelectorAll("[data-request]")) {
      if (!(request in noted)) requestAnimationFrame(() => { noted[request] ??= Date.now(); });
    }
  }).observe(document.getElementById("now"), { subtree: true, childList: true, attributes: true });
}"""
# On the device's screen, and in what the helper is shown of it: when there was another screen or word.
ON_SCREEN = """(is_replay) => {
  const shown = is_replay ? document.querySelector("#root iframe").contentDocument : document;
  window.noted ??= {};
  noted.changes = [];
  let last = "";
  const look = () => {
    const now = `${shown.body?.dataset.screen} ${shown.getElementById("measured")?.textContent}`;
    if (now === last) return;
    last = now;
    if (is_replay) requestAnimationFrame(() => noted.changes.push([now, Date.now()]));
    else noted.changes.push([now, Date.now()]);
  };
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  new MutationObserver(look).observe(shown, all);
}"""
FIRST_PICTURE = """() => new Promise((done) => {
  const look = () => {
    const video = document.querySelector(".help-theirs");
    if (!video?.srcObject || video.hidden) return requestAnimationFrame(look);
    video.requestVideoFrameCallback(() => done(Date.now()));
  };
  look();
})"""
DECODED = """async () => [...(await lines.at(-1).getStats()).values()]
  .filter(({ type, kind }) => type === "inbound-rtp" && kind === "video")
  .reduce((sum, { framesDecoded }) => sum + framesDecoded, 0)"""


@dataclass(kw_only=True)  # without slots: Playwright leaves a mark on whoever listens
class Pair:
    """Somebody at a kiosk, and who helps from afar. Durations in milliseconds."""

    kiosk: AtKiosk
    helper: "Page"
    chance: random.Random
    sent: list[str] = field(default_factory=list)  # what the kiosk has said of its screen

    async def press(self) -> float:
        """Ask for help; until it stood on the helper's list. Then it is called off."""
        await self.helper.evaluate("() => { for (const id in noted) delete noted[id]; }")
        await self.kiosk.touch("help-button")
        touched: int = await self.kiosk.page.evaluate("noted.touched")
        shown: int = await _noted(self.helper, "Object.values(noted)[0]")
        await self.kiosk.touch("help-withdraw")
        await self.helper.locator("[data-request]").wait_for(state="detached")
        await self.pause()
        return shown - touched

    async def begin(self) -> "Frame":
        """Ask, accept, agree to be seen; the frame in which the helper sees it."""
        await self.kiosk.touch("help-button")
        await self.helper.locator("[id^=remote-]").click()
        await self.helper.locator("body[data-there=yes]").wait_for()
        await self.helper.locator("#ask-view").click()
        await self.kiosk.touch("help-yes-view")
        await self.helper.locator("body[data-mirror=shown]").wait_for()
        frame = next(each for each in self.helper.frames if each.url.endswith("/help/mirror"))
        await self.kiosk.page.evaluate(ON_SCREEN, False)
        await frame.evaluate(ON_SCREEN, True)
        return frame

    async def another_word(self, frame: "Frame", number: int) -> float:
        """A word changes at the kiosk; until it has where the helper looks."""
        await self.kiosk.page.evaluate(f"document.getElementById('measured').textContent = 'Satz {number}'")
        return await self._shown(frame)

    async def another_screen(self, frame: "Frame", number: int) -> float:
        """The same with a whole screen."""
        await self.kiosk.touch("back" if number % 2 else "without")
        return await self._shown(frame)

    async def _shown(self, frame: "Frame") -> float:
        what, began = await _noted(self.kiosk.page, "noted.changes.at(-1)")
        seen, at = await _noted(frame, f"noted.changes.find(([what]) => what === {what!r})")
        assert seen == what
        for page in (self.kiosk.page, frame):
            await page.evaluate("noted.changes.length = 0")
        await self.pause()
        return float(at - began)

    async def talk(self) -> tuple[float, int]:
        """Agree to talk; until the first picture, and how many were decoded. Then it is taken back."""
        page = self.kiosk.page
        await self.helper.locator("#with-video").check()
        await self.helper.locator("#ask-talk").click()
        picture = asyncio.create_task(page.evaluate(FIRST_PICTURE))
        await self.kiosk.touch("help-yes-talk")
        touched: int = await page.evaluate("noted.touched")
        async with asyncio.timeout(NOTED_WITHIN):
            shown: int = await picture
        await self.pause()  # it goes on
        decoded: int = await page.evaluate(DECODED)
        if not await page.locator("#help-may-talk").is_visible():
            await self.kiosk.touch("help-allow")
        await self.kiosk.touch("help-may-talk")
        await self.helper.locator("[data-consent=talk][data-agreed=no]").wait_for()
        await self.helper.locator("body[data-talk=off]").wait_for()
        await self.pause()
        return shown - touched, decoded

    def note(self, text: str | bytes) -> None:
        """What the kiosk has said, if it is of its screen."""
        if isinstance(text, str) and text.startswith('{"type":"mirror"'):
            self.sent.append(text)

    async def pause(self) -> None:
        """So that nothing is in step with anybody's clockwork."""
        await asyncio.sleep(self.chance.uniform(0.2, 0.7))


async def _noted(page: "Page | Frame", what: str) -> Any:
    """What a page has noted, once it has."""
    async with asyncio.timeout(NOTED_WITHIN):
        while (found := await page.evaluate(what)) is None:  # noqa: ASYNC110 (it happens in the browser)
            await asyncio.sleep(A_LOOK)
    return found


@asynccontextmanager
async def a_pair(at_kiosk: str, at_helper: str, *, token: str, chance: random.Random) -> AsyncIterator[Pair]:
    """The kiosk with this token and the helper on their list, at these addresses."""
    async with (
        launched(*INVENTED_MEDIA) as his,
        launched(*INVENTED_MEDIA) as hers,
        kiosk_at(his, at_kiosk, token) as kiosk,
    ):
        helper = await (await open_context(hers)).new_page()
        await helper.goto(f"{at_helper}/login?next=/help")
        await helper.locator("[name=name]").fill(HELPER)
        await helper.locator("[name=password]").fill(PASSWORD)
        await helper.keyboard.press("Enter")
        await helper.locator("body[data-wire=live]").wait_for()
        await helper.evaluate(ON_LIST)
        pair = Pair(kiosk=kiosk, helper=helper, chance=chance)
        kiosk.page.on("websocket", lambda socket: socket.on("framesent", pair.note))
        await kiosk.page.evaluate(AT_KIOSK)
        yield pair

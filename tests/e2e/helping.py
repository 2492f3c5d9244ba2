# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people who never meet: before a kiosk, and before the helpers' page; each in a browser of their own.

What either page says on any socket is kept, and so is every microphone and every line that they have opened.
"""

import re
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url

from aufruf import clock
from aufruf.actions import help_choices, helper_pools
from aufruf.cli_database import DONE
from aufruf.cli_running import run_advance
from aufruf.db.engine import make_engine
from aufruf.db.transaction import Database
from aufruf.domain.help import HelpLevel
from aufruf.domain.help_rules import HelpRules, Naming
from aufruf.domain.roles import DeviceKind, Role
from tests.browser import chromium, open_context
from tests.e2e.at_kiosk import TALL, AtKiosk
from tests.e2e.house import House, open_house
from tests.web.served import PASSWORD, make_device, make_office, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, FrameLocator, Locator, Page, Playwright

SOON = 15_000  # ms; what happens elsewhere is seen much sooner, but not on a busy machine
NAMED = "Frau K."
FAKE_DEVICES = "--use-fake-device-for-media-stream"
MEDIA = ["microphone", "camera"]
# Every line and every microphone or camera that the page opens, to be looked at.
WATCH = """
window.lines = []; window.taken = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...given) { super(...given); window.lines.push(this); }
};
const take = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
  const found = await take(wanted);
  window.taken.push(...found.getTracks());
  return found;
};
"""
# What has been heard and seen of the other side.
HEARD = """async (what) => {
  const found = { sound: 0, pictures: 0 };
  for (const line of window.lines) for (const each of (await line.getStats()).values()) {
    if (each.type !== "inbound-rtp") continue;
    found.sound += each.totalAudioEnergy ?? 0;
    found.pictures += each.framesDecoded ?? 0;
  }
  return what.every((each) => found[each] > 0);
}"""
# All that a browser keeps, whole.
KEPT = """async () => JSON.stringify([
  { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys(),
  location.href, history.state,
  performance.getEntriesByType("resource").map(({ name }) => name),
])"""


@dataclass(kw_only=True)
class Side:
    """One page and all that it said and was told over sockets; what it complained of."""

    page: "Page"
    frames: list[str | bytes] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def said(self, kind: str) -> bool:
        """Whether any frame was of this kind."""
        return any(f'"type":"{kind}"' in str(each).replace(" ", "") for each in self.frames)

    async def kept(self) -> str:
        """What the browser keeps of all this."""
        return str(await self.page.evaluate(KEPT))

    async def context_closes(self) -> None:
        """The computer is switched off."""
        await self.page.context.close()

    async def hears(self, *what: str) -> None:
        """Something arrives of the other side: "sound" that is no silence, "pictures" that were drawn."""
        await self.page.wait_for_function(HEARD, arg=what, timeout=2 * SOON, polling=200)

    async def media_end(self) -> None:
        """No microphone, no camera and no line stays open."""
        await self.page.wait_for_function(
            "window.taken.every((each) => each.readyState === 'ended')"
            " && window.lines.every((each) => each.connectionState === 'closed')",
            timeout=SOON,
        )


@dataclass(kw_only=True)
class Citizen(Side):
    """Somebody before a kiosk."""

    kiosk: AtKiosk
    place: str

    async def calls(self) -> None:
        """“Hilfe”, and what is said to that."""
        await self.kiosk.touch("help-button")
        await self.title("Hilfe ist gerufen")

    async def title(self, words: str) -> None:
        """The panel says so."""
        await self.page.locator("#help-title", has_text=words).wait_for(timeout=SOON)

    async def told(self, words: str) -> None:
        """It is to be read somewhere in the panel."""
        await self.page.locator("#help-panel").get_by_text(words).first.wait_for(timeout=SOON)

    async def sees(self, words: str) -> None:
        """What goes on from afar is said at the top of the screen."""
        await self.page.locator("#help-bar", has_text=words).wait_for(timeout=SOON)

    async def agrees(self, to: str) -> None:
        """Yes, to this one thing."""
        await self.page.locator(f"#help-yes-{to}").wait_for(timeout=SOON)
        await self.kiosk.touch(f"help-yes-{to}")

    async def is_alone(self) -> None:
        """Nothing of helping is on the screen."""
        await self.page.locator("#help-panel").wait_for(state="hidden", timeout=SOON)
        await self.page.locator("#help-bar").wait_for(state="hidden", timeout=SOON)


@dataclass(kw_only=True)
class Helper(Side):
    """Somebody before the helpers' page."""

    url: str

    def request(self, citizen: Citizen) -> "Locator":
        """Their request, in the list."""
        return self.page.locator(".request[data-request]", has_text=citizen.place)

    async def accepts(self, citizen: Citizen, *, mode: str = "remote") -> None:
        """“Ich helfe von hier”, or “Ich komme”."""
        await self.request(citizen).locator(f"button[value={mode}]").click(timeout=SOON)
        await self.page.locator("#session").wait_for(timeout=SOON)
        if mode == "remote":
            await self.page.locator("body[data-there=yes]").wait_for(timeout=SOON)

    async def asks(self, *kinds: str) -> None:
        """Would you agree?"""
        for kind in kinds:
            await self.page.locator(f"#ask-{kind}").click()

    async def may(self, kind: str) -> None:
        """It was agreed to."""
        await self.page.locator(f"[data-consent={kind}][data-agreed=yes]").wait_for(timeout=SOON)

    @property
    def mirror(self) -> "FrameLocator":
        """The device's screen as it is shown here."""
        return self.page.frame_locator("#mirror-frame").frame_locator("iframe")

    async def over(self, words: str) -> None:
        """It is over, and why."""
        await self.page.locator("#over-words", has_text=words).wait_for(timeout=SOON)

    async def ends_with_ticket(self, service: str, note: str) -> None:
        """The citizen gets a ticket, the clerk a note."""
        await self.page.locator("#end [value=ticket]").check()
        await self.page.locator("#service").select_option(service)
        await self.page.locator("#note").fill(note)
        await self.page.locator("#end-now").click()
        await self.page.locator("#said", has_text="Wartemarke").wait_for(timeout=SOON)


@dataclass(frozen=True, kw_only=True)
class Place:
    """An office with helpers of its own, in a pool and on the phone; and two browsers."""

    house: House
    db: Database
    citizens: "Browser"
    helpers: "Browser"
    database: Path
    script: str  # that each page runs first

    @asynccontextmanager
    async def citizen(self, *, url: str = "", **options: Any) -> AsyncIterator[Citizen]:
        """Somebody before a kiosk that nobody else has used; `url`: how it reaches the server."""
        url, name = url or self.house.url, f"Kiosk {a_word()[4:12]}"
        token = await make_device(self.db, DeviceKind.KIOSK, name=name)
        context = await open_context(self.citizens, **({"viewport": TALL, "permissions": MEDIA} | options))
        try:
            page = await self.watched_page(context)
            kiosk = AtKiosk(page=page)
            citizen = Citizen(page=page, kiosk=kiosk, place=name)
            listen(citizen)
            paired = await page.request.post(f"{url}/pairing", form={"token": token})
            assert paired.url == f"{url}/kiosk", paired.url
            await page.goto(paired.url)
            await kiosk.is_at("start")
            yield citizen
        finally:
            await context.close()

    @asynccontextmanager
    async def helper(self, name: str = "hanna", **options: Any) -> AsyncIterator[Helper]:
        """Somebody who helps, with the list before them."""
        context = await open_context(self.helpers, **({"permissions": MEDIA} | options))
        try:
            yield await self.helpers_page(context, name)
        finally:
            await context.close()

    async def helpers_page(self, context: "BrowserContext", name: str, *, at: str = "help") -> Helper:
        """Another page of theirs, after logging in."""
        helper = Helper(page=await self.watched_page(context), url=self.house.url)
        listen(helper)
        form: dict[str, str | float | bool] = {"name": name, "password": PASSWORD}
        await helper.page.request.post(f"{self.house.url}/login", form=form)
        await helper.page.goto(f"{self.house.url}/{at}")
        if at == "help":
            await helper.page.locator("body[data-wire=live]").wait_for()
        return helper

    async def watched_page(self, context: "BrowserContext") -> "Page":
        """A page of which lines and microphones are known."""
        page = await context.new_page()
        await page.add_init_script(self.script)
        return page

    async def advance(self, length: str) -> None:
        """`aufruf clock advance`."""
        assert await run_advance(self.db, length=length) == DONE

    async def tidy(self) -> None:
        """All that was written goes into the database's own file, as it does when the server has a moment."""
        async with self.db.engine.connect() as connection:
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def stored(self) -> bytes:
        """Every byte of the database, of what is on its way into it, and of the log."""
        log = self.house.server.log.encode()
        return log + b"".join(
            each.read_bytes() for each in self.database.parent.glob(f"{self.database.name}*")
        )


def listen(side: Side) -> None:
    """Keep every frame of every socket of a page, and what it complains of."""
    page = side.page

    def keep(frame: str | bytes) -> None:
        side.frames.append(frame)

    def follow(socket: Any) -> None:
        socket.on("framesent", keep)
        socket.on("framereceived", keep)

    page.on("websocket", follow)
    page.on("pageerror", lambda error: side.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: side.complaints.append(message.text) if message.type == "error" else None,
    )


async def launch(playwright: "Playwright", *flags: str) -> "Browser":
    """One of the two browsers."""
    return await playwright.chromium.launch(
        executable_path=chromium(),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--autoplay-policy=no-user-gesture-required",
            *flags,
        ],
    )


@asynccontextmanager
async def helping_place(
    database_url: str,
    *,
    helpers_have_devices: bool = True,
    script: str = "",
    settings: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[Place]:
    """A served office in which people help each other, and both browsers.

    With settings, and a script that each page runs first, if said.
    """
    from playwright.async_api import async_playwright  # noqa: PLC0415 - a third of a second, for few tests

    database = make_url(database_url).database
    assert database is not None
    usual = {"AUFRUF_RATE_LIMIT": "off", "AUFRUF_FORECASTS": "off"}
    async with open_house(database_url, **(usual | dict(settings))) as house:
        db = Database(make_engine(database_url, durable=False), clock=clock.now, rehearsal=True)
        try:
            await staff(db)
            async with (
                async_playwright() as playwright,
                await launch(playwright, FAKE_DEVICES) as citizens,
                await launch(playwright, *([FAKE_DEVICES] if helpers_have_devices else [])) as helpers,
            ):
                yield Place(
                    house=house,
                    db=db,
                    citizens=citizens,
                    helpers=helpers,
                    database=Path(database),
                    script=f"{WATCH};{script}",
                )
        finally:
            await db.close()


async def staff(db: Database) -> None:
    """Hanna and Heiko help in the office, Paula in the pool, Theo on the phone; the stranger elsewhere."""
    await make_office(db, "nord")
    for name in ("hanna", "heiko"):
        await make_user(db, Role.HELPER, name=name, password=PASSWORD)
    for name in ("paula", "theo", "fremd"):
        await make_user(db, Role.HELPER, ["nord"], name=name, password=PASSWORD)
    async with db.transaction() as tx:
        await help_choices.set_rules(tx, office="mitte", rules=HelpRules(naming=Naming.PERSON))
        await helper_pools.describe(tx, name="hanna", shown_as=NAMED)
        for pool, level, name in (("pool", HelpLevel.POOL, "paula"), ("telefon", HelpLevel.PHONE, "theo")):
            await helper_pools.add_pool(tx, pool=pool, name=pool, level=level)
            await helper_pools.join(tx, pool=pool, office="mitte")
            await helper_pools.take_in(tx, pool=pool, name=name)


def a_word() -> str:
    """A word that stands nowhere else."""
    return "Wort" + re.sub(
        r"[0-9-]", "", str(uuid.uuid4()).translate(str.maketrans("0123456789", "ghijklmnop"))
    )

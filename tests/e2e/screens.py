# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make screens`: pictures of every page of the demo town, to be looked at by a person.

They land in .cache/screens; words after the command choose pages by parts of their names. Without any, those
that the README shows are made anew too, in docs/screens.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import launched
from tests.e2e.faces import FACES, Face, keep, portray_help
from tests.e2e.pages import DESKTOP, PAGES, PHONE, Mood, Shown, come_as
from tests.e2e.scene import Scene, set_scene
from tests.servers import running_server

if TYPE_CHECKING:
    from playwright.async_api import Browser, ViewportSize

OUT = Path(__file__).parents[2] / ".cache/screens"
DEMO = (sys.executable, "-m", "aufruf.cli", "demo")
KIOSK: "ViewportSize" = {"width": 1080, "height": 1920}
WALL: "ViewportSize" = {"width": 1920, "height": 1080}
LIGHT, DARK, FORCED = {"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}
MOODS = (
    Mood(name="light", options=LIGHT, size=DESKTOP),
    Mood(name="dark-en", language="en", options=DARK, size=DESKTOP),
    Mood(name="phone", options=LIGHT, size=PHONE),
    Mood(name="phone-dark-en", language="en", options=DARK, size=PHONE),
    Mood(name="forced", options=FORCED, size=DESKTOP),
)
DEVICES = {
    "kiosk": (
        Mood(name="light", options=LIGHT, size=KIOSK),
        Mood(name="dark-en", language="en", options=DARK, size=KIOSK),
        Mood(name="wide", options=LIGHT, size=WALL),
        Mood(name="phone", options=LIGHT, size=PHONE),
    ),
    "display": (
        Mood(name="wide", options=LIGHT, size=WALL),
        Mood(name="tall-en", language="en", options=LIGHT, size=KIOSK),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Who takes the pictures, of what."""

    browser: "Browser"
    scene: Scene

    async def shoot(self, shown: Shown, mood: Mood) -> None:
        """One picture of a whole page; of a device's, just what its screen shows."""
        visitor = await come_as(self.browser, self.scene, shown.visitor, mood)
        try:
            page = await visitor.new_page()
            await page.goto(self.scene.address(shown.path), wait_until="load")
            if shown.then is not None:
                await shown.then(page)
            await page.screenshot(
                path=OUT / f"{shown.name}.{mood.name}.png", full_page=shown.visitor not in DEVICES
            )
        finally:
            await visitor.close()

    async def portray(self, face: Face) -> None:
        """One of the README's pictures."""
        visitor = await come_as(self.browser, self.scene, face.shown.visitor, face.mood)
        try:
            page = await visitor.new_page()
            await page.goto(self.scene.address(face.shown.path), wait_until="load")
            if face.shown.visitor == "kiosk" and face.language != "de":  # there it is chosen with the finger
                await page.locator(f"#language-{face.language}").click()
            if face.shown.then is not None:
                await face.shown.then(page)
            await page.evaluate("document.fonts.ready")
            await keep(page, face)
        finally:
            await visitor.close()


ONLY_FACES = "faces"  # this word alone: the README's pictures, without all the others


async def demo_scene(url: str, password: str) -> Scene:
    """The demo town's first office, in the middle of its day."""
    return await set_scene(
        url,
        office="rathaus",
        display="rathaus",
        service="personalausweis",
        tokens={},
        logins={
            "reception": ("empfang", password),
            "clerk": ("schalter", password),
            "supervisor": ("leitung", password),
            "helper": ("hilfe", password),
        },
        counters={"reception": "1", "clerk": "2"},
    )


async def shoot_all(url: str, password: str, wanted: Iterable[str]) -> None:
    """Every page in every mood."""
    scene = await demo_scene(url, password)
    words = tuple(wanted)
    async with launched() as browser:
        camera = Camera(browser=browser, scene=scene)
        for shown in PAGES:
            if not words or any(word in shown.name for word in words):
                for mood in DEVICES.get(shown.visitor, MOODS):
                    await camera.shoot(shown, mood)
        if words and words != (ONLY_FACES,):
            return
        for face in FACES:
            await camera.portray(face)
        await portray_help(browser, scene)


def main() -> None:
    """Found a town, take the pictures, forget it."""
    OUT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server({"AUFRUF_DATA_DIR": folder}, program=DEMO, ready_within=120) as server,
    ):
        password = (Path(folder) / "demo.password").read_text(encoding="utf-8")
        asyncio.run(shoot_all(server.url, password, sys.argv[1:]))
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")  # noqa: T201 (a command answers on the terminal)


if __name__ == "__main__":
    main()

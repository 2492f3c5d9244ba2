# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of a page that keep up with the world: sent again, as HTML, whenever they have changed.

The page's own templates are the one truth: a part is rendered as it was when the page was, and
`parts.js` puts it in its place.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import msgspec

from aufruf.live.feed import Feed
from aufruf.web.sockets import plain_beat

Render = Callable[[], Awaitable[Mapping[str, str] | None]]
"""Each part's HTML by the id of the element that holds it; None if nothing can have changed."""
LOOK_AGAIN = 10.0  # seconds: scores and minutes grow, though nothing happens


class PartsWire:
    """What one open page has yet to be told."""

    def __init__(self, feed: Feed, render: Render, *, audience: str, pause: float) -> None:
        self.audience = audience
        self.pause = pause
        self._feed = feed
        self._render = render
        self._said: dict[str, str] = {}
        self._seen: tuple[int, float] = (-1, 0.0)

    async def take(self) -> list[str]:
        """The parts that have changed since they were last sent."""
        stamp, moment = self._feed.stamp, asyncio.get_running_loop().time()
        if stamp == self._seen[0] and moment - self._seen[1] < LOOK_AGAIN:
            return []
        parts = await self._render() or {}
        self._seen = (stamp, moment)
        new = {name: html for name, html in parts.items() if self._said.get(name) != html}
        self._said |= new
        return [msgspec.json.encode({"type": "parts", "parts": new}).decode()] if new else []

    def beat(self) -> str:
        """All is well, and nothing was missed."""
        return self._feed.once("beat-alone", lambda: plain_beat(self._feed))

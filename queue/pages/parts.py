# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of a page that keep up with the world: sent again, as HTML, whenever they have changed.

The page's own templates are the one truth: a part is rendered as it was when the page was, and
`parts.js` puts it in its place.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import msgspec
from markupsafe import Markup

from aufruf.domain.events import Event
from aufruf.live.feed import Feed
from aufruf.live.position import Position
from aufruf.web.sockets import plain_beat
from aufruf.web.wire import local

LOOK_AGAIN = 10.0  # seconds: scores and minutes grow, though nothing happens


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Each part's HTML by the id of the element that holds it.

    `seq` is the day's last event that they know of, where the page also changes by the answers to its forms:
    whichever comes later, the newer one stays.
    """

    html: Mapping[str, Markup]
    day: str = ""
    seq: int = 0


Render = Callable[[], Awaitable[Parts | None]]
"""What the parts look like now; None if nothing can have changed."""


class PartsWire:
    """What one open page has yet to be told."""

    def __init__(
        self,
        feed: Feed,
        render: Render,
        *,
        audience: str,
        pause: float,
        urgent: tuple[type[Event], ...] = (),
    ) -> None:
        self.audience = audience
        self.pause = pause
        self._urgent = urgent
        self._feed = feed
        self._render = render
        self._said: dict[str, Markup] = {}
        self._seen: tuple[int, float] = (-1, 0.0)
        self._position: Position | None = None

    async def take(self) -> list[str]:
        """The parts that have changed since they were last sent."""
        stamp, moment = self._feed.stamp, asyncio.get_running_loop().time()
        position = self._feed.position
        if stamp == self._seen[0] and moment - self._seen[1] < LOOK_AGAIN:
            return []
        parts = await self._render()
        self._seen, self._position = (stamp, moment), position
        if parts is None:
            return []
        new = {name: html for name, html in parts.html.items() if self._said.get(name) != html}
        self._said |= new
        return [self._message(parts, new)] if new else []

    def is_urgent(self) -> bool:
        """Whether something has happened since that must not wait until the pause is over."""
        new = self._feed.after(self._position) if self._urgent else None
        return any(isinstance(entry.stored.event, self._urgent) for entry in new or ())

    def beat(self) -> str:
        """All is well, and nothing was missed."""
        return self._feed.once("beat-alone", lambda: plain_beat(self._feed))

    def _message(self, parts: Parts, new: Mapping[str, Markup]) -> str:
        now = local(self._feed.now, self._feed.office.zone)
        html = {name: str(each) for name, each in new.items()}
        said = {"type": "parts", "parts": html, "day": parts.day, "at": parts.seq, "now": now}
        return msgspec.json.encode(said).decode()

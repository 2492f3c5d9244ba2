# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many people who are helped from afar at once, as bare sockets that say what their pages would."""

import asyncio
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.sockets import Socket, open_sockets
from benchmarks.wire import Line

WHOLE, INCREMENTAL, MUTATION = 2, 3, 0  # rrweb's numbers
PACE = 0.1  # seconds between two messages about a screen
BATCH = 1_000  # bytes of such a message, about
CHATS = 5.0  # seconds between two sentences of one side, about
ALL = {"view": True, "point": True, "talk": False}
MARK = 1234567890  # where the moment is written into a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What a kiosk has really said of its screen: the whole picture, and a change of it."""

    whole: bytes
    change: bytes

    @classmethod
    def of(cls, sent: Sequence[str]) -> "Screen":
        """Out of what was recorded: the longest whole picture, and small changes until there are enough."""
        messages = [json.loads(text) for text in sent]
        whole = max(
            (each for each in messages if any(event["type"] == WHOLE for event in each["events"])), key=_size
        )
        changes = [each for each in messages if all(_is_change(event) for event in each["events"])]
        small = min(changes, key=_size)
        event = small["events"][0] | {"timestamp": MARK}
        change = small | {"events": [event] * max(1, BATCH // _size(event))}
        return cls(whole=json.dumps(whole).encode(), change=json.dumps(change).encode())


def _size(said: Any) -> int:
    return len(json.dumps(said))


def _is_change(event: Mapping[str, Any]) -> bool:
    """Whether something on the screen is another than before; not its size."""
    return (event["type"], event["data"].get("source")) == (INCREMENTAL, MUTATION)


@dataclass(slots=True, kw_only=True)
class Session:
    """One who is helped, and their helper."""

    device: Socket
    helper: Socket
    said: int = 0

    async def go_on(self, screen: Screen, until: float, chance: random.Random) -> None:
        """Show a screen and how it changes; now and then both write something."""
        await asyncio.sleep(chance.uniform(0, PACE))
        self.device.say(screen.whole)
        next_at, chat_at = time.perf_counter(), time.perf_counter() + chance.uniform(0, CHATS)
        while (now := time.perf_counter()) < until:
            self.device.say(screen.change.replace(str(MARK).encode(), f"{now:.6f}".encode()))
            self.said += 1
            if now >= chat_at:
                chat_at = now + chance.uniform(0.5, 1.5) * CHATS
                for side, facts in ((self.helper, {"phrase": "hello"}), (self.device, {"text": "Gut."})):
                    side.say(json.dumps({"type": "chat", **facts}).encode())
            next_at += PACE
            await asyncio.sleep(max(0.0, next_at - time.perf_counter()))

    def delays(self) -> list[float]:
        """From each change to its arrival at the helper; milliseconds."""
        found = []
        for at, text in self.helper.heard:
            if text.startswith(b'{"type":"mirror"'):
                event = json.loads(text)["events"][0]
                if event["type"] == INCREMENTAL:
                    found.append(1000 * (at - event["timestamp"]))
        return found

    @property
    def refused(self) -> int:
        """How often either was told that something did not go over."""
        both = (*self.device.heard, *self.helper.heard)
        return sum(text.startswith(b'{"type":"refused"') for _, text in both)

    def close(self) -> None:
        """Both pages are closed."""
        self.device.close()
        self.helper.close()


async def begin(port: int, number: int, *, kiosk: str, helper: str) -> Session:
    """Ask, accept, agree, and open both pages."""
    page = f"measured-page-{number:04d}"
    line, at_kiosk, at_desk = await Line.to(port), f"Bearer {kiosk}", f"Bearer {helper}"
    asked = await line.post(
        "/api/v1/kiosk/help-requests", {"step": "start", "instance": page}, Authorization=at_kiosk
    )
    assert asked.status == 201, asked.body
    id_ = str(asked.json()["id"])
    for path, body, who in (
        (f"/api/v1/help-requests/{id_}/accept", {"mode": "remote"}, at_desk),
        (f"/api/v1/kiosk/help-requests/{id_}/consent", ALL | {"instance": page}, at_kiosk),
    ):
        reply = await line.post(path, body, Authorization=who)
        assert reply.status == 200, reply.body
    await line.close()
    paths = (("/api/v1/kiosk/help-requests", kiosk), ("/api/v1/help-requests", helper))
    (device,), (mate,) = [
        await open_sockets(port, f"{path}/{id_}/socket?instance={page}", count=1, token=token)
        for path, token in paths
    ]
    return Session(device=device, helper=mate)

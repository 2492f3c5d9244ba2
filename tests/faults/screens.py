# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Displays as the page in the waiting room is one: by the rules of its wire.js and screen.js."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection

from tests.faults.town import Town

SILENCE = 12.0  # seconds without any word: the connection is dead
OPENS_WITHIN = 8.0
AGAIN_AFTER, AGAIN_AT_MOST = 0.3, 3.0  # seconds
Message = dict[str, Any]
Lines = list[Message]


def after(calls: Lines, message: Message) -> Lines:
    """What is shown after one more message: the rule of screen.js."""
    match message["type"]:
        case "snapshot":
            return list(message["calls"])
        case "call" | "recall":
            line = {name: message[name] for name in ("number", "counter", "at")}
            others = [c for c in calls if c["number"] != line["number"] and c["counter"] != line["counter"]]
            place = next((i for i, c in enumerate(others) if c["at"] <= line["at"]), len(others))
            return [*others[:place], line, *others[place:]]
        case "cleared":
            return [c for c in calls if c["number"] != message["number"]]
        case _:
            return calls


@dataclass(slots=True, kw_only=True, eq=False)
class Screen:
    """One display, and all that it ever heard."""

    address: str  # ws://… or wss://…
    token: str
    ssl: Any = None
    connects: Callable[[], Awaitable[Any]] | None = None  # gives a connected TCP socket of its own
    silence: float = SILENCE
    epoch: str = ""
    seq: int = -1
    calls: Lines = field(default_factory=list)
    heard: Lines = field(default_factory=list)  # all but signs of life
    twice: int = 0  # messages that were known already
    beats: list[float] = field(default_factory=list)  # when signs of life came
    lost: list[int | None] = field(default_factory=list)  # the code with which each connection ended, if any
    is_open: bool = False

    @property
    def snapshots(self) -> int:
        return sum(message["type"] == "snapshot" for message in self.heard)

    @property
    def told(self) -> Lines:
        """The messages after the first snapshot."""
        return self.heard[1:]

    async def watch(self) -> None:
        """Follow the calls for ever, however often the connection breaks."""
        delay = AGAIN_AFTER
        while True:
            heard = len(self.heard) + len(self.beats)
            code = None
            try:
                await self._follow()
            except websockets.ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else None
            except (OSError, TimeoutError, websockets.WebSocketException):
                pass
            if self.is_open:
                self.lost.append(code)
            self.is_open = False
            if len(self.heard) + len(self.beats) > heard:
                delay = AGAIN_AFTER
            await asyncio.sleep(delay)
            delay = min(delay * 2, AGAIN_AT_MOST)

    async def _follow(self) -> None:
        since = f"?since={self.epoch}.{self.seq}" if self.epoch else ""
        more: Any = {"ssl": self.ssl} if self.ssl else {}
        async with asyncio.timeout(OPENS_WITHIN):
            if self.connects:
                more["sock"] = await self.connects()
            socket = await websockets.connect(
                f"{self.address}{since}",
                additional_headers={"Authorization": f"Bearer {self.token}"},
                compression=None,
                proxy=None,
                ping_interval=None,  # a browser sends none
                close_timeout=1,
                **more,
            )
        try:
            await self._hear(socket)
        finally:
            socket.transport.abort()

    async def _hear(self, socket: ClientConnection) -> None:
        self.is_open = True
        while True:
            async with asyncio.timeout(self.silence):
                message: Message = json.loads(await socket.recv())
            if message["type"] == "beat":
                self.beats.append(time.monotonic())
                continue
            known = message["epoch"] == self.epoch and message["seq"] <= self.seq
            if known and message["type"] != "snapshot":
                self.twice += 1
                continue
            self.epoch, self.seq = message["epoch"], message["seq"]
            self.calls = after(self.calls, message)
            self.heard.append(message | {"heard_at": time.monotonic()})


@asynccontextmanager
async def watching(*screens: Screen) -> AsyncIterator[None]:
    """These displays hang on the wall within the block."""
    tasks = [asyncio.create_task(screen.watch()) for screen in screens]
    try:
        async with asyncio.timeout(20):
            while not all(screen.heard for screen in screens):  # noqa: ASYNC110 (many events of many)
                await asyncio.sleep(0.02)
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def screens_at(town: Town, *servers: str, ssl: Any = None) -> list[Screen]:
    """One display at each of these servers (http://…)."""
    return [
        Screen(address=each.replace("http", "ws", 1) + town.socket, token=town.wall, ssl=ssl)
        for each in servers
    ]


async def fresh(server: str, town: Town, *, ssl: Any = None) -> Message:
    """What a display is told that was just switched on."""
    [new] = screens_at(town, server, ssl=ssl)
    async with watching(new):
        return new.heard[0]


@asynccontextmanager
async def walls(town: Town, servers: Sequence[str], *, each: int = 2) -> AsyncIterator[list[Screen]]:
    """Some displays at each of these servers, hanging on the wall within the block."""
    found = screens_at(town, *(server for server in servers for _ in range(each)))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(watching(*found))
        yield found


async def all_open(screens: Sequence[Screen]) -> None:
    """Wait until every display is connected."""
    async with asyncio.timeout(20):
        while not all(screen.is_open for screen in screens):  # noqa: ASYNC110 (many events of many)
            await asyncio.sleep(0.02)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody asks for help and somebody accepts; the two ends of their line, as their pages hold them."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection

from tests.web.live import SOON, hear, socket_to

ASK, HELP = "/api/v1/kiosk/help-requests", "/api/v1/help-requests"
PAGE, OTHER_PAGE, HELPERS = "geraet-seite-0001", "geraet-seite-0002", "helfer-seite-0001"
ALL = {"view": True, "point": True, "talk": True}
NOTHING = dict.fromkeys(ALL, False)
WHOLE = {"type": 2, "data": {"node": {}}, "timestamp": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A help request with the two who talk: over HTTP by `device` and `helper`, and over the line."""

    id: str
    device: httpx.AsyncClient
    helper: httpx.AsyncClient

    async def agrees(self, to: Mapping[str, bool], page: str = PAGE) -> None:
        """The citizen agrees to these, and to nothing else."""
        wish = {**NOTHING, **to, "instance": page}
        answer = await self.device.post(f"{ASK}/{self.id}/consent", json=wish)
        assert answer.status_code == 200, answer.text

    async def closes(self) -> None:
        answer = await self.helper.post(f"{HELP}/{self.id}/close", json={"reason": "solved"})
        assert answer.status_code == 200, answer.text

    @asynccontextmanager
    async def at_device(
        self, port: int, page: str = PAGE, token: str = ""
    ) -> AsyncIterator[ClientConnection]:
        """The device's end."""
        path = f"{ASK}/{self.id}/socket?instance={page}"
        async with socket_to(port, path, token=token or _token(self.device)) as socket:
            yield socket

    @asynccontextmanager
    async def at_helper(
        self, port: int, page: str = HELPERS, token: str = ""
    ) -> AsyncIterator[ClientConnection]:
        """The helper's end."""
        path = f"{HELP}/{self.id}/socket?instance={page}"
        async with socket_to(port, path, token=token or _token(self.helper)) as socket:
            yield socket


async def session(device: httpx.AsyncClient, helper: httpx.AsyncClient, *, mode: str = "remote") -> Session:
    """Somebody has asked, and the helper has accepted."""
    asked = await device.post(ASK, json={"step": "concern"})
    assert asked.status_code == 201, asked.text
    id_ = str(asked.json()["id"])
    accepted = await helper.post(f"{HELP}/{id_}/accept", json={"mode": mode})
    assert accepted.status_code == 200, accepted.text
    return Session(id=id_, device=device, helper=helper)


async def say(socket: ClientConnection, type_: str, **more: Any) -> None:
    """Say something, or in other words than the page would."""
    await socket.send(json.dumps({"type": type_, **more}))


async def hears(socket: ClientConnection, type_: str, **facts: Any) -> dict[str, Any]:
    """The next message of this type that says these facts; others are passed over."""
    async with asyncio.timeout(SOON):
        while True:
            message = await hear(socket)
            if message["type"] == type_ and all(message.get(name) == fact for name, fact in facts.items()):
                return message


async def hears_nothing_but_beats(socket: ClientConnection, after: ClientConnection) -> None:
    """What was said before has not come: the next that comes is what is said now, at the other end."""
    await say(after, "chat", text="marke")
    assert await hear(socket) == {"type": "chat", "text": "marke"}


def mirror(*events: dict[str, Any]) -> dict[str, Any]:
    """Pictures of the screen."""
    return {"origin": "https://aufruf.test", "events": list(events) or [WHOLE]}


def _token(client: httpx.AsyncClient) -> str:
    return client.headers["authorization"].removeprefix("Bearer ")

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sockets of the application, over a real server within the test: its clock and database are at hand."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
import websockets
from litestar import Litestar
from websockets.asyncio.client import ClientConnection

from aufruf.web.listening import listen, server_config
from tests.ports import free_port

LITTLE = 16_384  # bytes
SOON = 5.0  # seconds within which what must come has come


@asynccontextmanager
async def listening_app(app: Litestar, *, impatient: bool = False) -> AsyncIterator[int]:
    """Serve an application that is started already; the port. `impatient`: the system keeps little unread."""
    config = server_config(app, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    listening = listen("127.0.0.1", port := free_port())
    if impatient:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, LITTLE)
    running = asyncio.create_task(server._serve([listening]))
    while not server.started:  # noqa: ASYNC110 (the library has no event for it)
        await asyncio.sleep(0.01)
    try:
        yield port
    finally:
        server.should_exit = True
        await running


@asynccontextmanager
async def socket_to(
    port: int, path: str, *, token: str = "", headers: Mapping[str, str] | None = None
) -> AsyncIterator[ClientConnection]:
    """A socket, opened with a bearer token if given."""
    said = dict(headers or {}) | ({"Authorization": f"Bearer {token}"} if token else {})
    url = f"ws://127.0.0.1:{port}{path}"
    async with websockets.connect(url, additional_headers=said, compression=None, proxy=None) as socket:
        yield socket


async def hear(socket: ClientConnection, *, beats: bool = False) -> dict[str, Any]:
    """The next message; signs of life are passed over unless wanted."""
    async with asyncio.timeout(SOON):
        while True:
            message: dict[str, Any] = json.loads(await socket.recv())
            if beats or message["type"] != "beat":
                return message


async def status_refused(port: int, path: str, **more: Any) -> tuple[int, dict[str, Any]]:
    """The answer to a handshake that is refused."""
    try:
        async with socket_to(port, path, **more):
            raise AssertionError("it was let in")
    except websockets.InvalidStatus as refusal:
        return refusal.response.status_code, json.loads(refusal.response.body or b"{}")

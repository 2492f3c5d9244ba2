# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where lines between devices and helpers are held: two offices, served, and all who may hold one or not."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from litestar import Litestar
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.web import on_line
from tests.web.live import listening_app
from tests.web.on_line import Session
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import client_of, make_device, make_user


class Scene:
    """Two offices with a kiosk and a terminal, three helpers, and what they do."""

    def __init__(self, port: int, clients: dict[str, Any], tokens: dict[str, str]) -> None:
        self.port, self.clients, self.tokens = port, clients, tokens

    async def session(self, device: str = "kiosk", **more: Any) -> Session:
        return await on_line.session(self.clients[device], self.clients["hanna"], **more)


@pytest.fixture
async def scene(app: Litestar, db: Database) -> AsyncIterator[Scene]:
    await builders.town(db, *(builders.office(id=id_) for id_ in ("mitte", "nord")))
    tokens = {
        "kiosk": await make_device(db, DeviceKind.KIOSK),
        "terminal": await make_device(db, DeviceKind.TERMINAL),
        "elsewhere": await make_device(db, DeviceKind.KIOSK, "nord"),
        "display": await make_device(db, DeviceKind.DISPLAY),
        "hanna": await make_user(db, Role.HELPER),
        "heiko": await make_user(db, Role.HELPER),
        "clerk": await make_user(db, Role.CLERK),
        "stranger": await make_user(db, Role.HELPER, ["nord"]),
    }
    async with AsyncExitStack() as stack:
        clients = {
            name: await stack.enter_async_context(client_of(app, token=token))
            for name, token in tokens.items()
        }
        yield Scene(await stack.enter_async_context(listening_app(app)), clients, tokens)


async def closed_with(socket: ClientConnection) -> tuple[str, int | None]:
    """Why the line is over, as it is said, and the code with which the socket is closed."""
    why = ""
    async with asyncio.timeout(8):
        try:
            while True:
                message = json.loads(await socket.recv())
                why = message["why"] if message["type"] == "over" else why
        except ConnectionClosed:
            return why, socket.close_code

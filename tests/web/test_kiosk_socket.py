# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How it stands at a kiosk, over its socket: when something has changed, and to its kiosks alone."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind
from tests.web.live import hear, listening_app, socket_to, status_refused
from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import Town, town
from tests.web.served import make_device

__all__ = ["town"]

PATH = "/api/v1/kiosk/socket"


@pytest.fixture
async def port(app: Litestar) -> AsyncIterator[int]:
    async with listening_app(app) as port:
        yield port


async def refused(port: int, headers: dict[str, str] | None = None, **more: Any) -> tuple[int, str]:
    status, body = await status_refused(port, PATH, headers=headers, **more)
    return status, str(body["code"])


async def test_a_kiosk_hears_what_changes_in_its_office(town: Town, port: int, db: Database) -> None:
    device = await make_device(db, DeviceKind.KIOSK, id_="eingang")
    ours = {"Cookie": f"aufruf_device={device}", "Origin": f"http://127.0.0.1:{port}"}
    async with socket_to(port, f"{PATH}?office=nord", headers=ours) as kiosk:
        first = await hear(kiosk)
        assert (first["type"], first["office"]["id"], first["device"]["id"]) == ("state", "mitte", "eingang")
        assert (first["waiting"], first["open"]) == (0, True)
        for _ in range(3):
            await town.ticket()
        later = await hear(kiosk)
        while later["waiting"] < 3:  # once a second at most, the newest wins
            later = await hear(kiosk)
        assert {**later, "waiting": 0, "now": ""} == {**first, "now": ""}
        assert (await hear(kiosk, beats=True))["type"] == "beat"
        with pytest.raises(TimeoutError):  # nothing is said twice
            async with asyncio.timeout(1.5):
                await hear(kiosk)


async def test_only_a_kiosk_may_listen_and_only_from_our_page(town: Town, port: int, db: Database) -> None:
    kiosk = await make_device(db, DeviceKind.KIOSK)
    display = await make_device(db, DeviceKind.DISPLAY)
    ours = {"Origin": f"http://127.0.0.1:{port}"}
    elsewhere = {"Cookie": f"aufruf_device={kiosk}", "Origin": "https://elsewhere.example"}
    assert await refused(port) == (401, "not_authenticated")
    assert await refused(port, elsewhere) == (403, "not_allowed")
    assert await refused(port, ours | {"Cookie": f"aufruf_device={display}"}) == (403, "not_allowed")
    assert await refused(port, token=display) == (403, "not_allowed")
    async with socket_to(port, PATH, token=kiosk) as program:
        assert (await hear(program))["office"]["id"] == "mitte"

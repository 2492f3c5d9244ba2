# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What staff see of the devices: troubles where they look anyway, and all of them on one page."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import SetClock, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import open_page, words
from tests.web.served import client_of, make_device, make_user

HEALTH = "/api/v1/devices/health"


@pytest.fixture
async def supervisor(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    await town(db, office(), office(id="nord"))
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as client:
        yield client


async def says(app: Litestar, token: str, **more: Any) -> None:
    async with client_of(app, token=token) as device:
        answer = await device.post(HEALTH, json={"version": "1.0", "instance": "one"} | more)
        assert answer.status_code == 200


@pytest.mark.parametrize("page", ["/console/mitte", "/console/mitte/counters/1"])
async def test_staff_read_where_they_work_what_is_wrong_with_the_devices(
    app: Litestar, db: Database, clock: SetClock, supervisor: httpx.AsyncClient, page: str
) -> None:
    kiosk = await make_device(db, DeviceKind.KIOSK, name="Eingang")
    display = await make_device(db, DeviceKind.DISPLAY)
    await says(app, display)
    clock.advance(minutes=2)
    await says(app, kiosk, printer={"state": "paper_out"}, offline_entries=4)
    seen = words(await open_page(supervisor, page))
    assert "Aufrufmonitor: offline seit 09:00 Uhr" in seen
    assert "Drucker von Eingang: kein Papier" in seen
    assert "Eingang: war offline, 4 Wartemarken von dort kommen noch" in seen
    await says(app, kiosk, printer={"state": "ready"})
    await says(app, display)
    seen = words(await open_page(supervisor, page))
    assert "offline" not in seen
    assert "Papier" not in seen

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everybody who asks for help, gives it or has nothing to do with it, over HTTP."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.actions import helper_pools
from aufruf.db.transaction import Database
from aufruf.domain.help import HelpLevel
from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.web.served import client_of, make_device, make_user

ASK, HELP = "/api/v1/kiosk/help-requests", "/api/v1/help-requests"
Callers = Mapping[str, httpx.AsyncClient]
STUCK = {"step": "concern"}


@pytest.fixture
async def callers(app: Litestar, db: Database) -> AsyncIterator[Callers]:
    """Everybody who may send something, in the offices "mitte" and "nord", and in another tenant's "drueben".

    Pia and Paul are of "drueben"; `pooled` lets them look after "mitte".
    """
    offices = [builders.office(id=id_) for id_ in ("mitte", "nord")]
    await builders.town(db, *offices, builders.office(id="drueben", tenant="nachbar", name="Rathaus Drüben"))
    tokens = {
        "nobody": None,
        "kiosk": await make_device(db, DeviceKind.KIOSK, name="Kiosk am Eingang"),
        "terminal": await make_device(db, DeviceKind.TERMINAL),
        "display": await make_device(db, DeviceKind.DISPLAY),
        "hanna": await make_user(db, Role.HELPER, name="hanna"),
        "heiko": await make_user(db, Role.HELPER),
        "chief": await make_user(db, Role.SUPERVISOR),
        "clerk": await make_user(db, Role.CLERK),
        "reception": await make_user(db, Role.RECEPTION),
        "stranger": await make_user(db, Role.HELPER, ["nord"]),
        "kiosk of nord": await make_device(db, DeviceKind.KIOSK, "nord"),
        "pia": await make_user(db, Role.HELPER, ["drueben"], name="pia"),
        "paul": await make_user(db, Role.HELPER, ["drueben"], name="paul"),
    }
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(client_of(app, token=token))
            for name, token in tokens.items()
        }


async def asked(callers: Callers, device: str = "kiosk", **more: Any) -> dict[str, Any]:
    answer = await callers[device].post(ASK, json=STUCK | more)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def seen(callers: Callers, who: str = "hanna", **wanted: str) -> list[dict[str, Any]]:
    answer = await callers[who].get(HELP, params=wanted)
    assert answer.status_code == 200, answer.text
    assert answer.json()["next"] is None
    return list(answer.json()["items"])


async def pooled(db: Database) -> None:
    """Pia helps in a shared pool of "mitte", and Paul in its phone service."""
    async with db.transaction() as tx:
        for who, level in (("pia", HelpLevel.POOL), ("paul", HelpLevel.PHONE)):
            await helper_pools.add_pool(tx, pool=level, name=level, level=level)
            await helper_pools.join(tx, pool=level, office="mitte")
            await helper_pools.take_in(tx, pool=level, name=who)

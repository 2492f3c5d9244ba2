# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of help requests, live: a pool of another tenant hears of a request when its level is asked."""

import httpx
import sqlalchemy as sa
from litestar import Litestar

from aufruf.actions import helper_pools
from aufruf.actions.help_watching import look_after
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.help import HelpLevel
from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.builders import MONDAY, SetClock
from tests.web.live import hear, listening_app, socket_to
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import client_of, make_device, make_user

LIST = "/api/v1/help-requests/socket"


async def stuck(kiosk: httpx.AsyncClient) -> str:
    answer = await kiosk.post("/api/v1/kiosk/help-requests", json={"step": "start"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_a_pool_hears_of_a_request_once_it_is_asked_and_who_listens_is_there(
    app: Litestar, db: Database, clock: SetClock
) -> None:
    await builders.town(db, builders.office(), builders.office(id="drueben", tenant="nachbar"))
    own = await make_user(db, Role.HELPER, name="hanna")
    pooled = await make_user(db, Role.HELPER, ["drueben"], name="pia")
    async with db.transaction() as tx:
        await helper_pools.add_pool(tx, pool="verbund", name="Verbund", level=HelpLevel.POOL)
        await helper_pools.join(tx, pool="verbund", office="mitte")
        await helper_pools.take_in(tx, pool="verbund", name="pia")
    device = await make_device(db, DeviceKind.KIOSK)
    async with (
        client_of(app, token=device) as kiosk,
        listening_app(app) as port,
        socket_to(port, LIST, token=own) as here,
        socket_to(port, LIST, token=pooled) as there,
    ):
        assert await hear(here) == await hear(there) == {"type": "requests", "items": []}
        async with db.reading() as reading:
            seen = (await reading.connection.execute(sa.select(t.helper.c.seen_at))).scalars().all()
        assert list(seen) == [clock.now] * 2  # an open list is presence

        id_ = await stuck(kiosk)
        assert [each["id"] for each in (await hear(here))["items"]] == [id_]
        clock.advance(seconds=60)
        async with db.transaction() as tx:
            assert await look_after(tx, office="mitte", date=MONDAY, since=clock.now) == 1
        [told] = (await hear(there))["items"]  # the first that it is told, so nothing came before
        assert (told["id"], told["level"], told["rings"], told["office"]) == (id_, "pool", True, "mitte")

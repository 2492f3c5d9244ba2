# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often an address may write and guess, counted for all processes together."""

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.db import limits
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from aufruf.web.limits import WRITES, WRITES_IN
from tests.builders import SetClock, small_town
from tests.web.served import app_over, client_of, database_of, make_device, make_user

WRITE = "/api/v1/kiosk/tickets"  # without a device: refused, and counted
TICKET = {"services": ["ausweis"]}
PROXY = "10.0.0.1"


async def write(client: httpx.AsyncClient, **headers: str) -> int:
    return (await client.post(WRITE, json=TICKET, headers=headers)).status_code


async def all_but(db: Database, app: Litestar, left: int, *, address: str = "192.0.2.1") -> None:
    """As if this address had written so often that only so many are left in this minute."""
    async with client_of(app, address=address) as client:
        assert await write(client) == 401
    async with db.transaction() as tx:
        changed = sa.update(t.rate_limit).where(t.rate_limit.c.count == 1)
        await tx.connection.execute(changed.values(count=WRITES - left))


@pytest.fixture
async def limited(app: Litestar, db: Database) -> None:
    await small_town(db)
    await all_but(db, app, 2)


async def test_after_600_writes_in_a_minute_an_address_must_wait(
    client: httpx.AsyncClient, limited: None, clock: SetClock
) -> None:
    clock.advance(seconds=20)
    assert [await write(client) for _ in range(3)] == [401, 401, 429]
    answer = await client.post(WRITE, json=TICKET)
    assert answer.json()["code"] == "too_many"
    assert answer.headers["retry-after"] == "40"
    clock.advance(seconds=40)
    assert await write(client) == 401


async def test_a_browser_that_is_a_device_is_known_and_not_counted(
    app: Litestar, db: Database, limited: None
) -> None:
    token = await make_device(db, DeviceKind.DISPLAY)
    says, ours = {"version": "1", "instance": "one"}, {"Origin": "http://aufruf.test"}
    async with client_of(app) as browser:
        browser.cookies.set("aufruf_device", token)
        for _ in range(4):
            assert (await browser.post("/api/v1/devices/health", json=says, headers=ours)).status_code == 200


async def test_what_only_looks_is_not_counted(client: httpx.AsyncClient, limited: None) -> None:
    for _ in range(5):
        assert (await client.get("/api/v1/offices/mitte/services")).status_code == 200
    assert await write(client) == 401


async def test_another_address_is_not_affected(
    app: Litestar, client: httpx.AsyncClient, limited: None
) -> None:
    while await write(client) != 429:
        pass
    async with client_of(app, address="192.0.2.2") as other:
        assert await write(other) == 401


async def test_who_is_known_is_not_counted(app: Litestar, db: Database, limited: None) -> None:
    async with client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as kiosk:
        assert [await write(kiosk) for _ in range(4)] == [201] * 4
    async with client_of(app, token=await make_user(db, Role.CLERK)) as program:
        assert [await write(program) for _ in range(4)] == [403] * 4


async def test_a_token_that_nobody_has_makes_nobody_known(app: Litestar, limited: None) -> None:
    async with client_of(app, token="aufruf_p_" + "x" * 43) as somebody:
        assert [await write(somebody) for _ in range(3)] == [401, 401, 429]


async def test_two_processes_share_what_they_count(database_url: str, app: Litestar, limited: None) -> None:
    async with app_over(database_url) as second, client_of(app) as here, client_of(second) as there:
        assert [await write(here), await write(there)] == [401, 401]
        assert [await write(here), await write(there)] == [429, 429]


async def test_many_at_once_are_counted_each(app: Litestar, db: Database) -> None:
    await small_town(db)
    await all_but(db, app, 5)
    async with client_of(app) as client:
        statuses = await asyncio.gather(*(write(client) for _ in range(20)))
    assert sorted(statuses) == [401] * 5 + [429] * 15


async def test_no_address_is_stored(app: Litestar, db: Database, limited: None) -> None:
    async with db.reading() as reading:
        rows = (await reading.connection.execute(sa.select(t.rate_limit))).all()
    assert len(rows) == 1
    assert len(rows[0].key) == 64
    assert "192.0.2" not in str(rows)


async def test_in_a_rehearsal_the_limits_may_be_off(database_url: str) -> None:
    async with app_over(database_url, rehearsal=True, rate_limit=False) as app, client_of(app) as client:
        await small_town(database_of(app))
        assert await write(client) == 401
        async with database_of(app).reading() as reading:
            assert (await reading.connection.execute(sa.select(t.rate_limit))).first() is None


async def counted(db: Database) -> int:
    async with db.reading() as reading:
        query = sa.select(sa.func.count()).select_from(t.rate_limit)
        return int((await reading.connection.execute(query)).scalar_one())


@pytest.fixture
async def behind(database_url: str) -> AsyncIterator[Litestar]:
    """The application behind a proxy of ours."""
    trusted: Any = (ipaddress.ip_network("10.0.0.0/8"),)
    async with app_over(database_url, trusted_proxies=trusted) as app:
        await small_town(database_of(app))
        yield app


@pytest.mark.parametrize(
    ("peer", "said", "different"),
    [
        pytest.param(PROXY, ["203.0.113.1", "203.0.113.2"], 2, id="our proxy says who it was"),
        pytest.param(
            "192.0.2.1", ["203.0.113.1", "203.0.113.2"], 1, id="anybody else may say what they want"
        ),
        pytest.param(
            PROXY, ["6.6.6.6, 203.0.113.1", "7.7.7.7, 203.0.113.1"], 1, id="what came before is made up"
        ),
        pytest.param(
            PROXY, ["203.0.113.1, 10.0.0.2", "203.0.113.2, 10.0.0.2"], 2, id="through two of our proxies"
        ),
        pytest.param(PROXY, ["nonsense", "more nonsense"], 1, id="no address at all"),
        pytest.param(PROXY, ["2001:db8::1", "2001:db8::2"], 1, id="one subscriber's IPv6 addresses"),
        pytest.param(PROXY, ["2001:db8::1", "2001:db8:0:1::1"], 2, id="two subscribers"),
    ],
)
async def test_the_address_is_what_a_trusted_proxy_says(
    behind: Litestar, peer: str, said: list[str], different: int
) -> None:
    async with client_of(behind, address=peer) as client:
        for forwarded in said:
            await write(client, **{"x-forwarded-for": forwarded})
    assert await counted(database_of(behind)) == different


async def check_in(client: httpx.AsyncClient, code: str = "ZZZZZZ") -> int:
    return (await client.post("/api/v1/kiosk/check-ins", json={"code": code})).status_code


async def test_after_ten_wrong_codes_a_kiosk_must_wait(app: Litestar, db: Database, clock: SetClock) -> None:
    await small_town(db)
    async with client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as kiosk:
        assert [await check_in(kiosk) for _ in range(12)] == [404] * 10 + [429] * 2
        async with client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as its_neighbour:
            assert await check_in(its_neighbour) == 404
        clock.advance(minutes=10)
        assert await check_in(kiosk) == 404


async def test_a_window_begins_anew_only_when_it_is_over(db: Database, clock: SetClock) -> None:
    counts = []
    for _ in range(4):
        async with db.transaction() as tx:
            window = await limits.count(tx.connection, "k", now=tx.now, length=WRITES_IN)
        counts.append(window.count)
        clock.advance(seconds=25)
    assert counts == [1, 2, 3, 1]

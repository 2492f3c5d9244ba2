# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a load balancer asks: does the process live, and may somebody be sent to it?"""

import asyncio

import httpx
import sqlalchemy as sa
from litestar import Litestar

from aufruf.db.transaction import Database


async def test_a_server_with_its_database_is_alive_and_ready(client: httpx.AsyncClient) -> None:
    for path, status in (("live", "alive"), ("ready", "ready")):
        answer = await client.get(f"/health/{path}")
        assert (answer.status_code, answer.json()) == (200, {"status": status})


async def test_without_its_tables_it_lives_but_is_not_ready(client: httpx.AsyncClient, db: Database) -> None:
    async with db.transaction() as tx:
        await tx.connection.execute(sa.text("ALTER TABLE tenant RENAME TO elsewhere"))
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "the database does not answer"})
    assert (await client.get("/health/live")).status_code == 200


async def test_where_nothing_is_live_any_more_nobody_is_sent(
    client: httpx.AsyncClient, app: Litestar
) -> None:
    hub = app.state.wiring.hub
    hub._tasks[1].cancel()  # as a defect would end it
    await asyncio.wait([hub._tasks[1]])
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (
        503,
        "nothing is live in this process: restart it",
    )

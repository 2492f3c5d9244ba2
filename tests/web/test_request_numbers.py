# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every line in the log that is about a request carries its number, whoever gave it."""

import re
from collections.abc import AsyncIterator
from ipaddress import ip_network

import pytest
import sqlalchemy as sa
import structlog
from litestar import Litestar
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from aufruf.db.transaction import Database
from tests.builders import SetClock
from tests.web.on_sqlite import database_url
from tests.web.served import app_over, client_of

__all__ = ["database_url"]

PROXY, STRANGER = "10.0.0.1", "192.0.2.7"
OURS = re.compile("[0-9a-f]{32}")


@pytest.fixture
async def app(database_url: str, clock: SetClock) -> AsyncIterator[Litestar]:
    async with app_over(database_url, clock=clock, trusted_proxies=(ip_network(PROXY),)) as app:
        yield app


async def number_of(app: Litestar, *, address: str, said: str) -> str:
    async with client_of(app, address=address) as client:
        answer = await client.get("/api/v1/offices", headers={"X-Request-ID": said})
    return str(answer.headers["x-request-id"])


@pytest.mark.parametrize("said", ["0123-abcd", "a" * 64, "7f3b2c9e-1111-4222-8333-944455556666"])
async def test_a_number_is_taken_over_from_a_proxy_of_ours(app: Litestar, said: str) -> None:
    assert await number_of(app, address=PROXY, said=said) == said


@pytest.mark.parametrize(
    "said", ["", "short-1", "a" * 65, "Erika Beispiel", "erika@post.example", "1234567/"]
)
async def test_what_is_no_number_is_not(app: Litestar, said: str) -> None:
    assert OURS.fullmatch(await number_of(app, address=PROXY, said=said))


async def test_nor_what_a_stranger_says(app: Litestar) -> None:
    assert OURS.fullmatch(await number_of(app, address=STRANGER, said="0123-abcd"))


async def test_every_line_about_a_request_carries_its_number(app: Litestar, db: Database) -> None:
    async with db.transaction() as tx:
        await tx.connection.execute(sa.text("ALTER TABLE office RENAME TO elsewhere"))
    with capture_logs(processors=[merge_contextvars]) as lines:
        async with client_of(app) as client:
            first, second = [await client.get("/api/v1/offices") for _ in range(2)]
    assert first.status_code == second.status_code == 500
    numbers = [line.get("request_id") for line in lines]
    assert numbers == [first.headers["x-request-id"]] * 2 + [second.headers["x-request-id"]] * 2
    assert [line["event"] for line in lines] == ["unexpected", "request"] * 2
    assert structlog.contextvars.get_contextvars() == {}

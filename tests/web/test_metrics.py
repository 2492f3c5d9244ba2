# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is counted, who may see it, and that nobody is named in it."""

import re
from collections.abc import AsyncIterator
from ipaddress import ip_network

import pytest
from litestar import Litestar

from tests.builders import SetClock
from tests.web.on_sqlite import database_url
from tests.web.queueing import Town, town
from tests.web.served import app_over, client_of

__all__ = ["database_url", "town"]

HERE, THERE, PROXY = "127.0.0.1", "192.0.2.44", "10.0.0.1"
THIS_MACHINE = (ip_network("127.0.0.0/8"), ip_network("::1"))


@pytest.fixture
async def app(database_url: str, clock: SetClock) -> AsyncIterator[Litestar]:
    proxies = (ip_network(PROXY),)
    async with app_over(database_url, clock=clock, metrics_from=THIS_MACHINE, trusted_proxies=proxies) as app:
        yield app


async def metrics_of(app: Litestar) -> str:
    async with client_of(app, address=HERE) as scraper:
        answer = await scraper.get("/metrics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return answer.text


def value(text: str, series: str) -> float:
    found = re.search(f"^{re.escape(series)} (\\S+)$", text, re.MULTILINE)
    return 0.0 if found is None else float(found[1])


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        (HERE, {}, 200),
        ("::1", {}, 200),
        ("::ffff:127.0.0.1", {}, 200),
        (THERE, {}, 404),
        (THERE, {"X-Forwarded-For": HERE}, 404),  # says so itself
        (HERE, {"X-Forwarded-For": THERE}, 404),  # through a proxy on this machine that nobody named
        (HERE, {"Forwarded": f"for={THERE}"}, 404),
        (PROXY, {"X-Forwarded-For": THERE}, 404),
        (PROXY, {"X-Forwarded-For": HERE}, 200),  # our proxy saw it come from there
    ],
)
async def test_only_those_that_were_named_see_it(
    app: Litestar, address: str, headers: dict[str, str], status: int
) -> None:
    async with client_of(app, address=address) as somebody:
        answer = await somebody.get("/metrics", headers=headers)
    assert answer.status_code == status
    assert ("aufruf_requests_total" in answer.text) == (status == 200)


async def test_a_day_at_the_office_is_counted(app: Litestar, town: Town) -> None:
    before = await metrics_of(app)
    await town.open()
    for _ in range(3):
        await town.ticket()
    await town.called()
    assert (await town.nobody.get("/api/v1/no/such/path")).status_code == 404
    assert (await town.anna.post("/api/v1/offices/mitte/counters/1/call-next")).status_code == 409
    await town.nobody.request("BREW", "/api/v1/offices")
    after = await metrics_of(app)

    def more(series: str) -> float:
        return value(after, series) - value(before, series)

    assert more('aufruf_requests_total{method="POST",route="/api/v1/kiosk/tickets",status="2xx"}') == 3
    assert more('aufruf_request_seconds_count{method="POST",route="/api/v1/kiosk/tickets"}') == 3
    assert more('aufruf_requests_total{method="GET",route="none",status="4xx"}') == 1
    assert more('aufruf_refusals_total{code="counter_busy"}') == 1
    assert more('aufruf_events_total{kind="visit.arrived"}') == 3
    assert more('aufruf_events_total{kind="visit.called"}') == 1
    assert value(after, 'aufruf_people_waiting{office="mitte"}') == 2
    assert value(after, 'aufruf_people_waiting{office="nord"}') == 0
    assert "BREW" not in after
    assert 'method="other"' in after

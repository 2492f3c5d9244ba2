# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""While PostgreSQL is away everybody is told so in a sentence, and when it comes back everything goes on."""

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from tests.builders import small_town
from tests.databases import wait_for
from tests.postgres import Postgres
from tests.races.scene import clock_from, door
from tests.servers import RunningServer, running_server
from tests.web.served import KEY

BACK_WITHIN = 20  # seconds, on a busy machine
AGAIN, ALL_RIGHT = 5, frozenset((200, 201, 409, 503))
READERS, WRITERS = 3, 3
BOOKED = "/api/v1/appointments"
FREE = "/api/v1/availability?office=mitte&service=ausweis:1&from=2026-11-23&to=2026-11-24"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with Postgres() as postgres:
        yield postgres


async def furnish(url: str) -> None:
    from aufruf.db.migrate import migrate  # noqa: PLC0415 - tests of pure rules start without the database

    await migrate(url)
    async with door(url, clock_from("09:00")) as db:
        await small_town(db)


@pytest.fixture(scope="module")
def server(postgres: Postgres) -> Iterator[RunningServer]:
    url = postgres.create_database("absent")
    wait_for(furnish(url))
    settings = {
        "AUFRUF_DATABASE_URL": url,
        "AUFRUF_SECRET_KEY": KEY,
        "AUFRUF_REHEARSAL": "1",
        "AUFRUF_RATE_LIMIT": "off",
        "AUFRUF_CLOCK_START": "2026-11-23T09:00:00+01:00",
    }
    with running_server(settings) as server:
        yield server


@pytest.fixture
def client(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client:
        yield client


def book(client: httpx.Client, start: str = "2026-11-24T09:00:00+01:00") -> httpx.Response:
    wish = {
        "office": "mitte",
        "services": [{"service": "ausweis"}],
        "start": start,
        "citizen": {"name": "Erika Beispiel"},
    }
    return client.post(BOOKED, json=wish)


def until_ready(client: httpx.Client) -> None:
    deadline = time.monotonic() + BACK_WITHIN
    while not client.get("/health/ready").is_success:
        assert time.monotonic() < deadline, "it does not find its database again"
        time.sleep(0.1)


def lines(server: RunningServer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in server.log.splitlines()]


def test_while_the_database_is_away_every_answer_says_so_and_when_to_try_again(
    postgres: Postgres, server: RunningServer, client: httpx.Client
) -> None:
    assert client.get(FREE).is_success
    postgres.stop()
    for answer in (
        client.get(FREE),
        book(client),
        client.get("/api/v1/offices", headers={"Accept-Language": "en"}),
    ):
        assert answer.status_code == 503, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"] == str(AGAIN)
        assert answer.json()["code"] == "unavailable"
    assert answer.json()["detail"].endswith("Please try again in a moment.")
    page = client.get("/book", headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert page.headers["retry-after"] == str(AGAIN)
    assert "Das ist gerade nicht zu erreichen" in page.text
    assert client.get("/health/ready").status_code == 503
    assert client.get("/health/live").is_success
    counted = client.get("/metrics")
    assert counted.is_success
    assert "aufruf_people_waiting" not in counted.text  # nobody knows
    assert re.search(r'^aufruf_database_unavailable_total{access="read"} [1-9]', counted.text, re.MULTILINE)

    postgres.start()
    until_ready(client)
    assert book(client).status_code == 201
    assert 'aufruf_people_waiting{office="mitte"} 0.0' in client.get("/metrics").text
    said = [line["event"] for line in lines(server)]
    assert "the database does not answer" in said
    assert "the database answers again" in said
    assert "unexpected" not in said


def test_a_restart_in_the_middle_of_things_is_no_defect_of_ours(
    postgres: Postgres, server: RunningServer, client: httpx.Client
) -> None:
    until_ready(client)
    over = threading.Event()
    said = Counter[int]()

    def ask(what: int) -> None:
        with httpx.Client(base_url=server.url, trust_env=False, timeout=30) as one:
            while not over.is_set():
                answer = book(one, f"2026-11-2{4 + what}T10:00:00+01:00") if what < WRITERS else one.get(FREE)
                said[answer.status_code] += 1

    with ExitStack() as ending:
        for what in range(WRITERS + READERS):
            thread = threading.Thread(target=ask, args=[what])
            thread.start()
            ending.callback(thread.join)
        ending.callback(over.set)
        time.sleep(0.3)
        postgres.kill()
        time.sleep(0.3)
        postgres.start()
        until_ready(client)
        postgres.restart()
        until_ready(client)
        time.sleep(0.3)

    defects = [line["error"] for line in lines(server) if line["event"] == "unexpected"]
    assert defects == []
    assert set(said) <= ALL_RIGHT
    assert said[503] > 0
    assert said[200] > 0

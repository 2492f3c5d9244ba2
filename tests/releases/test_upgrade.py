# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server goes on with the database of every release: nothing is lost, and what was given out holds."""

import json
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.databases import NewDatabase, wait_for
from tests.releases.left import RELEASES, contents, fill, given_out
from tests.servers import running_server

OFFICE, COUNTER = "rathaus", "7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a release has left: its database, and the tokens that it gave out."""

    url: str
    known: dict[str, Any]


@pytest.fixture(params=[f"{release}-{engine}" for release in RELEASES for engine in ("sqlite", "postgresql")])
def left(request: pytest.FixtureRequest, new_database: NewDatabase) -> Left:
    release, _, engine = request.param.rpartition("-")
    url = new_database(engine)
    fill(url, release)
    return Left(url=url, known=given_out(url, release))


def test_a_release_left_something_of_everything(left: Left) -> None:
    _, found = wait_for(contents(left.url))
    assert {table for table, rows in found.items() if not rows} == {"erasure"}
    for state in ("waiting", "called", "serving", "parked", "missed", "finished", "transferred", "left"):
        assert any(f"'{state}'" in row for row in found["visit"]), state


def test_the_server_goes_on_with_what_a_release_left(left: Left) -> None:
    columns, before = wait_for(contents(left.url))
    known = left.known
    settings = {"AUFRUF_DATABASE_URL": left.url, "AUFRUF_SECRET_KEY": known["key"], "AUFRUF_REHEARSAL": "1"}
    with running_server(settings) as server, httpx.Client(base_url=server.url, trust_env=False) as client:
        assert client.get("/health/ready").is_success
        _, after = wait_for(contents(left.url, columns))
        assert after == before

        clerk = {"Authorization": f"Bearer {known['clerk']}"}
        called = client.post(f"/api/v1/offices/{OFFICE}/counters/{COUNTER}/call-next", headers=clerk)
        assert called.status_code == 200, called.text
        assert called.json()["state"] == "called"

        held = known["held"]
        owner = {"Authorization": f"Bearer {held['token']}"}
        confirmed = client.post(f"/api/v1/appointments/{held['id']}/confirm", headers=owner)
        assert confirmed.json()["state"] == "confirmed", confirmed.text
        asked = {
            "office": OFFICE,
            "booking_code": known["confirmed"]["booking_code"],
            "name": known["confirmed"]["name"],
        }
        again = client.post("/api/v1/appointments/lookup", json=asked)
        assert again.json() == {name: known["confirmed"][name] for name in ("id", "token")}
        assert client.get(known["ticket"]["status_url"]).is_success
        assert "error" not in {json.loads(line)["level"] for line in server.log.splitlines()}

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same question for free times, in the same words: quick, but never an old answer."""

from typing import Any

import httpx
import pytest

from aufruf.db.transaction import Database
from aufruf.domain.catalogue import StaffMember
from tests import builders
from tests.builders import SetClock, office

TEN = "2026-11-23T10:00:00+01:00"
OF_MONDAY = {"service": "ausweis", "from": "2026-11-23", "to": "2026-11-23"}
AT_MITTE = OF_MONDAY | {"office": "mitte"}


@pytest.fixture(autouse=True)
async def place(db: Database) -> None:
    await builders.town(db, office(staff=(), shifts=()))  # one generalist at each of two counters


async def ask(client: httpx.AsyncClient, question: dict[str, str], **headers: str) -> httpx.Response:
    return await client.get("/api/v1/availability", params=question, headers=headers)


def places_at(answer: httpx.Response, start: str) -> int:
    assert answer.status_code == 200, answer.text
    found: list[Any] = [slot for day in answer.json()["offices"][0]["days"] for slot in day["slots"]]
    return next((slot["places"] for slot in found if slot["start"] == start), 0)


async def test_who_has_the_answer_already_gets_only_that_word(client: httpx.AsyncClient) -> None:
    first = await ask(client, AT_MITTE)
    again = await ask(client, AT_MITTE, **{"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert (await ask(client, AT_MITTE)).content == first.content


async def test_a_booking_in_between_is_seen_by_whoever_asks_again(client: httpx.AsyncClient) -> None:
    first = await ask(client, AT_MITTE)
    wish = {"office": "mitte", "start": TEN, "citizen": {"name": "Erika Beispiel"}}
    booked = await client.post(
        "/api/v1/appointments", json=wish | {"services": [{"service": "ausweis", "quantity": 1}]}
    )
    again = await ask(client, AT_MITTE, **{"If-None-Match": first.headers["etag"]})

    assert booked.status_code == 201
    assert (places_at(first, TEN), places_at(again, TEN)) == (2, 1)


async def test_a_start_that_is_over_is_not_offered_to_whoever_asks_again(
    client: httpx.AsyncClient, clock: SetClock
) -> None:
    first = await ask(client, AT_MITTE)
    clock.set("10:01")

    assert places_at(first, TEN) == 2
    assert places_at(await ask(client, AT_MITTE), TEN) == 0


async def test_a_change_of_the_office_is_seen_by_whoever_asks_again(
    client: httpx.AsyncClient, db: Database
) -> None:
    first = await ask(client, AT_MITTE)
    await builders.town(db, office(staff=(StaffMember(id="anna"),), shifts=()))

    assert places_at(first, TEN) == 2
    assert places_at(await ask(client, AT_MITTE), TEN) == 0


async def test_an_office_that_is_new_is_seen_by_whoever_asks_again_about_all(
    client: httpx.AsyncClient, db: Database
) -> None:
    first = await ask(client, OF_MONDAY)
    await builders.town(db, office(id="nord", staff=(), shifts=()))
    again = await ask(client, OF_MONDAY)

    assert [each["office"] for each in first.json()["offices"]] == ["mitte"]
    assert [each["office"] for each in again.json()["offices"]] == ["mitte", "nord"]

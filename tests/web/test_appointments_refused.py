# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments over HTTP: every refusal of the contract, and nothing is stored."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import Role
from tests.builders import SetClock
from tests.web.bookings import ELEVEN, TEN, TUESDAY, URL, Json, book, stored, two_offices, wish
from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import refusal
from tests.web.served import client_of, make_user


@pytest.fixture(autouse=True)
async def place(db: Database) -> None:
    await two_offices(db)


@pytest.fixture
async def reception(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, token=await make_user(db, Role.RECEPTION)) as client:
        yield client


NONSENSE: list[tuple[Json, int, str]] = [
    ({"office": "nirgends"}, 404, "not_found"),
    ({"office": "mit te"}, 422, "not_valid"),
    ({"office": "a/b"}, 422, "not_valid"),
    ({"services": []}, 422, "not_valid"),
    ({"services": [{"service": "nichts"}]}, 422, "not_valid"),
    ({"services": [{"service": "ausweis", "quantity": 0}]}, 422, "not_valid"),
    ({"services": [{"service": "ausweis", "quantity": -1}]}, 422, "not_valid"),
    ({"services": [{"service": "ausweis", "quantity": "zwei"}]}, 422, "not_valid"),
    ({"services": [{"service": "ausweis", "quantity": 1.5}]}, 422, "not_valid"),
    ({"services": [{"service": "ausweis"}, {"service": "ausweis"}]}, 422, "not_valid"),
    ({"services": [{"service": "ausweis"}] * 21}, 422, "not_valid"),
    ({"services": [{"service": "pass", "quantity": 5}]}, 422, "quantity_too_large"),
    ({"services": [{"service": "auto"}, {"service": "ehe"}]}, 422, "not_combinable"),
    ({"start": "2026-11-23T08:00:00+01:00"}, 422, "in_the_past"),
    ({"start": "0001-01-01T00:00:00+05:00"}, 422, "not_valid"),
    ({"start": "9999-12-31T23:59:59-05:00"}, 422, "not_valid"),
    ({"start": "9998-12-31T23:59:59-05:00"}, 422, "outside_booking_window"),
    ({"start": "2027-03-01T10:00:00+01:00"}, 422, "outside_booking_window"),
    ({"start": "2026-11-23T10:01:00+01:00"}, 422, "off_grid"),
    ({"start": "2026-11-23T10:00:01+01:00"}, 422, "off_grid"),
    ({"start": "2026-11-23T17:50:00+01:00"}, 422, "outside_opening"),
    ({"start": "2026-11-29T10:00:00+01:00"}, 422, "outside_opening"),
    ({"start": "2026-11-23T10:00:00"}, 422, "not_valid"),
    ({"start": "2026-11-23"}, 422, "not_valid"),
    ({"start": "morgen"}, 422, "not_valid"),
    ({"citizen": {"name": ""}}, 422, "not_valid"),
    ({"citizen": {"name": "   "}}, 422, "not_valid"),
    ({"citizen": {"name": "E" * 100_000}}, 422, "not_valid"),
    ({"citizen": {"name": "Erika\x00Beispiel"}}, 422, "not_valid"),
    ({"citizen": {"name": "Erika\nBeispiel"}}, 422, "not_valid"),
    ({"citizen": {"name": "Erika\u202eleipsieB"}}, 422, "not_valid"),
    ({"citizen": {"name": "Erika", "email": "keine"}}, 422, "not_valid"),
    ({"citizen": {"name": "Erika", "email": "a@b\nBcc: c@d"}}, 422, "not_valid"),
    ({"citizen": {"name": "Erika", "phone": "<script>"}}, 422, "not_valid"),
    ({"citizen": {"name": "Erika", "birthday": "1990-01-01"}}, 422, "not_valid"),
    ({"citizen": {}}, 422, "not_valid"),
    ({"citizen": None}, 422, "not_valid"),
    ({"language": "klingonisch"}, 422, "not_valid"),
    ({"notes": "x" * 1001}, 422, "not_valid"),
    ({"colour": "blue"}, 422, "not_valid"),
]


async def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    client: httpx.AsyncClient, db: Database
) -> None:
    before = await stored(db)
    for changes, status, code in NONSENSE:
        answer = await client.post(URL, json=wish(**changes))
        assert refusal(answer) == (status, code), (changes, answer.text)
        assert status != 422 or isinstance(answer.json()["errors"], list)
    assert await stored(db) == before


async def test_a_taken_time_is_refused_with_others_in_the_language_of_whoever_asks(
    client: httpx.AsyncClient,
) -> None:
    await book(client)
    alternatives: list[str] = []
    for language, word in (("de", "vergeben"), ("en", "taken")):
        answer = await client.post(URL, json=wish(), headers={"Accept-Language": language})
        assert refusal(answer) == (409, "slot_taken")
        assert word in answer.json()["detail"]
        alternatives = answer.json()["alternatives"]
    walls = ("09:35", "09:40", "09:45", "10:15", "10:20")
    assert alternatives == [f"2026-11-23T{wall}:00+01:00" for wall in walls]
    await book(client, start=alternatives[0])


async def test_a_lapsed_hold_can_no_longer_be_confirmed(client: httpx.AsyncClient, clock: SetClock) -> None:
    erika = await book(client)
    clock.advance(minutes=20)
    for deed, body in (("confirm", None), ("extend", None), ("cancel", None), ("move", {"start": ELEVEN})):
        assert refusal(await erika.do(deed, body)) == (409, "hold_expired")


async def test_a_move_that_the_state_forbids_names_the_state(client: httpx.AsyncClient, db: Database) -> None:
    erika = await book(client)
    await erika.do("cancel")
    before = await stored(db)
    for deed, body in (("confirm", None), ("extend", None), ("cancel", None), ("move", {"start": ELEVEN})):
        answer = await erika.do(deed, body)
        assert refusal(answer) == (409, "wrong_state")
        assert answer.json()["state"] == "cancelled_by_citizen"
    assert await stored(db) == before


async def test_an_appointment_nobody_came_to_is_missed_even_if_no_job_ran(
    client: httpx.AsyncClient, db: Database, clock: SetClock
) -> None:
    erika = await book(client)
    await erika.do("confirm")
    clock.set("11:00")
    assert (await erika.get()).json()["state"] == "confirmed"
    clock.advance(seconds=1)
    assert (await erika.get()).json()["state"] == "missed"
    before = await stored(db)
    for deed, body in (("confirm", None), ("extend", None), ("cancel", None), ("move", {"start": TUESDAY})):
        answer = await erika.do(deed, body)
        assert (refusal(answer), answer.json()["state"]) == ((409, "wrong_state"), "missed")
    assert await stored(db) == before


FAILING_MOVES: list[tuple[Json, int, str]] = [
    ({"start": TEN}, 409, "slot_taken"),
    ({"start": "2026-11-23T11:01:00+01:00"}, 422, "off_grid"),
    ({"start": ELEVEN, "office": "nirgends"}, 404, "not_found"),
    ({"start": "9999-12-31T23:59:59-05:00"}, 422, "not_valid"),
    ({"start": "2026-11-23T11:00:00"}, 422, "not_valid"),
    ({}, 422, "not_valid"),
    ({"start": ELEVEN, "name": "Erika"}, 422, "not_valid"),
]


async def test_a_move_that_fails_changes_nothing(client: httpx.AsyncClient, db: Database) -> None:
    await book(client)
    erika = await book(client, start=TUESDAY)
    before = await stored(db)
    for body, status, code in FAILING_MOVES:
        assert refusal(await erika.do("move", body)) == (status, code), body
    assert await stored(db) == before


async def test_without_its_token_an_appointment_is_as_unknown_as_one_that_does_not_exist(
    client: httpx.AsyncClient, reception: httpx.AsyncClient
) -> None:
    erika, max_ = await book(client), await book(client, start=ELEVEN)
    strangers: list[tuple[httpx.AsyncClient, Any]] = [
        (client, {}),
        (client, max_.token),
        (client, {"Authorization": "Bearer " + "x" * 43}),
        (client, {b"Authorization": "Bearer ü".encode()}),
        (client, {"Authorization": f"Basic {erika.booked['token']}"}),
        (reception, {}),
    ]
    for who, headers in strangers:
        for path in ("", "/calendar.ics", "/qr.svg"):
            answers = [await who.get(url + path, headers=headers) for url in (erika.url, f"{URL}/nichts")]
            assert [refusal(answer) for answer in answers] == [(404, "not_found")] * 2
            assert answers[0].json()["detail"] == answers[1].json()["detail"]
        for deed, body in (
            ("confirm", None),
            ("extend", None),
            ("cancel", None),
            ("move", {"start": ELEVEN}),
        ):
            answer = await who.post(f"{erika.url}/{deed}", json=body, headers=headers)
            assert refusal(answer) == (404, "not_found")
    assert (await erika.get()).json()["state"] == "held"


async def test_a_token_in_the_query_opens_nothing(client: httpx.AsyncClient) -> None:
    erika = await book(client)
    assert refusal(await client.get(erika.url, params={"token": erika.booked["token"]})) == (404, "not_found")


async def test_whatever_is_wrong_with_code_name_or_office_is_answered_the_same(
    client: httpx.AsyncClient,
) -> None:
    erika = await book(client)
    right = {"office": "mitte", "booking_code": erika.booked["booking_code"], "name": "Erika Müller-Beispiel"}
    for wrong in ({"office": "nord"}, {"office": "nichts"}, {"booking_code": "222222"}, {"name": "Max"}):
        assert refusal(await client.post(f"{URL}/lookup", json=right | wrong)) == (404, "not_found")
    await erika.do("cancel")
    assert refusal(await client.post(f"{URL}/lookup", json=right)) == (404, "not_found")


async def test_a_code_is_not_guessed_eleven_times(client: httpx.AsyncClient) -> None:
    sent = {"office": "mitte", "booking_code": "222222", "name": "Erika"}
    answers = [await client.post(f"{URL}/lookup", json=sent) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [404] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0

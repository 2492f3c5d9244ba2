# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments over HTTP with an Idempotency-Key: sent twice, done once."""

import asyncio
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from tests.web.bookings import (
    ELEVEN,
    URL,
    Citizen,
    book,
    two_offices,
    wish,
)
from tests.web.queueing import refusal


@pytest.fixture(autouse=True)
async def place(db: Database) -> None:
    await two_offices(db)


async def test_a_booking_sent_twice_under_one_key_is_one_booking_with_one_answer(
    client: httpx.AsyncClient, db: Database
) -> None:
    key = {"Idempotency-Key": "einmal"}
    first = await client.post(URL, json=wish(), headers=key)
    await Citizen(client, first.json()).do("confirm")
    again = await client.post(URL, json=wish(), headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    async with db.reading() as reading:
        kept = (await reading.connection.execute(sa.select(t.idempotency))).all()
    assert first.json()["token"] not in str(kept)
    assert "Erika" not in str(kept)


async def test_many_at_once_under_one_key_get_one_answer(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "einmal"}
    answers = await asyncio.gather(*(client.post(URL, json=wish(), headers=key) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1


async def test_another_body_under_the_same_key_is_refused(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "einmal"}
    await client.post(URL, json=wish(), headers=key)
    answer = await client.post(URL, json=wish(start=ELEVEN), headers=key)
    assert refusal(answer) == (422, "idempotency_key_reused")


async def test_a_refusal_is_not_remembered(client: httpx.AsyncClient) -> None:
    erika = await book(client)
    key = {"Idempotency-Key": "nochmal"}
    assert refusal(await client.post(URL, json=wish(), headers=key)) == (409, "slot_taken")
    await erika.do("cancel")
    assert (await client.post(URL, json=wish(), headers=key)).status_code == 201


async def test_a_key_that_is_none_is_refused(client: httpx.AsyncClient) -> None:
    for key in ("", "mit leer", "x" * 201, "ü"):
        headers: Any = {b"Idempotency-Key": key.encode()}
        assert refusal(await client.post(URL, json=wish(), headers=headers)) == (422, "not_valid")


async def test_a_cancellation_sent_twice_under_one_key_is_answered_twice(client: httpx.AsyncClient) -> None:
    erika = await book(client)
    first = await erika.do("cancel", key="weg")
    again = await erika.do("cancel", key="weg")
    assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
    assert refusal(await erika.do("cancel", key="weg2")) == (409, "wrong_state")


async def test_a_remembered_answer_is_only_for_whoever_has_the_token(client: httpx.AsyncClient) -> None:
    erika = await book(client)
    await erika.do("cancel", key="weg")
    answer = await client.post(f"{erika.url}/cancel", headers={"Idempotency-Key": "weg"})
    assert refusal(answer) == (404, "not_found")

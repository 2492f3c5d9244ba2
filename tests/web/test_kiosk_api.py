# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tickets and check-ins over HTTP."""

import pytest
import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from tests.builders import SetClock, at
from tests.web.queueing import Town, refusal, town

__all__ = ["town"]

TICKETS, CHECK_INS = "/api/v1/kiosk/tickets", "/api/v1/kiosk/check-ins"
ROW = {
    "office_id": "mitte",
    "id": "promise",
    "date": at("09:00").date(),
    "state": "confirmed",
    "start_at": at("09:15"),
    "minutes": 15,
    "occupied_minutes": 15,
    "services": [["ausweis", 1]],
    "booking_code": "ABCD23",
    "created_at": at("08:00"),
}


async def promise(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.connection.execute(sa.insert(t.appointment), ROW)


async def test_a_ticket_shows_its_number_and_lets_its_citizen_look(town: Town) -> None:
    first, second = await town.ticket(), await town.ticket("pass", language="tr", needs=["wheelchair"])
    assert (first["number"], first["ahead"], first["wait"], first["promised_at"]) == ("A001", 0, None, None)
    assert second["number"] == "A002"
    assert second["token"] in second["status_url"]
    seen = await town.nobody.get(
        f"/api/v1/visits/{first['visit']}", headers={"Authorization": f"Bearer {first['token']}"}
    )
    assert (seen.status_code, seen.json()["ahead"]) == (200, 1)  # priority goes first


async def test_the_same_key_draws_one_ticket(town: Town) -> None:
    key = {"Idempotency-Key": "press-1"}
    body = {"services": ["ausweis"]}
    first, again = [await town.kiosk.post(TICKETS, json=body, headers=key) for _ in range(2)]
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    other = await town.kiosk.post(TICKETS, json={"services": ["pass"]}, headers=key)
    assert refusal(other) == (422, "idempotency_key_reused")
    assert (await town.ticket())["number"] == "A002"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"services": []},
        {"services": ["zauberei"]},
        {"services": ["ausweis", "ausweis"]},
        {"services": ["a/b"]},
        {"services": [1]},
        {"services": "ausweis"},
        {"services": ["ausweis"] * 21},
        {"services": [{"service": "ausweis", "quantity": 0}]},
        {"services": ["ausweis"], "needs": ["\x00"]},
        {"services": ["ausweis"], "needs": ["x"] * 11},
        {"services": ["ausweis"], "language": "klingonisch"},
        {"services": ["ausweis"], "name": "unbekanntes Feld"},
    ],
)
async def test_a_wish_that_makes_no_sense_is_not_valid(town: Town, body: dict[str, object]) -> None:
    assert refusal(await town.kiosk.post(TICKETS, json=body)) == (422, "not_valid")
    assert (await town.ticket())["number"] == "A001"


async def test_too_many_of_a_service(town: Town) -> None:
    wish = {"services": [{"service": "pass", "quantity": 5}]}
    assert refusal(await town.kiosk.post(TICKETS, json=wish)) == (422, "quantity_too_large")


async def test_only_a_kiosk_draws_tickets(town: Town) -> None:
    wish = {"services": ["ausweis"]}
    assert refusal(await town.nobody.post(TICKETS, json=wish)) == (401, "not_authenticated")
    for who in (town.display, town.anna, town.reception):
        assert refusal(await who.post(TICKETS, json=wish)) == (403, "not_allowed")
        assert refusal(await who.post(CHECK_INS, json={"code": "ABCD23"})) == (403, "not_allowed")


async def test_a_closed_office_gives_no_tickets(town: Town, clock: SetClock) -> None:
    clock.set("18:00")
    assert refusal(await town.kiosk.post(TICKETS, json={"services": ["ausweis"]})) == (409, "office_closed")


async def test_before_closing_there_is_no_capacity_left(town: Town, clock: SetClock) -> None:
    clock.set("17:55")
    answer = await town.kiosk.post(TICKETS, json={"services": ["ausweis"]})
    assert refusal(answer) == (409, "no_capacity_left")
    assert "alternatives" in answer.json()


async def test_a_check_in_by_the_text_of_the_qr_code(town: Town, db: Database) -> None:
    await promise(db)
    answer = await town.kiosk.post(CHECK_INS, json={"code": "AUFRUF:ABCD23"})
    assert (answer.status_code, answer.json()["number"]) == (201, "A001")
    again = await town.kiosk.post(CHECK_INS, json={"code": "abcd 23"})
    assert refusal(again) == (409, "already_checked_in")


async def test_check_in_too_early_too_late_and_with_a_wrong_code(
    town: Town, db: Database, clock: SetClock
) -> None:
    await promise(db)
    clock.set("08:44")
    assert refusal(await town.kiosk.post(CHECK_INS, json={"code": "ABCD23"})) == (409, "too_early")
    clock.set("10:16")
    assert refusal(await town.kiosk.post(CHECK_INS, json={"code": "ABCD23"})) == (409, "too_late")
    assert refusal(await town.kiosk.post(CHECK_INS, json={"code": "WRONG2"})) == (404, "not_found")


async def test_guessing_codes_ends_after_ten(town: Town) -> None:
    for _ in range(10):
        assert refusal(await town.kiosk.post(CHECK_INS, json={"code": "WRONG2"})) == (404, "not_found")
    answer = await town.kiosk.post(CHECK_INS, json={"code": "WRONG2"})
    assert refusal(answer) == (429, "too_many")
    assert int(answer.headers["retry-after"]) > 0

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counters over HTTP: who sits where, and whoever is next."""

import pytest

from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import Town, refusal, town

__all__ = ["town"]

COUNTERS = "/api/v1/offices/mitte/counters"


async def states(town: Town) -> list[str]:
    answer = await town.anna.get(COUNTERS)
    assert answer.status_code == 200
    return [each["state"] for each in answer.json()["items"]]


async def test_a_counter_is_opened_paused_and_closed(town: Town) -> None:
    opened = await town.open()
    assert opened == {
        "id": "1",
        "kind": "desk",
        "room": "",
        "state": "free",
        "staff": "anna",
        "visit": None,
        "number": None,
    }
    assert (await town.anna.post(f"{COUNTERS}/1/pause")).json()["state"] == "paused"
    assert refusal(await town.anna.post(f"{COUNTERS}/1/call-next")) == (409, "wrong_state")
    assert await states(town) == ["paused", "closed", "closed"]
    assert (await town.open())["state"] == "free"
    assert (await town.anna.post(f"{COUNTERS}/1/close")).json()["state"] == "closed"


async def test_one_counter_per_person_and_one_person_per_counter(town: Town) -> None:
    await town.open()
    assert refusal(await town.cleo.post(f"{COUNTERS}/1/open")) == (409, "counter_taken")
    assert refusal(await town.anna.post(f"{COUNTERS}/2/open")) == (409, "already_at_counter")
    for move in ("close", "pause", "call-next"):
        assert refusal(await town.cleo.post(f"{COUNTERS}/1/{move}")) == (409, "counter_taken")
    assert refusal(await town.cleo.post(f"{COUNTERS}/2/call-next")) == (409, "counter_closed")
    assert refusal(await town.cleo.post(f"{COUNTERS}/2/pause")) == (409, "counter_closed")


async def test_a_counter_is_taken_over_with_whoever_is_called_there(town: Town) -> None:
    await town.ticket("abholung")
    await town.open()
    called = await town.called()
    taken = (await town.cleo.post(f"{COUNTERS}/1/take-over")).json()
    assert (taken["staff"], taken["visit"], taken["state"]) == ("cleo", called["id"], "calling")
    assert refusal(await town.anna.post(f"{COUNTERS}/1/pause")) == (409, "counter_taken")
    assert refusal(await town.stranger.post(f"{COUNTERS}/1/take-over")) == (403, "not_allowed")
    assert (await town.open(counter="2"))["state"] == "free"


async def test_whoever_is_linked_to_no_staff_member_is_called_by_the_name_of_the_log_in(town: Town) -> None:
    async def listed() -> str:
        return str((await town.reception.get(COUNTERS)).json()["items"][0]["staff"])

    opened = await town.open(town.reception)
    assert opened["staff"].startswith("reception-")
    assert opened["staff"] == await listed()
    for move in ("open", "pause", "pause"):
        assert (await town.reception.post(f"{COUNTERS}/1/{move}")).json()["staff"] == await listed()


async def test_call_next_answers_the_visit_with_its_reason_or_nothing(town: Town) -> None:
    await town.open()
    nobody = await town.anna.post(f"{COUNTERS}/1/call-next")
    assert (nobody.status_code, nobody.content) == (204, b"")
    ticket = await town.ticket()
    visit = await town.called()
    assert (visit["id"], visit["number"], visit["state"], visit["counter"]) == (
        ticket["visit"],
        "A001",
        "called",
        "1",
    )
    assert visit["reason"] == {"rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min."}
    assert visit["since"] == "2026-11-23T09:00:00+01:00"
    assert visit["services"] == [{"service": "ausweis", "quantity": 1}]
    assert await states(town) == ["calling", "closed", "closed"]
    assert refusal(await town.anna.post(f"{COUNTERS}/1/call-next")) == (409, "counter_busy")
    assert refusal(await town.anna.post(f"{COUNTERS}/1/close")) == (409, "counter_busy")


async def test_the_same_key_calls_one_person(town: Town) -> None:
    await town.open()
    await town.ticket()
    key = {"Idempotency-Key": "press-1"}
    first, again = [await town.anna.post(f"{COUNTERS}/1/call-next", headers=key) for _ in range(2)]
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()


async def test_skills_decide_who_is_called_where(town: Town) -> None:
    await town.open(town.cleo, "3")
    await town.ticket("ausweis")
    assert (await town.cleo.post(f"{COUNTERS}/3/call-next")).status_code == 204
    await town.ticket("abholung")
    assert (await town.cleo.post(f"{COUNTERS}/3/call-next")).json()["number"] == "B001"


@pytest.mark.parametrize("path", ["", "/1/open", "/1/close", "/1/pause", "/1/call-next"])
async def test_who_may_not(town: Town, path: str) -> None:
    method = "POST" if path else "GET"
    assert refusal(await town.nobody.request(method, COUNTERS + path)) == (401, "not_authenticated")
    for who in (town.kiosk, town.display, town.stranger):
        assert refusal(await who.request(method, COUNTERS + path)) == (403, "not_allowed")


async def test_what_is_not_there(town: Town) -> None:
    assert refusal(await town.anna.post(f"{COUNTERS}/99/open")) == (404, "not_found")
    assert refusal(await town.anna.get("/api/v1/offices/nirgends/counters")) == (404, "not_found")


async def test_the_queue_stands_in_calling_order_with_names_from_reception(town: Town) -> None:
    await town.ticket()
    walk_in = {"services": ["pass"], "name": "Erika Beispiel", "needs": ["wheelchair"]}
    ticket = await town.reception.post("/api/v1/offices/mitte/walk-ins", json=walk_in)
    assert (ticket.status_code, ticket.json()["number"], ticket.json()["ahead"]) == (201, "A002", 0)
    queue = (await town.anna.get("/api/v1/offices/mitte/queue")).json()
    assert queue["next"] is None
    assert [(each["number"], each["name"], each["score"]) for each in queue["items"]] == [
        ("A002", "Erika Beispiel", 7200),
        ("A001", None, 0),
    ]


async def test_only_reception_lets_people_in(town: Town) -> None:
    for door, body in (("walk-ins", {"services": ["pass"]}), ("check-ins", {"code": "ABCD23"})):
        path = f"/api/v1/offices/mitte/{door}"
        assert refusal(await town.nobody.post(path, json=body)) == (401, "not_authenticated")
        for who in (town.anna, town.kiosk, town.stranger):
            assert refusal(await who.post(path, json=body)) == (403, "not_allowed")
    answer = await town.reception.post("/api/v1/offices/mitte/check-ins", json={"code": "WRONG2"})
    assert refusal(answer) == (404, "not_found")


@pytest.mark.parametrize("name", ["", "x" * 201, "Erika\x00Beispiel", "Erika\nBeispiel", "x" * 100_000])
async def test_a_name_that_cannot_be_one_is_not_valid(town: Town, name: str) -> None:
    body = {"services": ["pass"], "name": name}
    answer = await town.reception.post("/api/v1/offices/mitte/walk-ins", json=body)
    assert refusal(answer) == (422, "not_valid")

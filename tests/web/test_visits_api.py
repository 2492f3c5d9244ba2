# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A visit over HTTP: its moves at the counter, and its citizen's phone."""

from typing import Any

import httpx
import pytest

from tests.builders import SetClock
from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import Town, refusal, town

__all__ = ["town"]

MOVES = ("recall", "serve", "finish", "miss", "park", "resume", "undo", "transfer")


@pytest.fixture
async def visit(town: Town) -> dict[str, Any]:
    """Somebody called to Anna's counter 1."""
    await town.open()
    await town.ticket()
    return await town.called()


async def phone(town: Town, ticket: dict[str, Any], path: str = "", **body: Any) -> httpx.Response:
    """What the citizen's phone sends."""
    headers = {"Authorization": f"Bearer {ticket['token']}"}
    url = f"/api/v1/visits/{ticket['visit']}{path}"
    if not path:
        return await town.nobody.get(url, headers=headers)
    return await town.nobody.post(url, headers=headers, json=body or None)


async def test_a_visit_from_call_to_farewell(town: Town, visit: dict[str, Any]) -> None:
    for move, state in (("recall", "called"), ("serve", "serving"), ("finish", "finished")):
        answer = await town.do(visit["id"], move)
        assert (answer.status_code, answer.json()["state"]) == (200, state)


async def test_what_was_done_is_said_at_the_end(town: Town, visit: dict[str, Any]) -> None:
    await town.do(visit["id"], "serve")
    answer = await town.do(visit["id"], "finish", services=["pass", {"service": "abholung", "quantity": 1}])
    assert [each["service"] for each in answer.json()["services"]] == ["pass", "abholung"]
    undone = await town.do(visit["id"], "undo")
    assert (undone.json()["state"], undone.json()["services"][0]["service"]) == ("serving", "ausweis")


async def test_missed_undone_parked_and_resumed(town: Town, visit: dict[str, Any]) -> None:
    for move, state in (
        ("miss", "missed"),
        ("undo", "called"),
        ("park", "parked"),
        ("resume", "waiting"),
    ):
        answer = await town.do(visit["id"], move)
        assert (answer.status_code, answer.json()["state"]) == (200, state)


async def test_a_wrong_move_says_the_state_and_changes_nothing(town: Town, visit: dict[str, Any]) -> None:
    answer = await town.do(visit["id"], "finish")
    assert refusal(answer) == (409, "wrong_state")
    assert answer.json()["state"] == "called"
    assert (await town.do(visit["id"], "serve")).status_code == 200


async def test_whoever_missed_a_call_waits_again_twice_even_if_no_job_ran(
    town: Town, clock: SetClock
) -> None:
    ticket = await town.ticket()
    await town.open()

    async def seen() -> tuple[str, int]:
        queue = (await town.anna.get("/api/v1/offices/mitte/queue")).json()["items"]
        return (await phone(town, ticket)).json()["state"], len(queue)

    for _ in range(2):
        await town.do(ticket["visit"], "call", office="mitte", counter="1")
        await town.do(ticket["visit"], "miss")
        clock.advance(minutes=4, seconds=59)
        assert await seen() == ("missed", 0)
        clock.advance(seconds=1)
        assert await seen() == ("waiting", 1)
        for move in ("park", "resume"):
            assert (await town.do(ticket["visit"], move)).status_code == 200
    await town.do(ticket["visit"], "call", office="mitte", counter="1")
    await town.do(ticket["visit"], "miss")
    clock.advance(minutes=6)
    assert await seen() == ("missed", 0)


async def test_a_visit_is_called_by_its_number(town: Town) -> None:
    await town.open()
    await town.ticket()
    second = await town.ticket()
    answer = await town.do(second["visit"], "call", office="mitte", counter="1")
    assert (answer.status_code, answer.json()["reason"]["rule"]) == (200, "by_number")
    wrong = await town.do(second["visit"], "call", office="nord", counter="1")
    assert refusal(wrong) == (422, "not_valid")
    assert wrong.json()["errors"][0]["pointer"] == "/office"
    assert refusal(await town.do(second["visit"], "call")) == (422, "malformed")  # no body at all


async def test_a_transfer_to_another_office_goes_on_there(town: Town, visit: dict[str, Any]) -> None:
    key = {"Idempotency-Key": "away-1"}
    url = f"/api/v1/visits/{visit['id']}/transfer"
    answer = await town.anna.post(url, json={"office": "nord"}, headers=key)
    assert (answer.status_code, answer.json()["state"]) == (200, "transferred")
    onward = answer.json()["continues_as"]
    assert (onward["office"], onward["number"]) == ("nord", "A001")
    assert (await phone(town, onward)).json()["state"] == "waiting"
    again = await town.anna.post(url, json={"office": "nord"}, headers=key)
    assert again.json() == answer.json()


async def test_the_old_status_says_where_it_goes_on(town: Town) -> None:
    ticket = await town.ticket()
    await town.do(ticket["visit"], "transfer", office="nord")
    seen = (await phone(town, ticket)).json()
    assert seen["state"] == "transferred"
    assert (await phone(town, seen["continues"])).json()["number"] == seen["continues"]["number"]


@pytest.mark.parametrize(
    ("wish", "pointer"),
    [
        ({"counter": "99"}, "/counter"),
        ({"office": "nirgends"}, "/office"),
        ({"services": ["zauberei"]}, "/services/0"),
    ],
)
async def test_a_transfer_to_nowhere_is_not_valid(
    town: Town, visit: dict[str, Any], wish: dict[str, Any], pointer: str
) -> None:
    answer = await town.do(visit["id"], "transfer", **wish)
    assert refusal(answer) == (422, "not_valid")
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_nothing_is_taken_back_when_somebody_else_came(town: Town, visit: dict[str, Any]) -> None:
    await town.ticket()
    await town.do(visit["id"], "miss")
    await town.called()
    assert refusal(await town.do(visit["id"], "undo")) == (409, "counter_busy")


@pytest.mark.parametrize("move", MOVES)
async def test_who_may_not(town: Town, visit: dict[str, Any], move: str) -> None:
    url = f"/api/v1/visits/{visit['id']}/{move}"
    assert refusal(await town.nobody.post(url)) == (401, "not_authenticated")
    for who in (town.kiosk, town.stranger):
        assert refusal(await who.post(url)) == (403, "not_allowed")
    assert refusal(await town.anna.post(f"/api/v1/visits/unknown/{move}")) == (404, "not_found")


async def test_the_phone_shows_the_counter_once_called(town: Town) -> None:
    ticket = await town.ticket()
    seen = (await phone(town, ticket)).json()
    assert (seen["state"], seen["ahead"], seen["wait"], seen["counter"]) == ("waiting", 0, None, None)
    await town.open()
    await town.called()
    seen = (await phone(town, ticket)).json()
    assert (seen["state"], seen["counter"]) == ("called", "1")


async def test_a_wrong_token_is_as_unknown_as_a_wrong_visit(town: Town) -> None:
    ticket, other = await town.ticket(), await town.ticket()
    for wrong in (
        {"visit": ticket["visit"], "token": other["token"]},
        {"visit": ticket["visit"], "token": "x"},
        {"visit": "unknown", "token": ticket["token"]},
    ):
        assert refusal(await phone(town, wrong)) == (404, "not_found")
        assert refusal(await phone(town, wrong, "/leave")) == (404, "not_found")
        assert refusal(await phone(town, wrong, "/late", minutes=5)) == (404, "not_found")
    assert (await phone(town, ticket)).json()["state"] == "waiting"


async def test_i_am_late(town: Town, clock: SetClock) -> None:
    ticket = await town.ticket()
    assert (await phone(town, ticket, "/late", minutes=10)).json()["state"] == "waiting"
    await town.open()
    nobody = await town.anna.post("/api/v1/offices/mitte/counters/1/call-next")
    assert nobody.status_code == 204
    clock.advance(minutes=10)
    assert (await town.called())["id"] == ticket["visit"]


@pytest.mark.parametrize("minutes", [0, 61, -1, 1.5, "ten", None])
async def test_nobody_is_late_by_nonsense(town: Town, minutes: object) -> None:
    ticket = await town.ticket()
    assert refusal(await phone(town, ticket, "/late", minutes=minutes)) == (422, "not_valid")


async def test_i_can_not_come(town: Town) -> None:
    ticket = await town.ticket()
    assert (await phone(town, ticket, "/leave")).json()["state"] == "left"
    assert refusal(await phone(town, ticket, "/leave")) == (409, "wrong_state")

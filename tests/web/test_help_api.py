# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for help and giving it over HTTP."""

from typing import Any

import httpx
import pytest

from aufruf.actions.closing import close_day
from aufruf.db.transaction import Database
from tests import builders
from tests.builders import SetClock
from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import refusal
from tests.web.stuck import ASK, HELP, STUCK, Callers, asked, callers, seen

__all__ = ["callers"]


async def test_the_way_of_a_help_request(callers: Callers, clock: SetClock) -> None:
    first = await asked(callers, topic="pass", language="tr", needs=["contrast"])
    assert first == {
        "id": first["id"],
        "state": "open",
        "people_ahead": 0,
        "level": "office",
        "usual_seconds": None,
        "promise_seconds": 120,
    }
    clock.advance(seconds=30)
    assert (await asked(callers, "terminal", step="start"))["people_ahead"] == 1

    [one, other] = await seen(callers, state="open")
    assert one == {
        "id": first["id"],
        "office": "mitte",
        "office_name": "Bürgerbüro Mitte",
        "place": "Kiosk am Eingang",
        "kind": "kiosk",
        "step": "concern",
        "topic": "pass",
        "topic_name": "Reisepass",
        "language": "tr",
        "needs": ["contrast"],
        "asked_at": "2026-11-23T09:00:00+01:00",
        "waiting_since": "2026-11-23T09:00:00+01:00",
        "promise_seconds": 120,
        "state": "open",
        "level": "office",
        "people_ahead": 0,
        "fits": False,  # nobody has said that Hanna speaks Turkish
        "rings": True,  # but nobody else is there
        "context": "",
        "accepted_at": None,
        "accepted_by_me": False,
        "helper_name": None,
        "mode": None,
        "there": False,
        "number": None,
    }
    assert (other["kind"], other["step"], other["topic"], other["people_ahead"]) == (
        "terminal",
        "start",
        None,
        1,
    )

    accepted = await callers["hanna"].post(f"{HELP}/{first['id']}/accept", json={"mode": "come"})
    changed = {
        "state": "accepted",
        "accepted_at": "2026-11-23T09:00:30+01:00",
        "accepted_by_me": True,
        "helper_name": "Bürgerbüro Mitte",
        "mode": "come",
        "rings": False,
    }
    assert (accepted.status_code, accepted.json()) == (200, one | changed)
    assert [each["id"] for each in await seen(callers, state="open")] == [other["id"]]
    assert await seen(callers, "heiko", state="accepted") == [one | changed | {"accepted_by_me": False}]
    assert len(await seen(callers)) == 2
    assert (await asked(callers))["state"] == "accepted"  # so the kiosk learns it

    closed = await callers["hanna"].post(f"{HELP}/{first['id']}/close", json={"services": ["pass"]})
    assert (closed.status_code, closed.json()["state"]) == (200, "closed")
    assert [each["id"] for each in await seen(callers)] == [other["id"]]


async def test_a_citizen_withdraws_once(callers: Callers) -> None:
    path = f"{ASK}/{(await asked(callers))['id']}/withdraw"
    assert refusal(await callers["terminal"].post(path)) == (404, "not_found")
    gone = await callers["kiosk"].post(path)
    assert (gone.status_code, gone.json()["state"], gone.json()["people_ahead"]) == (200, "withdrawn", 0)
    again = await callers["kiosk"].post(path)
    assert (refusal(again), again.json()["state"]) == ((409, "wrong_state"), "withdrawn")
    assert refusal(await callers["kiosk"].post(f"{ASK}/nirgends/withdraw")) == (404, "not_found")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Diesen Hilferuf hat schon jemand angenommen."),
        ("en", "Somebody has accepted this request for help already."),
    ],
)
async def test_whoever_comes_second_is_told_so(callers: Callers, language: str, sentence: str) -> None:
    path = f"{HELP}/{(await asked(callers))['id']}"
    await callers["hanna"].post(f"{path}/accept", json={"mode": "remote"})
    for deed, body in (("accept", {"mode": "come"}), ("close", None)):
        late = await callers["heiko"].post(f"{path}/{deed}", json=body, headers={"Accept-Language": language})
        assert refusal(late) == (409, "already_accepted")
        assert late.json()["detail"] == sentence
    assert (await callers["chief"].post(f"{path}/close")).json()["accepted_by_me"] is False


async def test_the_same_key_asks_accepts_and_withdraws_once(callers: Callers) -> None:
    key = {"Idempotency-Key": "press-1"}

    async def twice(who: str, path: str, body: dict[str, str] | None = None) -> httpx.Response:
        first, again = [await callers[who].post(path, json=body, headers=key) for _ in range(2)]
        assert (first.status_code, first.json()) == (again.status_code, again.json())
        assert first.is_success, first.text
        return first

    id_ = (await twice("kiosk", ASK, STUCK)).json()["id"]
    await twice("hanna", f"{HELP}/{id_}/accept", {"mode": "come"})
    await twice("kiosk", f"{ASK}/{id_}/withdraw")
    repeated = await callers["kiosk"].post(ASK, json=STUCK, headers=key)
    assert (repeated.json()["id"], repeated.json()["state"]) == (id_, "open")
    other = await callers["kiosk"].post(ASK, json={"step": "start"}, headers=key)
    assert refusal(other) == (422, "idempotency_key_reused")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"step": ""},
        {"step": "Concern"},
        {"step": "a b"},
        {"step": "a\n"},
        {"step": "x" * 65},
        {"step": 1},
        {"step": "concern", "topic": "zauberei"},
        {"step": "concern", "topic": "a/b"},
        {"step": "concern", "language": "klingonisch"},
        {"step": "concern", "needs": ["geld"]},
        {"step": "concern", "instance": "kurz"},
        {"step": "concern", "name": "unbekanntes Feld"},
    ],
)
async def test_a_cry_for_help_that_makes_no_sense_is_not_valid(callers: Callers, body: Any) -> None:
    assert refusal(await callers["kiosk"].post(ASK, json=body)) == (422, "not_valid")
    assert await seen(callers) == []


@pytest.mark.parametrize("body", [{}, {"mode": "fly"}, {"mode": "come", "name": "unbekanntes Feld"}])
async def test_an_acceptance_says_how(callers: Callers, body: dict[str, str]) -> None:
    path = f"{HELP}/{(await asked(callers))['id']}/accept"
    assert refusal(await callers["hanna"].post(path, json=body)) == (422, "not_valid")


async def test_helpers_ask_for_what_goes_on_and_nothing_else(callers: Callers) -> None:
    assert refusal(await callers["hanna"].get(HELP, params={"state": "closed"})) == (422, "not_valid")


async def test_only_where_somebody_may_be_stuck_is_help_asked_for(callers: Callers) -> None:
    assert refusal(await callers["nobody"].post(ASK, json=STUCK)) == (401, "not_authenticated")
    path = f"{ASK}/{(await asked(callers))['id']}/withdraw"
    assert refusal(await callers["nobody"].post(path)) == (401, "not_authenticated")
    for who in ("display", "hanna", "clerk"):
        assert refusal(await callers[who].post(ASK, json=STUCK)) == (403, "not_allowed")
        assert refusal(await callers[who].post(path)) == (403, "not_allowed")


async def test_only_whoever_helps_sees_who_needs_help(callers: Callers) -> None:
    id_ = (await asked(callers))["id"]
    accept: dict[str, Any] = {"json": {"mode": "come"}}
    nothing: dict[str, Any] = {}
    calls = (
        ("GET", HELP, nothing),
        ("POST", f"{HELP}/{id_}/accept", accept),
        ("POST", f"{HELP}/{id_}/close", nothing),
    )
    for method, path, body in calls:
        assert refusal(await callers["nobody"].request(method, path, **body)) == (401, "not_authenticated")
        for who in ("kiosk", "display", "clerk", "reception"):
            assert refusal(await callers[who].request(method, path, **body)) == (403, "not_allowed"), who
    for method, path, body in calls[1:]:
        assert refusal(await callers["stranger"].request(method, path, **body)) == (403, "not_allowed")
    assert await seen(callers, "stranger") == []
    assert refusal(await callers["hanna"].post(f"{HELP}/nirgends/accept", **accept)) == (404, "not_found")


async def test_when_the_day_is_over_the_citizen_is_told(callers: Callers, db: Database) -> None:
    async with db.transaction() as tx:
        await close_day(tx, office="mitte", date=builders.MONDAY)
    assert refusal(await callers["kiosk"].post(ASK, json=STUCK)) == (409, "office_closed")

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk is back and tells what it did alone, over HTTP."""

import asyncio
import datetime as dt
import time
from typing import Any

import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.roles import Role
from tests.builders import BERLIN, SetClock, at
from tests.web.queueing import Town, refusal, town
from tests.web.served import client_of, make_user

__all__ = ["town"]

MERGE, TICKETS = "/api/v1/kiosk/merge", "/api/v1/kiosk/tickets"


@pytest.fixture(autouse=True)
async def letter(town: Town, db: Database) -> None:
    """The kiosk's own tickets begin with K."""
    async with db.transaction() as tx:
        await tx.connection.execute(sa.update(t.device).values(letter="K").where(t.device.c.kind == "kiosk"))


def ticket(ordinal: int, taken_at: dt.datetime, **changes: Any) -> dict[str, Any]:
    touch = {"key": f"touch-{ordinal}", "kind": "ticket", "number": f"K{ordinal:03d}"}
    return touch | {"taken_at": taken_at.isoformat(), "services": ["ausweis"]} | changes


def two_hundred() -> list[dict[str, Any]]:
    return [ticket(each, at("08:00") + dt.timedelta(seconds=15 * each)) for each in range(1, 201)]


async def queue(town: Town) -> list[dict[str, Any]]:
    answer = await town.reception.get("/api/v1/offices/mitte/queue")
    return list(answer.json()["items"])


async def test_two_hundred_tickets_wait_within_two_seconds(town: Town) -> None:
    began = time.monotonic()
    answer = await town.kiosk.post(MERGE, json={"entries": two_hundred()})
    took = time.monotonic() - began
    assert answer.status_code == 200, answer.text
    results = answer.json()["results"]
    assert [each["number"] for each in results] == [f"K{each:03d}" for each in range(1, 201)]
    assert {each["result"] for each in results} == {"merged"}
    assert [each["number"] for each in await queue(town)] == [each["number"] for each in results]
    assert took < 2.0


async def test_told_many_times_at_once_everybody_waits_once(town: Town) -> None:
    entries = two_hundred()[:40]
    batches = [entries, entries[::-1], entries[20:], entries[:20], entries]
    answers = await asyncio.gather(*(town.kiosk.post(MERGE, json={"entries": each}) for each in batches))
    assert [answer.status_code for answer in answers] == [200] * 5
    said = {tuple(each.values()) for answer in answers for each in answer.json()["results"]}
    assert len(said) == 40  # each key has one result, whoever asked
    assert len(await queue(town)) == 40


async def test_a_touch_and_what_is_told_of_it_at_once_are_one_person(town: Town) -> None:
    ways = []
    for ordinal in range(1, 11):
        key = {"Idempotency-Key": f"touch-{ordinal}"}
        ways.append(town.kiosk.post(TICKETS, json={"services": ["ausweis"]}, headers=key))
        ways.append(town.kiosk.post(MERGE, json={"entries": [ticket(ordinal, at("09:00"))]}))
    answers = await asyncio.gather(*ways)
    assert {answer.status_code for answer in answers} <= {200, 201, 422}
    assert sorted(each["number"] for each in await queue(town)) == [f"K{each:03d}" for each in range(1, 11)]


async def test_what_is_wrong_with_one_holds_up_no_other(town: Town) -> None:
    entries = [
        ticket(1, at("08:50"), services=["zauberei"]),
        ticket(2, at("08:51"), number="A007"),
        ticket(3, at("08:52")),
        {"key": "scan", "kind": "check_in", "number": "K004", "taken_at": "2026-11-23T08:53:00+01:00",
         "code": "WRONG2"},
    ]  # fmt: skip
    answer = await town.kiosk.post(MERGE, json={"entries": entries})
    found = [(each["result"], each["visit"] is None) for each in answer.json()["results"]]
    assert found == [("not_valid", True), ("not_valid", True), ("merged", False), ("not_found", True)]


async def test_whoever_holds_a_number_and_does_not_wait_is_shown_to_whoever_leads(
    town: Town, app: Litestar, db: Database
) -> None:
    scan = ticket(1, at("08:50"), kind="check_in", code="WRONG2", services=None)
    await town.kiosk.post(MERGE, json={"entries": [scan, ticket(2, at("08:51"))]})
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR, ["mitte"])) as leader:
        page = (await leader.get("/devices?office=mitte")).text
    assert "<strong>K001</strong> 08:50 Uhr: Buchungscode unbekannt" in page
    assert "K002" not in page


@pytest.mark.parametrize("sent_at", [None, "0001-01-01T00:00:00+14:00", "9999-12-31T23:30:00Z"])
@pytest.mark.parametrize(
    "taken_at",
    [
        "0001-01-01T00:00:00+14:00",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:30:00Z",
        "9999-12-31T23:59:59-12:00",
    ],
)
async def test_a_clock_that_shows_nonsense_breaks_nothing(
    town: Town, taken_at: str, sent_at: str | None
) -> None:
    entry = ticket(1, at("08:50")) | {"taken_at": taken_at}
    answer = await town.kiosk.post(MERGE, json={"entries": [entry], "sent_at": sent_at})
    assert answer.status_code == 200, answer.text
    assert answer.json()["results"][0]["result"] in ("merged", "day_over")


async def test_how_long_ago_it_was_counts_not_what_the_clock_shows(town: Town) -> None:
    entry = ticket(1, at("08:50")) | {"taken_at": "1970-01-01T00:00:00Z"}
    sent = {"entries": [entry], "sent_at": "1970-01-01T00:20:00Z"}
    assert (await town.kiosk.post(MERGE, json=sent)).json()["results"][0]["result"] == "merged"
    [waits] = await queue(town)
    assert dt.datetime.fromisoformat(waits["since"]) == at("08:40")


async def test_wrong_codes_told_later_lock_nobody_out(town: Town) -> None:
    for first in range(0, 40, 20):
        entries = [
            ticket(each, at("08:50"), kind="check_in", code="WRONG2", services=None)
            for each in range(first + 1, first + 21)
        ]
        answer = await town.kiosk.post(MERGE, json={"entries": entries})
        assert answer.status_code == 200, answer.text
    answer = await town.kiosk.post("/api/v1/kiosk/check-ins", json={"code": "WRONG2"})
    assert refusal(answer) == (404, "not_found")


async def test_displays_and_the_queue_know_since_when_somebody_waits(town: Town, clock: SetClock) -> None:
    clock.set("09:30")
    await town.kiosk.post(MERGE, json={"entries": [ticket(1, at("08:50"))]})
    [waits] = await queue(town)
    assert dt.datetime.fromisoformat(waits["since"]) == at("08:50").astimezone(BERLIN)
    await town.open()
    assert (await town.called())["number"] == "K001"


@pytest.mark.parametrize(
    "changes",
    [
        {"key": ""},
        {"key": "x" * 65},
        {"kind": "coffee"},
        {"taken_at": "2026-11-23T08:53:00"},  # of which zone?
        {"number": "K 1"},
        {"services": "ausweis"},
        {"name": "unbekanntes Feld"},
    ],
)
async def test_what_is_no_entry_is_not_valid(town: Town, changes: dict[str, Any]) -> None:
    answer = await town.kiosk.post(MERGE, json={"entries": [ticket(1, at("08:50")) | changes]})
    assert refusal(answer) == (422, "not_valid")


async def test_only_a_kiosk_tells(town: Town) -> None:
    assert refusal(await town.nobody.post(MERGE, json={"entries": []})) == (401, "not_authenticated")
    for who in (town.display, town.anna):
        assert refusal(await who.post(MERGE, json={"entries": []})) == (403, "not_allowed")
    assert (await town.kiosk.post(MERGE, json={"entries": []})).json() == {"results": []}

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is offered, over HTTP: exact at every moment, and cheap to ask again."""

import datetime as dt
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import OfficeRules
from tests.builders import MONDAY, SetClock, at, office, open_database, town
from tests.web.bookings import ELEVEN, TEN, URL, book, two_offices
from tests.web.queueing import refusal
from tests.web.served import app_over, client_of

ASK = "/api/v1/availability"
TODAY = {"office": "mitte", "service": "ausweis", "from": "2026-11-23", "to": "2026-11-23"}
Json = dict[str, Any]


@pytest.fixture(autouse=True)
async def place(db: Database) -> None:
    await two_offices(db)


async def ask(client: httpx.AsyncClient, **changes: Any) -> Json:
    answer = await client.get(ASK, params=TODAY | changes)
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


async def days(client: httpx.AsyncClient, first: object, last: object) -> list[Json]:
    """The days that are listed for the one office."""
    [one] = (await ask(client, **{"from": str(first), "to": str(last)}))["offices"]
    listed: list[Json] = one["days"]
    return listed


async def walls(client: httpx.AsyncClient, **changes: Any) -> list[str]:
    """The wall times that are offered on the first day asked for."""
    [one] = (await ask(client, **changes))["offices"]
    return [slot["start"][11:16] for slot in one["days"][0]["slots"]]


async def test_starts_are_told_with_length_places_and_the_office_s_own_offset(
    client: httpx.AsyncClient,
) -> None:
    body = await ask(client, service=["pass:2", "ausweis"], to="2026-11-24")
    [one] = body["offices"]
    assert (one["office"], one["duration_minutes"]) == ("mitte", 55)
    assert [day["date"] for day in one["days"]] == ["2026-11-23", "2026-11-24"]
    first, last = one["days"][0]["slots"][0], one["days"][0]["slots"][-1]
    assert first == {"start": "2026-11-23T09:00:00+01:00", "places": 1}
    assert last["start"] == "2026-11-23T17:05:00+01:00"


async def test_a_closed_day_is_listed_without_starts(client: httpx.AsyncClient) -> None:
    listed = await days(client, "2026-11-28", "2026-11-30")
    assert [len(day["slots"]) for day in listed] == [0, 0, 118]


async def test_without_dates_31_days_from_today_are_listed(client: httpx.AsyncClient) -> None:
    answer = await client.get(ASK, params={"service": "ausweis", "office": "mitte"})
    days = answer.json()["offices"][0]["days"]
    assert (days[0]["date"], days[-1]["date"], len(days)) == ("2026-11-23", "2026-12-23", 31)


async def test_offices_may_be_named_several_or_left_out(client: httpx.AsyncClient) -> None:
    assert [one["office"] for one in (await ask(client, office=["nord", "mitte"]))["offices"]] == [
        "nord",
        "mitte",
    ]
    question = {name: value for name, value in TODAY.items() if name != "office"}
    answer = await client.get(ASK, params=question)
    assert [one["office"] for one in answer.json()["offices"]] == ["mitte", "nord"]


async def test_what_is_offered_can_be_booked_and_is_then_offered_no_longer(client: httpx.AsyncClient) -> None:
    before = await walls(client)
    assert (before[0], before[-1]) == ("09:00", "17:45")
    erika = await book(client)
    taken = {"09:50", "09:55", "10:00", "10:05", "10:10"}
    assert set(before) - set(await walls(client)) == taken
    await erika.do("move", {"start": ELEVEN})
    assert set(before) - set(await walls(client)) == {"10:50", "10:55", "11:00", "11:05", "11:10"}
    await erika.do("cancel")
    assert await walls(client) == before


async def test_a_booking_by_another_process_is_seen_at_once(
    client: httpx.AsyncClient, database_url: str, clock: SetClock
) -> None:
    assert "10:00" in await walls(client)
    async with app_over(database_url, clock=clock) as other, client_of(other) as elsewhere:
        await book(elsewhere)
        assert "10:00" not in await walls(client)


async def test_a_hold_that_lapses_is_offered_again_at_its_second(
    client: httpx.AsyncClient, clock: SetClock
) -> None:
    await book(client)
    clock.advance(minutes=20, microseconds=-1)
    assert "10:00" not in await walls(client)
    clock.advance(microseconds=1)
    assert "10:00" in await walls(client)


async def test_a_start_is_offered_until_its_moment_and_no_longer(
    client: httpx.AsyncClient, clock: SetClock
) -> None:
    clock.set("10:00")
    assert (await walls(client))[0] == "10:00"
    clock.advance(microseconds=1)
    assert (await walls(client))[0] == "10:05"


async def test_with_a_long_lead_time_tomorrow_s_starts_are_over_while_it_is_today(
    client: httpx.AsyncClient, db: Database, clock: SetClock
) -> None:
    await town(db, office(rules=OfficeRules(lead_minutes=600)))

    async def first() -> str:
        listed = await days(client, "2026-11-23", "2026-11-24")
        return next(str(slot["start"]) for day in listed for slot in day["slots"])

    clock.set("13:00")
    assert await first() == "2026-11-24T08:00:00+01:00"
    clock.set("22:10")
    assert await first() == "2026-11-24T08:10:00+01:00"


async def test_nothing_is_offered_outside_the_booking_window(client: httpx.AsyncClient) -> None:
    last = MONDAY + dt.timedelta(days=92)
    listed = await days(client, last, last + dt.timedelta(days=3))
    assert [bool(day["slots"]) for day in listed] == [True, False, False, False]
    [friday] = await days(client, "2026-11-20", "2026-11-20")
    assert friday["slots"] == []


async def test_a_closure_made_elsewhere_is_seen_at_once(client: httpx.AsyncClient, db: Database) -> None:
    assert await walls(client)
    other = await open_database(str(db.engine.url.render_as_string(hide_password=False)), SetClock())
    async with other.transaction() as tx:
        closed = {"office_id": "mitte", "first": MONDAY, "last": MONDAY, "reason": ""}
        await tx.connection.execute(sa.insert(t.closure), closed)
        await tx.connection.execute(sa.update(t.office).values(version=t.office.c.version + 1))
    await other.close()
    assert await walls(client) == []


async def test_an_unchanged_answer_is_not_sent_again(client: httpx.AsyncClient) -> None:
    first = await client.get(ASK, params=TODAY)
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    for wanted in (tag, f'"other", {tag}', "*"):
        again = await client.get(ASK, params=TODAY, headers={"If-None-Match": wanted})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    other = await client.get(ASK, params=TODAY, headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


async def test_whatever_changes_the_answer_changes_its_etag(
    client: httpx.AsyncClient, clock: SetClock
) -> None:
    seen: list[str] = []

    async def changed() -> None:
        answer = await client.get(ASK, params=TODAY, headers={"If-None-Match": ", ".join(seen)})
        assert answer.status_code == 200
        seen.append(answer.headers["ETag"])

    await changed()
    erika = await book(client, start=ELEVEN)
    await changed()
    await erika.do("move", {"start": TEN})
    await changed()
    clock.set(at("09:05") + dt.timedelta(microseconds=1))
    await changed()
    clock.set("09:20")
    await changed()
    assert len(set(seen)) == 5
    other = await client.get(
        ASK, params=TODAY | {"service": "pass"}, headers={"If-None-Match": ", ".join(seen)}
    )
    assert other.status_code == 200


NONSENSE: list[tuple[Json, int, str]] = [
    ({"office": "nirgends"}, 404, "not_found"),
    ({"office": ["mitte", "nirgends"]}, 404, "not_found"),
    ({"office": "a/b"}, 422, "not_valid"),
    ({"office": "x" * 65}, 422, "not_valid"),
    ({"service": "nichts"}, 422, "not_valid"),
    ({"service": "ausweis:0"}, 422, "not_valid"),
    ({"service": "ausweis:-1"}, 422, "not_valid"),
    ({"service": "ausweis:zwei"}, 422, "not_valid"),
    ({"service": "ausweis:1:2"}, 422, "not_valid"),
    ({"service": ""}, 422, "not_valid"),
    ({"service": ":1"}, 422, "not_valid"),
    ({"service": "x" * 100_00}, 422, "not_valid"),
    ({"service": ["ausweis", "ausweis"]}, 422, "not_valid"),
    ({"service": "ausweis:2"}, 422, "quantity_too_large"),
    ({"service": ["auto", "ehe"]}, 422, "not_combinable"),
    ({"from": "gestern"}, 422, "not_valid"),
    ({"from": "2026-02-30"}, 422, "not_valid"),
    ({"from": "2026-11-24", "to": "2026-11-23"}, 422, "not_valid"),
    ({"from": "2026-11-23", "to": "2027-02-23"}, 422, "range_too_long"),
    ({"from": "0001-01-01", "to": "9999-12-31"}, 422, "range_too_long"),
]


async def test_a_question_that_makes_no_sense_is_refused(client: httpx.AsyncClient) -> None:
    for changes, status, code in NONSENSE:
        answer = await client.get(ASK, params=TODAY | changes)
        assert refusal(answer) == (status, code), (changes, answer.text)
    no_service = {name: value for name, value in TODAY.items() if name != "service"}
    assert refusal(await client.get(ASK, params=no_service)) == (422, "not_valid")
    everywhere = {"service": "nichts"}
    assert refusal(await client.get(ASK, params=everywhere)) == (422, "not_valid")


async def test_92_days_and_the_ends_of_the_calendar_may_be_asked_for(client: httpx.AsyncClient) -> None:
    for first, last in (
        ("2026-11-23", "2027-02-22"),
        ("0001-01-01", "0001-01-02"),
        ("9999-12-30", "9999-12-31"),
    ):
        assert (await client.get(ASK, params=TODAY | {"from": first, "to": last})).status_code == 200
    question = {"office": "mitte", "service": "ausweis"}
    assert (await client.get(ASK, params=question | {"from": "9999-12-31"})).status_code == 200
    assert refusal(await client.get(ASK, params=question | {"to": "2026-11-22"})) == (422, "not_valid")


async def test_offices_are_listed_with_their_earliest_free_time(
    client: httpx.AsyncClient, clock: SetClock
) -> None:
    clock.set("17:30")
    await book(client, start="2026-11-23T17:45:00+01:00")
    await book(client, start="2026-11-23T17:30:00+01:00")
    items = (await client.get("/api/v1/offices", params={"service": "ausweis"})).json()["items"]
    assert {item["id"]: item["earliest_slot"] for item in items} == {
        "mitte": "2026-11-24T08:00:00+01:00",
        "nord": "2026-11-23T17:30:00+01:00",
    }
    assert {(item["open_now"], item["people_waiting"], item["wait"]) for item in items} == {(True, 0, None)}
    assert items[0]["timezone"] == "Europe/Berlin"
    without = (await client.get("/api/v1/offices")).json()["items"]
    assert [item["earliest_slot"] for item in without] == [None, None]
    assert refusal(await client.get("/api/v1/offices", params={"service": "nichts"})) == (422, "not_valid")


async def test_asking_changes_nothing(client: httpx.AsyncClient, db: Database) -> None:
    await ask(client)
    async with db.reading() as reading:
        rows = await reading.connection.execute(sa.select(t.office_day))
        assert rows.all() == []
    assert refusal(await client.get(URL)) == (405, "method_not_allowed")

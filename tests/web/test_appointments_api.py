# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments over HTTP: what citizens and reception send, and every refusal of the contract."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from icalendar import Calendar
from litestar import Litestar

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Shift, StaffMember
from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.builders import EIGHT, EIGHTEEN, SERVICES, SetClock, office, service
from tests.web.queueing import refusal
from tests.web.served import client_of, make_device, make_user

URL = "/api/v1/appointments"
TEN, ELEVEN = "2026-11-23T10:00:00+01:00", "2026-11-23T11:00:00+01:00"
TUESDAY = "2026-11-24T09:00:00+01:00"
CITIZEN = {"name": "Erika Müller-Beispiel", "email": "erika@example.org", "phone": "+49 123 456"}
Json = dict[str, Any]


def wish(**changes: Any) -> Json:
    services = [{"service": "ausweis", "quantity": 1}]
    return {"office": "mitte", "services": services, "start": TEN, "citizen": CITIZEN} | changes


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who has an appointment, with its token."""

    client: httpx.AsyncClient
    booked: Json

    @property
    def url(self) -> str:
        return f"{URL}/{self.booked['id']}"

    @property
    def token(self) -> Json:
        return {"Authorization": f"Bearer {self.booked['token']}"}

    async def get(self, path: str = "") -> httpx.Response:
        return await self.client.get(self.url + path, headers=self.token)

    async def do(self, deed: str, body: Json | None = None, *, key: str | None = None) -> httpx.Response:
        headers = self.token if key is None else self.token | {"Idempotency-Key": key}
        return await self.client.post(f"{self.url}/{deed}", json=body, headers=headers)


async def book(client: httpx.AsyncClient, **changes: Any) -> Citizen:
    answer = await client.post(URL, json=wish(**changes))
    assert answer.status_code == 201, answer.text
    return Citizen(client, answer.json())


@pytest.fixture(autouse=True)
async def place(db: Database) -> None:
    """ "mitte" and "nord", in each of which one person works; "auto" and "ehe" do not go together."""
    anna = (StaffMember(id="anna"),)
    shifts = tuple(Shift(staff="anna", weekday=d, local_from=EIGHT, local_to=EIGHTEEN) for d in range(5))
    auto = service(id="auto", combinable=frozenset({"pass"}))
    ehe = service(id="ehe", combinable=frozenset({"abholung"}))
    services = {each.id: each for each in (*SERVICES, auto, ehe)}
    for id_ in ("mitte", "nord"):
        await builders.town(db, office(id=id_, staff=anna, shifts=shifts, services=services))


@pytest.fixture
async def reception(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, token=await make_user(db, Role.RECEPTION)) as client:
        yield client


async def stored(db: Database) -> list[tuple[Any, ...]]:
    """Every appointment and event, to see that nothing was changed."""
    async with db.reading() as reading:
        found: list[tuple[Any, ...]] = []
        for table in (t.appointment, t.outbox, t.office_day, t.idempotency):
            rows = await reading.connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            found += [tuple(row) for row in rows]
        return found


async def test_a_hold_is_answered_with_all_that_is_needed_to_go_on(client: httpx.AsyncClient) -> None:
    booked = (await book(client)).booked
    assert booked["state"] == "held"
    assert booked["hold_expires_at"] == "2026-11-23T09:20:00+01:00"
    assert (booked["start"], booked["end"]) == (TEN, "2026-11-23T10:15:00+01:00")
    assert len(booked["booking_code"]) == 6
    assert len(booked["token"]) >= 22  # 128 bits
    links = booked["links"]
    assert links["page"].endswith(f"/appointments/{booked['id']}/{booked['token']}")
    for name, path in (("self", ""), ("calendar", "/calendar.ics"), ("qr", "/qr.svg")):
        assert links[name].endswith(f"{URL}/{booked['id']}{path}")
        assert booked["token"] not in links[name]


async def test_no_answer_names_the_citizen(client: httpx.AsyncClient) -> None:
    erika = await book(client)
    answers = [await erika.get(), await erika.do("confirm"), await erika.get("/calendar.ics")]
    for answer in answers:
        assert answer.status_code == 200
        assert "Erika" not in answer.text
        assert "example.org" not in answer.text
    assert "Erika" not in str(erika.booked)


async def test_from_hold_to_confirmation_to_another_time_to_cancellation(client: httpx.AsyncClient) -> None:
    erika = await book(client)
    steps = [("extend", None, "held"), ("confirm", None, "confirmed")]
    for deed, body, state in [*steps, ("move", {"start": ELEVEN}, "confirmed")]:
        answer = await erika.do(deed, body)
        assert (answer.status_code, answer.json()["state"]) == (200, state), answer.text
        assert (await erika.get()).json() == answer.json()
    assert answer.json()["start"] == ELEVEN
    assert (await erika.do("cancel")).json()["state"] == "cancelled_by_citizen"
    await book(client, start=ELEVEN)


async def test_looking_changes_nothing_even_when_the_hold_has_lapsed(
    client: httpx.AsyncClient, db: Database, clock: SetClock
) -> None:
    erika = await book(client)
    clock.advance(minutes=20)
    before = await stored(db)
    assert (await erika.get()).json()["state"] == "lapsed"
    for path in ("", "/calendar.ics", "/qr.svg"):
        assert (await erika.get(path)).status_code == 200
    assert await stored(db) == before


async def test_an_appointment_moves_to_another_office(client: httpx.AsyncClient) -> None:
    erika = await book(client)
    answer = await erika.do("move", {"start": TUESDAY, "office": "nord"})
    assert (answer.status_code, answer.json()["office"], answer.json()["start"]) == (200, "nord", TUESDAY)
    assert (await erika.get()).json()["office"] == "nord"
    await book(client)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
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
    ],
)
async def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    client: httpx.AsyncClient, db: Database, changes: Json, status: int, code: str
) -> None:
    before = await stored(db)
    answer = await client.post(URL, json=wish(**changes))
    assert refusal(answer) == (status, code), answer.text
    if status == 422:
        assert isinstance(answer.json()["errors"], list)
    assert await stored(db) == before


@pytest.mark.parametrize(("language", "word"), [("de", "vergeben"), ("en", "taken")])
async def test_a_taken_time_is_refused_with_others_in_the_language_of_whoever_asks(
    client: httpx.AsyncClient, language: str, word: str
) -> None:
    await book(client)
    answer = await client.post(URL, json=wish(), headers={"Accept-Language": language})
    assert refusal(answer) == (409, "slot_taken")
    assert word in answer.json()["detail"]
    alternatives = answer.json()["alternatives"]
    assert alternatives == [
        f"2026-11-23T{wall}:00+01:00" for wall in ("09:35", "09:40", "09:45", "10:15", "10:20")
    ]
    for start in alternatives[:1]:
        await book(client, start=start)


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


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"start": TEN}, 409, "slot_taken"),
        ({"start": "2026-11-23T11:01:00+01:00"}, 422, "off_grid"),
        ({"start": ELEVEN, "office": "nirgends"}, 404, "not_found"),
        ({"start": "9999-12-31T23:59:59-05:00"}, 422, "not_valid"),
        ({"start": "2026-11-23T11:00:00"}, 422, "not_valid"),
        ({}, 422, "not_valid"),
        ({"start": ELEVEN, "name": "Erika"}, 422, "not_valid"),
    ],
)
async def test_a_move_that_fails_changes_nothing(
    client: httpx.AsyncClient, db: Database, body: Json, status: int, code: str
) -> None:
    await book(client)
    erika = await book(client, start=TUESDAY)
    before = await stored(db)
    assert refusal(await erika.do("move", body)) == (status, code)
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


@pytest.mark.parametrize(
    "name",
    ["Erika Müller-Beispiel", "erika mueller beispiel", "ERIKA MÜLLERBEISPIEL", " Erika  Müller Beispiel "],
)
async def test_code_and_name_find_an_appointment_however_they_are_written(
    client: httpx.AsyncClient, name: str
) -> None:
    erika = await book(client)
    code = erika.booked["booking_code"]
    for said in (code, code.lower(), f"{code[:3]}-{code[3:]}", f"AUFRUF:{code}"):
        sent = {"office": "mitte", "booking_code": said, "name": name}
        answer = await client.post(f"{URL}/lookup", json=sent)
        assert answer.status_code == 200, answer.text
        assert answer.json() == {"id": erika.booked["id"], "token": erika.booked["token"]}


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


@pytest.mark.parametrize("key", ["", "mit leer", "x" * 201, "ü"])
async def test_a_key_that_is_none_is_refused(client: httpx.AsyncClient, key: str) -> None:
    answer = await client.post(URL, json=wish(), headers={b"Idempotency-Key": key.encode()})  # type: ignore[dict-item]
    assert refusal(answer) == (422, "not_valid")


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


async def test_the_calendar_keeps_its_uid_counts_its_changes_and_names_its_zone(
    client: httpx.AsyncClient,
) -> None:
    erika = await book(client)
    await erika.do("confirm")
    calendars = [await erika.get("/calendar.ics")]
    await erika.do("move", {"start": ELEVEN})
    calendars.append(await erika.get("/calendar.ics"))
    await erika.do("cancel")
    calendars.append(await erika.get("/calendar.ics"))
    assert {answer.headers["content-type"] for answer in calendars} == {"text/calendar; charset=utf-8"}
    read = [Calendar.from_ical(answer.content) for answer in calendars]
    events = [calendar.events[0] for calendar in read]
    assert len({str(event["UID"]) for event in events}) == 1
    sequences = [int(str(event["SEQUENCE"])) for event in events]
    assert sequences == sorted(set(sequences))
    assert [event.start.isoformat() for event in events] == [TEN, ELEVEN, ELEVEN]
    assert [str(calendar["METHOD"]) for calendar in read] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [str(zone["TZID"]) for zone in read[0].walk("VTIMEZONE")] == ["Europe/Berlin"]


async def test_the_calendar_of_a_hold_says_that_it_is_not_sure(client: httpx.AsyncClient) -> None:
    erika = await book(client)
    [event] = Calendar.from_ical((await erika.get("/calendar.ics")).content).events
    assert str(event["STATUS"]) == "TENTATIVE"


async def test_the_qr_code_is_a_drawing(client: httpx.AsyncClient) -> None:
    answer = await (await book(client)).get("/qr.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert b"<path" in answer.content


async def test_reception_books_confirmed_at_once_without_an_e_mail_address(
    reception: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    body = wish(citizen={"name": "Max Muster"})
    del body["office"]
    answer = await reception.post("/api/v1/offices/mitte/appointments", json=body)
    assert (answer.status_code, answer.json()["state"], answer.json()["hold_expires_at"]) == (
        201,
        "confirmed",
        None,
    )
    listed = (await reception.get("/api/v1/offices/mitte/appointments?date=2026-11-23")).json()["items"]
    assert [(each["name"], each["email"], each["channel"]) for each in listed] == [
        ("Max Muster", None, "reception")
    ]
    assert (await Citizen(client, answer.json()).get()).json()["state"] == "confirmed"


async def test_the_day_of_an_office_is_listed_by_time_today_if_not_said(
    client: httpx.AsyncClient, reception: httpx.AsyncClient
) -> None:
    for start in (ELEVEN, TEN, TUESDAY):
        await book(client, start=start)
    items = (await reception.get("/api/v1/offices/mitte/appointments")).json()["items"]
    assert [item["start"] for item in items] == [TEN, ELEVEN]
    assert (await reception.get("/api/v1/offices/mitte/appointments?date=9999-12-31")).json()["items"] == []
    assert refusal(await reception.get("/api/v1/offices/mitte/appointments?date=gestern")) == (
        422,
        "not_valid",
    )


@pytest.mark.parametrize(
    ("role", "offices", "lists", "books"),
    [
        (Role.CLERK, ["mitte"], 200, 403),
        (Role.RECEPTION, ["mitte"], 200, 201),
        (Role.RECEPTION, ["nord"], 403, 403),
        (Role.SUPERVISOR, ["mitte"], 200, 201),
        (Role.ADMINISTRATOR, [], 200, 201),
        (Role.HELPER, ["mitte"], 403, 403),
    ],
)
async def test_who_may_list_and_book_for_others(
    app: Litestar, db: Database, role: Role, offices: list[str], lists: int, books: int
) -> None:
    body = wish()
    del body["office"]
    async with client_of(app, token=await make_user(db, role, offices)) as who:
        assert (await who.get("/api/v1/offices/mitte/appointments")).status_code == lists
        assert (await who.post("/api/v1/offices/mitte/appointments", json=body)).status_code == books


async def test_neither_nobody_nor_a_kiosk_sees_the_names_of_a_day(
    app: Litestar, db: Database, client: httpx.AsyncClient
) -> None:
    await book(client)
    path = "/api/v1/offices/mitte/appointments"
    assert refusal(await client.get(path)) == (401, "not_authenticated")
    async with client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as kiosk:
        assert refusal(await kiosk.get(path)) == (403, "not_allowed")

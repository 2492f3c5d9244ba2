# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments over HTTP: what citizens and reception do."""

from collections.abc import AsyncIterator

import httpx
import pytest
from icalendar import Calendar
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import SetClock
from tests.web.bookings import ELEVEN, OF_OFFICE, TEN, TUESDAY, URL, Citizen, book, stored, two_offices, wish
from tests.web.queueing import refusal
from tests.web.served import client_of, make_device, make_user


@pytest.fixture(autouse=True)
async def place(db: Database) -> None:
    await two_offices(db)


@pytest.fixture
async def reception(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, token=await make_user(db, Role.RECEPTION)) as client:
        yield client


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
    steps = [
        ("extend", None, "held"),
        ("confirm", None, "confirmed"),
        ("move", {"start": ELEVEN}, "confirmed"),
    ]
    for deed, body, state in steps:
        answer = await erika.do(deed, body)
        assert (answer.status_code, answer.json()["state"]) == (200, state), answer.text
        assert (await erika.get()).json() == answer.json()
    assert (await erika.get()).json()["start"] == ELEVEN
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


async def test_code_and_name_find_an_appointment_however_they_are_written(client: httpx.AsyncClient) -> None:
    erika = await book(client)
    code = erika.booked["booking_code"]
    names = (
        "Erika Müller-Beispiel",
        "erika mueller beispiel",
        "ERIKA MÜLLERBEISPIEL",
        " Erika  Müller Beispiel ",
    )
    for name in names:
        for said in (code, code.lower(), f"{code[:3]}-{code[3:]}", f"AUFRUF:{code}"):
            sent = {"office": "mitte", "booking_code": said, "name": name}
            answer = await client.post(f"{URL}/lookup", json=sent)
            assert answer.status_code == 200, answer.text
            assert answer.json() == {"id": erika.booked["id"], "token": erika.booked["token"]}


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
    answer = await reception.post(OF_OFFICE, json=body)
    assert (answer.status_code, answer.json()["state"], answer.json()["hold_expires_at"]) == (
        201,
        "confirmed",
        None,
    )
    listed = (await reception.get(f"{OF_OFFICE}?date=2026-11-23")).json()["items"]
    assert [(each["name"], each["email"], each["channel"]) for each in listed] == [
        ("Max Muster", None, "reception")
    ]
    assert (await Citizen(client, answer.json()).get()).json()["state"] == "confirmed"


async def test_the_day_of_an_office_is_listed_by_time_today_if_not_said(
    client: httpx.AsyncClient, reception: httpx.AsyncClient
) -> None:
    for start in (ELEVEN, TEN, TUESDAY):
        await book(client, start=start)
    items = (await reception.get(OF_OFFICE)).json()["items"]
    assert [item["start"] for item in items] == [TEN, ELEVEN]
    assert (await reception.get(f"{OF_OFFICE}?date=9999-12-31")).json()["items"] == []
    yesterday = await reception.get(f"{OF_OFFICE}?date=gestern")
    assert refusal(yesterday) == (422, "not_valid")
    assert yesterday.json()["errors"][0]["pointer"] == "/date"


async def test_what_is_booked_for_others_may_name_the_office_of_the_path_and_no_other(
    db: Database, reception: httpx.AsyncClient
) -> None:
    before = await stored(db)
    other = await reception.post(OF_OFFICE, json=wish(office="nord"))
    assert refusal(other) == (422, "not_valid")
    assert other.json()["errors"][0]["pointer"] == "/office"
    assert await stored(db) == before
    booked = await reception.post(OF_OFFICE, json=wish(office="mitte"))
    assert (booked.status_code, booked.json()["office"]) == (201, "mitte")


RIGHTS = [
    (Role.CLERK, ["mitte"], 200, 403),
    (Role.RECEPTION, ["nord"], 403, 403),
    (Role.HELPER, ["mitte"], 403, 403),
    (Role.RECEPTION, ["mitte"], 200, 201),
    (Role.SUPERVISOR, ["mitte"], 200, 201),
    (Role.ADMINISTRATOR, [], 200, 201),
]


async def test_who_may_list_and_book_for_others(app: Litestar, db: Database) -> None:
    for hour, (role, offices, lists, books) in enumerate(RIGHTS, start=10):
        body = wish(start=f"2026-11-23T{hour}:00:00+01:00")
        del body["office"]
        async with client_of(app, token=await make_user(db, role, offices)) as who:
            assert (await who.get(OF_OFFICE)).status_code == lists, role
            assert (await who.post(OF_OFFICE, json=body)).status_code == books, role


async def test_neither_nobody_nor_a_kiosk_sees_the_names_of_a_day(
    app: Litestar, db: Database, client: httpx.AsyncClient
) -> None:
    await book(client)
    assert refusal(await client.get(OF_OFFICE)) == (401, "not_authenticated")
    async with client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as kiosk:
        assert refusal(await kiosk.get(OF_OFFICE)) == (403, "not_allowed")

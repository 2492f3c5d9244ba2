# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Booking without JavaScript, from the concern to the code; and what is said when it does not work."""

import re

import httpx
import pytest

from aufruf.db.transaction import Database
from tests.builders import SetClock, small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import field, link, open_page, send, words

AT_TEN = "2026-11-24T10:00:00+01:00"
DETAILS = "/book/details?service=ausweis:1&office=mitte"


@pytest.fixture(autouse=True)
async def mitte(db: Database) -> None:
    await small_town(db)


async def reserved(client: httpx.AsyncClient, **typed: str) -> httpx.Response:
    return await send(client, DETAILS, **({"start": AT_TEN, "name": "Erika Beispiel"} | typed))


def code_on(page: httpx.Response) -> str:
    found = re.search(r'id="booking-code">(\w{6})<', page.text)
    assert found
    return found[1]


async def test_a_whole_booking_from_the_concern_to_the_code(client: httpx.AsyncClient) -> None:
    page = await open_page(client, "/book?service=pass&quantity-pass=2&service=ausweis&next=1")
    assert page.url.path == "/book/time"
    assert "Reisepass × 2" in words(page)
    start = field(page, "start")
    page = await open_page(
        client, f"/book/details?service=pass:2&service=ausweis:1&office=mitte&start={start}"
    )
    page = await send(client, link(page, "/book/details"), start=start, name="Erika Beispiel")
    assert "Reserviert bis 09:20 Uhr" in words(page)
    page = await send(client, link(page, "/confirm"))
    assert "Ihr Termin ist bestätigt." in words(page)
    assert len(code_on(page)) == 6
    calendar = await client.get(link(page, "calendar.ics"))
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    assert (await client.get(link(page, "qr.svg"))).headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize("search", ["reise", "REISE PASS", "  pass "])
async def test_a_search_finds_concerns_by_parts_of_words(client: httpx.AsyncClient, search: str) -> None:
    said = words(await open_page(client, f"/book?q={search}"))
    assert "Reisepass" in said
    assert "Abholung" not in said


async def test_a_search_that_finds_nothing_says_so(client: httpx.AsyncClient) -> None:
    assert "Dazu haben wir nichts gefunden" in words(await open_page(client, "/book?q=hund"))


async def test_what_was_picked_stays_picked_while_searching(client: httpx.AsyncClient) -> None:
    page = await open_page(client, "/book?q=personal&service=pass&quantity-pass=3")
    assert re.search(r'value="pass" id="s-pass" checked', page.text)
    assert re.search(r'<option value="3" selected>', page.text)


async def test_going_on_without_a_concern_is_explained(client: httpx.AsyncClient) -> None:
    assert "mindestens ein Anliegen" in words(await open_page(client, "/book?next=1"))


async def test_too_many_of_a_concern_are_refused_in_a_sentence(client: httpx.AsyncClient) -> None:
    page = await open_page(client, "/book?service=pass&quantity-pass=9&next=1")
    assert page.status_code == 422
    assert "mehr, als in einem Termin möglich" in words(page)


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(client: httpx.AsyncClient) -> None:
    page = await reserved(client, name="", email="erika", phone="0123 456")
    assert page.status_code == 422
    assert 'href="#name"' in page.text
    assert 'href="#email"' in page.text
    assert 'href="#phone"' not in page.text
    assert (field(page, "email"), field(page, "phone")) == ("erika", "0123 456")
    assert field(page, "start") == AT_TEN


@pytest.mark.parametrize("name", ["E" * 201, "Erika\x00Beispiel", "Erika\u202eBeispiel"])
async def test_a_name_that_is_none_is_refused(client: httpx.AsyncClient, name: str) -> None:
    assert (await reserved(client, name=name)).status_code == 422


async def test_a_taken_time_offers_others_in_its_place_and_loses_nothing(client: httpx.AsyncClient) -> None:
    for name in ("Erste Person", "Zweite Person"):  # two people work there
        assert (await reserved(client, name=name)).status_code == 200
    page = await reserved(client, name="Dritte Person", phone="0123 456")
    assert page.status_code == 409
    assert "gerade vergeben" in words(page)
    assert (field(page, "name"), field(page, "phone")) == ("Dritte Person", "0123 456")
    other = field(page, "start")
    assert other != AT_TEN
    assert "Reserviert bis" in words(await reserved(client, name="Dritte Person", start=other))


async def test_a_reservation_lapses_and_says_so(client: httpx.AsyncClient, clock: SetClock) -> None:
    page = await reserved(client)
    clock.advance(minutes=21)
    late = await send(client, link(page, "/confirm"))
    assert late.status_code == 409
    assert "Die Reservierung ist abgelaufen" in words(late)


async def test_more_time_can_be_had(client: httpx.AsyncClient, clock: SetClock) -> None:
    page = await reserved(client)
    clock.advance(minutes=15)
    assert "Reserviert bis 09:35 Uhr" in words(await send(client, link(page, "/extend")))


async def test_pressing_twice_is_as_good_as_once(client: httpx.AsyncClient) -> None:
    confirm = link(await reserved(client), "/confirm")
    await send(client, confirm)
    page = await send(client, confirm)
    assert "Ihr Termin ist bestätigt." in words(page)

    cancel = link(page, "/cancel")
    await send(client, cancel)
    page = await send(client, cancel)
    assert (page.status_code, "abgesagt" in words(page)) == (200, True)


async def test_an_appointment_is_moved_and_the_old_time_is_free_again(client: httpx.AsyncClient) -> None:
    page = await send(client, link(await reserved(client), "/confirm"))
    moving = await open_page(client, link(page, "/move"))
    page = await send(client, link(moving, "/move"), start="2026-11-25T11:00:00+01:00")
    assert "Mittwoch, 25. November 2026, 11:00 Uhr" in words(page)
    for name in ("Erste Person", "Zweite Person"):
        assert (await reserved(client, name=name)).status_code == 200


async def test_an_appointment_is_found_by_code_and_name_and_cancelled(client: httpx.AsyncClient) -> None:
    code = code_on(await send(client, link(await reserved(client), "/confirm")))
    page = await send(client, "/appointments", office="mitte", code=code.lower(), name="erika beispiel")
    assert "Ihr Termin ist bestätigt." in words(page)
    assert "abgesagt" in words(await send(client, link(page, "/cancel")))


async def test_a_wrong_name_finds_nothing_and_what_was_typed_stays(client: httpx.AsyncClient) -> None:
    code = code_on(await send(client, link(await reserved(client), "/confirm")))
    page = await send(client, "/appointments", office="mitte", code=code, name="Max Muster")
    assert page.status_code == 404
    assert (field(page, "code"), field(page, "name")) == (code, "Max Muster")


async def test_a_wrong_token_is_as_unknown_as_a_wrong_appointment(client: httpx.AsyncClient) -> None:
    own = str((await reserved(client)).url.path)
    assert (await open_page(client, own[:-1] + ("A" if own[-1] != "A" else "B"))).status_code == 404
    assert (await open_page(client, "/appointments/nein/nein")).status_code == 404
    assert (await send(client, own[:-3] + "nix/cancel")).status_code == 404
    assert (await open_page(client, own)).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/book/time?service=ausweis:x",
        "/book/time?service=aus weis",
        "/book/time?service=ausweis:1&office=a/b",
        "/book/details?service=ausweis:1&office=mitte&start=morgen",
        "/book/details?service=ausweis:1&office=mitte&start=2026-11-24T10:00:00",
    ],
)
async def test_an_address_that_makes_no_sense_is_refused(client: httpx.AsyncClient, address: str) -> None:
    assert (await open_page(client, address)).status_code == 422


@pytest.mark.parametrize("body", [b"start=%FF%FE&name=%00", b"\xff\xfe", b"a=" + b"b" * 2_000_000])
async def test_a_form_that_is_none_breaks_nothing(client: httpx.AsyncClient, body: bytes) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await client.post(DETAILS, content=body, headers=kind)
    assert answer.status_code in {413, 422}

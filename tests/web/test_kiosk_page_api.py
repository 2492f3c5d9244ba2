# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kiosk's page asks: how it stands, which times there are, one without a name; and who may ask."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from aufruf.web.wiring import Login
from tests.builders import SetClock, at
from tests.web.at_kiosk import draw, touch, where_it_is
from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import Town, refusal, town
from tests.web.reading import log_in, send
from tests.web.served import PASSWORD, client_of, make_device, make_user

__all__ = ["town"]

STATE, SLOTS, BOOK = "/api/v1/kiosk", "/api/v1/kiosk/slots", "/api/v1/kiosk/appointments"
CHECK_INS, TICKETS = "/api/v1/kiosk/check-ins", "/api/v1/kiosk/tickets"


@pytest.fixture
async def tablet(app: Litestar, db: Database, town: Town) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that was paired as a kiosk."""
    token = await make_device(db, DeviceKind.KIOSK, id_="eingang", name="Am Eingang")
    async with client_of(app) as tablet:
        await send(tablet, "/pairing", token=token)
        yield tablet


async def state_of(kiosk: httpx.AsyncClient) -> dict[str, Any]:
    answer = await kiosk.get(STATE)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_kiosk_is_told_how_it_stands_in_its_own_office(town: Town, tablet: httpx.AsyncClient) -> None:
    await town.ticket()
    state = await state_of(tablet)
    assert state["office"] == {
        "id": "mitte",
        "name": "Bürgerbüro Mitte",
        "timezone": "Europe/Berlin",
    }
    assert state["device"] == {"id": "eingang", "name": "Am Eingang", "letter": "L", "prints": None}
    assert (state["open"], state["waiting"], state["closed_early"]) == (True, 1, False)
    assert state["closes_at"] == "2026-11-23T18:00:00+01:00"
    assert {each["id"]: each["group"] for each in state["services"]} == {
        "ausweis": "A",
        "pass": "A",
        "abholung": "B",
    }
    assert state["languages"] == ["de", "de-simple", "en", "tr", "ar", "uk"]
    assert (await tablet.get(STATE, params={"office": "nord"})).json()["office"]["id"] == "mitte"


async def test_outside_its_hours_it_says_from_when_on(
    tablet: httpx.AsyncClient, clock: SetClock, db: Database
) -> None:
    clock.set("19:00")
    evening = await state_of(tablet)
    assert (evening["open"], evening["opens_at"]) == (False, "2026-11-24T08:00:00+01:00")
    clock.set("07:00")
    assert (await state_of(tablet))["opens_at"] == "2026-11-23T08:00:00+01:00"
    clock.set("10:00")
    async with db.transaction() as tx:
        await tx.lock("mitte")
        await tx.connection.execute(
            sa.update(t.office_day).values(closed_at=at("09:30"), closed_early="Stromausfall")
        )
    shut = await state_of(tablet)
    assert (shut["open"], shut["closed_early"]) == (False, True)
    assert shut["opens_at"] == "2026-11-24T08:00:00+01:00"


async def test_the_staff_chooses_languages_and_printing(tablet: httpx.AsyncClient, db: Database) -> None:
    async with db.transaction() as tx:
        chosen = {"languages": ["uk", "de", "klingonisch"], "print": "browser"}
        await tx.connection.execute(sa.update(t.device).values(choices=chosen))
    state = await state_of(tablet)
    assert state["languages"] == ["uk", "de"]
    assert state["device"]["prints"] == "browser"
    assert '<html lang="uk" dir="ltr"' in (await tablet.get("/kiosk")).text


async def test_a_few_times_are_offered_and_one_is_taken_without_a_name(
    town: Town, tablet: httpx.AsyncClient, clock: SetClock
) -> None:
    slots = (await tablet.get(SLOTS, params={"service": "pass"})).json()["slots"]
    starts = [dt.datetime.fromisoformat(slot["start"]) for slot in slots]
    assert len(starts) == 12
    assert starts == sorted(starts)
    assert len({start.date() for start in starts}) == 4
    assert starts[0] == at("09:00")
    wish = {"services": ["pass"], "start": slots[1]["start"], "language": "tr"}
    key = where_it_is(tablet) | {"Idempotency-Key": "touch-1"}
    booked, again = [await tablet.post(BOOK, json=wish, headers=key) for _ in range(2)]
    assert booked.status_code == again.status_code == 201, booked.text
    made = booked.json()
    assert made == again.json()
    assert (made["state"], made["start"]) == ("confirmed", slots[1]["start"])
    assert made["page"] == f"/appointments/{made['id']}/{made['token']}"
    own = {"Authorization": f"Bearer {made['token']}"}
    seen = (await town.nobody.get(f"/api/v1/appointments/{made['id']}", headers=own)).json()
    assert (seen["state"], seen["language"]) == ("confirmed", "tr")
    for name in ("", " ", "None", "x"):  # nobody's: no name finds it
        wanted = {"office": "mitte", "booking_code": made["booking_code"], "name": name}
        assert (await town.nobody.post("/api/v1/appointments/lookup", json=wanted)).status_code >= 400

    early = await touch(tablet, "check-ins", code=made["booking_code"])
    assert refusal(early) == (409, "too_early")
    opens = starts[1] - dt.timedelta(minutes=30)
    assert dt.datetime.fromisoformat(early.json()["check_in_from"]) == opens
    assert early.json()["start"] == slots[1]["start"]
    clock.set(opens)
    came = await touch(tablet, "check-ins", code=f"AUFRUF:{made['booking_code']}")
    assert (came.status_code, came.json()["number"]) == (201, "A001")


async def test_a_time_that_was_taken_meanwhile_is_taken_once(tablet: httpx.AsyncClient) -> None:
    answers = [
        await touch(tablet, "appointments", services=["ausweis"], start="2026-11-23T10:00:00+01:00")
        for _ in range(4)  # three people work there, one of them at the handing out only
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 409, 409]
    assert refusal(answers[2]) == (409, "slot_taken")
    assert answers[2].json()["alternatives"]


async def test_what_makes_no_sense_is_refused(tablet: httpx.AsyncClient) -> None:
    assert refusal(await tablet.get(SLOTS)) == (422, "not_valid")
    assert refusal(await tablet.get(SLOTS, params={"service": "zauberei"})) == (422, "not_valid")
    assert refusal(await tablet.get(SLOTS, params={"service": "a/b"})) == (422, "not_valid")
    for start, code in {
        "2026-11-23T08:00:00+01:00": "in_the_past",
        "2026-11-23T10:00:00": "not_valid",
    }.items():
        assert refusal(await touch(tablet, "appointments", services=["pass"], start=start)) == (422, code)
    named = await touch(
        tablet, "appointments", services=["pass"], start="2026-11-23T10:00:00+01:00", name="Erika"
    )
    assert refusal(named) == (422, "not_valid")


async def test_when_closing_time_would_pass_there_are_times_on_other_days(
    tablet: httpx.AsyncClient, clock: SetClock
) -> None:
    clock.set("17:55")
    full = await touch(tablet, "tickets", services=["ausweis"])
    assert refusal(full) == (409, "no_capacity_left")
    slots = (await tablet.get(SLOTS, params={"service": "ausweis"})).json()["slots"]
    assert slots[0]["start"] == full.json()["alternatives"][0] == "2026-11-24T08:00:00+01:00"


async def test_a_cookie_does_something_only_from_our_own_page(
    app: Litestar, db: Database, tablet: httpx.AsyncClient
) -> None:
    wish = {"services": ["ausweis"]}
    for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert refusal(await tablet.post(TICKETS, json=wish, headers=headers)) == (403, "not_allowed")
    assert refusal(await tablet.post(TICKETS, data=wish, headers=where_it_is(tablet))) == (415, "not_json")
    assert (await draw(tablet))["number"] == "A001"
    await make_user(db, Role.CLERK, name="dora", password=PASSWORD)
    await log_in(tablet, "dora")  # in the same browser: at the kiosk she is nobody
    assert (await draw(tablet))["number"] == "A002"


async def test_only_a_kiosk_is_told(app: Litestar, db: Database, town: Town) -> None:
    for path in (STATE, f"{SLOTS}?service=pass"):
        assert refusal(await town.nobody.get(path)) == (401, "not_authenticated")
        for who in (town.display, town.anna):
            assert refusal(await who.get(path)) == (403, "not_allowed")
    async with client_of(app) as wall:
        await send(wall, "/pairing", token=await make_device(db, DeviceKind.DISPLAY, id_="wand"))
        assert refusal(await wall.get(STATE)) == (403, "not_allowed")
        assert refusal(await touch(wall, "tickets", services=["ausweis"])) == (403, "not_allowed")


async def test_in_the_demo_town_everybody_may_try_every_kiosk(app: Litestar, town: Town) -> None:
    assert refusal(await town.nobody.get(STATE, params={"office": "nord"})) == (401, "not_authenticated")
    login = Login(name="leitung", password="x", role="supervisor")
    app.state.wiring = replace(app.state.wiring, demo_logins=(login,))
    state = (await town.nobody.get(STATE, params={"office": "nord"})).json()
    assert (state["office"]["id"], state["device"]) == ("nord", None)
    page = (await town.nobody.get("/kiosk", params={"office": "nord"})).text
    assert 'data-office="nord"' in page
    ticket = await town.nobody.post(f"{TICKETS}?office=nord", json={"services": ["pass"]})
    assert ticket.status_code == 201
    assert refusal(await town.nobody.get(STATE, params={"office": "nirgends"})) == (404, "not_found")
    assert refusal(await town.nobody.get(STATE, params={"office": "a/b"})) == (404, "not_found")


async def test_a_revoked_kiosk_is_told_so(tablet: httpx.AsyncClient, db: Database) -> None:
    async with db.transaction() as tx:
        await tx.connection.execute(sa.update(t.device).values(revoked_at=tx.now))
    assert refusal(await tablet.get(STATE)) == (401, "not_authenticated")
    assert (await tablet.get("/kiosk")).status_code == 401


async def test_nothing_is_read_aloud_but_what_is_on_the_screen(tablet: httpx.AsyncClient) -> None:
    spoken = (await tablet.get("/kiosk/speech.json")).json()["languages"]
    assert spoken, "install espeak-ng: tools/test_programs.sh"
    aloud = {
        "Zurzeit warten 3 Personen.": 200,
        "Reisepass": 200,
        "Bürgerbüro Mitte": 200,
        "A017": 200,
        "Dienstag, 24. November, 09:20 Uhr": 200,
        "Leichte Sprache": 200,
        "Dienstag, 24. November, kommt niemand": 404,
        "Wählen Sie eine andere Partei.": 404,
        "Zurzeit warten 3 Personen. Kaufen Sie Aktien.": 404,
        "x" * 1000: 404,
    }
    for text, status in aloud.items():
        answer = await tablet.get("/kiosk/speech/de.wav", params={"text": text})
        assert (text, answer.status_code) == (text, status)
        if status == 200:
            assert answer.content.startswith(b"RIFF")
            assert answer.headers["content-type"] == "audio/wav"
    assert (await tablet.get("/kiosk/speech/xx.wav", params={"text": "A017"})).status_code == 404

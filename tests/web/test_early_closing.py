# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sudden closing over HTTP and on pages: who may, what each face says, and what everybody has instead."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from aufruf.actions import booking
from aufruf.actions.booking import Wish
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Citizen
from aufruf.domain.catalogue import OfficeRules
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import at, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import field, log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

API = "/api/v1/offices/mitte"
LIST = "/console/mitte/sent-home"
WHY = {"reason": "Wasserschaden"}


@pytest.fixture
async def boss(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """A supervisor who is also at reception, logged in."""
    rules = OfficeRules(walk_in_guard=False)
    await town(db, office(rules=rules), office(id="nord", rules=rules))
    await make_user(db, Role.SUPERVISOR, name="leitung", password=PASSWORD)
    async with client_of(app) as boss:
        boss.headers["X-CSRF-Token"] = await log_in(boss, "leitung")
        yield boss


async def book(db: Database, wall: str) -> str:
    async with db.transaction() as tx:
        wish = Wish(services=[("ausweis", 1)], start=at(wall))
        citizen = Citizen(name="Erika Beispiel")
        return (
            await booking.hold(tx, office="mitte", wish=wish, citizen=citizen, confirmed=True)
        ).booking_code


async def test_the_office_is_closed_after_a_look_at_whom_it_meets(
    boss: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    code = await book(db, "15:00")
    async with client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as kiosk:
        tickets = [
            (await kiosk.post("/api/v1/kiosk/tickets", json={"services": ["ausweis"]})).json()
            for _ in range(2)
        ]
        page = await open_page(boss, "/console/mitte/close")
        assert "2 Personen warten" in words(page)
        assert "1 Termin von heute kommt auf die Liste" in words(page)
        further = await open_page(boss, "/console/mitte/close?until=2026-11-25")
        assert "Geschlossen auch danach, bis Mittwoch, 25. November 2026." in words(further)
        assert field(further, "until") == "2026-11-25"
        unsaid = await send(boss, "/console/mitte/close", reason="other", own_reason="")
        assert unsaid.status_code == 422
        closed = await send(boss, "/console/mitte/close", finish="1", until="2026-11-25", **WHY)
        assert closed.url.path == LIST
        assert "Grund: Wasserschaden" in words(closed)
        for path, body in (("tickets", {"services": ["ausweis"]}), ("check-ins", {"code": code})):
            refused = await kiosk.post(f"/api/v1/kiosk/{path}", json=body)
            assert (refused.status_code, refused.json()["code"]) == (409, "office_closed")
            assert refused.json()["reason"] == "Wasserschaden"
    assert "Der Standort bleibt geschlossen" in words(await open_page(boss, "/console/mitte/rebooking"))
    reception = await open_page(boss, "/console/mitte/reception")
    assert "Der Standort ist für heute geschlossen. Grund: Wasserschaden" in words(reception)
    assert (await send(boss, "/console/mitte/walk-ins", service="ausweis")).status_code == 409
    offices = {each["id"]: each["open_now"] for each in (await boss.get("/api/v1/offices")).json()["items"]}
    assert offices == {"mitte": False, "nord": True}
    closures = (await boss.get(f"{API}/closures")).json()["items"]
    assert closures == [{"from": "2026-11-24", "to": "2026-11-25", "reason": "Wasserschaden"}]
    # Somebody's phone says why, and has another time with one touch; twice is once.
    phone = f"/visits/{tickets[0]['visit']}/{tickets[0]['token']}"
    told = await open_page(boss, phone)
    assert "Der Standort musste leider schließen. Grund: Wasserschaden" in words(told)
    start = field(told, "start")
    twice = await asyncio.gather(*(send(boss, f"{phone}/instead", start=start) for _ in range(2)))
    for each in twice:
        assert each.status_code == 200
        assert "Sie haben dafür einen Termin: Donnerstag, 26. November 2026" in words(each)
    listed = words(await open_page(boss, LIST))
    assert listed.count("Donnerstag, 26. November 2026, 08:00 Uhr") >= 1
    # The other has no phone: reception books, and has a list with the code to be printed.
    printed = await send(boss, f"{LIST}/book-all")
    assert printed.text.count('class="code"') == 2
    assert "book-all" not in printed.text
    # Still there? With a new number once it is open again; who has an appointment keeps that.
    again = await send(boss, "/console/mitte/reopen")
    assert "nicht vorzeitig geschlossen" in words(again)
    back = await send(boss, f"{LIST}/{tickets[1]['visit']}/come-back")
    assert back.status_code == 409


async def test_who_is_still_there_when_it_opens_again_waits_with_a_new_number_and_the_phone_knows(
    boss: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    async with client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as kiosk:
        ticket = (await kiosk.post("/api/v1/kiosk/tickets", json={"services": ["ausweis"]})).json()
    assert (await boss.post(f"{API}/close-early", json=WHY)).json()["sent_home"] == 1
    assert (await send(boss, f"{LIST}/{ticket['visit']}/come-back")).status_code == 409
    assert (await boss.post(f"{API}/reopen")).status_code == 204
    back = await send(boss, f"{LIST}/{ticket['visit']}/come-back")
    assert "A002" in words(back)
    assert "Wartet wieder, mit Nummer A002" in words(await open_page(boss, LIST))
    phone = await open_page(boss, f"/visits/{ticket['visit']}/{ticket['token']}")
    onward = phone.text.partition("Zu Ihrer neuen Wartemarke")[0].rpartition('href="')[2].partition('"')[0]
    assert "A002" in words(await open_page(boss, onward))


async def test_whoever_has_an_appointment_later_today_is_told_not_to_come_and_takes_another_time(
    boss: httpx.AsyncClient,
) -> None:
    times = await open_page(boss, "/book/time?service=ausweis:1&office=mitte")
    details = "/book/details?service=ausweis:1&office=mitte"
    held = await send(boss, details, start=field(times, "start"), name="Erika Beispiel")
    own = held.url.path
    await send(boss, f"{own}/confirm")
    assert (await boss.post(f"{API}/close-early", json=WHY)).status_code == 200
    told = await open_page(boss, own)
    assert "Bitte kommen Sie nicht: Der Standort musste heute schließen. Grund: Wasserschaden" in words(told)
    other = await open_page(boss, f"{own}/move")
    assert "23. November" not in words(other).partition("Tag")[2]
    moved = await send(boss, f"{own}/move", start=field(other, "start"))
    assert "Ihr Termin ist bestätigt." in words(moved)
    assert "Zurzeit ist kein Termin umzubuchen." in words(await open_page(boss, "/console/mitte/rebooking"))


async def test_the_api_previews_closes_once_and_only_for_who_supervises(
    boss: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    await book(db, "15:00")
    seen = await boss.post(f"{API}/close-early?preview=true", json=WHY)
    assert (seen.status_code, seen.json()["sent_home"], len(seen.json()["touched"])) == (200, 0, 1)
    async with client_of(app, token=await make_user(db, Role.RECEPTION)) as reception:
        for path in ("close-early", "close-early?preview=true", "reopen"):
            assert (await reception.post(f"{API}/{path}", json=WHY)).status_code == 403
    assert (await boss.post(f"{API}/close-early", json={"reason": ""})).status_code == 422
    twice = await asyncio.gather(*(boss.post(f"{API}/close-early", json=WHY) for _ in range(2)))
    assert sorted(each.status_code for each in twice) == [200, 409]
    assert next(each.json() for each in twice if each.status_code == 409)["code"] == "wrong_state"
    assert (await boss.post("/api/v1/offices/nord/close-early", json=WHY)).status_code == 403
    assert (await send(boss, "/console/mitte/close", **WHY)).url.path == LIST
    for _ in range(2):
        page = await send(boss, "/console/mitte/reopen")
        assert page.status_code == 200
    assert (await boss.post(f"{API}/reopen")).status_code == 409

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kiosk, status page, display and counter: what each shows of one visit, and to whom."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import small_town
from tests.web.at_kiosk import draw
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import field, link, log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

DESK = "/console/mitte/counters/1"


@pytest.fixture(autouse=True)
async def mitte(db: Database) -> None:
    await small_town(db)
    await make_user(db, Role.CLERK, name="anna", staff="anna", password=PASSWORD)
    await make_user(db, Role.RECEPTION, name="empfang", password=PASSWORD)


@pytest.fixture
async def kiosk(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """The kiosk of the office, paired."""
    token = await make_device(db, DeviceKind.KIOSK)
    async with client_of(app) as kiosk:
        assert (await send(kiosk, "/pairing", token=token)).url.path == "/kiosk"
        yield kiosk


@pytest.fixture
async def anna(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Anna at counter 1."""
    async with client_of(app) as anna:
        anna.params = {}
        secret = await log_in(anna, "anna")
        anna.headers["X-CSRF-Token"] = secret
        assert (await send(anna, f"{DESK}/open")).status_code == 200
        yield anna


async def test_a_kiosk_that_nobody_knows_is_no_kiosk(client: httpx.AsyncClient) -> None:
    page = await open_page(client, "/kiosk?office=mitte")
    assert page.status_code == 401
    assert "data-api" not in page.text


async def test_a_token_that_nobody_has_pairs_nothing(client: httpx.AsyncClient) -> None:
    answer = await send(client, "/pairing", token="aufruf_d_ausgedacht")
    assert answer.status_code == 404
    assert "aufruf_device" not in client.cookies


async def test_one_touch_gives_a_ticket_with_a_code_for_the_phone(kiosk: httpx.AsyncClient) -> None:
    ticket = await draw(kiosk)
    assert (ticket["number"], ticket["ahead"]) == ("A001", 0)
    code = await kiosk.get(f"{ticket['phone']}/qr.svg")
    assert code.text.count("<svg") == 1
    assert code.headers["cache-control"] == "no-store"


async def test_a_call_is_seen_by_clerk_phone_and_display(
    kiosk: httpx.AsyncClient, anna: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    phone = (await draw(kiosk))["phone"]
    assert "Bitte warten Sie" in words(await open_page(anna, "/display/mitte"))
    desk = await send(anna, f"{DESK}/call-next")
    assert "A001" in words(desk)
    assert "Ohne Termin, wartet seit 0 Min." in words(desk)
    assert "Sie sind dran A001 Bitte gehen Sie zu Schalter 1" in words(await open_page(client, phone))
    assert "A001 zu Schalter 1" in words(await open_page(anna, "/display/mitte"))


async def test_a_visit_goes_through_all_moves(kiosk: httpx.AsyncClient, anna: httpx.AsyncClient) -> None:
    visit = (await draw(kiosk))["visit"]
    own = f"{DESK}/visits/{visit}"
    await send(anna, f"{DESK}/call-next")
    assert "Noch einmal aufrufen" in words(await send(anna, f"{own}/recall"))
    missed = await send(anna, f"{own}/miss")
    assert "Zurücknehmen" in words(missed)
    assert "Ist da" in words(await send(anna, f"{own}/undo"))
    assert "Fertig" in words(await send(anna, f"{own}/serve"))
    assert "zurückgestellt" in words(await send(anna, f"{own}/park"))
    assert "1 Person wartet" in words(await send(anna, f"{own}/resume"))
    assert "Mit der Nummer gerufen" in words(await send(anna, f"{own}/call"))
    assert "1 Person wartet" in words(await send(anna, f"{own}/transfer", to="counter:1"))
    await send(anna, f"{DESK}/call-next")
    await send(anna, f"{own}/serve")
    assert "30 Sekunden" in words(await send(anna, f"{own}/finish"))


async def test_a_refused_move_is_said_on_the_page(kiosk: httpx.AsyncClient, anna: httpx.AsyncClient) -> None:
    visit = (await draw(kiosk))["visit"]
    answer = await send(anna, f"{DESK}/visits/{visit}/finish")
    assert answer.status_code == 409
    assert "A001 wartet" in words(answer)  # it says what is true instead
    assert "1 Person wartet" in words(answer)


async def test_calling_with_nobody_there_says_so(anna: httpx.AsyncClient) -> None:
    assert "Gerade wartet niemand" in words(await send(anna, f"{DESK}/call-next"))


async def test_a_form_without_the_pages_secret_does_nothing(
    kiosk: httpx.AsyncClient, anna: httpx.AsyncClient
) -> None:
    await draw(kiosk)
    del anna.headers["X-CSRF-Token"]
    assert (await send(anna, f"{DESK}/call-next")).status_code == 403
    secret = field(await open_page(anna, DESK), "csrf_token")
    assert (await send(anna, f"{DESK}/call-next", csrf_token=secret)).status_code == 200


async def test_somebody_may_be_late_and_may_leave(kiosk: httpx.AsyncClient, anna: httpx.AsyncClient) -> None:
    own = (await draw(kiosk))["phone"]
    assert "Vor 09:10 Uhr rufen wir Sie nicht auf" in words(await send(kiosk, f"{own}/late"))
    assert "Gerade wartet niemand" in words(await send(anna, f"{DESK}/call-next"))
    assert "nicht mehr gültig" in words(await send(kiosk, f"{own}/leave"))
    assert (await send(kiosk, f"{own}/late")).status_code == 409


async def test_a_wrong_token_shows_no_visit(kiosk: httpx.AsyncClient) -> None:
    own = (await draw(kiosk))["phone"]
    for address in (own[:-3] + "nix", own[:-3] + "nix/qr.svg", "/visits/nein/nein"):
        assert (await open_page(kiosk, address)).status_code == 404


async def test_reception_gives_tickets_and_shows_the_name_to_staff_alone(
    app: Litestar, anna: httpx.AsyncClient
) -> None:
    async with client_of(app) as reception:
        reception.headers["X-CSRF-Token"] = await log_in(reception, "empfang")
        page = await send(
            reception, "/console/mitte/walk-ins", service="pass", name="Erika Beispiel", priority="1"
        )
        assert "A001" in words(page)
        phone = await open_page(reception, link(page, "/visits/").removesuffix("/qr.svg"))
    queue = words(await open_page(anna, "/console/mitte/queue"))
    assert "Erika Beispiel" in queue
    assert "Vorrang" in queue
    assert "Erika" not in words(phone)
    await send(anna, f"{DESK}/call-next")
    assert "Erika" not in words(await open_page(anna, "/display/mitte"))


@pytest.mark.parametrize(
    "address", ["/console", "/console/mitte", "/console/mitte/queue", DESK, "/display/mitte"]
)
async def test_whoever_is_not_logged_in_is_asked_to(client: httpx.AsyncClient, address: str) -> None:
    answer = await client.get(address)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/login?next={address}"


async def test_a_clerk_sees_no_other_office_and_no_reception(anna: httpx.AsyncClient, db: Database) -> None:
    assert "Ohne Termin Anliegen" not in words(await open_page(anna, "/console/mitte"))
    assert (await send(anna, "/console/mitte/walk-ins", service="pass")).status_code == 403
    assert (await send(anna, "/console/mitte/check-ins", code="ABCD23")).status_code == 403
    assert (await open_page(anna, "/console/gibt-es-nicht")).status_code == 404


async def test_a_display_shows_its_own_office_and_no_other(app: Litestar, db: Database) -> None:
    token = await make_device(db, DeviceKind.DISPLAY, id_="wand")
    async with client_of(app) as display:
        assert (await send(display, "/pairing", token=token)).url.path == "/display/wand"
        page = await open_page(display, "/display/wand")
        assert "Stand 09:00:00 Uhr" in words(page)
        assert 'http-equiv="refresh"' in page.text
        assert (await open_page(display, "/display/andere")).status_code == 404


async def test_wrong_passwords_are_told_on_the_form_with_the_name_kept(client: httpx.AsyncClient) -> None:
    page = await send(client, "/login", name="anna", password="geraten-und-falsch")
    assert page.status_code == 401
    assert "Name oder Passwort stimmen nicht." in words(page)
    assert field(page, "name") == "anna"
    assert "geraten" not in page.text

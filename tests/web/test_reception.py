# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reception's page: tickets, check-in by code and by name, deeds for whoever waits, booking for others."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from aufruf.actions import booking, calling
from aufruf.actions.booking import Wish
from aufruf.db import visits
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.catalogue import OfficeRules, StaffMember
from aufruf.domain.roles import Role
from aufruf.domain.visit import Visit
from tests.builders import MONDAY, at, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import field, link, log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_user

PAGE = "/console/mitte/reception"


@pytest.fixture
async def desk(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at reception, in an office that turns nobody away; there is another one too."""
    rules = OfficeRules(walk_in_guard=False)
    await town(db, office(rules=rules), office(id="nord", rules=rules))
    await make_user(db, Role.RECEPTION, ["mitte", "nord"], name="empfang", password=PASSWORD)
    async with client_of(app) as desk:
        desk.headers["X-CSRF-Token"] = await log_in(desk, "empfang")
        yield desk


async def book(db: Database, wall: str, name: str) -> Appointment:
    async with db.transaction() as tx:
        wish = Wish(services=[("ausweis", 1)], start=at(wall))
        return await booking.hold(tx, office="mitte", wish=wish, citizen=Citizen(name=name), confirmed=True)


async def here(db: Database, number: str, office: str = "mitte") -> Visit:
    async with db.reading() as reading:
        found = await visits.of_day(reading.connection, (office, MONDAY))
    return next(each for each in found if each.number == number)


async def test_a_walk_in_has_a_ticket_to_print_in_their_language_or_a_number_that_is_said(
    desk: httpx.AsyncClient, db: Database
) -> None:
    printed = await send(
        desk, "/console/mitte/walk-ins", service="pass", quantity="3", language="en", print="1",
        priority="1", **{"from": "reception"},
    )  # fmt: skip
    assert "data-print-now" in printed.text
    assert "A001" in words(printed)
    visit = await here(db, "A001")
    assert (visit.services, visit.language, visit.priority) == ((("pass", 3),), "en", True)
    assert 'lang="en"' in printed.text
    said = await send(desk, "/console/mitte/walk-ins", service="abholung", **{"from": "reception"})
    assert said.url.path == PAGE
    assert "B001 1 Person wird vorher aufgerufen." in words(said)
    assert "data-print-now" not in (await open_page(desk, link(said, "/tickets/"))).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"service": "zauberei"},
        {"service": "pass", "quantity": "x"},
        {"service": "pass", "quantity": "9"},
        {"service": "pass", "language": "xx"},
        {"service": ""},
    ],
)
async def test_what_makes_no_ticket_is_said_and_what_was_typed_stays(
    desk: httpx.AsyncClient, wrong: dict[str, str]
) -> None:
    page = await send(desk, "/console/mitte/walk-ins", name="Erika Beispiel", **wrong)
    assert page.status_code == 422
    assert field(page, "name") == "Erika Beispiel"
    assert "0 Personen warten" in words(page)


async def test_somebody_who_has_lost_their_code_is_found_by_name_and_checked_in_once(
    desk: httpx.AsyncClient, db: Database
) -> None:
    first = await book(db, "09:15", "Erika Beispiel")
    late = await book(db, "16:00", "Max Muster")
    page = await open_page(desk, PAGE)
    assert "09:15 Erika Beispiel" in words(page)
    twice = await asyncio.gather(
        *(
            send(desk, "/console/mitte/check-ins", appointment=first.id, **{"from": "reception"})
            for _ in range(2)
        )
    )
    assert sorted(each.status_code for each in twice) == [200, 409]
    assert "Sie sind schon angemeldet" in words(next(each for each in twice if each.status_code == 409))
    assert "Erika Beispiel Personalausweis ist angemeldet" in words(await open_page(desk, PAGE))
    early = await send(desk, "/console/mitte/check-ins", appointment=late.id)
    assert (early.status_code, "noch zu früh" in words(early)) == (409, True)
    elsewhere = await send(desk, "/console/nord/check-ins", appointment=first.id)
    assert elsewhere.status_code == 404
    code = await send(desk, "/console/nord/check-ins", code=late.booking_code)
    assert code.status_code == 404
    assert "Diesen Code gibt es heute hier nicht. Bitte suchen Sie den Termin nach Name" in words(code)
    assert field(code, "code") == late.booking_code  # to be looked at again beside the paper


async def test_everything_for_somebody_who_waits_is_done_by_their_number_or_in_their_row(
    desk: httpx.AsyncClient, db: Database
) -> None:
    for service in ("ausweis", "pass", "abholung"):
        await send(desk, "/console/mitte/walk-ins", service=service)
    page = await send(desk, PAGE, number="a002", do="express")
    assert "A002 hat jetzt Vorrang." in words(page)
    row = (await here(db, "A002")).id
    assert "A002 hat keinen Vorrang mehr." in words(await send(desk, PAGE, row=f"normal:{row}"))
    assert "A002 ist zurückgestellt." in words(await send(desk, PAGE, number="A002", do="park"))
    assert "A002 wartet wieder." in words(await send(desk, PAGE, row=f"resume:{row}"))
    page = await send(desk, PAGE, number="A001", do="transfer", to="counter:2")
    assert "für Schalter 2" in words(page)
    await send(desk, PAGE, number="A001", do="transfer", to="service:pass")
    assert (await here(db, "A001")).services == (("pass", 1),)
    page = await send(desk, PAGE, number="B001", do="transfer", to="office:nord")
    assert "Das ist die Nummer, die aufgerufen wird." in words(page)
    assert (await here(db, "B001", "nord")).state == "waiting"
    assert "A001 ist gegangen." in words(await send(desk, PAGE, number="A001", do="left"))
    gone = await send(desk, PAGE, number="A001", do="left")
    assert (gone.status_code, "Mit dieser Nummer ist heute niemand hier." in words(gone)) == (404, True)
    assert (await send(desk, PAGE, number="A002", do="zaubern")).status_code == 404
    wrong = await send(desk, PAGE, row=f"resume:{row}")
    assert (wrong.status_code, "Inzwischen hat sich etwas geändert" in words(wrong)) == (409, True)
    away = (await here(db, "B001", "nord")).id
    assert (await send(desk, PAGE, row=f"park:{away}")).status_code == 404  # that is another office's now


async def test_a_counter_where_nobody_can_serve_somebody_is_refused_in_so_many_words(
    desk: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    bela = StaffMember(id="bela", name="Bela Muster", skills=frozenset({"ausweis"}))
    await town(db, office(staff=(bela,), shifts=(), rules=OfficeRules(walk_in_guard=False)))
    await make_user(db, Role.CLERK, name="bela", staff="bela", password=PASSWORD)
    async with client_of(app) as clerk:
        clerk.headers["X-CSRF-Token"] = await log_in(clerk, "bela")
        await send(clerk, "/console/mitte/counters/2/open")
    await send(desk, "/console/mitte/walk-ins", service="pass")
    page = await send(desk, PAGE, number="A001", do="transfer", to="counter:2")
    assert page.status_code == 422
    assert "An diesem Schalter kann dieses Anliegen niemand bedienen." in words(page)
    assert "kern-alert__body" not in page.text
    assert field(page, "number") == "A001"


async def test_who_missed_their_call_waits_again_when_reception_says_so(
    desk: httpx.AsyncClient, db: Database
) -> None:
    await send(desk, "/console/mitte/walk-ins", service="ausweis")
    await send(desk, "/console/mitte/counters/1/open")
    await send(desk, "/console/mitte/counters/1/call-next")
    assert "Schalter 1 ruft auf A001" in words(await open_page(desk, PAGE))
    visit = await here(db, "A001")
    async with db.transaction() as tx:
        await calling.miss(tx, key=visit.key)
    assert "nicht erschienen" in words(await open_page(desk, PAGE))
    assert "A001 wartet wieder." in words(await send(desk, PAGE, row=f"resume:{visit.id}"))


async def test_an_appointment_is_booked_for_somebody_on_the_phone(desk: httpx.AsyncClient) -> None:
    book = "/console/mitte/book"
    assert "Reisepass" in words(await open_page(desk, book))
    times = await open_page(desk, f"{book}?service=pass&quantity=2")
    start = field(times, "start")
    details = await open_page(desk, f"{book}?service=pass&quantity=2&start={start.replace('+', '%2B')}")
    assert "Reisepass × 2" in words(details)
    wrong = await send(desk, book, service="pass", quantity="2", start=start, name="")
    assert wrong.status_code == 422
    made = await send(
        desk, book, service="pass", quantity="2", start=start, name="Max Muster", phone="030 1234"
    )
    assert "Der Termin ist gebucht." in words(made)
    too_many = await open_page(desk, f"{book}?service=pass&quantity=9")
    assert too_many.status_code == 422


async def test_who_may_not_receive_sees_no_reception(
    desk: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    await make_user(db, Role.CLERK, name="anna", password=PASSWORD)
    async with client_of(app) as anna:
        anna.headers["X-CSRF-Token"] = await log_in(anna, "anna")
        for path in (PAGE, "/console/mitte/book", "/console/mitte/sent-home", "/console/mitte/close"):
            assert (await open_page(anna, path)).status_code == 403, path
        for path in (PAGE, "/console/mitte/walk-ins", "/console/mitte/check-ins", "/console/mitte/close",
                     "/console/mitte/reopen", "/console/mitte/sent-home/book-all"):  # fmt: skip
            assert (await send(anna, path, do="left", number="A001", reason="x")).status_code == 403, path
        assert "/reception" not in (await open_page(anna, "/console/mitte")).text
    office_page = await open_page(desk, "/console/mitte")
    assert link(office_page, "/reception") == PAGE
    # Before all counters: whoever logs in to sit at reception need not look for it below.
    assert office_page.text.index('id="to-reception"') < office_page.text.index('id="counters"')

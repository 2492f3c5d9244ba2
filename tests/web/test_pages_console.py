# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counter's page: every deed that it offers, with what it says of those who wait."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from aufruf.actions import tickets
from aufruf.db import visits
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import OfficeRules, StaffMember
from aufruf.domain.roles import Role
from tests.builders import SetClock, small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_user

DESK = "/console/mitte/counters/1"


@pytest.fixture
async def anna(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """Anna at counter 1, in an office that turns nobody away."""
    await small_town(db, rules=OfficeRules(walk_in_guard=False))
    await make_user(db, Role.CLERK, name="anna", staff="anna", password=PASSWORD)
    async with client_of(app) as anna:
        anna.headers["X-CSRF-Token"] = await log_in(anna, "anna")
        assert (await send(anna, f"{DESK}/open")).status_code == 200
        yield anna


async def come(db: Database, *services: str) -> list[str]:
    """People come for these services; the ids of their visits."""
    ids = []
    for service in services:
        async with db.transaction() as tx:
            ticket = await tickets.take_ticket(tx, office="mitte", services=((service, 1),))
            ids.append(ticket.visit.id)
    return ids


async def called(anna: httpx.AsyncClient, *deeds: str) -> httpx.Response:
    """Whoever is next is called, and these deeds are done; the page after them."""
    page = await send(anna, f"{DESK}/call-next")
    visit = page.text.partition("/visits/")[2].partition("/")[0]
    for deed in deeds:
        page = await send(anna, f"{DESK}/visits/{visit}/{deed}")
    return page


async def test_a_free_counter_says_who_comes_next_and_why(anna: httpx.AsyncClient, db: Database) -> None:
    assert "Gerade wartet niemand, der hier aufgerufen werden kann." in words(await open_page(anna, DESK))
    await come(db, "ausweis", "pass")
    page = words(await open_page(anna, DESK))
    assert "Als Nächstes: A001 Personalausweis Ohne Termin, wartet seit 0 Min." in page
    assert "A001" in words(await called(anna))


async def test_fifty_are_shown_beside_a_counter_and_all_on_the_queues_own_page(
    anna: httpx.AsyncClient, db: Database
) -> None:
    await come(db, *["abholung"] * 53)
    beside, alone = await open_page(anna, DESK), await open_page(anna, "/console/mitte/queue")
    assert "53 Personen warten" in words(beside)
    assert "B050" in words(beside)
    assert "B051" not in words(beside)
    assert "und 3 weitere" in words(beside)
    assert "B053" in words(alone)
    assert "weitere" not in words(alone)


async def test_somebody_is_called_by_the_number_they_say(anna: httpx.AsyncClient, db: Database) -> None:
    await come(db, "ausweis", "pass", "ausweis")
    page = await send(anna, f"{DESK}/call", number=" a003 ")
    assert "A003" in words(page).partition("Personen warten")[0]
    assert "Mit der Nummer gerufen" in words(page)


async def test_a_number_that_nobody_has_is_told_and_stays_to_be_mended(
    anna: httpx.AsyncClient, db: Database
) -> None:
    await come(db, "ausweis")
    for number in ("A007", "", "x" * 500, "A001\x00"):
        page = await send(anna, f"{DESK}/call", number=number)
        assert page.status_code == 404
        assert "Mit dieser Nummer ist heute niemand hier." in words(page)
        assert "1 Person wartet" in words(page)
    assert 'name="number" value="A007"' in (await send(anna, f"{DESK}/call", number="A007")).text


async def test_nobody_is_called_to_a_counter_where_somebody_is(anna: httpx.AsyncClient, db: Database) -> None:
    _, second = await come(db, "ausweis", "pass")
    await called(anna)
    page = await send(anna, f"{DESK}/call", visit=second)
    assert page.status_code == 409
    assert "An diesem Schalter ist schon jemand." in words(page)


async def test_what_was_done_may_be_other_than_what_was_wanted(anna: httpx.AsyncClient, db: Database) -> None:
    [visit] = await come(db, "ausweis")
    page = await called(anna, "serve")
    assert 'name="service" value="ausweis" checked' in page.text
    done = {"service": ["pass", "abholung"], "quantity-pass": "2", "quantity-abholung": "1"}
    own = f"{DESK}/visits/{visit}"
    for wrong in ("0", "viele", "-1", "9999"):
        page = await anna.post(f"{own}/finish", data=done | {"quantity-pass": wrong})
        assert page.status_code == 422
    assert (await anna.post(f"{own}/finish", data=done)).status_code == 303
    async with db.reading() as reading:
        stored = await visits.with_id(reading.connection, visit)
    assert stored.services == (("pass", 2), ("abholung", 1))


@pytest.mark.parametrize(
    ("deeds", "said"), [(["miss"], "A001 ist nicht erschienen."), (["serve", "finish"], "A001 ist fertig.")]
)
async def test_thirty_seconds_long_it_may_be_taken_back(
    anna: httpx.AsyncClient, db: Database, clock: SetClock, deeds: list[str], said: str
) -> None:
    [visit] = await come(db, "ausweis")
    assert said in words(await called(anna, *deeds))
    clock.advance(seconds=29)
    page = await open_page(anna, DESK)  # also on a page that was opened anew
    assert said in words(page)
    assert 'data-gone-in="1"' in page.text
    clock.advance(seconds=2)
    assert "Zurücknehmen" not in words(await open_page(anna, DESK))
    assert (await send(anna, f"{DESK}/visits/{visit}/undo")).status_code == 409


async def test_what_a_colleague_finished_is_theirs_to_take_back(
    anna: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    await come(db, "ausweis")
    await called(anna, "miss")
    await make_user(db, Role.CLERK, name="bela", password=PASSWORD)
    async with client_of(app) as bela:
        bela.headers["X-CSRF-Token"] = await log_in(bela, "bela")
        page = await send(bela, "/console/mitte/counters/2/open")
        assert "ist nicht erschienen" not in words(page)
        assert 'id="deed-undo"' not in (await open_page(bela, DESK)).text


async def test_who_has_a_counter_open_finds_the_way_back_from_another(anna: httpx.AsyncClient) -> None:
    page = await open_page(anna, "/console/mitte/counters/2")
    assert "Zu Ihrem Schalter 1" in words(page)
    refused = await send(anna, "/console/mitte/counters/2/open")
    assert "Sie haben schon einen anderen Schalter geöffnet." in words(refused)


async def test_somebody_is_sent_on_only_to_where_they_can_be_served(app: Litestar, db: Database) -> None:
    bela = StaffMember(id="bela", name="Bela Muster", skills=frozenset({"ausweis"}))
    anna = StaffMember(id="anna", name="Anna Beispiel")
    await small_town(db, staff=(anna, bela), rules=OfficeRules(walk_in_guard=False))
    for name in ("anna", "bela"):
        await make_user(db, Role.CLERK, name=name, staff=name, password=PASSWORD)
    async with client_of(app) as colleague, client_of(app) as clerk:
        colleague.headers["X-CSRF-Token"] = await log_in(colleague, "bela")
        clerk.headers["X-CSRF-Token"] = await log_in(clerk, "anna")
        await send(colleague, "/console/mitte/counters/2/open")
        await send(clerk, f"{DESK}/open")
        first, second = await come(db, "ausweis", "pass")
        assert "an Schalter 2" in words(await called(clerk, "serve"))
        await send(clerk, f"{DESK}/visits/{first}/finish")
        page = words(await called(clerk))
        assert "Reisepass" in page.partition("Warum jetzt")[0]
        assert "an Schalter 2" not in page
        await send(clerk, f"{DESK}/pause")
        page = words(await send(clerk, f"{DESK}/visits/{second}/transfer"))
        assert "A002 ist weitergeleitet." in page  # not only that there is a break now
        assert "Solange Pause ist, wird hier niemand aufgerufen." in page

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Start page, language, and what a page says when something is not there."""

import httpx
import pytest

from aufruf.db.transaction import Database
from tests.builders import small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import link, open_page, send, words
from tests.web.served import served


@pytest.fixture(autouse=True)
async def mitte(db: Database) -> None:
    await small_town(db)


@pytest.mark.parametrize(
    "way",
    ["/book", "/appointments", "/console", "/kiosk", "/display/mitte", "/console/mitte/queue", "/schema"],
)
async def test_the_start_page_shows_every_way_in(client: httpx.AsyncClient, way: str) -> None:
    assert link(await open_page(client, "/"), way)


async def test_a_real_office_shows_neither_a_rehearsal_nor_log_ins(client: httpx.AsyncClient) -> None:
    said = words(await open_page(client, "/"))
    assert "Rehearsal" not in said
    assert "Passwort" not in said


async def test_in_a_rehearsal_every_page_says_so_with_its_time(sqlite_url: str) -> None:
    async with served(sqlite_url, rehearsal=True) as client:
        for address in ("/", "/book", "/login", "/appointments", "/appointments/nein/nein", "/kiosk"):
            said = words(await open_page(client, address))
            assert "Übung / Rehearsal · Montag, 23. November 2026, 09:00 Uhr" in said, address


async def test_english_is_chosen_by_a_form_and_stays(client: httpx.AsyncClient) -> None:
    page = await send(client, "/language", language="en", back="/book")
    assert 'lang="en"' in page.text
    assert "What is it about?" in words(page)
    assert "Welcome" in words(await open_page(client, "/"))


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
async def test_the_choice_of_a_language_leads_to_no_other_site(client: httpx.AsyncClient, back: str) -> None:
    answer = await client.post("/language", data={"language": "en", "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_a_person_gets_a_page_for_an_address_that_does_not_exist(client: httpx.AsyncClient) -> None:
    page = await open_page(client, "/gibt-es-nicht")
    assert page.status_code == 404
    assert "Das haben wir nicht gefunden." in words(page)
    assert "not_found" in words(page)


async def test_a_program_gets_problem_details_for_the_same_address(client: httpx.AsyncClient) -> None:
    for address, accept in (("/gibt-es-nicht", "*/*"), ("/api/v1/gibt-es-nicht", "text/html")):
        answer = await client.get(address, headers={"Accept": accept})
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


async def test_no_page_needs_what_the_strict_policy_forbids(client: httpx.AsyncClient) -> None:
    for address in ("/", "/book", "/login", "/appointments", "/kiosk"):
        page = await open_page(client, address)
        assert "'unsafe" not in page.headers["content-security-policy"]
        for forbidden in (" style=", "<style", " onclick=", "javascript:", "<script>", "http://", "https://"):
            assert forbidden not in page.text, (address, forbidden)


async def test_styles_may_be_kept_for_ever_because_their_address_changes(client: httpx.AsyncClient) -> None:
    answer = await client.get(link(await open_page(client, "/"), "aufruf.css"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert (await open_page(client, "/")).headers["cache-control"] == "no-store"

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planned against measured durations: over HTTP and on the page, for those who lead an office alone."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import office, town
from tests.web.measured import measure_lengths
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

DURATIONS = "/api/v1/offices/mitte/durations"


@pytest.fixture
async def learned_town(app: Litestar, db: Database) -> Database:
    """Two offices of a tenant; in "mitte" identity cards take longer than planned."""
    await town(db, office(), office(id="nord"))
    await measure_lengths(db)
    return db


@pytest.fixture
async def supervisor(app: Litestar, learned_town: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, token=await make_user(learned_town, Role.SUPERVISOR)) as supervisor:
        yield supervisor


async def test_planned_and_measured_stand_side_by_side_and_few_are_hidden(
    supervisor: httpx.AsyncClient,
) -> None:
    answer = await supervisor.get(DURATIONS)
    assert answer.status_code == 200
    found = answer.json()
    assert (found["days"], found["learned_at"], found["next"]) == (12, "2026-11-23T09:00:00+01:00", None)
    assert {each["service"]: each for each in found["items"]} == {
        "ausweis": {
            "service": "ausweis",
            "name": "Personalausweis",
            "planned_minutes": 15,
            "measured": {"count": 80, "median_minutes": 21, "mean_minutes": 22, "p80_minutes": 28},
            "proposed_minutes": 25,
        },
        "pass": {
            "service": "pass",
            "name": "Reisepass",
            "planned_minutes": 20,
            "measured": None,
            "proposed_minutes": None,
        },
        "abholung": {
            "service": "abholung",
            "name": "Abholung",
            "planned_minutes": 5,
            "measured": None,
            "proposed_minutes": None,
        },
    }


async def test_an_accepted_length_is_planned_and_the_answer_is_the_same_when_asked_again(
    supervisor: httpx.AsyncClient,
) -> None:
    once = {"Idempotency-Key": "one-decision"}
    for _ in range(2):
        answer = await supervisor.post(f"{DURATIONS}/ausweis/accept", headers=once)
        assert answer.status_code == 200
        assert answer.json() == {"service": "ausweis", "state": "accepted", "planned_minutes": 25}
    services = (await supervisor.get("/api/v1/offices/mitte/services")).json()["items"]
    assert {each["id"]: each["duration_minutes"] for each in services}["ausweis"] == 25
    again = await supervisor.post(f"{DURATIONS}/ausweis/refuse")
    assert again.status_code == 409
    assert (again.json()["code"], again.json()["state"]) == ("wrong_state", "accepted")


async def test_a_refused_length_stays_as_it_was(supervisor: httpx.AsyncClient) -> None:
    answer = await supervisor.post(f"{DURATIONS}/ausweis/refuse")
    assert answer.json() == {"service": "ausweis", "state": "refused", "planned_minutes": 15}
    items = (await supervisor.get(DURATIONS)).json()["items"]
    assert [each["proposed_minutes"] for each in items] == [None] * 3


async def test_an_office_that_has_learned_nothing_shows_what_is_planned(
    app: Litestar, learned_town: Database
) -> None:
    token = await make_user(learned_town, Role.SUPERVISOR, ["nord"])
    async with client_of(app, token=token) as supervisor:
        found = (await supervisor.get("/api/v1/offices/nord/durations")).json()
        nothing = await supervisor.post("/api/v1/offices/nord/durations/ausweis/accept")
    assert (found["days"], found["learned_at"]) == (0, None)
    assert [each["measured"] for each in found["items"]] == [None] * 3
    assert nothing.status_code == 404


async def test_nobody_else_sees_or_decides(app: Litestar, learned_town: Database) -> None:
    tokens = [
        await make_user(learned_town, Role.RECEPTION),
        await make_user(learned_town, Role.SUPERVISOR, ["nord"]),
        await make_device(learned_town, DeviceKind.KIOSK),
    ]
    for token in tokens:
        async with client_of(app, token=token) as somebody:
            assert (await somebody.get(DURATIONS)).status_code == 403
            for deed in ("accept", "refuse"):
                assert (await somebody.post(f"{DURATIONS}/ausweis/{deed}")).status_code == 403
            assert (await open_page(somebody, "/durations?office=mitte")).status_code == 403
    async with client_of(app) as nobody:
        assert (await nobody.get(DURATIONS)).status_code == 401


@pytest.fixture
async def leader(app: Litestar, learned_town: Database) -> AsyncIterator[httpx.AsyncClient]:
    """A supervisor of "mitte" at a browser, where JavaScript is off."""
    await make_user(learned_town, Role.SUPERVISOR, name="petra", password=PASSWORD)
    async with client_of(app) as leader:
        leader.headers["X-CSRF-Token"] = await log_in(leader, "petra")
        yield leader


async def test_the_page_shows_it_and_a_button_decides(leader: httpx.AsyncClient) -> None:
    page = await open_page(leader, "/durations")
    assert "Aus 12 Tagen." in words(page)
    assert "Personalausweis 15 80 21,0 22,4 27,6 25 Min." in words(page)
    assert "Reisepass 20 – – – – –" in words(page)
    after = await send(leader, "/durations", office="mitte", service="ausweis", decision="accept")
    assert after.status_code == 200
    assert "Personalausweis 25 80" in words(after)
    assert "Annehmen" not in words(after)
    again = await send(leader, "/durations", office="mitte", service="ausweis", decision="refuse")
    assert again.status_code == 409
    assert "Das geht nicht mehr" in words(again)
    assert (await send(leader, "/durations", office="mitte", service="ausweis")).status_code == 422


async def test_a_forged_form_decides_nothing(leader: httpx.AsyncClient) -> None:
    del leader.headers["X-CSRF-Token"]
    forged = await send(leader, "/durations", office="mitte", service="ausweis", decision="accept")
    assert forged.status_code == 403
    assert "15 80" in words(await open_page(leader, "/durations?office=mitte"))


async def test_english_readers_read_english(leader: httpx.AsyncClient) -> None:
    page = await leader.get(
        "/durations?office=mitte", headers={"Accept": "text/html", "Accept-Language": "en"}
    )
    assert "From 12 days." in words(page)
    assert "15 80 21.0 22.4 27.6 25 min" in words(page)


async def test_only_those_who_lead_find_the_way_from_the_console(
    leader: httpx.AsyncClient, app: Litestar, learned_town: Database
) -> None:
    assert "/durations?office=mitte" in (await open_page(leader, "/console/mitte")).text
    await make_user(learned_town, Role.RECEPTION, name="rita", password=PASSWORD)
    async with client_of(app) as rita:
        await log_in(rita, "rita")
        assert "/durations" not in (await open_page(rita, "/console/mitte")).text


async def test_whoever_leads_several_offices_chooses_one(app: Litestar, learned_town: Database) -> None:
    await make_user(learned_town, Role.SUPERVISOR, ["mitte", "nord"], name="vera", password=PASSWORD)
    async with client_of(app) as vera:
        await log_in(vera, "vera")
        page = await open_page(vera, "/durations")
        assert "/durations?office=mitte" in page.text
        assert "/durations?office=nord" in page.text

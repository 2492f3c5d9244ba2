# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The supervisor's page of a day's plan, as a browser without JavaScript sees and sends it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.actions import booking
from aufruf.db import plans
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Citizen
from aufruf.domain.day_plan import Obstacle, planned_shifts
from aufruf.domain.roles import Role
from tests.builders import at, office, town
from tests.planned import LUNCH, TOMORROW, as_it_is, day_plan, proposed, working
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import field, log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_user

PAGE = f"/plans?office=mitte&date={TOMORROW}"


@pytest.fixture
async def boss(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """The supervisor of "mitte", logged in."""
    await town(db, office(), office(id="nord", name="Bürgerbüro Nord"))
    await make_user(db, Role.SUPERVISOR, name="chefin", password=PASSWORD)
    async with client_of(app) as boss:
        await log_in(boss, "chefin")
        yield boss


async def lunch_is_proposed(db: Database, **changes: Any) -> None:
    async with db.reading() as reading:
        known = await reading.office("mitte")
    await proposed(db, day_plan(known, **({"after": LUNCH} | changes)))


async def decide(boss: httpx.AsyncClient, decision: str, **changes: str) -> httpx.Response:
    """Send the form as it stands on the page, with what somebody has written in it."""
    page = await open_page(boss, PAGE)
    names = {"csrf_token", "office", "date", "plan"}
    names |= {f"{kind}-{staff}" for staff in LUNCH for kind in ("from", "to", "breaks")}
    there = {name: field(page, name) for name in names if f'name="{name}"' in page.text}
    return await send(boss, "/plans", **(there | changes | {"decision": decision}))


async def shifts(db: Database) -> dict[str, Any]:
    async with db.reading() as reading:
        known = await reading.office("mitte")
    return {staff: planned_shifts(known, staff, TOMORROW) for staff in LUNCH}


async def test_the_plan_stands_beside_the_proposal_with_what_changes(
    boss: httpx.AsyncClient, db: Database
) -> None:
    await lunch_is_proposed(db)
    page = await open_page(boss, "/plans")
    assert page.url.params["office"] == "mitte"  # they lead but one
    said = words(page)
    assert "Dienstag, 24. November 2026" in said
    assert "Anna Beispiel 08:00–18:00 08:00–18:00 Pause 12:00–12:45 geändert" in said
    assert "Es gibt noch keinen Verlauf" in said
    assert page.text.count('class="rest"') == 3  # a break of each, and the legend


async def test_the_console_leads_a_supervisor_there_and_nobody_else(
    app: Litestar, boss: httpx.AsyncClient, db: Database
) -> None:
    assert 'href="/plans?office=mitte"' in (await open_page(boss, "/console/mitte")).text
    await make_user(db, Role.CLERK, name="anna", password=PASSWORD)
    async with client_of(app) as clerk:
        await log_in(clerk, "anna")
        assert "/plans" not in (await open_page(clerk, "/console/mitte")).text
        assert (await open_page(clerk, PAGE)).status_code == 403
    assert (await open_page(boss, PAGE.replace("mitte", "nord"))).status_code == 403


async def test_a_plan_is_accepted_but_not_by_a_form_of_another_site(
    boss: httpx.AsyncClient, db: Database
) -> None:
    await lunch_is_proposed(db)
    assert (await decide(boss, "accept", csrf_token="made up")).status_code == 403
    assert (await shifts(db))["anna"] == (working("08:00-18:00"),)
    page = await decide(boss, "accept")
    assert page.status_code == 200
    assert "Angenommen: Montag, 23. November 2026, 09:00 Uhr" in words(page)
    assert await shifts(db) == LUNCH


async def test_a_plan_is_accepted_with_what_stands_in_the_fields(
    boss: httpx.AsyncClient, db: Database
) -> None:
    await lunch_is_proposed(db)
    written = {"from-anna": "09:00", "to-anna": "15:00", "breaks-anna": "11.30 bis 12:00", "to-bela": ""}
    await decide(boss, "accept", **written, **{"from-bela": "", "breaks-bela": ""})
    assert await shifts(db) == {"anna": (working("09:00-15:00", "11:30-12:00"),), "bela": ()}


async def test_what_the_law_forbids_is_said_and_what_was_written_stays(
    boss: httpx.AsyncClient, db: Database
) -> None:
    await lunch_is_proposed(db)
    page = await decide(boss, "accept", **{"breaks-anna": ""})
    assert page.status_code == 422
    assert "Die Pausen sind zu kurz: 30 Minuten nach 6 Stunden, 45 nach 9." in words(page)
    assert field(page, "breaks-anna") == ""
    page = await decide(boss, "accept", **{"breaks-anna": "mittags"})
    assert page.status_code == 422
    assert field(page, "breaks-anna") == "mittags"
    assert (await shifts(db))["anna"] == (working("08:00-18:00"),)


async def test_a_plan_is_refused_with_a_reason(boss: httpx.AsyncClient, db: Database) -> None:
    await lunch_is_proposed(db)
    page = await decide(boss, "refuse", reason="Teamsitzung")
    assert "Abgelehnt: Montag, 23. November 2026, 09:00 Uhr. Grund: Teamsitzung" in words(page)
    assert (await shifts(db))["anna"] == (working("08:00-18:00"),)


async def test_appointments_that_nobody_could_serve_are_named(boss: httpx.AsyncClient, db: Database) -> None:
    async with db.transaction() as tx:
        wish = booking.Wish(services=[("ausweis", 1)], start=at("10:00", date=TOMORROW))
        citizen = Citizen(name="Erika Beispiel")
        await booking.hold(tx, office="mitte", wish=wish, citizen=citizen, confirmed=True)
    await lunch_is_proposed(db, after={"anna": (), "bela": ()})
    page = await decide(boss, "accept")
    assert page.status_code == 409
    assert "10:00 Uhr, Erika Beispiel: Personalausweis" in words(page)


async def test_rules_that_clash_are_said_in_words(boss: httpx.AsyncClient, db: Database) -> None:
    clash = Obstacle(rule="paid_time", wanted=1200, there=1110)
    await lunch_is_proposed(db, after={}, obstacles=(clash,))
    page = await open_page(boss, PAGE)
    assert "1200 Minuten Arbeitszeit wären nötig, 1110 gibt es." in words(page)
    assert 'value="accept"' not in page.text
    english = await boss.get(PAGE, headers={"Accept": "text/html", "Accept-Language": "en"})
    assert "1200 minutes of work would be needed, and there are 1110." in words(english)


async def test_a_newer_proposal_is_not_accepted_unseen(boss: httpx.AsyncClient, db: Database) -> None:
    await lunch_is_proposed(db)
    old = field(await open_page(boss, PAGE), "plan")
    await lunch_is_proposed(db)
    page = await decide(boss, "accept", plan=old)
    assert page.status_code == 409
    assert "der Vorschlag selbst: Es gibt einen neueren" in words(page)


async def test_a_proposal_is_made_on_request(app: Litestar, boss: httpx.AsyncClient, db: Database) -> None:
    app.state.wiring = replace(app.state.wiring, solve=as_it_is)
    assert "Für diesen Tag gibt es noch keinen Vorschlag." in words(await open_page(boss, PAGE))
    page = await decide(boss, "make", movable="breaks")
    assert "unverändert" in words(page)
    async with db.reading() as reading:
        made = await plans.of_day(reading.connection, ("mitte", TOMORROW))
    assert made is not None
    assert (made.made_for, made.plan.movable.value) == ("request", "breaks")
    page = await decide(boss, "make", date="2026-11-28")
    assert page.status_code == 409
    assert "Der Standort ist zu dieser Zeit geschlossen." in words(page)

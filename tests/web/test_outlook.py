# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The supervisor's outlook: what is known of a day, in a table from which the picture is drawn."""

import datetime as dt
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.day_plan import Obstacle
from aufruf.domain.roles import DeviceKind, Role
from aufruf.planning.learning.learned import ShowUp
from tests.builders import SetClock, at, office, town
from tests.foreseen import teach
from tests.planned import TOMORROW, day_plan, proposed, working
from tests.web.bookings import book
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import log_in, open_page, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

WEDNESDAY = TOMORROW + dt.timedelta(days=1)
UNKNOWN = "noch nicht bekannt"


@pytest.fixture
async def leader(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """A supervisor of "mitte", one of two offices, at a browser without JavaScript."""
    await town(db, office(), office(id="nord"))
    await make_user(db, Role.SUPERVISOR, name="petra", password=PASSWORD)
    async with client_of(app) as leader:
        leader.headers["X-CSRF-Token"] = await log_in(leader, "petra")
        yield leader


def row_of(page: httpx.Response, time: str) -> dict[str, str]:
    """What the picture takes of one row of the table."""
    found = re.search(rf'<th scope="row">{time}</th>(.*?)</tr>', page.text, re.DOTALL)
    assert found, f"no row for {time}"
    return dict(re.findall(r'data-([a-z-]+)="([^"]*)"', found[1]))


async def test_an_office_of_which_nothing_is_known_says_so(leader: httpx.AsyncClient) -> None:
    page = await open_page(leader, "/outlook")
    assert page.status_code == 200
    said = words(page)
    assert f"Mit Termin erwartet {UNKNOWN} bisher 0" in said
    assert "Gelernt aus noch keinem Tag" in said
    assert "liegt kein Vorschlag vor" in said
    assert row_of(page, "12:00") == {
        "booked": "",
        "walk-in": "",
        "came-booked": "",
        "came-walk-in": "",
        "staff": "2.0",
        "proposed": "",
    }
    assert said.count(UNKNOWN) > 30  # the wait in each quarter yet to come


async def test_expected_and_come_are_counted_by_the_quarter(
    leader: httpx.AsyncClient, app: Litestar, db: Database, clock: SetClock
) -> None:
    show_up = ShowUp(base=0.0)  # one in two comes
    await teach(db, late_mean=-5.0, show_up=show_up)
    async with (
        client_of(app) as citizen,
        client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as kiosk,
    ):
        booked = [await book(citizen, start=at(start).isoformat()) for start in ("10:00", "10:00", "12:20")]
        for each in booked:
            assert (await each.do("confirm")).status_code == 200
        clock.set("09:40")
        code = booked[-1].booked["booking_code"]
        assert (
            await kiosk.post("/api/v1/kiosk/check-ins", json={"code": code})
        ).status_code == 409  # too early
        for service in ("pass", "ausweis"):
            taken = await kiosk.post("/api/v1/kiosk/tickets", json={"services": [service]})
            assert taken.status_code == 201
    page = await open_page(leader, "/outlook?office=mitte")
    assert row_of(page, "09:45")["booked"] == "1.0"  # two at ten, five minutes early, one in two
    assert row_of(page, "12:15")["booked"] == "0.5"
    assert row_of(page, "10:00")["booked"] == "0.0"
    assert row_of(page, "09:30") | {"staff": ""} == {
        "booked": "0.0",
        "walk-in": "0.5",
        "came-booked": "0",
        "came-walk-in": "2",
        "staff": "",
        "proposed": "",
    }
    assert "Ohne Termin erwartet 20 bisher 2" in words(page)
    assert "Gelernt aus 60 Tagen" in words(page)
    assert "Beispiel" not in page.text  # nobody's name


async def test_the_plan_of_a_day_stands_beside_what_was_planned(
    leader: httpx.AsyncClient, db: Database
) -> None:
    async with db.reading() as reading:
        mitte = await reading.office("mitte")
    plan = {"anna": (working("08:00-17:00", "12:00-12:45"),), "bela": (working("08:00-18:00"),)}
    await proposed(db, day_plan(mitte, plan))
    await proposed(db, day_plan(mitte, date=WEDNESDAY))
    page = await open_page(leader, f"/outlook?office=mitte&date={TOMORROW}")
    found = row_of(page, "12:00")
    assert (found["staff"], found["proposed"]) == ("2.0", "1.0")
    assert row_of(page, "17:15")["proposed"] == "1.0"
    assert "zu entscheiden" in words(page)
    assert f"/plans?office=mitte&date={TOMORROW}" in page.text.replace("&amp;", "&")
    today = await open_page(leader, "/outlook?office=mitte")
    assert "Dienstag, 24. November 2026 zu entscheiden" in words(today)  # the next one that waits
    assert row_of(today, "12:00")["proposed"] == ""
    await proposed(db, day_plan(mitte, obstacles=(Obstacle(rule="paid_time"),)))  # nothing to accept there
    today = await open_page(leader, "/outlook?office=mitte")
    assert "Mittwoch, 25. November 2026 zu entscheiden" in words(today)


async def test_a_closed_day_and_a_day_that_is_over_are_said(leader: httpx.AsyncClient) -> None:
    sunday = await open_page(leader, "/outlook?office=mitte&date=2026-11-29")
    assert "An diesem Tag ist der Standort geschlossen." in words(sunday)
    assert "echarts" not in sunday.text
    past = await open_page(leader, "/outlook?office=mitte&date=2026-11-20")
    assert past.status_code == 422
    assert "Montag, 23. November 2026" in words(past)  # today instead
    nonsense = await open_page(leader, "/outlook?office=mitte&date=gestern")
    assert nonsense.status_code == 200


async def test_only_those_who_lead_an_office_see_it(
    app: Litestar, db: Database, leader: httpx.AsyncClient
) -> None:
    assert (await open_page(leader, "/outlook?office=nord")).status_code == 403
    await make_user(db, Role.RECEPTION, name="rita", password=PASSWORD)
    async with client_of(app) as rita:
        await log_in(rita, "rita")
        assert (await open_page(rita, "/outlook?office=mitte")).status_code == 403
        assert "/outlook" not in (await open_page(rita, "/console/mitte")).text
    async with client_of(app) as nobody:
        assert "Passwort" in words(await open_page(nobody, "/outlook"))
    assert "/outlook?office=mitte" in (await open_page(leader, "/console/mitte")).text


async def test_english_readers_read_english_and_choose_among_their_offices(
    app: Litestar, db: Database, leader: httpx.AsyncClient
) -> None:
    await make_user(db, Role.SUPERVISOR, ["mitte", "nord"], name="vera", password=PASSWORD)
    async with client_of(app) as vera:
        await log_in(vera, "vera")
        page = await vera.get("/outlook", headers={"Accept": "text/html", "Accept-Language": "en"})
    said = words(page)
    assert "The day in numbers" in said
    assert "not known yet" in said
    assert '<option value="nord">' in page.text
    german = re.findall(r"\b(Tag|Wartezeit|Termin|Vorschlag|noch nicht)\b", said)
    assert german == []

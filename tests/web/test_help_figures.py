# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How help went, for those who lead an office: over HTTP and on the page, rebuilt from events."""

from collections import Counter
from collections.abc import AsyncIterator

import httpx
import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.actions import helping
from aufruf.actions.closing import close_day
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.access import Device, Person
from aufruf.domain.help import HelpKey, HelpMode, HelpReason
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import MONDAY, SetClock, at, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import log_in, open_page, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

FIGURES = "/api/v1/offices/mitte/help-figures"
KIOSK = Device(id="k1", office="mitte", kind=DeviceKind.KIOSK)
TERMINAL = Device(id="t1", office="mitte", kind=DeviceKind.TERMINAL)
HANNA = Person(user="hanna", tenant="default", role=Role.HELPER, offices=frozenset({"mitte"}))


@pytest.fixture
async def busy(db: Database, clock: SetClock) -> Database:
    """A morning in "mitte": five times the kiosk, once the terminal, before the office promised otherwise."""
    await town(db, office(), office(id="nord"))
    await make_user(db, Role.HELPER)
    await make_device(db, DeviceKind.KIOSK, id_="k1", name="Eingang")
    await make_device(db, DeviceKind.TERMINAL, id_="t1")
    await one(db, clock, KIOSK, "09:10", after=40, reason=HelpReason.SOLVED)
    await one(db, clock, KIOSK, "09:30", after=200, reason=HelpReason.ELSEWHERE)
    await one(db, clock, KIOSK, "10:05", after=60, reason=HelpReason.SOLVED)
    await one(db, clock, KIOSK, "10:20", after=None)
    await one(db, clock, TERMINAL, "10:40", step="serving", after=None, has_left=True)
    clock.set("10:50")
    async with db.transaction() as tx:  # nobody has answered yet
        await helping.ask(tx, device=KIOSK, step="slots")
    clock.set("10:51")
    return db


async def one(
    db: Database,
    clock: SetClock,
    device: Device,
    when: str,
    *,
    after: int | None,
    step: str = "concern",
    reason: HelpReason = HelpReason.SOLVED,
    has_left: bool = False,
) -> None:
    """Somebody asks, and is answered after so many seconds; or gives up, or leaves, after 30."""
    clock.set(when)
    async with db.transaction() as tx:
        key: HelpKey = (await helping.ask(tx, device=device, step=step)).request.key
    clock.advance(seconds=after or 30)
    if after is None:
        async with db.transaction() as tx:
            await helping.withdraw(tx, key=key, device=device, has_left=has_left)
        return
    async with db.transaction() as tx:
        await helping.accept(tx, key=key, person=HANNA, mode=HelpMode.COME)
    clock.advance(minutes=2)
    async with db.transaction() as tx:
        await helping.close(tx, key=key, person=HANNA, reason=reason)


@pytest.fixture
async def supervisor(app: Litestar, busy: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, token=await make_user(busy, Role.SUPERVISOR)) as supervisor:
        yield supervisor


async def test_figures_by_place_hour_and_step(supervisor: httpx.AsyncClient, clock: SetClock) -> None:
    answer = await supervisor.get(FIGURES)
    assert answer.status_code == 200
    found = answer.json()
    assert (found["from"], found["to"]) == ("2026-10-27", "2026-11-23")
    assert found["total"] == {
        "asked": 6,
        "answered": 3,
        "due": 3,  # two gave up before it was due, one may still be answered
        "kept": 2,
        "share_kept": 0.667,
        "median_seconds": 60,
        "given_up": 1,
        "gone": 1,
        "escalated": found["total"]["escalated"],
        "nobody": found["total"]["nobody"],
        "call_backs": 0,
        "endings": {"elsewhere": 1, "given_up": 1, "gone": 1, "solved": 2},
    }
    kiosk, terminal = found["places"]
    assert (kiosk["device"], kiosk["kind"], kiosk["place"]) == ("k1", "kiosk", "Eingang")
    assert [(each["hour"], each["counts"]["asked"]) for each in kiosk["hours"]] == [(9, 2), (10, 3)]
    assert (terminal["place"], terminal["counts"]["asked"], terminal["counts"]["gone"]) == ("", 1, 1)
    assert [(each["hour"], each["counts"]["asked"]) for each in found["hours"]] == [(9, 2), (10, 4)]
    assert found["steps"] == [{"device": "k1", "step": "concern", "count": 4, "share": 0.8}]

    clock.set("10:53")  # now it is too late for who has asked last
    later = (await supervisor.get(FIGURES, params={"from": "2026-11-23"})).json()["total"]
    assert (later["due"], later["kept"]) == (4, 2)
    other_days = {"from": "2026-11-24", "to": "2026-11-25"}
    assert (await supervisor.get(FIGURES, params=other_days)).json()["total"]["asked"] == 0


async def test_rebuilt_from_events_they_are_what_the_rows_say(
    supervisor: httpx.AsyncClient, busy: Database
) -> None:
    """Also after the day was closed with somebody still waiting."""
    async with busy.transaction() as tx:
        await close_day(tx, office="mitte", date=MONDAY)
    total = (await supervisor.get(FIGURES)).json()["total"]
    async with busy.reading() as reading:
        rows = (await reading.connection.execute(sa.select(t.help_request))).all()
    assert total["asked"] == len(rows) == 6
    assert total["answered"] == sum(row.accepted_at is not None for row in rows)
    closed = Counter(row.reason for row in rows if row.state == "closed")
    withdrawn = sum(row.state == "withdrawn" for row in rows)
    assert {name: total["endings"].get(name) for name in closed} == closed
    assert sum(total["endings"][name] for name in ("given_up", "gone", "closing")) == withdrawn == 3
    assert total["nobody"] == sum(row.level == "nobody" for row in rows)


async def test_days_that_make_no_sense_are_refused(supervisor: httpx.AsyncClient) -> None:
    for first, last, code in (
        ("2026-11-24", "2026-11-23", "not_valid"),
        ("2026-08-01", "2026-11-01", "range_too_long"),
        ("yesterday", "2026-11-23", "not_valid"),
    ):
        answer = await supervisor.get(FIGURES, params={"from": first, "to": last})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    edge = await supervisor.get(FIGURES, params={"to": "0001-01-02"})
    assert (edge.status_code, edge.json()["from"]) == (200, "0001-01-01")


async def test_nobody_else_sees_them(app: Litestar, busy: Database) -> None:
    tokens = [
        await make_user(busy, Role.HELPER),
        await make_user(busy, Role.RECEPTION),
        await make_user(busy, Role.SUPERVISOR, ["nord"]),
        await make_device(busy, DeviceKind.TERMINAL),
    ]
    for token in tokens:
        async with client_of(app, token=token) as somebody:
            assert (await somebody.get(FIGURES)).status_code == 403
            assert (await open_page(somebody, "/help/figures?office=mitte")).status_code == 403
    async with client_of(app) as nobody:
        assert (await nobody.get(FIGURES)).status_code == 401


async def test_the_page_says_the_same_and_names_no_helper(app: Litestar, busy: Database) -> None:
    await make_user(busy, Role.SUPERVISOR, ["mitte", "nord"], name="petra", password=PASSWORD)
    async with client_of(app) as leader:
        await log_in(leader, "petra")
        page = await open_page(leader, "/help/figures?office=mitte")
        read = words(page)
        assert "Um Hilfe gebeten 6" in read
        assert "Versprechen gehalten 2 von 3" in read
        assert "nie Helfende" in read
        assert "Eingang Anliegen wählen 4 von 5" in read
        assert "09–10 2 2 1 von 2 2:00 0 0" in read
        assert "hanna" not in page.text
        assert 'device=k1#hours"' in page.text

        alone = words(await open_page(leader, "/help/figures?office=mitte&device=t1"))
        assert "10–11 1 0 – – 0 1" in alone
        nonsense = await open_page(leader, "/help/figures?office=mitte&from=2026-11-24&to=2026-11-01")
        assert nonsense.status_code == 422
        assert "Um Hilfe gebeten 6" in words(nonsense)
        assert "niemand um Hilfe gebeten" in words(await open_page(leader, "/help/figures?office=nord"))
        for way in ("/console/mitte", "/devices?office=mitte", "/outlook?office=mitte"):
            assert "/help/figures?office=mitte" in (await open_page(leader, way)).text


async def test_the_hour_is_that_on_the_wall_when_clocks_change(
    app: Litestar, busy: Database, clock: SetClock
) -> None:
    """A night in spring in which there is no hour from two to three."""
    for moment in ("01:30", "03:30"):
        clock.set(at(moment, date=MONDAY.replace(year=2027, month=3, day=28)))
        async with busy.transaction() as tx:
            key = (await helping.ask(tx, device=TERMINAL, step="free")).request.key
        async with busy.transaction() as tx:
            await helping.withdraw(tx, key=key, device=TERMINAL)
    async with client_of(app, token=await make_user(busy, Role.SUPERVISOR)) as supervisor:
        found = (await supervisor.get(FIGURES, params={"from": "2027-03-28", "to": "2027-03-28"})).json()
    assert [each["hour"] for each in found["hours"]] == [1, 3]

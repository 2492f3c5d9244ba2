# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A clerk at home has a counter like others; whoever is called is told where to go, or is rung up."""

import pytest
from litestar import Litestar

from aufruf.actions import booking
from aufruf.actions.booking import Wish
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Citizen
from aufruf.domain.catalogue import Counter, CounterKind, OfficeRules
from aufruf.domain.goals import Goal, Way, goal_of
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import at, office, small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

COUNTERS = (
    Counter(id="1"),
    Counter(id="T1", kind=CounterKind.TERMINAL),
    Counter(id="V1", kind=CounterKind.REMOTE, room="Videokabine 1"),
    Counter(id="V2", kind=CounterKind.REMOTE),
)


@pytest.mark.parametrize(
    ("counter", "way", "name"),
    [
        ("1", Way.COUNTER, "1"),
        ("T1", Way.TERMINAL, "T1"),
        ("V1", Way.BOOTH, "Videokabine 1"),
        ("V2", Way.PHONE, ""),
        ("99", Way.COUNTER, "99"),  # taken away by an import while somebody is called there
    ],
)
def test_where_a_call_leads(counter: str, way: Way, name: str) -> None:
    assert goal_of(office(counters=COUNTERS), counter) == Goal(way=way, name=name)


@pytest.mark.parametrize(
    ("counter", "goal", "hint"),
    [
        (
            "V1",
            "Bitte gehen Sie hierhin: Videokabine 1 Dort sprechen Sie per Video mit uns.",
            "Video: Videokabine 1",
        ),
        ("V2", "Wir rufen Sie jetzt an. Bitte bleiben Sie am Telefon.", "Bitte anrufen 030 1234567"),
        ("1", "Bitte gehen Sie zu Schalter 1", ""),
    ],
)
async def test_a_clerk_at_home_calls_and_both_know_how_they_meet(
    app: Litestar, db: Database, counter: str, goal: str, hint: str
) -> None:
    await small_town(db, counters=COUNTERS, rules=OfficeRules(walk_in_guard=False))
    await make_user(db, Role.CLERK, name="anna", staff="anna", password=PASSWORD)
    async with db.transaction() as tx:
        wish = Wish(services=[("ausweis", 1)], start=at("09:10"))
        citizen = Citizen(name="Erika Beispiel", phone="030 1234567")
        made = await booking.hold(tx, office="mitte", wish=wish, citizen=citizen, confirmed=True)
    async with client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as kiosk:
        ticket = (await kiosk.post("/api/v1/kiosk/check-ins", json={"code": made.booking_code})).json()
    async with client_of(app) as anna:
        anna.headers["X-CSRF-Token"] = await log_in(anna, "anna")
        desk = f"/console/mitte/counters/{counter}"
        await send(anna, f"{desk}/open")
        page = words(await send(anna, f"{desk}/call-next"))
        assert "A001" in page
        assert hint in page
        assert ("030 1234567" in page) == (counter == "V2")  # nobody sees what they do not need
        phone = words(await open_page(anna, f"/visits/{ticket['visit']}/{ticket['token']}"))
        assert goal in phone

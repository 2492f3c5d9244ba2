# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starts that only a chain of colleagues makes room for, and what staff are told of those that are hidden."""

import datetime as dt
from dataclasses import replace

import httpx
import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.actions import booking
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Citizen
from aufruf.domain.catalogue import Counter, Shift, StaffMember
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import at, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import client_of, make_device, make_user

TODAY = "2026-11-23"
CAPACITY = "/api/v1/offices/mitte/capacity"
ASKED = {"service": "ausweis", "date": TODAY}
# Each of them does two of the three things: whoever is pushed pushes on.
SKILLS = {"anna": {"ausweis", "pass"}, "bela": {"pass", "abholung"}, "cem": {"abholung"}}


@pytest.fixture(autouse=True)
async def chain(db: Database) -> None:
    """One hour today; whoever wants an identity card needs Anna, who is busy, as is Bela; Cem is free."""
    staff = tuple(StaffMember(id=id_, skills=frozenset(skills)) for id_, skills in SKILLS.items())
    shifts = tuple(
        Shift(staff=id_, weekday=0, local_from=dt.time(10), local_to=dt.time(11)) for id_ in SKILLS
    )
    counters = tuple(Counter(id=str(number)) for number in (1, 2, 3))
    mitte = office(staff=staff, shifts=shifts, counters=counters)
    other = replace(mitte, id="nord", staff=(), shifts=())
    await town(db, mitte, other, office(id="drueben", tenant="nachbar"))
    await _book(db, "pass", 3, witness="anna")
    for minute in range(0, 60, 5):
        await _book(db, "abholung", 1, start=f"10:{minute:02}", witness="bela")


async def _book(db: Database, service: str, quantity: int, *, witness: str, start: str = "10:00") -> None:
    wish = booking.Wish(services=[(service, quantity)], start=at(start))
    async with db.transaction() as tx:
        made = await booking.hold(tx, office="mitte", wish=wish, citizen=Citizen(name="Erika Beispiel"))
        await tx.connection.execute(
            sa.update(t.appointment).where(t.appointment.c.id == made.id).values(witness=witness)
        )


async def starts(client: httpx.AsyncClient) -> list[str]:
    asked = {"office": "mitte", "service": "ausweis", "from": TODAY, "to": TODAY}
    [one] = (await client.get("/api/v1/availability", params=asked)).json()["offices"]
    assert all(slot["places"] == 1 for slot in one["days"][0]["slots"])
    return [slot["start"][11:16] for slot in one["days"][0]["slots"]]


async def book(client: httpx.AsyncClient, start: str) -> httpx.Response:
    wanted = {
        "office": "mitte",
        "services": [{"service": "ausweis", "quantity": 1}],
        "start": f"{TODAY}T{start}:00+01:00",
        "citizen": {"name": "Erika Beispiel"},
    }
    return await client.post("/api/v1/appointments", json=wanted)


async def test_where_few_starts_show_a_chain_of_colleagues_is_looked_for_and_can_be_booked(
    client: httpx.AsyncClient, db: Database
) -> None:
    offered = await starts(client)
    assert offered == [f"10:{minute:02}" for minute in range(0, 50, 5)]
    assert (await book(client, offered[4])).status_code == 201
    async with db.reading() as reading:
        rows = (await reading.connection.execute(sa.select(t.appointment))).all()
    who = {(row.services[0][0], row.start_at): row.witness for row in rows}
    assert who["ausweis", at("10:20")] == "anna"
    assert who["pass", at("10:00")] == "bela"
    assert {who["abholung", at(f"10:{minute:02}")] for minute in range(0, 60, 5)} == {"cem"}
    assert (await book(client, "10:20")).json()["code"] == "slot_taken"
    after = await starts(client)
    assert after == ["10:00", "10:05", "10:35", "10:40", "10:45"]
    assert (await book(client, "10:00")).status_code == 201


async def test_supervisors_see_how_many_starts_may_be_hidden(app: Litestar, db: Database) -> None:
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as supervisor:
        answer = await supervisor.get(CAPACITY, params=ASKED)
        assert answer.json() == {"date": TODAY, "offered": 10, "hidden_at_most": 0}
        asked = {"service": "abholung", "date": TODAY}
        assert (await supervisor.get(CAPACITY, params=asked)).json()["offered"] == 12
        answer = await supervisor.get(CAPACITY, params={"service": "pass:3"})
        assert answer.json() == {"date": TODAY, "offered": 1, "hidden_at_most": 0}
        for date in ("2026-11-20", "2026-11-24", "2027-11-22"):
            answer = await supervisor.get(CAPACITY, params={"service": "pass", "date": date})
            assert answer.json() == {"date": date, "offered": 0, "hidden_at_most": 0}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        pytest.param({"service": "ausweis", "date": "gestern"}, 422, id="no date"),
        pytest.param({"service": "nichts"}, 422, id="an unknown service"),
        pytest.param({}, 422, id="no service"),
        pytest.param({"service": "ausweis", "date": "9999-12-31"}, 200, id="the end of the calendar"),
        pytest.param({"service": "ausweis", "date": "0001-01-01"}, 200, id="its beginning"),
    ],
)
async def test_what_is_asked_is_checked(
    app: Litestar, db: Database, asked: dict[str, str], status: int
) -> None:
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as supervisor:
        assert (await supervisor.get(CAPACITY, params=asked)).status_code == status


async def test_nobody_else_sees_it(app: Litestar, db: Database, client: httpx.AsyncClient) -> None:
    assert (await client.get(CAPACITY, params=ASKED)).status_code == 401
    tokens = [await make_user(db, Role.RECEPTION), await make_device(db, DeviceKind.KIOSK)]
    for token in tokens:
        async with client_of(app, token=token) as other:
            assert (await other.get(CAPACITY, params=ASKED)).status_code == 403
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as supervisor:
        for place in ("nord", "drueben"):
            answer = await supervisor.get(CAPACITY.replace("mitte", place), params=ASKED)
            assert answer.status_code == 403
        assert (await supervisor.get(CAPACITY.replace("mitte", "nirgends"), params=ASKED)).status_code == 404

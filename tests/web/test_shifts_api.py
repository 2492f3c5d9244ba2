# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shifts and closures over HTTP: what is shown, what is changed, what only previewed, and by whom."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.actions import booking
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import at, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import client_of, make_device, make_user

TODAY = "2026-11-23"
SHIFTS = "/api/v1/offices/mitte/shifts"
CLOSURES = "/api/v1/offices/mitte/closures"
MORNING = {"local_from": "08:00", "local_to": "12:00"}
TODAY_CLOSED = {"from": TODAY, "to": TODAY, "reason": "Wasserschaden"}
AWAY: dict[str, Any] = {"shifts": []}


@pytest.fixture
async def supervisor(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """The supervisor of "mitte", where there are other offices too."""
    await town(db, office(), office(id="nord"), office(id="drueben", tenant="nachbar"))
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as supervisor:
        yield supervisor


async def book(db: Database, wall: str) -> Appointment:
    async with db.transaction() as tx:
        wish = booking.Wish(services=[("pass", 2)], start=at(wall))
        return await booking.hold(
            tx, office="mitte", wish=wish, citizen=Citizen(name="Erika Beispiel"), confirmed=True
        )


async def stored(db: Database) -> list[Any]:
    """Everything that a change of shifts or closures could write."""
    async with db.reading() as reading:
        return [
            (await reading.connection.execute(sa.select(table).order_by(*table.primary_key))).all()
            for table in (t.office, t.shift, t.closure, t.appointment, t.office_day, t.outbox)
        ]


async def shifts_of(client: httpx.AsyncClient, staff: str, date: str = TODAY) -> dict[str, Any]:
    answer = await client.get(SHIFTS, params={"date": date})
    assert answer.status_code == 200
    [found] = [each for each in answer.json()["items"] if each["staff"] == staff]
    assert isinstance(found, dict)
    return found


async def touched_by(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    assert list(answer.json()) == ["touched"]
    return [each["id"] for each in answer.json()["touched"]]


async def test_the_weekly_shifts_are_shown_until_a_date_has_its_own(supervisor: httpx.AsyncClient) -> None:
    usual: dict[str, Any] = {"local_from": "08:00", "local_to": "18:00", "breaks": [], "counter": None}
    assert await shifts_of(supervisor, "anna") == {
        "staff": "anna",
        "name": "Anna Beispiel",
        "dated": False,
        "shifts": [usual],
    }
    late = {
        "local_from": "16:00",
        "local_to": "24:00",
        "breaks": [{"local_from": "20:00", "local_to": "20:30"}],
        "counter": "2",
    }
    sent = {"shifts": [late, MORNING]}
    assert (await supervisor.put(f"{SHIFTS}/anna/{TODAY}", json=sent)).json() == {"touched": []}
    found = await shifts_of(supervisor, "anna")
    assert found["dated"] is True
    assert found["shifts"] == [{**MORNING, "breaks": [], "counter": None}, late]
    assert (await shifts_of(supervisor, "anna", "2026-11-24"))["shifts"] == [usual]
    assert (await shifts_of(supervisor, "bela"))["shifts"] == [usual]


async def test_today_is_meant_if_no_date_is_said(supervisor: httpx.AsyncClient) -> None:
    await supervisor.put(f"{SHIFTS}/anna/{TODAY}", json=AWAY)
    answer = await supervisor.get(SHIFTS)
    assert [each["shifts"] == [] for each in answer.json()["items"]] == [True, False]


async def test_touched_appointments_are_told_with_all_that_a_call_to_the_citizen_needs(
    supervisor: httpx.AsyncClient, db: Database
) -> None:
    booked = await book(db, "10:00")
    assert await touched_by(await supervisor.put(f"{SHIFTS}/anna/{TODAY}", json=AWAY)) == []
    answer = await supervisor.put(f"{SHIFTS}/bela/{TODAY}", json=AWAY)
    assert answer.json()["touched"] == [
        {
            "id": booked.id,
            "start": "2026-11-23T10:00:00+01:00",
            "end": "2026-11-23T10:40:00+01:00",
            "booking_code": booked.booking_code,
            "services": [{"service": "pass", "quantity": 2}],
            "name": "Erika Beispiel",
        }
    ]


async def test_a_preview_tells_the_same_as_the_change_and_changes_nothing(
    supervisor: httpx.AsyncClient, db: Database
) -> None:
    await book(db, "10:00")
    await supervisor.put(f"{SHIFTS}/bela/{TODAY}", json=AWAY)
    before = await stored(db)
    preview = {"preview": "true"}
    shifts = await supervisor.put(f"{SHIFTS}/anna/{TODAY}", json=AWAY, params=preview)
    closure = await supervisor.post(CLOSURES, json=TODAY_CLOSED, params=preview)
    assert await stored(db) == before
    assert len(shifts.json()["touched"]) == len(closure.json()["touched"]) == 1
    done = await supervisor.put(f"{SHIFTS}/anna/{TODAY}", json=AWAY, params={"preview": "false"})
    assert (done.status_code, done.json()) == (shifts.status_code, shifts.json())
    closed = await supervisor.post(CLOSURES, json=TODAY_CLOSED)
    assert (closed.status_code, closed.json()) == (closure.status_code, closure.json())
    assert await stored(db) != before


async def test_a_closure_is_listed_refuses_bookings_and_can_be_taken_back(
    supervisor: httpx.AsyncClient, client: httpx.AsyncClient, db: Database
) -> None:
    booked = await book(db, "10:00")
    wanted = {
        "office": "mitte",
        "services": [{"service": "ausweis", "quantity": 1}],
        "start": "2026-11-23T11:00:00+01:00",
        "citizen": {"name": "Max Muster"},
    }
    assert await touched_by(await supervisor.post(CLOSURES, json=TODAY_CLOSED)) == [booked.id]
    assert (await supervisor.get(CLOSURES)).json()["items"] == [TODAY_CLOSED]
    refused = await client.post("/api/v1/appointments", json=wanted)
    assert (refused.status_code, refused.json()["code"]) == (422, "outside_opening")
    gone = f"{CLOSURES}/{TODAY}/{TODAY}"
    assert (await supervisor.delete(gone)).status_code == 204
    assert (await supervisor.get(CLOSURES)).json()["items"] == []
    assert (await client.post("/api/v1/appointments", json=wanted)).status_code == 201
    assert (await supervisor.delete(gone)).status_code == 404


async def test_the_same_days_again_change_only_the_reason(supervisor: httpx.AsyncClient) -> None:
    await supervisor.post(CLOSURES, json=TODAY_CLOSED)
    await supervisor.post(CLOSURES, json=TODAY_CLOSED | {"reason": "Umzug"})
    assert (await supervisor.get(CLOSURES)).json()["items"] == [TODAY_CLOSED | {"reason": "Umzug"}]


@pytest.mark.parametrize("preview", ["", "?preview=true"])
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        pytest.param({"shifts": [MORNING, MORNING]}, "/shifts/1", id="twice at once"),
        pytest.param({"shifts": [MORNING | {"counter": "9"}]}, "/shifts/0/counter", id="an unknown counter"),
        pytest.param(
            {"shifts": [MORNING | {"breaks": [{"local_from": "12:00", "local_to": "13:00"}]}]},
            "/shifts/0/breaks/0",
            id="a break outside",
        ),
        pytest.param(
            {"shifts": [MORNING | {"local_from": "24:00"}]}, "/shifts/0/local_from", id="from 24:00"
        ),
        pytest.param({"shifts": [MORNING | {"local_to": "8 Uhr"}]}, "/shifts/0/local_to", id="no time"),
        pytest.param({"shifts": [{"local_from": "08:00"}]}, None, id="without an end"),
        pytest.param({"shifts": [MORNING] * 11}, "/shifts", id="too many"),
        pytest.param({"shifts": [MORNING], "who": "anna"}, None, id="a field nobody knows"),
        pytest.param({}, None, id="nothing"),
    ],
)
async def test_shifts_that_nobody_could_work_are_refused_and_nothing_is_stored(
    supervisor: httpx.AsyncClient, db: Database, body: dict[str, Any], pointer: str | None, preview: str
) -> None:
    before = await stored(db)
    answer = await supervisor.put(f"{SHIFTS}/anna/{TODAY}{preview}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "not_valid")
    if pointer is not None:
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert await stored(db) == before


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("mitte/shifts/niemand/2026-11-23", 404, "not_found"),
        ("mitte/shifts/anna/2026-02-30", 404, "not_found"),
        ("mitte/shifts/anna/20261123", 404, "not_found"),
        ("mitte/shifts/anna/morgen", 404, "not_found"),
        ("nirgends/shifts/anna/2026-11-23", 404, "not_found"),
        ("mitte/shifts/anna/2026-11-22", 422, "in_the_past"),
        ("mitte/shifts/anna/0001-01-01", 422, "in_the_past"),
        ("mitte/shifts/anna/9999-12-31", 422, "not_valid"),
        ("mitte/shifts/anna/2026-11-23?preview=maybe", 422, "not_valid"),
        ("nord/shifts/anna/2026-11-23", 403, "not_allowed"),
        ("drueben/shifts/anna/2026-11-23", 403, "not_allowed"),
    ],
)
async def test_what_cannot_be_changed_is_refused_in_its_own_way(
    supervisor: httpx.AsyncClient, db: Database, path: str, status: int, code: str
) -> None:
    before = await stored(db)
    answer = await supervisor.put(f"/api/v1/offices/{path}", json=AWAY)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await stored(db) == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": "2026-11-22"}, "not_valid"),
        ({"from": "2026-11-20", "to": "2026-11-22"}, "in_the_past"),
        ({"to": "9999-12-31"}, "not_valid"),
        ({"from": "heute"}, "not_valid"),
        ({"reason": "a\x00b"}, "not_valid"),
        ({"reason": "a" * 201}, "not_valid"),
    ],
)
async def test_a_closure_that_makes_no_sense_is_refused(
    supervisor: httpx.AsyncClient, db: Database, changes: dict[str, str], code: str
) -> None:
    before = await stored(db)
    for preview in ({}, {"preview": "true"}):
        answer = await supervisor.post(CLOSURES, json=TODAY_CLOSED | changes, params=preview)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert await stored(db) == before


@pytest.mark.parametrize(
    ("role", "seeing"), [(Role.CLERK, 200), (Role.RECEPTION, 200), (Role.HELPER, 403), (None, 401)]
)
async def test_clerks_see_the_plan_and_only_supervisors_change_it_or_preview_a_change(
    supervisor: httpx.AsyncClient, app: Litestar, db: Database, role: Role | None, seeing: int
) -> None:
    await book(db, "10:00")
    before = await stored(db)
    token = None if role is None else await make_user(db, role)
    async with client_of(app, token=token) as somebody:
        seen = [(await somebody.get(path)).status_code for path in (SHIFTS, CLOSURES)]
        changed = [
            (await somebody.put(f"{SHIFTS}/anna/{TODAY}{preview}", json=AWAY)).status_code
            for preview in ("", "?preview=true")
        ]
        changed += [
            (await somebody.post(f"{CLOSURES}{preview}", json=TODAY_CLOSED)).status_code
            for preview in ("", "?preview=true")
        ]
        changed.append((await somebody.delete(f"{CLOSURES}/{TODAY}/{TODAY}")).status_code)
    assert seen == [seeing] * 2
    assert changed == [401 if role is None else 403] * 5
    assert await stored(db) == before


async def test_a_device_and_the_supervisor_of_another_office_see_no_plan(
    supervisor: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    tokens = [await make_device(db, DeviceKind.KIOSK), await make_user(db, Role.SUPERVISOR, ["nord"])]
    for token in tokens:
        async with client_of(app, token=token) as somebody:
            assert [(await somebody.get(path)).status_code for path in (SHIFTS, CLOSURES)] == [403, 403]

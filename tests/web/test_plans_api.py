# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans over HTTP: made, shown, accepted with or without changes, refused; by whom, and what hangs on it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from aufruf.live.balancing import Balancer
from aufruf.planning.plans.balance import Clash, Impossible, Rule, Span
from aufruf.planning.plans.balancing import Question, Reply
from tests.builders import office, town
from tests.planned import LUNCH, day_plan, proposed
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import client_of, make_device, make_user

TOMORROW = "2026-11-24"
PLANS = "/api/v1/offices/mitte/plans"
PLAN = f"{PLANS}/{TOMORROW}"
SHIFTS = "/api/v1/offices/mitte/shifts"
SATURDAY = "2026-11-28"
DEEDS = (("GET", PLAN), ("POST", PLAN), ("POST", f"{PLAN}/accept"), ("POST", f"{PLAN}/refuse"))


@pytest.fixture
async def supervisor(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    await town(db, office(), office(id="nord"))
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as supervisor:
        yield supervisor


async def lunch_is_proposed(db: Database) -> str:
    async with db.reading() as reading:
        known = await reading.office("mitte")
    return await proposed(db, day_plan(known, LUNCH))


async def breaks_of(client: httpx.AsyncClient) -> dict[str, list[dict[str, str]]]:
    """The announced breaks of tomorrow."""
    found = (await client.get(SHIFTS, params={"date": TOMORROW})).json()["items"]
    return {each["staff"]: [pause for shift in each["shifts"] for pause in shift["breaks"]] for each in found}


async def test_a_plan_is_made_on_request_and_its_breaks_are_announced_once_it_is_accepted(
    supervisor: httpx.AsyncClient,
) -> None:
    assert (await supervisor.get(PLAN)).status_code == 404
    made = await supervisor.post(PLAN, json={"movable": "breaks"})
    assert made.status_code == 201, made.text
    plan = made.json()
    assert (plan["state"], plan["possible"], plan["history_days"]) == ("proposed", True, 0)
    assert plan["effect"]["proposed"]["longest_without_break_minutes"] <= 360
    assert (await supervisor.get(PLAN)).json() == plan
    proposed_breaks = {
        each["staff"]: [pause for shift in each["proposed"] for pause in shift["breaks"]]
        for each in plan["people"]
    }
    assert proposed_breaks["anna"] != proposed_breaks["bela"]
    assert await breaks_of(supervisor) == {"anna": [], "bela": []}
    accepted = await supervisor.post(f"{PLAN}/accept")
    assert (accepted.status_code, accepted.json()["plan"]["state"]) == (200, "accepted")
    assert await breaks_of(supervisor) == proposed_breaks


async def test_a_preview_accepts_nothing(supervisor: httpx.AsyncClient, db: Database) -> None:
    await lunch_is_proposed(db)
    seen = await supervisor.post(f"{PLAN}/accept", params={"preview": "true"})
    assert (seen.status_code, seen.json()["touched"]) == (200, [])
    assert (await supervisor.get(PLAN)).json()["state"] == "proposed"
    assert await breaks_of(supervisor) == {"anna": [], "bela": []}


async def test_a_plan_is_accepted_with_other_times_for_single_people(
    supervisor: httpx.AsyncClient, db: Database
) -> None:
    await lunch_is_proposed(db)
    pause = {"local_from": "12:15", "local_to": "13:00"}
    own = {"local_from": "08:00", "local_to": "18:00", "breaks": [pause]}
    sent = {"changes": [{"staff": "anna", "shifts": [own]}]}
    accepted = await supervisor.post(f"{PLAN}/accept", json=sent)
    assert accepted.status_code == 200, accepted.text
    lunch = {"local_from": "13:00", "local_to": "13:45"}
    assert await breaks_of(supervisor) == {"anna": [pause], "bela": [lunch]}


async def test_too_short_a_break_is_pointed_at(supervisor: httpx.AsyncClient, db: Database) -> None:
    await lunch_is_proposed(db)
    sent = {
        "changes": [
            {"staff": "bela", "shifts": []},
            {"staff": "anna", "shifts": [{"local_from": "08:00", "local_to": "18:00"}]},
        ]
    }
    refused = await supervisor.post(f"{PLAN}/accept", json=sent)
    assert (refused.status_code, refused.json()["code"]) == (422, "not_valid")
    assert {each["pointer"] for each in refused.json()["errors"]} == {"/changes/1/shifts"}


async def test_a_plan_that_is_too_old_names_what_has_changed(
    supervisor: httpx.AsyncClient, db: Database
) -> None:
    await lunch_is_proposed(db)
    await supervisor.put(f"{SHIFTS}/bela/{TOMORROW}", json={"shifts": []})
    for path in ("accept", "accept?preview=true"):
        refused = await supervisor.post(f"{PLAN}/{path}")
        assert (refused.status_code, refused.json()["code"]) == (409, "plan_outdated")
        assert refused.json()["changed"] == [{"what": "shifts", "staff": "bela"}]


async def test_a_refused_plan_says_why_and_by_whom(supervisor: httpx.AsyncClient, db: Database) -> None:
    await lunch_is_proposed(db)
    answer = (await supervisor.post(f"{PLAN}/refuse", json={"reason": "Betriebsausflug"})).json()
    assert (answer["state"], answer["reason"]) == ("refused", "Betriebsausflug")
    assert answer["decided_at"] == "2026-11-23T09:00:00+01:00"
    assert answer["decided_by"]
    again = await supervisor.post(f"{PLAN}/accept")
    assert (again.status_code, again.json()["code"], again.json()["state"]) == (409, "wrong_state", "refused")


async def test_a_day_whose_rules_clash_says_which(app: Litestar, supervisor: httpx.AsyncClient) -> None:
    async def no_way(question: Question) -> Reply:
        facts = {"wanted": 3, "there": 2}
        clash = Clash(rule=Rule.COUNTERS, span=Span(600, 720), facts=facts)
        return Reply(impossible=Impossible(clashes=(clash,)))

    app.state.wiring = replace(app.state.wiring, solve=no_way)
    made = (await supervisor.post(PLAN)).json()
    assert (made["possible"], made["effect"]["proposed"]) == (False, None)
    assert made["clashes"] == [
        {
            "rule": "counters",
            "text": "Von 10:00 bis 12:00 Uhr wären 3 Personen im Dienst, es gibt aber nur 2 Schalter.",
        }
    ]
    refused = await supervisor.post(f"{PLAN}/accept")
    assert (refused.status_code, refused.json()["code"]) == (409, "plan_impossible")


async def test_while_a_solver_hangs_booking_goes_on_and_then_it_is_said(
    app: Litestar, supervisor: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    hangs = Balancer(program=(sys.executable, "-c", "import time; time.sleep(60)"), patience=1.0)

    async def not_for_long(question: Question) -> Reply:
        return await hangs(replace(question, seconds=0.5))

    app.state.wiring = replace(app.state.wiring, solve=not_for_long)
    asked = asyncio.create_task(supervisor.post(PLAN))
    while hangs.process is None:  # noqa: ASYNC110 (it begins within the call)
        await asyncio.sleep(0.01)
    wanted: dict[str, Any] = {
        "office": "mitte",
        "services": [{"service": "ausweis", "quantity": 1}],
        "start": f"{TOMORROW}T10:00:00+01:00",
        "citizen": {"name": "Max Muster"},
    }
    assert (await client.post("/api/v1/appointments", json=wanted)).status_code == 201
    assert not asked.done()
    refused = await asked
    assert (refused.status_code, refused.json()["code"]) == (409, "no_plan_found")
    assert refused.json()["detail"] == (
        "Kein Plan wurde rechtzeitig fertig. Bitte erneut versuchen oder von Hand planen."
    )
    assert (await supervisor.get(PLAN)).status_code == 404


@pytest.mark.parametrize(
    ("date", "status", "code"),
    [
        ("2026-11-22", 422, "in_the_past"),
        ("2027-11-22", 422, "not_valid"),
        (SATURDAY, 409, "office_closed"),
        ("morgen", 404, "not_found"),
    ],
)
async def test_no_plan_is_made_for_a_day_that_wants_none(
    supervisor: httpx.AsyncClient, date: str, status: int, code: str
) -> None:
    refused = await supervisor.post(f"{PLANS}/{date}")
    assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_only_supervisors_of_the_office_see_and_decide_plans(
    app: Litestar, supervisor: httpx.AsyncClient, db: Database
) -> None:
    await lunch_is_proposed(db)
    tokens = [await make_user(db, role) for role in (Role.CLERK, Role.RECEPTION, Role.HELPER)]
    tokens += [await make_user(db, Role.SUPERVISOR, ["nord"]), await make_device(db, DeviceKind.KIOSK)]
    for method, path in DEEDS:
        for token in tokens:
            async with client_of(app, token=token) as somebody:
                assert (await somebody.request(method, path)).status_code == 403
        async with client_of(app) as nobody:
            assert (await nobody.request(method, path)).status_code == 401
    assert (await supervisor.get(PLAN)).json()["state"] == "proposed"

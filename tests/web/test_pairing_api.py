# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A device shows a code, staff accept it, and the device collects its token: once, and nobody else."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.actions.upkeep import forget_requests
from aufruf.db.transaction import Database
from aufruf.domain.roles import Role
from tests.builders import SetClock, office, service, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import client_of, make_user

PAIRINGS = "/api/v1/devices/pairings"


@pytest.fixture
async def supervisor(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """The supervisor of "mitte", whose services have the ticket groups A, B and L."""
    services = {each.id: each for each in (service(), service(id="eil", name="Eiliges", group="L"))}
    await town(db, office(services=services), office(id="nord"))
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as client:
        yield client


async def begun(client: httpx.AsyncClient, kind: str = "kiosk") -> dict[str, Any]:
    answer = await client.post(PAIRINGS, json={"kind": kind})
    assert answer.status_code == 201
    opened: dict[str, Any] = answer.json()
    return opened


async def accepted(
    supervisor: httpx.AsyncClient, code: str, name: str = "Eingang", office: str = "mitte"
) -> httpx.Response:
    return await supervisor.post(f"{PAIRINGS}/{code}/accept", json={"office": office, "name": name})


async def collected(client: httpx.AsyncClient, pairing: dict[str, Any]) -> httpx.Response:
    return await client.post(f"{PAIRINGS}/{pairing['code']}/collect", json={"secret": pairing["secret"]})


async def paired(client: httpx.AsyncClient, supervisor: httpx.AsyncClient, kind: str = "kiosk") -> Any:
    pairing = await begun(client, kind)
    assert (await accepted(supervisor, pairing["code"])).status_code == 200
    return (await collected(client, pairing)).json()


async def test_a_device_gets_its_token_once_it_was_accepted_and_only_once(
    client: httpx.AsyncClient, supervisor: httpx.AsyncClient, app: Litestar
) -> None:
    pairing = await begun(client)
    assert set(pairing) == {"code", "secret", "expires_at"}
    early = await collected(client, pairing)
    assert (early.status_code, early.json()["code"], early.json()["state"]) == (409, "wrong_state", "open")

    yes = await accepted(supervisor, pairing["code"].lower())
    assert yes.json() | {"expires_at": ""} == {
        "kind": "kiosk",
        "office": "mitte",
        "name": "Eingang",
        "expires_at": "",
    }
    got = (await collected(client, pairing)).json()
    assert got | {"id": "", "token": ""} == {
        "id": "",
        "token": "",
        "kind": "kiosk",
        "office": "mitte",
        "name": "Eingang",
        "letter": "K",
    }
    async with client_of(app, token=got["token"]) as kiosk:
        drawn = await kiosk.post("/api/v1/kiosk/tickets", json={"services": ["ausweis"]})
    assert drawn.status_code == 201
    again = await collected(client, pairing)
    assert (again.status_code, again.json()["state"]) == (409, "collected")
    twice = await accepted(supervisor, pairing["code"])
    assert (twice.status_code, twice.json()["state"]) == (409, "collected")


async def test_each_kiosk_has_a_letter_that_no_other_and_no_series_has(
    client: httpx.AsyncClient, supervisor: httpx.AsyncClient
) -> None:
    first, second = await paired(client, supervisor), await paired(client, supervisor)
    await supervisor.delete(f"/api/v1/devices/{second['id']}")
    third, display = await paired(client, supervisor), await paired(client, supervisor, "display")
    assert [each["letter"] for each in (first, second, third, display)] == ["K", "M", "N", None]


async def test_a_code_is_over_after_ten_minutes_and_forgotten_later(
    client: httpx.AsyncClient, supervisor: httpx.AsyncClient, clock: SetClock, db: Database
) -> None:
    pairing = await begun(client)
    clock.advance(minutes=10)
    for refused in (await accepted(supervisor, pairing["code"]), await collected(client, pairing)):
        assert (refused.status_code, refused.json()["state"]) == (409, "expired")
    clock.advance(minutes=61)
    async with db.transaction() as tx:
        await forget_requests(tx)
    assert (await collected(client, pairing)).status_code == 404


async def test_a_wrong_secret_finds_nothing_and_ten_are_enough(
    client: httpx.AsyncClient, supervisor: httpx.AsyncClient
) -> None:
    pairing = await begun(client)
    await accepted(supervisor, pairing["code"])
    tries = [await collected(client, pairing | {"secret": f"wrong{each}"}) for each in range(11)]
    assert [each.status_code for each in tries] == [404] * 10 + [429]
    assert (await collected(client, pairing)).status_code == 200  # whoever knows it is no guesser


async def test_codes_cannot_be_guessed_by_staff_either(supervisor: httpx.AsyncClient) -> None:
    tries = [await accepted(supervisor, f"AAAAA{each}") for each in "23456789ABC"]
    assert [each.status_code for each in tries] == [404] * 10 + [429]


@pytest.mark.parametrize("role", [Role.CLERK, Role.RECEPTION, Role.HELPER])
async def test_only_who_supervises_that_office_lets_a_device_in(
    client: httpx.AsyncClient, supervisor: httpx.AsyncClient, app: Litestar, db: Database, role: Role
) -> None:
    code = (await begun(client))["code"]
    async with client_of(app, token=await make_user(db, role)) as somebody:
        assert (await accepted(somebody, code)).status_code == 403
    assert (await accepted(client, code)).status_code == 401
    assert (await accepted(supervisor, code, office="nord")).status_code == 403
    assert (await accepted(supervisor, code, office="nirgends")).status_code == 404
    assert (await accepted(supervisor, code)).status_code == 200


@pytest.mark.parametrize("body", [{"kind": "printer"}, {"kind": "toaster"}, {}, {"kind": "kiosk", "x": 1}])
async def test_what_is_no_device_with_a_screen_gets_no_code(
    client: httpx.AsyncClient, supervisor: httpx.AsyncClient, body: dict[str, Any]
) -> None:
    assert (await client.post(PAIRINGS, json=body)).status_code == 422

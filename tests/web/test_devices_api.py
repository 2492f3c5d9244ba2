# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which devices an office has let in, and how one is let in no longer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import SetClock, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import client_of, make_device, make_user


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Offices of two tenants with a kiosk each, and the supervisor of "mitte" as a client."""

    supervisor: httpx.AsyncClient
    kiosk: str  # the token of the kiosk in "mitte"


@pytest.fixture
async def house(app: Litestar, db: Database, clock: SetClock) -> AsyncIterator[House]:
    await town(db, office(), office(id="nord"), office(id="drueben", tenant="nachbar"))
    kiosk = await make_device(db, DeviceKind.KIOSK, id_="k-mitte")
    clock.advance(minutes=1)
    await make_device(db, DeviceKind.DISPLAY, id_="d-mitte")
    await make_device(db, DeviceKind.KIOSK, "nord", id_="k-nord")
    await make_device(db, DeviceKind.KIOSK, "drueben", id_="k-drueben")
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as supervisor:
        yield House(supervisor=supervisor, kiosk=kiosk)


async def ids(client: httpx.AsyncClient, of: str = "mitte") -> list[str]:
    answer = await client.get(f"/api/v1/offices/{of}/devices")
    assert answer.status_code == 200
    return [each["id"] for each in answer.json()["items"]]


async def test_a_supervisor_sees_the_devices_of_their_office_and_no_secret_of_them(house: House) -> None:
    answer = await house.supervisor.get("/api/v1/offices/mitte/devices")
    nothing_said = {
        "seen_at": None,
        "state": "never_seen",
        "version": "",
        "part_of": None,
        "printer": None,
        "offline_since": None,
        "offline_entries": 0,
        "sound": None,
        "speech": None,
    }
    assert answer.json()["items"] == [
        {
            "id": "k-mitte",
            "kind": "kiosk",
            "name": "",
            "created_at": "2026-11-23T09:00:00+01:00",
            "letter": "K",
            "choices": {"languages": [], "print": ""},
            **nothing_said,
        },
        {
            "id": "d-mitte",
            "kind": "display",
            "name": "",
            "created_at": "2026-11-23T09:01:00+01:00",
            "letter": None,
            "choices": {
                "rooms": [],
                "languages": [],
                "lines": [],
                "gong": True,
                "speech": True,
                "speech_languages": ["de"],
            },
            **nothing_said,
        },
    ]


async def test_a_revoked_device_is_gone_and_its_token_opens_nothing(house: House, app: Litestar) -> None:
    async with client_of(app, token=house.kiosk) as kiosk:
        ticket = {"services": ["ausweis"]}
        assert (await kiosk.post("/api/v1/kiosk/tickets", json=ticket)).status_code == 201
        assert (await house.supervisor.delete("/api/v1/devices/k-mitte")).status_code == 204
        assert (await kiosk.post("/api/v1/kiosk/tickets", json=ticket)).status_code == 401
    assert await ids(house.supervisor) == ["d-mitte"]
    again = await house.supervisor.delete("/api/v1/devices/k-mitte")
    assert (again.status_code, again.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("device", ["k-nord", "k-drueben"])
async def test_a_device_of_another_office_is_not_theirs_to_revoke(
    house: House, app: Litestar, db: Database, device: str
) -> None:
    refused = await house.supervisor.delete(f"/api/v1/devices/{device}")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    place = device.removeprefix("k-")
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR, [place])) as theirs:
        assert await ids(theirs, place) == [device]


async def test_of_two_devices_with_the_same_id_one_revokes_ones_own(
    house: House, app: Litestar, db: Database
) -> None:
    for of in ("drueben", "mitte", "nord"):
        await make_device(db, DeviceKind.TERMINAL, of, id_="same")
    assert (await house.supervisor.delete("/api/v1/devices/same")).status_code == 204
    assert await ids(house.supervisor) == ["k-mitte", "d-mitte"]
    async with client_of(app, token=await make_user(db, Role.ADMINISTRATOR, [])) as administrator:
        assert await ids(administrator, "nord") == ["k-nord", "same"]


@pytest.mark.parametrize("role", [Role.CLERK, Role.RECEPTION, Role.HELPER])
async def test_who_does_not_supervise_neither_sees_nor_revokes(
    house: House, app: Litestar, db: Database, role: Role
) -> None:
    async with client_of(app, token=await make_user(db, role)) as somebody:
        seen = await somebody.get("/api/v1/offices/mitte/devices")
        revoked = await somebody.delete("/api/v1/devices/k-mitte")
        unknown = await somebody.delete("/api/v1/devices/nothing")
    assert [each.status_code for each in (seen, revoked, unknown)] == [403, 403, 403]
    assert await ids(house.supervisor) == ["k-mitte", "d-mitte"]


async def test_nobody_and_a_device_may_not(house: House, app: Litestar, client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/offices/mitte/devices")).status_code == 401
    assert (await client.delete("/api/v1/devices/k-mitte")).status_code == 401
    async with client_of(app, token=house.kiosk) as kiosk:
        assert (await kiosk.get("/api/v1/offices/mitte/devices")).status_code == 403
        assert (await kiosk.delete("/api/v1/devices/d-mitte")).status_code == 403


@pytest.mark.parametrize("path", ["/offices/nord/devices", "/offices/drueben/devices"])
async def test_the_devices_of_another_office_are_not_shown(house: House, path: str) -> None:
    assert (await house.supervisor.get(f"/api/v1{path}")).status_code == 403


async def test_what_is_unknown_is_not_found(house: House) -> None:
    assert (await house.supervisor.get("/api/v1/offices/nirgends/devices")).status_code == 404
    for device in ("nothing", "a b", "%2e%2e%2fa"):
        assert (await house.supervisor.delete(f"/api/v1/devices/{device}")).status_code == 404

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What staff see of the devices: troubles where they look anyway, and all of them on one page."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.db import devices
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import SetClock, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import field, log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

HEALTH = "/api/v1/devices/health"


@pytest.fixture
async def supervisor(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    await town(db, office(), office(id="nord"))
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as client:
        yield client


async def says(app: Litestar, token: str, **more: Any) -> None:
    async with client_of(app, token=token) as device:
        answer = await device.post(HEALTH, json={"version": "1.0", "instance": "one"} | more)
        assert answer.status_code == 200


@pytest.mark.parametrize("page", ["/console/mitte", "/console/mitte/counters/1"])
async def test_staff_read_where_they_work_what_is_wrong_with_the_devices(
    app: Litestar, db: Database, clock: SetClock, supervisor: httpx.AsyncClient, page: str
) -> None:
    kiosk = await make_device(db, DeviceKind.KIOSK, name="Eingang")
    display = await make_device(db, DeviceKind.DISPLAY)
    await says(app, display)
    clock.advance(minutes=2)
    await says(app, kiosk, printer={"state": "paper_out"}, offline_entries=4)
    seen = words(await open_page(supervisor, page))
    assert "Aufrufmonitor: offline seit 09:00 Uhr" in seen
    assert "Drucker von Eingang: kein Papier" in seen
    assert "Eingang: war offline, 4 Wartemarken von dort kommen noch" in seen
    await says(app, kiosk, printer={"state": "ready"})
    await says(app, display)
    seen = words(await open_page(supervisor, page))
    assert "offline" not in seen
    assert "Papier" not in seen


async def test_a_device_is_let_in_named_set_up_and_let_go_without_javascript(
    app: Litestar, db: Database, client: httpx.AsyncClient
) -> None:
    rooms = (Counter(id="1", room="Raum 101"), Counter(id="2", room="Raum 102"))
    await town(db, office(counters=rooms), office(id="nord"))
    await make_user(db, Role.SUPERVISOR, name="leitung", password=PASSWORD)
    secret = await log_in(client, "leitung")
    async with client_of(app) as screen:
        waits = await send(screen, "/pairing/code", kind="display")
        assert ("Termin buchen" in words(waits), "English" in words(waits)) == (False, True)
        code, of_screen = field(waits, "code"), field(waits, "secret")
        fields = {"kind": "display", "code": code, "secret": of_screen, "until": field(waits, "until")}
        assert code[:3] in words(await send(screen, "/pairing/collect", **fields))  # not yet

        page = await open_page(client, f"/devices?code={code}")
        assert (page.url.query, field(page, "code")) == (f"office=mitte&code={code}".encode(), code)
        asks = await send(client, "/devices/mitte/pairing", csrf_token=secret, code=f" {code.lower()} ")
        assert "möchte ein Gerät herein: Aufrufmonitor" in words(asks)
        coming = await send(client, "/devices/mitte/accept", csrf_token=secret, code=code, name="Foyer")
        assert "Foyer zugelassen" in words(coming)
        shown = await send(screen, "/pairing/collect", **fields)
        assert shown.url.path.startswith("/display/")
        id_ = shown.url.path.rpartition("/")[2]

        one = f"/devices/mitte/{id_}"
        assert "Raum 102" in words(await open_page(client, one))
        chosen = {"rooms": "Raum 102", "languages": "de", "lines": "Pause\r\n\r\nbis 13 Uhr", "gong": "1"}
        after = await send(client, one, csrf_token=secret, name="Wartezone", **chosen)
        assert ("Wartezone" in words(after), "Gespeichert." in words(after)) == (True, True)
        assert "Gespeichert." not in words(await open_page(client, "/devices?office=mitte"))
        async with db.reading() as reading:
            assert await devices.choices_of(reading.connection, "mitte", id_) == {
                "rooms": ["Raum 102"],
                "languages": ["de"],
                "lines": ["Pause", "bis 13 Uhr"],
                "gong": True,
                "speech": False,
                "speech_languages": [],
            }
        wrong = await send(client, one, csrf_token=secret, name="Wartezone", lines="x" * 201)
        assert (wrong.status_code, "höchstens fünf Zeilen" in words(wrong)) == (422, True)

        assert "„Wartezone“ abmelden?" in words(await open_page(client, f"{one}/revoke"))
        assert "Noch ist kein Gerät" in words(await send(client, f"{one}/revoke", csrf_token=secret))
        assert (await open_page(screen, f"/display/{id_}")).status_code == 401
        assert "wurde abgemeldet" in words(await open_page(screen, "/pairing?kind=display"))
        assert (await open_page(client, one)).status_code == 404


async def test_a_wrong_old_or_used_code_is_said_beside_the_field(
    app: Litestar, db: Database, client: httpx.AsyncClient, clock: SetClock
) -> None:
    await town(db, office())
    await make_user(db, Role.SUPERVISOR, name="leitung", password=PASSWORD)
    secret = await log_in(client, "leitung")

    async def tried(code: str, deed: str = "pairing") -> str:
        return words(await send(client, f"/devices/mitte/{deed}", csrf_token=secret, code=code, name="x"))

    async with client_of(app) as screen:
        codes = [field(await send(screen, "/pairing/code", kind="kiosk"), "code") for _ in range(2)]
    assert "zeigt gerade kein Gerät" in await tried("AAAAAA")
    await tried(codes[0], "accept")
    assert "schon zugelassen" in await tried(codes[0])
    assert "schon zugelassen" in await tried(codes[0], "accept")
    clock.advance(minutes=11)
    assert "abgelaufen" in await tried(codes[1])


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.CLERK, "mitte"), (Role.RECEPTION, "mitte"), (Role.HELPER, "mitte"), (Role.SUPERVISOR, "nord")],
)
async def test_only_who_leads_the_office_sees_its_devices(
    app: Litestar, db: Database, role: Role, place: str
) -> None:
    await town(db, office(), office(id="nord"))
    await make_device(db, DeviceKind.DISPLAY, id_="wand")
    async with client_of(app, token=await make_user(db, role, [place])) as somebody:
        for path in ("/devices?office=mitte", "/devices/mitte/wand", "/devices/mitte/wand/revoke"):
            assert (await open_page(somebody, path)).status_code == 403
        for deed in ("pairing", "accept", "wand", "wand/revoke"):
            assert (await send(somebody, f"/devices/mitte/{deed}", code="AAAAAA")).status_code == 403


async def test_a_kiosk_that_was_let_go_says_so_where_it_is_paired_anew(
    app: Litestar, db: Database, supervisor: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    token = await make_device(db, DeviceKind.KIOSK, id_="k")
    assert (await send(client, "/pairing", token=token)).url.path == "/kiosk"
    assert (await supervisor.delete("/api/v1/devices/k")).status_code == 204
    page = await open_page(client, "/kiosk")
    assert (page.status_code, "Dieses Gerät wurde abgemeldet" in words(page)) == (401, True)


async def test_a_device_that_starts_where_it_was_paired_goes_on_to_its_page_and_stays_let_in(
    db: Database, client: httpx.AsyncClient
) -> None:
    await town(db, office())
    token = await make_device(db, DeviceKind.DISPLAY, id_="wand")
    assert (await send(client, "/pairing", token=token)).url.path == "/display/wand"
    start = await client.get("/pairing?kind=display")
    assert (start.status_code, start.headers["location"]) == (303, "/display/wand")
    assert token in start.headers["set-cookie"]  # browsers keep no cookie for longer than 400 days
    assert (await client.get("/pairing?kind=kiosk")).status_code == 200  # to be something else
    assert (await client.get("/pairing")).status_code == 200


@pytest.mark.parametrize(
    ("kind", "page"),
    [(DeviceKind.KIOSK, "/kiosk"), (DeviceKind.TERMINAL, "/terminal"), (DeviceKind.DISPLAY, "/display/d")],
)
async def test_a_device_that_starts_at_its_own_page_stays_let_in_too(
    db: Database, client: httpx.AsyncClient, kind: DeviceKind, page: str
) -> None:
    await town(db, office())
    token = await make_device(db, kind, id_="d")
    assert (await send(client, "/pairing", token=token)).url.path == page
    given = (await client.get(page)).headers.get_list("set-cookie")
    assert any(f"aufruf_device={token}" in each and "HttpOnly" in each for each in given)
    client.cookies.set("aufruf_device", "nobodys")
    stranger = (await client.get(page)).headers.get_list("set-cookie")
    assert not any("aufruf_device" in each for each in stranger)


async def test_another_site_cannot_make_a_browser_somebody_elses_device(
    app: Litestar, db: Database, client: httpx.AsyncClient
) -> None:
    await town(db, office())
    token = await make_device(db, DeviceKind.DISPLAY)
    evil = {"Origin": "http://evil.test"}
    answer = await client.post("/pairing", data={"token": token}, headers=evil)
    assert (answer.status_code, "aufruf_device" in client.cookies) == (403, False)

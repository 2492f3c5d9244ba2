# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a terminal's page says by itself, without a browser."""

import httpx
from litestar import Litestar

from aufruf.actions.early_closing import close_early
from aufruf.actions.tickets import take_ticket
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter, CounterKind, Resource
from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.builders import small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

FOTO = builders.service(id="foto", name="Biometrisches Foto", minutes=5, resource=Resource.TERMINAL)
ITSELF = "Hier bedienen sich Bürgerinnen und Bürger selbst. Bitte öffnen Sie einen anderen Schalter."
PLACES = (Counter(id="1"), Counter(id="T1", kind=CounterKind.TERMINAL))


async def test_a_terminal_sends_nobody_for_a_ticket_once_its_office_has_closed_early(
    db: Database, client: httpx.AsyncClient
) -> None:
    await small_town(db, counters=PLACES, services={each.id: each for each in (*builders.SERVICES, FOTO)})
    machine = await make_device(db, DeviceKind.TERMINAL, id_="maschine")
    assert (await send(client, "/pairing", token=machine)).url.path == "/terminal"
    free = words(await send(client, "/terminal/open"))
    assert "Bitte ziehen Sie am Eingang eine Wartemarke." in free
    async with db.transaction() as tx:
        await close_early(tx, office="mitte", reason="Wasserschaden")
    shut = words(await open_page(client, "/terminal"))
    assert "Der Standort ist geschlossen." in shut
    assert "Wartemarke" not in shut


async def test_of_two_terminals_at_one_place_the_second_says_so_and_calls_nobody(
    app: Litestar, db: Database, client: httpx.AsyncClient
) -> None:
    await small_town(db, counters=PLACES, services={each.id: each for each in (*builders.SERVICES, FOTO)})
    await make_user(db, Role.SUPERVISOR, name="cleo", password=PASSWORD)
    tokens = [await make_device(db, DeviceKind.TERMINAL, id_=each) for each in ("erste", "zweite")]
    async with client_of(app) as second, client_of(app) as boss:
        for each, token in zip((client, second), tokens, strict=True):
            assert (await send(each, "/pairing", token=token)).url.path == "/terminal"
        assert "Dieses Terminal ist frei" in words(await send(client, "/terminal/open"))
        async with db.transaction() as tx:
            number = (await take_ticket(tx, office="mitte", services=(("foto", 1),))).visit.number
        assert number in words(await send(client, "/terminal/next"))
        for deed in ("open", "next"):
            page = words(await send(second, f"/terminal/{deed}"))
            assert "An diesem Platz ist schon ein anderes Terminal Auf der Seite „Geräte“" in page
            assert number not in page
        boss.headers["X-CSRF-Token"] = await log_in(boss, "cleo")
        refused = await send(boss, "/devices/mitte/zweite", name="Zweites", counter="T1")
        assert refused.status_code == 422
        assert words(refused).count("An diesem Platz ist schon ein anderes Terminal. Bitte wählen") == 2
        assert (await send(boss, "/devices/mitte/erste", name="Erstes", counter="T1")).status_code == 200
        await send(client, "/terminal/open")
        assert (await send(boss, "/devices/mitte/erste/revoke")).status_code == 200
        assert (await send(boss, "/devices/mitte/zweite", name="Zweites", counter="T1")).status_code == 200
        assert number not in words(await send(second, "/terminal/open"))
        assert number in words(await send(second, "/terminal/next")), (
            "the place and its queue are free at once"
        )


async def test_nobody_of_the_staff_sits_down_at_a_terminal(
    app: Litestar, db: Database, client: httpx.AsyncClient
) -> None:
    await small_town(db, counters=PLACES, services={each.id: each for each in (*builders.SERVICES, FOTO)})
    await make_user(db, Role.SUPERVISOR, name="cleo", password=PASSWORD)
    machine = await make_device(db, DeviceKind.TERMINAL, id_="maschine")
    await send(client, "/pairing", token=machine)
    async with (
        client_of(app, token=await make_user(db, Role.CLERK, name="anna")) as api,
        client_of(app) as boss,
    ):
        boss.headers["X-CSRF-Token"] = await log_in(boss, "cleo")
        for state in ("geschlossen", "frei", "ruft auf"):
            if state == "frei":
                await send(client, "/terminal/open")
            if state == "ruft auf":
                async with db.transaction() as tx:
                    await take_ticket(tx, office="mitte", services=(("foto", 1),))
                await send(client, "/terminal/next")
            console = await open_page(boss, "/console/mitte")
            assert f"Terminal T1 {state}" in words(console)
            assert "Schalter T1" not in words(console)
            assert 'action="/console/mitte/counters/1/open"' in console.text
            assert "/console/mitte/counters/T1/" not in console.text
            desk = await open_page(boss, "/console/mitte/counters/T1")
            assert words(desk).count(ITSELF) == 1
            offered = [each for each in ("Öffnen", "Übernehmen", "Schalter T1") if each in words(desk)]
            assert offered == []
            for deed in ("open", "take-over"):
                refused = await send(boss, f"/console/mitte/counters/T1/{deed}")
                assert refused.status_code == 409
                assert words(refused).count(ITSELF) == 2, "said of what was pressed, and where the button was"
                answer = await api.post(f"/api/v1/offices/mitte/counters/T1/{deed}")
                assert (answer.status_code, answer.json()["code"]) == (409, "self_service")
        assert "Terminal T1 ruft auf A001" in words(await open_page(boss, "/console/mitte/reception"))


async def test_a_place_that_was_chosen_for_one_terminal_is_not_taken_by_another_that_comes_first(
    app: Litestar, db: Database, client: httpx.AsyncClient
) -> None:
    places = (*PLACES, Counter(id="T2", kind=CounterKind.TERMINAL))
    await small_town(db, counters=PLACES, services={each.id: each for each in (*builders.SERVICES, FOTO)})
    await make_user(db, Role.SUPERVISOR, name="cleo", password=PASSWORD)
    first = await make_device(db, DeviceKind.TERMINAL, id_="erste")
    await make_device(db, DeviceKind.TERMINAL, id_="zweite")
    await send(client, "/pairing", token=first)
    async with client_of(app) as boss:
        boss.headers["X-CSRF-Token"] = await log_in(boss, "cleo")
        await send(boss, "/devices/mitte/zweite", name="Zweites", counter="T1")
        assert "schon ein anderes Terminal" in words(await send(client, "/terminal/open"))
        await builders.town(db, builders.office(counters=places))
        await send(boss, "/devices/mitte/zweite", name="Zweites", counter="T2")
        await send(boss, "/devices/mitte/erste", name="Erstes", counter="T1")
        assert "Dieses Terminal ist frei" in words(await send(client, "/terminal/open"))
        await send(boss, "/devices/mitte/zweite", name="Zweites", counter="")
        await send(boss, "/devices/mitte/erste", name="Erstes", counter="T2")
        free = words(await send(client, "/terminal/open"))
        assert "Terminal T2" in free, "it has left the place where it stood"
        assert "Dieses Terminal ist frei" in free

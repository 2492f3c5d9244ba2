# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sockets of pages: which parts come to whom and when, in whose language, and who is not let in."""

import asyncio
import html
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests.web.live import hear, listening_app, socket_to, status_refused
from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import Town, town
from tests.web.reading import field, log_in, open_page
from tests.web.served import PASSWORD, client_of, make_device, make_user

__all__ = ["town"]

DESK, OFFICE, QUEUE = "/console/mitte/counters/1", "/console/mitte", "/console/mitte/queue"
STAFF_SOCKETS = (f"{DESK}/socket", f"{OFFICE}/socket", f"{QUEUE}/socket")


@pytest.fixture
async def port(app: Litestar) -> AsyncIterator[int]:
    async with listening_app(app) as port:
        yield port


@pytest.fixture
async def bela(app: Litestar, town: Town, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """Bela's browser, logged in; nobody knows where he will sit."""
    await make_user(db, Role.CLERK, name="bela", password=PASSWORD)
    async with client_of(app) as browser:
        browser.headers["X-CSRF-Token"] = await log_in(browser, "bela")
        yield browser


def as_page(
    client: httpx.AsyncClient, port: int, *, language: str = "de", origin: str = ""
) -> dict[str, str]:
    """What a browser says when a page of ours, or of this origin, opens a socket."""
    cookies = dict(client.cookies) | {"aufruf_language": language}
    said = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"Cookie": said, "Origin": origin or f"http://127.0.0.1:{port}"}


def words(part: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


async def nothing_more(socket: Any) -> bool:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1.3):  # longer than any pause
            await hear(socket)
    return True


async def refused(
    port: int, path: str, headers: Mapping[str, str] | None = None, **more: Any
) -> tuple[int, str]:
    status, body = await status_refused(port, path, headers=headers, **more)
    return status, body["code"]


async def test_a_phones_page_keeps_up_with_its_visit(
    town: Town, port: int, client: httpx.AsyncClient
) -> None:
    await town.ticket()
    mine = await town.ticket()
    own = f"/visits/{mine['visit']}/{mine['token']}"
    page = await open_page(client, own)
    async with socket_to(port, f"{own}/socket", headers=as_page(client, port)) as phone:
        first = await hear(phone)
        assert first["type"] == "parts"
        assert set(first["parts"]) == {"status", "said", "deeds"}
        assert all(part in page.text for part in first["parts"].values())  # just as the page has them
        assert "1 Person wird vor Ihnen aufgerufen." in words(first["parts"]["status"])
        assert 'data-title="A002: 1 vor Ihnen – Aufruf"' in first["parts"]["said"]

        await town.open()
        before = await town.called()
        moved = await hear(phone)
        assert set(moved["parts"]) == {"status", "said"}
        assert words(moved["parts"]["said"]) == "Sie sind als Nächstes dran."
        await town.do(before["id"], "park")
        await town.called()
        called = (await hear(phone))["parts"]
        assert "Sie sind dran A002 Bitte gehen Sie zu Schalter 1" in words(called["status"])
        assert 'role="alert"' in called["status"]
        assert 'data-title="A002: Sie sind dran – Aufruf"' in called["said"]
        assert words(called["deeds"]) == ""  # whoever is called need not say that they are late
        await town.do(mine["visit"], "serve")
        await town.do(mine["visit"], "finish")
        said = ""
        while "abgeschlossen" not in said:
            said = (await hear(phone))["parts"]["status"]


async def test_who_is_sent_to_another_office_is_led_there(town: Town, port: int, db: Database) -> None:
    ticket = await town.ticket()
    async with socket_to(port, f"/visits/{ticket['visit']}/{ticket['token']}/socket") as phone:
        await hear(phone)
        assert (await town.do(ticket["visit"], "transfer", office="nord")).status_code == 200
        status = (await hear(phone))["parts"]["status"]
    onward = re.search('href="(/visits/[^"]+)"', status)
    assert onward
    assert onward[1] not in f"/visits/{ticket['visit']}/{ticket['token']}"
    assert "Bürgerbüro" in words((await open_page(town.nobody, onward[1])).text)


async def test_a_page_keeps_the_language_of_its_reader(
    town: Town, port: int, bela: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    ticket = await town.ticket()
    visit = f"/visits/{ticket['visit']}/{ticket['token']}/socket"
    async with socket_to(port, visit, headers=as_page(client, port, language="en")) as phone:
        assert words((await hear(phone))["parts"]["said"]) == "You are next."
    for language, sentence in (
        ("de", "Ohne Termin, wartet seit 0 Min."),
        ("en", "Walk-in, waiting for 0 min"),
    ):
        headers = as_page(bela, port, language=language)
        async with socket_to(port, f"{QUEUE}/socket", headers=headers) as console:
            assert sentence in words((await hear(console))["parts"]["queue"])


async def test_a_console_is_told_what_has_changed_and_only_that(
    town: Town, port: int, bela: httpx.AsyncClient
) -> None:
    await bela.post(f"{DESK}/open")
    page = await open_page(bela, DESK)
    async with socket_to(port, f"{DESK}/socket", headers=as_page(bela, port)) as console:
        first = await hear(console)
        assert set(first["parts"]) == {"alarm", "desk", "aside", "queue", "said", "troubles"}
        assert all(part in page.text for part in first["parts"].values())
        assert f'data-day="{first["day"]}" data-seq="{first["at"]}"' in page.text
        assert first["now"].startswith("2026-11-23T09:00:0")

        ticket = await town.ticket()
        arrived = await hear(console)
        assert set(arrived["parts"]) == {"desk", "queue"}
        assert arrived["at"] == first["at"] + 1
        assert "A001 Personalausweis hier als Nächstes 09:00 – Ohne Termin, wartet seit 0 Min." in words(
            arrived["parts"]["queue"]
        )
        assert "Als Nächstes: A001" in words(arrived["parts"]["desk"])
        assert (await bela.post(f"{DESK}/call-next")).status_code == 303
        called = (await hear(console))["parts"]
        assert "Ist da D" in words(called["desk"])
        assert words(called["said"]) == "A001 ist aufgerufen."
        secret = bela.headers["X-CSRF-Token"]
        assert f'name="csrf_token" value="{secret}"' in called["desk"]  # its forms can be sent
        assert ticket["visit"] in called["desk"]


async def test_whoever_loses_their_counter_is_told(
    town: Town, port: int, bela: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    await bela.post(f"{DESK}/open")
    chief = await make_user(db, Role.SUPERVISOR)
    async with socket_to(port, f"{DESK}/socket", headers=as_page(bela, port)) as console:
        assert "Nächste:r" in words((await hear(console))["parts"]["desk"])
        async with client_of(app, token=chief) as supervisor:
            await supervisor.post("/api/v1/offices/mitte/counters/1/close")
        closed = (await hear(console))["parts"]
        assert "Dieser Schalter ist geschlossen." in words(closed["desk"])
        assert words(closed["said"]) == "Dieser Schalter ist geschlossen."
        await town.open()
        assert "An diesem Schalter arbeitet Anna Beispiel." in words((await hear(console))["parts"]["desk"])


async def test_an_offices_page_shows_who_opens_and_calls(
    town: Town, port: int, bela: httpx.AsyncClient
) -> None:
    async with socket_to(port, f"{OFFICE}/socket", headers=as_page(bela, port)) as office:
        assert set((await hear(office))["parts"]) == {"alarm", "counters", "queue", "troubles"}
        await town.open()
        opened = (await hear(office))["parts"]
        assert set(opened) == {"counters"}
        assert "Schalter 1 frei anna" in words(opened["counters"])


async def test_nobody_hears_another_office(town: Town, port: int, bela: httpx.AsyncClient) -> None:
    async with (
        socket_to(port, f"{DESK}/socket", headers=as_page(bela, port)) as desk,
        socket_to(port, f"{QUEUE}/socket", headers=as_page(bela, port)) as queue,
    ):
        for socket in (desk, queue):
            await hear(socket)
        ticket = await town.ticket()
        for socket in (desk, queue):
            await hear(socket)
        assert (await town.do(ticket["visit"], "transfer", office="nord")).status_code == 200
        for socket in (desk, queue):
            assert "A001" not in str(await hear(socket))  # it is gone from here
        assert (await town.stranger.post("/api/v1/offices/nord/counters/1/open")).status_code == 200
        called = await town.stranger.post("/api/v1/offices/nord/counters/1/call-next")
        assert called.status_code == 200
        assert await nothing_more(desk)
        assert await nothing_more(queue)


@pytest.mark.parametrize("path", STAFF_SOCKETS)
async def test_the_staffs_pages_let_nobody_else_in(
    town: Town, port: int, app: Litestar, bela: httpx.AsyncClient, db: Database, path: str
) -> None:
    foreign = as_page(bela, port, origin="https://elsewhere.example")
    assert await refused(port, path, foreign) == (403, "not_allowed")
    assert await refused(port, path) == (401, "not_authenticated")
    stranger, kiosk = await make_user(db, Role.CLERK, ["nord"]), await make_device(db, DeviceKind.KIOSK)
    helper = await make_user(db, Role.HELPER)
    for token in (stranger, kiosk, helper):
        assert await refused(port, path, token=token) == (403, "not_allowed")
    nowhere = path.replace("mitte", "nirgends").replace("counters/1", "counters/9")
    assert await refused(port, nowhere, as_page(bela, port)) == (404, "not_found")
    async with socket_to(port, path, headers=as_page(bela, port)) as own:
        assert (await hear(own))["type"] == "parts"


async def test_a_counter_that_is_not_there_has_no_page_to_follow(
    town: Town, port: int, bela: httpx.AsyncClient
) -> None:
    path = DESK.replace("counters/1", "counters/99") + "/socket"
    assert await refused(port, path, as_page(bela, port)) == (404, "not_found")


async def test_a_visits_page_is_followed_by_its_link_alone(
    town: Town, port: int, bela: httpx.AsyncClient
) -> None:
    ticket, other = await town.ticket(), await town.ticket()
    for path in (f"/visits/{ticket['visit']}/{other['token']}", "/visits/nein/nein"):
        assert await refused(port, f"{path}/socket", as_page(bela, port)) == (404, "not_found")


async def test_whose_log_in_ends_is_asked_to_log_in_again(
    town: Town, port: int, bela: httpx.AsyncClient
) -> None:
    cookies = as_page(bela, port)
    assert (await bela.post("/logout")).status_code == 303
    assert await refused(port, f"{DESK}/socket", cookies) == (401, "not_authenticated")
    answer = await bela.get(DESK, headers={"Accept": "text/html"})
    assert answer.headers["location"] == f"/login?next={DESK}"  # what wire.js then finds, and follows
    assert field(await open_page(bela, DESK), "next") == DESK

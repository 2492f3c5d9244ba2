# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Behind nginx and TLS, as docs/deploy/nginx.conf has it; and two servers restarted one after the other."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import websockets
from websockets.typing import Origin

from aufruf.domain.roles import DeviceKind, Role
from tests import databases
from tests.builders import open_database, small_town
from tests.faults.aftermath import all_is_well
from tests.faults.hosts import Host, host, hosts
from tests.faults.people import a_busy_day, somebody
from tests.faults.proxy import Proxy, proxy_to
from tests.faults.screens import all_open, fresh, screens_at, watching
from tests.faults.town import Town, found
from tests.ports import free_port
from tests.servers import SERVE
from tests.web.served import PASSWORD, make_device, make_user

pytestmark = pytest.mark.xdist_group("faults")

HERE, ELSEWHERE = "127.0.0.2", "127.0.0.3"  # two people's addresses; the proxy itself is 127.0.0.1
WALL = "/display/wand/socket"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A server behind its proxy."""

    proxy: Proxy
    server: Host
    display: str


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    url = databases.copied_file(sqlite_template, tmp_path_factory.mktemp("house") / "aufruf.sqlite")
    display = databases.wait_for(furnish(url))
    port = free_port()
    settings = {
        "AUFRUF_BASE_URL": f"https://localhost:{port}",
        "AUFRUF_TRUSTED_PROXIES": "127.0.0.1/32",
        "AUFRUF_RATE_LIMIT": "on",
    }
    with host(url, settings=settings) as server, proxy_to(port, [server.port]) as proxy:
        yield House(proxy=proxy, server=server, display=display)


async def furnish(url: str) -> str:
    """An office with somebody at reception and a display, whose token this is."""
    db = await open_database(url)
    try:
        await small_town(db)
        await make_user(db, Role.RECEPTION, name="empfang", password=PASSWORD)
        return await make_device(db, DeviceKind.DISPLAY, id_="wand")
    finally:
        await db.close()


def visitor(proxy: Proxy, *, address: str = HERE) -> httpx.AsyncClient:
    """Somebody who comes from this address."""
    transport = httpx.AsyncHTTPTransport(verify=proxy.trust, local_address=address)
    return httpx.AsyncClient(base_url=proxy.url, transport=transport, timeout=20)


async def test_log_in_pages_and_figures_behind_the_proxy(house: House) -> None:
    async with visitor(house.proxy) as browser:
        form = {"name": "empfang", "password": PASSWORD}
        entered = await browser.post("/login", data=form, headers={"Origin": house.proxy.url})
        assert entered.status_code == 303, entered.text
        assert "Secure" in entered.headers["set-cookie"]
        assert (await browser.get("/console/mitte")).status_code == 200
        assert (await browser.get("/metrics")).status_code == 404
        foreign = await browser.post("/login", data=form, headers={"Origin": "https://elsewhere.example"})
        assert foreign.status_code == 403
        assert "max-age" in entered.headers["strict-transport-security"]
        plain = await browser.get(f"{house.proxy.plain_url}/book")
        assert (plain.status_code, plain.headers["location"]) == (308, f"{house.proxy.url}/book")


async def test_an_appointment_is_booked_and_its_links_lead_through_the_proxy(house: House) -> None:
    wish = {
        "office": "mitte",
        "services": [{"service": "ausweis", "quantity": 1}],
        "start": "2026-11-23T14:00:00+01:00",
        "citizen": {"name": "Erika Beispiel"},
    }
    async with visitor(house.proxy) as citizen:
        booked = await citizen.post("/api/v1/appointments", json=wish)
        assert booked.status_code == 201, booked.text
        page = booked.json()["links"]["page"]
        assert page.startswith(house.proxy.url)
        assert (await citizen.get(page)).status_code == 200
    assert booked.json()["token"] not in house.proxy.logs
    assert booked.headers["x-request-id"] in house.proxy.logs  # by which both logs are read together
    assert HERE not in house.proxy.logs


async def test_a_display_hangs_on_a_socket_through_tls_and_a_foreign_page_does_not(house: House) -> None:
    address = house.proxy.url.replace("https", "wss") + WALL
    cookie = {"Cookie": f"aufruf_device={house.display}"}
    async with websockets.connect(
        address, ssl=house.proxy.trust, additional_headers=cookie, origin=Origin(house.proxy.url), proxy=None
    ) as display:
        assert '"snapshot"' in str(await asyncio.wait_for(display.recv(), 5))
    with pytest.raises(websockets.InvalidStatus) as refusal:
        await websockets.connect(
            address,
            ssl=house.proxy.trust,
            additional_headers=cookie,
            origin=Origin("https://elsewhere.example"),
            proxy=None,
        )
    assert refusal.value.response.status_code == 403


async def test_who_guesses_is_counted_by_their_own_address_and_not_by_the_proxys(house: House) -> None:
    guess = {"office": "mitte", "booking_code": "ABCDEF", "name": "Niemand"}
    async with visitor(house.proxy) as guesser, visitor(house.proxy, address=ELSEWHERE) as other:
        invented = {"X-Forwarded-For": "198.51.100.7"}
        said = [
            (await guesser.post("/api/v1/appointments/lookup", json=guess, headers=invented)).status_code
            for _ in range(11)
        ]
        assert said == [404] * 10 + [429]
        assert (await other.post("/api/v1/appointments/lookup", json=guess)).status_code == 404


@pytest.fixture
def two(postgres_url: str) -> Iterator[tuple[list[Host], Proxy]]:
    """Two servers on one database, behind one proxy."""
    with ExitStack() as stack:
        port = free_port()
        settings = {"AUFRUF_BASE_URL": f"https://localhost:{port}", "AUFRUF_TRUSTED_PROXIES": "127.0.0.1/32"}
        servers = stack.enter_context(hosts(postgres_url, SERVE, SERVE, settings=settings))
        proxy = stack.enter_context(proxy_to(port, [server.port for server in servers]))
        yield servers, proxy


async def test_servers_are_restarted_one_after_the_other_and_no_call_is_lost(
    postgres_url: str, two: tuple[list[Host], Proxy]
) -> None:
    servers, proxy = two
    town: Town = await found(postgres_url)
    screens = [each for _ in range(3) for each in screens_at(town, proxy.url, ssl=proxy.trust)]
    async with watching(*screens), somebody(town, proxy.url, verify=proxy.trust) as people:
        async with a_busy_day(people):
            await people.goes_on()
            for server in servers:
                await asyncio.to_thread(server.stop)
                await people.goes_on()  # the other one serves
                await asyncio.to_thread(server.start)
                await people.goes_on()
        await all_open(screens)
        ends = [code for screen in screens for code in screen.lost]
        assert 1012 in ends, ends  # they were told that it is a restart
        assert (await fresh(proxy.url, town, ssl=proxy.trust))["type"] == "snapshot"
        await all_is_well(
            town, people, screens, servers, servers=[proxy.url], ssl=proxy.trust, log_says=["Shutting down"]
        )

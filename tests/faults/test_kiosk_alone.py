# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk without its server: pulled cable, killed programs, a full disk. Nobody is lost, nobody doubled."""

import asyncio
import stat
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from aufruf.db import tables as t
from tests import databases
from tests.cable import Cable, cable_to
from tests.escpos_printer import ReceiptPrinter, receipt_printer
from tests.faults.hosts import Host, host
from tests.faults.town import Town, beside, found
from tests.terminals import Terminal, terminal

pytestmark = pytest.mark.xdist_group("faults")


@dataclass(slots=True, kw_only=True)
class House:
    """The office with its server, a terminal at the end of a cable, and its printer."""

    town: Town
    server: Host
    cable: Cable
    terminal: Terminal
    printer: ReceiptPrinter

    async def do(self, deed: Any, *args: Any, **facts: Any) -> Any:
        """Something that takes a while, while the cable carries."""
        return await asyncio.to_thread(deed, *args, **facts)

    async def unplug(self) -> None:
        self.cable.pull()

    async def plug(self) -> None:
        self.cable.plug()
        await self.do(self.terminal.wait_until, self.terminal.is_online)

    async def merged(self) -> None:
        """Wait until the server knows everything."""
        states = ("alone", "withdrawn", "touched")
        await self.do(
            self.terminal.wait_until,
            lambda: not [row for row in self.terminal.ledger("state") if row[0] in states],
        )

    async def queue(self) -> list[dict[str, Any]]:
        """Who waits, in the order in which they are called, as a clerk sees it."""
        token = self.town.clerks["1"]
        async with httpx.AsyncClient(base_url=self.server.url, trust_env=False) as client:
            answer = await client.get(
                "/api/v1/offices/mitte/queue", headers={"Authorization": f"Bearer {token}"}
            )
        return list(answer.json()["items"])

    async def numbers(self) -> list[str]:
        return [each["number"] for each in await self.queue()]


@pytest.fixture
def server(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Town, Host]]:
    url = databases.copied_file(sqlite_template, tmp_path / "aufruf.db")
    town = asyncio.run(_with_letter(url))
    with host(url) as running:
        yield town, running


async def _with_letter(url: str) -> Town:
    town = await found(url)
    async with beside(url) as db, db.transaction() as tx:
        await tx.connection.execute(sa.update(t.device).values(letter="K").where(t.device.c.kind == "kiosk"))
    return town


@pytest.fixture
async def house(server: tuple[Town, Host], tmp_path: Path) -> AsyncIterator[House]:
    town, running = server
    with receipt_printer() as printer:
        async with cable_to(running.port) as cable:
            with terminal(
                tmp_path / "terminal",
                f"http://127.0.0.1:{cable.port}",
                printer=f"127.0.0.1:{printer.port}",
                token=town.kiosk,
            ) as here:
                yield House(town=town, server=running, cable=cable, terminal=here, printer=printer)


@pytest.fixture
async def at_work(house: House) -> House:
    """The same, online."""
    house.terminal.let_in()
    await house.do(house.terminal.start)
    await house.do(house.terminal.wait_until, house.terminal.is_online)
    return house


def printed(house: House) -> list[str]:
    """The numbers on paper, in the order in which they came out."""
    large = [[line.text for line in ticket.lines if line.height > 2] for ticket in house.printer.tickets]
    return [number for [number] in large]


async def test_unplugged_it_goes_on_and_everybody_is_where_they_belong(at_work: House) -> None:
    house = at_work
    first = await house.do(house.terminal.ticket)
    assert (first["number"], first["offline"], first["printed"]) == ("A001", False, True)
    assert house.printer.tickets[0].codes == [f"{house.terminal.server}{first['status_url']}"]
    await house.unplug()
    began = time.monotonic()
    in_the_cut = await house.do(house.terminal.ticket)  # nobody knows yet that the cable is pulled
    assert house.printer.first_byte_at is not None
    assert (in_the_cut["number"], in_the_cut["offline"], in_the_cut["token"]) == ("K001", True, None)
    assert time.monotonic() - began < 3.0
    later = await house.do(house.terminal.ticket, needs=["wheelchair"], language="en")
    assert later["number"] == "K002"
    seen = await house.do(house.terminal.look)
    assert (seen["offline_since"] is not None, seen["waiting"]) == (True, None)
    # Meanwhile somebody comes to reception, where the network works.
    await _reception_gives_a_ticket(house)
    await house.plug()
    await house.merged()
    assert await house.numbers() == ["K002", "A001", "K001", "A002"]
    assert printed(house) == ["A001", "K001", "K002"]
    again = await house.do(house.terminal.ticket)
    assert (again["number"], again["offline"]) == ("A003", False)


async def test_an_answer_lost_on_its_way_is_one_person(at_work: House) -> None:
    house = at_work
    key, body = "f" * 32, {"services": ["ausweis"]}
    async with httpx.AsyncClient(base_url=house.server.url, trust_env=False) as client:
        headers = {"Authorization": f"Bearer {house.town.kiosk}", "Idempotency-Key": key}
        lost = await client.post("/api/v1/kiosk/tickets", json=body, headers=headers)
    assert lost.json()["number"] == "A001"
    await house.unplug()
    answer = await house.do(house.terminal.touch, key=key)
    assert answer.json()["number"] == "K001"
    assert (await house.do(house.terminal.touch, key=key)).json() == answer.json()
    await house.plug()
    await house.merged()
    assert await house.numbers() == ["K001"]
    assert printed(house) == ["K001"]


async def test_first_started_without_a_network_it_gives_tickets(house: House) -> None:
    said = await house.do(house.terminal.set_up)
    assert said == "Bürgerbüro Mitte: bereit, auch ohne Netz.\n"
    await house.unplug()
    await house.do(house.terminal.start)
    assert (await house.do(house.terminal.ticket))["number"] == "K001"
    assert printed(house) == ["K001"]
    page = await house.do(get, f"{house.terminal.url}/kiosk")
    style = page.text.partition('href="')[2].partition('"')[0]
    assert (await house.do(get, f"{house.terminal.url}{style}")).status_code == 200
    await house.plug()
    await house.merged()
    assert await house.numbers() == ["K001"]


async def test_killed_before_the_paper_came_the_number_is_printed_at_the_next_start(at_work: House) -> None:
    house = at_work
    await house.unplug()
    await house.do(house.terminal.ticket)
    house.printer.is_.hangs = True  # so that it is killed between ledger and paper
    pressing = asyncio.create_task(house.do(_touch_and_see, house.terminal))
    await house.do(house.terminal.wait_until, lambda: len(house.terminal.ledger()) == 2)
    house.terminal.kill()
    assert not await pressing
    house.printer.is_.hangs = False
    await house.do(house.terminal.start)
    await house.do(house.terminal.wait_until, lambda: printed(house)[-1] == "K002")
    assert (await house.do(house.terminal.ticket))["number"] == "K003"
    await house.plug()
    await house.merged()
    assert await house.numbers() == ["K001", "K002", "K003"]


async def test_the_server_killed_while_it_takes_over_takes_everybody_over_once(at_work: House) -> None:
    house = at_work
    await house.unplug()
    for _ in range(30):
        await house.do(house.terminal.ticket)
    house.cable.plug()
    for _ in range(3):
        await house.do(house.terminal.wait_until, lambda: "told" in house.terminal.log or True)
        await asyncio.sleep(0.4)
        house.server.kill()
        house.server.start()
    await house.do(house.terminal.wait_until, house.terminal.is_online, within=30)
    await house.merged()
    assert await house.numbers() == [f"K{each:03d}" for each in range(1, 31)]


async def test_signed_off_it_says_so_and_keeps_what_it_has(at_work: House) -> None:
    house = at_work
    await house.unplug()
    await house.do(house.terminal.ticket)
    async with beside(house.town.url) as db, db.transaction() as tx:
        revoked = sa.update(t.device).values(revoked_at=tx.now).where(t.device.c.kind == "kiosk")
        await tx.connection.execute(revoked)
    house.cable.plug()
    await house.do(house.terminal.wait_until, lambda: house.terminal.look().get("status") == 401)
    refused = await house.do(house.terminal.touch)
    assert (refused.status_code, refused.json()["code"]) == (401, "not_authenticated")
    assert [row[1:4] for row in house.terminal.ledger()] == [("alone", "K", 1)]
    async with beside(house.town.url) as db, db.transaction() as tx:
        await tx.connection.execute(sa.update(t.device).values(revoked_at=None))
    await house.do(house.terminal.wait_until, house.terminal.is_online)
    await house.merged()
    assert await house.numbers() == ["K001"]


async def test_two_programs_on_one_folder_and_a_token_that_others_can_read(at_work: House) -> None:
    house = at_work
    second = await house.do(
        subprocess.run, house.terminal.command("--set-up"), capture_output=True, text=True
    )
    assert (second.returncode, "anderes Programm" in second.stderr) == (1, True)
    assert await house.do(house.terminal.stop) == 0
    for file in (house.terminal.folder / "data").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file
    (house.terminal.folder / "data" / "token").chmod(0o644)
    second = await house.do(told, house.terminal.command())
    assert (second.returncode, "chmod 600" in second.stderr) == (1, True)
    for wrong in (["--port", "99999"], ["--printer", "a b"], ["--printer-profile", "Kaffeemaschine"]):
        tried = await house.do(told, house.terminal.command(*wrong))
        assert tried.returncode == 2, tried.stderr


async def test_only_the_browser_of_this_machine_is_answered(at_work: House) -> None:
    url = at_work.terminal.url
    for headers in (
        {"Host": "kiosk.example"},
        {"Host": f"evil.example:{at_work.terminal.port}"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert (await at_work.do(get, f"{url}/kiosk", headers=headers)).status_code == 403
    assert (await at_work.do(get, f"{url}/kiosk", headers={"Origin": url})).status_code == 200


def get(url: str, **facts: Any) -> httpx.Response:
    return httpx.get(url, trust_env=False, **facts)


def told(command: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def _touch_and_see(here: Terminal) -> bool:
    try:
        return here.touch().status_code == 201
    except httpx.TransportError:
        return False


async def _reception_gives_a_ticket(house: House) -> None:
    async with httpx.AsyncClient(base_url=house.server.url, trust_env=False) as client:
        headers = {"Authorization": f"Bearer {house.town.kiosk}"}
        given = await client.post("/api/v1/kiosk/tickets", json={"services": ["ausweis"]}, headers=headers)
    assert given.json()["number"] == "A002", given.text

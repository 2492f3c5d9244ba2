# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk without its server: pulled cable, killed programs, a full disk. Nobody is lost, nobody doubled."""

import asyncio
import os
import signal
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
from aufruf.domain.roles import Role
from aufruf_kiosk.program import main
from tests import databases
from tests.cable import Cable, cable_to
from tests.escpos_printer import ReceiptPrinter, receipt_printer
from tests.faults.hosts import Host, host
from tests.faults.town import Town, beside, found
from tests.terminals import Terminal, terminal
from tests.web.served import make_user

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
    assert (await _at_the_server(house)).json()["number"] == "A002"
    await house.plug()
    await house.merged()
    assert await house.numbers() == ["K002", "A001", "K001", "A002"]
    assert printed(house) == ["A001", "K001", "K002"]
    # The server hears of a touch, but its answer does not come back.
    assert (await _at_the_server(house, key="f" * 32)).json()["number"] == "A003"
    await house.unplug()
    answer = await house.do(house.terminal.touch, key="f" * 32)
    assert answer.json()["number"] == "K003"
    assert (await house.do(house.terminal.touch, key="f" * 32)).json() == answer.json()
    await house.plug()
    await house.merged()
    assert await house.numbers() == ["K002", "A001", "K001", "A002", "K003"]
    assert printed(house) == ["A001", "K001", "K002", "K003"]
    again = await house.do(house.terminal.ticket)
    assert (again["number"], again["offline"]) == ("A004", False)


async def test_first_started_without_a_network_and_killed_before_the_paper_came(house: House) -> None:
    said = await house.do(house.terminal.set_up)
    assert said == "Bürgerbüro Mitte: bereit, auch ohne Netz.\n"
    await house.unplug()
    await house.do(house.terminal.start)
    page = await house.do(get, f"{house.terminal.url}/kiosk")
    style = page.text.partition('href="')[2].partition('"')[0]
    assert (await house.do(get, f"{house.terminal.url}{style}")).status_code == 200
    assert (await house.do(house.terminal.ticket))["number"] == "K001"
    house.printer.is_.hangs = True  # so that it is killed between ledger and paper
    pressing = asyncio.create_task(house.do(_touch_and_see, house.terminal))
    await house.do(house.terminal.wait_until, lambda: len(house.terminal.ledger()) == 2)
    house.terminal.kill()
    assert not await pressing
    house.printer.is_.hangs = False
    await house.do(house.terminal.start)
    await house.do(house.terminal.wait_until, lambda: printed(house) == ["K001", "K002"])
    assert (await house.do(house.terminal.ticket))["number"] == "K003"
    await house.plug()
    await house.merged()
    assert await house.numbers() == ["K001", "K002", "K003"]


@pytest.mark.timeout(240)  # the server is started three times
async def test_a_server_that_hangs_or_dies_takes_everybody_over_once(at_work: House) -> None:
    house = at_work
    # It hangs: what it was asked lies before it, and is done after that, when nobody waits for it any more.
    os.kill(house.server.pid, signal.SIGSTOP)
    assert (await house.do(house.terminal.ticket))["number"] == "K001"
    os.kill(house.server.pid, signal.SIGCONT)
    await house.do(house.terminal.wait_until, house.terminal.is_online)
    await house.merged()
    assert await house.numbers() == ["K001"]
    # It dies again and again while it is told.
    await house.unplug()
    for _ in range(30):
        await house.do(house.terminal.ticket)
    house.cable.plug()
    for moment in (0.6, 0.9):
        await asyncio.sleep(moment)
        house.server.kill()
        house.server.start()
    await house.do(house.terminal.wait_until, house.terminal.is_online, within=30)
    await house.merged()
    assert await house.numbers() == [f"K{each:03d}" for each in range(1, 32)]


async def test_signed_off_it_keeps_what_it_has_and_tells_it_when_it_is_let_in_anew(at_work: House) -> None:
    house = at_work
    await house.unplug()
    await house.do(house.terminal.ticket)
    async with beside(house.town.url) as db:
        leader = await make_user(db, Role.SUPERVISOR, ["mitte"])
        async with db.transaction() as tx:
            revoked = sa.update(t.device).values(revoked_at=tx.now).where(t.device.c.kind == "kiosk")
            await tx.connection.execute(revoked)
    house.cable.plug()
    await house.do(house.terminal.wait_until, lambda: house.terminal.look().get("status") == 401)
    refused = await house.do(house.terminal.touch)
    assert (refused.status_code, refused.json()["code"]) == (401, "not_authenticated")
    assert [row[1:4] for row in house.terminal.ledger()] == [("alone", "K", 1)]
    await house.do(get, f"{house.terminal.url}/pairing?kind=kiosk")
    await house.do(house.terminal.wait_until, lambda: "Code für" in house.terminal.log)
    code = house.terminal.log.rpartition("Konsole: ")[2].split()[0]
    async with httpx.AsyncClient(base_url=house.server.url, trust_env=False) as client:
        path, headers = f"/api/v1/devices/pairings/{code}/accept", {"Authorization": f"Bearer {leader}"}
        await client.post(path, json={"office": "mitte", "name": "Eingang"}, headers=headers)
    await house.do(house.terminal.wait_until, house.terminal.is_online)
    await house.merged()
    assert await house.numbers() == ["K001"]
    for file in (house.terminal.folder / "data").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


async def test_nobody_else_gets_in_and_it_ends_in_order(at_work: House) -> None:
    house, url = at_work, at_work.terminal.url
    for headers in (
        {"Host": "kiosk.example"},
        {"Host": f"evil.example:{at_work.terminal.port}"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert (await house.do(get, f"{url}/kiosk", headers=headers)).status_code == 403
    assert (await house.do(get, f"{url}/kiosk", headers={"Origin": url})).status_code == 200
    second = await house.do(told, house.terminal.command("--set-up"))
    assert (second.returncode, "anderes Programm" in second.stderr) == (1, True)
    assert await house.do(house.terminal.stop) == 0
    (house.terminal.folder / "data" / "token").chmod(0o644)
    second = await house.do(told, house.terminal.command())
    assert (second.returncode, "chmod 600" in second.stderr) == (1, True)
    for secret in house.town.secrets:
        assert secret not in house.terminal.log


@pytest.mark.parametrize(
    "wrong",
    [
        ["--port", "99999"],
        ["--printer", "a b"],
        ["--printer", "drucker", "--printer-profile", "Kaffeemaschine"],
        ["--server", "ftp://x"],
        ["--test-print"],
    ],
)
def test_wrong_options_are_refused_in_words(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--server", "http://127.0.0.1:9", *wrong])
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err


def get(url: str, **facts: Any) -> httpx.Response:
    return httpx.get(url, trust_env=False, **facts)


def told(command: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def _touch_and_see(here: Terminal) -> bool:
    try:
        return here.touch().status_code == 201
    except httpx.TransportError:
        return False


async def _at_the_server(house: House, **more: str) -> httpx.Response:
    """A ticket over a network that works."""
    headers = {"Authorization": f"Bearer {house.town.kiosk}"}
    if more:
        headers["Idempotency-Key"] = more["key"]
    async with httpx.AsyncClient(base_url=house.server.url, trust_env=False, headers=headers) as client:
        return await client.post("/api/v1/kiosk/tickets", json={"services": ["ausweis"]})

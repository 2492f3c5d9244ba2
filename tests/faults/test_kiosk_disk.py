# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk whose disk is full: nothing is printed that is not stored, and with room it goes on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cable import cable_to
from tests.disks import fill, on_small_disk, seen_by
from tests.escpos_printer import receipt_printer
from tests.faults.hosts import Host
from tests.faults.test_kiosk_alone import House, printed, server
from tests.faults.town import Town
from tests.terminals import PROGRAM, terminal

__all__ = ["server"]

pytestmark = pytest.mark.xdist_group("faults")


@pytest.fixture
async def house(server: tuple[Town, Host], tmp_path: Path) -> AsyncIterator[House]:
    town, running = server
    folder = tmp_path / "terminal"
    data = folder / "data"
    data.mkdir(parents=True)
    token = folder / "token"
    token.touch(mode=0o600)
    token.write_text(town.kiosk)
    with receipt_printer() as printer:
        async with cable_to(running.port) as cable:
            with terminal(
                folder,
                f"http://127.0.0.1:{cable.port}",
                printer=f"127.0.0.1:{printer.port}",
                program=on_small_disk(PROGRAM, data, megabytes=8),
            ) as here:
                house = House(town=town, server=running, cable=cable, terminal=here, printer=printer)
                await house.do(here.start, "--token-file", str(token))
                await house.do(here.wait_until, here.is_online)
                yield house


async def test_with_a_full_ledger_nobody_gets_a_number_that_is_not_stored(house: House) -> None:
    assert house.terminal.process is not None
    disk = seen_by(house.terminal.process.pid, house.terminal.folder / "data")
    await house.unplug()
    assert (await house.do(house.terminal.ticket))["number"] == "K001"
    full = fill(disk)
    for _ in range(3):
        refused = await house.do(house.terminal.touch)
        assert (refused.status_code, refused.json()["code"]) == (409, "ledger_full")
        assert "Empfang" in refused.json()["detail"]
    assert printed(house) == ["K001"]
    await house.plug()
    online = await house.do(house.terminal.ticket)  # the server stores it
    assert (online["number"], online["offline"], online["printed"]) == ("A001", False, True)
    await house.unplug()
    full.unlink()
    assert (await house.do(house.terminal.ticket))["number"] == "K002"
    await house.plug()
    await house.do(house.terminal.wait_until, lambda: house.terminal.log.count("told") >= 2)
    assert await house.numbers() == ["K001", "A001", "K002"]

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A touch on the terminal and its printer: paper within a second; without it a number, and staff who know."""

import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from aufruf.domain.roles import Role
from tests.escpos_printer import receipt_printer
from tests.faults.test_kiosk_alone import House, at_work, house, server, told
from tests.faults.town import beside
from tests.terminals import PROGRAM
from tests.web.served import make_user

__all__ = ["at_work", "house", "server"]  # fixtures
pytestmark = pytest.mark.xdist_group("faults")


async def test_a_touch_is_on_paper_within_a_second_and_what_stops_in_the_middle_counts_all_the_same(
    at_work: House,
) -> None:
    here = at_work
    async with beside(here.town.url) as db:
        token = await make_user(db, Role.SUPERVISOR, ["mitte"])

    def staff_read(*states: str) -> Any:
        return here.do(here.terminal.wait_until, lambda: printer_at_staff(here, token) in states)

    await here.do(here.terminal.ticket)
    for language in ("de", "ar"):
        here.printer.forget_first_byte()
        began = time.monotonic()
        assert (await here.do(here.terminal.ticket, language=language))["printed"]
        assert here.printer.first_byte_at is not None
        assert here.printer.first_byte_at - began < 1.0
    _, german, drawn = here.printer.tickets
    assert german.codes
    assert drawn.picture is not None
    await staff_read("ok")
    for trouble in ("paper_out", "cover_open", "gone"):
        stop(here, trouble)
        lost = await here.do(here.terminal.ticket)
        assert not lost["printed"]
        assert lost["number"] in await here.numbers()
        assert (await here.do(here.terminal.look))["printer"]["state"] == trouble
        await staff_read(trouble, f"printer_{trouble}")
        go_on(here)
        again = await here.do(here.terminal.ticket)
        assert again["printed"]
        assert again["number"] in here.printer.tickets[-1].text
        assert lost["number"] not in here.printer.tickets[-1].text
        assert (await here.do(here.terminal.look))["printer"]["state"] == "ready"
        await staff_read("ok")
    assert await here.numbers() == [f"A{place:03}" for place in range(1, 10)]


def test_the_test_page_is_printed_by_the_program_which_then_ends(tmp_path: Path) -> None:
    with receipt_printer(columns=32, dots=384) as printer:
        here = ["--server", "http://127.0.0.1:9", "--data-dir", str(tmp_path), "--paper", "58"]
        done = told([*PROGRAM, *here, "--printer", f"127.0.0.1:{printer.port}", "--test-print"])
        assert (done.returncode, done.stderr) == (0, "")
        assert len(printer.tickets) == 2


def stop(here: House, trouble: str) -> None:
    """What happens to the printer after a few lines of the next ticket."""
    match trouble:
        case "paper_out":
            here.printer.is_.paper_left = 4
        case "cover_open":
            here.printer.is_.opened_after = 4
        case "gone":
            here.printer.is_.breaks_after = here.printer.received + 200


def go_on(here: House) -> None:
    condition = here.printer.is_
    condition.paper_left = condition.breaks_after = condition.opened_after = None
    condition.paper_out = condition.cover_open = False


def printer_at_staff(here: House, token: str) -> str:
    """How the printer is on the list of devices that the staff read."""
    answer: httpx.Response = httpx.get(
        f"{here.server.url}/api/v1/offices/mitte/devices",
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
    )
    items: list[dict[str, Any]] = answer.json()["items"]
    return next((str(each["state"]) for each in items if each["kind"] == "printer"), "none")

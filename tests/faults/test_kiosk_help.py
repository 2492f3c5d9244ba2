# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody is helped at a terminal with a printer: through its program, through a cut, down to the paper."""

import asyncio
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection

from aufruf.domain.roles import Role
from tests.faults.test_kiosk_alone import House, at_work, house, printed, server
from tests.faults.town import beside
from tests.web.live import hear, socket_to, status_refused
from tests.web.on_line import ALL, ASK, HELP, HELPERS, PAGE, hears, mirror, say
from tests.web.served import make_user

__all__ = ["at_work", "house", "server"]  # fixtures
pytestmark = pytest.mark.xdist_group("faults")


class Helper:
    """Who helps, at the server; and the page at the terminal, which knows its own program alone."""

    def __init__(self, here: House, token: str) -> None:
        self.here = here
        self.token = token
        self.id = ""

    @property
    def line(self) -> str:
        return f"{ASK}/{self.id}/socket?instance={PAGE}"

    async def deed(self, name: str, **facts: Any) -> dict[str, Any]:
        """Something that the helper does."""
        headers = {"Authorization": f"Bearer {self.token}"}
        async with httpx.AsyncClient(base_url=self.here.server.url, trust_env=False) as client:
            answer = await client.post(f"{HELP}/{self.id}/{name}", json=facts, headers=headers)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def touched(self, path: str, **facts: Any) -> dict[str, Any]:
        """Something that is touched at the terminal."""
        answer: httpx.Response = await self.here.do(
            self.here.terminal.touch, f"/help-requests{path}", dict(facts)
        )
        return {"status": answer.status_code, **answer.json()}

    def at_helper(self) -> Any:
        port = int(self.here.server.url.rpartition(":")[2])
        return socket_to(port, f"{HELP}/{self.id}/socket?instance={HELPERS}", token=self.token)

    def at_page(self) -> Any:
        return socket_to(self.here.terminal.port, self.line)


async def is_seen(device: ClientConnection, helper: ClientConnection) -> None:
    await say(device, "mirror", **mirror())
    assert (await hears(helper, "mirror"))["events"] == mirror()["events"]


async def test_asked_seen_cut_off_seen_again_and_ended_with_a_ticket_on_paper(at_work: House) -> None:
    here = at_work
    async with beside(here.town.url) as db:
        one = Helper(here, await make_user(db, Role.HELPER))
    await is_all_there(here)
    asked = await one.touched("", step="concern", language="en", instance=PAGE)
    one.id = asked["id"]
    assert (asked["status"], asked["level"]) == (201, "office")
    await here.do(here.terminal.wait_until, lambda: here.terminal.look()["help"] == one.id)
    await one.deed("accept", mode="remote")
    async with one.at_helper() as helper:
        async with one.at_page() as device:
            assert (await hear(device))["state"] == "accepted"
            await say(device, "mirror", **mirror())
            assert (await hears(device, "refused"))["code"] == "no_consent"
            agreed = await one.touched(f"/{one.id}/consent", **ALL, instance=PAGE)
            assert (agreed["status"], agreed["view"]) == (200, True)
            await is_seen(device, helper)
            await say(helper, "command", number=1, do={"kind": "go", "step": "slots"})
            assert (await hears(device, "command"))["number"] == 1
            await here.unplug()
            assert (await one.touched(f"/{one.id}/consent", **ALL, instance=PAGE))["code"] == "unavailable"
            refused, said = await status_refused(here.terminal.port, one.line)
            assert (refused, said["code"]) == (503, "unavailable")
            await here.plug()
            await device.wait_closed()
            assert device.close_code == 1013
        await hears(helper, "help", there=False)
        async with one.at_page() as device:
            assert (await hear(device))["consent"] == ALL, "it is the same page"
            await is_seen(device, helper)
            closed = await one.deed("close", reason="ticket", services=["ausweis"], note="braucht Zeit")
            ended = await hears(device, "help", state="closed")
            assert (ended["reason"], bool(ended["visit"])) == ("ticket", True)
            await device.wait_closed()
            assert device.close_code == 1000
    assert closed["state"] == "closed"
    ticket, again = [await one.touched(f"/{one.id}/collect") for _ in range(2)]
    assert (ticket["number"], ticket["offline"], ticket["printed"]) == ("A001", False, True)
    assert again == ticket
    assert [each["service"] for each in ticket["services"]] == ["ausweis"]
    assert printed(here) == ["A001"], "asked for twice it is printed once"
    paper = here.printer.tickets[0]
    assert (paper.codes, "Personalausweis" in paper.text) == (
        [f"{here.terminal.server}{ticket['status_url']}"],
        True,
    )
    await leaves_nothing(here, one.id, PAGE, "braucht Zeit")


async def is_all_there(here: House) -> None:
    """What the page needs for it lies on this machine, and the browser may be asked for its microphone."""
    async with httpx.AsyncClient(base_url=here.terminal.url, trust_env=False) as browser:
        page = await browser.get("/kiosk")
        for name in ("vendor/rrweb/record.min.js", "help/help.js", "help/help.css"):
            assert (await browser.get(f"/static/{name}")).status_code == 200, name
    assert "microphone=(self)" in page.headers["permissions-policy"]


async def leaves_nothing(here: House, *secrets: str) -> None:
    """What the program has written down on the terminal says nothing of it."""
    await here.do(here.terminal.stop)
    files = [file for file in here.terminal.folder.rglob("*") if file.is_file()]
    assert {"kiosk.log", "kiosk.db"} <= {file.name for file in files}
    written = b"".join(await asyncio.gather(*(here.do(file.read_bytes) for file in files)))
    assert [each for each in secrets if each.encode() in written] == []

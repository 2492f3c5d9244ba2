# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How soon after a touch bytes of the ticket are at the printer, and how long a merge of 200 tickets takes.

python -m benchmarks.measure_kiosk [--touches 100] [--merges 5]

Real `aufruf serve`, a real `aufruf-kiosk` at the end of a cable, and a printer that speaks ESC/POS; one touch
after the other. Online, then unplugged: the first touch after the cable was pulled (nobody knows yet) is
measured again and again, since it waits longest. The merge is one request with 200 tickets to a server where
fifty wait already, on SQLite and PostgreSQL (fsync off there).
"""

import argparse
import asyncio
import datetime as dt
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from aufruf.actions.devices import add_device
from aufruf.domain.catalogue import OfficeRules
from aufruf.domain.roles import DeviceKind
from aufruf.web.tokens import DEVICE, key_of, new_secret
from benchmarks import results, servers
from benchmarks.measure_live import quantile
from benchmarks.results import MOST, judged
from benchmarks.scene import open_today, open_town, real_clock
from tests.builders import office, visit
from tests.cable import Cable, cable_to
from tests.escpos_printer import ReceiptPrinter, receipt_printer
from tests.postgres import Postgres
from tests.races.scene import fill_waiting_room
from tests.servers import RunningServer
from tests.terminals import Terminal, terminal

TOUCH, MERGE = "touch to bytes at the printer", "merge of 200 offline tickets"
CUTS = 10  # how often the cable is pulled
TICKETS, WAITING = 200, 50


@asynccontextmanager
async def served(url: str) -> AsyncIterator[tuple[RunningServer, str]]:
    """An office that is open now, with people in it; its server, and the token of its kiosk."""
    now, token = real_clock(), new_secret(DEVICE)
    place = office(id="amt", opening=open_today(now), rules=OfficeRules(walk_in_guard=False))
    async with open_town(url, [place]) as db:
        people = [visit(id=f"v{each}", office="amt", arrived_at=now) for each in range(WAITING)]
        await fill_waiting_room(db, people)
        async with db.transaction() as tx:
            await add_device(tx, id_="kiosk", office="amt", kind=DeviceKind.KIOSK, token_key=key_of(token))
    with servers.aufruf(url) as server:
        yield server, token


async def seconds_to_paper(here: Terminal, printer: ReceiptPrinter) -> float:
    """From the touch to the first byte of the ticket."""
    printer.forget_first_byte()
    began = time.monotonic()
    given = await asyncio.to_thread(here.ticket)
    assert given["printed"], given
    assert printer.first_byte_at is not None
    return printer.first_byte_at - began


async def touch(
    here: Terminal, cable: Cable, printer: ReceiptPrinter, *, touches: int
) -> dict[str, list[float]]:
    """Seconds online, in the moment of the cut, and offline."""
    online = [await seconds_to_paper(here, printer) for _ in range(touches)]
    cut, offline = [], []
    for _ in range(CUTS):
        cable.pull()
        cut.append(await seconds_to_paper(here, printer))
        offline += [await seconds_to_paper(here, printer) for _ in range(touches // CUTS)]
        cable.plug()
        await asyncio.to_thread(here.wait_until, here.is_online)
    return {"online": online, "in the cut": cut, "offline": offline}


async def merge(server: RunningServer, token: str, *, times: int) -> list[float]:
    """Seconds for 200 tickets, again and again others."""
    took = []
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=server.url, headers=headers, trust_env=False, timeout=60) as client:
        for batch in range(times):
            now = dt.datetime.now(dt.UTC)
            entries = [
                {
                    "key": f"{batch}-{each}",
                    "kind": "ticket",
                    "number": f"K{batch * TICKETS + each + 1:03d}",
                    "taken_at": (now - dt.timedelta(seconds=TICKETS - each)).isoformat(),
                    "services": ["ausweis"],
                    "language": "de",
                    "needs": [],
                }
                for each in range(TICKETS)
            ]
            began = time.monotonic()
            answer = await client.post("/api/v1/kiosk/merge", json={"entries": entries})
            took.append(time.monotonic() - began)
            assert {each["result"] for each in answer.json()["results"]} == {"merged"}, answer.text
    return took


async def run(*, touches: int, merges: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder / 'aufruf.sqlite'}"
        async with served(url) as (server, token), cable_to(server.port) as cable:
            with (
                receipt_printer() as printer,
                terminal(
                    folder / "terminal",
                    f"http://127.0.0.1:{cable.port}",
                    printer=f"127.0.0.1:{printer.port}",
                    token=token,
                ) as here,
            ):
                here.let_in()
                await asyncio.to_thread(here.start)
                await asyncio.to_thread(here.wait_until, here.is_online)
                papers = await touch(here, cable, printer, touches=touches)
        merged = {}
        async with served(f"sqlite+aiosqlite:///{folder / 'merge.sqlite'}") as (server, token):
            merged["SQLite"] = await merge(server, token, times=merges)
        with Postgres() as postgres:
            url = postgres.create_database("merge")
            async with served(url) as (server, token):
                merged["PostgreSQL"] = await merge(server, token, times=merges)
        return papers, merged


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--touches", type=int, default=100)
    options.add_argument("--merges", type=int, default=5)
    given = options.parse_args()
    papers, merged = asyncio.run(run(touches=given.touches, merges=given.merges))
    results.table("From the touch to the first byte at the printer", _lines(papers))
    results.table("Merge of 200 tickets", _lines(merged))
    results.keep(
        [
            *(
                judged(TOUCH, f"{when}, p95 s", value=quantile(took, 0.95), goal=(MOST, 1.0))
                for when, took in papers.items()
            ),
            *(
                judged(MERGE, f"{where}, slowest s", value=max(took), goal=(MOST, 2.0))
                for where, took in merged.items()
            ),
        ]
    )


def _lines(measured: dict[str, list[float]]) -> list[tuple[str, Sequence[float], str]]:
    return [(name, values, "s") for name, values in measured.items()]


if __name__ == "__main__":
    main()

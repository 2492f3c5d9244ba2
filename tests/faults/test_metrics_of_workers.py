# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""With several workers whichever is asked tells of all; and what a dead one counted is not forgotten."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from aufruf.metrics import FOLDER
from tests.builders import small_town
from tests.databases import wait_for
from tests.faults.hosts import SETTINGS
from tests.races.scene import clock_from, door
from tests.races.stored import rows
from tests.servers import RunningServer, running_server
from tests.web.test_logs_hold_no_personal_data import children_of

WORKERS, ASKED = 2, 40
SOON = 30  # seconds, on a busy machine
ANSWERED = 'aufruf_requests_total{method="GET",route="/api/v1/offices",status="2xx"}'


async def furnish(url: str) -> None:
    async with door(url, clock_from("09:00")) as db:
        await small_town(db)


@pytest.fixture
def server(postgres_url: str) -> Iterator[RunningServer]:
    wait_for(furnish(postgres_url))
    settings = {**SETTINGS, "AUFRUF_DATABASE_URL": postgres_url}
    with running_server(settings, ["--workers", str(WORKERS)], ready_within=60) as server:
        yield server


def counted(server: RunningServer, series: str) -> float:
    text = httpx.get(f"{server.url}/metrics", trust_env=False, timeout=10).text
    found = re.search(f"^{re.escape(series)} (\\S+)$", text, re.MULTILINE)
    return 0.0 if found is None else float(found[1])


def workers(server: RunningServer) -> list[int]:
    return list(children_of(server.process.pid))


def leading(url: str) -> int:
    """The worker that leads, as it says itself."""
    [row] = wait_for(rows(url, "SELECT process FROM leadership"))
    return int(row.process.rpartition(":")[2])


def folder_of(worker: int) -> Path:
    """Where a worker counts, as it was told when it was started."""
    environment = Path(f"/proc/{worker}/environ").read_bytes().split(b"\0")
    [told] = [each for each in environment if each.startswith(f"{FOLDER}=".encode())]
    return Path(os.fsdecode(told.partition(b"=")[2]))


def until(happens: Callable[[], object]) -> None:
    deadline = time.monotonic() + SOON
    while not happens():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def test_the_workers_count_together_and_the_dead_are_not_forgotten(
    server: RunningServer, postgres_url: str
) -> None:
    until(lambda: counted(server, "aufruf_leader") == 1)
    for _ in range(ASKED):  # each over a connection of its own, so that both workers get some
        assert httpx.get(f"{server.url}/api/v1/offices", trust_env=False).is_success
    assert {counted(server, ANSWERED) for _ in range(6)} == {ASKED}
    folder = folder_of(workers(server)[0])
    assert len(list(folder.glob("counter_*.db"))) == WORKERS

    dead = leading(postgres_url)
    os.kill(dead, signal.SIGKILL)
    until(lambda: leading(postgres_url) != dead)
    until(lambda: len(workers(server)) == WORKERS)
    until(lambda: counted(server, "aufruf_leader") == 1)
    assert counted(server, ANSWERED) == ASKED
    assert not list(folder.glob(f"gauge_live*_{dead}.db"))

    server.process.terminate()
    server.process.wait(timeout=SOON)
    assert not folder.exists()

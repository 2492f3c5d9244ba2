# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf serve --workers 2`: one of them is killed on a busy day, and in the end all are told to stop."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.aftermath import all_is_well
from tests.faults.hosts import Host, host
from tests.faults.people import a_busy_day, somebody, until
from tests.faults.screens import all_open, walls
from tests.faults.town import found

pytestmark = pytest.mark.xdist_group("faults")

WORKERS = 2
ASKED_EVERY = 1.0  # seconds; twice as long as it takes until a worker is asked
SOON = 20.0  # seconds; one that only does not answer is waited for much longer


async def test_a_worker_that_is_killed_is_replaced_and_nobody_misses_anything(postgres_url: str) -> None:
    town = await found(postgres_url)
    with host(postgres_url, args=["--workers", str(WORKERS)]) as server:
        async with walls(town, [server.url], each=4) as screens, somebody(town, server.url) as people:
            async with a_busy_day(people):
                await people.goes_on()
                killed = max(workers(server))
                os.kill(killed, signal.SIGSTOP)
                await asyncio.sleep(ASKED_EVERY)  # it is being asked whether it is well, and cannot answer
                os.kill(killed, signal.SIGKILL)
                await until(lambda: len(workers(server) - {killed}) == WORKERS, "two again", within=SOON)
                await people.goes_on()
            await all_open(screens)
            await all_is_well(town, people, screens, [server], log_says=["died"])
            await asyncio.to_thread(server.stop)
            await until(lambda: not any(screen.is_open for screen in screens), "all have heard", within=5)
            assert [screen.lost[-1] for screen in screens] == [1012] * len(screens)


def workers(server: Host) -> set[int]:
    """The processes that serve."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return {int(each) for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()}


def test_sqlite_with_two_workers_is_refused_in_words(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "aufruf.cli", "serve", "--workers", "2"]
    settings = {"AUFRUF_DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    said = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=60, check=False)
    assert said.returncode == 2
    assert said.stderr == (
        "aufruf: SQLite serves one worker; for more set AUFRUF_DATABASE_URL to PostgreSQL\n"
    )

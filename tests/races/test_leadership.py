# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One leader among several processes, and another when it is killed."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from aufruf.db.leadership import Led, nobody_leads
from tests.builders import open_database, small_town

PROGRAM = """
import asyncio, os, sys
from pathlib import Path
from aufruf.db.leadership import take_turns

async def lead():
    Path(sys.argv[2], str(os.getpid())).touch()
    await asyncio.sleep(3600)

asyncio.run(take_turns(sys.argv[1], lead=lead))
"""
PATIENCE = 20  # seconds, on a busy machine


@pytest.fixture
def processes(database_url: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    with ExitStack() as ending:
        started = []
        for _ in range(3):
            process = subprocess.Popen([sys.executable, "-c", PROGRAM, database_url, str(tmp_path / "led")])
            ending.callback(process.wait)
            ending.callback(process.kill)
            started.append(process)
        yield started


def leaders(tmp_path: Path, *, count: int) -> set[int]:
    """The processes that have led so far, when there are so many."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        found = {int(file.name) for file in (tmp_path / "led").iterdir()}
        if len(found) >= count:
            return found
        time.sleep(0.05)
    pytest.fail(f"{count} leaders were expected")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    (tmp_path / "led").mkdir()


def test_one_process_leads_and_after_kill_9_exactly_one_other(
    processes: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    [first] = leaders(tmp_path, count=1)
    time.sleep(2.5)  # the others look every second
    assert leaders(tmp_path, count=1) == {first}

    next(process for process in processes if process.pid == first).kill()

    second = leaders(tmp_path, count=2) - {first}
    time.sleep(2.5)
    assert leaders(tmp_path, count=2) == {first} | second
    assert len(second) == 1


async def test_while_somebody_leads_an_import_goes_on_and_nobody_else_leads(database_url: str) -> None:
    db = await open_database(database_url)
    async with nobody_leads(database_url, within=PATIENCE), asyncio.timeout(PATIENCE):
        await small_town(db)
        with pytest.raises(Led):
            async with nobody_leads(database_url, within=0.2):
                pytest.fail("two at once")
    async with nobody_leads(database_url, within=PATIENCE):
        await db.close()

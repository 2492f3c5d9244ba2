# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A backup taken while several processes book holds all that was answered before it, and no half of anything.

It comes back while no server runs, and only then.
"""

import datetime as dt
import gzip
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.builders import MONDAY, small_town
from tests.databases import wait_for
from tests.faults.hosts import SETTINGS
from tests.races.crowd import Crowd, gate
from tests.races.scene import clock_from, door
from tests.races.stored import rows
from tests.servers import running_server

pytestmark = pytest.mark.xdist_group("backup")

READY_WITHIN = 60  # seconds, on a busy machine
PROCESSES = 3
BEFORE, AFTER = 0.5, 0.3  # seconds that people book before the backup, and after it
AUFRUF = (sys.executable, "-m", "aufruf.cli")
Said = tuple[float, str]  # when the answer was there, and the appointment


@pytest.fixture(scope="module")
def crowd() -> Iterator[Crowd]:
    crowd = Crowd()
    yield crowd
    crowd.close()


def aufruf(*words: str, settings: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    surroundings = {name: text for name, text in os.environ.items() if not name.startswith("AUFRUF_")}
    return subprocess.run(
        [*AUFRUF, *words],
        env={**surroundings, **settings},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


async def book(server: str, share: int, enough: str) -> list[Said]:
    """Book one time after the other, on days of one's own, until a file says that it is enough.

    Told is what was answered with 201, and when.
    """
    said = list[Said]()
    async with httpx.AsyncClient(base_url=server, trust_env=False, timeout=30) as client:
        gate()
        for day in range(20):
            date = MONDAY + dt.timedelta(days=1 + day * PROCESSES + share)
            for minute in range(8 * 60, 18 * 60 - 15, 15):
                if Path(enough).exists():  # noqa: ASYNC240 (nobody else waits in this process)
                    return said
                wish = {
                    "office": "mitte",
                    "services": [{"service": "ausweis"}],
                    "start": f"{date}T{minute // 60:02}:{minute % 60:02}:00+01:00",
                    "citizen": {"name": "Erika Beispiel"},
                }
                answer = await client.post("/api/v1/appointments", json=wish)
                if answer.status_code == 201:
                    said.append((time.monotonic(), answer.json()["id"]))
    return said


async def furnish(url: str) -> None:
    async with door(url, clock_from("09:00")) as db:
        await small_town(db)


def rows_in(backup: Path) -> dict[str, list[dict[str, Any]]]:
    header, *lines, _ = (json.loads(line) for line in gzip.decompress(backup.read_bytes()).splitlines())
    found = defaultdict(list)
    for table, *cells in lines:
        found[table].append(dict(zip((name for name, _ in header["tables"][table]), cells, strict=True)))
    return found


def test_a_backup_taken_while_people_book_is_whole_and_comes_back_when_no_server_runs(
    database_url: str, crowd: Crowd, tmp_path: Path
) -> None:
    wait_for(furnish(database_url))
    settings = {**SETTINGS, "AUFRUF_DATABASE_URL": database_url, "AUFRUF_DATA_DIR": str(tmp_path)}
    file = tmp_path / "town.backup"
    workers = "1" if database_url.startswith("sqlite") else "2"
    with running_server(settings, ["--workers", workers], ready_within=READY_WITHIN) as server:
        with ThreadPoolExecutor(1) as beside:
            shares = [(server.url, share, str(tmp_path / "enough")) for share in range(PROCESSES)]
            booking = beside.submit(crowd.all_do, book, shares)
            while not wait_for(rows(database_url, "SELECT id FROM appointment")):  # the gate has opened
                time.sleep(0.05)
            time.sleep(BEFORE)
            began = time.monotonic()
            backed_up = aufruf("backup", str(file), settings=settings, folder=tmp_path)
            time.sleep(AFTER)
            (tmp_path / "enough").touch()
            said = [each for share in booking.result() for each in share]
        assert backed_up.returncode == 0, backed_up.stderr
        refused = aufruf("restore", str(file), "--replace", settings=settings, folder=tmp_path)
        stored = len(wait_for(rows(database_url, "SELECT id FROM appointment")))

    assert refused.returncode == 1
    assert refused.stderr == "aufruf: a server runs on this database: stop the servers first\n"
    assert stored == len(said)  # and it was not touched

    held = rows_in(file)
    there = {row["id"] for row in held["appointment"]}
    before = {id_ for at, id_ in said if at < began}
    assert before <= there
    assert len(before) >= 10
    assert len(there) < len(said)  # so people did book meanwhile
    assert {event["payload"][0]["appointment"] for event in held["outbox"]} == there
    for day in held["office_day"]:
        numbers = [each["seq"] for each in held["outbox"] if each["date"] == day["date"]]
        assert sorted(numbers) == list(range(1, day["event_seq"] + 1))

    restored = aufruf("restore", str(file), "--replace", settings=settings, folder=tmp_path)
    assert restored.returncode == 0, restored.stderr
    assert {row.id for row in wait_for(rows(database_url, "SELECT id FROM appointment"))} == there

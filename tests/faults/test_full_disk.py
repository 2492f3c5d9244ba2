# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A disk without room, on SQLite: nothing is stored by half, everybody is told, and with room it goes on."""

import datetime as dt
import shutil
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import httpx

from tests.builders import MONDAY, open_database, small_town
from tests.databases import sqlite_url_of, wait_for
from tests.disks import fill, on_small_disk, seen_by
from tests.faults.hosts import SETTINGS
from tests.faults.test_database_absent import AGAIN, FREE, book, lines
from tests.servers import SERVE, RunningServer, running_server

COPY_AND_SERVE = 'cp "$1" "$2" && shift 2 && exec "$@"'


def starts() -> Iterator[str]:
    """More times than there is room for."""
    for day in range(1, 50):
        for minute in range(8 * 60, 17 * 60, 15):
            yield f"{MONDAY + dt.timedelta(days=day)}T{minute // 60:02}:{minute % 60:02}:00+01:00"


def copied(server: RunningServer, disk: Path, to: Path) -> Path:
    """The database as it lies on the disk; the server holds its breath meanwhile."""
    server.process.send_signal(signal.SIGSTOP)
    for end in ("", "-wal"):
        shutil.copyfile(seen_by(server.process.pid, disk) / f"aufruf.db{end}", f"{to}{end}")
    server.process.send_signal(signal.SIGCONT)
    return to


async def furnish(url: str) -> None:
    db = await open_database(url)
    await small_town(db)
    await db.close()


def test_without_room_on_the_disk_everybody_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    furnished, disk = tmp_path / "furnished.db", tmp_path / "disk"
    disk.mkdir()
    wait_for(furnish(sqlite_url_of(furnished)))
    with closing(connect(furnished)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    settings = {**SETTINGS, "AUFRUF_DATA_DIR": str(disk)}
    program = on_small_disk(
        ("sh", "-c", COPY_AND_SERVE, "sh", str(furnished), str(disk / "aufruf.db"), *SERVE),
        disk,
        megabytes=16,
    )
    with (
        running_server(settings, program=program, ready_within=60) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client,
    ):
        wanted = starts()
        booked = [book(client, next(wanted)).json()["id"] for _ in range(3)]
        filling = fill(seen_by(server.process.pid, disk))
        answer = book(client, start := next(wanted))
        while answer.status_code != 503:
            if answer.status_code == 201:
                booked.append(answer.json()["id"])  # what was written before still had room for this one
            assert answer.status_code in (201, 409), answer.text
            answer = book(client, start := next(wanted))
        assert answer.json()["code"] == "unavailable"
        assert answer.headers["retry-after"] == str(AGAIN)
        assert client.get(FREE).is_success  # looking needs no room

        filling.unlink()
        again = book(client, start)
        assert again.status_code == 201, again.text
        booked.append(again.json()["id"])
        said = [line["event"] for line in lines(server)]
        with closing(connect(copied(server, disk, tmp_path / "after.db"))) as database:
            stored = [id_ for (id_,) in database.execute("SELECT id FROM appointment")]
            gaps = database.execute(
                "SELECT date FROM outbox GROUP BY date HAVING count(*) <> max(seq)"
            ).fetchall()

    assert sorted(stored) == sorted(booked)
    assert gaps == []
    assert "the database does not answer" in said
    assert "the database answers again" in said
    assert "unexpected" not in said

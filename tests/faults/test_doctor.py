# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf doctor` finds what is wrong when it really is, says what to do, and says nothing else is."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aufruf import clock as real
from aufruf.cli_doctor import run_doctor
from aufruf.doctor import browser_files, clock
from aufruf.doctor.finding import Weight
from aufruf.domain.events import CounterClosed
from aufruf.settings import Settings
from aufruf.web.assets import VENDORED
from tests.builders import SetClock, open_database, small_town
from tests.databases import NewDatabase, sqlite_url_of, wait_for
from tests.disks import fill, on_small_disk, seen_by
from tests.faults.hosts import Host
from tests.faults.programs import program
from tests.ports import free_port
from tests.races.stored import rows
from tests.releases.left import RELEASES
from tests.releases.left import fill as fill_as_left
from tests.web.served import KEY

DONE, REFUSED = 0, 1
AUFRUF = (sys.executable, "-m", "aufruf.cli")
SOON = 30  # seconds, on a busy machine


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUFRUF_SECRET_KEY", KEY)


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> Settings:
    """Everything is as it should be."""
    return Settings(
        data_dir=tmp_path, database_url=sqlite_url, secret_key=KEY, base_url="https://amt.musterstadt.example"
    )


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Callable[[Settings], tuple[int, list[str], str]]:
    """Ask the doctor; the status, what must be mended, and the rest."""

    def ask(settings: Settings) -> tuple[int, list[str], str]:
        status = wait_for(run_doctor(settings))
        said = capsys.readouterr()
        return status, said.err.splitlines(), said.out

    return ask


Asked = Callable[[Settings], tuple[int, list[str], str]]


def changed(settings: Settings, **changes: Any) -> Settings:
    return replace(settings, **changes)


def aufruf_at(shift: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A command on a machine whose clock is wrong by so much."""
    surroundings = {name: text for name, text in os.environ.items() if not name.startswith("AUFRUF_")}
    return subprocess.run(
        [program("faketime", "faketime"), "-f", shift, *AUFRUF, *words],
        env={**surroundings, "AUFRUF_SECRET_KEY": KEY, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_where_all_is_well_nothing_must_be_mended(settings: Settings, asked: Asked) -> None:
    status, wrong, said = asked(settings)
    assert (status, wrong) == (DONE, [])
    assert "The database is up to date." in said
    assert "No server has run the jobs yet" in said
    assert said.endswith("Aufruf can start.\n")


def test_a_clock_apart_from_that_of_the_database(postgres_url: str, tmp_path: Path) -> None:
    env = {"AUFRUF_DATABASE_URL": postgres_url, "AUFRUF_DATA_DIR": str(tmp_path)}
    found = aufruf_at("+1h", "doctor", **env)
    assert found.returncode == REFUSED
    assert "The clocks of this machine and of the database are 3600 s apart" in found.stderr
    assert found.stderr.count("\n") == 1


def test_a_clock_from_before_there_was_an_aufruf_and_behind_what_has_happened(
    sqlite_url: str, tmp_path: Path
) -> None:
    async def something_happens() -> None:
        db = await open_database(sqlite_url, SetClock())
        await small_town(db)
        async with db.transaction() as tx:
            day = await tx.lock("mitte")
            tx.emit(day, CounterClosed(counter="1"))
        await db.close()

    wait_for(something_happens())
    env = {"AUFRUF_DATABASE_URL": sqlite_url, "AUFRUF_DATA_DIR": str(tmp_path)}
    found = aufruf_at("@2001-01-01 12:00:00", "doctor", **env)
    assert found.returncode == REFUSED
    over, behind = found.stderr.splitlines()
    assert over.startswith("The clock shows 2001-01-01T")
    assert "which is over: set the clock" in over
    assert "the newest event is of 2026-11-23T08:00:00+00:00" in behind


def test_whether_the_clock_is_kept_right_is_a_hint_at_most() -> None:
    [*found] = clock.of_machine(real.now())
    assert bool(found) != clock.is_synchronised()
    assert all(finding.weight is Weight.HINT for finding in found)


def test_a_migration_that_is_missing(settings: Settings, new_database: NewDatabase, asked: Asked) -> None:
    url = new_database("sqlite")
    fill_as_left(url, RELEASES[0])
    status, [wrong], _ = asked(changed(settings, database_url=url))
    assert status == REFUSED
    assert wrong == "The database lacks a migration: run aufruf migrate, or start the server, which does it."


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of this size, as the one program sees it that has it."""
    folder.mkdir()
    with subprocess.Popen(on_small_disk(("sleep", "60"), folder, megabytes=megabytes)) as holding:
        disk = seen_by(holding.pid, folder)
        deadline = time.monotonic() + SOON
        while disk.stat().st_dev == folder.stat().st_dev:  # not mounted yet
            assert time.monotonic() < deadline
            time.sleep(0.02)
        try:
            yield disk
        finally:
            holding.terminate()


def test_a_disk_that_is_nearly_full(settings: Settings, tmp_path: Path, asked: Asked) -> None:
    with small_disk(tmp_path / "small", 300) as disk:
        status, wrong, said = asked(changed(settings, data_dir=disk))
        assert (status, wrong) == (DONE, [])
        assert "make room before it is full" in said
        (disk / "much").write_bytes(b"\0" * 150_000_000)
        status, [wrong_now], _ = asked(changed(settings, data_dir=disk))
        assert status == REFUSED
        assert "is nearly full (164 MB left): make room" in wrong_now
        fill(disk)
        status, [full, not_written], _ = asked(changed(settings, data_dir=disk))
        assert "(0 MB left)" in full
        assert "cannot be written (No space left on device)" in not_written


def test_a_disk_of_the_database_that_is_another(settings: Settings, tmp_path: Path, asked: Asked) -> None:
    with small_disk(tmp_path / "small", 20) as disk:
        status, [wrong], _ = asked(changed(settings, database_url=sqlite_url_of(disk / "aufruf.db")))
        assert status == REFUSED
        assert f"The disk of {disk} is nearly full" in wrong


def test_a_leader_that_is_dead_and_one_that_has_ended(tmp_path: Path, sqlite_url: str, asked: Asked) -> None:
    env = {"AUFRUF_DATABASE_URL": sqlite_url, "AUFRUF_DATA_DIR": str(tmp_path)}
    settings = Settings(data_dir=tmp_path, database_url=sqlite_url, secret_key=KEY)
    server = Host(folder=tmp_path, settings={"AUFRUF_SECRET_KEY": KEY, **env})

    def leads() -> None:
        deadline = time.monotonic() + SOON
        while not wait_for(rows(sqlite_url, "SELECT 1 FROM leadership WHERE left_at IS NULL")):
            assert time.monotonic() < deadline, "nobody leads"
            time.sleep(0.05)

    server.start()
    leads()
    _, wrong, said = asked(settings)
    assert wrong == []
    assert f"The jobs are run by {os.uname().nodename}:{server.pid}" in said
    server.stop()
    _, wrong, said = asked(settings)
    assert wrong == []
    assert "ended in order" in said

    server.start()
    leads()
    server.kill()
    found = aufruf_at("+31s", "doctor", **env)
    assert found.returncode == REFUSED
    [wrong_now] = found.stderr.splitlines()
    assert "did not end in order" in wrong_now
    assert "Start the server" in wrong_now


def test_a_secret_key_that_others_may_read(
    settings: Settings, tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUFRUF_SECRET_KEY")
    file = tmp_path / "secret.key"
    file.write_text(KEY)
    file.chmod(0o640)
    status, [wrong], _ = asked(settings)
    assert status == REFUSED
    assert wrong == f"Others on this machine may read the secret key: chmod 600 {file}"
    file.chmod(0o600)
    assert asked(settings)[:2] == (DONE, [])


def test_what_is_only_worth_a_thought(settings: Settings, asked: Asked) -> None:
    poor = changed(settings, base_url="http://amt.musterstadt.example", rehearsal=True, rate_limit=False)
    status, wrong, said = asked(poor)
    assert (status, wrong) == (DONE, [])
    for words in ("does not begin with https://", "This is a rehearsal", "AUFRUF_RATE_LIMIT is off"):
        assert words in said
    assert "AUFRUF_BASE_URL is not set" in asked(changed(settings, base_url=""))[2]


def test_a_redis_that_does_not_answer_and_one_that_does(
    settings: Settings, tmp_path: Path, asked: Asked
) -> None:
    port = free_port()
    named = changed(settings, realtime_url=f"redis://:hidden@127.0.0.1:{port}")
    status, [wrong], _ = asked(named)
    assert status == REFUSED
    assert wrong.startswith(f"AUFRUF_REALTIME_URL: 127.0.0.1:{port} does not answer")
    assert "hidden" not in wrong
    options = ["--port", str(port), "--save", "", "--dir", str(tmp_path), "--requirepass", "hidden"]
    with subprocess.Popen(
        [program("redis-server", "redis-server"), *options], stdout=subprocess.DEVNULL
    ) as server:
        try:
            deadline = time.monotonic() + SOON
            while asked(named)[0] != DONE:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            assert f"The servers wake each other through 127.0.0.1:{port}." in asked(named)[2]
        finally:
            server.terminate()


def test_a_database_file_that_is_damaged(settings: Settings, tmp_path: Path, asked: Asked) -> None:
    file = Path(settings.database_url.partition(":///")[2])
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE filler (text)")
        database.executemany("INSERT INTO filler VALUES (?)", [("x" * 500,)] * 2000)
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    content[-300_000:-100_000] = b"\xff" * 200_000
    file.write_bytes(content)
    status, [wrong], _ = asked(settings)
    assert status == REFUSED
    assert wrong.startswith("The database file is damaged (")
    assert wrong.endswith("stop the server and restore the last backup.")


async def test_files_for_the_browser_that_are_missing_or_another(settings: Settings, tmp_path: Path) -> None:
    [there] = await browser_files.look(settings)
    assert there.weight is Weight.FINE
    copy = tmp_path / "vendor"
    shutil.copytree(VENDORED, copy)
    (copy / "htmx" / "htmx.min.js").write_text("other()")
    [altered] = await browser_files.look(settings, copy)
    assert altered.weight is Weight.MEND
    assert "htmx/htmx.min.js" in altered.sentence
    (copy / "manifest.json").unlink()
    [missing] = await browser_files.look(settings, copy)
    assert missing.sentence.startswith("Styles and fonts for the browser are missing: run make run")

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf demo` as a visitor runs it: a process of its own, watched from outside."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.servers import running_server

pytestmark = pytest.mark.timeout(400)
AUFRUF = (sys.executable, "-m", "aufruf.cli")
DEMO = (*AUFRUF, "demo")
NEW = (*DEMO, "--history", "0")  # a town without a past is founded sooner
FASTEST = "1200"  # twenty minutes a second


def ask(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "aufruf.db")) as database:
        return database.execute(query).fetchall()


def until(seconds: float, happens: Callable[[], object]) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)


def run(*arguments: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: text for name, text in os.environ.items() if not name.startswith("AUFRUF_")}
    return subprocess.run(
        [*AUFRUF, *arguments],
        env={**surroundings, "AUFRUF_DATA_DIR": str(folder), **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_days_pass_in_the_town_without_an_error_and_a_second_start_goes_on(tmp_path: Path) -> None:
    env = {"AUFRUF_DATA_DIR": str(tmp_path)}
    count = "SELECT count(*) FROM outbox WHERE kind = '{}'"

    with running_server(env, ["--speed", FASTEST], program=NEW, ready_within=90) as server:
        until(60, lambda: ask(tmp_path, count.format("visit.called"))[0][0] > 40)
        days = "SELECT count(DISTINCT date) FROM outbox WHERE kind = 'visit.called'"
        until(120, lambda: ask(tmp_path, days)[0][0] >= 2)  # a night has passed
        first_log = server.log
    assert re.search(r"error|exception|traceback", first_log, re.IGNORECASE) is None, first_log[-4000:]
    password = re.search(r"password: (\S+)", first_log)
    assert password is not None

    served = "SELECT json_extract(payload, '$.visit') v, count(*) FROM outbox WHERE kind = '{}' GROUP BY v"
    finished = dict(ask(tmp_path, served.format("visit.finished")))
    assert len(finished) > 30
    assert set(finished.values()) == {1}  # nobody is served twice
    missing = "SELECT count(*), max(seq) FROM outbox GROUP BY office_id, date HAVING count(*) <> max(seq)"
    assert ask(tmp_path, missing) == []
    for office, date in ask(
        tmp_path, "SELECT DISTINCT office_id, date FROM outbox WHERE kind = 'visit.called'"
    ):
        again = run("replay", office, date, folder=tmp_path, AUFRUF_REHEARSAL="1")
        assert again.returncode == 0, again.stdout + again.stderr
    [(ended, stored)] = ask(tmp_path, "SELECT shown_at, (SELECT count(*) FROM outbox) FROM rehearsal")

    with running_server(env, program=DEMO, ready_within=90) as server:
        until(30, lambda: "is alive" in server.log)
        assert "is built" not in server.log
        assert (
            httpx.post(f"{server.url}/demo/pace", data={"speed": "300"}, trust_env=False).status_code == 303
        )
        until(60, lambda: ask(tmp_path, "SELECT count(*) FROM outbox")[0][0] > stored + 10)
        assert password[0] in server.log  # the same log-ins
        second_log = server.log
    assert re.search(r"error|exception|traceback", second_log, re.IGNORECASE) is None, second_log[-4000:]
    [(shown,)] = ask(tmp_path, "SELECT shown_at FROM rehearsal")
    assert datetime.fromisoformat(shown) > datetime.fromisoformat(ended)


def test_a_killed_town_goes_on_where_it_was(tmp_path: Path) -> None:
    env = {"AUFRUF_DATA_DIR": str(tmp_path)}
    with running_server(env, ["--speed", "60"], program=NEW, ready_within=90) as server:
        until(60, lambda: "is alive" in server.log)
        time.sleep(2)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
    [(last,)] = ask(tmp_path, "SELECT max(at) FROM outbox WHERE kind LIKE 'visit.%'")
    with running_server(env, program=DEMO, ready_within=90) as server:
        until(60, lambda: ask(tmp_path, "SELECT max(at) FROM outbox WHERE kind LIKE 'visit.%'") > [(last,)])
        log = server.log
    assert re.search(r"error|exception|traceback", log, re.IGNORECASE) is None, log[-4000:]
    assert ask(tmp_path, "SELECT count(*) FROM office") == [(2,)]


def test_a_visitor_takes_over_a_counter_of_the_town(tmp_path: Path) -> None:
    with (
        running_server(
            {"AUFRUF_DATA_DIR": str(tmp_path)}, ["--speed", "0"], program=NEW, ready_within=90
        ) as server,
        httpx.Client(base_url=server.url, trust_env=False, follow_redirects=True, timeout=30) as visitor,
    ):
        password = (tmp_path / "demo.password").read_text()
        page = visitor.post("/login", data={"name": "schalter", "password": password}).text
        secret = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert secret is not None
        visitor.headers["X-CSRF-Token"] = secret[1]
        desk = "/console/rathaus/counters/1"
        asked = visitor.post("/demo/take-over", data={"office": "rathaus", "counter": "1", "back": desk})
        assert (asked.status_code, asked.url.path) == (200, desk)
        opened = visitor.post(f"{desk}/open")
        assert opened.status_code == 200
        assert "kern-alert--danger" not in opened.text


def test_what_stands_in_the_way_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run("demo", "--port", str(port), folder=tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"port {port}" in refused.stderr
    assert f"--port {port + 1}" in refused.stderr

    refused = run("demo", "--history", "99", folder=tmp_path)
    assert refused.returncode == 1
    assert "--history is a number of weeks from 0 to 26" in refused.stderr

    office = tmp_path / "office"
    assert run("migrate", folder=office).returncode == 0
    refused = run("demo", "--port", str(port), folder=office)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "not the demo" in refused.stderr


def test_the_town_is_never_served_as_if_it_were_an_office(tmp_path: Path) -> None:
    (tmp_path / "demo.password").write_text("known to whoever saw the terminal")
    refused = run("serve", folder=tmp_path)
    assert refused.returncode == 1
    assert "holds the demo town" in refused.stderr


def test_the_demo_touches_no_database_that_was_set_for_an_office(tmp_path: Path) -> None:
    env = {
        "AUFRUF_DATA_DIR": str(tmp_path),
        "AUFRUF_DATABASE_URL": "postgresql+asyncpg://nowhere.invalid/live",
    }
    with running_server(env, ["--speed", "0"], program=DEMO, ready_within=90):
        assert ask(tmp_path, "SELECT count(*) FROM office") == [(2,)]
        past = "SELECT count(*) FROM office_day WHERE closed_at IS NOT NULL"
        assert ask(tmp_path, past)[0][0] >= 50  # six weeks, unless it was told otherwise

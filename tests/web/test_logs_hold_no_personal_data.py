# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day of bookings, errors and crashes leaves no name, address, code or token in any log of ours.

PostgreSQL's own log is not ours: docs/operations.md says how to keep values out of it.
"""

import gzip
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from aufruf.cli_backup import run_backup, run_restore
from aufruf.db.engine import make_engine
from aufruf.domain.roles import DeviceKind, Role
from aufruf.settings import Settings
from tests.builders import small_town
from tests.databases import wait_for
from tests.races.scene import clock_from, door
from tests.servers import RunningServer, running_server
from tests.web.served import KEY, PASSWORD, make_device, make_user

pytestmark = pytest.mark.timeout(180)

NAME, SURNAME = "Zyxerika", "Qwmarkiert"
EMAIL, PHONE, NOTES = "zyx.qwmail@post.example", "0151 99887766", "Zyxnotiz im Rollstuhl"
ADDRESS = "203.0.113.77"
WRONG_CODE, WRONG_TOKEN = "ZYXCD2", "zyx-wrong-token-9f8e7d6c5b4a"
CITIZEN = {"name": f"{NAME} {SURNAME}", "email": EMAIL, "phone": PHONE}
STARTED = "Application startup complete"
READY_WITHIN = RECOVERED_WITHIN = 60  # seconds, on a busy machine
TELLS_NAMES = """
    CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'this is %', NEW.name; END $$
"""


class Day:
    """What is done to a server, and the secrets that have come up."""

    def __init__(self, url: str, server: RunningServer, tokens: dict[str, str]) -> None:
        self.database, self.server, self.tokens = url, server, tokens
        self.secrets = {NAME, SURNAME, EMAIL, PHONE, NOTES, ADDRESS, WRONG_CODE, WRONG_TOKEN, KEY, PASSWORD}
        self.secrets |= {*tokens.values(), "99887766", "zyx.qwmail", "Zyxnotiz"}
        self.client = httpx.Client(
            base_url=server.url, trust_env=False, timeout=30, headers={"X-Forwarded-For": ADDRESS}
        )

    def send(self, method: str, path: str, *, token: str = "", **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.client.request(method, path, headers=headers | more.pop("headers", {}), **more)

    def book(self, start: str) -> httpx.Response:
        wish = {
            "office": "mitte",
            "services": [{"service": "ausweis"}],
            "start": start,
            "citizen": CITIZEN,
            "notes": NOTES,
        }
        key = {"Idempotency-Key": f"zyxkey-{start}"}
        return self.send("POST", "/api/v1/appointments", json=wish, headers=key)

    def bookings(self) -> None:
        booked = self.book("2026-11-23T09:20:00+01:00")
        assert booked.status_code == 201, booked.text
        body = booked.json()
        code, token, own = body["booking_code"], body["token"], f"/api/v1/appointments/{body['id']}"
        self.secrets |= {code, token}
        assert self.send("POST", f"{own}/confirm", token=token).status_code == 200
        for path in (own, f"{own}/calendar.ics", f"{own}/qr.svg", f"{own}?token={token}&name={NAME}"):
            assert self.send("GET", path, token=token).status_code == 200
        for link in body["links"].values():
            self.send("GET", httpx.URL(link).raw_path.decode())
        lookup = {"office": "mitte", "booking_code": code, "name": CITIZEN["name"]}
        assert self.send("POST", "/api/v1/appointments/lookup", json=lookup).status_code == 200
        came = self.send("POST", "/api/v1/kiosk/check-ins", token=self.tokens["kiosk"], json={"code": code})
        assert came.status_code == 201, came.text
        self.secrets.add(came.json()["token"])
        self.send("GET", httpx.URL(came.json()["status_url"]).raw_path.decode())

    def bad_input(self) -> None:
        book = "/api/v1/appointments"
        wrong: list[Any] = [
            {"office": NAME, "services": [], "start": EMAIL, "citizen": CITIZEN},
            {"office": "mitte", "services": [{"service": NAME}], "start": "2026-11-23T10:00:00+01:00"},
            {NAME: SURNAME, "citizen": {"name": f"{NAME}\x00", "email": f"{NAME} at post", "phone": NAME}},
            [CITIZEN],
        ]
        for body in wrong:
            assert self.send("POST", book, json=body).status_code == 422
        json_ = {"Content-Type": "application/json"}
        assert self.send("POST", book, content=f'{{"name": "{NAME}"', headers=json_).status_code == 422
        assert self.send("POST", book, content=NAME * 200_000, headers=json_).status_code == 413
        for path in (f"/{NAME}/{WRONG_TOKEN}", f"/api/v1/visits/{WRONG_TOKEN}", f"/api/v1/{EMAIL}"):
            assert self.send("GET", path, token=WRONG_TOKEN).status_code == 404
        lookup = {"office": "mitte", "booking_code": WRONG_CODE, "name": CITIZEN["name"]}
        answers = [self.send("POST", f"{book}/lookup", json=lookup).status_code for _ in range(12)]
        assert {404, 429} == set(answers)
        self.send("POST", "/login", data={"name": NAME, "password": PASSWORD})

    def defects(self) -> None:
        """The database is not what it should be: what was sent is in the statements that fail."""
        self.execute("UPDATE ticket_series SET last = 0")  # the next number is there already
        walk_in = {"services": ["ausweis"], "name": CITIZEN["name"], "needs": ["wheelchair"]}
        path, token = "/api/v1/offices/mitte/walk-ins", self.tokens["reception"]
        assert self.send("POST", path, token=token, json=walk_in).status_code == 500
        self.execute("UPDATE ticket_series SET last = 1000")
        if self.database.startswith("postgresql"):  # where an error can be made to say the very name
            self.execute(TELLS_NAMES)
            self.execute("CREATE TRIGGER told BEFORE INSERT ON visit FOR EACH ROW EXECUTE FUNCTION told()")
            assert self.send("POST", path, token=token, json=walk_in).status_code == 500
            self.execute("DROP TRIGGER told ON visit")
        self.execute("ALTER TABLE appointment RENAME COLUMN phone TO telephone")
        assert self.book("2026-11-23T11:00:00+01:00").status_code == 500
        self.execute("ALTER TABLE appointment RENAME COLUMN telephone TO phone")
        self.execute("ALTER TABLE outbox RENAME TO outbox_gone")
        assert self.book("2026-11-23T11:30:00+01:00").status_code == 500
        self.execute("ALTER TABLE outbox_gone RENAME TO outbox")

    def execute(self, statement: str) -> None:
        async def done() -> None:
            engine = make_engine(self.database, pool_size=1).execution_options(aufruf_writes=True)
            async with engine.begin() as connection:
                await connection.execute(sa.text(statement))
            await engine.dispose()

        wait_for(done())

    def worker_killed(self) -> None:
        """A worker dies in the middle of things; another one takes its place."""
        [*workers] = children_of(self.server.process.pid)
        started = self.server.log.count(STARTED)
        os.kill(workers[-1], signal.SIGKILL)
        deadline = time.monotonic() + RECOVERED_WITHIN
        while self.server.log.count(STARTED) == started:
            assert time.monotonic() < deadline, "nobody has taken its place"
            with suppress(httpx.TransportError):
                assert self.book("2026-11-23T14:00:00+01:00").status_code in (201, 409)
            time.sleep(0.2)

    def counted(self) -> str:
        """What Prometheus reads."""
        answer = httpx.get(f"{self.server.url}/metrics", trust_env=False, timeout=30)
        assert "aufruf_requests_total" in answer.text
        return answer.text

    def leaks(self, *texts: str) -> list[str]:
        """Every secret that stands in the log, or in one of these texts."""
        said = "\n".join((self.server.log, *texts)).casefold()
        return [secret for secret in sorted(self.secrets) if secret.casefold() in said]


def children_of(parent: int) -> Iterator[int]:
    """The worker processes of a server, without those that only watch over shared things."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = file.read_text().rpartition(")")[2].split()
            command = (file.parent / "cmdline").read_bytes()
        except OSError:
            continue  # it has just ended
        if int(after_name[1]) == parent and b"spawn_main" in command:
            yield int(file.parent.name)


async def prepare(url: str) -> dict[str, str]:
    async with door(url, clock_from("09:00")) as db:
        await small_town(db)
        await make_user(db, Role.CLERK, name=NAME, password=PASSWORD)
        return {
            "reception": await make_user(db, Role.RECEPTION),
            "kiosk": await make_device(db, DeviceKind.KIOSK),
        }


@contextmanager
def served(url: str, tokens: dict[str, str]) -> Iterator[Day]:
    settings = {
        "AUFRUF_DATABASE_URL": url,
        "AUFRUF_SECRET_KEY": KEY,
        "AUFRUF_REHEARSAL": "1",
        "AUFRUF_CLOCK_START": "2026-11-23T09:00:00+01:00",
        "AUFRUF_TRUSTED_PROXIES": "127.0.0.1",
    }
    workers = "1" if url.startswith("sqlite") else "2"
    with running_server(settings, ["--workers", workers], ready_within=READY_WITHIN) as server:
        day = Day(url, server, tokens)
        with day.client:
            yield day


def backed_up_and_brought_back(url: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """All that both commands say, also when the file is damaged."""
    settings = Settings(data_dir=folder, database_url=url, secret_key=KEY)
    file = folder / "town.backup"
    assert wait_for(run_backup(settings, file, force=False)) == 0
    assert wait_for(run_restore(settings, file, replace=False)) == 1
    assert wait_for(run_restore(settings, file, replace=True)) == 0
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()).replace(NAME.encode(), b"Anna")))
    assert wait_for(run_restore(settings, file, replace=True)) == 2
    return "".join(capsys.readouterr())


def test_a_day_of_bookings_errors_and_crashes_leaves_nobody_in_the_log(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens = wait_for(prepare(database_url))
    with served(database_url, tokens) as day:
        day.bookings()
        day.bad_input()
        day.defects()
        counted = day.counted()
        if database_url.startswith("postgresql"):
            day.worker_killed()
            day.server.process.terminate()
        else:
            day.server.process.kill()
        day.server.process.wait(timeout=RECOVERED_WITHIN)
        log = day.server.log
        told = backed_up_and_brought_back(database_url, tmp_path, capsys)
        leaks = day.leaks(counted, told)

    assert leaks == []
    lines = [json.loads(line) for line in log.splitlines()]
    about_requests = [line for line in lines if line["event"] in ("request", "unexpected")]
    assert all(len(line["request_id"]) == 32 for line in about_requests)
    assert log.count('"unexpected"') >= 3  # so what went wrong was told, only not about whom
    assert "/api/v1/appointments" in log

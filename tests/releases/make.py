# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes what a release leaves behind: python -m tests.releases.make VERSION

Run with the code of that release, it plays an hour and a half of the demo town, lets somebody do by HTTP what
the town does not, stops the clock, and writes both databases as plain SQL into `tests/releases/VERSION`, with
the tokens that were given out in `known.json`. Later versions must go on with them:

    git worktree add /tmp/release v0.2.0
    PYTHONPATH=/tmp/release/src .venv/bin/python -m tests.releases.make 0.2.0
"""

import asyncio
import datetime as dt
import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from aufruf import clock
from aufruf.actions import calling, tickets
from aufruf.actions.devices import add_device
from aufruf.actions.transferring import transfer
from aufruf.actions.users import add_user
from aufruf.db.engine import make_engine
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.demo import life
from aufruf.demo.setting_up import found
from aufruf.demo.town import Town
from aufruf.domain.roles import DeviceKind, Role
from aufruf.domain.visit import VisitKey
from aufruf.web.tokens import DEVICE, PERSONAL, key_of
from tests.databases import sqlite_url_of
from tests.postgres import Postgres
from tests.servers import running_server
from tests.throwaway import throwaway_folder

HERE = Path(__file__).parent
KEY = "a secret key that only tests use"
PASSWORD = "richtig-lang-und-geheim"
TOKENS = {
    "clerk": f"{PERSONAL}of-a-clerk",
    "supervisor": f"{PERSONAL}of-a-supervisor",
    "kiosk": f"{DEVICE}of-a-kiosk",
}
OFFICE, COUNTER = "rathaus", "7"  # the town keeps it for visitors
PLAYED = dt.timedelta(minutes=80)  # after nine, when the town has just begun to live
ALL_JOBS = 70  # seconds in which every job but the slowest has run twice
BIGGEST = 300_000  # bytes


async def play(url: str) -> None:
    """The morning of the town, and its clock stands still."""
    db = Database(make_engine(url, durable=False), clock=clock.now, rehearsal=True)
    town = await found(db, password=PASSWORD, speed=0, seed=20, tell=print)
    async with db.reading() as reading:
        nine = reading.now
    await life.hurry(town, nine + PLAYED)
    await let_in(db)
    await leave_nothing_out(town, db)
    await db.close()


async def let_in(db: Database) -> None:
    """People and a device whose tokens are known."""
    async with db.transaction() as tx:
        for role in (Role.CLERK, Role.SUPERVISOR):
            key = key_of(TOKENS[role])
            await add_user(
                tx, id_=f"known-{role}", name=f"{role}", role=role, offices=[OFFICE], token_key=key
            )
        key = key_of(TOKENS["kiosk"])
        await add_device(tx, id_="known-kiosk", office=OFFICE, kind=DeviceKind.KIOSK, token_key=key)


async def leave_nothing_out(town: Town, db: Database) -> None:
    """What the clerks of the town never do: park somebody, send somebody to the other office."""
    keys = []
    for _ in range(2):
        async with db.transaction() as tx:
            ticket = await tickets.take_ticket(tx, office=OFFICE, services=(("personalausweis", 1),))
        keys.append(VisitKey(ticket.visit.office, ticket.visit.date, ticket.visit.id))
    async with db.transaction() as tx:
        await calling.park(tx, key=keys[0])
    other = next(office.id for office in town.offices if office.id != OFFICE)
    async with db.transaction() as tx:
        await transfer(tx, key=keys[1], office=other)


def by_http(url: str) -> dict[str, Any]:
    """What leaves rows at the doors: a log-in, a request with its key, tries. The tokens given out."""
    settings = {"AUFRUF_DATABASE_URL": url, "AUFRUF_SECRET_KEY": KEY, "AUFRUF_REHEARSAL": "1"}
    with running_server(settings) as server, httpx.Client(base_url=server.url, trust_env=False) as client:
        assert client.post("/login", data={"name": "schalter", "password": PASSWORD}).is_redirect
        client.cookies.clear()
        held, confirmed, cancelled = (book(client, each, key=f"key-{each}") for each in range(3))
        for booked, deed in ((confirmed, "confirm"), (cancelled, "cancel")):
            do(client, f"appointments/{booked['id']}/{deed}", token=booked["token"])
        missed, gone, ticket = (take_ticket(client) for _ in range(3))
        do(client, f"visits/{gone['visit']}/leave", token=gone["token"])
        do(client, f"offices/{OFFICE}/counters/{COUNTER}/open", token=TOKENS["clerk"])
        place = {"office": OFFICE, "counter": COUNTER}
        do(client, f"visits/{missed['visit']}/call", token=TOKENS["clerk"], body=place)
        do(client, f"visits/{missed['visit']}/miss", token=TOKENS["clerk"])
        closed = {"from": "2026-12-24", "to": "2026-12-31", "reason": "Inventur"}
        do(client, f"offices/{OFFICE}/closures", token=TOKENS["supervisor"], body=closed)
        time.sleep(ALL_JOBS)
        return {"key": KEY, **TOKENS, "held": held, "confirmed": confirmed, "ticket": ticket}


def do(client: httpx.Client, path: str, *, token: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.post(f"/api/v1/{path}", headers=headers, json=body)
    assert answer.is_success, answer.text
    said: dict[str, Any] = answer.json()
    return said


def take_ticket(client: httpx.Client) -> dict[str, Any]:
    return do(client, "kiosk/tickets", token=TOKENS["kiosk"], body={"services": ["personalausweis"]})


def book(client: httpx.Client, number: int, *, key: str) -> dict[str, Any]:
    days = {"from": str(dt.date.today()), "to": str(dt.date.today() + dt.timedelta(days=14))}  # noqa: DTZ011
    asked = {"office": OFFICE, "service": "reisepass:1", **days}
    free = client.get("/api/v1/availability", params=asked).raise_for_status().json()
    starts = [slot["start"] for day in free["offices"][0]["days"] for slot in day["slots"]]
    wish = {
        "office": OFFICE,
        "services": [{"service": "reisepass", "quantity": 1}],
        "start": starts[-1 - number],
        "citizen": {"name": f"Erika Beispiel-{number}", "email": "erika@post.example"},
    }
    answer = client.post(
        "/api/v1/appointments", json=wish, headers={"Idempotency-Key": key}
    ).raise_for_status()
    booked: dict[str, Any] = answer.json() | {"name": wish["citizen"]["name"]}
    return booked


def live_in(url: str) -> dict[str, Any]:
    """Fill a new database; the tokens that were given out."""
    asyncio.run(migrate(url))
    asyncio.run(play(url))
    return by_http(url)


def sqlite_dump(file: Path) -> str:
    with closing(sqlite3.connect(file)) as database:
        return "\n".join(database.iterdump()) + "\n"


def postgres_dump(url: str) -> str:
    plain = url.replace("+asyncpg", "")
    options = ["--inserts", "--rows-per-insert=50", "--no-owner", "--no-privileges"]
    text = subprocess.run(["pg_dump", *options, plain], check=True, capture_output=True, text=True).stdout
    # Newer versions of pg_dump add lines that only psql understands.
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("\\"))


def main(version: str) -> int:
    folder = HERE / version
    folder.mkdir(exist_ok=True)
    dumps: dict[str, str] = {}
    known: dict[str, Any] = {}
    with throwaway_folder("release") as temporary:
        file = temporary / "aufruf.db"
        known["sqlite"] = live_in(sqlite_url_of(file))
        dumps["sqlite"] = sqlite_dump(file)
    with Postgres() as postgres:
        url = postgres.create_database("release")
        known["postgresql"] = live_in(url)
        dumps["postgresql"] = postgres_dump(url)
    for name, text in dumps.items():
        assert len(text.encode()) < BIGGEST, f"{name}: {len(text.encode())} bytes"
        (folder / f"{name}.sql").write_text(text, encoding="utf-8")
    (folder / "known.json").write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server goes on with the database of every release: nothing is lost, and what was given out holds."""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import sqlalchemy as sa

from aufruf.db.engine import make_engine
from tests import databases
from tests.databases import wait_for
from tests.servers import running_server

HERE = Path(__file__).parent
RELEASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "known.json").exists())
OFFICE, COUNTER = "rathaus", "7"
Contents = dict[str, list[str]]  # of each table, its rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a release has left: its database, and the tokens that it gave out."""

    url: str
    known: dict[str, Any]


@pytest.fixture(params=[f"{release}-{engine}" for release in RELEASES for engine in ("sqlite", "postgresql")])
def left(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Left]:
    release, _, engine = request.param.rpartition("-")
    dump = (HERE / release / f"{engine}.sql").read_text(encoding="utf-8")
    known = json.loads((HERE / release / "known.json").read_text(encoding="utf-8"))[engine]
    if engine == "sqlite":
        file = tmp_path / "aufruf.db"
        with closing(sqlite3.connect(file)) as database:
            database.executescript(dump)
        yield Left(url=databases.sqlite_url_of(file), known=known)
        return
    server, name = request.getfixturevalue("postgres_server"), f"aufruf_release_{uuid.uuid4().hex}"
    url = databases.create_database(server, name)
    wait_for(load(url, dump))
    yield Left(url=url, known=known)
    databases.drop_database(server, name)


async def load(url: str, dump: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        await connection.execute(dump)
    finally:
        await connection.close()


async def contents(
    url: str, columns: dict[str, list[str]] | None = None
) -> tuple[dict[str, list[str]], Contents]:
    """The columns of every table, and all rows of it; where columns are given, of these alone."""
    engine = make_engine(url, pool_size=1)
    async with engine.connect() as connection:
        if columns is None:
            columns = await connection.run_sync(columns_of)
        found = {}
        for table, names in columns.items():
            row = ", ".join(f'"{name}"' for name in names)
            rows = await connection.execute(sa.text(f'SELECT {row} FROM "{table}"'))  # noqa: S608 (our own names)
            found[table] = sorted(str(tuple(each)) for each in rows)
    await engine.dispose()
    return columns, found


def columns_of(connection: sa.Connection) -> dict[str, list[str]]:
    inspector = sa.inspect(connection)
    tables = set(inspector.get_table_names()) - {"alembic_version"}
    return {table: [str(column["name"]) for column in inspector.get_columns(table)] for table in tables}


def test_a_release_left_something_of_everything(left: Left) -> None:
    _, found = wait_for(contents(left.url))
    assert {table for table, rows in found.items() if not rows} == {"erasure"}
    for state in ("waiting", "called", "serving", "parked", "missed", "finished", "transferred", "left"):
        assert any(f"'{state}'" in row for row in found["visit"]), state


def test_the_server_goes_on_with_what_a_release_left(left: Left) -> None:
    columns, before = wait_for(contents(left.url))
    known = left.known
    settings = {"AUFRUF_DATABASE_URL": left.url, "AUFRUF_SECRET_KEY": known["key"], "AUFRUF_REHEARSAL": "1"}
    with running_server(settings) as server, httpx.Client(base_url=server.url, trust_env=False) as client:
        assert client.get("/health/ready").is_success
        _, after = wait_for(contents(left.url, columns))
        assert after == before

        clerk = {"Authorization": f"Bearer {known['clerk']}"}
        called = client.post(f"/api/v1/offices/{OFFICE}/counters/{COUNTER}/call-next", headers=clerk)
        assert called.status_code == 200, called.text
        assert called.json()["state"] == "called"

        held = known["held"]
        owner = {"Authorization": f"Bearer {held['token']}"}
        confirmed = client.post(f"/api/v1/appointments/{held['id']}/confirm", headers=owner)
        assert confirmed.json()["state"] == "confirmed", confirmed.text
        asked = {
            "office": OFFICE,
            "booking_code": known["confirmed"]["booking_code"],
            "name": known["confirmed"]["name"],
        }
        again = client.post("/api/v1/appointments/lookup", json=asked)
        assert again.json() == {name: known["confirmed"][name] for name in ("id", "token")}
        assert client.get(known["ticket"]["status_url"]).is_success
        assert "error" not in {json.loads(line)["level"] for line in server.log.splitlines()}

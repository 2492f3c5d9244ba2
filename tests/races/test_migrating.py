# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Six servers start at once on an empty database: one brings the schema, the others wait and find it."""

import asyncio
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from aufruf.db.migrate import migrate
from tests import databases
from tests.races.crowd import Crowd, gate
from tests.races.stored import rows

pytestmark = pytest.mark.xdist_group("races")

SERVERS = 6


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database in which there is nothing at all."""
    if request.param == "sqlite":
        yield databases.sqlite_url_of(tmp_path / "new.sqlite")
        return
    server, name = request.getfixturevalue("postgres_server"), f"aufruf_new_{uuid.uuid4().hex}"
    yield databases.create_database(server, name)
    databases.drop_database(server, name)


async def start(url: str) -> bool:
    gate()
    return await migrate(url)


async def test_of_six_that_migrate_at_once_one_does_and_all_go_on(empty_url: str, crowd: Crowd) -> None:
    did = await asyncio.to_thread(crowd.all_do, start, [(empty_url,)] * SERVERS)

    assert sorted(did) == [False] * (SERVERS - 1) + [True]
    assert await rows(empty_url, "SELECT * FROM office_day") == []
    assert len(await rows(empty_url, "SELECT version_num FROM alembic_version")) == 1

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several servers start at once on a database in which there is nothing at all."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.faults.aftermath import all_is_well
from tests.faults.hosts import hosts
from tests.faults.people import somebody, until
from tests.faults.screens import walls
from tests.faults.town import found
from tests.races.stored import rows
from tests.servers import SERVE

pytestmark = pytest.mark.xdist_group("faults")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield databases.sqlite_url_of(tmp_path / "new.sqlite")
        return
    server, name = request.getfixturevalue("postgres_server"), f"aufruf_new_{uuid.uuid4().hex}"
    yield databases.create_database(server, name)
    databases.drop_database(server, name)


async def test_of_servers_that_start_at_once_one_makes_the_tables_one_leads_and_all_serve(
    empty_url: str,
) -> None:
    # On SQLite a second process is for a moment only, as when somebody starts the new one too early.
    with hosts(empty_url, SERVE, SERVE) as servers:
        assert len(await rows(empty_url, "SELECT version_num FROM alembic_version")) == 1
        town = await found(empty_url)
        addresses = [each.url for each in servers]
        async with walls(town, addresses, each=1) as screens, somebody(town, *addresses) as people:
            await people.open()
            await people.ticket()
            await people.call()
            await until(lambda: all(screen.calls for screen in screens), "both show it", within=5)
            await all_is_well(town, people, screens, servers)
        assert sum(len(each.said("leading")) for each in servers) == 1

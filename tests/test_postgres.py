# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import asyncpg
import pytest
from sqlalchemy import make_url

from tests import keeper
from tests.databases import wait_for
from tests.postgres import Postgres
from tests.postgres_binaries import Source


async def ask(url: str, statement: str) -> object:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize("source", ["system", "wheel"])
def test_each_source_gives_a_cluster_of_which_nothing_is_left(source: Source) -> None:
    with Postgres(source=source) as postgres:
        assert wait_for(ask(postgres.url, "SELECT 1")) == 1
        assert wait_for(ask(postgres.url, "SHOW timezone")) == "UTC"
        assert wait_for(ask(postgres.url, "SHOW max_connections")) == "300"
        assert keeper.processes_in(postgres.folder)

    assert not keeper.processes_in(postgres.folder)
    assert not postgres.folder.exists()


async def test_a_kill_and_a_restart_keep_what_was_committed() -> None:
    with Postgres() as postgres:
        await ask(postgres.url, "CREATE TABLE kept (number int)")
        await ask(postgres.url, "INSERT INTO kept VALUES (7)")

        postgres.kill()
        assert not postgres.is_running
        with pytest.raises(OSError, match="Connect"):
            await ask(postgres.url, "SELECT 1")

        postgres.restart()
        assert await ask(postgres.url, "SELECT number FROM kept") == 7


async def test_a_copy_of_a_database_holds_what_the_template_held() -> None:
    with Postgres() as postgres:
        await ask(postgres.create_database("filled"), "CREATE TABLE town AS SELECT 'Musterstadt' AS name")

        copy = postgres.create_database("copy", template="filled")

        assert await ask(copy, "SELECT name FROM town") == "Musterstadt"
        postgres.drop_database("copy")
        with pytest.raises(asyncpg.InvalidCatalogNameError):
            await ask(copy, "SELECT 1")

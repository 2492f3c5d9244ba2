# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""People get into the house."""

from collections.abc import AsyncIterator

import pytest

from aufruf.actions.users import add_user
from aufruf.db import access
from aufruf.db.transaction import Database
from aufruf.domain.access import Person
from aufruf.domain.errors import NameTaken, NotValid
from aufruf.domain.roles import Role
from tests.builders import open_database
from tests.web.served import make_office


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    db = await open_database(database_url)
    await make_office(db, "mitte")
    await make_office(db, "nord")
    await make_office(db, "anderswo", tenant="nachbar")
    yield db
    await db.close()


async def test_a_clerk_is_found_by_the_token_with_all_their_offices(db: Database) -> None:
    async with db.transaction() as tx:
        await add_user(tx, id_="u1", name="Anna", role=Role.CLERK, offices=["nord", "mitte"], token_key="k1")
    async with db.reading() as reading:
        found = await access.person_with_token(reading.connection, "k1")
    assert found == Person(user="u1", tenant="default", role=Role.CLERK, offices=frozenset({"mitte", "nord"}))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
async def test_everybody_but_an_administrator_needs_an_office(db: Database, role: Role) -> None:
    with pytest.raises(NotValid):
        async with db.transaction() as tx:
            await add_user(tx, id_="u1", name="anna", role=role)


async def test_an_administrator_belongs_to_the_default_tenant_or_to_that_of_the_office(db: Database) -> None:
    async with db.transaction() as tx:
        here = await add_user(tx, id_="u1", name="anna", role=Role.ADMINISTRATOR)
        there = await add_user(tx, id_="u2", name="bela", role=Role.ADMINISTRATOR, offices=["anderswo"])
    assert (here.tenant, there.tenant) == ("default", "nachbar")


async def test_a_name_that_differs_only_in_case_is_taken(db: Database) -> None:
    async with db.transaction() as tx:
        await add_user(tx, id_="u1", name="Anna", role=Role.CLERK, offices=["mitte"])
    with pytest.raises(NameTaken):
        async with db.transaction() as tx:
            await add_user(tx, id_="u2", name="anna", role=Role.CLERK, offices=["mitte"])


@pytest.mark.parametrize("name", ["", " ", "anna b", "a" * 101, "anna\x00", "anna/b", "<anna>"])
async def test_a_name_nobody_could_type_is_refused(db: Database, name: str) -> None:
    with pytest.raises(NotValid):
        async with db.transaction() as tx:
            await add_user(tx, id_="u1", name=name, role=Role.ADMINISTRATOR)


async def test_an_unknown_office_and_offices_of_two_tenants_are_refused(db: Database) -> None:
    for offices in (["nirgends"], ["mitte", "anderswo"]):
        with pytest.raises(NotValid):
            async with db.transaction() as tx:
                await add_user(tx, id_="u1", name="anna", role=Role.CLERK, offices=offices)


async def test_a_staff_member_who_is_not_in_these_offices_is_refused(db: Database) -> None:
    with pytest.raises(NotValid):
        async with db.transaction() as tx:
            await add_user(tx, id_="u1", name="anna", role=Role.CLERK, offices=["mitte"], staff="niemand")

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the demo town says how it is; whatever a visitor has let go is silent, and stops nobody."""

from collections.abc import AsyncIterator

import pytest

from aufruf.actions.devices import add_device, revoke_device
from aufruf.db.transaction import Database
from aufruf.demo.devices import devices_of, speak
from aufruf.demo.town import Town
from aufruf.reads.devices import devices_of as seen_in
from tests.builders import open_database, small_town


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[Database]:
    db = await open_database(sqlite_url)
    yield db
    await db.close()


async def states(db: Database) -> dict[str, str]:
    async with db.reading() as reading:
        return {each.known.device.kind: each.state for each in await seen_in(reading, "mitte")}


async def test_they_are_alive_until_a_visitor_lets_one_go(db: Database) -> None:
    office = await small_town(db)
    for device in devices_of(office):
        async with db.transaction() as tx:
            await add_device(tx, id_=device.id, office=device.office, kind=device.kind, token_key=device.id)
    town = Town(doors=db, seed=1, offices=(office,), clerks=())
    await speak(town)
    assert await states(db) == dict.fromkeys(("kiosk", "terminal", "display", "printer"), "ok")
    async with db.transaction() as tx:
        await revoke_device(tx, id_="mitte-kiosk", office="mitte")
    await speak(town)
    assert await states(db) == dict.fromkeys(("terminal", "display"), "ok")

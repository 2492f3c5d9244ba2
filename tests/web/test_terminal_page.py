# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a terminal's page says by itself, without a browser."""

import httpx

from aufruf.actions.early_closing import close_early
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter, CounterKind, Resource
from aufruf.domain.roles import DeviceKind
from tests import builders
from tests.builders import small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import open_page, send, words
from tests.web.served import make_device

FOTO = builders.service(id="foto", name="Biometrisches Foto", minutes=5, resource=Resource.TERMINAL)
PLACES = (Counter(id="1"), Counter(id="T1", kind=CounterKind.TERMINAL))


async def test_a_terminal_sends_nobody_for_a_ticket_once_its_office_has_closed_early(
    db: Database, client: httpx.AsyncClient
) -> None:
    await small_town(db, counters=PLACES, services={each.id: each for each in (*builders.SERVICES, FOTO)})
    machine = await make_device(db, DeviceKind.TERMINAL, id_="maschine")
    assert (await send(client, "/pairing", token=machine)).url.path == "/terminal"
    free = words(await send(client, "/terminal/open"))
    assert "Bitte ziehen Sie am Eingang eine Wartemarke." in free
    async with db.transaction() as tx:
        await close_early(tx, office="mitte", reason="Wasserschaden")
    shut = words(await open_page(client, "/terminal"))
    assert "Der Standort ist geschlossen." in shut
    assert "Wartemarke" not in shut

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A served office with devices and people, as a process of its own, on a Monday at nine."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aufruf.domain.roles import DeviceKind, Role
from tests.builders import open_database, small_town
from tests.servers import RunningServer, running_server
from tests.web.measured import measure_lengths
from tests.web.served import KEY, PASSWORD, make_device, make_user


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Where it is, the tokens of its devices, and who may log in."""

    url: str
    kiosk: str
    display: str
    logins: Mapping[str, tuple[str, str]]
    server: RunningServer


@asynccontextmanager
async def open_house(database_url: str, **settings: str) -> AsyncIterator[House]:
    """Serve the small town from a migrated database, until the block ends; with settings, if said."""
    db = await open_database(database_url)
    try:
        await small_town(db)
        await measure_lengths(db, days=0)
        await make_user(db, Role.RECEPTION, name="empfang", password=PASSWORD)
        await make_user(db, Role.SUPERVISOR, name="leitung", password=PASSWORD)
        await make_user(db, Role.CLERK, name="anna", staff="anna", password=PASSWORD)
        kiosk = await make_device(db, DeviceKind.KIOSK)
        display = await make_device(db, DeviceKind.DISPLAY, id_="wand")
    finally:
        await db.close()
    env = {
        "AUFRUF_DATABASE_URL": database_url,
        "AUFRUF_SECRET_KEY": KEY,
        "AUFRUF_REHEARSAL": "1",
        "AUFRUF_CLOCK_START": "2026-11-23T09:00:00+01:00",
    } | settings
    with running_server(env) as server:
        yield House(
            server=server,
            url=server.url,
            kiosk=kiosk,
            display=display,
            logins={
                "reception": ("empfang", PASSWORD),
                "clerk": ("anna", PASSWORD),
                "supervisor": ("leitung", PASSWORD),
            },
        )

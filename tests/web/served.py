# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole application, served within the test: no network, but everything else is real.

It runs in the test's own event loop, so requests may be sent at the same time with asyncio.gather.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa
from litestar import Litestar

from aufruf.actions.devices import add_device
from aufruf.actions.passwords import hash_password
from aufruf.actions.users import add_user
from aufruf.app import make_app
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from aufruf.settings import Settings
from aufruf.web.tokens import DEVICE, PERSONAL, key_of, new_secret
from tests.builders import SetClock

KEY = "a secret key that only tests use"
PASSWORD = "richtig-lang-und-geheim"


@asynccontextmanager
async def app_over(
    database_url: str, *, clock: SetClock | None = None, **changes: Any
) -> AsyncIterator[Litestar]:
    """The application over this database, started and ended; the clock shows Monday, 09:00."""
    defaults: dict[str, Any] = {
        "data_dir": Path("/nowhere"),
        "database_url": database_url,
        "secret_key": KEY,
        "forecasts": False,  # their process takes seconds to start
    }
    app = make_app(Settings(**(defaults | changes)), real=clock or SetClock(), with_jobs=False)
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    over = asyncio.Event()

    async def live() -> None:  # a task of its own: a fixture is set up in one task and ended in another
        try:
            async with app.lifespan():
                ready.set_result(None)
                await over.wait()
        except BaseException as error:
            if ready.done():
                raise
            ready.set_exception(error)

    life = asyncio.create_task(live())
    await ready
    try:
        yield app
    finally:
        over.set()
        await life


def client_of(app: Litestar, *, address: str = "192.0.2.1", token: str | None = None) -> httpx.AsyncClient:
    """A client at this address, with a token if given. A defect is a status of 500, as from a server."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 50000)),  # type: ignore[arg-type]
        base_url="http://aufruf.test",
        headers={"Authorization": f"Bearer {token}"} if token else {},
    )


@asynccontextmanager
async def served(
    database_url: str, *, clock: SetClock | None = None, **settings: Any
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application over this database."""
    async with app_over(database_url, clock=clock, **settings) as app, client_of(app) as client:
        yield client


def database_of(app: Litestar) -> Database:
    """The way to the database that the application uses itself."""
    db: Database = app.state.wiring.db
    return db


async def make_office(db: Database, office: str = "mitte", *, tenant: str = "default") -> str:
    """An office of which there is nothing but its row."""
    async with db.transaction() as tx:
        if (await tx.connection.execute(sa.select(t.tenant).where(t.tenant.c.id == tenant))).first() is None:
            await tx.connection.execute(sa.insert(t.tenant), {"id": tenant, "name": tenant})
        await tx.connection.execute(
            sa.insert(t.office), {"id": office, "tenant_id": tenant, "name": f"Bürgerbüro {office}"}
        )
    return office


async def make_user(
    db: Database,
    role: Role,
    offices: list[str] | None = None,
    *,
    name: str | None = None,
    staff: str | None = None,
    password: str | None = None,
) -> str:
    """Somebody with this role for these offices (`mitte` if not said); their personal token."""
    token = new_secret(PERSONAL)
    password_hash = await hash_password(password) if password else None
    async with db.transaction() as tx:
        await add_user(
            tx,
            id_=secrets.token_hex(8),
            name=name or f"{role}-{secrets.token_hex(4)}",
            role=role,
            offices=["mitte"] if offices is None else offices,
            staff=staff,
            password_hash=password_hash,
            token_key=key_of(token),
        )
    return token


async def make_device(
    db: Database, kind: DeviceKind, office: str = "mitte", *, id_: str | None = None, name: str = ""
) -> str:
    """A device of this kind in an office; its token."""
    token = new_secret(DEVICE)
    async with db.transaction() as tx:
        await add_device(
            tx,
            id_=id_ or secrets.token_hex(8),
            office=office,
            kind=kind,
            token_key=key_of(token),
            name=name,
        )
    return token

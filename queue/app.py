# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The composition root: settings → database → pages, api, jobs."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from litestar import Litestar, Router, get
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig

from aufruf import api, clock
from aufruf.db.engine import make_engine
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.settings import Settings
from aufruf.web import errors
from aufruf.web.tokens import CitizenTokens
from aufruf.web.wiring import DEPENDENCIES, Login, Wiring

BODY_LIMIT = 1_000_000  # bytes; nobody here sends more than a form
VERSION = "0.1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """What the demo adds to a server: its pages, its log-ins, and the people who live as long as it runs."""

    router: Router
    logins: tuple[Login, ...]
    alive: Callable[[Database], AbstractAsyncContextManager[None]]


RealTime = Callable[[], dt.datetime]


def open_database(settings: Settings, *, durable: bool = True, real: RealTime = clock.now) -> Database:
    """The way to the database that the settings name."""
    engine = make_engine(settings.database_url, durable=durable)
    return Database(engine, clock=real, rehearsal=settings.rehearsal)


def make_app(
    settings: Settings, *, durable: bool = True, town: Town | None = None, real: RealTime = clock.now
) -> Litestar:
    """The whole server as one ASGI application; with `town` it is the demo. A test sets the `real` time."""
    db = open_database(settings, durable=durable, real=real)
    wiring = Wiring(
        db=db,
        tokens=CitizenTokens(settings.secret_key),
        base_url=settings.base_url,
        rate_limit=settings.rate_limit,
        trusted_proxies=settings.trusted_proxies,
        rehearsal=settings.rehearsal,
        demo_logins=town.logins if town else (),
    )

    @asynccontextmanager
    async def alive(_app: Litestar) -> AsyncIterator[None]:
        await migrate(settings.database_url)
        try:
            if town is None:
                yield
            else:
                async with town.alive(db):
                    yield
        finally:
            await db.close()

    return Litestar(
        route_handlers=[api.router, is_alive, *([town.router] if town else [])],
        dependencies=DEPENDENCIES,
        exception_handlers=errors.HANDLERS,
        lifespan=[alive],
        state=State({"wiring": wiring}),
        request_max_body_size=BODY_LIMIT,
        openapi_config=OpenAPIConfig(title="Aufruf", version=VERSION, path="/schema"),
        debug=False,
        logging_config=None,
    )


@get("/health/live", include_in_schema=False)
async def is_alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}

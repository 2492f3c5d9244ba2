# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests over HTTP may ask for: a clock, the application, its database, a client."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from tests.builders import SetClock
from tests.web.served import app_over, client_of, database_of


@pytest.fixture
def clock() -> SetClock:
    """The clock of the application; a test sets it."""
    return SetClock()


@pytest.fixture
async def app(database_url: str, clock: SetClock) -> AsyncIterator[Litestar]:
    """The application over an empty database, once on each engine."""
    async with app_over(database_url, clock=clock) as app:
        yield app


@pytest.fixture
def db(app: Litestar) -> Database:
    """The database of the application."""
    return database_of(app)


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody whom nobody knows."""
    async with client_of(app) as client:
        yield client

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Log-in: right or wrong, and locked after ten wrong ones."""

import asyncio
import time

import httpx
import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.roles import Role
from tests.builders import SetClock, small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import PASSWORD, client_of, make_user


@pytest.fixture(autouse=True)
async def anna(db: Database) -> None:
    await small_town(db)
    await make_user(db, Role.CLERK, name="anna", password=PASSWORD)


async def log_in(client: httpx.AsyncClient, name: str = "anna", password: str = PASSWORD) -> int:
    """The status: 303 leads on."""
    return (await client.post("/login", data={"name": name, "password": password})).status_code


async def log_in_from(app: Litestar, address: str, *, name: str = "anna", password: str = PASSWORD) -> int:
    async with client_of(app, address=address) as client:
        return await log_in(client, name, password)


async def test_the_right_password_opens_the_door_however_the_name_is_typed(client: httpx.AsyncClient) -> None:
    assert await log_in(client, " Anna ") == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [("anna", "falsch-geraten"), ("niemand", PASSWORD), ("anna", ""), ("", ""), ("anna", PASSWORD.upper())],
)
async def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    client: httpx.AsyncClient, name: str, password: str
) -> None:
    assert await log_in(client, name, password) == 401
    assert "aufruf_session" not in client.cookies


async def test_somebody_with_a_token_only_cannot_log_in(client: httpx.AsyncClient, db: Database) -> None:
    await make_user(db, Role.CLERK, name="programm")
    assert await log_in(client, "programm", "") == 401


async def test_the_password_is_stored_as_argon2id(db: Database) -> None:
    async with db.reading() as reading:
        stored = (await reading.connection.execute(sa.select(t.user.c.password_hash))).scalar_one()
    assert stored.startswith("$argon2id$")


async def test_an_unknown_name_takes_as_long_as_a_known_one(client: httpx.AsyncClient) -> None:
    await log_in(client, "niemand", "x" * 12)  # whatever happens once has happened
    took: dict[str, list[float]] = {"anna": [], "niemand": []}
    for name, times in took.items():
        for _ in range(3):
            began = time.perf_counter()
            await log_in(client, name, "falsch-geraten")
            times.append(time.perf_counter() - began)
    assert min(took["niemand"]) > 0.3 * min(took["anna"])


async def test_ten_wrong_ones_lock_a_name_wherever_they_came_from(app: Litestar, clock: SetClock) -> None:
    for number in range(10):
        assert await log_in_from(app, f"198.51.100.{number}", password="falsch-geraten") == 401
        clock.advance(seconds=30)
    async with client_of(app, address="203.0.113.7") as client:
        answer = await client.post("/login", data={"name": "anna", "password": PASSWORD})
    assert answer.status_code == 429
    assert 540 <= int(answer.headers["retry-after"]) <= 600


async def test_a_lock_ends_ten_minutes_after_the_last_wrong_one(app: Litestar, clock: SetClock) -> None:
    for number in range(10):
        await log_in_from(app, f"198.51.100.{number}", password="falsch-geraten")
        clock.advance(seconds=50)
    clock.advance(minutes=8)
    assert await log_in_from(app, "203.0.113.7") == 429
    clock.advance(minutes=2)
    assert await log_in_from(app, "203.0.113.7") == 303


async def test_a_name_that_nobody_has_is_locked_just_the_same(app: Litestar) -> None:
    for number in range(10):
        await log_in_from(app, f"198.51.100.{number}", name="niemand", password="falsch-geraten")
    assert await log_in_from(app, "203.0.113.7", name="niemand") == 429
    assert await log_in_from(app, "203.0.113.7") == 303


async def test_right_ones_are_not_counted(client: httpx.AsyncClient) -> None:
    statuses = [await log_in(client) for _ in range(12)]
    assert statuses == [303] * 12


async def test_guesses_at_the_same_time_are_not_all_let_through(app: Litestar) -> None:
    many = [log_in_from(app, f"198.51.100.{n}", password="falsch-geraten") for n in range(25)]
    statuses = await asyncio.gather(*many)
    assert sorted(statuses) == [401] * 10 + [429] * 15


async def test_ten_wrong_ones_from_an_address_lock_the_address_and_no_other(app: Litestar) -> None:
    for number in range(10):
        await log_in_from(app, "198.51.100.1", name=f"niemand{number}", password="falsch-geraten")
    assert await log_in_from(app, "198.51.100.1") == 429
    assert await log_in_from(app, "198.51.100.2") == 303


async def test_what_is_refused_at_a_locked_address_locks_no_name(app: Litestar) -> None:
    for number in range(10):
        await log_in_from(app, "198.51.100.1", name=f"niemand{number}", password="falsch-geraten")
    for _ in range(12):
        assert await log_in_from(app, "198.51.100.1", password="falsch-geraten") == 429
    assert await log_in_from(app, "198.51.100.2") == 303

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A browser that is logged in does only what our own pages made it do."""

from collections.abc import AsyncIterator

import httpx
import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.roles import Role
from tests.builders import SetClock, small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import PASSWORD, app_over, client_of, database_of, make_user

COOKIE = "aufruf_session"
OPEN = "/api/v1/offices/mitte/counters/1/open"
OURS = "http://aufruf.test"


@pytest.fixture
async def anna(db: Database) -> str:
    """A clerk with a password."""
    await small_town(db)
    await make_user(db, Role.CLERK, name="anna", password=PASSWORD)
    return "anna"


async def log_in(client: httpx.AsyncClient, name: str = "anna", password: str = PASSWORD) -> httpx.Response:
    return await client.post("/login", data={"name": name, "password": password})


async def sessions(db: Database) -> list[tuple[str, str]]:
    """The sessions that are stored: the hash of the cookie, and the secret."""
    async with db.reading() as reading:
        rows = await reading.connection.execute(sa.select(t.session.c.key, t.session.c.csrf))
        return [(row.key, row.csrf) for row in rows]


@pytest.fixture
async def csrf(client: httpx.AsyncClient, db: Database, anna: str) -> str:
    """Anna is logged in with this client; the secret of her session."""
    assert (await log_in(client)).status_code == 303
    ((_, secret),) = await sessions(db)
    return secret


async def test_nobody_who_only_looks_gets_a_session(client: httpx.AsyncClient, db: Database) -> None:
    answer = await client.get("/")
    assert answer.is_success
    assert COOKIE not in answer.cookies
    assert await sessions(db) == []


async def test_log_in_gives_a_cookie_that_no_script_and_no_other_site_gets(
    client: httpx.AsyncClient, anna: str
) -> None:
    answer = await log_in(client)
    attributes = answer.headers["set-cookie"].lower()
    assert answer.status_code == 303
    assert all(part in attributes for part in ("httponly", "samesite=lax", "path=/", "max-age=43200"))
    assert "secure" not in attributes


async def test_behind_https_the_cookie_never_travels_in_the_clear(database_url: str) -> None:
    async with app_over(database_url, base_url="https://termine.example") as app, client_of(app) as client:
        await small_town(database_of(app))
        await make_user(database_of(app), Role.CLERK, name="anna", password=PASSWORD)
        assert "secure" in (await log_in(client)).headers["set-cookie"].lower()


async def test_a_cookie_chosen_by_somebody_else_is_never_adopted(
    client: httpx.AsyncClient, db: Database, anna: str
) -> None:
    chosen = "x" * 43
    client.cookies.set(COOKIE, chosen, domain="aufruf.test", path="/")
    answer = await log_in(client)
    assert answer.cookies[COOKIE] != chosen
    client.cookies.clear()
    client.cookies.set(COOKIE, chosen)
    assert (await client.get("/api/v1/offices/mitte/queue")).status_code == 401


async def test_the_database_does_not_know_the_cookie(
    client: httpx.AsyncClient, db: Database, csrf: str
) -> None:
    ((key, _),) = await sessions(db)
    assert client.cookies[COOKIE] not in (key, csrf)


async def test_logging_in_again_ends_the_session_before(
    client: httpx.AsyncClient, db: Database, csrf: str
) -> None:
    before = client.cookies[COOKIE]
    await log_in(client)
    assert client.cookies[COOKIE] != before
    assert len(await sessions(db)) == 1


async def test_a_session_is_over_after_twelve_hours(
    client: httpx.AsyncClient, clock: SetClock, csrf: str
) -> None:
    clock.advance(hours=11, minutes=59)
    assert (await client.get("/api/v1/offices/mitte/queue")).status_code == 200
    clock.advance(minutes=1)
    assert (await client.get("/api/v1/offices/mitte/queue")).status_code == 401


async def test_after_log_out_the_cookie_is_worth_nothing(
    client: httpx.AsyncClient, db: Database, csrf: str
) -> None:
    cookie = client.cookies[COOKIE]
    answer = await client.post("/logout", data={"csrf_token": csrf})
    assert answer.status_code == 303
    assert COOKIE not in client.cookies
    client.cookies.set(COOKIE, cookie)
    assert (await client.get("/api/v1/offices/mitte/queue")).status_code == 401
    assert await sessions(db) == []


async def test_whoever_may_no_longer_log_in_is_out_at_once(
    client: httpx.AsyncClient, db: Database, csrf: str
) -> None:
    async with db.transaction() as tx:
        await tx.connection.execute(sa.update(t.user).values(disabled=True))
    assert (await client.get("/api/v1/offices/mitte/queue")).status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"x-csrf-token": "{csrf}"}, 200, id="a script of ours"),
        pytest.param({"x-csrf-token": "{csrf}", "origin": OURS}, 200, id="with our origin"),
        pytest.param(
            {"x-csrf-token": "{csrf}", "sec-fetch-site": "same-origin"}, 200, id="a browser says ours"
        ),
        pytest.param({}, 403, id="no secret"),
        pytest.param({"x-csrf-token": "wrong"}, 403, id="a wrong secret"),
        pytest.param(
            {"x-csrf-token": "{csrf}", "origin": "https://evil.example"}, 403, id="a foreign origin"
        ),
        pytest.param({"x-csrf-token": "{csrf}", "origin": "null"}, 403, id="an origin that hides"),
        pytest.param({"x-csrf-token": "{csrf}", "sec-fetch-site": "cross-site"}, 403, id="another site"),
        pytest.param({"x-csrf-token": "{csrf}", "sec-fetch-site": "same-site"}, 403, id="a neighbour's site"),
    ],
)
async def test_a_session_acts_only_for_our_own_pages(
    client: httpx.AsyncClient, csrf: str, headers: dict[str, str], status: int
) -> None:
    sent = {name: value.replace("{csrf}", csrf) for name, value in headers.items()}
    answer = await client.post(OPEN, headers=sent)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "not_allowed"


async def test_the_secret_of_one_session_does_not_fit_another(
    app: Litestar, client: httpx.AsyncClient, db: Database, csrf: str
) -> None:
    await make_user(db, Role.CLERK, name="bela", password=PASSWORD)
    async with client_of(app) as other:
        await log_in(other, "bela")
        assert (await other.post(OPEN, headers={"x-csrf-token": csrf})).status_code == 403


async def test_a_personal_token_needs_no_secret(app: Litestar, db: Database) -> None:
    await small_town(db)
    async with client_of(app, token=await make_user(db, Role.CLERK)) as program:
        assert (await program.post(OPEN)).status_code == 200


async def test_a_handler_that_asks_for_nobody_is_guarded_as_well(
    client: httpx.AsyncClient, csrf: str
) -> None:
    answer = await client.post("/language", data={"language": "en"})
    assert answer.status_code == 403


@pytest.fixture
async def another(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """A browser on which another site is open."""
    async with client_of(app) as client:
        client.headers["origin"] = "https://evil.example"
        yield client


async def test_another_site_cannot_log_somebody_in(another: httpx.AsyncClient, anna: str) -> None:
    answer = await log_in(another)
    assert answer.status_code == 403
    assert COOKIE not in another.cookies

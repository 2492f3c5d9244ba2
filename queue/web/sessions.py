# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Log-in and log-out with a browser. The cookie is new at every log-in, so none can be foisted on anybody."""

from litestar.datastructures import Cookie

from aufruf.actions.logging_in import SESSION, end_session, start_session
from aufruf.actions.passwords import LONGEST, is_password
from aufruf.actions.users import login_name
from aufruf.db import users
from aufruf.domain.errors import NotAuthenticated
from aufruf.web.addresses import only_from_our_pages
from aufruf.web.callers import SESSION_COOKIE, session_of
from aufruf.web.limits import guessing
from aufruf.web.tokens import key_of, new_secret
from aufruf.web.wire import AnyRequest
from aufruf.web.wiring import Wiring


async def log_in(request: AnyRequest, wiring: Wiring, *, name: str, password: str) -> Cookie:
    """Log somebody in; the cookie to answer with.

    Raises NotAuthenticated for a wrong name or password alike, TooMany, NotAllowed for a form of
    another site: nobody shall be logged in without noticing as somebody else.
    """
    only_from_our_pages(request, wiring.base_url)
    name = login_name(name)
    async with guessing(request, wiring, name=name):
        async with wiring.db.reading() as reading:
            login = await users.login_of(reading.connection, name)
        right = await is_password(password[: LONGEST + 1], login.password_hash if login else None)
        if login is None or not right:
            raise NotAuthenticated
    cookie = new_secret()
    before = request.cookies.get(SESSION_COOKIE)
    async with wiring.db.transaction() as tx:
        await start_session(
            tx,
            user=login.user,
            key=key_of(cookie),
            csrf=new_secret(),
            instead_of=key_of(before) if before else None,
        )
    return _cookie(request, wiring, cookie, seconds=int(SESSION.total_seconds()))


async def log_out(request: AnyRequest, wiring: Wiring) -> Cookie:
    """Log out whoever is logged in; the cookie to answer with. Raises NotAllowed for another site's form."""
    if await session_of(request, wiring.db) is not None:
        async with wiring.db.transaction() as tx:
            await end_session(tx, key=key_of(request.cookies[SESSION_COOKIE]))
    return _cookie(request, wiring, "", seconds=0)


async def csrf_token(request: AnyRequest, wiring: Wiring) -> str:
    """What a page's forms send as `csrf_token`, its scripts as X-CSRF-Token; empty if nobody is logged in."""
    session = await session_of(request, wiring.db)
    return session.csrf if session else ""


def _cookie(request: AnyRequest, wiring: Wiring, value: str, *, seconds: int) -> Cookie:
    secure = (wiring.base_url or str(request.base_url)).startswith("https://")
    return Cookie(
        key=SESSION_COOKIE,
        value=value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure,
    )

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is calling: found out once for each request, from a bearer token or a session cookie.

Here, and so nowhere to be forgotten, is also made sure that whoever calls with a cookie means it:
a browser sends cookies along with whatever another site makes it send.
"""

import hmac

from litestar import Request, WebSocket

from aufruf.db import access
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, Session
from aufruf.domain.errors import NotAllowed
from aufruf.web.addresses import only_from_our_pages
from aufruf.web.tokens import DEVICE, PERSONAL, key_of
from aufruf.web.wire import AnyRequest, Connection

SESSION_COOKIE = "aufruf_session"
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
AS_STRANGER = "as_stranger"  # an option of a handler
CSRF_HEADER, CSRF_FIELD = "x-csrf-token", "csrf_token"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def bearer(connection: Connection) -> str | None:
    """The token sent with a call, whosever it is."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


async def caller_of(connection: Connection, db: Database) -> Caller:
    """The person or device behind a call; None for everybody else, citizens included.

    Raises NotAllowed where a browser's session would do something that our own pages did not ask for.
    """
    known = connection.scope["state"]
    if "aufruf_caller" not in known:
        session = await session_of(connection, db)
        known["aufruf_caller"] = session.person if session else await _with_token(connection, db)
    caller: Caller = known["aufruf_caller"]
    return caller


async def session_of(connection: Connection, db: Database) -> Session | None:
    """The browser session behind a call, with the secret that its forms carry. Raises as `caller_of` does."""
    known = connection.scope["state"]
    if "aufruf_session" not in known:
        known["aufruf_session"] = await _session(connection, db)
    session: Session | None = known["aufruf_session"]
    return session


def forget_caller(connection: Connection) -> None:
    """Have it found out anew: who has a socket open for hours may have lost their right meanwhile."""
    connection.scope["state"].pop("aufruf_caller", None)
    connection.scope["state"].pop("aufruf_session", None)


async def _with_token(connection: Connection, db: Database) -> Caller:
    token = bearer(connection)
    if token is None or not token.startswith((PERSONAL, DEVICE)):
        return None
    async with db.reading() as reading:
        if token.startswith(PERSONAL):
            return await access.person_with_token(reading.connection, key_of(token))
        return await access.device_with_token(reading.connection, key_of(token))


async def _session(connection: Connection, db: Database) -> Session | None:
    cookie = connection.cookies.get(SESSION_COOKIE)
    if not cookie or bearer(connection) is not None or _comes_as_stranger(connection):
        return None
    async with db.reading() as reading:
        session = await access.session_with_key(reading.connection, key_of(cookie), now=reading.now)
    if session is not None:
        await _make_sure_it_is_meant(connection, session)
    return session


def _comes_as_stranger(connection: Connection) -> bool:
    """Whoever logs in is nobody until then, even in a browser where somebody is logged in already."""
    return isinstance(connection, Request) and bool(connection.route_handler.opt.get(AS_STRANGER))


async def _make_sure_it_is_meant(connection: Connection, session: Session) -> None:
    if isinstance(connection, WebSocket):
        only_from_our_pages(connection, connection.app.state.wiring.base_url)
    elif isinstance(connection, Request) and connection.method not in SAFE:
        only_from_our_pages(connection, connection.app.state.wiring.base_url)
        said = connection.headers.get(CSRF_HEADER) or await _said_in_form(connection)
        if not hmac.compare_digest(said.encode(), session.csrf.encode()):
            raise NotAllowed


async def _said_in_form(request: AnyRequest) -> str:
    if request.content_type[0] not in FORMS:
        return ""
    return str((await request.form()).get(CSRF_FIELD, ""))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is calling: found out once for each request, from a bearer token or a session cookie."""

from typing import Any

from litestar.connection import ASGIConnection

from aufruf.db import access
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller
from aufruf.web.tokens import DEVICE, PERSONAL, key_of

SESSION_COOKIE = "aufruf_session"
Connection = ASGIConnection[Any, Any, Any, Any]


def bearer(connection: Connection) -> str | None:
    """The token sent with a call, whosever it is."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


async def caller_of(connection: Connection, db: Database) -> Caller:
    """The person or device behind a call; None for everybody else, citizens included."""
    token = bearer(connection)
    async with db.reading() as reading:
        if token is not None and token.startswith(PERSONAL):
            return await access.person_with_token(reading.connection, key_of(token))
        if token is not None and token.startswith(DEVICE):
            return await access.device_with_token(reading.connection, key_of(token))
        cookie = connection.cookies.get(SESSION_COOKIE)
        if token is None and cookie:
            return await access.person_with_session(reading.connection, key_of(cookie), now=reading.now)
    return None

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is logged in with a browser. Nobody else has a row here."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t

START = sa.insert(t.session)
END = sa.delete(t.session).where(t.session.c.key == sa.bindparam("ending"))


async def start(
    connection: AsyncConnection, *, user: str, key: str, csrf: str, at: dt.datetime, until: dt.datetime
) -> None:
    """Store a session; the key is the hash of its cookie."""
    row = {"key": key, "user_id": user, "csrf": csrf, "created_at": at, "expires_at": until}
    await connection.execute(START, row)


async def end(connection: AsyncConnection, key: str) -> None:
    """Forget a session, if there is one with this key."""
    await connection.execute(END, {"ending": key})

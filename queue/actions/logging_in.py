# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody logs in with a browser, and out again."""

import datetime as dt

from aufruf.db import sessions
from aufruf.db.transaction import Transaction

SESSION = dt.timedelta(hours=12)


async def start_session(tx: Transaction, *, user: str, key: str, csrf: str, instead_of: str | None) -> None:
    """Begin a session whose cookie has the hash `key`. The one that this browser had is over."""
    if instead_of is not None:
        await sessions.end(tx.connection, instead_of)
    await sessions.start(tx.connection, user=user, key=key, csrf=csrf, at=tx.now, until=tx.now + SESSION)


async def end_session(tx: Transaction, *, key: str) -> None:
    """End a session: its cookie is worth nothing from now on."""
    await sessions.end(tx.connection, key)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often somebody may try: counted for all processes, under a hash that nobody can turn back."""

import datetime as dt
import hashlib
import hmac
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aufruf.db import limits
from aufruf.db.limits import Window
from aufruf.domain.access import Device, Person
from aufruf.domain.errors import NotAuthenticated, NotFound, TooMany
from aufruf.web.addresses import address_of
from aufruf.web.callers import caller_of
from aufruf.web.wire import AnyRequest
from aufruf.web.wiring import Wiring

WRITES, WRITES_IN = 600, dt.timedelta(minutes=1)
WRONG, WRONG_IN = 10, dt.timedelta(minutes=10)


async def count_public_write(request: AnyRequest, wiring: Wiring) -> None:
    """Count a write from this address. Raises TooMany."""
    if not wiring.rate_limit:
        return
    key = _key(wiring, "writes", address_of(request, wiring.trusted_proxies))
    async with wiring.db.alone() as one:
        window = await limits.count(one.connection, key, now=one.now, length=WRITES_IN)
    if window.count > WRITES:
        raise _too_many(window, length=WRITES_IN, now=one.now)


@asynccontextmanager
async def guessing(request: AnyRequest, wiring: Wiring, *, name: str | None = None) -> AsyncIterator[None]:
    """Let somebody try a code or a log-in within this block: ten wrong ones in ten minutes, no more.

    The try is counted before it is made, so that many at once are not all let through, and taken
    back unless it was wrong: unless the block raises NotFound or NotAuthenticated. Counted are
    those of an address (or of a kiosk or a person, who are known), and those of a log-in `name`,
    whether or not anybody has it. The tenth wrong one locks for ten minutes. Raises TooMany.
    """
    if not wiring.rate_limit:
        yield
        return
    keys = [_key(wiring, "wrong", await _who(request, wiring))]
    if name is not None:
        keys.append(_key(wiring, "name", name))
    windows = {}
    async with wiring.db.transaction() as tx:
        for key in sorted(keys):
            windows[key] = await limits.count(tx.connection, key, now=tx.now, length=WRONG_IN)
        over = [window for window in windows.values() if window.count > WRONG]
        if over:  # raised within the transaction: what is refused is not counted for the others
            raise max(
                (_too_many(window, length=WRONG_IN, now=tx.now) for window in over),
                key=lambda error: error.retry_after_seconds,
            )
    try:
        yield
    except (NotFound, NotAuthenticated):
        last = [key for key, window in windows.items() if window.count == WRONG]
        if last:
            async with wiring.db.transaction() as tx:
                for key in sorted(last):
                    await limits.begin_anew(tx.connection, key, now=tx.now)
        raise
    except Exception:
        await _take_back(wiring, windows)
        raise
    await _take_back(wiring, windows)


async def _take_back(wiring: Wiring, windows: dict[str, Window]) -> None:
    async with wiring.db.transaction() as tx:
        for key in sorted(windows):
            await limits.take_back(tx.connection, key)


async def _who(request: AnyRequest, wiring: Wiring) -> str:
    match await caller_of(request, wiring.db):
        case Device(id=id_, office=office):
            return f"device {office} {id_}"
        case Person(user=user):
            return f"user {user}"
        case _:
            return address_of(request, wiring.trusted_proxies)


def _key(wiring: Wiring, what: str, whose: str) -> str:
    """Under the secret key, so that no address can be found again by trying them all."""
    message = f"limit\0{what}\0{whose}".encode()
    return hmac.new(wiring.tokens.secret_key.encode(), message, hashlib.sha256).hexdigest()


def _too_many(window: Window, *, length: dt.timedelta, now: dt.datetime) -> TooMany:
    left = window.began_at + length - now
    return TooMany(retry_after_seconds=max(1, math.ceil(left.total_seconds())))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Idempotency-Key: what was sent twice is done once, and answered twice.

A handler asks `request_of` before its transaction and lets `done_once` do the deed in it:

    once = await request_of(request, wiring, caller)
    async with db.transaction() as tx:
        kept = await done_once(tx, once, deed, kept_as=Kept, status=201)
    return answer_of(kept, tokens)

`deed` does the work and returns a `Kept`: a msgspec Struct with what the answer is made of, but
without names and without tokens, which are made again from id and generation. Both times the
answer is built from `kept`. If the deed refuses, the transaction ends and nothing is remembered.
"""

import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from aufruf.db import idempotency
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Caller, Device, Person
from aufruf.domain.errors import IdempotencyKeyReused, NotValid
from aufruf.web.wire import AnyRequest
from aufruf.web.wiring import Wiring

HEADER = "idempotency-key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
Kept = TypeVar("Kept", bound=msgspec.Struct)


async def request_of(
    request: AnyRequest, wiring: Wiring, caller: Caller = None, *, owner: str | None = None
) -> idempotency.Request | None:
    """The request as it is remembered; None if it was sent without a key.

    `owner` says whose token was shown ("appointment ID", "visit ID"), once that has been checked.
    Raises NotValid for a key that is none.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not KEY.fullmatch(key):
        raise NotValid(("/Idempotency-Key", "1 to 200 visible ASCII characters"))
    return idempotency.Request(
        caller=_caller_key(caller, owner=owner),
        path=request.scope["path"],
        key=key,
        # Under our key: from a plain hash a short body with a name in it could be guessed.
        body_hash=hmac.new(
            wiring.tokens.secret_key.encode(), await request.body(), hashlib.sha256
        ).hexdigest(),
    )


def request_told_of(caller: Caller, *, path: str, key: str) -> idempotency.Request:
    """A request that somebody may have sent, as it is remembered; its body is not known."""
    return idempotency.Request(caller=_caller_key(caller), path=path, key=key, body_hash="")


def _caller_key(caller: Caller, *, owner: str | None = None) -> str:
    match caller:
        case Person(user=user):
            who = f"user {user}"
        case Device(id=id_, office=office):
            who = f"device {office} {id_}"
        case _:
            who = owner or "public"
    return hashlib.sha256(who.encode()).hexdigest()


async def done_once(
    tx: Transaction,
    once: idempotency.Request | None,
    deed: Callable[[], Awaitable[Kept]],
    *,
    kept_as: type[Kept],
    status: int,
) -> Kept:
    """Do something unless it was done under this key; what was kept of it either way.

    Comes before the lock of the office-day. Raises IdempotencyKeyReused for another body.
    """
    if once is None:
        return await deed()
    before = await idempotency.claim(tx.connection, once, now=tx.now)
    if before is None:
        kept = await deed()
        answer = msgspec.to_builtins(kept)
        await idempotency.done(tx.connection, once, status=status, answer=answer)
        return kept
    if not hmac.compare_digest(before.body_hash, once.body_hash):
        raise IdempotencyKeyReused
    return msgspec.convert(before.answer, kept_as)

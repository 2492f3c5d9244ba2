# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A deed in its transaction, done once for each Idempotency-Key, whoever sends it how often."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from aufruf.db.transaction import Transaction
from aufruf.domain.access import Caller
from aufruf.web.idempotency import done_once, request_of
from aufruf.web.wire import AnyRequest
from aufruf.web.wiring import Wiring

Kept = TypeVar("Kept", bound=msgspec.Struct)


async def do_once(
    request: AnyRequest,
    wiring: Wiring,
    deed: Callable[[Transaction], Awaitable[Kept]],
    *,
    kept_as: type[Kept],
    status: int,
    caller: Caller = None,
    owner: str | None = None,
) -> Kept:
    """Do it, or find what was kept of it; nothing is kept of what was refused."""
    once = await request_of(request, wiring, caller, owner=owner)

    async def once_or_again(tx: Transaction) -> Kept:
        return await done_once(tx, once, lambda: deed(tx), kept_as=kept_as, status=status)

    return await wiring.db.do(once_or_again)

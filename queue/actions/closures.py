# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office stays closed on some days, or opens again."""

import datetime as dt

from aufruf.actions.listing import look_through, put_on_list
from aufruf.db import shifts as stored
from aufruf.db.imports import raise_versions
from aufruf.db.transaction import Transaction
from aufruf.domain.errors import NotFound
from aufruf.domain.rebooking import Cause
from aufruf.domain.replanning import closure_of, with_closure, without_closure
from aufruf.reads.touched import Touched, touched_by_closure


async def close_office(
    tx: Transaction, *, office: str, first: dt.date, last: dt.date, reason: str = ""
) -> list[Touched]:
    """Close an office from one date to another, both included.

    Tells the appointments that fall into it, and puts them on the rebooking list. Raises NotFound (office),
    InThePast, NotValid.
    """
    closure = closure_of(first=first, last=last, reason=reason)
    before = await tx.lock_office(office)
    after = with_closure(before, closure, now=tx.now)
    if after is not before:
        await stored.put_closure(tx.connection, office, closure)
        await raise_versions(tx.connection, offices=[office], services=())
    touched = await touched_by_closure(tx.connection, after, closure=closure, now=tx.now)
    await put_on_list(tx, office=office, touched=touched, cause=Cause.CLOSURE)
    return touched


async def reopen_office(tx: Transaction, *, office: str, first: dt.date, last: dt.date) -> None:
    """Take a closure back. Raises NotFound where there is none of these very days."""
    before = await tx.lock_office(office)
    if not await stored.delete_closure(tx.connection, office, first=first, last=last):
        raise NotFound
    await raise_versions(tx.connection, offices=[office], services=())
    await look_through(tx, without_closure(before, first=first, last=last))

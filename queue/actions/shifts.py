# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody's shifts of a date change."""

import datetime as dt
from collections.abc import Sequence

from aufruf.db import shifts as stored
from aufruf.db.imports import raise_versions
from aufruf.db.transaction import Transaction
from aufruf.domain.catalogue import Shift
from aufruf.domain.replanning import with_shifts
from aufruf.domain.staffing import shifts_of
from aufruf.reads.touched import Touched, touched_by_shifts


async def set_shifts(
    tx: Transaction, *, office: str, staff: str, date: dt.date, shifts: Sequence[Shift]
) -> list[Touched]:
    """Let somebody work these shifts on a date, instead of the usual; none: they are away.

    Tells the appointments that can no longer be served, and leaves them as they are. Raises NotFound
    (office, staff), InThePast, NotValid.
    """
    before = await tx.lock_office(office)
    after = with_shifts(before, staff=staff, date=date, shifts=shifts, now=tx.now)
    if after is not before:
        await stored.replace_dated(
            tx.connection, office, staff=staff, date=date, shifts=shifts_of(after, staff, date)
        )
        await raise_versions(tx.connection, offices=[office], services=())
    return await touched_by_shifts(tx.connection, before, after, staff=staff, date=date, now=tx.now)

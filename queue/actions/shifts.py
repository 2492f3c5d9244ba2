# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody's shifts of a date change, or what they may do."""

import datetime as dt
from collections.abc import Collection, Sequence

from aufruf.actions.listing import look_through, put_on_list
from aufruf.db import shifts as stored
from aufruf.db.imports import raise_versions
from aufruf.db.transaction import Transaction
from aufruf.domain.catalogue import Shift
from aufruf.domain.rebooking import Cause
from aufruf.domain.replanning import with_shifts, with_skills
from aufruf.domain.staffing import shifts_of
from aufruf.reads.touched import Touched, touched_by_shifts, touched_by_skills


async def set_shifts(
    tx: Transaction, *, office: str, staff: str, date: dt.date, shifts: Sequence[Shift]
) -> list[Touched]:
    """Let somebody work these shifts on a date, instead of the usual; none: they are away.

    Tells the appointments that can no longer be served, and puts them on the rebooking list. Raises
    NotFound (office, staff), InThePast, NotValid.
    """
    before = await tx.lock_office(office)
    after = with_shifts(before, staff=staff, date=date, shifts=shifts, now=tx.now)
    if after is not before:
        await stored.replace_dated(
            tx.connection, office, staff=staff, date=date, shifts=shifts_of(after, staff, date)
        )
        await raise_versions(tx.connection, offices=[office], services=())
    touched = await touched_by_shifts(tx.connection, before, after, staff=staff, date=date, now=tx.now)
    await put_on_list(tx, office=office, touched=touched, cause=Cause.SHIFT)
    await look_through(tx, after)
    return touched


async def set_skills(
    tx: Transaction, *, office: str, staff: str, skills: Collection[str] | None
) -> list[Touched]:
    """Let somebody do these services from now on and no others; None: all.

    Tells the appointments that can no longer be served, and puts them on the rebooking list. Raises
    NotFound (office, staff), NotValid.
    """
    before = await tx.lock_office(office)
    after = with_skills(before, staff=staff, skills=skills)
    if after is not before:
        await stored.put_skills(tx.connection, office, staff=staff, skills=skills)
        await raise_versions(tx.connection, offices=[office], services=())
    touched = await touched_by_skills(tx.connection, after, staff=staff, now=tx.now)
    await put_on_list(tx, office=office, touched=touched, cause=Cause.SKILL)
    await look_through(tx, after)
    return touched

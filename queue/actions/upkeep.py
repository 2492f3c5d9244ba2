# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the clock does: each deed finds what is due, claims it under the lock, and can be repeated."""

import datetime as dt

from aufruf.actions.listing import look_through
from aufruf.db import call_backs, kiosk_entries, pairings, rebooking, upkeep
from aufruf.db.transaction import Transaction
from aufruf.domain.appointment import AppointmentState
from aufruf.domain.events import AppointmentChanged

KIOSKS_TELL_WITHIN = dt.timedelta(days=30)  # what they tell later is of a day long over: it cannot be doubled


async def lapse_holds(tx: Transaction, *, office: str, date: dt.date) -> int:
    """Let the holds of a day lapse whose second has come; how many.

    Nobody waits for this: a hold counts as lapsed from its second on, whoever looks.
    """
    day = await tx.lock(office, date)
    lapsed = await upkeep.lapse(tx.connection, day.key, now=tx.now)
    for appointment in lapsed:
        tx.emit(day, AppointmentChanged(appointment=appointment, state=AppointmentState.LAPSED))
    if lapsed:
        await look_through(tx, day.office, dates={date})
    return len(lapsed)


async def mark_missed(tx: Transaction, *, office: str, date: dt.date) -> int:
    """Mark the appointments of a day as missed whose people can no longer check in; how many."""
    day = await tx.lock(office, date)
    before = tx.now - dt.timedelta(minutes=day.office.rules.walk_in_late_minutes)
    missed = await upkeep.miss(tx.connection, day.key, before=before)
    for appointment in missed:
        tx.emit(day, AppointmentChanged(appointment=appointment, state=AppointmentState.MISSED))
    if missed:
        await look_through(tx, day.office, dates={date})
    return len(missed)


async def settle_rebooking(tx: Transaction, *, office: str, date: dt.date) -> int:
    """Take from the rebooking list of a day what is over by now; how many."""
    day = await tx.lock(office, date)
    return await look_through(tx, day.office, dates={date})


async def erase_personal(tx: Transaction, *, office: str) -> int:
    """Delete the personal data that the office no longer needs, and keep a record of how many."""
    rules = (await tx.office(office)).rules
    before = (await tx.office(office)).local_date(tx.now) - dt.timedelta(days=rules.retention_days)
    counts = {
        "appointment": await upkeep.erase_appointments(tx.connection, office, before=before, now=tx.now),
        "visit": await upkeep.erase_visits(tx.connection, office, before=before, now=tx.now),
        "help_request": await upkeep.erase_helpers(tx.connection, office, before=before),
        "call_back": await call_backs.erase(tx.connection, office, before=before),
    }
    for kind, count in counts.items():
        if count:
            await upkeep.record_erasure(tx.connection, office, kind=kind, count=count, now=tx.now)
    await rebooking.forget(tx.connection, office, before=before)
    await kiosk_entries.forget(tx.connection, office, before=tx.now - KIOSKS_TELL_WITHIN)
    return sum(counts.values())


async def forget_requests(tx: Transaction) -> None:
    """Delete sessions, remembered requests, counts of tries and pairings that are over."""
    await upkeep.forget_requests(tx.connection, now=tx.now)
    await pairings.forget(tx.connection, now=tx.now)

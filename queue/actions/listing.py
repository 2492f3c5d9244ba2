# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keep the rebooking list as it should be, in the transaction that changes what it is about."""

import datetime as dt
from collections.abc import Collection, Sequence

from aufruf.db import rebooking as stored
from aufruf.db.transaction import Transaction
from aufruf.domain.catalogue import Office
from aufruf.domain.rebooking import Cause, Entry, outcome_of
from aufruf.reads.touched import Touched, failing_on


async def put_on_list(tx: Transaction, *, office: str, touched: Sequence[Touched], cause: Cause) -> None:
    """Put appointments on the list that a change of this kind has made impossible."""
    entries = [
        Entry(appointment=each.appointment.id, date=each.appointment.date, cause=cause, since=tx.now)
        for each in touched
    ]
    await stored.put(tx.connection, office, entries)


async def look_through(tx: Transaction, office: Office, *, dates: Collection[dt.date] | None = None) -> int:
    """Settle what is settled by now: of these dates, or of all; how many were.

    Whoever calls it has the days or the office locked.
    """
    if dates is not None and len(dates) == 1:
        [date] = dates
        entries = await stored.open_on(tx.connection, (office.id, date))
    else:
        entries = await stored.open_of(tx.connection, office.id)
        entries = [each for each in entries if dates is None or each.date in dates]
    if not entries:
        return 0
    found = await stored.appointments_of(tx.connection, office.id, [each.appointment for each in entries])
    failing = await failing_on(tx.connection, office, {each.date for each in entries}, now=tx.now)
    outcomes = {}
    for entry in entries:
        appointment = found.get(entry.appointment)
        outcome = outcome_of(entry, appointment, fails=entry.appointment in failing, now=tx.now)
        if outcome is not None:
            outcomes[entry.appointment] = outcome
    return await stored.settle(tx.connection, office.id, outcomes, now=tx.now)

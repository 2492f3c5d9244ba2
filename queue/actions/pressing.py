# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before a press is done: is the counter still theirs, and do things stand as they saw them.

These take the lock; what is then done in the same transaction finds it there.
"""

from aufruf.db import counters, visits
from aufruf.db.counters import Last
from aufruf.db.transaction import Transaction
from aufruf.domain.counters import own_seat
from aufruf.domain.errors import NotFound
from aufruf.domain.press import Press, check_counter, check_visit
from aufruf.domain.visit import VisitKey, seen_at


async def as_seen(tx: Transaction, *, key: VisitKey, press: Press, to_office: str | None = None) -> None:
    """Make sure that a visit may be moved by this press; where it goes to another office, lock both days.

    Raises CounterClosed, CounterTaken, or WrongState if it has moved on.
    """
    keys = [(key.office, key.date)]
    if to_office is not None and to_office != key.office:
        target = await tx.office(to_office)
        keys.append((to_office, target.local_date(tx.now)))
    await tx.lock_all(keys)
    await _own(tx, key.office, press)
    check_visit(seen_at(await visits.get(tx.connection, key), now=tx.now), press)


async def nobody_called_since(tx: Transaction, *, office: str, press: Press) -> None:
    """Make sure that this press may call somebody.

    Raises CounterClosed, CounterTaken, or WrongState if somebody was called since what the page shows.
    """
    day = await tx.lock(office)
    await _own(tx, office, press)
    last = (await counters.last_at_counters(tx.connection, day.key)).get(press.counter, Last())
    check_counter(last.called_at, press)


async def _own(tx: Transaction, office: str, press: Press) -> None:
    if press.counter not in {each.id for each in (await tx.office(office)).counters}:
        raise NotFound
    own_seat(await counters.seat_at(tx.connection, office=office, counter=press.counter), user=press.user)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a citizen says from the phone: I am late, I do not wait any longer."""

import datetime as dt

from aufruf.actions.calling import locked
from aufruf.db import visits
from aufruf.db.transaction import Transaction
from aufruf.domain import visit as moves
from aufruf.domain.events import VisitDelayed, VisitLeft
from aufruf.domain.visit import Visit, VisitKey


async def late(tx: Transaction, *, key: VisitKey, minutes: int) -> Visit:
    """Not be called for so many minutes; the place in the queue stays."""
    day, visit = await locked(tx, key)
    until = tx.now + dt.timedelta(minutes=minutes)
    delayed = moves.delay(visit, until=until)
    tx.emit(day, VisitDelayed(visit=visit.id, number=visit.number, not_before=until))
    await visits.save(tx.connection, delayed)
    return delayed


async def leave(tx: Transaction, *, key: VisitKey, by: str = "citizen") -> Visit:
    """Go without having been served."""
    day, visit = await locked(tx, key)
    gone = moves.leave(visit, now=tx.now)
    tx.emit(day, VisitLeft(visit=visit.id, number=visit.number, by=by))
    await visits.save(tx.connection, gone)
    return gone

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What reception does for somebody who waits: bring them forward, or back after a missed call."""

from aufruf.actions.calling import locked
from aufruf.db import appointments, visits
from aufruf.db.transaction import Transaction
from aufruf.domain import visit as moves
from aufruf.domain.errors import NotFound, WrongState
from aufruf.domain.events import VisitPrioritised, VisitReturned
from aufruf.domain.visit import Visit, VisitKey, VisitState


async def prioritise(tx: Transaction, *, key: VisitKey, priority: bool) -> Visit:
    """Give somebody priority, or take it back; said twice it is as said once. Raises WrongState."""
    day, visit = await locked(tx, key)
    changed = moves.prioritise(visit, priority=priority)
    if changed != visit:
        tx.emit(day, VisitPrioritised(visit=visit.id, number=visit.number, priority=priority))
    await visits.save(tx.connection, changed)
    return changed


async def bring_back(tx: Transaction, *, key: VisitKey) -> Visit:
    """Somebody who missed their call is here again: they wait on, in their old place. Raises WrongState."""
    day, visit = await locked(tx, key)
    if visit.state is not VisitState.MISSED:
        raise WrongState(state=visit.state)
    waiting = moves.wait_again(visit)
    tx.emit(day, VisitReturned(visit=visit.id, number=visit.number))
    await visits.save(tx.connection, waiting)
    return waiting


async def code_of(tx: Transaction, *, office: str, appointment: str) -> str:
    """The code of an appointment of today, for somebody who has lost it. Raises NotFound."""
    found = await appointments.get(tx.connection, office=office, appointment=appointment)
    today = (await tx.office(office)).local_date(tx.now)
    if found is None or found.date != today:
        raise NotFound
    return found.booking_code

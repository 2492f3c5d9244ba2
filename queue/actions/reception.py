# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What reception does for somebody who waits: bring them forward, or back after a missed call."""

from aufruf.actions.calling import locked
from aufruf.db import appointments, visits
from aufruf.db.transaction import Transaction
from aufruf.domain import visit as moves
from aufruf.domain.errors import NotFound
from aufruf.domain.events import Event, VisitPrioritised, VisitResumed, VisitReturned
from aufruf.domain.visit import Visit, VisitKey, VisitState


async def prioritise(tx: Transaction, *, key: VisitKey, priority: bool) -> Visit:
    """Give somebody priority, or take it back; said twice it is as said once. Raises WrongState."""
    day, visit = await locked(tx, key)
    changed = moves.prioritise(visit, priority=priority)
    if changed != visit:
        tx.emit(day, VisitPrioritised(visit=visit.id, number=visit.number, priority=priority))
    await visits.save(tx.connection, changed)
    return changed


async def code_of(tx: Transaction, *, office: str, appointment: str) -> str:
    """The code of an appointment of today, for somebody who has lost it. Raises NotFound."""
    found = await appointments.get(tx.connection, office=office, appointment=appointment)
    today = (await tx.office(office)).local_date(tx.now)
    if found is None or found.date != today:
        raise NotFound
    return found.booking_code


async def wait_again(tx: Transaction, *, key: VisitKey) -> Visit:
    """Somebody who was set aside, or missed their call, waits again. Raises WrongState."""
    day, visit = await locked(tx, key)
    event: Event = VisitResumed(visit=visit.id, number=visit.number)
    waiting = moves.wait_again(visit) if visit.state is VisitState.MISSED else moves.resume(visit)
    if visit.state is VisitState.MISSED:
        event = VisitReturned(visit=visit.id, number=visit.number)
    tx.emit(day, event)
    await visits.save(tx.connection, waiting)
    return waiting

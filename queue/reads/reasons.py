# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why somebody was called, as it was stored with the call."""

from aufruf.db import outbox
from aufruf.db.transaction import Reading
from aufruf.domain.calling import Reason
from aufruf.domain.events import VisitCalled
from aufruf.domain.visit import Visit


async def why_called(reading: Reading, visit: Visit) -> Reason | None:
    """The reason of a visit's last call; None if it was never called."""
    calls = [
        stored.event
        for stored in await outbox.of_kinds(reading.connection, (visit.office, visit.date), VisitCalled)
        if isinstance(stored.event, VisitCalled) and stored.event.visit == visit.id
    ]
    if not calls:
        return None
    waited = max(0, int((calls[-1].at - visit.arrived_at).total_seconds()) // 60)
    return Reason(rule=calls[-1].rule, score=calls[-1].score, waited_minutes=waited)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why people were called, as it was stored with their calls."""

from collections.abc import Mapping, Sequence

from aufruf.db import outbox
from aufruf.db.days import DayKey
from aufruf.db.transaction import Reading
from aufruf.domain.calling import Reason
from aufruf.domain.events import VisitCalled
from aufruf.domain.visit import Visit


async def why_called(reading: Reading, day: DayKey, called: Sequence[Visit]) -> Mapping[str, Reason]:
    """The reason of the last call of each of these visits of a day, by visit."""
    if not called:
        return {}
    arrived = {visit.id: visit.arrived_at for visit in called}
    found = {}
    for stored in await outbox.about(reading.connection, day, list(arrived), VisitCalled):
        call = stored.event
        if isinstance(call, VisitCalled):
            waited = max(0, int((call.at - arrived[call.visit]).total_seconds()) // 60)
            found[call.visit] = Reason(rule=call.rule, score=call.score, waited_minutes=waited)
    return found

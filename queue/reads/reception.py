# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office as its reception sees it: who waits, who is still to come today, and whether it has closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from aufruf.db import appointments
from aufruf.db.transaction import Reading
from aufruf.domain.appointment import CANCELLED, Appointment, AppointmentState, Citizen
from aufruf.reads.early_closing import reason_today
from aufruf.reads.workplaces import Workplaces, workplaces_of

NOT_SHOWN = CANCELLED | {AppointmentState.LAPSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionNow:
    """What reception works with, read once for all who look."""

    seen: Workplaces
    today: Sequence[tuple[Appointment, Citizen]]  # by time
    closed: str | None  # why, if it was all of a sudden


async def reception_of(reading: Reading, office_id: str) -> ReceptionNow:
    """An office's reception now. Ask within a snapshot. Raises NotFound."""
    seen = await workplaces_of(reading, office_id)
    day = (office_id, seen.office.local_date(reading.now))
    known = await appointments.of_day(reading.connection, day)
    today = [(each.seen_at(reading.now), citizen) for each, citizen in known]
    return ReceptionNow(
        seen=seen,
        today=[(each, citizen) for each, citizen in today if each.state not in NOT_SHOWN],
        closed=await reason_today(reading, seen.office),
    )

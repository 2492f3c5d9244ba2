# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody comes for who shows a booking code, before anything is done about it."""

from aufruf.db import appointments
from aufruf.db.transaction import Reading
from aufruf.domain.appointment import AppointmentState
from aufruf.domain.errors import NotFound
from aufruf.domain.tickets import read_code
from aufruf.reads.scene import Wish


async def wish_under(reading: Reading, *, office: str, code: str, priority: bool = False) -> Wish | None:
    """The wish of today's appointment with this code; None if there is none that could be checked in."""
    try:
        here = await reading.office(office)
        found = await appointments.with_code(reading.connection, office=office, code=read_code(code))
    except NotFound:
        return None
    today = here.local_date(reading.now)
    for appointment, _ in found:
        if appointment.date == today and appointment.state is AppointmentState.CONFIRMED:
            return Wish(
                items=appointment.services,
                priority=priority,
                booked_at=appointment.start,
                appointment=appointment.id,
            )
    return None

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is still to come today."""

from aufruf.db import appointments
from aufruf.db.transaction import Reading
from aufruf.domain.appointment import Appointment, AppointmentState, Citizen


async def expected_today(reading: Reading, office_id: str) -> list[tuple[Appointment, Citizen]]:
    """The confirmed appointments of today whose people have not come, with whose they are. For staff."""
    office = await reading.office(office_id)
    today = await appointments.of_day(reading.connection, (office_id, office.local_date(reading.now)))
    return [(each, citizen) for each, citizen in today if each.state is AppointmentState.CONFIRMED]

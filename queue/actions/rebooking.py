# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the staff does with an appointment on the rebooking list. That takes it from the list by itself."""

import datetime as dt

from aufruf.actions import booking
from aufruf.db import appointments
from aufruf.db import rebooking as stored
from aufruf.db.transaction import Transaction
from aufruf.domain.appointment import Appointment
from aufruf.domain.errors import NotFound


async def move_listed(
    tx: Transaction, *, office: str, appointment: str, start: dt.datetime, to: str | None = None
) -> Appointment:
    """Move an appointment of an office's list to another time, perhaps in another office (`to`).

    It may use what is held back for walk-ins. Raises NotFound (not on the list), WrongState (no longer on
    it), and what `booking.move` raises.
    """
    await _listed(tx, office, appointment)
    return await booking.move(tx, id_=appointment, start=start, office=to, listed=True)


async def cancel_listed(tx: Transaction, *, office: str, appointment: str) -> Appointment:
    """Cancel an appointment of an office's list. Raises NotFound (not on it), WrongState, HoldExpired."""
    await _listed(tx, office, appointment)
    return await booking.cancel(tx, id_=appointment, by_office=True)


async def _listed(tx: Transaction, office: str, appointment: str) -> None:
    seen = await appointments.get(tx.connection, office=office, appointment=appointment)
    if seen is None or not await stored.is_open(tx.connection, office, appointment):
        raise NotFound

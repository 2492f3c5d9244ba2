# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments seen from the door: whose code is this, and who is still to come today."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.domain.appointment import Appointment, AppointmentState

_A = t.appointment.c
BY_CODE = (
    sa.select(t.appointment)
    .where(
        _A.office_id == sa.bindparam("office"),
        _A.booking_code == sa.bindparam("code"),
        _A.erased_at.is_(None),
    )
    .order_by(_A.created_at.desc())
)
TO_COME = sa.select(_A.services).where(
    _A.office_id == sa.bindparam("office"),
    _A.date == sa.bindparam("day"),
    _A.start_at >= sa.bindparam("since"),
    sa.or_(
        _A.state == AppointmentState.CONFIRMED,
        sa.and_(_A.state == AppointmentState.HELD, _A.hold_expires_at > sa.bindparam("now")),
    ),
)
CHECKED_IN = (
    sa.update(t.appointment)
    .where(_A.office_id == sa.bindparam("of_office"), _A.id == sa.bindparam("of_appointment"))
    .values(state=AppointmentState.CHECKED_IN, sequence=sa.bindparam("raised"))
)


async def with_code(connection: AsyncConnection, *, office: str, code: str) -> list[Appointment]:
    """The appointments of an office with this booking code, the newest first; one of them is open at most."""
    rows = await connection.execute(BY_CODE, {"office": office, "code": code})
    return [_appointment(row) for row in rows]


async def to_come(
    connection: AsyncConnection, day: DayKey, *, since: dt.datetime, now: dt.datetime
) -> list[tuple[tuple[str, int], ...]]:
    """The services of each appointment of a day that begins after `since` and is not checked in yet."""
    rows = await connection.execute(TO_COME, {"office": day[0], "day": day[1], "since": since, "now": now})
    return [tuple((service, quantity) for service, quantity in row.services) for row in rows]


async def save_check_in(connection: AsyncConnection, appointment: Appointment) -> None:
    """Store that somebody has come for their appointment."""
    values = {
        "of_office": appointment.office,
        "of_appointment": appointment.id,
        "raised": appointment.sequence,
    }
    await connection.execute(CHECKED_IN, values)


def _appointment(row: sa.Row[Any]) -> Appointment:
    return Appointment(
        id=row.id,
        office=row.office_id,
        date=row.date,
        state=AppointmentState(row.state),
        start=row.start_at,
        minutes=row.minutes,
        occupied_minutes=row.occupied_minutes,
        services=tuple((service, quantity) for service, quantity in row.services),
        witness=row.witness,
        booking_code=row.booking_code,
        created_at=row.created_at,
        hold_expires_at=row.hold_expires_at,
        generation=row.generation,
        sequence=row.sequence,
        language=row.language,
        channel=row.channel,
    )

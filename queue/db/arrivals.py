# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments seen from the door: who is still to come today."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.appointments import items_of
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement
from aufruf.domain.appointment import AppointmentState

_A = t.appointment.c
TO_COME = Statement(
    sa.select(_A.services).where(
        _A.office_id == sa.bindparam("office"),
        _A.date == sa.bindparam("day"),
        _A.start_at >= sa.bindparam("since"),
        sa.or_(
            _A.state == AppointmentState.CONFIRMED,
            sa.and_(_A.state == AppointmentState.HELD, _A.hold_expires_at > sa.bindparam("now")),
        ),
    )
)


async def to_come(
    connection: AsyncConnection, day: DayKey, *, since: dt.datetime, now: dt.datetime
) -> list[tuple[tuple[str, int], ...]]:
    """The services of each appointment of a day that begins after `since` and is not checked in yet."""
    rows = await TO_COME.all(connection, {"office": day[0], "day": day[1], "since": since, "now": now})
    return [items_of(row.services) for row in rows]

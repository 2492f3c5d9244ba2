# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who was to come on a day, and who came: when and with or without an appointment, never who they are."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.appointments import items_of
from aufruf.db.days import DayKey
from aufruf.db.progress import Promised
from aufruf.domain.appointment import AppointmentState

_A, _V = t.appointment.c, t.visit.c
WERE_TO_COME = (AppointmentState.CONFIRMED, AppointmentState.CHECKED_IN, AppointmentState.MISSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Somebody who came."""

    at: dt.datetime
    booked: bool


async def promised_on(connection: AsyncConnection, day: DayKey) -> list[Promised]:
    """The appointments of a day whose people were to come, whether they did or not."""
    rows = await connection.execute(
        sa.select(_A.id, _A.services, _A.start_at, _A.created_at, _A.channel)
        .where(_A.office_id == day[0], _A.date == day[1], _A.state.in_(WERE_TO_COME))
        .order_by(_A.start_at, _A.id)
    )
    return [
        Promised(
            id=row.id,
            services=items_of(row.services),
            start=row.start_at,
            booked_on=row.created_at,
            channel=row.channel,
        )
        for row in rows
    ]


async def came_on(connection: AsyncConnection, day: DayKey) -> list[Came]:
    """Everybody who came on a day."""
    rows = await connection.execute(
        sa.select(_V.arrived_at, _V.booked_at.is_not(None).label("booked"))
        .where(_V.office_id == day[0], _V.date == day[1])
        .order_by(_V.arrived_at)
    )
    return [Came(at=row.arrived_at, booked=bool(row.booked)) for row in rows]

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shifts of one date, skills, closures, as they are changed; with an office they are read (`db.offices`)."""

import datetime as dt
import secrets
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import appointments
from aufruf.db import tables as t
from aufruf.domain.appointment import Appointment, AppointmentState
from aufruf.domain.catalogue import Shift
from aufruf.domain.opening import Closure

_S, _C, _A = t.shift.c, t.closure.c, t.appointment.c
PROMISED = (AppointmentState.HELD, AppointmentState.CONFIRMED, AppointmentState.CHECKED_IN)


async def replace_dated(
    connection: AsyncConnection, office: str, *, staff: str, date: dt.date, shifts: Sequence[Shift]
) -> None:
    """Let these be somebody's shifts of a date, instead of those stored for it."""
    await connection.execute(
        sa.delete(t.shift).where(_S.office_id == office, _S.staff_id == staff, _S.date == date)
    )
    rows = [
        {
            "office_id": office,
            "id": secrets.token_hex(16),
            "staff_id": staff,
            "weekday": None,
            "date": date,
            "local_from": shift.local_from,
            "local_to": shift.local_to,
            "breaks": [[f"{begin:%H:%M}", f"{end:%H:%M}"] for begin, end in shift.breaks],
            "counter_id": shift.counter,
        }
        for shift in shifts
    ]
    await connection.execute(sa.insert(t.shift), rows)


async def put_skills(
    connection: AsyncConnection, office: str, *, staff: str, skills: Collection[str] | None
) -> None:
    """Let somebody do these services; None: all."""
    values = {"skills": sa.null() if skills is None else sorted(set(skills))}
    await connection.execute(
        sa.update(t.staff_member)
        .where(t.staff_member.c.office_id == office, t.staff_member.c.id == staff)
        .values(values)
    )


async def put_closure(connection: AsyncConnection, office: str, closure: Closure) -> None:
    """Store a closure; one of the very same days gets its reason."""
    await delete_closure(connection, office, first=closure.first, last=closure.last)
    row = {"office_id": office, "first": closure.first, "last": closure.last, "reason": closure.reason}
    await connection.execute(sa.insert(t.closure), row)


async def delete_closure(connection: AsyncConnection, office: str, *, first: dt.date, last: dt.date) -> bool:
    """Forget a closure; whether there was one."""
    gone = await connection.execute(
        sa.delete(t.closure).where(_C.office_id == office, _C.first == first, _C.last == last)
    )
    return gone.rowcount > 0


async def offices_with_promises(
    connection: AsyncConnection, offices: Collection[str], *, now: dt.datetime
) -> list[str]:
    """Which of these offices may have appointments to come."""
    yesterday = now.date() - dt.timedelta(days=1)  # wherever on earth an office is
    query = sa.select(_A.office_id).where(
        _A.office_id.in_(sorted(offices)), _A.date >= yesterday, _A.state.in_(PROMISED)
    )
    return sorted((await connection.execute(query.distinct())).scalars())


async def promised_between(
    connection: AsyncConnection, office: str, *, first: dt.date, last: dt.date
) -> list[tuple[Appointment, str | None]]:
    """All appointments that may take somebody's time on these dates, each with the name it is under."""
    query = sa.select(*appointments.COLUMNS, _A.name).where(
        _A.office_id == office, _A.date >= first, _A.date <= last, _A.state.in_(PROMISED)
    )
    rows = await connection.execute(query.order_by(_A.start_at, _A.id))
    return [(appointments.appointment_of(row), row.name) for row in rows]

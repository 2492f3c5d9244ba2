# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rebooking list as rows. Whoever changes one has its day or its office locked."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import appointments
from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.rebooking import Cause, Entry, Outcome

_R, _A = t.rebooking.c, t.appointment.c
_OPEN = (_R.office_id == sa.bindparam("office"), _R.settled_at.is_(None))
_ENTRY = (_R.appointment_id, _R.date, _R.reason, _R.since)
OPEN_ON = Statement(  # asked whenever a booking is given back, and nearly always empty
    sa.select(*_ENTRY).where(*_OPEN, _R.date == sa.bindparam("date")).order_by(_R.appointment_id)
)
OPEN_WITH_APPOINTMENTS = (
    sa.select(_R.reason, _R.since, *appointments.COLUMNS, *(_A[name] for name in appointments.PERSONAL))
    .join(t.appointment, sa.and_(_A.office_id == _R.office_id, _A.id == _R.appointment_id))
    .where(*_OPEN)
    .order_by(_A.start_at, _A.id)
)
DAYS_BEGUN = (
    sa.select(_R.office_id, _R.date)
    .where(_R.settled_at.is_(None), _R.date <= sa.bindparam("today"))
    .distinct()
)


async def put(connection: AsyncConnection, office: str, entries: Iterable[Entry]) -> None:
    """Put appointments on the list. One that is on it stays as it is; one that was settled is open again."""
    rows = [
        {
            "office_id": office,
            "appointment_id": entry.appointment,
            "date": entry.date,
            "reason": entry.cause,
            "since": entry.since,
            "settled_at": None,
            "outcome": None,
        }
        for entry in entries
    ]
    if not rows:
        return
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(t.rebooking)
    again = {name: statement.excluded[name] for name in ("date", "reason", "since", "settled_at", "outcome")}
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["office_id", "appointment_id"], set_=again, where=_R.settled_at.is_not(None)
        ),
        rows,
    )


async def open_on(connection: AsyncConnection, day: DayKey) -> list[Entry]:
    """What is on the list for a day."""
    rows = await OPEN_ON.all(connection, {"office": day[0], "date": day[1]})
    return [_entry(row) for row in rows]


async def open_of(connection: AsyncConnection, office: str) -> list[Entry]:
    """What is on the list of an office."""
    rows = await connection.execute(sa.select(*_ENTRY).where(*_OPEN), {"office": office})
    return [_entry(row) for row in rows]


async def open_with_appointments(
    connection: AsyncConnection, office: str
) -> list[tuple[Entry, Appointment, Citizen]]:
    """The same by time, each with its appointment and whose that is. For staff alone."""
    rows = await connection.execute(OPEN_WITH_APPOINTMENTS, {"office": office})
    return [
        (
            Entry(appointment=row.id, date=row.date, cause=Cause(row.reason), since=row.since),
            appointments.appointment_of(row),
            Citizen(name=row.name, email=row.email, phone=row.phone, notes=row.notes),
        )
        for row in rows
    ]


async def is_open(connection: AsyncConnection, office: str, appointment: str) -> bool:
    """Whether an appointment is on the list."""
    query = sa.select(_R.date).where(*_OPEN, _R.appointment_id == appointment)
    return (await connection.execute(query, {"office": office})).one_or_none() is not None


async def settle(
    connection: AsyncConnection, office: str, outcomes: Mapping[str, Outcome], *, now: dt.datetime
) -> int:
    """Take these appointments from the list; how many of them were on it."""
    settled = 0
    for outcome in Outcome:
        ids = sorted(id_ for id_, of in outcomes.items() if of is outcome)
        if ids:
            done = await connection.execute(
                sa.update(t.rebooking)
                .where(_R.office_id == office, _R.settled_at.is_(None), _R.appointment_id.in_(ids))
                .values(settled_at=now, outcome=outcome)
            )
            settled += done.rowcount
    return settled


async def days_begun(connection: AsyncConnection, *, today: dt.date) -> list[DayKey]:
    """Days up to this one of which something is on a list."""
    rows = await connection.execute(DAYS_BEGUN, {"today": today})
    return sorted((row.office_id, row.date) for row in rows)


async def forget(connection: AsyncConnection, office: str, *, before: dt.date) -> None:
    """Delete what was settled for the days before this one."""
    await connection.execute(
        sa.delete(t.rebooking).where(_R.office_id == office, _R.date < before, _R.settled_at.is_not(None))
    )


async def appointments_of(
    connection: AsyncConnection, office: str, ids: Collection[str]
) -> dict[str, Appointment]:
    """These appointments, as far as the office has them."""
    rows = await connection.execute(
        sa.select(*appointments.COLUMNS).where(_A.office_id == office, _A.id.in_(ids))
    )
    return {row.id: appointments.appointment_of(row) for row in rows}


def _entry(row: Any) -> Entry:
    return Entry(appointment=row.appointment_id, date=row.date, cause=Cause(row.reason), since=row.since)

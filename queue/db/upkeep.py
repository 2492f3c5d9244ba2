# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What has become due, found and claimed: each statement changes only what is still due."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.domain.appointment import AppointmentState
from aufruf.domain.visit import RETURN_AFTER, RETURNS_AT_MOST, VisitState

HELD_TOO_LONG = (
    sa.select(t.appointment.c.office_id, t.appointment.c.date)
    .where(
        t.appointment.c.state == AppointmentState.HELD, t.appointment.c.hold_expires_at <= sa.bindparam("now")
    )
    .distinct()
)
PROMISED_BEFORE = (
    sa.select(t.appointment.c.office_id, t.appointment.c.date)
    .where(
        t.appointment.c.office_id == sa.bindparam("office"),
        t.appointment.c.state == AppointmentState.CONFIRMED,
        t.appointment.c.start_at < sa.bindparam("before"),
    )
    .distinct()
)
MISSED_LONG_AGO = (
    sa.select(t.visit.c.office_id, t.visit.c.date)
    .where(
        t.visit.c.state == VisitState.MISSED,
        t.visit.c.times_missed <= RETURNS_AT_MOST,
        t.visit.c.ended_at <= sa.bindparam("before"),
        t.visit.c.date >= sa.bindparam("first"),
    )
    .distinct()
)
NOT_CLOSED = sa.select(t.office_day.c.date).where(
    t.office_day.c.office_id == sa.bindparam("office"),
    t.office_day.c.date <= sa.bindparam("today"),
    t.office_day.c.closed_at.is_(None),
)


async def days_with_lapsed_holds(connection: AsyncConnection, *, now: dt.datetime) -> list[DayKey]:
    """Office-days on which a hold is over."""
    return _keys(await connection.execute(HELD_TOO_LONG, {"now": now}))


async def days_with_broken_promises(
    connection: AsyncConnection, office: str, *, before: dt.datetime
) -> list[DayKey]:
    """Office-days with a confirmed appointment that began before this moment."""
    return _keys(await connection.execute(PROMISED_BEFORE, {"office": office, "before": before}))


async def days_with_missed_visits(connection: AsyncConnection, *, now: dt.datetime) -> list[DayKey]:
    """Office-days on which somebody who missed a call waits again."""
    first = (now - dt.timedelta(days=2)).date()
    values = {"before": now - RETURN_AFTER, "first": first}
    return _keys(await connection.execute(MISSED_LONG_AGO, values))


async def days_not_closed(connection: AsyncConnection, office: str, *, today: dt.date) -> list[dt.date]:
    """Dates up to today that were touched and not closed yet."""
    return list((await connection.execute(NOT_CLOSED, {"office": office, "today": today})).scalars())


async def lapse(connection: AsyncConnection, key: DayKey, *, now: dt.datetime) -> Sequence[str]:
    """Let the holds of a locked day lapse that are over; their ids."""
    statement = (
        sa.update(t.appointment)
        .where(*_on(t.appointment, key), t.appointment.c.state == AppointmentState.HELD)
        .where(t.appointment.c.hold_expires_at <= now)
        .values(state=AppointmentState.LAPSED, sequence=t.appointment.c.sequence + 1)
        .returning(t.appointment.c.id)
    )
    return sorted((await connection.execute(statement)).scalars())


async def miss(connection: AsyncConnection, key: DayKey, *, before: dt.datetime) -> Sequence[str]:
    """Mark as missed the confirmed appointments of a locked day that began before this moment."""
    statement = (
        sa.update(t.appointment)
        .where(*_on(t.appointment, key), t.appointment.c.state == AppointmentState.CONFIRMED)
        .where(t.appointment.c.start_at < before)
        .values(state=AppointmentState.MISSED, sequence=t.appointment.c.sequence + 1)
        .returning(t.appointment.c.id)
    )
    return sorted((await connection.execute(statement)).scalars())


async def close_day(connection: AsyncConnection, key: DayKey, *, now: dt.datetime) -> bool:
    """Mark a locked day as closed; False if it is already."""
    statement = (
        sa.update(t.office_day)
        .where(*_on(t.office_day, key), t.office_day.c.closed_at.is_(None))
        .values(closed_at=now)
        .returning(t.office_day.c.office_id)
    )
    return (await connection.execute(statement)).one_or_none() is not None


async def erase_appointments(
    connection: AsyncConnection, office: str, *, before: dt.date, now: dt.datetime
) -> int:
    """Delete who had the appointments before this date; how many they were."""
    statement = (
        sa.update(t.appointment)
        .where(
            t.appointment.c.office_id == office,
            t.appointment.c.date < before,
            t.appointment.c.erased_at.is_(None),
        )
        .values(name=None, email=None, phone=None, notes=None, booking_code="", erased_at=now)
        .returning(t.appointment.c.id)
    )
    return len((await connection.execute(statement)).all())


async def erase_visits(connection: AsyncConnection, office: str, *, before: dt.date, now: dt.datetime) -> int:
    """Delete who the visitors before this date were; how many."""
    statement = (
        sa.update(t.visit)
        .where(t.visit.c.office_id == office, t.visit.c.date < before, t.visit.c.erased_at.is_(None))
        .values(name=None, needs=sa.null(), notes=None, erased_at=now)
        .returning(t.visit.c.id)
    )
    return len((await connection.execute(statement)).all())


async def erase_helpers(connection: AsyncConnection, office: str, *, before: dt.date) -> int:
    """Delete who answered the help requests before this date; how many those are."""
    statement = (
        sa.update(t.help_request)
        .where(
            t.help_request.c.office_id == office,
            t.help_request.c.date < before,
            t.help_request.c.accepted_by.is_not(None),
        )
        .values(accepted_by=None)
        .returning(t.help_request.c.id)
    )
    return len((await connection.execute(statement)).all())


async def record_erasure(
    connection: AsyncConnection, office: str, *, kind: str, count: int, now: dt.datetime
) -> None:
    """Keep the proof that personal data was deleted."""
    values = {"office_id": office, "at": now, "kind": kind, "count": count}
    await connection.execute(sa.insert(t.erasure).values(values))


async def forget_requests(connection: AsyncConnection, *, now: dt.datetime) -> None:
    """Delete what guards the doors and is over: sessions, remembered requests, counts of tries."""
    day_ago = now - dt.timedelta(hours=24)
    await connection.execute(sa.delete(t.session).where(t.session.c.expires_at <= now))
    await connection.execute(sa.delete(t.idempotency).where(t.idempotency.c.created_at <= day_ago))
    await connection.execute(sa.delete(t.rate_limit).where(t.rate_limit.c.window_at <= day_ago))


def _on(table: sa.Table, key: DayKey) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.c.office_id == key[0], table.c.date == key[1])


def _keys(rows: sa.CursorResult[Any]) -> list[DayKey]:
    return sorted((row.office_id, row.date) for row in rows)

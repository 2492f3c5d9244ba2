# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alarms as rows: found by day, by counter and by id, stored and changed."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement
from aufruf.domain.alarm import Alarm, AlarmKey, AlarmState
from aufruf.domain.errors import NotFound, WrongState

_A = t.alarm.c
CHANGING = ("acknowledged_at", "acknowledged_by", "ended_at")
_OFFICE = _A.office_id == sa.bindparam("office")
# Written out, not bound: only so do both databases see that the partial index fits.
GOES_ON = sa.text("alarm.ended_at IS NULL")

OF_OFFICE = Statement(sa.select(t.alarm).where(_OFFICE, GOES_ON).order_by(_A.raised_at, _A.id))
ONE = Statement(sa.select(t.alarm).where(_OFFICE, _A.id == sa.bindparam("alarm")))
PLACE = Statement(sa.select(_A.office_id, _A.date, _A.id).where(_A.id == sa.bindparam("alarm")))
INSERT = Statement(sa.insert(t.alarm))
UPDATE = Statement(
    sa.update(t.alarm)
    .where(_A.office_id == sa.bindparam("of_office"), _A.id == sa.bindparam("of_alarm"))
    .values({name: sa.bindparam(name, type_=_A[name].type) for name in CHANGING})
)


async def open_in(connection: AsyncConnection, office: str) -> list[Alarm]:
    """The alarms of an office that go on, the oldest first; those of a day that nobody has closed, too."""
    return [_alarm_of(row) for row in await OF_OFFICE.all(connection, {"office": office})]


async def open_on(connection: AsyncConnection, day: DayKey) -> list[Alarm]:
    """The alarms of a day that go on, the oldest first."""
    return [alarm for alarm in await open_in(connection, day[0]) if alarm.date == day[1]]


async def place_of(connection: AsyncConnection, alarm_id: str) -> AlarmKey:
    """The office and day of an alarm, read without a lock: they never change. Raises NotFound."""
    row = await PLACE.one_or_none(connection, {"alarm": alarm_id})
    if row is None:
        raise NotFound
    return AlarmKey(row.office_id, row.date, row.id)


async def get(connection: AsyncConnection, key: AlarmKey) -> Alarm:
    """One alarm. Raises NotFound."""
    row = await ONE.one_or_none(connection, {"office": key.office, "alarm": key.alarm})
    if row is None:
        raise NotFound
    return _alarm_of(row)


async def insert(connection: AsyncConnection, alarm: Alarm) -> None:
    """Store a new alarm. Raises WrongState if its counter has one that goes on."""
    row = {
        "office_id": alarm.office,
        "id": alarm.id,
        "date": alarm.date,
        "counter_id": alarm.counter,
        "raised_at": alarm.raised_at,
    }
    try:
        await INSERT.all(connection, row | _values(alarm))
    except IntegrityError as error:
        words = str(error.orig)  # PostgreSQL names the index, SQLite its columns
        if "one_alarm_per_counter" in words or "alarm.counter_id" in words:
            raise WrongState(state=AlarmState.OPEN) from error
        raise


async def save(connection: AsyncConnection, alarm: Alarm) -> None:
    """Store what has become of an alarm."""
    key = {"of_office": alarm.office, "of_alarm": alarm.id}
    await UPDATE.all(connection, key | _values(alarm))


def _alarm_of(row: Any) -> Alarm:
    return Alarm(
        id=row.id,
        office=row.office_id,
        date=row.date,
        counter=row.counter_id,
        raised_at=row.raised_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        ended_at=row.ended_at,
    )


def _values(alarm: Alarm) -> dict[str, Any]:
    return {name: getattr(alarm, name) for name in CHANGING}

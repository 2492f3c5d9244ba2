# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far an office's day has come: its last event, what was served so far, who came, who is expected."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.appointments import items_of
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement
from aufruf.domain.appointment import AppointmentState
from aufruf.domain.visit import VisitState

_V, _A, _D, _F = t.visit.c, t.appointment.c, t.office_day.c, t.day_facts.c
_DAY = (_V.office_id == sa.bindparam("office"), _V.date == sa.bindparam("day"))
Items = tuple[tuple[str, int], ...]
AT = Statement(
    sa.select(_D.event_seq, _D.generation, _D.event_at, _D.closed_at).where(
        _D.office_id == sa.bindparam("office"), _D.date == sa.bindparam("day")
    )
)
SERVED = Statement(
    sa.select(_V.services, _V.called_at, _V.ended_at).where(
        *_DAY,
        _V.state == VisitState.FINISHED,
        _V.called_at.is_not(None),
        _V.ended_at.is_not(None),
    )
)
CAME = Statement(sa.select(sa.func.count().label("came")).where(*_DAY, _V.booked_at.is_(None)))
EXPECTED = Statement(
    sa.select(_A.id, _A.services, _A.start_at, _A.created_at, _A.channel)
    .where(
        _A.office_id == sa.bindparam("office"),
        _A.date == sa.bindparam("day"),
        _A.state == AppointmentState.CONFIRMED,
        _A.start_at >= sa.bindparam("since"),
    )
    .order_by(_A.start_at, _A.id)
)
FACTS = (
    sa.select(_F.date, _F.facts)
    .where(_F.office_id == sa.bindparam("office"), _F.date >= sa.bindparam("since"))
    .order_by(_F.date)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAt:
    """Where a day stands: the number of its last event, and when that was."""

    seq: int = 0
    generation: int = 0
    event_at: dt.datetime | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Somebody who was served to the end: with what, and how long from the call on."""

    services: Items
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """An appointment whose person has not come yet."""

    id: str
    services: Items
    start: dt.datetime
    booked_on: dt.datetime
    channel: str


async def day_at(connection: AsyncConnection, day: DayKey) -> DayAt:
    """How far a day has come."""
    row = await AT.one_or_none(connection, _values(day))
    if row is None:
        return DayAt()
    return DayAt(
        seq=row.event_seq, generation=row.generation, event_at=row.event_at, closed=row.closed_at is not None
    )


async def served(connection: AsyncConnection, day: DayKey) -> list[Served]:
    """All who were served to the end on a day."""
    return [
        Served(services=items_of(row.services), minutes=(row.ended_at - row.called_at).total_seconds() / 60)
        for row in await SERVED.all(connection, _values(day))
    ]


async def walk_ins(connection: AsyncConnection, day: DayKey) -> int:
    """How many have come without an appointment."""
    row = await CAME.one_or_none(connection, _values(day))
    return int(row.came)


async def expected(connection: AsyncConnection, day: DayKey, *, since: dt.datetime) -> list[Promised]:
    """The confirmed appointments of a day from a moment on, whose people have not come."""
    return [
        Promised(
            id=row.id,
            services=items_of(row.services),
            start=row.start_at,
            booked_on=row.created_at,
            channel=row.channel,
        )
        for row in await EXPECTED.all(connection, _values(day) | {"since": since})
    ]


async def told(
    connection: AsyncConnection, office: str, *, since: dt.date
) -> list[tuple[dt.date, list[list[float]]]]:
    """By day since a date: what people were told (low, likely, high), then how long it was, in minutes."""
    rows = await connection.execute(FACTS, {"office": office, "since": since})
    return [(row.date, row.facts.get("told", [])) for row in rows]


def _values(day: DayKey) -> dict[str, object]:
    return {"office": day[0], "day": day[1]}

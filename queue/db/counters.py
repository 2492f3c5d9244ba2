# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sits at which counter."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db import visits
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement
from aufruf.domain.counters import Seat
from aufruf.domain.errors import AlreadyAtCounter, CounterTaken
from aufruf.domain.visit import Visit

_SEAT = t.counter_seat.c
_AT = (_SEAT.office_id == sa.bindparam("office"), _SEAT.counter_id == sa.bindparam("counter"))
_COLUMNS = (
    _SEAT.counter_id,
    _SEAT.user_id,
    _SEAT.device_id,
    _SEAT.staff_id,
    _SEAT.opened_at,
    _SEAT.paused,
    _SEAT.paused_at,
)
SEAT = Statement(sa.select(*_COLUMNS).where(*_AT))
SEATS = Statement(
    sa.select(*_COLUMNS, sa.func.coalesce(t.user.c.name, t.device.c.name, "").label("name"))
    .select_from(t.counter_seat)
    .outerjoin(t.user, t.user.c.id == _SEAT.user_id)
    .outerjoin(t.device, (t.device.c.office_id == _SEAT.office_id) & (t.device.c.id == _SEAT.device_id))
    .where(_SEAT.office_id == sa.bindparam("office"))
)
OF_PERSON = sa.select(_SEAT.office_id, _SEAT.counter_id).where(_SEAT.user_id == sa.bindparam("person"))
SIT = sa.insert(t.counter_seat)
PAUSE = (
    sa.update(t.counter_seat)
    .where(*_AT)
    .values(paused=True, paused_at=sa.bindparam("now", type_=_SEAT.paused_at.type))
)
GO_ON = sa.update(t.counter_seat).where(*_AT).values(paused=False)
_V = t.visit.c
LAST = Statement(
    sa.select(
        _V.counter_id,
        sa.func.max(_V.called_at).label("called_at"),
        sa.func.max(_V.ended_at).label("ended_at"),
    )
    .where(_V.office_id == sa.bindparam("office"), _V.date == sa.bindparam("day"), _V.counter_id.is_not(None))
    .group_by(_V.counter_id)
)
STAND_UP = sa.delete(t.counter_seat).where(*_AT)
EMPTY = sa.delete(t.counter_seat).where(_SEAT.office_id == sa.bindparam("office")).returning(_SEAT.counter_id)
SERVING = sa.select(_SEAT.office_id).distinct()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a call needs to know: who sits at the counter, and all who are in the office."""

    seat: Seat | None
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """When somebody was last called to a counter, and when the last of them was finished or missed there."""

    called_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None


async def seat_at(connection: AsyncConnection, *, office: str, counter: str) -> Seat | None:
    """Who sits at a counter."""
    return _seat_of(await SEAT.one_or_none(connection, {"office": office, "counter": counter}))


async def desk(connection: AsyncConnection, day: DayKey, *, counter: str) -> Desk:
    """A counter's seat with all visits of the day that are not gone yet."""
    row = await SEAT.one_or_none(connection, {"office": day[0], "counter": counter})
    return Desk(seat=_seat_of(row), visits=tuple(await visits.here(connection, day)))


async def seats(connection: AsyncConnection, office: str) -> Mapping[str, Seat]:
    """Who sits at which counter of an office."""
    rows = await SEATS.all(connection, {"office": office})
    return {row.counter_id: _seated(row, name=row.name) for row in rows}


async def counter_of(connection: AsyncConnection, person: str) -> tuple[str, str] | None:
    """The office and counter that somebody has opened."""
    row = (await connection.execute(OF_PERSON, {"person": person})).first()
    return None if row is None else (row.office_id, row.counter_id)


async def sit_down(connection: AsyncConnection, *, office: str, seat: Seat, now: dt.datetime) -> None:
    """Bind a counter to a person. Raises CounterTaken or AlreadyAtCounter."""
    row = {
        "office_id": office,
        "counter_id": seat.counter,
        "user_id": seat.user or None,
        "device_id": seat.device,
        "staff_id": seat.staff,
        "opened_at": now,
        "paused": False,
    }
    try:
        await connection.execute(SIT, row)
    except IntegrityError as error:
        words = str(error.orig)  # PostgreSQL names the constraint, SQLite its columns
        if "one_counter_per_person" in words or "counter_seat.user_id" in words:
            raise AlreadyAtCounter from error
        if "one_counter_per_device" in words or "counter_seat.device_id" in words:
            raise AlreadyAtCounter from error
        if "pk_counter_seat" in words or "counter_seat.counter_id" in words:
            raise CounterTaken from error
        raise


async def pause(connection: AsyncConnection, *, office: str, counter: str, now: dt.datetime) -> None:
    """Pause a counter from now on."""
    await connection.execute(PAUSE, {"office": office, "counter": counter, "now": now})


async def go_on(connection: AsyncConnection, *, office: str, counter: str) -> None:
    """Go on after a pause. When it began is kept: a break that was had is not due again."""
    await connection.execute(GO_ON, {"office": office, "counter": counter})


async def last_at_counters(connection: AsyncConnection, day: DayKey) -> Mapping[str, Last]:
    """When somebody was last called to each counter of a day, and last gone from there."""
    rows = await LAST.all(connection, {"office": day[0], "day": day[1]})
    return {row.counter_id: Last(called_at=row.called_at, ended_at=row.ended_at) for row in rows}


async def stand_up(connection: AsyncConnection, *, office: str, counter: str) -> None:
    """Nobody sits at the counter any longer."""
    await connection.execute(STAND_UP, {"office": office, "counter": counter})


async def empty_seats(connection: AsyncConnection, office: str) -> list[str]:
    """Close all counters of an office; which were open."""
    return sorted((await connection.execute(EMPTY, {"office": office})).scalars())


async def offices_serving(connection: AsyncConnection) -> frozenset[str]:
    """The offices in which somebody sits at a counter."""
    return frozenset((await connection.execute(SERVING)).scalars())


async def silent_machines(connection: AsyncConnection, *, before: dt.datetime) -> list[tuple[str, str]]:
    """The terminals in service that have said nothing since, or were revoked: office and counter."""
    silent = sa.func.coalesce(t.device.c.seen_at < before, sa.true())
    query = (
        sa.select(_SEAT.office_id, _SEAT.counter_id)
        .join(t.device, (t.device.c.office_id == _SEAT.office_id) & (t.device.c.id == _SEAT.device_id))
        .where(sa.or_(t.device.c.revoked_at.is_not(None), (_SEAT.opened_at < before) & silent))
    )
    return [(row.office_id, row.counter_id) for row in await connection.execute(query)]


def _seat_of(row: Any) -> Seat | None:
    if row is None:
        return None
    return _seated(row)


def _seated(row: Any, *, name: str = "") -> Seat:
    return Seat(
        counter=row.counter_id,
        user=row.user_id or "",
        device=row.device_id,
        staff=row.staff_id,
        paused=bool(row.paused),
        name=name,
        opened_at=row.opened_at,
        paused_at=row.paused_at,
    )

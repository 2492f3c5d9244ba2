# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Visits as rows: found by day, by id and by counter, stored and changed."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.db.statements import Kept, Statement
from aufruf.domain.errors import AlreadyCheckedIn, CounterBusy, NotFound
from aufruf.domain.visit import Visit, VisitKey, VisitState, ticket_number

PERSONAL = frozenset({"name", "needs", "notes", "erased_at"})
COLUMNS = tuple(column for column in t.visit.c if column.name not in PERSONAL)
KEYS = frozenset({"office_id", "id", "date", "ticket_group", "ordinal"})  # never change

_DAY = (t.visit.c.office_id == sa.bindparam("office"), t.visit.c.date == sa.bindparam("day"))
# Written out, not bound: only so do both databases see that the partial index fits.
STILL_HERE = sa.text("visit.state IN ('waiting', 'called', 'serving', 'parked', 'missed')")
AT_A_COUNTER = sa.text("visit.state IN ('called', 'serving')")

HERE = Statement(sa.select(*COLUMNS).where(*_DAY, STILL_HERE))
OF_DAY = Statement(sa.select(*COLUMNS).where(*_DAY))
AT_COUNTERS = Statement(sa.select(*COLUMNS).where(*_DAY, AT_A_COUNTER))
ENDED_SINCE = Statement(
    sa.select(
        *(t.visit.c[name] for name in ("id", "ticket_group", "ordinal", "state", "counter_id", "ended_at"))
    ).where(
        *_DAY, sa.text("visit.state IN ('finished', 'missed')"), t.visit.c.ended_at >= sa.bindparam("moment")
    )
)
ONE = Statement(
    sa.select(*COLUMNS).where(
        t.visit.c.office_id == sa.bindparam("office"), t.visit.c.id == sa.bindparam("visit")
    )
)
BY_ID = Statement(sa.select(*COLUMNS).where(t.visit.c.id == sa.bindparam("visit")))
PLACE = Statement(
    sa.select(t.visit.c.office_id, t.visit.c.date, t.visit.c.id).where(t.visit.c.id == sa.bindparam("visit"))
)
OF_APPOINTMENT = Statement(
    sa.select(*COLUMNS).where(
        t.visit.c.office_id == sa.bindparam("office"), t.visit.c.appointment_id == sa.bindparam("appointment")
    )
)
PERSONAL_OF = Statement(
    sa.select(t.visit.c.name, t.visit.c.needs).where(
        t.visit.c.office_id == sa.bindparam("office"), t.visit.c.id == sa.bindparam("visit")
    )
)
NAMES = Statement(
    sa.select(t.visit.c.id, t.visit.c.name).where(*_DAY, STILL_HERE, t.visit.c.name.is_not(None))
)
KEPT: Kept[Visit] = Kept()
INSERT = Statement(sa.insert(t.visit))
UPDATE = Statement(
    sa.update(t.visit)
    .where(t.visit.c.office_id == sa.bindparam("of_office"), t.visit.c.id == sa.bindparam("of_visit"))
    .values({c.name: sa.bindparam(c.name, type_=c.type) for c in COLUMNS if c.name not in KEYS})
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A visit that was finished or missed at a counter, and when."""

    id: str
    number: str
    state: VisitState
    counter: str | None
    at: dt.datetime


async def here(connection: AsyncConnection, day: DayKey) -> list[Visit]:
    """Everybody of a day who is not gone yet."""
    return await HERE.made(connection, _day(day), visit_of, KEPT)


async def of_day(connection: AsyncConnection, day: DayKey) -> list[Visit]:
    """Everybody who came on a day."""
    return _visits(await OF_DAY.all(connection, _day(day)))


async def at_counters(connection: AsyncConnection, day: DayKey) -> list[Visit]:
    """Everybody of a day who is at a counter, called or served."""
    return _visits(await AT_COUNTERS.all(connection, _day(day)))


async def ended_since(connection: AsyncConnection, day: DayKey, moment: dt.datetime) -> list[Ended]:
    """Who of a day was finished or missed at this moment or later, the last one last."""
    rows = await ENDED_SINCE.all(connection, _day(day) | {"moment": moment})
    found = (
        Ended(
            id=row.id,
            number=ticket_number(row.ticket_group, row.ordinal),
            state=VisitState(row.state),
            counter=row.counter_id,
            at=row.ended_at,
        )
        for row in rows
    )
    return sorted(found, key=lambda ended: ended.at)


async def names(connection: AsyncConnection, day: DayKey) -> Mapping[str, str]:
    """The names, by visit, of those of a day who are not gone yet and gave one. For staff alone."""
    return {row.id: row.name for row in await NAMES.all(connection, _day(day))}


async def place_of(connection: AsyncConnection, visit_id: str) -> VisitKey:
    """The office and day of a visit, read without a lock: they never change. Raises NotFound."""
    row = await PLACE.one_or_none(connection, {"visit": visit_id})
    if row is None:
        raise NotFound
    return VisitKey(row.office_id, row.date, row.id)


async def with_id(connection: AsyncConnection, visit_id: str) -> Visit:
    """A visit of which only the id is known, without a lock. Raises NotFound."""
    row = await BY_ID.one_or_none(connection, {"visit": visit_id})
    if row is None:
        raise NotFound
    return visit_of(row)


async def get(connection: AsyncConnection, key: VisitKey) -> Visit:
    """One visit. Raises NotFound."""
    row = await ONE.one_or_none(connection, {"office": key.office, "visit": key.visit})
    if row is None:
        raise NotFound
    return visit_of(row)


async def personal_of(connection: AsyncConnection, key: VisitKey) -> tuple[str | None, tuple[str, ...]]:
    """The name and the needs of a visit, to go on with it elsewhere."""
    row = await PERSONAL_OF.one_or_none(connection, {"office": key.office, "visit": key.visit})
    return row.name, tuple(row.needs or ())


async def of_appointment(connection: AsyncConnection, *, office: str, appointment: str) -> Visit | None:
    """The visit that an appointment has become."""
    row = await OF_APPOINTMENT.one_or_none(connection, {"office": office, "appointment": appointment})
    return None if row is None else visit_of(row)


async def insert(
    connection: AsyncConnection, visit: Visit, *, name: str | None = None, needs: Sequence[str] = ()
) -> None:
    """Store a new visit, with its personal part. Raises AlreadyCheckedIn."""
    try:
        await INSERT.all(connection, values_of(visit) | {"name": name, "needs": list(needs) or None})
    except IntegrityError as error:
        raise _refusal(error) from error


async def save(connection: AsyncConnection, *changed: Visit) -> None:
    """Store what has become of visits. Raises CounterBusy."""
    try:
        for visit in changed:
            key = {"of_office": visit.office, "of_visit": visit.id}
            await UPDATE.all(connection, key | _values(visit))
    except IntegrityError as error:
        raise _refusal(error) from error


def visit_of(row: Any) -> Visit:
    """A row as a visit."""
    away = row.continues_office is not None and row.continues_visit is not None
    return Visit(
        id=row.id,
        office=row.office_id,
        date=row.date,
        group=row.ticket_group,
        ordinal=row.ordinal,
        state=VisitState(row.state),
        services=tuple((service, quantity) for service, quantity in row.services),
        then=tuple((service, quantity) for service, quantity in row.then_services or ()),
        arrived_at=row.arrived_at,
        known_at=row.known_at,
        channel=row.channel,
        appointment=row.appointment_id,
        booked_at=row.booked_at,
        priority=row.priority,
        counter=row.counter_id,
        for_counter=row.for_counter,
        not_before=row.not_before,
        called_at=row.called_at,
        serving_at=row.serving_at,
        ended_at=row.ended_at,
        times_missed=row.times_missed,
        generation=row.generation,
        language=row.language,
        continues=(row.continues_office, row.continues_visit) if away else None,
        instead=row.instead_appointment,
        told=None if row.told_likely is None else (row.told_low, row.told_likely, row.told_high),
        promised_at=row.promised_at,
    )


def values_of(visit: Visit) -> dict[str, Any]:
    """A visit as a row, without its personal part."""
    return {
        "office_id": visit.office,
        "id": visit.id,
        "date": visit.date,
        "ticket_group": visit.group,
        "ordinal": visit.ordinal,
    } | _values(visit)


def _visits(rows: Iterable[Any]) -> list[Visit]:
    return [visit_of(row) for row in rows]


def _values(visit: Visit) -> dict[str, Any]:
    """Everything of a visit that may change."""
    to_office, to_visit = visit.continues or (None, None)
    low, likely, high = visit.told or (None, None, None)
    return {
        "state": visit.state,
        "services": [list(item) for item in visit.services],
        "then_services": [list(item) for item in visit.then] or None,
        "arrived_at": visit.arrived_at,
        "known_at": visit.known_at,
        "channel": visit.channel,
        "appointment_id": visit.appointment,
        "booked_at": visit.booked_at,
        "priority": visit.priority,
        "counter_id": visit.counter,
        "for_counter": visit.for_counter,
        "not_before": visit.not_before,
        "called_at": visit.called_at,
        "serving_at": visit.serving_at,
        "ended_at": visit.ended_at,
        "times_missed": visit.times_missed,
        "generation": visit.generation,
        "language": visit.language,
        "continues_office": to_office,
        "continues_visit": to_visit,
        "instead_appointment": visit.instead,
        "told_low": low,
        "told_likely": likely,
        "told_high": high,
        "promised_at": visit.promised_at,
    }


def _day(day: DayKey) -> dict[str, Any]:
    return {"office": day[0], "day": day[1]}


def _refusal(error: IntegrityError) -> Exception:
    """The refusal that an index means, as the last defence; anything else is a defect of ours."""
    words = str(error.orig)  # PostgreSQL names the index, SQLite its columns
    if "one_visit_per_counter" in words or "visit.counter_id" in words:
        return CounterBusy()
    if "one_visit_per_appointment" in words or "visit.appointment_id" in words:
        return AlreadyCheckedIn()
    return error

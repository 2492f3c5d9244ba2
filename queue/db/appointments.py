# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments as rows: found by id, code and day, stored and changed.

What takes capacity on a day is read in statements of its own: db/promises.py.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement
from aufruf.domain.appointment import Appointment, AppointmentState, Citizen
from aufruf.domain.errors import NotFound

_A = t.appointment.c
PERSONAL = ("name", "email", "phone", "notes")
COLUMNS = tuple(column for column in _A if column.name not in {*PERSONAL, "erased_at"})
KEYS = frozenset({"office_id", "id", "created_at", "channel"})  # never change

_ONE = (_A.office_id == sa.bindparam("of_office"), _A.id == sa.bindparam("of_appointment"))
BY_ID = Statement(sa.select(*COLUMNS).where(_A.id == sa.bindparam("appointment")))
ONE = Statement(sa.select(*COLUMNS).where(*_ONE))
CITIZEN = Statement(sa.select(*(_A[name] for name in PERSONAL)).where(*_ONE))
WITH_CODE = Statement(
    sa.select(*COLUMNS, _A.name)
    .where(
        _A.office_id == sa.bindparam("office"),
        _A.booking_code == sa.bindparam("code"),
        _A.erased_at.is_(None),
    )
    .order_by(_A.created_at.desc())
)
OF_DAY = Statement(
    sa.select(*COLUMNS, *(_A[name] for name in PERSONAL))
    .where(_A.office_id == sa.bindparam("office"), _A.date == sa.bindparam("day"))
    .order_by(_A.start_at, _A.id)
)
# A code that is taken stores nothing, instead of ending the transaction: another can be drawn.
INSERT = {
    "postgresql": Statement(postgresql.insert(t.appointment).on_conflict_do_nothing().returning(_A.id)),
    "sqlite": Statement(sqlite.insert(t.appointment).on_conflict_do_nothing().returning(_A.id)),
}
UPDATE = Statement(
    sa.update(t.appointment)
    .where(*_ONE)
    .values({c.name: sa.bindparam(c.name, type_=c.type) for c in COLUMNS if c.name not in KEYS})
)
DELETE = Statement(sa.delete(t.appointment).where(*_ONE))
WITNESS = Statement(sa.update(t.appointment).where(*_ONE).values(witness=sa.bindparam("now_witness")))


async def with_id(connection: AsyncConnection, appointment_id: str) -> Appointment:
    """An appointment of which only the id is known, without a lock. Raises NotFound."""
    row = await BY_ID.one_or_none(connection, {"appointment": appointment_id})
    if row is None:
        raise NotFound
    return appointment_of(row)


async def get(connection: AsyncConnection, *, office: str, appointment: str) -> Appointment | None:
    """One appointment of an office, None if it is not there (any longer)."""
    row = await ONE.one_or_none(connection, {"of_office": office, "of_appointment": appointment})
    return None if row is None else appointment_of(row)


async def citizen_of(connection: AsyncConnection, appointment: Appointment) -> Citizen:
    """Whose appointment it is; nobody's, once erased."""
    row = await CITIZEN.one_or_none(connection, _key(appointment))
    return Citizen(name=row.name, email=row.email, phone=row.phone, notes=row.notes)


async def with_code(
    connection: AsyncConnection, *, office: str, code: str
) -> list[tuple[Appointment, str | None]]:
    """Those of an office with this booking code, the newest first, with the name each was made for."""
    rows = await WITH_CODE.all(connection, {"office": office, "code": code})
    return [(appointment_of(row), row.name) for row in rows]


async def of_day(connection: AsyncConnection, day: DayKey) -> list[tuple[Appointment, Citizen]]:
    """All of a day by time, with whose they are. For staff alone."""
    rows = await OF_DAY.all(connection, {"office": day[0], "day": day[1]})
    return [
        (appointment_of(r), Citizen(name=r.name, email=r.email, phone=r.phone, notes=r.notes)) for r in rows
    ]


async def insert(connection: AsyncConnection, appointment: Appointment, citizen: Citizen) -> bool:
    """Store a new appointment; False, and nothing stored, if its booking code is taken in the office."""
    values = _values(appointment) | {
        "name": citizen.name,
        "email": citizen.email,
        "phone": citizen.phone,
        "notes": citizen.notes,
        "erased_at": None,
    }
    return bool(await INSERT[connection.dialect.name].all(connection, values))


async def save(connection: AsyncConnection, appointment: Appointment) -> None:
    """Store what has become of an appointment, within its office."""
    await UPDATE.all(connection, _key(appointment) | _values(appointment))


async def delete(connection: AsyncConnection, appointment: Appointment) -> None:
    """Take an appointment out of its office: it goes on in another."""
    await DELETE.all(connection, _key(appointment))


async def save_witnesses(connection: AsyncConnection, *, office: str, witnesses: Mapping[str, str]) -> None:
    """Store who could serve these appointments (by id) now."""
    for appointment, witness in sorted(witnesses.items()):
        await WITNESS.all(
            connection, {"of_office": office, "of_appointment": appointment, "now_witness": witness}
        )


def appointment_of(row: Any) -> Appointment:
    """A row as an appointment."""
    return Appointment(
        id=row.id,
        office=row.office_id,
        date=row.date,
        state=AppointmentState(row.state),
        start=row.start_at,
        minutes=row.minutes,
        occupied_minutes=row.occupied_minutes,
        services=items_of(row.services),
        witness=row.witness,
        booking_code=row.booking_code,
        created_at=row.created_at,
        hold_expires_at=row.hold_expires_at,
        generation=row.generation,
        sequence=row.sequence,
        language=row.language,
        channel=row.channel,
    )


def items_of(stored: Iterable[Iterable[Any]]) -> tuple[tuple[str, int], ...]:
    """Services with quantities, as they are stored."""
    return tuple((service, quantity) for service, quantity in stored)


def _key(appointment: Appointment) -> dict[str, Any]:
    return {"of_office": appointment.office, "of_appointment": appointment.id}


def _values(appointment: Appointment) -> dict[str, Any]:
    start: dt.datetime = appointment.start
    return {
        "office_id": appointment.office,
        "id": appointment.id,
        "date": appointment.date,
        "state": appointment.state,
        "start_at": start,
        "minutes": appointment.minutes,
        "occupied_minutes": appointment.occupied_minutes,
        "services": [list(item) for item in appointment.services],
        "witness": appointment.witness,
        "booking_code": appointment.booking_code,
        "created_at": appointment.created_at,
        "hold_expires_at": appointment.hold_expires_at,
        "generation": appointment.generation,
        "sequence": appointment.sequence,
        "language": appointment.language,
        "channel": appointment.channel,
    }

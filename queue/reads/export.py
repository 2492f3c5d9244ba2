# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole catalogue as it is stored, in the shape in which it was imported."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.transaction import Reading
from aufruf.domain.importing import ParsedCatalogue
from aufruf.domain.importing import entries as e

Entry = TypeVar("Entry")


async def stored_catalogue(reading: Reading) -> ParsedCatalogue:
    """All offices with what belongs to them, and all services, each time in the same order.

    Ask in a snapshot, so that its parts fit together.
    """
    return ParsedCatalogue(
        offices=await _entries(reading, t.office, e.OfficeEntry, "id"),
        services=await _entries(reading, t.service, e.ServiceEntry, "id"),
        offers=await _entries(reading, t.office_service, e.OfferEntry, "office_id", "service_id"),
        opening=await _entries(reading, t.opening_rule, e.OpeningEntry, "office_id", "position"),
        closures=await _entries(reading, t.closure, e.ClosureEntry, "office_id", "first", "last"),
        counters=await _entries(reading, t.counter, e.CounterEntry, "office_id", "position", "id"),
        staff=await _entries(reading, t.staff_member, e.StaffEntry, "office_id", "id"),
        shifts=tuple(sorted(await _entries(reading, t.shift, e.ShiftEntry, "office_id"), key=_by_person)),
    )


async def _entries(reading: Reading, table: sa.Table, kind: type[Entry], *order: str) -> tuple[Entry, ...]:
    """Rows as entries. Sorted here: databases differ in how they sort text."""
    rows = (await reading.connection.execute(sa.select(table))).mappings()
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    ordered = sorted(rows, key=lambda row: tuple(row[column] for column in order))
    return tuple(_entry(kind, dict(row), names) for row in ordered)


def _entry(kind: type[Entry], row: Mapping[str, Any], names: list[str]) -> Entry:
    return kind(**{name: _frozen(row[name]) for name in names})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def _by_person(shift: e.ShiftEntry) -> tuple[object, ...]:
    """Weekly shifts first, then those of a date."""
    date = shift.date.isoformat() if shift.date else ""
    begin = shift.local_from.isoformat() if shift.local_from else ""
    return (shift.office_id, shift.staff_id, date, shift.weekday or 0, begin)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the files of an import say, row by row, checked. Fields are named as they are stored."""

import datetime as dt
from dataclasses import dataclass

from aufruf.domain.catalogue import CounterKind, Resource
from aufruf.domain.opening import OpeningKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeEntry:
    """A row of offices.csv, but for its number of counters."""

    id: str
    tenant_id: str = "default"
    name: str
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    city: str = ""
    lat: float | None = None
    lon: float | None = None
    timezone: str = "Europe/Berlin"
    land: str | None = None
    grid_minutes: int = 5
    walk_in_guard: bool = True
    walk_in_reserve_percent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEntry:
    """A row of services.csv."""

    id: str
    name: str
    duration_minutes: int
    leika_keys: tuple[str, ...] = ()
    max_quantity: int = 1
    combinable: tuple[str, ...] = ()
    online: bool = False
    keywords: str = ""
    documents: str = ""
    ticket_group: str = "A"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferEntry:
    """A row of office_services.csv."""

    office_id: str
    service_id: str
    duration_minutes: int | None = None
    appointments: bool = True
    walk_ins: bool = True
    resource: Resource = Resource.COUNTER


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningEntry:
    """A row of opening_hours.csv."""

    office_id: str
    weekday: int
    local_from: dt.time
    local_to: dt.time
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    every_n_weeks: int = 1
    week_of_month: int | None = None
    kind: OpeningKind = OpeningKind.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureEntry:
    """A row of closures.csv."""

    office_id: str
    first: dt.date
    last: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterEntry:
    """A row of counters.csv."""

    office_id: str
    id: str
    kind: CounterKind = CounterKind.DESK
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEntry:
    """A row of staff.csv; skills None means all."""

    office_id: str
    id: str
    name: str = ""
    skills: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEntry:
    """A row of shifts.csv; a date without times is a day away."""

    office_id: str
    staff_id: str
    weekday: int | None = None
    date: dt.date | None = None
    local_from: dt.time | None = None
    local_to: dt.time | None = None
    breaks: tuple[tuple[str, str], ...] = ()
    counter_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedCatalogue:
    """All files of a folder, without a bad row. None: the file is not there."""

    offices: tuple[OfficeEntry, ...]
    services: tuple[ServiceEntry, ...]
    offers: tuple[OfferEntry, ...]
    opening: tuple[OpeningEntry, ...]
    closures: tuple[ClosureEntry, ...] | None = None
    counters: tuple[CounterEntry, ...] | None = None
    desks: tuple[CounterEntry, ...] = ()  # from `counters` of offices.csv, where counters.csv names none
    staff: tuple[StaffEntry, ...] | None = None
    shifts: tuple[ShiftEntry, ...] | None = None
    warnings: tuple[str, ...] = ()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes when somebody edits: tenants, offices, services, staff, hours."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from aufruf.db.tables.row import Row, instant, json, table_of
from aufruf.db.types import one_of
from aufruf.domain.catalogue import CounterKind, Resource
from aufruf.domain.opening import OpeningKind


class TenantRow(Row, table=True):
    """A municipality or authority."""

    __tablename__ = "tenant"
    id: str = Field(primary_key=True, max_length=64)
    name: str = Field(max_length=200)


class OfficeRow(Row, table=True):
    """One building with a waiting room. `version` rises with each change of what belongs to it."""

    __tablename__ = "office"
    id: str = Field(primary_key=True, max_length=64)
    tenant_id: str = Field(foreign_key="tenant.id", index=True, max_length=64)
    name: str = Field(max_length=200)
    street: str = Field(default="", max_length=200)
    house_number: str = Field(default="", max_length=40)
    postal_code: str = Field(default="", max_length=20)
    city: str = Field(default="", max_length=200)
    lat: float | None = None
    lon: float | None = None
    timezone: str = Field(default="Europe/Berlin", max_length=64)
    land: str | None = Field(default=None, max_length=2)
    grid_minutes: int = 5
    hold_minutes: int = 20
    window_days: int = 92
    lead_minutes: int = 0
    check_in_early_minutes: int = 30
    grace_minutes: int = 10
    walk_in_late_minutes: int = 60
    walk_in_guard: bool = True
    walk_in_reserve_percent: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    replan_in_day: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    retention_days: int = 7
    call_order: dict[str, int] = json(default_factory=dict, nullable=False)  # only what differs
    help: dict[str, Any] = json(  # the same, of the rules for help at kiosks and terminals
        default_factory=dict, nullable=False, sa_column_kwargs={"server_default": sa.text("'{}'")}
    )
    version: int = 0


class OpeningRuleRow(Row, table=True):
    """A weekly opening time."""

    __tablename__ = "opening_rule"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    weekday: int
    local_from: dt.time
    local_to: dt.time
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    every_n_weeks: int = 1
    week_of_month: int | None = None
    kind: OpeningKind = Field(default=OpeningKind.OPEN, sa_type=one_of(OpeningKind))


class ClosureRow(Row, table=True):
    """Days on which an office stays closed."""

    __tablename__ = "closure"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    first: dt.date = Field(primary_key=True)
    last: dt.date = Field(primary_key=True)
    reason: str = Field(default="", max_length=200)


class CounterRow(Row, table=True):
    """A numbered place where people are served."""

    __tablename__ = "counter"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    kind: CounterKind = Field(default=CounterKind.DESK, sa_type=one_of(CounterKind))
    room: str = Field(default="", max_length=100)
    position: int = 0  # order on lists


class ServiceRow(Row, table=True):
    """What a citizen comes for. One catalogue for all tenants: it is the Land's, not theirs."""

    __tablename__ = "service"
    id: str = Field(primary_key=True, max_length=64)
    name: str = Field(max_length=300)
    duration_minutes: int
    leika_keys: list[str] = json(default_factory=list, nullable=False)
    max_quantity: int = 1
    combinable: list[str] = json(default_factory=list, nullable=False)
    online: bool = False
    keywords: str = ""
    documents: str = ""
    ticket_group: str = Field(default="A", max_length=4)


class OfficeServiceRow(Row, table=True):
    """That an office offers a service, and how."""

    __tablename__ = "office_service"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    service_id: str = Field(primary_key=True, foreign_key="service.id", index=True, max_length=64)
    duration_minutes: int | None = None
    appointments: bool = True
    walk_ins: bool = True
    resource: Resource = Field(
        default=Resource.COUNTER, sa_type=one_of(Resource), sa_column_kwargs={"server_default": "counter"}
    )


class StaffRow(Row, table=True):
    """Somebody who serves. `skills` are service ids, or null for all."""

    __tablename__ = "staff_member"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    name: str = Field(default="", max_length=200)
    skills: list[str] | None = json(default=None, nullable=True)


class ShiftRow(Row, table=True):
    """Who works from when to when; weekly, or on one date, which then replaces the weekly ones."""

    __tablename__ = "shift"
    __table_args__: tuple[Any, ...] = (
        sa.ForeignKeyConstraint(
            ["office_id", "staff_id"], ["staff_member.office_id", "staff_member.id"], name="fk_shift_staff"
        ),
        sa.CheckConstraint("(weekday IS NULL) <> (date IS NULL)", name="weekday_or_date"),
        sa.Index("ix_shift_office_staff_date", "office_id", "staff_id", "date"),
    )
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    staff_id: str = Field(max_length=64)
    weekday: int | None = None
    date: dt.date | None = None
    local_from: dt.time | None = None
    local_to: dt.time | None = None
    breaks: list[list[str]] = json(default_factory=list, nullable=False)  # [["12:00", "12:30"], …]
    counter_id: str | None = Field(default=None, max_length=64)


class ErasureRow(Row, table=True):
    """The record that personal data was deleted, and of how many."""

    __tablename__ = "erasure"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    at: dt.datetime = instant(primary_key=True)
    kind: str = Field(primary_key=True, max_length=32)
    count: int


class RehearsalRow(Row, table=True):
    """A rehearsal's clock: it showed `shown_at` at the real `real_at`, and runs at `speed` since."""

    __tablename__ = "rehearsal"
    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    real_at: dt.datetime = instant()
    shown_at: dt.datetime = instant()
    speed: float = 1.0


tenant = table_of(TenantRow)
office = table_of(OfficeRow)
opening_rule = table_of(OpeningRuleRow)
closure = table_of(ClosureRow)
counter = table_of(CounterRow)
service = table_of(ServiceRow)
office_service = table_of(OfficeServiceRow)
staff_member = table_of(StaffRow)
shift = table_of(ShiftRow)
erasure = table_of(ErasureRow)
rehearsal = table_of(RehearsalRow)

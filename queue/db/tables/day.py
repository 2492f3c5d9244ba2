# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens on an office's day. Every key begins with the office, so that offices can be spread."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from aufruf.db.tables.row import Row, instant, json, only, table_of
from aufruf.db.types import one_of
from aufruf.domain.appointment import AppointmentState
from aufruf.domain.visit import VisitState


class OfficeDayRow(Row, table=True):
    """The one lock on which everything scarce of a day hangs, and the number of its last event."""

    __tablename__ = "office_day"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    date: dt.date = Field(primary_key=True)
    event_seq: int = 0
    event_at: dt.datetime | None = instant(default=None, nullable=True)  # of the last event
    generation: int = 0  # raised by a restore, so that screens ask anew
    closed_at: dt.datetime | None = instant(default=None, nullable=True)
    closed_early: str | None = Field(default=None, max_length=200)  # why, where it was closed all of a sudden


class TicketSeriesRow(Row, table=True):
    """The last number of a series of tickets on a day."""

    __tablename__ = "ticket_series"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    date: dt.date = Field(primary_key=True)
    ticket_group: str = Field(primary_key=True, max_length=4)
    last: int = 0


class AppointmentRow(Row, table=True):
    """The promise of a time. Name, contact and notes are the personal part, deleted by retention."""

    __tablename__ = "appointment"
    __table_args__: tuple[Any, ...] = (
        only(
            "one_open_appointment_per_code",
            "office_id",
            "booking_code",
            where="state IN ('held', 'confirmed', 'checked_in') AND erased_at IS NULL",
        ),
        sa.CheckConstraint("minutes > 0 AND occupied_minutes >= minutes", name="minutes"),
        sa.Index("ix_appointment_day", "office_id", "date"),
        sa.Index("ix_appointment_id", "id"),
        sa.Index(
            "ix_appointment_hold",
            "hold_expires_at",
            postgresql_where=sa.text("state = 'held'"),
            sqlite_where=sa.text("state = 'held'"),
        ),
    )
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    date: dt.date
    state: AppointmentState = Field(sa_type=one_of(AppointmentState))
    start_at: dt.datetime = instant()
    minutes: int
    occupied_minutes: int
    services: list[list[Any]] = json(nullable=False)  # [["service", quantity], …]
    witness: str | None = Field(default=None, max_length=64)
    booking_code: str = Field(max_length=6)
    created_at: dt.datetime = instant()
    hold_expires_at: dt.datetime | None = instant(default=None, nullable=True)
    generation: int = 0
    sequence: int = 0
    language: str = Field(default="de", max_length=16)
    channel: str = Field(default="public", max_length=16)
    name: str | None = Field(default=None, max_length=200)
    email: str | None = Field(default=None, max_length=254)
    phone: str | None = Field(default=None, max_length=40)
    notes: str | None = Field(default=None, max_length=1000)
    erased_at: dt.datetime | None = instant(default=None, nullable=True)


class VisitRow(Row, table=True):
    """One person's presence. Name, needs and notes are the personal part, deleted by retention."""

    __tablename__ = "visit"
    __table_args__: tuple[Any, ...] = (
        sa.UniqueConstraint("office_id", "date", "ticket_group", "ordinal", name="one_number_per_day"),
        only("one_visit_per_counter", "office_id", "counter_id", where="state IN ('called', 'serving')"),
        only("one_visit_per_appointment", "office_id", "appointment_id", where="appointment_id IS NOT NULL"),
        sa.Index(
            "ix_visit_here",
            "office_id",
            "date",
            postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked', 'missed')"),
            sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked', 'missed')"),
        ),
        sa.Index("ix_visit_id", "id"),
    )
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    date: dt.date
    ticket_group: str = Field(max_length=4)
    ordinal: int
    state: VisitState = Field(sa_type=one_of(VisitState))
    services: list[list[Any]] = json(nullable=False)
    then_services: list[list[Any]] | None = json(default=None, nullable=True)  # at the station after this
    arrived_at: dt.datetime = instant()
    known_at: dt.datetime = instant()
    channel: str = Field(default="kiosk", max_length=16)
    appointment_id: str | None = Field(default=None, max_length=64)
    booked_at: dt.datetime | None = instant(default=None, nullable=True)
    priority: bool = False
    counter_id: str | None = Field(default=None, max_length=64)
    for_counter: str | None = Field(default=None, max_length=64)
    not_before: dt.datetime | None = instant(default=None, nullable=True)
    called_at: dt.datetime | None = instant(default=None, nullable=True)
    serving_at: dt.datetime | None = instant(default=None, nullable=True)
    ended_at: dt.datetime | None = instant(default=None, nullable=True)
    times_missed: int = 0
    generation: int = 0
    language: str = Field(default="de", max_length=16)
    continues_office: str | None = Field(default=None, max_length=64)
    continues_visit: str | None = Field(default=None, max_length=64)
    instead_appointment: str | None = Field(default=None, max_length=64)  # for somebody who was sent home
    name: str | None = Field(default=None, max_length=200)
    needs: list[str] | None = json(default=None, nullable=True)
    notes: str | None = Field(default=None, max_length=1000)
    erased_at: dt.datetime | None = instant(default=None, nullable=True)
    told_low: int | None = None  # minutes that were first told, at the ticket
    told_likely: int | None = None
    told_high: int | None = None
    promised_at: dt.datetime | None = instant(default=None, nullable=True)  # the likely call time first told


class KioskEntryRow(Row, table=True):
    """What a kiosk had done without the server, taken over once: the same key has the same result."""

    __tablename__ = "kiosk_entry"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    device_id: str = Field(primary_key=True, max_length=64)
    key: str = Field(primary_key=True, max_length=64)
    kind: str = Field(max_length=16)
    number: str = Field(default="", max_length=12)  # as it was printed
    taken_at: dt.datetime = instant()
    merged_at: dt.datetime = instant(index=True)
    result: str = Field(max_length=32)
    visit_id: str | None = Field(default=None, max_length=64)


class AlarmRow(Row, table=True):
    """Somebody at a counter needs their neighbours now. Who they are is not stored."""

    __tablename__ = "alarm"
    __table_args__: tuple[Any, ...] = (
        only("one_alarm_per_counter", "office_id", "counter_id", where="ended_at IS NULL"),
        sa.Index("ix_alarm_day", "office_id", "date"),
    )
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    date: dt.date
    counter_id: str = Field(max_length=64)
    raised_at: dt.datetime = instant()
    acknowledged_at: dt.datetime | None = instant(default=None, nullable=True)
    acknowledged_by: str | None = Field(default=None, max_length=64)  # the counter from which somebody comes
    ended_at: dt.datetime | None = instant(default=None, nullable=True)


class OutboxRow(Row, table=True):
    """A fact, numbered without gaps within its office-day. Holds no personal data."""

    __tablename__ = "outbox"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    date: dt.date = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str = Field(max_length=40)
    payload: dict[str, Any] = json(nullable=False)
    at: dt.datetime = instant()


office_day = table_of(OfficeDayRow)
ticket_series = table_of(TicketSeriesRow)
appointment = table_of(AppointmentRow)
visit = table_of(VisitRow)
kiosk_entry = table_of(KioskEntryRow)
alarm = table_of(AlarmRow)
outbox = table_of(OutboxRow)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was learned from the events, and what is proposed to people. Holds no citizen's data."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from aufruf.db.tables.row import Row, instant, json, only, table_of
from aufruf.db.types import one_of
from aufruf.domain.plans import ProposalState


class DayFactsRow(Row, table=True):
    """What one day of an office taught, folded from its events up to `seq`; can be made anew at any time."""

    __tablename__ = "day_facts"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    date: dt.date = Field(primary_key=True)
    seq: int
    facts: dict[str, Any] = json(nullable=False)
    made_at: dt.datetime = instant()


class LearnedRow(Row, table=True):
    """What all days of an office taught together."""

    __tablename__ = "learned"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    numbers: dict[str, Any] = json(nullable=False)
    made_at: dt.datetime = instant()


class RebookingRow(Row, table=True):
    """An appointment that a change of the office's made impossible: somebody must speak with its person."""

    __tablename__ = "rebooking"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    appointment_id: str = Field(primary_key=True, max_length=64)
    date: dt.date
    reason: str = Field(max_length=16)  # shift, closure, skill, hours
    since: dt.datetime = instant()
    settled_at: dt.datetime | None = instant(default=None, nullable=True)
    outcome: str | None = Field(default=None, max_length=16)  # moved, cancelled, possible_again, over


class PlanRow(Row, table=True):
    """Shifts and breaks proposed for one day of an office, with what they are expected to bring."""

    __tablename__ = "plan"
    __table_args__: tuple[Any, ...] = (
        only("one_open_plan_per_day", "office_id", "date", where="state = 'proposed'"),
        sa.Index("ix_plan_day", "office_id", "date"),
    )
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    date: dt.date
    state: ProposalState = Field(sa_type=one_of(ProposalState))
    made_at: dt.datetime = instant()
    made_for: str = Field(max_length=16)  # night, request, day
    office_version: int  # of the shifts that it was made from
    proposal: dict[str, Any] = json(nullable=False)
    effect: dict[str, Any] = json(nullable=False)
    decided_at: dt.datetime | None = instant(default=None, nullable=True)
    decided_by: str | None = Field(default=None, max_length=64)  # a user's id
    reason: str = Field(default="", max_length=500, sa_column_kwargs={"server_default": ""})  # of a refusal


class DurationProposalRow(Row, table=True):
    """Another length for a service, since it was measured to be other than planned."""

    __tablename__ = "duration_proposal"
    __table_args__: tuple[Any, ...] = (
        only("one_open_duration_per_service", "office_id", "service_id", where="state = 'proposed'"),
    )
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    service_id: str = Field(max_length=64)
    state: ProposalState = Field(sa_type=one_of(ProposalState))
    planned_minutes: int
    proposed_minutes: int
    measured: dict[str, Any] = json(nullable=False)
    made_at: dt.datetime = instant()
    decided_at: dt.datetime | None = instant(default=None, nullable=True)
    decided_by: str | None = Field(default=None, max_length=64)  # a user's id


day_facts = table_of(DayFactsRow)
learned = table_of(LearnedRow)
rebooking = table_of(RebookingRow)
plan = table_of(PlanRow)
duration_proposal = table_of(DurationProposalRow)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody at a kiosk or terminal asks for a person. Nothing of who they are is stored."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field

from aufruf.db.tables.row import Row, instant, only, table_of
from aufruf.db.types import one_of
from aufruf.domain.help import HelpState
from aufruf.domain.roles import DeviceKind


class HelpRequestRow(Row, table=True):
    """A help request of an office-day: where somebody is stuck, and who comes."""

    __tablename__ = "help_request"
    __table_args__ = (
        only(
            "one_open_help_request_per_device",
            "office_id",
            "device_id",
            where="state IN ('open', 'accepted')",
        ),
        sa.Index("ix_help_request_day", "office_id", "date"),
        sa.Index("ix_help_request_id", "id"),
    )
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    date: dt.date
    state: HelpState = Field(sa_type=one_of(HelpState))
    device_id: str = Field(max_length=64)
    device_kind: DeviceKind = Field(sa_type=one_of(DeviceKind))
    step: str = Field(max_length=64)  # of the kiosk's or terminal's page
    topic: str | None = Field(default=None, max_length=64)
    language: str = Field(default="de", max_length=16)
    asked_at: dt.datetime = instant()
    accepted_at: dt.datetime | None = instant(default=None, nullable=True)
    accepted_by: str | None = Field(default=None, max_length=64)  # a user's id
    mode: str | None = Field(default=None, max_length=16)  # come or remote
    ended_at: dt.datetime | None = instant(default=None, nullable=True)


help_request = table_of(HelpRequestRow)

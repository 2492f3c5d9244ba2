# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody at a kiosk or terminal asks for a person. Nothing of who they are is stored.

Nor is anything of what is seen, said or shown while somebody helps from afar: that goes from one socket to
the other. The telephone number of somebody who wants to be called back lies in a table of its own.
"""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from aufruf.db.tables.row import Row, instant, json, only, table_of
from aufruf.db.types import one_of
from aufruf.domain.help import HelpLevel, HelpState
from aufruf.domain.roles import DeviceKind

NO = {"server_default": sa.false()}  # for rows that are older than the column
NOTHING = {"server_default": sa.text("''")}  # the same


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
    needs: list[str] = json(
        default_factory=list, nullable=False, sa_column_kwargs={"server_default": sa.text("'[]'")}
    )
    level: HelpLevel = Field(
        default=HelpLevel.OFFICE, sa_type=one_of(HelpLevel), sa_column_kwargs={"server_default": "office"}
    )
    level_since: dt.datetime | None = instant(default=None, nullable=True)  # None: since it was asked
    may_view: bool = Field(default=False, sa_column_kwargs=NO)
    may_point: bool = Field(default=False, sa_column_kwargs=NO)
    may_talk: bool = Field(default=False, sa_column_kwargs=NO)
    instance: str = Field(default="", max_length=64, sa_column_kwargs=NOTHING)  # the page that agreed
    context: str = Field(default="", max_length=500, sa_column_kwargs=NOTHING)  # from helper to helper
    reason: str | None = Field(default=None, max_length=16)  # how it ended, from a short list
    visit_id: str | None = Field(default=None, max_length=64)  # the ticket in which it ended
    then_services: list[Any] | None = json(default=None, nullable=True)  # what is to be booked at the device
    # Real time, in a rehearsal too: when the device and the helper last had their sockets open.
    device_seen_at: dt.datetime | None = instant(default=None, nullable=True)
    helper_seen_at: dt.datetime | None = instant(default=None, nullable=True)


class HelperPoolRow(Row, table=True):
    """Helpers who look after other offices, of other tenants too: a shared pool, or a phone service."""

    __tablename__ = "helper_pool"
    id: str = Field(primary_key=True, max_length=64)
    name: str = Field(max_length=100)
    level: HelpLevel = Field(sa_type=one_of(HelpLevel))  # pool or phone


class HelperPoolOfficeRow(Row, table=True):
    """An office that this pool looks after."""

    __tablename__ = "helper_pool_office"
    pool_id: str = Field(primary_key=True, foreign_key="helper_pool.id", max_length=64)
    office_id: str = Field(primary_key=True, foreign_key="office.id", index=True, max_length=64)


class HelperPoolUserRow(Row, table=True):
    """Somebody who helps in this pool."""

    __tablename__ = "helper_pool_user"
    pool_id: str = Field(primary_key=True, foreign_key="helper_pool.id", max_length=64)
    user_id: str = Field(primary_key=True, foreign_key="user.id", index=True, max_length=64)


class HelperRow(Row, table=True):
    """What a person is like as a helper, and when they last looked: who is not there is not waited for."""

    __tablename__ = "helper"
    user_id: str = Field(primary_key=True, foreign_key="user.id", max_length=64)
    shown_as: str = Field(default="", max_length=40)  # "Frau K.", where the office names persons
    languages: list[str] = json(default_factory=list, nullable=False)  # besides German
    services: list[str] | None = json(default=None, nullable=True)  # service ids, or null for all
    seen_at: dt.datetime | None = instant(default=None, nullable=True)  # real time, in a rehearsal too


class CallBackRow(Row, table=True):
    """Somebody whom nobody could help wants to be called back. The number goes once that is done."""

    __tablename__ = "call_back"
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    date: dt.date
    request_id: str = Field(max_length=64)
    topic: str | None = Field(default=None, max_length=64)
    language: str = Field(default="de", max_length=16)
    phone: str | None = Field(default=None, max_length=32)  # None once it is done, or too old
    asked_at: dt.datetime = instant()
    done_at: dt.datetime | None = instant(default=None, nullable=True)


help_request = table_of(HelpRequestRow)
helper_pool = table_of(HelperPoolRow)
helper_pool_office = table_of(HelperPoolOfficeRow)
helper_pool_user = table_of(HelperPoolUserRow)
helper = table_of(HelperRow)
call_back = table_of(CallBackRow)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may what: people, devices, sessions, tokens; and what guards the doors. Secrets only as hashes."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from aufruf.db.tables.row import Row, instant, json, only, table_of
from aufruf.db.types import one_of
from aufruf.domain.roles import DeviceKind, Role

EMPTY = {"server_default": sa.text("'{}'")}  # for rows that are older than the column
NOTHING = {"server_default": sa.text("''")}  # the same


class UserRow(Row, table=True):
    """Somebody who logs in. May be linked to a staff member of an office."""

    __tablename__ = "user"
    id: str = Field(primary_key=True, max_length=64)
    tenant_id: str = Field(foreign_key="tenant.id", index=True, max_length=64)
    name: str = Field(unique=True, max_length=100)
    password_hash: str | None = Field(default=None, max_length=200)
    role: Role = Field(sa_type=one_of(Role))
    staff_id: str | None = Field(default=None, max_length=64)
    disabled: bool = False


class UserOfficeRow(Row, table=True):
    """The offices for which somebody has their role."""

    __tablename__ = "user_office"
    user_id: str = Field(primary_key=True, foreign_key="user.id", max_length=64)
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)


class SessionRow(Row, table=True):
    """Somebody is logged in with a browser. The key is the hash of the cookie."""

    __tablename__ = "session"
    key: str = Field(primary_key=True, max_length=64)
    user_id: str = Field(foreign_key="user.id", index=True, max_length=64)
    csrf: str = Field(max_length=64)
    created_at: dt.datetime = instant()
    expires_at: dt.datetime = instant()


class PersonalTokenRow(Row, table=True):
    """A program acts for somebody. The key is the hash of the token."""

    __tablename__ = "personal_token"
    key: str = Field(primary_key=True, max_length=64)
    user_id: str = Field(foreign_key="user.id", index=True, max_length=64)
    created_at: dt.datetime = instant()
    revoked_at: dt.datetime | None = instant(default=None, nullable=True)


class DeviceRow(Row, table=True):
    """A kiosk, display or terminal that was let in. The key is the hash of its token.

    A printer speaks through the kiosk that it is `part_of`, and has no token: its key is its own id.
    """

    __tablename__ = "device"
    __table_args__: tuple[Any, ...] = (
        only("one_kiosk_per_letter", "office_id", "letter", where="letter IS NOT NULL"),
    )
    office_id: str = Field(primary_key=True, foreign_key="office.id", max_length=64)
    id: str = Field(primary_key=True, max_length=64)
    key: str = Field(unique=True, max_length=64)
    kind: DeviceKind = Field(sa_type=one_of(DeviceKind))
    name: str = Field(default="", max_length=100)
    created_at: dt.datetime = instant()
    seen_at: dt.datetime | None = instant(default=None, nullable=True)
    letter: str | None = Field(default=None, max_length=4)  # of the tickets that a kiosk draws by itself
    part_of: str | None = Field(default=None, max_length=64)  # a printer's kiosk
    choices: dict[str, Any] = json(default_factory=dict, nullable=False, sa_column_kwargs=EMPTY)
    health: dict[str, Any] = json(default_factory=dict, nullable=False, sa_column_kwargs=EMPTY)
    state: str = Field(default="", max_length=32, sa_column_kwargs=NOTHING)  # that staff were last told of
    revoked_at: dt.datetime | None = instant(default=None, nullable=True)


class PairingRow(Row, table=True):
    """A device shows this code and waits to be let in. Its secret and the code die with the pairing."""

    __tablename__ = "pairing"
    code: str = Field(primary_key=True, max_length=16)
    kind: DeviceKind = Field(sa_type=one_of(DeviceKind))
    secret_key: str = Field(max_length=64)  # the hash of what the device alone knows
    created_at: dt.datetime = instant()
    expires_at: dt.datetime = instant(index=True)
    office_id: str | None = Field(default=None, foreign_key="office.id", max_length=64)  # once accepted
    name: str = Field(default="", max_length=100)
    accepted_at: dt.datetime | None = instant(default=None, nullable=True)
    collected_at: dt.datetime | None = instant(default=None, nullable=True)


class CounterSeatRow(Row, table=True):
    """Who sits at which counter: one counter for a person, one person for a counter.

    At a self-service terminal it is the machine itself: a device, and no person.
    """

    __tablename__ = "counter_seat"
    __table_args__: tuple[Any, ...] = (
        sa.ForeignKeyConstraint(
            ["office_id", "counter_id"], ["counter.office_id", "counter.id"], name="fk_seat_counter"
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "device_id"], ["device.office_id", "device.id"], name="fk_seat_device"
        ),
        sa.UniqueConstraint("user_id", name="one_counter_per_person"),
        sa.UniqueConstraint("office_id", "device_id", name="one_counter_per_device"),
        sa.CheckConstraint("(user_id IS NULL) <> (device_id IS NULL)", name="person_or_device"),
    )
    office_id: str = Field(primary_key=True, max_length=64)
    counter_id: str = Field(primary_key=True, max_length=64)
    user_id: str | None = Field(default=None, foreign_key="user.id", max_length=64)
    device_id: str | None = Field(default=None, max_length=64)
    staff_id: str | None = Field(default=None, max_length=64)
    opened_at: dt.datetime = instant()
    paused: bool = False
    paused_at: dt.datetime | None = instant(default=None, nullable=True)


class IdempotencyRow(Row, table=True):
    """That a request was done, and what was answered, without personal data and without tokens."""

    __tablename__ = "idempotency"
    caller: str = Field(primary_key=True, max_length=80)
    path: str = Field(primary_key=True, max_length=200)
    key: str = Field(primary_key=True, max_length=200)
    body_hash: str = Field(max_length=64)
    status: int
    answer: dict[str, Any] | None = json(default=None, nullable=True)
    created_at: dt.datetime = instant(index=True)


class RateLimitRow(Row, table=True):
    """How often an address or a log-in name (as a keyed hash) did something since `window_at`."""

    __tablename__ = "rate_limit"
    key: str = Field(primary_key=True, max_length=80)
    window_at: dt.datetime = instant(index=True)
    count: int = 0


user = table_of(UserRow)
user_office = table_of(UserOfficeRow)
session = table_of(SessionRow)
personal_token = table_of(PersonalTokenRow)
device = table_of(DeviceRow)
pairing = table_of(PairingRow)
counter_seat = table_of(CounterSeatRow)
idempotency = table_of(IdempotencyRow)
rate_limit = table_of(RateLimitRow)

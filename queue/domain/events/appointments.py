# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to promised times."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from aufruf.domain.events.items import Items


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentHeld:
    """A time is kept for somebody."""

    kind: ClassVar[str] = "appointment.held"
    appointment: str
    start: dt.datetime
    minutes: int
    services: Items
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentChanged:
    """An appointment has another state: confirmed, checked_in, lapsed, missed, cancelled_by_…."""

    kind: ClassVar[str] = "appointment.changed"
    appointment: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentMoved:
    """An appointment came to this day and time (`start`), or went away from this day (None)."""

    kind: ClassVar[str] = "appointment.moved"
    appointment: str
    start: dt.datetime | None
    minutes: int
    services: Items

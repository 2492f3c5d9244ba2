# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to counters, devices and the office itself."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterOpened:
    """Somebody with these skills sits at the counter (None: all)."""

    kind: ClassVar[str] = "counter.opened"
    counter: str
    skills: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterPaused:
    """Nobody is called to the counter for a while."""

    kind: ClassVar[str] = "counter.paused"
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterClosed:
    """Nobody sits at the counter."""

    kind: ClassVar[str] = "counter.closed"
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised:
    """Somebody at a counter needs their neighbours now."""

    kind: ClassVar[str] = "alarm.raised"
    alarm: str
    counter: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAcknowledged:
    """Somebody comes, from this counter (empty: from elsewhere in the house)."""

    kind: ClassVar[str] = "alarm.acknowledged"
    alarm: str
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmEnded:
    """All is well again."""

    kind: ClassVar[str] = "alarm.ended"
    alarm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceChanged:
    """Something of a device changed that staff must know: offline, online, no paper, other choices."""

    kind: ClassVar[str] = "device.changed"
    device: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeClosedEarly:
    """The office closed all of a sudden; so many people had to be sent home."""

    kind: ClassVar[str] = "office.closed_early"
    sent_home: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeReopened:
    """It is open again after all. Whoever was sent home stays so, unless they come back."""

    kind: ClassVar[str] = "office.reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed:
    """The office's day is over; so many people had to be sent home."""

    kind: ClassVar[str] = "day.closed"
    sent_home: int

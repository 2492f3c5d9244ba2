# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alarms: somebody at a counter needs their neighbours now. Nothing of who they are, or why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from aufruf.domain.errors import AlreadyAccepted, WrongState

ELSEWHERE = ""  # no counter: reception, or anywhere else in the house


class AlarmState(StrEnum):
    """What has become of an alarm."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ENDED = "ended"


class AlarmKey(NamedTuple):
    """Where an alarm is found: by its office-day, which never changes."""

    office: str
    date: dt.date
    alarm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Where help is needed, since when, and from which counter somebody comes."""

    id: str
    office: str
    date: dt.date
    counter: str
    raised_at: dt.datetime
    acknowledged_at: dt.datetime | None = None
    acknowledged_by: str | None = None  # a counter, or ELSEWHERE
    ended_at: dt.datetime | None = None

    @property
    def key(self) -> AlarmKey:
        """Where it is found."""
        return AlarmKey(self.office, self.date, self.id)

    @property
    def state(self) -> AlarmState:
        """What has become of it."""
        if self.ended_at is not None:
            return AlarmState.ENDED
        return AlarmState.OPEN if self.acknowledged_at is None else AlarmState.ACKNOWLEDGED


def acknowledge(alarm: Alarm, *, counter: str, now: dt.datetime) -> Alarm:
    """Somebody comes from this counter.

    Raises AlreadyAccepted, which says from where, if somebody does already; WrongState when it is over.
    """
    if alarm.state is AlarmState.ENDED:
        raise WrongState(state=alarm.state)
    if alarm.state is AlarmState.ACKNOWLEDGED:
        raise AlreadyAccepted(counter=alarm.acknowledged_by)
    return replace(alarm, acknowledged_at=now, acknowledged_by=counter)


def end(alarm: Alarm, *, now: dt.datetime) -> Alarm:
    """All is well again. Raises WrongState if that was said already."""
    if alarm.state is AlarmState.ENDED:
        raise WrongState(state=alarm.state)
    return replace(alarm, ended_at=now)


def oldest_first(alarms: Iterable[Alarm]) -> list[Alarm]:
    """Alarms in the order in which they were raised."""
    return sorted(alarms, key=lambda alarm: (alarm.raised_at, alarm.id))

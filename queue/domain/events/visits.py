# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to the people who come."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from aufruf.domain.events.items import Items


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitArrived:
    """Somebody has a ticket. `arrived_at` is true, `known_at` is when the server heard of it."""

    kind: ClassVar[str] = "visit.arrived"
    visit: str
    number: str
    group: str
    ordinal: int
    services: Items  # at the first station
    channel: str
    arrived_at: dt.datetime
    known_at: dt.datetime
    booked_at: dt.datetime | None = None
    priority: bool = False
    from_office: str | None = None
    told: tuple[int, int, int] | None = None  # low, likely, high in minutes; None: not known
    simulated: tuple[int, ...] | None = None  # the quantiles behind it, before recalibration
    then: Items = ()  # at the station after that


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCalled:
    """Somebody was asked to a counter, with all that decided it."""

    kind: ClassVar[str] = "visit.called"
    visit: str
    number: str
    counter: str
    at: dt.datetime
    rule: str  # why: see domain/calling.py
    text: str  # the same, in words
    score: int | None
    skills: tuple[str, ...] | None  # of the staff at the counter; None: all
    parameters: Mapping[str, int]  # of the call order
    rule_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecalled:
    """The same call once more."""

    kind: ClassVar[str] = "visit.recalled"
    visit: str
    number: str
    counter: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitServing:
    """The person has come to the counter."""

    kind: ClassVar[str] = "visit.serving"
    visit: str
    number: str
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFinished:
    """The person is done; `services` are what was really done."""

    kind: ClassVar[str] = "visit.finished"
    visit: str
    number: str
    counter: str
    services: Items


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMissed:
    """The person was called and did not come."""

    kind: ClassVar[str] = "visit.missed"
    visit: str
    number: str
    counter: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReturned:
    """Somebody who missed a call waits again, by the rule."""

    kind: ClassVar[str] = "visit.returned"
    visit: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitParked:
    """Set aside, for instance to fill in a form."""

    kind: ClassVar[str] = "visit.parked"
    visit: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitResumed:
    """Back from being parked."""

    kind: ClassVar[str] = "visit.resumed"
    visit: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDelayed:
    """The person said: I am late. Not called before this moment."""

    kind: ClassVar[str] = "visit.delayed"
    visit: str
    number: str
    not_before: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTransferred:
    """Sent on: to a counter, to other services, or (`to_office`) away from here."""

    kind: ClassVar[str] = "visit.transferred"
    visit: str
    number: str
    services: Items
    for_counter: str | None = None
    to_office: str | None = None
    then: Items = ()  # at the station after that


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPrioritised:
    """The staff gave somebody priority after they had come, or took it back."""

    kind: ClassVar[str] = "visit.prioritised"
    visit: str
    number: str
    priority: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLeft:
    """Gone without having been served; `by` says who told: citizen, staff, closing or kiosk."""

    kind: ClassVar[str] = "visit.left"
    visit: str
    number: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitNoted:
    """The staff's note on a visit was changed; what it says stays with the visit."""

    kind: ClassVar[str] = "visit.noted"
    visit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCancelled:
    """The office could not serve this person; they were told."""

    kind: ClassVar[str] = "visit.cancelled_by_office"
    visit: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFollowedUp:
    """Somebody who was sent home has something instead; `by` says what: an appointment, or a new visit."""

    kind: ClassVar[str] = "visit.followed_up"
    visit: str
    number: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitUndone:
    """A miss or a finish was taken back: the visit is at its counter again."""

    kind: ClassVar[str] = "visit.undone"
    visit: str
    number: str
    state: str
    counter: str
    at: dt.datetime  # when it had been called

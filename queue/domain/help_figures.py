# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How help went, rebuilt from events alone: what became of each request, counted by place, hour and step.

Never by helper: no event says who helped.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from aufruf.domain.events import (
    CallBackAsked,
    Event,
    HelpAccepted,
    HelpClosed,
    HelpEscalated,
    HelpRequested,
    HelpReturned,
    HelpWithdrawn,
)
from aufruf.domain.help import HelpLevel, HelpReason

FOLDED = (
    HelpRequested,
    HelpAccepted,
    HelpReturned,
    HelpEscalated,
    HelpWithdrawn,
    HelpClosed,
    CallBackAsked,
)
FEWEST_STUCK = 3  # at the same step of the same device; fewer say nothing about the page


class Ending(StrEnum):
    """How a request ended: as the helper said, or without them."""

    SOLVED = HelpReason.SOLVED
    TICKET = HelpReason.TICKET
    APPOINTMENT = HelpReason.APPOINTMENT
    ELSEWHERE = HelpReason.ELSEWHERE
    NOT_POSSIBLE = HelpReason.NOT_POSSIBLE
    NOBODY_THERE = HelpReason.NOBODY_THERE
    NOT_SAID = "not_said"  # helped, and the helper said no more
    WITHDRAWN = "withdrawn"  # by the citizen, while somebody was helping
    GIVEN_UP = "given_up"  # by the citizen, while they waited for somebody
    GONE = "gone"  # the device told that they have left, or was switched off
    CLOSING = "closing"  # the day was over


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What became of one request, as far as has been told."""

    device: str
    device_kind: str
    step: str
    asked_at: dt.datetime
    promise: dt.timedelta | None  # None: asked before anything was promised
    answered_at: dt.datetime | None = None  # for the first time
    is_helped: bool = False  # somebody has accepted, and has not given it back
    escalated: bool = False
    nobody: bool = False  # the citizen was told that nobody can come
    call_back: bool = False
    ended_at: dt.datetime | None = None
    ending: Ending | None = None

    @property
    def answer_seconds(self) -> float | None:
        """How long it took until somebody answered."""
        return None if self.answered_at is None else (self.answered_at - self.asked_at).total_seconds()

    def is_kept(self, now: dt.datetime) -> bool | None:
        """Whether the promise was kept; None while it may be, and for whoever left before it was due."""
        if self.promise is None:
            return None
        due = self.asked_at + self.promise
        if self.answered_at is not None:
            return self.answered_at <= due
        return None if (self.ended_at or now) < due else False


Courses = Mapping[str, Course]
"""By the ids of the requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCounts:
    """Some requests, counted."""

    asked: int
    answered: int
    due: int  # whose promise was kept or broken
    kept: int
    median_seconds: int | None  # from asking to the first answer
    escalated: int
    nobody: int
    call_backs: int
    endings: Mapping[Ending, int]  # of those that have ended

    @property
    def given_up(self) -> int:
        """How many no longer wanted to wait."""
        return self.endings.get(Ending.GIVEN_UP, 0)

    @property
    def gone(self) -> int:
        """How many left without a word."""
        return self.endings.get(Ending.GONE, 0)

    @property
    def share_kept(self) -> float | None:
        """How often somebody answered in time, between 0 and 1."""
        return round(self.kept / self.due, 3) if self.due else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckStep:
    """A step of a device at which people often ask for help."""

    device: str
    step: str
    count: int
    share: float  # of all that was asked at this device, between 0 and 1


def followed(
    events: Iterable[tuple[dt.datetime, Event]], *, before: Courses | None = None
) -> dict[str, Course]:
    """What became of each request. Days may be told in pieces: `before` is what was known of them by then."""
    courses = dict(before or {})
    for at, event in events:
        if isinstance(event, HelpRequested):
            courses[event.request] = Course(
                device=event.device,
                device_kind=event.device_kind,
                step=event.step,
                asked_at=at,
                promise=None if event.promise is None else dt.timedelta(seconds=event.promise),
            )
        elif isinstance(event, FOLDED) and (course := courses.get(event.request)) is not None:
            courses[event.request] = replace(course, **_change(course, at, event))
    return courses


def _change(course: Course, at: dt.datetime, event: Event) -> dict[str, Any]:
    match event:
        case HelpAccepted():
            return {"is_helped": True, "answered_at": course.answered_at or at}
        case HelpReturned():
            return {"is_helped": False}
        case HelpEscalated(level=level):
            return {"escalated": True, "nobody": course.nobody or level == HelpLevel.NOBODY}
        case CallBackAsked():
            return {"call_back": True}
        case HelpWithdrawn() | HelpClosed():
            return {"ended_at": at, "ending": _ending(event, is_helped=course.is_helped)}
    return {}


def _ending(event: HelpWithdrawn | HelpClosed, *, is_helped: bool) -> Ending:
    if event.by == "closing":
        return Ending.CLOSING
    if isinstance(event, HelpClosed):
        return Ending(event.reason) if event.reason else Ending.NOT_SAID
    if event.by != "citizen":
        return Ending.GONE
    return Ending.WITHDRAWN if is_helped else Ending.GIVEN_UP


def counted(courses: Iterable[Course], *, now: dt.datetime) -> HelpCounts:
    """These requests as numbers."""
    some = tuple(courses)
    kept = [found for each in some if (found := each.is_kept(now)) is not None]
    waited = [seconds for each in some if (seconds := each.answer_seconds) is not None]
    return HelpCounts(
        asked=len(some),
        answered=len(waited),
        due=len(kept),
        kept=sum(kept),
        median_seconds=round(median(waited)) if waited else None,
        escalated=sum(each.escalated for each in some),
        nobody=sum(each.nobody for each in some),
        call_backs=sum(each.call_back for each in some),
        endings=Counter(each.ending for each in some if each.ending is not None),
    )


def by_device(courses: Iterable[Course]) -> dict[str, list[Course]]:
    """Requests by the device at which they were asked; the one most asked at first."""
    gathered: dict[str, list[Course]] = {}
    for course in courses:
        gathered.setdefault(course.device, []).append(course)
    return dict(sorted(gathered.items(), key=lambda item: (-len(item[1]), item[0])))


def by_hour(courses: Iterable[Course], zone: ZoneInfo) -> dict[int, list[Course]]:
    """Requests by the hour on the office's wall; an hour that comes twice in autumn is one."""
    gathered: dict[int, list[Course]] = {}
    for course in courses:
        gathered.setdefault(course.asked_at.astimezone(zone).hour, []).append(course)
    return dict(sorted(gathered.items()))


def stuck_steps(courses: Iterable[Course]) -> tuple[StuckStep, ...]:
    """Where people often ask at the same step of the same device, the most frequent first."""
    some = tuple(courses)
    at_device = Counter(each.device for each in some)
    at_step = Counter((each.device, each.step) for each in some)
    return tuple(
        StuckStep(device=device, step=step, count=count, share=round(count / at_device[device], 3))
        for (device, step), count in sorted(at_step.items(), key=lambda item: (-item[1], item[0]))
        if count >= FEWEST_STUCK
    )

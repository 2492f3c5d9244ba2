# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a waiting-room display shows: a pure fold, Screen + event → Screen.

One line for each counter that has called somebody, the latest call first, until that person
leaves the counter; and whether the office closes early today. The browser follows the same rule.
No names, ever.
"""

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from aufruf.domain.events import (
    Event,
    OfficeClosedEarly,
    OfficeReopened,
    VisitCalled,
    VisitFinished,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitTransferred,
    VisitUndone,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A line on the display."""

    number: str
    counter: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """All lines, and the number of the last event that they know."""

    seq: int = 0
    calls: tuple[Call, ...] = ()
    closed_early: bool = False


def screen_of(calls: Iterable[Call], *, seq: int, closed_early: bool = False) -> Screen:
    """A screen made afresh from the visits that are at counters."""
    return Screen(seq=seq, calls=_sorted(calls), closed_early=closed_early)


def at_counters(screen: Screen, counters: Container[str]) -> Screen:
    """What a display shows that hangs where people go to these counters alone."""
    return replace(screen, calls=tuple(call for call in screen.calls if call.counter in counters))


def apply(screen: Screen, seq: int, event: Event) -> Screen:
    """The screen after one more event. An event seen already changes nothing."""
    if seq <= screen.seq:  # delivery is at least once
        return screen
    match event:
        case VisitCalled() | VisitRecalled() | VisitUndone():
            line = Call(number=event.number, counter=event.counter, at=event.at)
            others = (c for c in screen.calls if event.number != c.number and event.counter != c.counter)
            return replace(screen, seq=seq, calls=_sorted((line, *others)))
        case VisitFinished() | VisitMissed() | VisitParked() | VisitTransferred():
            return replace(screen, seq=seq, calls=tuple(c for c in screen.calls if c.number != event.number))
        case OfficeClosedEarly():
            return replace(screen, seq=seq, closed_early=True)
        case OfficeReopened():
            return replace(screen, seq=seq, closed_early=False)
        case _:
            return replace(screen, seq=seq)


def _sorted(calls: Iterable[Call]) -> tuple[Call, ...]:
    return tuple(sorted(calls, key=lambda c: (-c.at.timestamp(), c.number)))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a waiting-room display shows: a pure fold, Screen + event → Screen.

One line for each counter that has called somebody, the latest call first, until that person
leaves the counter. The browser follows the same rule. No names, ever.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from aufruf.domain.events import (
    Event,
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


def screen_of(calls: Iterable[Call], *, seq: int) -> Screen:
    """A screen made afresh from the visits that are at counters."""
    return Screen(seq=seq, calls=_sorted(calls))


def apply(screen: Screen, seq: int, event: Event) -> Screen:
    """The screen after one more event. An event seen already changes nothing."""
    if seq <= screen.seq:  # delivery is at least once
        return screen
    match event:
        case VisitCalled() | VisitRecalled() | VisitUndone():
            line = Call(number=event.number, counter=event.counter, at=event.at)
            others = (c for c in screen.calls if event.number != c.number and event.counter != c.counter)
            return Screen(seq=seq, calls=_sorted((line, *others)))
        case VisitFinished() | VisitMissed() | VisitParked() | VisitTransferred():
            return Screen(seq=seq, calls=tuple(c for c in screen.calls if c.number != event.number))
        case _:
            return Screen(seq=seq, calls=screen.calls)


def _sorted(calls: Iterable[Call]) -> tuple[Call, ...]:
    return tuple(sorted(calls, key=lambda c: (-c.at.timestamp(), c.number)))

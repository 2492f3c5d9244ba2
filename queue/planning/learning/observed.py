# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one day of an office showed, in numbers: folded from its events alone, by `folding.py`.

No names, no ids of visits, no staff; not even counters are told apart, since somebody sits at each of them.
Lengths are real minutes, to a hundredth; quarter hours are those on the office's wall.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from aufruf.planning.learning.learned import QUARTERS

Items = tuple[tuple[str, int], ...]  # (service, quantity)


class Several(NamedTuple):
    """How long it took to serve somebody who came for more than one thing."""

    services: Items
    minutes: float


class Promised(NamedTuple):
    """An appointment that was neither cancelled nor lapsed, and whether its person came."""

    services: tuple[str, ...]
    lead_days: int  # from booking (or the last move) to the day itself
    channel: str  # empty: not known, it was moved here from another day
    came: bool


class Told(NamedTuple):
    """What somebody was told with the ticket, and how long it was until the first call."""

    low: int
    likely: int
    high: int
    actual: float
    pit: float | None  # at which level of the simulated waits it lay; None: nothing was simulated


class Unserved(NamedTuple):
    """What somebody was told who was never called; `left` if they went by themselves."""

    low: int
    likely: int
    high: int
    left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """One day of an office."""

    date: dt.date
    seq: int = 0  # of the last event that is in it
    durations: Mapping[str, tuple[float, ...]] = field(
        default_factory=dict
    )  # one service, once: call → farewell
    several: tuple[Several, ...] = ()
    arrivals: tuple[int, ...] = (0,) * QUARTERS  # walk-ins, and who was sent here by another office
    mix: Mapping[str, float] = field(default_factory=dict)  # of these; whoever wants two counts half for each
    priority: int = 0  # of these
    appointments: tuple[Promised, ...] = ()
    lateness: tuple[float, ...] = ()  # arrival minus booked time, of those who came
    left: tuple[float, ...] = ()  # minutes after which walk-ins went who had not been called
    waited: float = 0.0  # minutes that all walk-ins together waited for their first call, or until they went
    calls: int = 0
    unanswered: int = 0  # calls to which nobody came
    heard: tuple[
        int, ...
    ] = ()  # first calls of walk-ins that were answered, by class of wait (silence.WAITS)
    unheard: tuple[int, ...] = ()  # and those that were not
    between: tuple[float, ...] = ()  # from a farewell to the next call there, where somebody could be called
    open_minutes: float = 0.0  # of all counters together, without pauses
    told: tuple[Told, ...] = ()
    unserved: tuple[Unserved, ...] = ()

    @property
    def worked(self) -> bool:
        """Whether the office served at all that day; a holiday on which something was booked is none."""
        return self.calls > 0 or self.open_minutes > 0

    @property
    def walk_ins(self) -> int:
        """How many came without an appointment."""
        return sum(self.arrivals)

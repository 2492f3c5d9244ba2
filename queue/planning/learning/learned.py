# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office's own events have taught: how long things take, who comes when, who comes at all.

Nothing here is about a person: events name no staff, and nobody's speed is measured. Lengths are minutes.
All of it is made anew from the event table at any time; where little was seen it stays near the catalogue.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

QUARTERS = 96  # of an hour, in a day on the wall
WEEK = 7
LEADS = (0, 1, 3, 7, 14, 28)  # days between booking and appointment: the classes begin with these


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long a service keeps a counter, from the call to the farewell: ln(minutes) is normal."""

    log_mean: float
    log_sd: float
    count: int = 0  # how many were measured; 0: the catalogue's length alone

    @property
    def mean(self) -> float:
        """The mean length in minutes: exp(μ + σ²/2) of a log-normal."""
        return math.exp(self.log_mean + self.log_sd**2 / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowUp:
    """Whether somebody with an appointment comes: log-odds, to which each property adds its own."""

    base: float = 2.0  # 88 %, until something is known
    by_service: Mapping[str, float] = field(default_factory=dict)
    by_lead: tuple[float, ...] = (0.0,) * len(LEADS)
    by_channel: Mapping[str, float] = field(default_factory=dict)

    def probability(self, *, service: str, lead_days: int, channel: str) -> float:
        """How likely somebody comes, between 0 and 1."""
        lead = sum(lead_days >= first for first in LEADS[1:])
        odds = self.base + self.by_service.get(service, 0.0) + self.by_lead[lead]
        odds += self.by_channel.get(channel, 0.0)
        return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """All that is known of an office's days. `days` tells from how many; with none there is no forecast."""

    days: int = 0
    durations: Mapping[str, Duration] = field(default_factory=dict)  # by service
    arrivals: tuple[tuple[float, ...], ...] = ()  # [weekday][quarter hour on the wall]: expected walk-ins
    mix: Mapping[str, float] = field(default_factory=dict)  # each service's share of the walk-ins
    priority_share: float = 0.0  # of the walk-ins
    late_mean: float = -5.0  # arrival minus booked time
    late_sd: float = 6.0
    show_up: ShowUp = field(default_factory=ShowUp)
    patience: float | None = None  # mean minutes until a waiting walk-in gives up; None: nobody ever did
    silent_patience: float | None = None  # the same, of those who go without a word; None: no sign of them
    no_answer: float = 0.0  # share of calls to which nobody came who had not gone
    between: float = 0.0  # minutes from a farewell to the next call while somebody waits
    day_speed_sd: float = 0.08  # of ln(how long everything takes on one day)
    day_demand_sd: float = 0.15  # of how many come on one day, relative
    levels: tuple[float, float, float] = (0.1, 0.5, 0.9)  # of the simulated waits: see waiting.py

    @property
    def giving_up(self) -> tuple[float | None, float]:
        """Mean minutes until a walk-in gives up, one way or the other, and the share of those who tell."""
        told = 0.0 if self.patience is None else 1 / self.patience
        silent = 0.0 if self.silent_patience is None else 1 / self.silent_patience
        both = told + silent
        return (1 / both, told / both) if both else (None, 1.0)

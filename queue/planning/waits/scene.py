# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office at one moment, in numbers: what the rest of its day is played forward from.

Minutes count from the beginning of the date on the office's wall; they are real minutes, so a day with a
change of the clock has 23 or 25 hours of them. A question and its answer travel between processes.
"""

from dataclasses import dataclass
from enum import IntEnum

LEVELS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)  # of a spread's quantiles


class Kind(IntEnum):
    """What counts for the call order."""

    WALK_IN = 0
    APPOINTMENT = 1
    PRIORITY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The published call order (domain/calling.py): credit in minutes and rate, by kind."""

    credit: tuple[float, float, float]
    rate: tuple[float, float, float]
    early: float  # an appointment is due this long before its time
    grace: float  # later than this, an appointment counts as a walk-in


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A set of services that somebody comes with, and how long it takes: ln(minutes) is normal."""

    log_mean: float
    log_sd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Somebody who serves: logged in at a counter, or expected by the plan.

    Who is logged in is there, whatever the plan says; who should be there and is not is left out by
    whoever makes the scene.
    """

    can: tuple[bool, ...]  # by type
    begins: float  # calls nobody before
    ends: float  # calls nobody from then on
    breaks: tuple[tuple[float, float], ...] = ()  # still to come: (from minute, length)
    serves: int | None = None  # the type that is being served now
    since: float = 0.0  # when that one was called


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """Somebody who waits, or a question: how long would somebody like this wait who comes then."""

    type: int
    kind: Kind
    arrived: float
    booked: float | None = None  # of an appointment
    not_before: float | None = None  # they asked for a moment, or come back after a missed call
    server: int | None = None  # sent to this very one


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """An appointment whose person has not come yet."""

    type: int
    booked: float
    shows: float  # probability before anything is known of today


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Walk-ins still to come: how many are expected in each quarter hour of the day, and what for."""

    quarters: tuple[float, ...]
    mix: tuple[float, ...]  # by type; sums to 1, or all 0
    priority_share: float
    until: float  # nobody gets a ticket from then on


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What today has shown so far, against what was expected."""

    served: int = 0  # how many were served to the end
    slower: float = 0.0  # Σ (ln(minutes) − expected ln(minutes)) over them
    residual_sd: float = 0.6  # of one of these terms
    came: int = 0  # walk-ins
    came_expected: float = 0.0
    speed_sd: float = 0.08
    demand_sd: float = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that the rest of the day hangs on. `questions` are asked without being in anybody's way."""

    now: float
    ends: float  # nobody is called after this
    rule: Rule
    types: tuple[Type, ...]
    servers: tuple[Server, ...]
    waiting: tuple[Ticket, ...]
    expected: tuple[Expected, ...]
    coming: Coming
    today: Today
    late_mean: float
    late_sd: float
    patience: float | None
    no_answer: float
    between: float
    questions: tuple[Ticket, ...] = ()
    futures: int = 200
    seed: int = 0
    in_vain: float = 1.5  # minutes that a call takes which nobody answers
    pace_sd: float = 0.1  # of ln(how much longer one server takes than another): people differ, unmeasured
    leavers_tell: float = 1.0  # share of those who run out of `patience` that say so; others are still called


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How long from arrival (a question) or from now (a ticket) until the call, if it comes today.

    `quantiles` in minutes at LEVELS; None where no future served them. `not_today` is the probability that
    today's office does not get to them.
    """

    quantiles: tuple[float, ...] | None
    not_today: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The answer to a scene: one spread for each who waits, one for each question, in their order."""

    waiting: tuple[Spread, ...]
    questions: tuple[Spread, ...]

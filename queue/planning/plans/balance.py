# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day's plan as a question and as an answer: who works from when to when, with which breaks.

Here are numbers and words only; `pooled_plan` finds the answer and is the one that needs a solver. Times are
minutes gone by since the day's begin, so a day of 23 or 25 hours is one of 92 or 100 quarter hours. Work is
counted in person-minutes: what a person of usual speed needs for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

#: What the plan is made of, in minutes.
PERIOD = 15


class Freedom(Enum):
    """What a plan may change for somebody."""

    NOTHING = "nothing"
    BREAKS = "breaks"  # the shift stays, its breaks may lie elsewhere
    SHIFT = "shift"  # another shift, or none


class Rule(Enum):
    """A rule that a day cannot keep. The words for people are made elsewhere, from this and the facts."""

    NOBODY_WORKS = "nobody_works"  # no shift today, and nobody who could get one
    NOBODY_MAY_SERVE = "nobody_may_serve"  # work of this class is expected, and nobody at all may do it
    CLASS_UNCOVERED = "class_uncovered"  # nobody who may serve this class is there in this span
    BREAK_CANNOT_BE_PLACED = "break_cannot_be_placed"  # no place for the breaks that this shift needs
    BREAKS_MISSING = "breaks_missing"  # a duty that may not be changed has too few of them, or too late
    SHIFT_CANNOT_BE_PLACED = "shift_cannot_be_placed"  # must work, and no allowed shift fits
    COUNTERS = "counters"  # more people at work than there are counters
    PAID_TIME = "paid_time"  # more paid minutes than the day may have


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From this minute up to that one."""

    begin: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody's working day. A gap between two shifts of one person is a break like any other."""

    begin: int
    end: int
    breaks: tuple[Span, ...] = ()

    @property
    def paid(self) -> int:
        """Minutes of work: breaks are not paid."""
        return self.end - self.begin - sum(pause.minutes for pause in self.breaks)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakRules:
    """Where breaks may lie. The law (ArbZG § 4) is in `staffing_rules`; this is the office's margin in it.

    A break begins after the citizen who is being served: so its window ends at six hours of work less
    `long_service`. Where no place would be left, the margin gives way, the law never.
    """

    long_service: int = 60  # minutes that a citizen may still take when a break is due
    after: int = 120  # no break before so many minutes of work
    before: int = 60  # none after which fewer minutes are left
    expected_delay: int = 10  # so much later than planned it begins on average, in minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may be planned."""

    id: str
    serves: frozenset[int]  # the classes of work (indices) they may do
    duty: Duty | None  # as planned until now; None: not on duty
    freedom: Freedom = Freedom.BREAKS
    available: Span | None = None  # for another shift; None: the whole day
    shift_minutes: int | None = None  # another shift is as long as this, breaks included; None: as allowed
    paid_at_most: int | None = None  # minutes on this day; None: as long as the longest allowed shift
    must_work: bool = True  # with freedom SHIFT: gets some shift; False: may also stay at home
    pace: float = 1.0  # time needed, as a multiple of the usual: 1.1 takes a tenth longer
    long_service: int | None = None  # as in `BreakRules`, where it is another for what this person serves
    late_cost: float = 0.0  # what one more late shift would cost, in the unit of `Effect.cost`


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRules:
    """Which shifts may be given: these, or every one on the grid with one of these lengths (or both)."""

    allowed: tuple[Span, ...] = ()
    lengths: tuple[int, ...] = ()  # from begin to end, breaks included, in minutes
    grid: int = 30  # minutes between possible begins
    late_from: int | None = None  # a shift that ends after this minute is a late one


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A day that wants a plan. Tables are [class][period], each period is a quarter hour.

    `booked` is already multiplied by how likely people come. `backlog` is the work that waits when the plan
    begins. `safety` is how many square roots of the load are wanted on top of the load.
    """

    periods: int
    people: tuple[Person, ...]
    booked: tuple[tuple[float, ...], ...]
    walk_ins: tuple[tuple[float, ...], ...]
    opening: tuple[Span, ...]  # when people are served: then each class of work shall be covered
    counters: tuple[int, ...] | None = None  # for each period; None: always enough
    paid_at_most: int | None = None  # minutes of all together; None: no limit
    shifts: ShiftRules = field(default_factory=ShiftRules)
    breaks: BreakRules = field(default_factory=BreakRules)
    backlog: tuple[float, ...] = ()
    safety: float = 0.8
    moving_cost: float = 0.0  # for each person whose duty differs from the one planned until now


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where the day stands, for planning its rest: duties in `people` hold the breaks taken as they were.

    What begins before `now` plus `notice` stays. A break that moves costs `moving_cost` (unit of
    `Effect.cost`), so that nobody is told another time for nothing.
    """

    now: int
    backlog: tuple[float, ...]  # the work that waits now, for each class
    notice: int = 30
    moving_cost: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A rule that the day cannot keep, and the facts: only those that the rule speaks of are filled."""

    rule: Rule
    span: Span | None = None
    of_class: int | None = None
    person: int | None = None  # index in `Problem.people`
    facts: Mapping[str, int] = field(default_factory=dict)  # "wanted", "there": numbers to be said


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What is expected of a plan, in the mean.

    `backlog`: work that waits, in person-minutes, summed over the quarter hours. `uncovered`: person-minutes
    by which the plan stays below what is wanted (load and safety). `cost` is what the plan minimises.
    """

    backlog: float
    uncovered: float
    paid: int
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A plan that keeps all rules; `unmet` says which wishes it could not meet."""

    duties: tuple[Duty | None, ...]  # in the order of `Problem.people`
    effect: Effect
    before: Effect  # of the plan until now, whatever rules that breaks
    gap: float  # the best plan costs at most this share less
    out_of_time: bool
    seconds: float
    unmet: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """No plan keeps all rules; these clash."""

    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingFound:
    """The time was over before any plan was found. There may be one."""

    seconds: float


Answer = Proposal | Impossible | NothingFound

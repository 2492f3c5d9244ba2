# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office's day in plain Python, written down from docs/call-order.md and nothing else.

It is slow and has no lanes, chains or compiled code: it looks through everybody who waits, each time. The
simulator has to come to the same day, person by person.
"""

import heapq
import math
import random
from dataclasses import dataclass, field, replace

WALK_IN, APPOINTMENT, PRIORITY = 0, 1, 2
ARRIVES, RETURNS, STIRS = 0, 1, 2  # so at the same moment: who comes, who comes back, who serves


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody who comes, or waits already."""

    type: int
    kind: int
    arrived: float
    minutes: float = 0.0
    booked: float | None = None
    leaves: float = math.inf
    deaf: int = 0
    not_before: float = -math.inf
    sent: int | None = None
    calls: list[tuple[float, int]] = field(default_factory=list)
    began: float | None = None


@dataclass(slots=True, kw_only=True)
class Clerk:
    """Somebody who serves."""

    can: tuple[bool, ...]
    begins: float
    ends: float
    breaks: tuple[tuple[float, float], ...] = ()
    pace: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """An office and its people."""

    people: list[Person]
    clerks: tuple[Clerk, ...]
    ends: float
    begins: float = 0.0
    credit: tuple[float, float, float] = (0.0, 60.0, 120.0)
    rate: tuple[float, float, float] = (1.0, 3.0, 5.0)
    early: float = 5.0
    grace: float = 10.0
    between: float = 0.0
    in_vain: float = 1.5


def score(office: Plain, who: Person, now: float) -> float | None:
    """None: an appointment that is not due yet."""
    scores = []
    late = who.booked is not None and who.arrived > who.booked + office.grace
    if who.kind == PRIORITY:
        scores.append(office.credit[PRIORITY] + office.rate[PRIORITY] * (now - who.arrived))
    elif who.kind == WALK_IN or late:
        scores.append(office.credit[WALK_IN] + office.rate[WALK_IN] * (now - who.arrived))
    if who.booked is not None and not late:
        due = who.booked - office.early
        since = due if who.arrived > who.booked else max(due, who.arrived)
        if due <= now:
            scores.append(office.credit[APPOINTMENT] + office.rate[APPOINTMENT] * (now - since))
    return max(scores, default=None)


def rank(office: Plain, who: Person, now: float, clerk: int) -> tuple[float, ...]:
    """The smallest is next."""
    value = score(office, who, now)
    first = who.sent != clerk
    if value is None:
        return (first, 1.0, who.booked or 0.0, who.arrived)
    return (first, 0.0, -value, who.arrived)


def may(office: Plain, who: Person, clerk: int) -> bool:
    """Whether this clerk may serve this person."""
    return who.sent == clerk if who.sent is not None else office.clerks[clerk].can[who.type]


class PlainDay:
    """A day going by."""

    def __init__(self, office: Plain) -> None:
        self.office = office
        self.breaks: list[list[float]] = [[] for _ in office.clerks]
        self._events: list[tuple[float, int, int, int, int]] = []
        self._waiting: list[int] = []
        self._idle: dict[int, float] = {}
        self._numbers = 0
        self._alarm: dict[int, int] = {}  # the only one of each clerk's that still counts
        for person, who in enumerate(office.people):
            self._at(max(who.arrived, who.not_before, office.begins), ARRIVES, person)
        for clerk, mine in enumerate(office.clerks):
            self._at(max(mine.begins, office.begins), STIRS, clerk)

    def play(self) -> None:
        """Let it go by."""
        while self._events:
            now, what, _, number, who = heapq.heappop(self._events)
            if now > self.office.ends:
                return
            if what != STIRS:
                self._enter(who, now)
            elif self._alarm[who] == number:
                self._stir(who, now)

    def _at(self, moment: float, what: int, who: int) -> None:
        self._numbers += 1
        if what == STIRS:
            self._alarm[who] = self._numbers
        place = who if what == STIRS else 0  # who comes, in the order in which that was known
        heapq.heappush(self._events, (moment, what, place, self._numbers, who))

    def _enter(self, person: int, now: float) -> None:
        who, clerks = self.office.people[person], self.office.clerks
        free = [i for i in self._idle if may(self.office, who, i) and now < clerks[i].ends]
        if free:
            self._call(person, min(free, key=lambda i: (sum(clerks[i].can), self._idle[i], i)), now)
        else:
            self._waiting.append(person)

    def _call(self, person: int, clerk: int, now: float) -> None:
        who, office = self.office.people[person], self.office
        who.calls.append((now, clerk))
        self._idle.pop(clerk, None)
        if who.leaves < now or len(who.calls) <= who.deaf:
            self._at(now + office.in_vain, STIRS, clerk)
            if len(who.calls) <= 2:
                self._at(now + office.in_vain + 5.0, RETURNS, person)
            return
        who.began = now
        self._at(now + who.minutes * office.clerks[clerk].pace + office.between, STIRS, clerk)

    def _stir(self, clerk: int, now: float) -> None:
        office, mine, had = self.office, self.office.clerks[clerk], len(self.breaks[clerk])
        self._idle.pop(clerk, None)
        if now >= mine.ends:
            return
        if had < len(mine.breaks) and mine.breaks[had][0] <= now:
            self.breaks[clerk].append(now)
            self._at(now + mine.breaks[had][1], STIRS, clerk)
            return
        able = [j for j in self._waiting if may(office, office.people[j], clerk)]
        if able:
            best = min(able, key=lambda j: (*rank(office, office.people[j], now, clerk), j))
            self._waiting.remove(best)
            self._call(best, clerk, now)
            return
        self._idle[clerk] = now
        if had < len(mine.breaks):
            self._at(mine.breaks[had][0], STIRS, clerk)


def some_office(chance: random.Random, *, people: int = 120, clerks: int = 6, types: int = 5) -> Plain:
    """An office with something of everything, on a grid of a quarter of a minute: sums are exact."""

    def quarter(low: float, high: float) -> float:
        return round(chance.uniform(low, high) * 4) / 4

    staff = []
    for _ in range(clerks):
        begins = quarter(0, 60)
        first = begins + quarter(40, 120)
        breaks = ((first, 15.0), (first + quarter(60, 120), 30.0))[: chance.choice([0, 1, 2])]
        can = tuple(chance.random() < 0.5 for _ in range(types))
        pace = chance.choice([0.5, 1.0, 1.0, 1.5])
        staff.append(Clerk(can=can, begins=begins, ends=quarter(250, 330), breaks=breaks, pace=pace))
    guests = []
    for _ in range(people):
        kind = chance.choice([WALK_IN, WALK_IN, APPOINTMENT, APPOINTMENT, PRIORITY])
        arrived = quarter(0, 280)
        booked = arrived + quarter(-25, 30) if kind == APPOINTMENT else None
        if kind == PRIORITY and chance.random() < 0.5:
            booked = arrived + quarter(-15, 25)
        leaves = arrived + quarter(5, 90) if kind != APPOINTMENT and chance.random() < 0.5 else math.inf
        guests.append(
            Person(
                type=chance.randrange(types),
                kind=kind,
                arrived=arrived,
                minutes=quarter(1, 25),
                booked=booked,
                leaves=leaves,
                deaf=chance.choice([0, 0, 0, 0, 0, 1, 2, 3]),
            )
        )
    return Plain(people=guests, clerks=tuple(staff), ends=quarter(300, 340), between=0.5)


def copied(office: Plain) -> Plain:
    """The same day before it has begun."""
    return replace(office, people=[replace(who, calls=[], began=None) for who in office.people])

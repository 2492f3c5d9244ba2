# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One day's events, folded into what they teach. Pure: the same events give the same facts at any time.

What the end of the day did by itself (whoever was forgotten at a counter is finished then) teaches nothing.
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from aufruf.domain import events as e
from aufruf.domain.appointment import AppointmentState
from aufruf.domain.visit import VisitState
from aufruf.planning.learning.learned import QUARTERS
from aufruf.planning.learning.observed import DayFacts, Items, Promised, Several, Told, Unserved
from aufruf.planning.learning.pits import pit
from aufruf.planning.learning.silence import WAITS, class_of
from aufruf.planning.waits.scene import LEVELS

Numbered = tuple[int, dt.datetime, e.Event]  # number within the day, moment, fact
Skills = frozenset[str] | None
GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(slots=True, kw_only=True)
class _Way:
    """One visit on its way through the day."""

    arrived: e.VisitArrived
    services: Items
    state: VisitState = VisitState.WAITING
    first_called: dt.datetime | None = None
    calls: int = 0
    missed_first: bool = False
    since: dt.datetime | None = None  # of the call that goes on
    spent: float = 0.0  # minutes at counters before it
    before: tuple[dt.datetime | None, float] = (None, 0.0)  # since and spent, as an undo brings them back
    minutes: float | None = None  # from call to farewell, all in all
    for_counter: str | None = None
    not_before: dt.datetime | None = None
    own_pace: bool = False  # set aside, delayed or sent on before the first call: no wait as it was told
    gone_at: dt.datetime | None = None  # left, sent home or on to another office
    left: bool = False

    @property
    def walked_in(self) -> bool:
        """Whether nobody had expected this visit."""
        return self.arrived.booked_at is None or self.arrived.from_office is not None

    @property
    def begun(self) -> dt.datetime:
        """Since when this person waits here."""
        return self.arrived.known_at if self.arrived.from_office is not None else self.arrived.arrived_at


@dataclass(slots=True, kw_only=True)
class _Promise:
    """One appointment, as far as the day's events tell."""

    start: dt.datetime
    services: Items
    made: dt.datetime
    channel: str
    state: str = ""  # as last said; before that it does not matter


@dataclass(slots=True, kw_only=True)
class _Day:
    """The day so far."""

    zone: ZoneInfo
    endings: frozenset[dt.datetime]  # when the day was closed
    ways: dict[str, _Way] = field(default_factory=dict)
    waiting: dict[str, _Way] = field(default_factory=dict)
    promises: dict[str, _Promise] = field(default_factory=dict)
    skills: dict[str, Skills] = field(default_factory=dict)  # of the counters that are open
    open_since: dict[str, dt.datetime] = field(default_factory=dict)
    farewells: dict[str, dt.datetime] = field(default_factory=dict)  # while somebody else could be called
    between: list[float] = field(default_factory=list)
    open_minutes: float = 0.0
    calls: int = 0
    unanswered: int = 0
    seq: int = 0
    last: dt.datetime | None = None


def fold_day(date: dt.date, events: Iterable[Numbered], *, zone: ZoneInfo) -> DayFacts:
    """What a day of an office in this zone showed. Events in the order of their numbers.

    Of a visit whose arrival is not among them nothing is learned.
    """
    numbered = list(events)
    endings = frozenset(at for _, at, event in numbered if isinstance(event, e.DayClosed))
    day = _Day(zone=zone, endings=endings)
    for seq, at, event in numbered:
        day.seq, day.last = seq, at
        _take(day, at, event)
    return _facts(date, day)


def _take(day: _Day, at: dt.datetime, event: e.Event) -> None:
    match event:
        case e.VisitArrived():
            way = _Way(arrived=event, services=event.services)
            day.ways[event.visit] = day.waiting[event.visit] = way
        case e.CounterOpened() | e.CounterPaused() | e.CounterClosed() | e.DayClosed():
            _counters(day, at, event)
        case e.AppointmentHeld() | e.AppointmentMoved() | e.AppointmentChanged():
            _promises(day, at, event)
        case _:
            way_of = day.ways.get(getattr(event, "visit", ""))
            move = MOVES.get(type(event))
            if way_of is not None and move is not None:
                move(day, way_of, at, event)


def _counters(
    day: _Day, at: dt.datetime, event: e.CounterOpened | e.CounterPaused | e.CounterClosed | e.DayClosed
) -> None:
    if isinstance(event, e.CounterOpened):
        day.open_since.setdefault(event.counter, at)
        day.skills[event.counter] = None if event.skills is None else frozenset(event.skills)
        return
    for counter in [*day.open_since] if isinstance(event, e.DayClosed) else [event.counter]:
        since = day.open_since.pop(counter, None)
        day.open_minutes += 0.0 if since is None else _minutes(since, at)
        day.farewells.pop(counter, None)  # whoever pauses does not hesitate


def _promises(
    day: _Day, at: dt.datetime, event: e.AppointmentHeld | e.AppointmentMoved | e.AppointmentChanged
) -> None:
    known = day.promises.get(event.appointment)
    if isinstance(event, e.AppointmentChanged):
        if known is not None:
            known.state = event.state
    elif event.start is None:
        day.promises.pop(event.appointment, None)
    else:
        by = event.channel if isinstance(event, e.AppointmentHeld) else known.channel if known else ""
        promise = _Promise(start=event.start, services=event.services, made=at, channel=by)
        day.promises[event.appointment] = promise


def _called(day: _Day, way: _Way, at: dt.datetime, event: e.VisitCalled) -> None:
    day.calls += 1
    farewell = day.farewells.pop(event.counter, None)
    if farewell is not None:
        day.between.append(_minutes(farewell, at))
    way.first_called = way.first_called or at
    way.calls += 1
    way.since, way.for_counter, way.not_before = at, None, None
    _put(day, way, VisitState.CALLED)


def _serving(day: _Day, way: _Way, _at: dt.datetime, _event: e.VisitServing) -> None:
    _put(day, way, VisitState.SERVING)


def _finished(day: _Day, way: _Way, at: dt.datetime, event: e.VisitFinished) -> None:
    way.before = (way.since, way.spent)
    _leave_counter(way, at)
    way.services = event.services
    way.minutes = None if at in day.endings else way.spent
    _put(day, way, VisitState.FINISHED)
    if event.counter in day.open_since and _somebody_waits(day, event.counter, at):
        day.farewells[event.counter] = at


def _missed(day: _Day, way: _Way, at: dt.datetime, _event: e.VisitMissed) -> None:
    way.before = (way.since, way.spent)
    way.since = None
    if at not in day.endings:
        day.unanswered += 1
        way.missed_first = way.missed_first or way.calls == 1
    _put(day, way, VisitState.MISSED)


def _undone(day: _Day, way: _Way, _at: dt.datetime, event: e.VisitUndone) -> None:
    if way.state is VisitState.MISSED:
        day.unanswered -= 1
        way.missed_first = way.missed_first and way.calls > 1
    way.since, way.spent = way.before
    way.minutes = None
    day.farewells.pop(event.counter, None)
    _put(day, way, VisitState(event.state))


def _waits_again(day: _Day, way: _Way, _at: dt.datetime, _event: e.Event) -> None:
    _put(day, way, VisitState.WAITING)


def _parked(day: _Day, way: _Way, at: dt.datetime, _event: e.VisitParked) -> None:
    _leave_counter(way, at)
    _goes_own_pace(way)
    _put(day, way, VisitState.PARKED)


def _delayed(_day: _Day, way: _Way, _at: dt.datetime, event: e.VisitDelayed) -> None:
    way.not_before = event.not_before
    _goes_own_pace(way)


def _transferred(day: _Day, way: _Way, at: dt.datetime, event: e.VisitTransferred) -> None:
    _leave_counter(way, at)
    if event.to_office is not None:
        _end(day, way, at, VisitState.TRANSFERRED)
        return
    if event.services != way.services or event.for_counter is not None:
        _goes_own_pace(way)
    if event.services != way.services:
        way.spent = 0.0  # what was done there was something else
    way.services, way.for_counter = event.services, event.for_counter
    _put(day, way, VisitState.WAITING)


def _left(day: _Day, way: _Way, at: dt.datetime, event: e.VisitLeft) -> None:
    went_away = event.by not in NOBODY_LEFT
    way.left = went_away and way.state in (VisitState.WAITING, VisitState.PARKED)
    _end(day, way, at, VisitState.LEFT)


def _cancelled(day: _Day, way: _Way, at: dt.datetime, _event: e.VisitCancelled) -> None:
    _end(day, way, at, VisitState.CANCELLED_BY_OFFICE)


# The end of the day; and of a visit that a kiosk never heard of, whose person waits with another number.
NOBODY_LEFT = frozenset({"closing", "kiosk"})
MOVES: dict[type, Callable[..., None]] = {  # each takes the very event that it stands beside
    e.VisitCalled: _called,
    e.VisitServing: _serving,
    e.VisitFinished: _finished,
    e.VisitMissed: _missed,
    e.VisitUndone: _undone,
    e.VisitReturned: _waits_again,
    e.VisitResumed: _waits_again,
    e.VisitParked: _parked,
    e.VisitDelayed: _delayed,
    e.VisitTransferred: _transferred,
    e.VisitLeft: _left,
    e.VisitCancelled: _cancelled,
}


def _put(day: _Day, way: _Way, state: VisitState) -> None:
    way.state = state
    if state is VisitState.WAITING:
        day.waiting[way.arrived.visit] = way
    else:
        day.waiting.pop(way.arrived.visit, None)


def _end(day: _Day, way: _Way, at: dt.datetime, state: VisitState) -> None:
    way.gone_at = at
    _put(day, way, state)


def _leave_counter(way: _Way, at: dt.datetime) -> None:
    """Add the time at this counter, if the person had come: from the call on, recalls change nothing."""
    if way.since is not None and way.state is VisitState.SERVING:
        way.spent += _minutes(way.since, at)
    way.since = None


def _goes_own_pace(way: _Way) -> None:
    way.own_pace = way.own_pace or way.first_called is None


def _somebody_waits(day: _Day, counter: str, at: dt.datetime) -> bool:
    """Whether this counter could call somebody at once."""
    skills = day.skills.get(counter)
    return any(
        way.for_counter in (None, counter)
        and (way.not_before is None or way.not_before <= at)
        and (skills is None or all(service in skills for service, _ in way.services))
        for way in day.waiting.values()
    )


def _facts(date: dt.date, day: _Day) -> DayFacts:
    durations: dict[str, list[float]] = defaultdict(list)
    several: list[Several] = []
    arrivals, mix = [0] * QUARTERS, defaultdict[str, float](float)
    walk_ins = [way for way in day.ways.values() if way.walked_in]
    for way in day.ways.values():
        if way.minutes is not None and len(way.services) == 1 and way.services[0][1] == 1:
            durations[way.services[0][0]].append(round(way.minutes, 2))
        elif way.minutes is not None:
            several.append(Several(way.services, round(way.minutes, 2)))
    for way in walk_ins:
        arrivals[_quarter(way.begun.astimezone(day.zone))] += 1
        for service, _ in way.arrived.services:
            mix[service] += 1 / len(way.arrived.services)
    asked = [way for way in walk_ins if way.first_called is not None and not way.own_pace]
    left_open = sum(_minutes(since, day.last or since) for since in day.open_since.values())
    return DayFacts(
        date=date,
        seq=day.seq,
        durations={service: tuple(minutes) for service, minutes in sorted(durations.items())},
        several=tuple(several),
        arrivals=tuple(arrivals),
        mix={service: round(share, 3) for service, share in sorted(mix.items())},
        priority=sum(way.arrived.priority for way in walk_ins),
        appointments=_kept_or_not(day),
        lateness=_lateness(day),
        left=tuple(round(_minutes(way.begun, way.gone_at), 2) for way in walk_ins if _gave_up(way)),
        waited=round(sum(_waited(way, day) for way in walk_ins), 2),
        calls=day.calls,
        unanswered=day.unanswered,
        heard=_by_wait([_waited(way, day) for way in asked if not way.missed_first]),
        unheard=_by_wait([_waited(way, day) for way in asked if way.missed_first]),
        between=tuple(round(minutes, 2) for minutes in day.between),
        open_minutes=round(day.open_minutes + left_open, 2),
        told=_told(day),
        unserved=_unserved(day),
    )


def _kept_or_not(day: _Day) -> tuple[Promised, ...]:
    ended = {AppointmentState.CHECKED_IN: True, AppointmentState.MISSED: False}
    return tuple(
        Promised(
            services=tuple(service for service, _ in promise.services),
            lead_days=max(0, (_date(promise.start, day) - _date(promise.made, day)).days),
            channel=promise.channel,
            came=ended[AppointmentState(promise.state)],
        )
        for promise in day.promises.values()
        if promise.state in ended
    )


def _lateness(day: _Day) -> tuple[float, ...]:
    return tuple(
        round(_minutes(way.arrived.booked_at, way.arrived.arrived_at), 2)
        for way in day.ways.values()
        if way.arrived.booked_at is not None and way.arrived.from_office is None
    )


def _by_wait(waits: Iterable[float]) -> tuple[int, ...]:
    counts = [0] * len(WAITS)
    for minutes in waits:
        counts[class_of(minutes)] += 1
    return tuple(counts)


def _gave_up(way: _Way) -> bool:
    return way.left and way.first_called is None


def _waited(way: _Way, day: _Day) -> float:
    until = way.first_called or way.gone_at or day.last or way.begun
    return max(0.0, _minutes(way.begun, until))


def _told(day: _Day) -> tuple[Told, ...]:
    """Of those who were called; what is told counts from the moment at which it is told."""
    found: list[Told] = []
    for way in day.ways.values():
        told, simulated = way.arrived.told, way.arrived.simulated
        if told is None or way.first_called is None or way.own_pace:
            continue
        actual = max(0.0, _minutes(way.arrived.known_at, way.first_called))
        known = simulated is not None and len(simulated) == len(LEVELS)
        level = None
        if known and simulated:  # in whole minutes, so the true wait is taken in whole minutes too
            tie = GOLDEN * (len(found) + 1) % 1  # as evenly spread as chance, and always the same
            level = round(pit(simulated, round(actual), tie=tie), 4)
        found.append(Told(*told, actual=round(actual, 2), pit=level))
    return tuple(found)


def _unserved(day: _Day) -> tuple[Unserved, ...]:
    return tuple(
        Unserved(*way.arrived.told, left=way.left)
        for way in day.ways.values()
        if way.arrived.told is not None
        and way.first_called is None
        and way.state in (VisitState.LEFT, VisitState.CANCELLED_BY_OFFICE)
    )


def _quarter(wall: dt.datetime) -> int:
    return wall.hour * 4 + wall.minute // 15


def _date(moment: dt.datetime, day: _Day) -> dt.date:
    return moment.astimezone(day.zone).date()


def _minutes(since: dt.datetime | None, until: dt.datetime | None) -> float:
    return 0.0 if since is None or until is None else (until - since).total_seconds() / 60

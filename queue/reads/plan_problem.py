# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office's day as the question that a plan answers: people, counters, booked and expected work.

Minutes are real ones since the date begins on the office's wall, so a day with a change of the clock has 92
or 100 quarter hours. What cannot be moved with a good conscience stays, and the answer says so: shifts over
midnight, several shifts of one person, times that the clock jumps over.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aufruf.domain.appointment import Appointment
from aufruf.domain.catalogue import CounterKind, Office
from aufruf.domain.day_plan import Kept, Movable, PlannedShift, planned_shifts
from aufruf.domain.opening import Interval, OpeningKind, day_begins, intervals_on, wall_interval
from aufruf.planning.learning.learned import QUARTERS, Learned
from aufruf.planning.plans.balance import PERIOD, Duty, Freedom, Moment, Person, Problem, ShiftRules, Span
from aufruf.planning.plans.staffing_rules import SHORTEST_PIECE

ONE_DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
MOVING_COST = 5.0  # nobody gets other times for next to nothing
LATE_WEEKS = 4
LATE_COST = 15.0  # for each late shift of the last weeks more than whoever had fewest
LATE_MARGIN = 60  # a shift that ends within the last so many minutes of the day's shifts is a late one
Items = tuple[tuple[str, int], ...]  # services with quantities
LEAST_LENGTH = 15  # minutes; a shorter shift is no shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One of `Problem.people`: whose it is, and why they stay as they are, if they do."""

    staff: str
    kept: Kept | None = None
    shift: PlannedShift | None = None  # the one that a plan may change


@dataclass(frozen=True, slots=True, kw_only=True)
class DayProblem:
    """The question, and what its numbers stand for."""

    office: Office
    date: dt.date
    movable: Movable
    problem: Problem
    moment: Moment | None  # where the day stands, if it has begun
    rows: tuple[Row, ...]
    classes: tuple[tuple[str, ...], ...]  # the services of each class of work
    history_days: int
    begins: dt.datetime  # minute 0
    booked: tuple[Appointment, ...]
    learned: Learned | None

    def local_time(self, minute: int) -> dt.time:
        """What the wall shows at this minute; 00:00 at the end of the day."""
        return wall_time(self.office, self.begins, minute)


def problem_of(
    office: Office,
    date: dt.date,
    *,
    booked: Iterable[Appointment],
    learned: Learned | None,
    movable: Movable = Movable.SHIFTS,
    now: dt.datetime | None = None,
    waiting: Iterable[Items] = (),
) -> DayProblem:
    """A date of an office as a question; with `now`, of its rest, `waiting` being what people wait for then.

    Without anything learned, only what is booked is expected, for as long as the catalogue says.
    """
    day = _Day(office, date)
    known = learned if learned is not None and learned.days > 0 else None
    rows, people = _people(day, movable)
    work = _Work(office, learned or Learned())
    expected = tuple(booked)
    booked_work = work.booked(expected, day)
    walk_ins = work.walk_ins(day) if known else {}
    backlog = work.waiting(waiting)
    keys = sorted({*work.offered, *booked_work, *walk_ins, *backlog}, key=_order)
    serves = [frozenset(k for k, able in enumerate(keys) if row.staff in able) for row in rows]
    moved = [duty for duty, freedom, _ in people if freedom is Freedom.SHIFT]
    counters = sum(counter.kind is not CounterKind.TERMINAL for counter in office.counters)
    late_from = max((duty.end for duty, _, _ in people), default=0) - LATE_MARGIN
    late = _late_shifts(office, date, day, late_from)
    nothing = (0.0,) * day.periods
    problem = Problem(
        periods=day.periods,
        people=tuple(
            Person(
                id=row.staff,
                serves=able,
                duty=duty,
                freedom=freedom,
                available=available,
                paid_at_most=_paid(duty),
                shift_minutes=duty.end - duty.begin,
                late_cost=LATE_COST * late.get(row.staff, 0),
            )
            for row, able, (duty, freedom, available) in zip(rows, serves, people, strict=True)
        ),
        booked=tuple(tuple(booked_work.get(key, nothing)) for key in keys),
        walk_ins=tuple(tuple(walk_ins.get(key, nothing)) for key in keys),
        opening=day.spans(OpeningKind.OPEN),
        counters=(counters,) * day.periods if office.counters else None,
        paid_at_most=sum(_paid(duty) for duty, _, _ in people),
        shifts=ShiftRules(
            allowed=tuple(sorted({Span(duty.begin, duty.end) for duty in moved})),
            lengths=tuple(sorted({duty.end - duty.begin for duty in moved})),
            late_from=late_from if people else None,
        ),
        moving_cost=MOVING_COST,
    )
    moment = None
    if now is not None:
        waits = tuple(backlog.get(key, 0.0) for key in keys)
        moment = Moment(now=(now - day.begins) // MINUTE, backlog=waits)
    return DayProblem(
        office=office,
        date=date,
        movable=movable,
        problem=problem,
        moment=moment,
        rows=tuple(rows),
        classes=tuple(work.services_of(key) for key in keys),
        history_days=known.days if known else 0,
        begins=day.begins,
        booked=expected,
        learned=known,
    )


def wall_time(office: Office, begins: dt.datetime, minute: int) -> dt.time:
    """What an office's wall shows so many minutes after a date has begun."""
    return (begins + minute * MINUTE).astimezone(office.zone).time().replace(fold=0)


def _paid(duty: Duty) -> int:
    """Minutes of work as the law counts them: a pause of less than a quarter of an hour is none."""
    pauses = (pause.minutes for pause in duty.breaks)
    return duty.end - duty.begin - sum(minutes for minutes in pauses if minutes >= SHORTEST_PIECE)


class _Day:
    """A date of an office, measured in minutes since it begins."""

    def __init__(self, office: Office, date: dt.date) -> None:
        self.office = office
        self.date = date
        self.begins = day_begins(office.zone, date)
        self.minutes = (day_begins(office.zone, date + ONE_DAY) - self.begins) // MINUTE
        self.periods = -(-self.minutes // PERIOD)

    def span(self, interval: Interval) -> Span:
        """An interval as minutes; outside the day it is below 0 or beyond its end."""
        return Span((interval[0] - self.begins) // MINUTE, (interval[1] - self.begins) // MINUTE)

    def within(self, span: Span) -> Span:
        """As much of it as lies on this date."""
        return Span(max(0, span.begin), min(self.minutes, span.end))

    def spans(self, audience: OpeningKind) -> tuple[Span, ...]:
        """When the office is open on this date, evening hours of the date before included."""
        found = [
            self.within(self.span(interval))
            for date in (self.date - ONE_DAY, self.date)
            for interval in intervals_on(self.office.opening, date, audience=audience)
        ]
        return tuple(sorted(span for span in found if span.begin < span.end))

    def duty(self, shift: PlannedShift, date: dt.date) -> Duty:
        """A shift that begins on this date or another, as minutes of this one."""
        whole = self.span(wall_interval(self.office.zone, date, shift.local_from, shift.local_to))
        breaks = []
        for local_from, local_to in shift.breaks:
            on = date + ONE_DAY * (local_from < shift.local_from)  # after midnight of a night shift
            breaks.append(self.span(wall_interval(self.office.zone, on, local_from, local_to)))
        return Duty(whole.begin, whole.end, tuple(sorted(breaks)))

    def cut(self, duty: Duty) -> Duty:
        """As much of a duty as lies on this date."""
        span = self.within(Span(duty.begin, duty.end))
        breaks = [self.within(pause) for pause in duty.breaks]
        return Duty(span.begin, span.end, tuple(each for each in breaks if each.begin < each.end))

    def is_plain(self, shift: PlannedShift, duty: Duty) -> bool:
        """Whether its wall times say these minutes again, and the clock changes no more after them."""
        if self._offset(duty.begin) != self._offset(self.minutes):
            return False
        times = [(shift.local_from, shift.local_to), *shift.breaks]
        spans = [Span(duty.begin, duty.end), *duty.breaks]
        return all(
            wall_time(self.office, self.begins, span.begin) == begin
            and wall_time(self.office, self.begins, span.end) == end
            for (begin, end), span in zip(times, spans, strict=True)
        )

    def _offset(self, minute: int) -> dt.timedelta | None:
        return (self.begins + minute * MINUTE).astimezone(self.office.zone).utcoffset()

    def wall_quarter(self, period: int) -> int:
        """Which quarter hour of an ordinary day the wall shows in this period."""
        shown = wall_time(self.office, self.begins, period * PERIOD)
        return (shown.hour * 60 + shown.minute) // PERIOD % QUARTERS


_Free = tuple[Duty, Freedom, Span | None]


def _people(day: _Day, movable: Movable) -> tuple[list[Row], list[_Free]]:
    """Who is there on this date, what may be changed for them, and within which time."""
    rows: list[Row] = []
    people: list[_Free] = []
    for member in day.office.staff:
        for shift in planned_shifts(day.office, member.id, day.date - ONE_DAY):
            tail = day.cut(day.duty(shift, day.date - ONE_DAY))
            if tail.begin < tail.end:
                rows.append(Row(staff=member.id, kept=Kept.OVER_MIDNIGHT))
                people.append((tail, Freedom.NOTHING, None))
        shifts = planned_shifts(day.office, member.id, day.date)
        for shift in shifts:
            duty = day.duty(shift, day.date)
            kept = _kept(day, shifts, shift, duty)
            if kept is None:
                rows.append(Row(staff=member.id, shift=shift))
                people.append((duty, _FREEDOM[movable], None))
            elif (part := day.cut(duty)).begin < part.end:
                rows.append(Row(staff=member.id, kept=kept))
                people.append((part, Freedom.NOTHING, None))
    movable_duties = [duty for duty, freedom, _ in people if freedom is Freedom.SHIFT]
    if movable_duties:
        # When shifts begin and end on this day is as much as is known of when anybody may work.
        hull = Span(min(d.begin for d in movable_duties), max(d.end for d in movable_duties))
        people = [(d, free, hull if free is Freedom.SHIFT else None) for d, free, _ in people]
    return rows, people


_FREEDOM = {Movable.BREAKS: Freedom.BREAKS, Movable.SHIFTS: Freedom.SHIFT}


def _kept(day: _Day, shifts: Sequence[PlannedShift], shift: PlannedShift, duty: Duty) -> Kept | None:
    if duty.end > day.minutes:
        return Kept.OVER_MIDNIGHT
    if len(shifts) > 1:
        return Kept.SEVERAL_SHIFTS
    if not day.is_plain(shift, duty) or duty.end - duty.begin < LEAST_LENGTH:
        return Kept.CLOCK_CHANGE
    return None


def _late_shifts(office: Office, date: dt.date, day: _Day, late_from: int) -> dict[str, int]:
    """How many more late shifts everybody had in the last weeks than whoever had fewest."""
    wall = wall_time(office, day.begins, max(0, late_from))
    counts: dict[str, int] = defaultdict(int)
    for member in office.staff:
        for back in range(1, LATE_WEEKS * 7 + 1):
            shifts = planned_shifts(office, member.id, date - back * ONE_DAY)
            counts[member.id] += any(shift.local_to > wall for shift in shifts)
    fewest = min(counts.values(), default=0)
    return {staff: count - fewest for staff, count in counts.items()}


Able = frozenset[str]  # the staff who may serve a class of work: what the class is known by
_Table = dict[Able, list[float]]


def _order(able: Able) -> tuple[int, list[str]]:
    return len(able), sorted(able)


class _Work:
    """Services by who may serve them, and how much time they take."""

    def __init__(self, office: Office, learned: Learned) -> None:
        self._office = office
        self._learned = learned
        self._services: dict[Able, set[str]] = defaultdict(set)
        self.offered = {self.class_of((service,)) for service in office.services}

    def class_of(self, services: Iterable[str]) -> Able:
        """Who may serve all of these; a service that the office has no longer anybody may."""
        wanted = set(services)
        known = wanted & self._office.services.keys()
        able = frozenset(
            member.id for member in self._office.staff if member.skills is None or known <= member.skills
        )
        self._services[able] |= wanted
        return able

    def services_of(self, able: Able) -> tuple[str, ...]:
        """The services of a class of work."""
        return tuple(sorted(self._services[able]))

    def minutes(self, services: Iterable[tuple[str, int]], *, otherwise: float) -> float:
        """How long these services take together, as learned, else by the catalogue."""
        total = 0.0
        for service, quantity in services:
            if service in self._learned.durations:
                total += quantity * self._learned.durations[service].mean
            elif service in self._office.services:
                total += quantity * self._office.services[service].minutes
            else:
                return otherwise
        return total

    def booked(self, appointments: Iterable[Appointment], day: _Day) -> _Table:
        """The work of appointments, by how likely people come, in the quarter hours it lies in."""
        table: _Table = {}
        for each in appointments:
            minutes = self.minutes(each.services, otherwise=each.minutes)
            lead = max(0, (each.date - day.office.local_date(each.created_at)).days)
            first = each.services[0][0] if each.services else ""
            shows = self._learned.show_up.probability(service=first, lead_days=lead, channel=each.channel)
            begin = (each.start - day.begins) / MINUTE
            row = table.setdefault(self.class_of(s for s, _ in each.services), [0.0] * day.periods)
            _spread(row, begin, minutes, weight=shows)
        return table

    def walk_ins(self, day: _Day) -> _Table:
        """The work expected of people without an appointment while tickets are given."""
        table: _Table = {}
        arrivals = self._learned.arrivals[day.date.weekday()]
        opened = day.spans(OpeningKind.WALK_INS)
        for period in range(day.periods):
            begin, end = period * PERIOD, (period + 1) * PERIOD
            share = sum(max(0, min(end, s.end) - max(begin, s.begin)) for s in opened) / PERIOD
            people = share * arrivals[day.wall_quarter(period)]
            for service, part in self._learned.mix.items():
                offered = day.office.services.get(service)
                if people > 0 and offered is not None and offered.walk_ins:
                    row = table.setdefault(self.class_of((service,)), [0.0] * day.periods)
                    row[period] += people * part * self.minutes([(service, 1)], otherwise=0.0)
        return table

    def waiting(self, people: Iterable[Items]) -> dict[Able, float]:
        """Work that waits already, by who may do it."""
        found: dict[Able, float] = defaultdict(float)
        for items in people:
            found[self.class_of(service for service, _ in items)] += self.minutes(items, otherwise=0.0)
        return found


def _spread(row: list[float], begin: float, minutes: float, *, weight: float) -> None:
    """Lay work of this length into the quarter hours from its begin on."""
    end = begin + minutes
    for period in range(max(0, int(begin // PERIOD)), min(len(row), int(end // PERIOD) + 1)):
        common = min(end, (period + 1) * PERIOD) - max(begin, period * PERIOD)
        row[period] += weight * max(0.0, common)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day of the past, played in a moment: what its people did, as the events that it would have left.

The same dice and the same call order as in the living town, without a database between them. Left out is
what teaches nothing: transfers, and people who step aside. Who was stuck is in `past_help`.
"""

import datetime as dt
import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from aufruf.demo.clerks import MISS_AFTER, OVERTIME, RECALL_AFTER, working_times
from aufruf.demo.dice import Fate, next_walk_in, serving_time, way_to_counter, wish
from aufruf.demo.past_bookings import Booking, bookings_of
from aufruf.demo.past_waits import Memory, Place, place_of
from aufruf.domain import events as e
from aufruf.domain.calling import VERSION, Choice, due_at, next_visit
from aufruf.domain.catalogue import Office
from aufruf.domain.opening import Interval, OpeningKind, intervals_on
from aufruf.domain.staffing import presences_on, shifts_of
from aufruf.domain.visit import RETURN_AFTER, RETURNS_AT_MOST, Visit

Deed = Callable[[dt.datetime], None]
Happened = tuple[dt.datetime, e.Event]
SPEED_SD, DEMAND_SD = 0.07, 0.12  # of one day's own pace and crowd, as logarithms
STAYS_AT_MOST = dt.timedelta(hours=2.5)  # after closing: by the town's first evening its past is over
HALF_A_SERVICE = 6.0  # minutes until somebody who is busy is free again, about


@dataclass(slots=True, kw_only=True)
class Desk:
    """Somebody of the staff at their counter."""

    counter: str
    skills: frozenset[str] | None
    times: list[Interval]
    shown: tuple[str, ...] | None  # the skills as events say them
    is_open: bool = False
    is_idle: bool = False
    plans: int = 0  # only the last one counts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mood:
    """What one day has of its own."""

    pace: float  # how long everything takes
    crowd: float  # how many come


class PastDay:
    """One office's day, from the first booking to the farewell of the last clerk."""

    def __init__(self, office: Office, date: dt.date, *, rolled: Random, memory: Memory) -> None:
        self.office, self.date = office, date
        self.events: list[Happened] = []
        self._rolled, self._memory = rolled, memory
        self._mood = _Mood(
            pace=math.exp(rolled.gauss(0, SPEED_SD)), crowd=math.exp(rolled.gauss(0, DEMAND_SD))
        )
        self._parameters = office.call_order.parameters()
        self._hours = intervals_on(office.opening, date, audience=OpeningKind.WALK_INS)
        self._deeds: list[tuple[dt.datetime, int, Deed]] = []
        self._planned = 0
        self._waiting: dict[str, Visit] = {}
        self._missed: dict[str, Visit] = {}
        self._times_missed: dict[str, int] = {}
        self._places: dict[str, Place] = {}
        self._last: dict[str, int] = {}  # ticket of each series
        self._desks: list[Desk] = []
        self._who_can: dict[e.Items, list[Desk]] = {}
        self._closed = False

    def play(self) -> list[Happened]:
        """What happened; nothing, if the office was not open."""
        presences = presences_on(self.office, self.date)
        if not self._hours or not presences:
            return []
        for each in presences:
            self._begin_shift(each.staff.id, each.staff.skills)
        for booking in bookings_of(self.office, self.date, presences, self._rolled):
            self._book(booking)
        for begin, _ in self._hours:
            self._plan_walk_in(begin)
        self._plan(self._hours[-1][1], self._close_if_empty)
        while self._deeds:
            at, _, deed = heapq.heappop(self._deeds)
            deed(at)
        self._memory.sleep_over_it()
        return self.events

    def _plan(self, at: dt.datetime, deed: Deed) -> None:
        self._planned += 1
        heapq.heappush(self._deeds, (at, self._planned, deed))

    def _say(self, at: dt.datetime, event: e.Event) -> None:
        self.events.append((at, event))

    # Appointments

    def _book(self, booking: Booking) -> None:
        self._plan(booking.created_at, partial(self._hold, booking))
        confirmed_at = booking.created_at + booking.how.thinks
        changed_at = confirmed_at + (booking.start - confirmed_at) * 0.9 * booking.how.when
        rules = self.office.rules
        if booking.how.fate is Fate.LAPSES:
            lapses_at = booking.created_at + dt.timedelta(minutes=rules.hold_minutes)
            self._plan(lapses_at, partial(self._change, booking, "lapsed"))
            return
        self._plan(confirmed_at, partial(self._change, booking, "confirmed"))
        match booking.how.fate:
            case Fate.CANCELS:
                self._plan(changed_at, partial(self._change, booking, "cancelled_by_citizen"))
            case Fate.MOVES:
                self._plan(changed_at, partial(self._move_away, booking))
            case Fate.FORGETS:
                late = dt.timedelta(minutes=rules.walk_in_late_minutes, seconds=1)
                self._plan(booking.start + late, partial(self._change, booking, "missed"))
            case _:
                self._plan(booking.start + booking.how.late, partial(self._check_in, booking))

    def _hold(self, booking: Booking, at: dt.datetime) -> None:
        held = e.AppointmentHeld(
            appointment=booking.id,
            start=booking.start,
            minutes=booking.minutes,
            services=booking.items,
            channel=booking.channel,
        )
        self._say(at, held)

    def _change(self, booking: Booking, state: str, at: dt.datetime) -> None:
        self._say(at, e.AppointmentChanged(appointment=booking.id, state=state))

    def _move_away(self, booking: Booking, at: dt.datetime) -> None:
        moved = e.AppointmentMoved(
            appointment=booking.id, start=None, minutes=booking.minutes, services=booking.items
        )
        self._say(at, moved)

    def _check_in(self, booking: Booking, at: dt.datetime) -> None:
        if self._closed:
            self._change(booking, "missed", at)
            return
        self._change(booking, "checked_in", at)
        self._arrive(at, booking.items, booked_at=booking.start)

    # Arrivals

    def _plan_walk_in(self, after: dt.datetime) -> None:
        local = after.astimezone(self.office.zone)
        gap = next_walk_in(self._rolled, local=local, staff=len(self.office.staff)) / self._mood.crowd
        if any(begin <= after + gap < end for begin, end in self._hours):
            self._plan(after + gap, self._walk_in)

    def _walk_in(self, at: dt.datetime) -> None:
        self._plan_walk_in(at)
        wanted = wish(self._rolled, self.office, walk_in=True)
        if not self._has_time_left(at, wanted.items):
            return  # the kiosk says so: they go home
        visit = self._arrive(at, wanted.items, priority=wanted.priority)
        self._plan(at + wanted.patience, partial(self._lose_patience, visit))

    def _has_time_left(self, at: dt.datetime, wanted: e.Items) -> bool:
        """As the guard of the kiosk asks, without its regard to who can do what."""
        work = self._minutes(wanted) + sum(self._minutes(visit.services) for visit in self._waiting.values())
        left = sum((max(desk.times[-1][1] - at, dt.timedelta()) for desk in self._desks), dt.timedelta())
        return dt.timedelta(minutes=work) <= left

    def _arrive(
        self,
        at: dt.datetime,
        wanted: e.Items,
        *,
        booked_at: dt.datetime | None = None,
        priority: bool = False,
    ) -> Visit:
        group = self.office.services[wanted[0][0]].group
        self._last[group] = ordinal = self._last.get(group, 0) + 1
        visit = Visit(
            id=f"{self._rolled.getrandbits(80):020x}",
            office=self.office.id,
            date=self.date,
            group=group,
            ordinal=ordinal,
            services=wanted,
            arrived_at=at,
            known_at=at,
            booked_at=booked_at,
            priority=priority,
        )
        self._places[visit.id] = place = self._place(visit, at)
        said = self._memory.told(place)
        arrived = e.VisitArrived(
            visit=visit.id,
            number=visit.number,
            group=group,
            ordinal=ordinal,
            services=wanted,
            channel=visit.channel,
            arrived_at=at,
            known_at=at,
            booked_at=booked_at,
            priority=priority,
            told=said and (said[0].low, said[0].likely, said[0].high),
            simulated=said and said[1],
        )
        self._say(at, arrived)
        self._wait(visit, at)
        return visit

    def _place(self, visit: Visit, at: dt.datetime) -> Place:
        able = [desk for desk in self._able(visit) if desk.is_open]
        busy = 0.0 if any(desk.is_idle for desk in able) else HALF_A_SERVICE / max(1, len(able))
        ahead = 0.0
        for other in self._waiting.values():
            theirs = [desk for desk in self._able(other) if desk.is_open]
            if any(desk in able for desk in theirs):
                ahead += self._minutes(other.services) / len(theirs)
        due = due_at(visit, order=self.office.call_order)
        early = None if due is None else (due - at).total_seconds() / 60
        if due is not None and visit.booked_at is not None:
            early = (visit.booked_at - at).total_seconds() / 60 - self.office.call_order.early_minutes
        return place_of(backlog=ahead + busy, early=early, priority=visit.priority)

    def _wait(self, visit: Visit, at: dt.datetime) -> None:
        """Wait, unless somebody has nothing to do."""
        self._waiting[visit.id] = visit
        idle = [desk for desk in self._able(visit) if desk.is_idle]
        for desk in self._rolled.sample(idle, len(idle)):
            if visit.id in self._waiting:
                self._work(desk, at)

    def _able(self, visit: Visit) -> list[Desk]:
        """Where a visit could be called, if somebody is there."""
        if visit.services not in self._who_can:
            wanted = visit.service_ids
            can = [desk for desk in self._desks if desk.skills is None or wanted <= desk.skills]
            self._who_can[visit.services] = can
        return self._who_can[visit.services]

    def _lose_patience(self, visit: Visit, at: dt.datetime) -> None:
        if self._waiting.pop(visit.id, None) is not None:
            self._say(at, e.VisitLeft(visit=visit.id, number=visit.number, by="citizen"))

    # Clerks

    def _begin_shift(self, staff: str, skills: frozenset[str] | None) -> None:
        shifts = shifts_of(self.office, staff, self.date)
        counter = next((shift.counter for shift in shifts if shift.counter is not None), None)
        if counter is None:
            return
        times = working_times(self.office, staff, self.date)
        shown = None if skills is None else tuple(sorted(skills))
        desk = Desk(counter=counter, skills=skills, shown=shown, times=times)
        self._desks.append(desk)
        punctual = dt.timedelta(minutes=self._rolled.uniform(-3, 3))
        self._plan_at(desk, times[0][0] + punctual, self._sit_down)

    def _plan_at(self, desk: Desk, at: dt.datetime, act: Callable[[Desk, dt.datetime], None]) -> None:
        desk.plans += 1
        desk.is_idle = False
        plan = desk.plans
        self._plan(at, lambda moment: act(desk, moment) if desk.plans == plan else None)

    def _sit_down(self, desk: Desk, at: dt.datetime) -> None:
        desk.is_open = True
        self._say(at, e.CounterOpened(counter=desk.counter, skills=desk.shown))
        self._plan_at(desk, at, self._work)

    def _work(self, desk: Desk, at: dt.datetime) -> None:
        """Call whoever is next; or pause, or go home: as clerks.work."""
        later = [begin for begin, _ in desk.times if begin > at]
        is_working = any(begin <= at < end for begin, end in desk.times)
        if not is_working and later and later[0] > desk.times[0][0]:
            desk.is_open = False
            self._say(at, e.CounterPaused(counter=desk.counter))
            self._plan_at(desk, later[0], self._sit_down)
            return
        choice = next_visit(
            self._waiting.values(),
            counter=desk.counter,
            skills=desk.skills,
            now=at,
            order=self.office.call_order,
        )
        if choice is not None and at < desk.times[-1][1] + OVERTIME:
            self._call(desk, choice, at)
        elif is_working or later:
            boundary = min(moment for pair in desk.times for moment in pair if moment > at)
            self._plan_at(desk, boundary, self._work)
            desk.is_idle = True
        else:
            desk.is_open = desk.is_idle = False
            self._say(at, e.CounterClosed(counter=desk.counter))
            desk.times = []
            self._close_if_empty(at)

    def _call(self, desk: Desk, choice: Choice, at: dt.datetime) -> None:
        visit, reason = self._waiting.pop(choice.visit.id), choice.reason
        called = e.VisitCalled(
            visit=visit.id,
            number=visit.number,
            counter=desk.counter,
            at=at,
            rule=reason.rule,
            text=reason.text(),
            score=reason.score,
            skills=desk.shown,
            parameters=self._parameters,
            rule_version=VERSION,
        )
        self._say(at, called)
        if (place := self._places.pop(visit.id, None)) is not None:
            self._memory.note(place, (at - visit.arrived_at).total_seconds() / 60)
        way = way_to_counter(self._rolled)
        if way is None:
            self._plan_at(desk, at + RECALL_AFTER, partial(self._recall, visit))
        else:
            self._plan_at(desk, at + way, partial(self._greet, visit))

    def _greet(self, visit: Visit, desk: Desk, at: dt.datetime) -> None:
        self._say(at, e.VisitServing(visit=visit.id, number=visit.number, counter=desk.counter))
        length = serving_time(self._rolled, self.office, visit.services) * self._mood.pace
        ends = min(at + length, max(at, self._hours[-1][1] + STAYS_AT_MOST))
        self._plan_at(desk, ends, partial(self._finish, visit))

    def _finish(self, visit: Visit, desk: Desk, at: dt.datetime) -> None:
        done = e.VisitFinished(
            visit=visit.id, number=visit.number, counter=desk.counter, services=visit.services
        )
        self._say(at, done)
        self._plan_at(desk, at + dt.timedelta(seconds=self._rolled.uniform(5, 40)), self._work)

    def _recall(self, visit: Visit, desk: Desk, at: dt.datetime) -> None:
        self._say(at, e.VisitRecalled(visit=visit.id, number=visit.number, counter=desk.counter, at=at))
        self._plan_at(desk, at + (MISS_AFTER - RECALL_AFTER), partial(self._miss, visit))

    def _miss(self, visit: Visit, desk: Desk, at: dt.datetime) -> None:
        self._times_missed[visit.id] = times = self._times_missed.get(visit.id, 0) + 1
        missed = e.VisitMissed(visit=visit.id, number=visit.number, counter=desk.counter, times=times)
        self._say(at, missed)
        self._missed[visit.id] = visit
        if times <= RETURNS_AT_MOST:
            self._plan(at + RETURN_AFTER, partial(self._return, visit))
        self._plan_at(desk, at, self._work)

    def _return(self, visit: Visit, at: dt.datetime) -> None:
        if self._missed.pop(visit.id, None) is not None:
            self._say(at, e.VisitReturned(visit=visit.id, number=visit.number))
            self._wait(visit, at)

    # The evening

    def _close_if_empty(self, at: dt.datetime) -> None:
        """The day is over when opening hours are, and nobody has a counter open."""
        if self._closed or at < self._hours[-1][1] or any(desk.times for desk in self._desks):
            return
        self._closed = True
        for visit in self._waiting.values():
            self._say(at, e.VisitCancelled(visit=visit.id, number=visit.number))
        for visit in self._missed.values():
            self._say(at, e.VisitLeft(visit=visit.id, number=visit.number, by="closing"))
        self._say(at, e.DayClosed(sent_home=len(self._waiting)))
        self._waiting, self._missed = {}, {}

    def _minutes(self, wanted: e.Items) -> int:
        return sum(self.office.services[service].minutes * quantity for service, quantity in wanted)

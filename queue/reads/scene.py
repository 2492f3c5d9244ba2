# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office's day at one moment, from its rows to the numbers from which the rest of it is played forward.

The moment is a whole minute (or that of the last event, if it is later), and the seed hangs on office, date,
number of the last event and minute: all processes that ask at the same time say the same.
"""

import datetime as dt
import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aufruf.db import counters, learned, progress, visits
from aufruf.db.progress import DayAt, Promised, Served
from aufruf.db.transaction import Reading
from aufruf.domain.calling import CallOrder
from aufruf.domain.catalogue import Office
from aufruf.domain.counters import Seat
from aufruf.domain.opening import OpeningKind, intervals_on
from aufruf.domain.visit import Visit, VisitState, returns_at, seen_at
from aufruf.planning.learning.learned import Learned
from aufruf.planning.waits.scene import Coming, Expected, Kind, Rule, Scene, Server, Ticket, Today, Type
from aufruf.reads.lengths import Items, Types
from aufruf.reads.minutes import Minutes
from aufruf.reads.serving import Serving, serving_on

FAR_OFF = 1.5  # ln-minutes: what took so much longer or less than usual says nothing of today's speed
LEVELLED = 0.05  # minutes: nobody is served in less


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody who might come: what for, how, and when (None: now)."""

    items: Items
    priority: bool = False
    booked_at: dt.datetime | None = None
    appointment: str | None = None  # whose person this is: it is no longer expected beside them
    comes_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A scene with what its numbers mean."""

    rows: "DayRows"
    scene: Scene
    visits: tuple[str, ...]  # of `scene.waiting`
    services: tuple[str, ...]  # of `scene.questions`, unless they are about wishes

    @property
    def key(self) -> "Key":
        """What it was made for."""
        rows = self.rows
        return (rows.date, rows.at.generation, rows.at.seq, rows.minute)


Key = tuple[dt.date, int, int, dt.datetime]
"""What a scene is made for: the day, how far it has come, and the minute."""


async def key_of(reading: Reading, office: Office) -> tuple[Key, DayAt]:
    """For which scene it would be now."""
    date = office.local_date(reading.now)
    at = await progress.day_at(reading.connection, (office.id, date))
    return (date, at.generation, at.seq, reading.now.replace(second=0, microsecond=0)), at


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRows:
    """What an office's day hangs on, as it is stored."""

    office: Office
    date: dt.date
    at: DayAt
    minute: dt.datetime
    learned: Learned
    present: Sequence[Visit]
    seats: Mapping[str, Seat]
    promised: Sequence[Promised]
    served: Sequence[Served]
    came: int

    @property
    def moment(self) -> dt.datetime:
        """The minute; or when the last thing happened, if that was after its beginning."""
        return self.minute if self.at.event_at is None else max(self.minute, self.at.event_at)


async def scene_of(
    reading: Reading, office_id: str, *, wishes: Sequence[Wish] = (), at: dt.datetime | None = None
) -> Staged | None:
    """The scene of an office now; None where there is nothing to go on, or the day is over.

    Asked is about the wishes; without any, about somebody for each service who comes at a moment, or now.
    Ask within a snapshot. Raises NotFound.
    """
    rows = await _rows(reading, await reading.office(office_id))
    return None if rows is None else stage(rows, wishes=wishes, at=at)


async def _rows(reading: Reading, office: Office) -> DayRows | None:
    connection = reading.connection
    (date, _, _, minute), day_at = await key_of(reading, office)
    known = await learned.of_office(connection, office.id)
    if known is None or known.days < 1 or day_at.closed:
        return None
    day = (office.id, date)
    may_come_since = minute - dt.timedelta(minutes=office.rules.walk_in_late_minutes)
    return DayRows(
        office=office,
        date=date,
        at=day_at,
        minute=minute,
        learned=known,
        present=await visits.here(connection, day),
        seats=await counters.seats(connection, office.id),
        promised=await progress.expected(connection, day, since=may_come_since),
        served=await progress.served(connection, day),
        came=await progress.walk_ins(connection, day),
    )


def stage(rows: DayRows, *, wishes: Sequence[Wish] = (), at: dt.datetime | None = None) -> Staged | None:
    """The numbers of a day; None where nobody serves, or no longer."""
    office, known, moment = rows.office, rows.learned, rows.moment
    clock, types = Minutes(office.zone, rows.date), Types(office, known)
    present = [seen_at(each, now=moment) for each in rows.present]
    serving = serving_on(office, rows.date, seats=rows.seats, present=present, now=moment)
    ends = _ends(office, rows.date, serving)
    if not serving or ends is None or moment >= ends:
        return None
    now = clock.of(moment)
    places = {each.counter: place for place, each in enumerate(serving) if each.counter is not None}
    waiting = sorted((v for v in present if _waits(v)), key=lambda v: (v.arrived_at, v.group, v.ordinal))
    tickets = tuple(_ticket(each, types, clock, places) for each in waiting)
    coming = coming_on(office, known, types, clock)
    offered = () if wishes else tuple(s.id for s in office.services.values() if s.walk_ins)
    asked = wishes or [Wish(items=((service, 1),), comes_at=at) for service in offered]
    questions = tuple(_question(each, types, clock, now) for each in asked)
    comes_now = {wish.appointment for wish in wishes}
    promised = [each for each in rows.promised if each.id not in comes_now]
    expected = tuple(_expected(each, known, types, clock) for each in promised)
    serves = [None if each.visit is None else types.number(each.visit.services) for each in serving]
    scene = Scene(  # by now all types are known
        now=now,
        ends=clock.of(ends),
        rule=rule_of(office.call_order),
        types=tuple(types.kinds),
        servers=tuple(
            _server(each, types, clock, ends, its) for each, its in zip(serving, serves, strict=True)
        ),
        waiting=tickets,
        expected=expected,
        coming=mixed_to(coming, len(types.kinds)),
        today=_today(rows, coming, types, now),
        late_mean=known.late_mean,
        late_sd=known.late_sd,
        patience=known.giving_up[0],
        leavers_tell=known.giving_up[1],
        no_answer=known.no_answer,
        between=known.between,
        questions=questions,
        seed=_seed(rows),
    )
    return Staged(rows=rows, scene=scene, visits=tuple(each.id for each in waiting), services=offered)


def _ends(office: Office, date: dt.date, serving: Sequence[Serving]) -> dt.datetime | None:
    """Nobody is called after closing time, or the last shift if that ends later; None: closed all day."""
    hours = intervals_on(office.opening, date, audience=OpeningKind.OPEN)
    if not hours:
        return None
    return max([hours[-1][1], *(each.ends for each in serving if each.ends is not None)])


def _waits(visit: Visit) -> bool:
    """Whether somebody is called today, now or when they are back: who is set aside is not counted on."""
    return visit.state is VisitState.WAITING or returns_at(visit) is not None


def _ticket(visit: Visit, types: Types, clock: Minutes, places: dict[str, int]) -> Ticket:
    not_before = visit.not_before if visit.state is VisitState.WAITING else returns_at(visit)
    return Ticket(
        type=types.number(visit.services),
        kind=_kind(visit.booked_at, priority=visit.priority),
        arrived=clock.of(visit.arrived_at),
        booked=None if visit.booked_at is None else clock.of(visit.booked_at),
        not_before=None if not_before is None else clock.of(not_before),
        server=None if visit.for_counter is None else places.get(visit.for_counter),
    )


def _question(wish: Wish, types: Types, clock: Minutes, now: float) -> Ticket:
    return Ticket(
        type=types.number(wish.items),
        kind=_kind(wish.booked_at, priority=wish.priority),
        arrived=now if wish.comes_at is None else max(now, clock.of(wish.comes_at)),
        booked=None if wish.booked_at is None else clock.of(wish.booked_at),
    )


def _kind(booked_at: dt.datetime | None, *, priority: bool) -> Kind:
    if priority:
        return Kind.PRIORITY
    return Kind.WALK_IN if booked_at is None else Kind.APPOINTMENT


def _server(each: Serving, types: Types, clock: Minutes, ends: dt.datetime, serves: int | None) -> Server:
    called = None if each.visit is None else each.visit.called_at
    return Server(
        can=tuple(each.skills is None or services <= each.skills for services in types.services),
        begins=clock.of(each.begins),
        ends=clock.of(each.ends or ends),
        breaks=tuple((clock.of(begin), (end - begin).total_seconds() / 60) for begin, end in each.breaks),
        serves=serves,
        since=0.0 if called is None else clock.of(called),
    )


def _expected(each: Promised, known: Learned, types: Types, clock: Minutes) -> Expected:
    shows = known.show_up.probability(
        service=each.services[0][0],
        lead_days=max(0, (clock.date - each.booked_on.astimezone(clock.zone).date()).days),
        channel=each.channel,
    )
    return Expected(type=types.number(each.services), booked=clock.of(each.start), shows=shows)


def coming_on(office: Office, known: Learned, types: Types, clock: Minutes) -> Coming:
    """Walk-ins by the real quarter hours of the date, within the hours for them alone."""
    hours = intervals_on(office.opening, clock.date, audience=OpeningKind.WALK_INS)
    open_minutes = [(clock.of(begin), clock.of(end)) for begin, end in hours]
    usual = known.arrivals[clock.date.weekday()] if known.arrivals else ()
    quarters = []
    for index, wall in enumerate(clock.quarters()):
        first, last = index * 15.0, index * 15.0 + 15.0
        share = sum(max(0.0, min(last, end) - max(first, begin)) for begin, end in open_minutes) / 15
        quarters.append(share * usual[wall] if wall < len(usual) else 0.0)
    offered = {id_: known.mix.get(id_, 0.0) for id_, each in office.services.items() if each.walk_ins}
    whole = sum(offered.values())
    shares = {types.number(((id_, 1),)): share / whole for id_, share in offered.items() if share > 0}
    mix = tuple(shares.get(number, 0.0) for number in range(len(types.kinds)))
    return Coming(
        quarters=tuple(quarters),
        mix=mix,
        priority_share=known.priority_share,
        until=open_minutes[-1][1] if open_minutes else 0.0,
    )


def mixed_to(coming: Coming, types: int) -> Coming:
    """The same, with a share (of nobody) for the types that were met later."""
    return replace(coming, mix=coming.mix + (0.0,) * (types - len(coming.mix)))


def _today(rows: DayRows, coming: Coming, types: Types, now: float) -> Today:
    kinds: dict[Items, Type] = {}
    terms, spreads = [], []
    for each in rows.served:
        if each.minutes < LEVELLED:
            continue
        kind = kinds.setdefault(each.services, types.length(each.services))
        term = math.log(each.minutes) - kind.log_mean
        terms.append(max(-FAR_OFF, min(FAR_OFF, term)))
        spreads.append(kind.log_sd)
    until_now = sum(
        expected * min(1.0, max(0.0, (now - index * 15) / 15))
        for index, expected in enumerate(coming.quarters)
    )
    return Today(
        served=len(terms),
        slower=sum(terms),
        residual_sd=max(0.1, math.sqrt(sum(sd**2 for sd in spreads) / len(spreads))) if spreads else 0.6,
        came=rows.came,
        came_expected=until_now,
        speed_sd=rows.learned.day_speed_sd,
        demand_sd=rows.learned.day_demand_sd,
    )


def rule_of(order: CallOrder) -> Rule:
    """The published call order in numbers."""
    return Rule(
        credit=(float(order.walk_in_credit), float(order.appointment_credit), float(order.priority_credit)),
        rate=(float(order.walk_in_rate), float(order.appointment_rate), float(order.priority_rate)),
        early=float(order.early_minutes),
        grace=float(order.grace_minutes),
    )


def _seed(rows: DayRows) -> int:
    text = f"{rows.office.id} {rows.date} {rows.at.generation} {rows.at.seq} {rows.minute.isoformat()}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1

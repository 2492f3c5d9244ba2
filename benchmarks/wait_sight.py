# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office sees of a day: its events when it is over, and what its screens show at one moment.

Nobody's patience, nobody's presence but of those who are logged in, no true parameter. The first minute of an
invented day stands for midnight.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aufruf.planning.learning.learned import QUARTERS, Learned
from aufruf.planning.learning.observed import DayFacts, Promised, Told
from aufruf.planning.learning.silence import WAITS
from aufruf.planning.waits.floor import FOREVER, RETURNS, RETURNS_AFTER
from aufruf.planning.waits.scene import Coming, Expected, Kind, Scene, Server, Ticket, Today, Type
from benchmarks.day_player import APPOINTMENT, PRIORITY
from benchmarks.office_world import CLOSES, NEVER, Office, Whole
from benchmarks.wait_days import IN_VAIN, RULE, Lived

LAST_TICKET = CLOSES - 20.0
FIRST_DAY = dt.date(2026, 1, 5)  # a Monday
WORK_DAYS = 5
LEAD_DAYS, CHANNEL = 7, "web"
LATEST = 60.0  # minutes: whoever is so late for an appointment is no longer waited for
FAR_OFF = 1.5  # ln-minutes, as in reads/scene.py


def date_of(number: int) -> dt.date:
    """The date of the n-th day on which the office works."""
    weeks, days = divmod(number, WORK_DAYS)
    return FIRST_DAY + dt.timedelta(weeks=weeks, days=days)


def name_of(service: int) -> str:
    """What learning calls a service."""
    return f"s{service}"


def catalogue_of(office: Office) -> dict[str, int]:
    """The lengths by which appointments are planned: to five minutes."""
    return {name_of(number): max(5, round(mean / 5) * 5) for number, mean in enumerate(office.mean)}


def facts_of(lived: Lived, date: dt.date, told: Sequence[Told] = ()) -> DayFacts:
    """What the events of the day teach."""
    day, played = lived.day, lived.played
    served = played.served
    durations: dict[str, list[float]] = defaultdict(list)
    for j in np.nonzero(served)[0]:
        durations[name_of(int(day.service[j]))].append(float(played.ended[j] - played.began[j]))
    walking = day.booked_at < 0
    quarters = np.bincount((day.arrives[walking] // 15).astype(int), minlength=QUARTERS)
    wanted = Counter(name_of(int(each)) for each in day.service[walking])
    came = ~walking
    calls = int(played.calls.sum())
    waits = np.searchsorted(WAITS, played.called - day.arrives, side="right") - 1
    called = walking & (played.called < FOREVER)
    heard = played.began == played.called
    _, for_what, comes = day.bookings
    return DayFacts(
        date=date,
        durations={name: tuple(each) for name, each in durations.items()},
        arrivals=tuple(quarters.tolist()),
        mix={name: float(count) for name, count in wanted.items()},
        priority=int((day.kind == PRIORITY).sum()),
        appointments=tuple(
            Promised(services=(name_of(int(what)),), lead_days=LEAD_DAYS, channel=CHANNEL, came=bool(there))
            for what, there in zip(for_what, comes, strict=True)
        ),
        lateness=tuple((day.arrives - day.booked_at)[came].tolist()),
        calls=calls,
        unanswered=calls - int(served.sum()),
        heard=tuple(np.bincount(waits[called & heard], minlength=len(WAITS)).tolist()),
        unheard=tuple(np.bincount(waits[called & ~heard], minlength=len(WAITS)).tolist()),
        between=(0.0,) * int(served.sum()),
        open_minutes=float(lived.office.custom.paid),
        told=tuple(told),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The office at one moment."""

    scene: Scene
    people: Whole  # who waits, in the order of the scene
    on: Sequence[int]  # who is at work, and not on a break


def sight(lived: Lived, now: float, learned: Learned, date: dt.date, *, seed: int) -> Sight:
    """What is known at this moment."""
    office, day = lived.office, lived.day
    types = tuple(
        Type(log_mean=each.log_mean, log_sd=each.log_sd)
        for each in (learned.durations[name_of(number)] for number in range(len(office.mean)))
    )
    people, returning = _who_waits(lived, now)
    servers, on = _servers(lived, now)
    coming = _coming(learned, date, len(types))
    scene = Scene(
        now=now,
        ends=float(CLOSES),
        rule=RULE,
        types=types,
        servers=servers,
        waiting=tuple(
            Ticket(
                type=int(day.service[j]),
                kind=Kind(int(day.kind[j])),
                arrived=float(day.arrives[j]),
                booked=float(day.booked_at[j]) if day.booked_at[j] >= 0 else None,
                not_before=returning.get(int(j)),
            )
            for j in people
        ),
        expected=_expected(lived, now, learned),
        coming=coming,
        today=_today(lived, now, learned, coming, types),
        late_mean=learned.late_mean,
        late_sd=learned.late_sd,
        patience=learned.giving_up[0],
        leavers_tell=learned.giving_up[1],
        no_answer=learned.no_answer,
        between=learned.between,
        seed=seed,
    )
    return Sight(scene=scene, people=people, on=on)


def _who_waits(lived: Lived, now: float) -> tuple[Whole, dict[int, float]]:
    """Who waits for a call, and when those may be called again who missed one."""
    day, played = lived.day, lived.played
    calls = (played.called_at <= now).sum(axis=1)
    last = np.where(calls > 0, played.called_at[np.arange(len(calls)), np.maximum(calls - 1, 0)], -FOREVER)
    answered = (calls > 0) & (last == played.began)
    missed = (calls > 0) & ~answered & (last + IN_VAIN <= now) & (calls <= RETURNS)
    waits = (day.arrives <= now) & ((calls == 0) | missed)
    back = {int(j): float(last[j] + IN_VAIN + RETURNS_AFTER) for j in np.nonzero(waits & missed)[0]}
    return np.nonzero(waits)[0], back


def _servers(lived: Lived, now: float) -> tuple[tuple[Server, ...], list[int]]:
    """Who is logged in, and who is expected by the plan. Who should be there and is not, is left out."""
    custom, played, day = lived.office.custom, lived.played, lived.day
    can = lived.believed[:, lived.office.class_of]
    serving = _serving(lived, now)
    servers, on = [], []
    for i in range(lived.office.people):
        begins, ends = float(custom.begins[i]), float(custom.ends[i])
        if (begins <= now and not lived.there[i]) or (ends <= now and i not in serving):
            continue
        pauses = []
        for which, (at, long) in enumerate(zip(custom.break_at[i], custom.break_long[i], strict=True)):
            began = played.break_began[i, which] if which < played.break_began.shape[1] else FOREVER
            if began <= now:
                begins = max(begins, float(began + long))
            elif at < NEVER:
                pauses.append((float(at), float(long)))
        who = serving.get(i)
        if begins <= now < ends:
            on.append(i)
        servers.append(
            Server(
                can=tuple(can[i].tolist()),
                begins=begins,
                ends=ends,
                breaks=tuple(pauses),
                serves=None if who is None else int(day.service[who[0]]),
                since=0.0 if who is None else who[1],
            )
        )
    return tuple(servers), on


def _serving(lived: Lived, now: float) -> dict[int, tuple[int, float]]:
    """Whom each one at work has called, and when."""
    played = lived.played
    found = {}
    for j, call in np.argwhere(played.called_at <= now):
        at = float(played.called_at[j, call])
        until = played.ended[j] if at == played.began[j] else at + IN_VAIN
        if until > now:
            found[int(played.called_by[j, call])] = (int(j), at)
    return found


def _expected(lived: Lived, now: float, learned: Learned) -> tuple[Expected, ...]:
    """Appointments whose people have not come: told apart by time and service alone."""
    day = lived.day
    here = Counter(
        (float(booked), int(service))
        for booked, service, kind, arrived in zip(
            day.booked_at, day.service, day.kind, day.arrives, strict=True
        )
        if kind == APPOINTMENT and arrived <= now
    )
    found = []
    for booked, service in zip(*day.bookings[:2], strict=True):
        key = (float(booked), int(service))
        if here[key] > 0:
            here[key] -= 1
        elif booked > now - LATEST:
            shows = learned.show_up.probability(service=name_of(key[1]), lead_days=LEAD_DAYS, channel=CHANNEL)
            found.append(Expected(type=key[1], booked=key[0], shows=shows))
    return tuple(found)


def _coming(learned: Learned, date: dt.date, types: int) -> Coming:
    mix = [learned.mix.get(name_of(number), 0.0) for number in range(types)]
    return Coming(
        quarters=learned.arrivals[date.weekday()],
        mix=tuple(each / sum(mix) for each in mix) if sum(mix) else (0.0,) * types,
        priority_share=learned.priority_share,
        until=LAST_TICKET,
    )


def _today(lived: Lived, now: float, learned: Learned, coming: Coming, types: Sequence[Type]) -> Today:
    day, played = lived.day, lived.played
    terms, spreads = [], []
    for j in np.nonzero(played.ended <= now)[0]:
        kind = types[int(day.service[j])]
        term = math.log(played.ended[j] - played.began[j]) - kind.log_mean
        terms.append(max(-FAR_OFF, min(FAR_OFF, term)))
        spreads.append(kind.log_sd)
    return Today(
        served=len(terms),
        slower=sum(terms),
        residual_sd=math.sqrt(sum(sd**2 for sd in spreads) / len(spreads)) if spreads else 0.6,
        came=int(((day.booked_at < 0) & (day.arrives <= now)).sum()),
        came_expected=sum(
            expected * min(1.0, max(0.0, (now - index * 15) / 15))
            for index, expected in enumerate(coming.quarters)
        ),
        speed_sd=learned.day_speed_sd,
        demand_sd=learned.day_demand_sd,
    )


def mean_lengths(learned: Learned) -> Mapping[str, float]:
    """The mean minutes of each service, as learned."""
    return {name: each.mean for name, each in learned.durations.items()}

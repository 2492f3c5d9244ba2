# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole day to come, in the numbers from which it is played under one plan and another."""

import hashlib

from aufruf.domain.appointment import Appointment
from aufruf.domain.opening import OpeningKind, intervals_on
from aufruf.planning.learning.learned import Learned
from aufruf.planning.waits.scene import Expected, Scene, Server, Today
from aufruf.reads.lengths import Types
from aufruf.reads.minutes import Minutes
from aufruf.reads.plan_problem import DayProblem
from aufruf.reads.scene import coming_on, mixed_to, rule_of

DAYS = 200  # that are played


def day_ahead(day: DayProblem) -> Scene | None:
    """The day from its first minute on; None where it has begun, is closed, or nothing was learned yet.

    Its servers are the people of the problem, in their order: when they work is what the plans say.
    """
    hours = intervals_on(day.office.opening, day.date, audience=OpeningKind.OPEN)
    if day.learned is None or day.moment is not None or not hours or not day.rows:
        return None
    known, clock, types = day.learned, Minutes(day.office.zone, day.date), Types(day.office, day.learned)
    coming = coming_on(day.office, known, types, clock)
    expected = tuple(_expected(each, known, types, clock) for each in day.booked)
    skills = {member.id: member.skills for member in day.office.staff}
    servers = []
    for row in day.rows:
        mine = skills[row.staff]
        can = tuple(mine is None or services <= mine for services in types.services)
        servers.append(Server(can=can, begins=0.0, ends=0.0))
    return Scene(
        now=0.0,
        ends=clock.of(hours[-1][1]),
        rule=rule_of(day.office.call_order),
        types=tuple(types.kinds),
        servers=tuple(servers),
        waiting=(),
        expected=expected,
        coming=mixed_to(coming, len(types.kinds)),
        today=Today(speed_sd=known.day_speed_sd, demand_sd=known.day_demand_sd),
        late_mean=known.late_mean,
        late_sd=known.late_sd,
        patience=known.giving_up[0],
        leavers_tell=known.giving_up[1],
        no_answer=known.no_answer,
        between=known.between,
        futures=DAYS,
        seed=int.from_bytes(hashlib.sha256(f"{day.office.id} {day.date}".encode()).digest()[:4], "big") >> 1,
    )


def _expected(each: Appointment, known: Learned, types: Types, clock: Minutes) -> Expected:
    shows = known.show_up.probability(
        service=each.services[0][0] if each.services else "",
        lead_days=max(0, (clock.date - each.created_at.astimezone(clock.zone).date()).days),
        channel=each.channel,
    )
    return Expected(type=types.number(each.services), booked=clock.of(each.start), shows=shows)

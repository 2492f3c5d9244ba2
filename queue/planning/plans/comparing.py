# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long people would wait under two plans: the same days played with each of them.

Who comes, when, how long each takes and who gives up is drawn once for a day, and both plans get it: so the
difference is that of the plans, not of chance. Needs NumPy and Numba: only a worker process imports it.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from aufruf.planning.plans.balance import Duty
from aufruf.planning.plans.balancing import Waits
from aufruf.planning.waits.floor import FOREVER, Numbers, Whole
from aufruf.planning.waits.scene import Kind, Scene, Server
from aufruf.planning.waits.whole_day import People, play_day

QUARTER = 15.0
LOW, HIGH = 0.1, 0.9  # four days of five lie between
MOST_CALLS = 5


def compare(scene: Scene, before: Sequence[Duty | None], after: Sequence[Duty | None]) -> Waits | None:
    """The mean wait of all who come, under both plans. `scene.servers` say who is who, plans when they work.

    None where nobody ever comes.
    """
    means = []
    for number in range(scene.futures):
        people = _draw(scene, np.random.default_rng([scene.seed, number]))
        if len(people.arrived):
            means.append((_mean_wait(scene, people, before), _mean_wait(scene, people, after)))
    if not means:
        return None
    now, then = np.array(means).T
    return Waits(before=_spread(now), after=_spread(then), gain=_spread(now - then))


def _spread(days: Numbers) -> tuple[float, float, float]:
    """The mean of all days, and the range in which four of five lie."""
    low, high = np.quantile(days, (LOW, HIGH))
    return round(float(days.mean()), 2), round(float(low), 2), round(float(high), 2)


def _mean_wait(scene: Scene, people: People, duties: Sequence[Duty | None]) -> float:
    servers = [
        _server(server, duty) for server, duty in zip(scene.servers, duties, strict=True) if duty is not None
    ]
    ends = max([scene.ends, *(server.ends for server in servers)])
    played = play_day(people, rule=scene.rule, ends=ends, servers=servers, between=scene.between)
    # An appointment's time counts from when it was promised; who gives up or is sent home has waited, too.
    since = np.maximum(people.arrived, np.where(people.booked < FOREVER, people.booked, people.arrived))
    until = np.minimum(np.minimum(played.called, people.leaves), ends)
    return float(np.maximum(0.0, until - since).mean())


def _server(server: Server, duty: Duty) -> Server:
    return replace(
        server,
        begins=float(duty.begin),
        ends=float(duty.end),
        breaks=tuple((float(pause.begin), float(pause.minutes)) for pause in sorted(duty.breaks)),
    )


def _draw(scene: Scene, chance: np.random.Generator) -> People:
    """One day: who keeps their appointment, and who comes without."""
    shows = np.array([chance.random() < each.shows for each in scene.expected], dtype=bool)
    booked = np.array([each.booked for each in scene.expected], dtype=float)[shows]
    types = np.array([each.type for each in scene.expected], dtype=np.int64)[shows]
    late = scene.late_mean + max(0.0, scene.late_sd) * chance.standard_normal(len(booked))
    walk_ins, wanted, kinds = _walk_ins(scene, chance)
    kind = np.concatenate([np.full(len(booked), int(Kind.APPOINTMENT)), kinds])
    type_ = np.concatenate([types, wanted])
    arrived = np.concatenate([np.maximum(0.0, booked + late), walk_ins])
    count = len(arrived)
    patience = np.full(count, FOREVER)
    if scene.patience is not None:
        patience = arrived + scene.patience * chance.exponential(size=count)
        patience[: len(booked)] = FOREVER
    return People(
        arrived=arrived,
        type=type_,
        kind=kind,
        booked=np.concatenate([booked, np.full(len(walk_ins), FOREVER)]),
        leaves=patience,
        minutes=_minutes(scene, type_, chance),
        deaf=np.minimum(MOST_CALLS, chance.geometric(max(0.01, 1.0 - scene.no_answer), size=count) - 1),
    )


def _walk_ins(scene: Scene, chance: np.random.Generator) -> tuple[Numbers, Whole, Whole]:
    """When they come, what for, and of which kind."""
    mix = np.array(scene.coming.mix, dtype=float)
    spread = scene.today.demand_sd**2
    demand = chance.gamma(1 / spread, spread) if spread > 0 else 1.0
    if not len(mix) or mix.sum() <= 0:
        nobody = np.empty(0, np.int64)
        return np.empty(0), nobody, nobody
    expected = np.maximum(0.0, np.array(scene.coming.quarters)) * demand
    counts = chance.poisson(expected)
    quarter = np.repeat(np.arange(len(expected)), counts)
    comes = (quarter + chance.random(len(quarter))) * QUARTER
    priority = chance.random(len(comes)) < scene.coming.priority_share
    kinds = np.where(priority, int(Kind.PRIORITY), int(Kind.WALK_IN)).astype(np.int64)
    return comes, chance.choice(len(mix), size=len(comes), p=mix / mix.sum()), kinds


def _minutes(scene: Scene, types: Whole, chance: np.random.Generator) -> Numbers:
    """How long each takes, on a day on which all is a little slower or faster."""
    speed = scene.today.speed_sd * chance.standard_normal()
    log_mean = np.array([each.log_mean for each in scene.types])
    log_sd = np.array([max(0.0, each.log_sd) for each in scene.types])
    drawn = chance.standard_normal(len(types))
    return np.asarray(np.exp(log_mean[types] + speed + log_sd[types] * drawn))

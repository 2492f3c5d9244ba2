# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""AUFRUF-SIM-1: the simulator against others and theory, person by person, and how fast it is.

python -m benchmarks.measure_simulator [--seeds 1 2 3] [--people 20000]

First come, first served: the same arrivals and lengths go through the simulator, Ciw and SimPy. With
priorities, skills, breaks and people who give up: through the plain office of the tests. Theory: M/M/c and
M/M/c+M, thirty servers, each run started empty with its first tenth not counted.
"""

import argparse
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import ciw
import numpy as np
import simpy

from aufruf.planning.waits.floor import FOREVER
from aufruf.planning.waits.scene import Rule, Server
from aufruf.planning.waits.whole_day import People, PlayedDay, play_day
from benchmarks import results
from benchmarks.office_world import Numbers
from benchmarks.results import LEAST, MOST, Result, judged
from tests.unit.plain_office import some_office
from tests.unit.test_played_days import differences, erlang_c

BAR = "AUFRUF-SIM-1"
SERVERS = 30
RATE = 2.85  # arrivals a minute, each of a minute at a mean where theory is asked
RUNS = 20  # of each seed


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """CPU seconds for the same queue."""

    ours: float
    simpy: float
    ciw: float
    apart: float  # minutes, the largest difference of a begin


def ours(arrived: Numbers, minutes: Numbers, leaves: Numbers | None = None) -> PlayedDay:
    """The queue in the simulator."""
    zeros, never = np.zeros(len(arrived), np.int64), np.full(len(arrived), FOREVER)
    return play_day(
        People(
            arrived=arrived, type=zeros, kind=zeros, booked=never,
            leaves=never if leaves is None else leaves, minutes=minutes, deaf=zeros,
        ),
        rule=Rule(credit=(0.0, 0.0, 0.0), rate=(1.0, 1.0, 1.0), early=5.0, grace=10.0),
        ends=1e12,
        servers=[Server(can=(True,), begins=0.0, ends=1e12)] * SERVERS,
        in_vain=0.0,
    )  # fmt: skip


def in_simpy(arrived: Numbers, minutes: Numbers) -> Numbers:
    """When each begins to be served there."""
    world = simpy.Environment()
    counters = simpy.Resource(world, SERVERS)
    began = np.zeros(len(arrived))

    def visit(j: int) -> simpy.events.ProcessGenerator:
        yield world.timeout(arrived[j])
        with counters.request() as turn:
            yield turn
            began[j] = world.now
            yield world.timeout(minutes[j])

    for j in range(len(arrived)):
        world.process(visit(j))
    world.run()
    return began


def in_ciw(gaps: Numbers, minutes: Numbers) -> Numbers:
    """When each begins to be served there."""
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([*gaps.tolist(), 1e15])],
        service_distributions=[ciw.dists.Sequential(minutes.tolist())],
        number_of_servers=[SERVERS],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(1e12)
    records = sorted(simulation.get_all_records(), key=lambda each: each.id_number)
    return np.array([each.service_start_date for each in records[: len(gaps)]])


def side_by_side(seed: int, people: int) -> Took:
    """The same queue three times."""
    chance = np.random.default_rng(seed)
    gaps, minutes = chance.exponential(1 / RATE, people), chance.lognormal(2.1, 0.6, people)
    arrived = np.cumsum(gaps) * 3.5
    gaps = np.diff(arrived, prepend=0.0)
    ours(arrived[:10], minutes[:10])
    clock = [time.process_time()]
    begun = [ours(arrived, minutes).began]
    clock.append(time.process_time())
    begun.append(in_simpy(arrived, minutes))
    clock.append(time.process_time())
    begun.append(in_ciw(gaps, minutes))
    clock.append(time.process_time())
    own, other, third = np.diff(clock).tolist()
    apart = max(np.abs(begun[0] - each).max() for each in begun[1:])
    return Took(ours=own, simpy=other, ciw=third, apart=float(apart))


def z_of(values: list[float], theory: float) -> float:
    """By how many standard errors the mean of the runs is off."""
    mean, spread = float(np.mean(values)), float(np.std(values, ddof=1))
    print(f"  theory {theory:.4f}, measured {mean:.4f} ± {1.96 * spread / math.sqrt(len(values)):.4f}")
    return abs(mean - theory) / (spread / math.sqrt(len(values)))


def against_theory(seeds: Sequence[int], people: int) -> list[Result]:
    """Mean waits without and with impatience, and the share of those who give up."""
    rate, impatient, patience = 27.0, 31.0, 3.0
    waits, longer, lost = [], [], []
    for seed, run in product(seeds, range(RUNS)):
        chance = np.random.default_rng([seed, run])
        arrived = np.cumsum(chance.exponential(1 / rate, people))
        minutes = chance.exponential(1.0, people)
        counted = slice(people // 10, None)
        waits.append(float((ours(arrived, minutes).began - arrived)[counted].mean()))
        arrived = np.cumsum(chance.exponential(1 / impatient, people))
        leaves = arrived + chance.exponential(patience, people)
        day = ours(arrived, minutes, leaves)
        longer.append(float(np.where(day.served, day.began - arrived, leaves - arrived)[counted].mean()))
        lost.append(float(1 - day.served[counted].mean()))
    chain = [1.0]
    for n in range(1, 600):
        chain.append(chain[-1] * impatient / (min(n, SERVERS) + max(0, n - SERVERS) / patience))
    queue = sum(max(0, n - SERVERS) * each for n, each in enumerate(chain)) / sum(chain)
    off = {
        "M/M/30, mean wait": z_of(waits, erlang_c(SERVERS, rate) / (SERVERS - rate)),
        "M/M/30+M, mean wait": z_of(longer, queue / impatient),
        "M/M/30+M, share that gives up": z_of(lost, queue / patience / impatient),
    }
    limit = 2.0  # Student's t for 60 runs, 95 %
    return [
        judged(BAR, f"{name}: standard errors off", value=value, goal=(MOST, limit))
        for name, value in off.items()
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options.add_argument("--people", type=int, default=20_000)
    given = options.parse_args()
    took = [side_by_side(seed, given.people) for seed in given.seeds]
    faster = [each.simpy / each.ours for each in took]
    results.table(
        f"{given.people} people, {SERVERS} servers, {len(took)} seeds",
        [
            ("CPU, ours", [1000 * each.ours for each in took], "ms"),
            ("SimPy / ours", faster, ""),
            ("Ciw / ours", [each.ciw / each.ours for each in took], ""),
        ],
    )
    days = [
        some_office(random.Random(1000 * seed + number), people=200, clerks=8)
        for seed in given.seeds
        for number in range(50)
    ]
    differing = sum(differences(office, office) for office in days)
    print(f"  {sum(len(office.people) for office in days)} people in {len(days)} days of the plain office")
    apart = max(each.apart for each in took)
    rows = [
        judged(BAR, "Ciw and SimPy, largest difference, minutes", value=apart, goal=(MOST, 1e-6)),
        judged(BAR, "plain office: people and breaks that differ", value=differing, goal=(MOST, 0)),
        judged(BAR, "SimPy / ours, CPU", value=float(np.median(faster)), goal=(LEAST, 50)),
    ]
    results.keep([*rows, *against_theory(given.seeds, given.people)])


if __name__ == "__main__":
    main()

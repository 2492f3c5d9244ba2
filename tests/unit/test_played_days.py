# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The simulator goes the same way, person by person, as others do who know nothing of it."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import ciw
import numpy as np
import pytest
import simpy

from aufruf.planning.waits.floor import FOREVER
from aufruf.planning.waits.scene import Rule, Server
from aufruf.planning.waits.whole_day import People, PlayedDay, play_day
from tests.unit.plain_office import Clerk, Person, Plain, PlainDay, copied, some_office

pytestmark = pytest.mark.xdist_group("compiled")  # one process compiles, and the others do not wait for it

IN_ORDER = Rule(credit=(0.0, 0.0, 0.0), rate=(1.0, 1.0, 1.0), early=5.0, grace=10.0)


def played(office: Plain) -> PlayedDay:
    never = [math.inf if each is None else each for each in (who.booked for who in office.people)]
    people = People(
        arrived=np.array([who.arrived for who in office.people]),
        type=np.array([who.type for who in office.people]),
        kind=np.array([who.kind for who in office.people]),
        booked=np.minimum(np.array(never), FOREVER),
        leaves=np.minimum(np.array([who.leaves for who in office.people]), FOREVER),
        minutes=np.array([who.minutes for who in office.people]),
        deaf=np.array([who.deaf for who in office.people]),
    )
    return play_day(
        people,
        rule=Rule(credit=office.credit, rate=office.rate, early=office.early, grace=office.grace),
        ends=office.ends,
        servers=[
            Server(can=each.can, begins=each.begins, ends=each.ends, breaks=each.breaks)
            for each in office.clerks
        ],
        pace=[each.pace for each in office.clerks],
        between=office.between,
        in_vain=office.in_vain,
    )


def differences(office: Plain, other: Plain) -> int:
    """How many people and breaks go another way in the simulator than in a plain day."""
    day = PlainDay(copied(other))
    day.play()
    ours = played(office)
    found = 0
    for j, who in enumerate(day.office.people):
        calls = [(float(at), int(by)) for at, by in zip(ours.called_at[j], ours.called_by[j], strict=True)][
            : int(ours.calls[j])
        ]
        began = None if ours.began[j] >= FOREVER else float(ours.began[j])
        found += calls != who.calls or began != who.began
    for mine, begun in zip(ours.break_began, day.breaks, strict=True):
        found += [float(each) for each in mine if each < FOREVER] != begun
    return found


def offices(count: int) -> Sequence[Plain]:
    chance = random.Random(20261126)
    return [
        some_office(chance, people=chance.choice([40, 120, 200]), clerks=chance.choice([2, 6, 12]))
        for _ in range(count)
    ]


def test_whole_days_go_person_by_person_as_in_the_plain_office() -> None:
    days = offices(60)
    assert [differences(office, office) for office in days] == [0] * 60
    assert sum(len(office.people) for office in days) > 5000


def each_person(change: Callable[[Person], Person]) -> Callable[[Plain], Plain]:
    return lambda office: replace(office, people=[change(who) for who in office.people])


def each_clerk(change: Callable[[Clerk], Clerk]) -> Callable[[Plain], Plain]:
    return lambda office: replace(office, clerks=tuple(change(mine) for mine in office.clerks))


PLANTED: dict[str, Callable[[Plain], Plain]] = {
    "an appointment has no credit": lambda office: replace(office, credit=(0.0, 0.0, 120.0)),
    "priority grows too slowly": lambda office: replace(office, rate=(1.0, 3.0, 1.0)),
    "whoever is late keeps the appointment": lambda office: replace(office, grace=1000.0),
    "appointments are due at their time": lambda office: replace(office, early=0.0),
    "nobody gives up": each_person(lambda who: replace(who, leaves=math.inf)),
    "everybody hears every call": each_person(lambda who: replace(who, deaf=0)),
    "a call in vain costs nothing": lambda office: replace(office, in_vain=0.0),
    "nobody has a break": each_clerk(lambda mine: replace(mine, breaks=())),
    "everybody may do everything": each_clerk(lambda mine: replace(mine, can=(True,) * len(mine.can))),
    "all are of one pace": each_clerk(lambda mine: replace(mine, pace=1.0)),
    "the next one is there at once": lambda office: replace(office, between=0.0),
    "shifts have no end": each_clerk(lambda mine: replace(mine, ends=1000.0)),
}


@pytest.mark.parametrize("error", PLANTED)
def test_an_error_like_this_would_be_found(error: str) -> None:
    assert sum(differences(office, PLANTED[error](office)) for office in offices(6)) > 0


def queue(clerks: int, seed: int, people: int = 3000) -> tuple[list[float], list[float]]:
    chance = random.Random(seed)
    gaps = [chance.expovariate(0.095 * clerks) for _ in range(people)]
    return gaps, [chance.lognormvariate(2.1, 0.6) for _ in range(people)]


def in_order_of_coming(gaps: Sequence[float], minutes: Sequence[float], clerks: int) -> PlayedDay:
    count = len(gaps)
    return play_day(
        People(
            arrived=np.cumsum(gaps),
            type=np.zeros(count, np.int64),
            kind=np.zeros(count, np.int64),
            booked=np.full(count, FOREVER),
            leaves=np.full(count, FOREVER),
            minutes=np.array(minutes),
            deaf=np.zeros(count, np.int64),
        ),
        rule=IN_ORDER,
        ends=1e9,
        servers=[Server(can=(True,), begins=0.0, ends=1e9)] * clerks,
    )


@pytest.mark.parametrize("clerks", [1, 5, 30])
def test_first_come_first_served_as_in_simpy(clerks: int) -> None:
    gaps, minutes = queue(clerks, clerks)
    arrived = np.cumsum(gaps)
    began = np.zeros(len(gaps))
    world = simpy.Environment()
    counters = simpy.Resource(world, clerks)

    def visit(j: int) -> simpy.events.ProcessGenerator:
        yield world.timeout(arrived[j])
        with counters.request() as turn:
            yield turn
            began[j] = world.now
            yield world.timeout(minutes[j])

    for j in range(len(gaps)):
        world.process(visit(j))
    world.run()
    assert np.abs(in_order_of_coming(gaps, minutes, clerks).began - began).max() < 1e-6


@pytest.mark.parametrize("clerks", [1, 5])
def test_first_come_first_served_as_in_ciw(clerks: int) -> None:
    gaps, minutes = queue(clerks, 10 + clerks, people=800)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([*gaps, 1e12])],
        service_distributions=[ciw.dists.Sequential(minutes)],
        number_of_servers=[clerks],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(1e8)
    records = sorted(simulation.get_all_records(), key=lambda each: each.id_number)[: len(gaps)]
    began = np.array([each.service_start_date for each in records])
    assert np.abs(in_order_of_coming(gaps, minutes, clerks).began - began).max() < 1e-6


def erlang_c(servers: int, load: float) -> float:
    """The probability of having to wait in an M/M/c queue that is offered this load."""
    top = load**servers / math.factorial(servers) * servers / (servers - load)
    return top / (sum(load**k / math.factorial(k) for k in range(servers)) + top)


def runs_of(servers: int, rate: float, patience: float | None, *, runs: int, people: int) -> np.ndarray:
    """Mean wait and share of those who give up, of each run; its first tenth is not counted."""
    found = []
    for seed in range(runs):
        chance = np.random.default_rng([seed, servers])
        arrived = np.cumsum(chance.exponential(1 / rate, people))
        zeros = np.zeros(people, np.int64)
        never = np.full(people, FOREVER)
        leaves = never if patience is None else arrived + chance.exponential(patience, people)
        day = play_day(
            People(
                arrived=arrived, type=zeros, kind=zeros, booked=never, leaves=leaves,
                minutes=chance.exponential(1.0, people), deaf=zeros,
            ),
            rule=IN_ORDER,
            ends=1e9,
            servers=[Server(can=(True,), begins=0.0, ends=1e9)] * servers,
            in_vain=0.0,
        )  # fmt: skip
        counted = slice(people // 10, None)
        waited = np.where(day.served, day.began - arrived, leaves - arrived)[counted]
        found.append((waited.mean(), 1 - day.served[counted].mean()))
    return np.array(found)


def within(values: np.ndarray, theory: float) -> bool:
    half = 2.02 * values.std(ddof=1) / math.sqrt(len(values))
    return bool(abs(values.mean() - theory) <= half)


def test_queues_without_impatience_wait_as_erlang_says() -> None:
    servers, rate = 4, 3.4
    theory = erlang_c(servers, rate) / (servers - rate)
    assert within(runs_of(servers, rate, None, runs=40, people=4000)[:, 0], theory)
    assert not within(runs_of(servers, rate, None, runs=40, people=4000)[:, 0], 1.2 * theory)


def test_queues_with_impatience_wait_and_lose_as_palm_says() -> None:
    servers, rate, patience = 4, 4.2, 3.0
    # A birth-death chain: n people, n − c of whom wait and give up at rate 1 / patience each.
    chain = [1.0]
    for n in range(1, 200):
        chain.append(chain[-1] * rate / (min(n, servers) + max(0, n - servers) / patience))
    waiting = sum(max(0, n - servers) * each for n, each in enumerate(chain)) / sum(chain)
    runs = runs_of(servers, rate, patience, runs=40, people=4000)
    assert within(runs[:, 0], waiting / rate)
    assert within(runs[:, 1], waiting / patience / rate)


def test_a_day_without_people_or_without_anybody_who_serves_is_a_day() -> None:
    nobody = played(Plain(people=[], clerks=(Clerk(can=(True,), begins=0, ends=9),), ends=9))
    alone = played(Plain(people=[Person(type=0, kind=0, arrived=1.0)], clerks=(), ends=9))
    assert len(nobody.called) == 0
    assert alone.called.tolist() == [FOREVER]
    assert not alone.served.any()


def test_a_type_that_no_server_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="type"):
        played(
            Plain(
                people=[Person(type=3, kind=0, arrived=1.0)],
                clerks=(Clerk(can=(True,), begins=0, ends=9),),
                ends=9,
            )
        )

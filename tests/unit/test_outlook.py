# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is foreseen: exactly what will be where nothing is left to chance, and else what chance says."""

import datetime as dt
import math
import random
import time
from dataclasses import replace
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest

from aufruf.domain.calling import CallOrder, next_visit
from aufruf.planning.waits.futures import still_comes
from aufruf.planning.waits.normal import beyond, point_beyond
from aufruf.planning.waits.scene import (
    LEVELS,
    Coming,
    Expected,
    Kind,
    Outlook,
    Rule,
    Scene,
    Server,
    Spread,
    Ticket,
    Today,
    Type,
)
from aufruf.planning.waits.simulate import demand_today, outlook, speed_today
from tests.builders import MONDAY, visit
from tests.unit.plain_office import APPOINTMENT, Clerk, Person, Plain, PlainDay

pytestmark = pytest.mark.xdist_group("compiled")

RULE = Rule(credit=(0.0, 60.0, 120.0), rate=(1.0, 3.0, 5.0), early=5.0, grace=10.0)
NOBODY_COMES = Coming(quarters=(), mix=(), priority_share=0.0, until=0.0)
NOT_TODAY = Spread(quantiles=None, not_today=1.0)
CERTAIN = Today(speed_sd=0.0, demand_sd=0.0)


def scene(**changes: object) -> Scene:
    """Somebody serves, somebody waits, and nothing is left to chance."""
    given: dict[str, object] = {
        "now": 600.0,
        "ends": 1080.0,
        "rule": RULE,
        "types": (Type(log_mean=math.log(10.0), log_sd=0.0),),
        "servers": (Server(can=(True,), begins=480.0, ends=1080.0),),
        "waiting": (Ticket(type=0, kind=Kind.WALK_IN, arrived=590.0),),
        "expected": (),
        "coming": NOBODY_COMES,
        "today": CERTAIN,
        "late_mean": -5.0,
        "late_sd": 6.0,
        "patience": None,
        "no_answer": 0.0,
        "between": 0.0,
        "pace_sd": 0.0,
    }
    return Scene(**{**given, **changes})  # type: ignore[arg-type] # the changes are a test's own


def at_all_levels(minutes: float) -> Spread:
    return Spread(quantiles=(minutes,) * len(LEVELS), not_today=0.0)


def some_scene(chance: random.Random, *, certain: bool, waiting: int = 25) -> Scene:
    """A scene with something of everything; moments lie on quarters of a minute."""

    def quarter(low: float, high: float) -> float:
        return round(chance.uniform(low, high) * 4) / 4

    def ticket(arrived: float) -> Ticket:
        kind = chance.choice([Kind.WALK_IN, Kind.APPOINTMENT, Kind.PRIORITY])
        booked = arrived + quarter(-15, 40) if kind == Kind.APPOINTMENT or chance.random() < 0.2 else None
        return Ticket(
            type=chance.randrange(4),
            kind=kind if booked is None or kind != Kind.WALK_IN else Kind.PRIORITY,
            arrived=arrived,
            booked=booked,
            not_before=quarter(590, 640) if chance.random() < 0.2 else None,
            server=chance.randrange(5) if chance.random() < 0.15 else None,
        )

    return scene(
        types=tuple(Type(log_mean=math.log(each), log_sd=0.0 if certain else 0.5) for each in (4, 8, 12, 16)),
        servers=tuple(
            Server(
                can=tuple(chance.random() < 0.6 for _ in range(4)),
                begins=chance.choice([480.0, 480.0, quarter(600, 640)]),
                ends=quarter(630, 760),
                breaks=((quarter(600, 700), 30.0),) if chance.random() < 0.6 else (),
                serves=chance.choice([None, 0, 1, 2, 3]),
                since=quarter(585, 600),
            )
            for _ in range(5)
        ),
        waiting=tuple(ticket(quarter(540, 600)) for _ in range(waiting)),
        expected=()
        if certain
        else tuple(
            Expected(type=chance.randrange(4), booked=quarter(590, 760), shows=0.85) for _ in range(12)
        ),
        coming=NOBODY_COMES
        if certain
        else Coming(quarters=(4.0,) * 96, mix=(0.4, 0.3, 0.2, 0.1), priority_share=0.1, until=800.0),
        today=CERTAIN if certain else Today(served=30, slower=1.0, came=50, came_expected=45.0),
        between=0.0 if certain else 0.5,
        no_answer=0.0 if certain else 0.1,
        futures=1 if certain else 60,
        seed=chance.randrange(10**6),
    )


def plain_calls(given: Scene) -> list[float | None]:
    """When the plain office calls each of those who wait."""
    minutes = [math.exp(each.log_mean) for each in given.types]
    clerks = []
    for each in given.servers:
        left = 0.0 if each.serves is None else max(minutes[each.serves] - (given.now - each.since), 0.5)
        begins = max(each.begins, given.now + left)
        clerks.append(Clerk(can=each.can, begins=begins, ends=each.ends, breaks=each.breaks))
    people = [
        Person(
            type=each.type,
            kind=int(each.kind),
            arrived=each.arrived,
            minutes=minutes[each.type],
            booked=each.booked,
            not_before=-math.inf if each.not_before is None else each.not_before,
            sent=each.server,
        )
        for each in given.waiting
    ]
    day = PlainDay(Plain(people=people, clerks=tuple(clerks), begins=given.now, ends=given.ends))
    day.play()
    return [who.calls[0][0] if who.calls else None for who in people]


def test_where_nothing_is_left_to_chance_it_is_foreseen_exactly_as_the_plain_office_goes() -> None:
    chance = random.Random(4)
    checked = never = 0
    for _ in range(60):
        given = some_scene(chance, certain=True)
        for spread, called in zip(outlook(given).waiting, plain_calls(given), strict=True):
            checked += 1
            if called is None:
                never += 1
                assert spread == NOT_TODAY
            else:
                assert spread.quantiles == pytest.approx((called - given.now,) * len(LEVELS), abs=1e-6)
    assert checked == 1500
    assert 50 < never < 1000


def test_questions_are_answered_exactly_as_if_one_more_really_waited_and_disturb_nobody() -> None:
    chance = random.Random(5)
    for _ in range(25):
        given = some_scene(chance, certain=False)
        asked = (
            Ticket(type=0, kind=Kind.WALK_IN, arrived=600.0),
            Ticket(type=1, kind=Kind.PRIORITY, arrived=600.0),
            Ticket(type=2, kind=Kind.APPOINTMENT, arrived=600.0, booked=625.0),
            Ticket(type=3, kind=Kind.WALK_IN, arrived=600.0, server=2),
            Ticket(type=1, kind=Kind.WALK_IN, arrived=631.25),
            Ticket(type=3, kind=Kind.APPOINTMENT, arrived=640.0, booked=633.0),
        )
        answer = outlook(replace(given, questions=asked))
        assert answer.waiting == outlook(given).waiting
        for question, spread in zip(asked, answer.questions, strict=True):
            real = outlook(replace(given, waiting=(*given.waiting, question))).waiting[-1]
            assert real.not_today == spread.not_today
            if real.quantiles is not None and spread.quantiles is not None:
                later = question.arrived - given.now
                assert np.array(real.quantiles) - later == pytest.approx(np.array(spread.quantiles), abs=1e-6)


def test_who_is_called_is_whom_the_published_order_names() -> None:
    """One counter, everybody waiting: called one after the other as domain/calling.py decides."""
    chance, minute = random.Random(6), dt.timedelta(minutes=1)
    midnight = dt.datetime.combine(MONDAY, dt.time(), dt.UTC)
    for _ in range(20):
        given = replace(
            some_scene(chance, certain=True, waiting=15),
            types=(Type(log_mean=math.log(7.0), log_sd=0.0),) * 4,
            servers=(Server(can=(True,) * 4, begins=480.0, ends=1080.0),),
        )
        tickets = tuple(replace(each, server=None) for each in given.waiting)
        calls = [
            (spread.quantiles or (0.0,))[0] for spread in outlook(replace(given, waiting=tickets)).waiting
        ]
        waits = {
            str(number): visit(
                id=str(number),
                ordinal=number + 1,
                arrived_at=midnight + each.arrived * minute,
                booked_at=None if each.booked is None else midnight + each.booked * minute,
                priority=each.kind == Kind.PRIORITY,
                not_before=None if each.not_before is None else midnight + each.not_before * minute,
            )
            for number, each in enumerate(tickets)
        }
        for number in sorted(range(len(tickets)), key=lambda number: calls[number]):
            # A hair later: what seven minutes add up to in floating point may lie before the whole second.
            now = midnight + (given.now + calls[number]) * minute + dt.timedelta(milliseconds=1)
            choice = next_visit(waits.values(), counter="1", skills=None, now=now, order=CallOrder())
            assert choice is not None
            assert choice.visit.id == str(number)
            del waits[str(number)]


def test_the_same_scene_gives_the_same_answer_and_another_seed_another() -> None:
    given = some_scene(random.Random(7), certain=False)
    assert outlook(given) == outlook(given)
    assert outlook(given) != outlook(replace(given, seed=given.seed + 1000))


def test_what_is_left_of_a_service_depends_on_how_long_it_has_lasted() -> None:
    given = scene(
        types=(Type(log_mean=2.3, log_sd=0.6),),
        servers=(Server(can=(True,), begins=480.0, ends=1080.0, serves=0, since=580.0),),
        futures=4000,
    )
    quantiles = outlook(given).waiting[0].quantiles
    normal = NormalDist(2.3, 0.6)
    gone = normal.cdf(math.log(20.0))
    for level, quantile in zip(LEVELS, quantiles or (), strict=True):
        exact = math.exp(normal.inv_cdf(gone + (1 - gone) * level)) - 20.0
        assert quantile == pytest.approx(exact, rel=0.12, abs=0.15)


@pytest.mark.parametrize("since", [599.0, 300.0, -9e5])
def test_a_service_of_any_length_ends_some_time(since: float) -> None:
    given = scene(
        types=(Type(log_mean=2.3, log_sd=0.4),),
        servers=(Server(can=(True,), begins=480.0, ends=1080.0, serves=0, since=since),),
    )
    assert all(math.isfinite(each) for each in outlook(given).waiting[0].quantiles or (math.inf,))


@pytest.mark.parametrize(("shows", "booked"), [(0.9, 610.0), (0.85, 598.0), (0.6, 590.0), (0.95, 580.0)])
def test_who_has_not_come_is_the_less_likely_to_come_the_later_it_is(shows: float, booked: float) -> None:
    """Bayes by enumeration: minute by minute when they may come, and that they do not come at all."""
    late = NormalDist(-5.0, 6.0)
    steps = np.arange(-60, 60, 0.05)
    comes = np.array([shows * (late.cdf(each + 0.05) - late.cdf(each)) for each in steps])
    later = comes[booked + steps >= 600.0].sum()
    exact = later / (later + 1 - shows)
    # They would keep the only server for the rest of the day; so whoever is asked about is not served.
    given = scene(
        types=(Type(log_mean=math.log(2000.0), log_sd=0.0),),
        waiting=(),
        expected=(Expected(type=0, booked=booked, shows=shows),),
        questions=(Ticket(type=0, kind=Kind.WALK_IN, arrived=670.0),),
        futures=4000,
    )
    share = outlook(given).questions[0].not_today
    assert share == pytest.approx(exact, abs=3.5 * math.sqrt(exact * (1 - exact) / 4000) + 0.002)
    assert abs(share - shows) > 0.02 or booked > 600.0


def test_nobody_comes_who_never_does_and_everybody_who_always_does() -> None:
    assert still_comes.py_func(0.0, 0.5) == 0.0  # type: ignore[attr-defined] # compiled functions keep theirs
    assert still_comes.py_func(1.0, 1e-9) == pytest.approx(1.0)  # type: ignore[attr-defined]
    assert still_comes.py_func(1.0, 0.0) == 0.0  # type: ignore[attr-defined]


def test_today_is_judged_as_bayes_does() -> None:
    today = Today(
        served=20, slower=3.0, residual_sd=0.5, came=60, came_expected=45.0, speed_sd=0.1, demand_sd=0.2
    )
    grid = np.linspace(-1, 1, 20001)
    weight = np.exp(-(grid**2) / 2 / 0.1**2 - 20 * (grid - 3.0 / 20) ** 2 / 2 / 0.5**2)
    mean = float((grid * weight).sum() / weight.sum())
    spread = math.sqrt(float(((grid - mean) ** 2 * weight).sum() / weight.sum()))
    assert speed_today(scene(today=today)) == pytest.approx((mean, spread), abs=1e-4)
    factor = np.linspace(1e-3, 4, 40001)
    weight = factor ** (25 - 1) * np.exp(-25 * factor) * factor**60 * np.exp(-45 * factor)
    shape, rate = demand_today(scene(today=today))
    assert shape / rate == pytest.approx(float((factor * weight).sum() / weight.sum()), abs=1e-4)


def test_the_tail_of_the_normal_distribution() -> None:
    function = point_beyond.py_func  # type: ignore[attr-defined]
    for z in (-5.0, -0.3, 0.0, 0.3, 2.0, 6.0, 20.0):
        assert function(beyond.py_func(z)) == pytest.approx(z, abs=2e-6)  # type: ignore[attr-defined]


def wait_behind(count: int, **changes: object) -> float:
    """The middle of how long somebody waits behind so many who came long ago."""
    others = tuple(Ticket(type=0, kind=Kind.WALK_IN, arrived=400.0) for _ in range(count))
    mine = Ticket(type=0, kind=Kind.WALK_IN, arrived=600.0)
    spread = outlook(scene(waiting=(*others, mine), futures=400, **changes)).waiting[-1]
    return (spread.quantiles or (math.inf,) * len(LEVELS))[LEVELS.index(0.5)]


def test_who_may_be_gone_already_is_still_called_unless_they_tell() -> None:
    assert wait_behind(10) == pytest.approx(100.0)
    # Of those who came 200 minutes ago with a patience of 100, 0.135 are still here. The others cost a call,
    # or up to three: having come earlier, they are before me when they come back.
    assert 1.35 * 10 + 8.65 * 1.5 < wait_behind(10, patience=100.0, leavers_tell=0.0) < 13.5 + 8.65 * 4.5
    # Who would have told is here, and hardly anybody goes in the next hour.
    assert wait_behind(2, patience=1e6, leavers_tell=1.0) == pytest.approx(20.0)
    # With no patience at all and telling, they vanish once the first was called.
    assert wait_behind(10, patience=1e-3, leavers_tell=1.0) == pytest.approx(10.0)


def test_a_call_that_nobody_answers_takes_a_while_and_comes_again() -> None:
    assert wait_behind(1, no_answer=1.0) == pytest.approx(1.5)
    assert wait_behind(4, no_answer=1.0, in_vain=2.0) > 8.0


BAD: dict[str, tuple[dict[str, object], Outlook]] = {
    "nobody serves": (
        {"servers": (), "questions": (Ticket(type=0, kind=Kind.WALK_IN, arrived=600.0),)},
        Outlook(waiting=(NOT_TODAY,), questions=(NOT_TODAY,)),
    ),
    "nobody waits": ({"waiting": ()}, Outlook(waiting=(), questions=())),
    "the day is over": ({"now": 1100.0}, Outlook(waiting=(NOT_TODAY,), questions=())),
    "nobody may do it": (
        {"servers": (Server(can=(False,), begins=0.0, ends=1080.0),)},
        Outlook(waiting=(NOT_TODAY,), questions=()),
    ),
    "sent to somebody who is not there": (
        {"waiting": (Ticket(type=0, kind=Kind.WALK_IN, arrived=590.0, server=7),)},
        Outlook(waiting=(NOT_TODAY,), questions=()),
    ),
    "a mix of nothing": (
        {"coming": Coming(quarters=(9.0,) * 96, mix=(0.0,), priority_share=0.0, until=1080.0)},
        Outlook(waiting=(at_all_levels(0.0),), questions=()),
    ),
    "people come after the last quarter hour": (
        {"coming": Coming(quarters=(9.0,), mix=(1.0,), priority_share=0.0, until=9000.0)},
        Outlook(waiting=(at_all_levels(0.0),), questions=()),
    ),
    "everything took no time today": (
        {"today": Today(served=5, slower=0.0, residual_sd=0.0, speed_sd=0.0, demand_sd=0.0)},
        Outlook(waiting=(at_all_levels(0.0),), questions=()),
    ),
    "an appointment without any spread": (
        {"late_sd": 0.0, "expected": (Expected(type=0, booked=500.0, shows=1.0),)},
        Outlook(waiting=(at_all_levels(0.0),), questions=()),
    ),
    "the one who serves has gone home": (
        {"servers": (Server(can=(True,), begins=0.0, ends=590.0, serves=0, since=580.0),)},
        Outlook(waiting=(NOT_TODAY,), questions=()),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_there_is_an_honest_answer_when(case: str) -> None:
    changes, answer = BAD[case]
    assert outlook(scene(**changes)) == answer


@pytest.mark.parametrize(
    "changes",
    [
        {"waiting": (Ticket(type=1, kind=Kind.WALK_IN, arrived=1.0),)},
        {"waiting": (Ticket(type=0, kind=Kind.WALK_IN, arrived=1.0, server=-1),)},
        {"servers": (Server(can=(True, True), begins=0.0, ends=9.0),)},
        {"servers": (Server(can=(True,), begins=0.0, ends=9.0, serves=4),)},
        {"expected": (Expected(type=2, booked=1.0, shows=0.5),)},
        {"coming": Coming(quarters=(), mix=(0.5, 0.5), priority_share=0.0, until=0.0)},
    ],
)
def test_numbers_that_mean_nothing_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="scene"):
        outlook(scene(**changes))


def test_three_hundred_who_serve_and_five_thousand_who_wait_are_answered_in_good_time() -> None:
    server = Server(can=(True,), begins=480.0, ends=1080.0)
    waiting = tuple(Ticket(type=0, kind=Kind.WALK_IN, arrived=300.0 + j / 100) for j in range(5000))
    given = scene(types=(Type(log_mean=2.3, log_sd=0.5),), servers=(server,) * 300, waiting=waiting)
    outlook(scene())
    began = time.process_time()
    spreads = outlook(given).waiting
    assert time.process_time() - began < 5.0
    middles = [(spread.quantiles or (0.0,) * len(LEVELS))[5] for spread in spreads[::500]]
    assert middles[0] == 0.0
    assert all(earlier <= later for earlier, later in pairwise(middles))
    few = outlook(replace(given, servers=(server,) * 3)).waiting
    assert few[-1] == NOT_TODAY


def test_an_appointment_that_is_early_waits_for_its_turn_until_nobody_else_does() -> None:
    early = Ticket(type=0, kind=Kind.APPOINTMENT, arrived=595.0, booked=900.0)
    walk_in = Ticket(type=0, kind=Kind.WALK_IN, arrived=599.0)
    assert int(Kind.APPOINTMENT) == APPOINTMENT
    answer = outlook(scene(waiting=(early, walk_in)))
    assert answer.waiting == (at_all_levels(pytest.approx(10.0)), at_all_levels(0.0))  # type: ignore[arg-type]

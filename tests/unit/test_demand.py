# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What days teach together: from events whose truth is known, the truth is found again."""

import datetime as dt
import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest

from aufruf.planning.learning.demand import learn
from aufruf.planning.learning.learned import LEADS, QUARTERS, Learned
from aufruf.planning.learning.observed import DayFacts, Promised, Told
from aufruf.planning.learning.show_up import show_up_of
from tests.builders import MONDAY, at
from tests.unit.day_log import DayLog

PLANNED = {"ausweis": 15, "pass": 20, "abholung": 5}
TRUE_LOGS = {"ausweis": (2.4, 0.5), "pass": (3.1, 0.35)}  # ln(minutes): mean and spread
BUSY = {0: 60.0, 1: 40.0, 2: 20.0, 3: 50.0, 4: 30.0}  # walk-ins by weekday
SPEED_SD = 0.12


def working_days(count: int, *, first: dt.date = MONDAY) -> list[dt.date]:
    every = (first + dt.timedelta(days=n) for n in itertools.count())
    return list(itertools.islice((day for day in every if day.weekday() < 5), count))


def day_with(date: dt.date, **facts: object) -> DayFacts:
    """A day on which the office served."""
    return DayFacts(date=date, **({"open_minutes": 480.0} | facts))  # type: ignore[arg-type]


def poisson(dice: random.Random, mean: float) -> int:
    count, passed = 0, dice.expovariate(1.0)
    while passed < mean:
        count, passed = count + 1, passed + dice.expovariate(1.0)
    return count


def lived_day(date: dt.date, dice: random.Random) -> DayFacts:
    """A day that is lived through: twice as many come in the morning, and counters are never short."""
    log = DayLog(date)
    log.open("08:00")
    speed = dice.gauss(0.0, SPEED_SD)
    everything: list[tuple[dt.datetime, int, str]] = []
    lengths: dict[str, float] = {}
    for number in range(poisson(dice, BUSY[date.weekday()])):
        begins, hours = ("08:00", 4) if dice.random() < 2 / 3 else ("14:00", 4)
        arrived = at(begins, date=date) + dt.timedelta(minutes=dice.uniform(0, hours * 60))
        service = "ausweis" if dice.random() < 0.7 else "pass"
        visit = f"{number}:{service}"
        lengths[visit] = dice.lognormvariate(*TRUE_LOGS[service]) * math.exp(speed)
        done = arrived + dt.timedelta(minutes=lengths[visit])
        everything += [(arrived, 0, visit), (done, 1, visit)]
    for moment, is_over, visit in sorted(everything):
        service = visit.partition(":")[2]
        if is_over:
            log.finish(moment, visit, service, counter=visit)
            continue
        log.arrive(moment, visit, service, priority=dice.random() < 0.1)
        log.call(moment, visit, counter=visit)
        log.serve(moment, visit, counter=visit)
    return log.facts()


@pytest.fixture(scope="module")
def lived() -> list[DayFacts]:
    dice = random.Random(20261123)
    return [lived_day(date, dice) for date in working_days(60)]


def test_without_history_nothing_is_known() -> None:
    assert learn([], PLANNED) == Learned(days=0)
    assert learn([DayFacts(date=MONDAY)], PLANNED) == Learned(days=0)


def test_lengths_are_found_again_and_the_catalogue_stands_where_nothing_was_seen(
    lived: Sequence[DayFacts],
) -> None:
    known = learn(lived, PLANNED)
    for service, (mean, sd) in TRUE_LOGS.items():
        found = known.durations[service]
        assert found.log_mean == pytest.approx(mean, abs=0.06)
        assert found.log_sd == pytest.approx(math.hypot(sd, SPEED_SD), abs=0.04)
        assert found.count == sum(len(day.durations.get(service, ())) for day in lived)
    assert known.durations["abholung"].mean == pytest.approx(5.0)
    assert known.durations["abholung"].count == 0


def test_arrivals_are_found_again_by_weekday_and_quarter_hour(lived: Sequence[DayFacts]) -> None:
    known = learn(lived, PLANNED)
    for weekday, expected in BUSY.items():
        of_day = known.arrivals[weekday]
        assert len(of_day) == QUARTERS
        assert sum(of_day) == pytest.approx(expected, rel=0.12)
        assert sum(of_day[32:48]) / sum(of_day) == pytest.approx(2 / 3, abs=0.04)
        assert sum(of_day[:32]) == sum(of_day[72:]) == 0.0
        assert sum(of_day[48:56]) < 0.02 * sum(of_day)  # nobody is expected at noon
    assert known.mix == pytest.approx({"ausweis": 0.7, "pass": 0.3}, abs=0.02)
    assert known.priority_share == pytest.approx(0.1, abs=0.015)


def test_days_differ_as_much_as_they_truly_do(lived: Sequence[DayFacts]) -> None:
    known = learn(lived, PLANNED)
    assert known.day_speed_sd == pytest.approx(SPEED_SD, abs=0.035)  # sixty days tell it no better
    assert known.day_demand_sd < 0.1  # pure chance: drawn down from the 0.15 that is believed before


def test_days_that_do_not_differ_are_not_taken_for_different() -> None:
    dice = random.Random(9)
    days = [
        day_with(date, durations={"pass": tuple(dice.lognormvariate(3.0, 0.6) for _ in range(6))})
        for date in working_days(60)
    ]
    assert learn(days, PLANNED).day_speed_sd < 0.08  # the means of six differ by 0.24, by chance alone


def test_nobody_is_expected_when_an_office_is_shut_on_that_weekday(lived: Sequence[DayFacts]) -> None:
    mornings = [
        replace(day, arrivals=day.arrivals[:48] + (0,) * 48) if day.date.weekday() == 2 else day
        for day in lived
    ]
    known = learn(mornings, PLANNED)
    assert sum(known.arrivals[2][48:]) == 0.0
    assert sum(known.arrivals[1][48:]) > 10.0


def test_days_that_differ_in_how_many_come_are_seen_to() -> None:
    dice = random.Random(7)
    days = [
        day_with(date, arrivals=(0,) * 40 + (poisson(dice, 80 * math.exp(dice.gauss(0, 0.3))),) + (0,) * 55)
        for date in working_days(60)
    ]
    assert learn(days, PLANNED).day_demand_sd == pytest.approx(0.3, abs=0.06)


def test_closed_days_are_no_days_without_demand(lived: Sequence[DayFacts]) -> None:
    holidays = [DayFacts(date=date) for date in working_days(20, first=dt.date(2027, 3, 1))]
    assert learn([*lived, *holidays], PLANNED) == learn(lived, PLANNED)


def test_an_open_day_to_which_nobody_came_does_count(lived: Sequence[DayFacts]) -> None:
    empty = [day_with(date) for date in working_days(20, first=dt.date(2027, 3, 1))]
    known = learn([*lived, *empty], PLANNED)
    assert sum(map(sum, known.arrivals)) < 0.8 * sum(map(sum, learn(lived, PLANNED).arrivals))


def test_only_the_last_sixty_days_count(lived: Sequence[DayFacts]) -> None:
    before = [
        day_with(date, durations={"ausweis": (100.0,) * 50})
        for date in working_days(5, first=dt.date(2026, 1, 5))
    ]
    assert learn([*before, *lived], PLANNED) == learn(lived, PLANNED)


def test_one_day_of_history_is_enough_to_begin(lived: Sequence[DayFacts]) -> None:
    known = learn(lived[:1], PLANNED)
    assert known.days == 1
    assert sum(known.arrivals[0]) == pytest.approx(lived[0].walk_ins)
    assert sum(known.arrivals[3]) == pytest.approx(lived[0].walk_ins)  # no other weekday is known
    assert (known.day_speed_sd, known.day_demand_sd) == (0.08, 0.15)
    assert msgspec.convert(msgspec.to_builtins(known), Learned) == known


def test_a_day_with_one_visit_or_none_breaks_nothing() -> None:
    one = day_with(MONDAY, durations={"ausweis": (12.0,)}, arrivals=(0,) * 36 + (1,) + (0,) * 59, calls=1)
    known = learn([one], PLANNED)
    assert sum(known.arrivals[0]) == pytest.approx(1.0)
    assert 12.0 < known.durations["ausweis"].mean < 15.0
    assert sum(map(sum, learn([day_with(MONDAY)], PLANNED).arrivals)) == 0.0
    assert learn([day_with(MONDAY)], {}).durations == {}


def test_few_lengths_move_the_catalogues_a_little_and_many_all_the_way() -> None:
    few = day_with(MONDAY, durations={"ausweis": (30.0, 30.0)})
    many = day_with(MONDAY, durations={"ausweis": (28.0, 32.0) * 200})
    assert 15 < learn([few], PLANNED).durations["ausweis"].mean < 20
    assert learn([many], PLANNED).durations["ausweis"].mean == pytest.approx(30.0, rel=0.02)


def test_what_nobody_can_believe_teaches_nothing() -> None:
    normal = (12.0, 15.0, 18.0) * 20
    day = day_with(MONDAY, durations={"ausweis": normal})
    forgotten = day_with(MONDAY, durations={"ausweis": (*normal, 400.0, 0.01, 0.5)})
    assert learn([forgotten], PLANNED) == learn([day], PLANNED)


def test_who_comes_is_found_again_by_service_lead_time_and_channel() -> None:
    dice = random.Random(3)
    truth = {"ausweis": 0.4, "pass": -0.5}
    by_lead = (0.5, 0.3, 0.1, 0.0, -0.3, -0.6)
    by_channel = {"public": -0.2, "phone": 0.4}
    appointments = []
    for _ in range(12_000):
        service, channel = dice.choice(list(truth)), dice.choice(list(by_channel))
        lead = dice.randrange(len(LEADS))
        odds = 1.8 + truth[service] + by_lead[lead] + by_channel[channel]
        came = dice.random() < 1 / (1 + math.exp(-odds))
        appointments.append(Promised((service,), LEADS[lead], channel, came))
    found = show_up_of(appointments)
    for service, lead, channel in itertools.product(truth, range(len(LEADS)), by_channel):
        odds = 1.8 + truth[service] + by_lead[lead] + by_channel[channel]
        known = found.probability(service=service, lead_days=LEADS[lead], channel=channel)
        assert known == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.025)


def test_of_few_appointments_little_is_concluded() -> None:
    found = show_up_of([Promised(("pass",), 5, "public", came=False)])
    usual = Learned().show_up.probability(service="pass", lead_days=5, channel="public")
    known = found.probability(service="pass", lead_days=5, channel="public")
    assert 0.7 * usual < known < usual
    assert show_up_of([]) == Learned().show_up


def test_whoever_never_came_is_still_given_a_chance() -> None:
    found = show_up_of([Promised(("pass",), 5, "", came=False)] * 3000)
    assert 0.0 < found.probability(service="pass", lead_days=5, channel="kiosk") < 0.05


def test_punctuality_patience_answers_and_pauses_are_found_again() -> None:
    dice = random.Random(11)
    days = [
        day_with(
            date,
            lateness=tuple(dice.gauss(-8.0, 4.0) for _ in range(30)),
            left=(1.0,) * 4,
            waited=4 * 90.0,
            calls=50,
            unanswered=5,
            between=(2.0, 1.0, 40.0) * 10,
        )
        for date in working_days(40)
    ]
    known = learn(days, PLANNED)
    assert known.late_mean == pytest.approx(-8.0, abs=0.4)
    assert known.late_sd == pytest.approx(4.0, abs=0.3)
    assert known.patience == pytest.approx(90.0, rel=0.02)
    assert known.no_answer == pytest.approx(0.1, abs=0.005)
    assert known.between == pytest.approx(1.5, abs=0.02)


def test_nobody_left_so_nobody_is_said_to_leave() -> None:
    assert learn([day_with(MONDAY, waited=5000.0)], PLANNED).patience is None


def test_waits_are_told_at_the_levels_at_which_the_true_ones_lay() -> None:
    dice = random.Random(5)
    too_sure = [day_with(date, told=_told_with(dice, 40, power=1.0)) for date in working_days(30)]
    assert learn(too_sure, PLANNED).levels == pytest.approx((0.1, 0.5, 0.9), abs=0.03)
    too_low = [day_with(date, told=_told_with(dice, 40, power=0.5)) for date in working_days(30)]
    assert learn(too_low, PLANNED).levels == pytest.approx((0.1**0.5, 0.5**0.5, 0.9**0.5), abs=0.04)
    few = [day_with(MONDAY, told=_told_with(dice, 4, power=0.1))]
    assert learn(few, PLANNED).levels == pytest.approx((0.1, 0.5, 0.9), abs=0.05)


def _told_with(dice: random.Random, count: int, *, power: float) -> tuple[Told, ...]:
    return tuple(Told(1, 2, 3, 2.0, dice.random() ** power) for _ in range(count))

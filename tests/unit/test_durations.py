# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""When another length is proposed for a service, and where true waits lay among the simulated."""

import math
import random

import pytest

from aufruf.planning.learning.durations import Measured, needed_minutes, plausible, proposal_of, summary_of
from aufruf.planning.learning.pits import levels_from, pit


def measured(mean: float, *, sd: float = 6.0, count: int = 400) -> Measured:
    return Measured(count=count, median=mean, mean=mean, p80=mean + sd, sd=sd)


@pytest.mark.parametrize(
    ("planned", "found", "proposed"),
    [
        (15, measured(14.6), None),  # covers the mean: no reason to take capacity from everybody
        (15, measured(15.4), None),  # may well be 15
        (15, measured(16.4), 20),  # surely too short: days slip
        (15, measured(19.5), 25),  # 20 would leave no margin
        (15, measured(22.0, count=29), None),  # too few to say
        (15, measured(22.0, sd=40.0, count=30), None),  # too uncertain to say
        (15, measured(10.2), None),  # 10 would be too short, so 15 it is
        (15, measured(8.6, sd=4.0), 10),  # ten minutes would surely do
        (30, measured(8.6, sd=4.0), 10),
        (20, measured(14.0, sd=6.0), None),  # 15 would leave too little margin
        (20, measured(13.0, sd=4.0), 15),
        (
            12,
            measured(8.0, sd=3.0),
            None,
        ),  # as many cells as before but one would be 10: not a whole cell less
        (5, measured(1.0, sd=0.5), None),  # shorter than a cell there is nothing
        (90, measured(300.0, sd=60.0), 355),  # one alone fills more than half a day
    ],
)
def test_a_length_is_proposed_only_where_the_planned_one_is_surely_wrong(
    planned: int, found: Measured, proposed: int | None
) -> None:
    assert proposal_of(found, planned) == proposed


def test_of_a_service_that_nobody_measured_nothing_is_proposed() -> None:
    assert proposal_of(None, 15) is None


@pytest.mark.parametrize(("mean", "sd"), [(8.0, 5.0), (14.0, 8.0), (25.0, 12.0)])
def test_with_the_needed_length_half_a_day_ends_in_time_in_four_of_five_cases(mean: float, sd: float) -> None:
    dice = random.Random(1)
    log_sd = math.sqrt(math.log(1 + (sd / mean) ** 2))
    log_mean = math.log(mean) - log_sd**2 / 2
    together = round(240 / mean)
    enough = together * needed_minutes(mean, sd)
    days = [sum(dice.lognormvariate(log_mean, log_sd) for _ in range(together)) for _ in range(2000)]
    assert sum(day <= enough for day in days) / len(days) == pytest.approx(0.8, abs=0.03)


def test_what_was_measured_is_summed_up() -> None:
    assert summary_of([10.0, 20.0, 30.0, 40.0, 50.0]) == Measured(
        count=5, median=30.0, mean=30.0, p80=42.0, sd=15.81
    )
    assert summary_of([7.0]).sd == 0.0


def test_only_what_can_be_believed_counts() -> None:
    assert plausible([10.0, 12.0, 9.0, 150.0, 0.1, 0.5]) == [10.0, 12.0, 9.0]
    assert plausible([0.1]) == plausible([]) == []


QUANTILES = (0.0, 0.0, 2.0, 4.0, 5.0, 6.0, 8.0, 10.0, 14.0, 20.0, 24.0)


@pytest.mark.parametrize(
    ("actual", "level"),
    [
        (0.0, 0.05),
        (1.0, 0.15),
        (6.0, 0.5),
        (7.0, 0.55),
        (20.0, 0.9),
        (22.0, 0.925),
        (26.0, 0.975),
        (99.0, 1.0),
    ],
)
def test_a_true_wait_has_its_place_among_the_simulated(actual: float, level: float) -> None:
    assert pit(QUANTILES, actual) == pytest.approx(level)


def test_below_the_lowest_quantile_and_where_all_are_the_same_there_is_a_place_too() -> None:
    above_nothing = tuple(quantile + 10 for quantile in QUANTILES)
    assert pit(above_nothing, 5.0) == pytest.approx(0.025)
    assert pit((3.0,) * 11, 3.0) == pytest.approx(0.5)
    assert pit((3.0,) * 11, 3.0, tie=0.25) == pytest.approx(0.25)
    assert pit((3.0,) * 11, 9.0) == 1.0


def test_levels_stay_where_they_are_without_evidence_and_never_reach_the_ends() -> None:
    assert levels_from([]) == (0.1, 0.5, 0.9)
    assert levels_from([1.0] * 100_000)[2] == 0.99
    low, likely, high = levels_from([0.0] * 50 + [0.2] * 50)
    assert 0.0 < low < likely < high < 0.9

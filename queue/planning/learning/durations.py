# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long services really take: for the forecast, for the report, and when another length is proposed.

Measured is from the call to the farewell, of people who came for one service alone, whoever served them.
"""

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aufruf.planning.learning.learned import Duration
from aufruf.planning.learning.observed import DayFacts
from aufruf.planning.learning.pits import quantile_of

SHORTEST = 0.25  # minutes: below this somebody pressed two buttons in a row
FARTHEST = 12.0  # times longer or shorter than the median: a farewell was forgotten, or pressed at once
# The catalogue's length counts as much as ten measured ones, with a spread as services have it elsewhere
# (coefficients of variation of 0.4 to 0.8: shared/design/capacity.md).
PRIOR_COUNT = 10
PRIOR_SD = 0.5
ENOUGH = 30  # measured, before another length is proposed
CELL = 5  # minutes: lengths are planned in these
HALF_DAY = 240  # minutes
IN_FOUR_OF_FIVE = 0.84  # the normal distribution's 80 % quantile
SURE = 1.96  # standard errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How long a service took, in minutes."""

    count: int
    median: float
    mean: float
    p80: float  # four of five were done by then
    sd: float


def plausible(minutes: Sequence[float]) -> list[float]:
    """The lengths without those that nobody can believe: about one in 500 of what is log-normal."""
    awake = [each for each in minutes if each >= SHORTEST]
    if not awake:
        return []
    median = statistics.median(awake)
    return [each for each in awake if median / FARTHEST <= each <= median * FARTHEST]


def measured_in(days: Iterable[DayFacts]) -> dict[str, list[float]]:
    """All plausible lengths of each service in these days, in their order."""
    found: dict[str, list[float]] = defaultdict(list)
    for day in days:
        for service, minutes in day.durations.items():
            found[service] += minutes
    return {service: plausible(minutes) for service, minutes in sorted(found.items())}


def summary_of(minutes: Sequence[float]) -> Measured:
    """What is shown of lengths, of which there is at least one."""
    ordered = sorted(minutes)
    return Measured(
        count=len(ordered),
        median=round(quantile_of(ordered, 0.5), 2),
        mean=round(statistics.fmean(ordered), 2),
        p80=round(quantile_of(ordered, 0.8), 2),
        sd=round(statistics.stdev(ordered), 2) if len(ordered) > 1 else 0.0,
    )


def durations_of(measured: Mapping[str, Sequence[float]], planned: Mapping[str, int]) -> dict[str, Duration]:
    """Each planned service's length: measured, and the nearer to the catalogue's the fewer there are."""
    return {service: _duration(measured.get(service, ()), minutes) for service, minutes in planned.items()}


def _duration(minutes: Sequence[float], planned: int) -> Duration:
    """Conjugate on ln(minutes): normal, inverse-gamma spread. The prior's mean is the planned length."""
    prior = math.log(planned) - PRIOR_SD**2 / 2
    count = len(minutes)
    if not count:
        return Duration(log_mean=prior, log_sd=PRIOR_SD)
    logs = [math.log(each) for each in minutes]
    mean = statistics.fmean(logs)
    all_in_all = PRIOR_COUNT + count
    squares = PRIOR_COUNT * PRIOR_SD**2 + sum((each - mean) ** 2 for each in logs)
    squares += PRIOR_COUNT * count / all_in_all * (mean - prior) ** 2
    return Duration(
        log_mean=(PRIOR_COUNT * prior + count * mean) / all_in_all,
        log_sd=math.sqrt(squares / all_in_all),
        count=count,
    )


def needed_minutes(mean: float, sd: float) -> float:
    """The planned length with which half a day, booked to the full, ends in time in four of five cases.

    That is the mean, and as a margin its share of what as many together take longer than on average.
    """
    return mean + IN_FOUR_OF_FIVE * sd / math.sqrt(max(1.0, HALF_DAY / mean))


def proposal_of(measured: Measured | None, planned: int) -> int | None:
    """Another length to propose for a service, in whole cells of five minutes; None if it may stay.

    A longer one where the planned length is surely below the mean, so that every day slips. A shorter one
    where a whole cell less would surely be enough. In between it is left in peace, and below 30 measured.
    """
    if measured is None or measured.count < ENOUGH:
        return None
    error = SURE * measured.sd / math.sqrt(measured.count)
    if planned < measured.mean - error:
        return _cells(needed_minutes(measured.mean, measured.sd))
    enough = _cells(needed_minutes(measured.mean + error, measured.sd))
    return enough if enough <= planned - CELL else None


def _cells(minutes: float) -> int:
    return math.ceil(minutes / CELL) * CELL

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office's last days teach together: the numbers that forecasts and plans are made from.

Plain Python, in exactly this order: the same days always give the very same numbers. Every estimate is drawn
towards something sensible by a weight that is named beside it, so that one day of history is enough to begin.
"""

import math
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence

from aufruf.planning.learning.durations import durations_of, measured_in
from aufruf.planning.learning.learned import QUARTERS, WEEK, Learned
from aufruf.planning.learning.observed import DayFacts
from aufruf.planning.learning.pits import levels_from
from aufruf.planning.learning.show_up import show_up_of
from aufruf.planning.learning.silence import silence_of

DAYS = 60  # the last ones on which the office served
# How much stands against what was seen. These are judgements, made once, of what offices are like.
RARE = 20  # visits or calls, none of them with priority or unanswered
EVEN = 20  # walk-ins, spread evenly over the quarter hours in which any came
ALIKE = 50  # walk-ins, spread over the day as on all weekdays together
FEW_WEEKS = 2.0  # days of a weekday, where days cannot tell whether weekdays differ
ALIKE_DAYS = (0.2, 20.0)  # of a weekday: at least and at most that all weekdays together count
PUNCTUAL = 10  # people who come as Learned says without history
PATIENT = (2, 120.0)  # walk-ins who went, after so many minutes each
PROMPT = 5  # calls at once after a farewell
LONGEST_BETWEEN = 15.0  # minutes: whoever does not call for longer has gone away without saying
PRIOR_DAYS = 10  # days that vary as Learned says without history
UNKNOWN = Learned()


def learn(days: Sequence[DayFacts], planned: Mapping[str, int]) -> Learned:
    """What these days teach, in the order of their dates, with the lengths of the catalogue beside them.

    Only days on which the office served count, the last 60 of them: a closed day is no day without demand.
    """
    worked = [day for day in days if day.worked][-DAYS:]
    if not worked:
        return UNKNOWN
    measured = measured_in(worked)
    usual = _usual_walk_ins(worked)
    walk_ins = sum(day.walk_ins for day in worked)
    no_answer, silent_patience = _silence(worked)
    late_mean, late_sd = _punctuality([each for day in worked for each in day.lateness])
    return Learned(
        days=len(worked),
        durations=durations_of(measured, planned),
        arrivals=_arrivals(worked, usual),
        mix=_mix(worked, planned),
        priority_share=sum(day.priority for day in worked) / (walk_ins + RARE),
        late_mean=late_mean,
        late_sd=late_sd,
        show_up=show_up_of(each for day in worked for each in day.appointments),
        patience=_patience(worked),
        silent_patience=silent_patience,
        no_answer=no_answer,
        between=_between(worked),
        day_speed_sd=_speed_sd(worked, measured),
        day_demand_sd=_demand_sd(worked, usual),
        levels=levels_from([each.pit for day in worked for each in day.told if each.pit is not None]),
    )


def _usual_walk_ins(days: Sequence[DayFacts]) -> list[float]:
    """Walk-ins to expect on each weekday: its own mean, drawn towards all days' (empirical Bayes).

    How much all days count follows from how much weekdays differ beyond what chance explains.
    """
    of = _by_weekday(days)
    overall = statistics.fmean(day.walk_ins for day in days)
    means = {weekday: statistics.fmean(totals) for weekday, totals in of.items()}
    weight = FEW_WEEKS
    if len(of) > 1 and len(days) > len(of):
        within = sum((x - means[weekday]) ** 2 for weekday, totals in of.items() for x in totals)
        within /= len(days) - len(of)
        between = sum(len(totals) * (means[weekday] - overall) ** 2 for weekday, totals in of.items())
        between -= (len(of) - 1) * within
        between /= len(days) - sum(len(totals) ** 2 for totals in of.values()) / len(days)
        least, most = ALIKE_DAYS
        weight = min(most, max(least, within / between)) if between > 0 else most
    return [
        (sum(of.get(weekday, ())) + weight * overall) / (len(of.get(weekday, ())) + weight)
        for weekday in range(WEEK)
    ]


def _by_weekday(days: Sequence[DayFacts]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for day in days:
        found[day.date.weekday()].append(day.walk_ins)
    return found


def _arrivals(days: Sequence[DayFacts], levels: Sequence[float]) -> tuple[tuple[float, ...], ...]:
    """Each weekday's level times its profile over the day; a weekday never seen is like all together."""
    counts = [[0] * QUARTERS for _ in range(WEEK)]
    for day in days:
        counts[day.date.weekday()] = [
            a + b for a, b in zip(counts[day.date.weekday()], day.arrivals, strict=True)
        ]
    together = [sum(column) for column in zip(*counts, strict=True)]
    if not any(together):
        return ((0.0,) * QUARTERS,) * WEEK
    common = _drawn(together, _only(together, [1.0] * QUARTERS), EVEN)
    profiles = [_drawn(own, _only(own, common), ALIKE) if any(own) else common for own in counts]
    return tuple(
        tuple(level * share for share in profile) for level, profile in zip(levels, profiles, strict=True)
    )


def _only(counts: Sequence[int], shares: Sequence[float]) -> list[float]:
    """These shares where anybody came at all, from the first quarter hour to the last; they sum to 1."""
    seen = [quarter for quarter, count in enumerate(counts) if count]
    within = [share if seen[0] <= quarter <= seen[-1] else 0.0 for quarter, share in enumerate(shares)]
    return [share / sum(within) for share in within]


def _drawn(counts: Sequence[int], towards: Sequence[float], weight: float) -> list[float]:
    """Shares of what was counted, as if `weight` more had been, spread like `towards`."""
    total = sum(counts) + weight
    return [(count + weight * share) / total for count, share in zip(counts, towards, strict=True)]


def _mix(days: Sequence[DayFacts], planned: Mapping[str, int]) -> dict[str, float]:
    """What walk-ins come for, of what the office still offers."""
    found: dict[str, float] = defaultdict(float)
    for day in days:
        for service, share in day.mix.items():
            if service in planned:
                found[service] += share
    total = sum(found.values())
    return {service: share / total for service, share in sorted(found.items())}


def _punctuality(lateness: Sequence[float]) -> tuple[float, float]:
    """Mean and spread of arrival minus booked time."""
    count = len(lateness)
    own = statistics.fmean(lateness) if lateness else 0.0
    mean = (PUNCTUAL * UNKNOWN.late_mean + sum(lateness)) / (PUNCTUAL + count)
    squares = PUNCTUAL * UNKNOWN.late_sd**2 + sum((each - own) ** 2 for each in lateness)
    squares += PUNCTUAL * count / (PUNCTUAL + count) * (own - UNKNOWN.late_mean) ** 2
    return mean, math.sqrt(squares / (PUNCTUAL + count))


def _patience(days: Sequence[DayFacts]) -> float | None:
    """Minutes that all waited, for each who went: patience that does not depend on the time waited."""
    gone = sum(len(day.left) for day in days)
    some, minutes = PATIENT
    return (sum(day.waited for day in days) + some * minutes) / (gone + some) if gone else None


def _silence(days: Sequence[DayFacts]) -> tuple[float, float | None]:
    """Calls that people miss who are there, and the patience of those who go without a word."""
    heard = [sum(column) for column in zip(*(day.heard for day in days if day.heard), strict=True)]
    unheard = [sum(column) for column in zip(*(day.unheard for day in days if day.unheard), strict=True)]
    if sum(heard) + sum(unheard):
        return silence_of(heard, unheard)
    calls = sum(day.calls for day in days)
    return sum(day.unanswered for day in days) / (calls + RARE), None


def _between(days: Sequence[DayFacts]) -> float:
    short = [each for day in days for each in day.between if each <= LONGEST_BETWEEN]
    return sum(short) / (len(short) + PROMPT)


def _speed_sd(days: Sequence[DayFacts], measured: Mapping[str, Sequence[float]]) -> float:
    """How much days differ in how long everything takes, beyond what chance explains (one-way analysis)."""
    usual = {service: statistics.fmean(map(math.log, each)) for service, each in measured.items() if each}
    bounds = {service: (min(each), max(each)) for service, each in measured.items() if each}
    terms = [
        [
            math.log(minutes) - usual[service]
            for service, lengths in day.durations.items()
            for minutes in lengths
            if service in usual and bounds[service][0] <= minutes <= bounds[service][1]
        ]
        for day in days
    ]
    terms = [of_day for of_day in terms if of_day]
    count = sum(len(of_day) for of_day in terms)
    own = 0.0
    if len(terms) > 1 and count > len(terms):
        means = [statistics.fmean(of_day) for of_day in terms]
        within = sum((each - mean) ** 2 for of_day, mean in zip(terms, means, strict=True) for each in of_day)
        within /= count - len(terms)
        own = sum(len(of_day) * mean**2 for of_day, mean in zip(terms, means, strict=True))
        own = (own - (len(terms) - 1) * within) / (count - sum(len(of_day) ** 2 for of_day in terms) / count)
    return _sd(own, len(terms) - 1, UNKNOWN.day_speed_sd)


def _demand_sd(days: Sequence[DayFacts], levels: Sequence[float]) -> float:
    """How much days of the same weekday differ in how many come, beyond what chance (Poisson) explains."""
    expected = [levels[day.date.weekday()] for day in days]
    free = len(days) - len(_by_weekday(days))
    own = 0.0
    if free > 0 and any(expected):
        squares = sum((day.walk_ins - level) ** 2 for day, level in zip(days, expected, strict=True))
        own = (squares * len(days) / free - sum(expected)) / sum(level**2 for level in expected)
    return _sd(own, free, UNKNOWN.day_demand_sd)


def _sd(variance: float, freedom: int, usual: float) -> float:
    """A spread between days, drawn towards the usual one: a variance below 0 is none."""
    seen = max(0, freedom)
    return math.sqrt((PRIOR_DAYS * usual**2 + seen * max(0.0, variance)) / (PRIOR_DAYS + seen))

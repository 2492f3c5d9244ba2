# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many of those who are there may not be booked: for want of a counter, or held back for walk-ins.

Counters are interchangeable, and appointments are intervals: so many counters suffice for all of them if
and only if at no moment more are going on (interval graphs are perfect). Hence it is exact to count.
"""

from collections.abc import Iterable, Sequence

from aufruf.planning.slots.counts import EVERY_MINUTE, Counts


def held_back(people: Sequence[int], *, counters: int | None = None, percent: int = 0) -> tuple[int, ...]:
    """Those who may not be booked, one set of minutes for each, as `DayCapacity` takes them for its reserve.

    `people`: for each the minutes in which they are there. `counters`: how many can work at once; None: all.
    """
    limit = [_held(count, counters=counters, percent=percent) for count in range(len(people) + 1)]
    levels = _at_least(people, len(people)) if limit[-1] else []
    sets = []
    for held in range(1, limit[-1] + 1):
        fewest = next(count for count, left in enumerate(limit) if left >= held)
        sets.append(levels[fewest - 1])
    return tuple(each for each in sets if each)


def without_counter(spans: Sequence[tuple[int, int]], *, counters: int) -> list[int]:
    """Which of these appointments (from a minute to a minute) have no counter: as few as can be."""
    in_order = sorted(range(len(spans)), key=lambda index: (*spans[index], index))
    going_on: list[int] = []
    left_out: list[int] = []
    for index in in_order:
        going_on = [other for other in going_on if spans[other][1] > spans[index][0]]
        going_on.append(index)
        if len(going_on) > counters:  # whoever would block a counter for longest
            longest = max(going_on, key=lambda other: (spans[other][1], other))
            going_on.remove(longest)
            left_out.append(longest)
    return sorted(left_out)


def _held(people: int, *, counters: int | None, percent: int) -> int:
    """How many of so many people may not be booked. It never falls when they become more.

    The percentage is of those who have a counter, to the nearest whole person, a half upwards; but short of
    100 % one always remains: else whoever works alone could never be booked.
    """
    working = people if counters is None else min(people, counters)
    share = (working * percent + 50) // 100
    if percent < 100:  # noqa: PLR2004 (all)
        share = min(share, max(0, working - 1))
    return people - working + share


def _at_least(people: Iterable[int], most: int) -> list[int]:
    """[n - 1]: the minutes in which n or more are there."""
    present, below, found = Counts(people), Counts(), []
    for _ in range(most):
        found.append(present.above(below))
        below.add(EVERY_MINUTE)
    return found

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who goes without a word: told from first calls that nobody answers, by how long people had waited.

Nobody sees them go. But whoever is there misses a call as likely after five minutes as after ninety; whoever
has had enough does not. So the share of answers falls with the wait as exp(−wait / patience).
"""

import math
from collections.abc import Sequence
from itertools import pairwise

#: Classes of waits begin with these minutes; in the middle of each class, as far as it matters.
WAITS = (0, 5, 10, 15, 20, 30, 40, 50, 60, 75, 90, 120, 150, 180)
MIDDLES = (*((first + last) / 2 for first, last in pairwise(WAITS)), 200.0)
# Judgements, made once: what stands against what was seen.
BELIEVED = (19.0, 1.0)  # first calls heard and not heard by people who are there
ABSENT = (0.0, *(0.005 * 1.12**step for step in range(40)))  # shares that are tried
PATIENCE = tuple(15.0 * 1.08**step for step in range(60))  # minutes that are tried: up to a day and more
SURE = 3.0  # by so much (in log-likelihood) the calls have to be better explained with leavers than without


def class_of(minutes: float) -> int:
    """To which class a wait belongs."""
    return sum(minutes >= first for first in WAITS[1:])


def silence_of(heard: Sequence[int], unheard: Sequence[int]) -> tuple[float, float | None]:
    """The share of calls that people miss who are there, and the patience of those who go without a word.

    Both sequences count first calls by class of wait. None: no sign that anybody goes. Maximum likelihood
    over a grid: the same counts always give the same numbers.
    """
    seen = [
        (minutes, h, u)
        for minutes, h, u in zip(MIDDLES, heard, unheard, strict=False)
        if h or u
    ]  # fmt: skip
    staying = max((_likelihood(seen, absent, math.inf), absent) for absent in ABSENT)
    going = max(
        (_likelihood(seen, absent, patience), absent, patience)
        for patience in PATIENCE
        for absent in ABSENT
    )  # fmt: skip
    if going[0] < staying[0] + SURE:
        return staying[1], None
    return going[1], going[2]


def _likelihood(seen: Sequence[tuple[float, int, int]], absent: float, patience: float) -> float:
    there = 1.0 - min(absent, 0.99)
    total = BELIEVED[0] * math.log(there) + BELIEVED[1] * math.log(max(1.0 - there, 1e-9))
    for minutes, heard, unheard in seen:
        answers = there * math.exp(-minutes / patience)
        total += heard * math.log(answers) + unheard * math.log(max(1.0 - answers, 1e-9))
    return total

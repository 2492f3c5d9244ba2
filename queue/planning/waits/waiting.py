# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody is told about their wait: low, likely, high, in whole minutes; or nothing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from aufruf.planning.waits.scene import LEVELS, Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Minutes from now. Eight in ten are called between `low` and `high`."""

    low: int
    likely: int
    high: int


def wait_of(spread: Spread, levels: tuple[float, float, float]) -> Wait | None:
    """What a spread says at an office's own levels; None where it says nothing."""
    if spread.quantiles is None:
        return None
    low, likely, high = (at_level(spread.quantiles, level) for level in levels)
    return Wait(low=math.floor(low), likely=round(likely), high=math.ceil(high))


def at_level(quantiles: Sequence[float], level: float) -> float:
    """The quantile at a level, on straight lines between those known, never below 0."""
    if level <= LEVELS[0]:
        return max(0.0, quantiles[0] * level / LEVELS[0])
    for (x, y), (next_x, next_y) in zip(
        zip(LEVELS, quantiles, strict=True),
        zip(LEVELS[1:], quantiles[1:], strict=False),
        strict=False,
    ):
        if level <= next_x:
            return max(0.0, y + (next_y - y) * (level - x) / (next_x - x))
    tail = (level - LEVELS[-1]) / (1 - LEVELS[-1])
    return max(0.0, quantiles[-1] + (quantiles[-1] - quantiles[-2]) * tail)

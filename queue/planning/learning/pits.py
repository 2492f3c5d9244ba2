# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether simulated waits were right: where the true ones lay among them, and what to say from now on.

Each true wait has its place in what had been simulated for it (its PIT), between 0 and 1. If the simulation
were right, these would be spread evenly. As they are not, the levels at which waits are told are moved to
where the true ones did lie.
"""

from collections.abc import Sequence

from aufruf.planning.waits.scene import LEVELS

NOMINAL = (0.1, 0.5, 0.9)
AS_MANY = 100  # true waits that count as much as the belief that the simulation is right
FARTHEST = 0.01  # no level is nearer to 0 or 1


def pit(quantiles: Sequence[float], actual: float, *, tie: float = 0.5) -> float:
    """The level at which a true wait lies among quantiles at LEVELS, on straight lines between them.

    Where several quantiles are the same, as where nobody waits, every level between theirs fits as well:
    `tie`, between 0 and 1, says which. Always the middle would look as if true waits were never extreme.
    """
    same = [level for level, quantile in zip(LEVELS, quantiles, strict=True) if quantile == actual]
    if same:
        first = 0.0 if same[0] == LEVELS[0] else same[0]
        last = 1.0 if same[-1] == LEVELS[-1] and len(same) > 1 else same[-1]
        return first + (last - first) * tie
    if actual < quantiles[0]:
        return LEVELS[0] * max(0.0, actual) / quantiles[0]
    if actual > quantiles[-1]:
        tail = max(quantiles[-1] - quantiles[-2], 1.0)
        return 1 - (1 - LEVELS[-1]) * max(0.0, 1 - (actual - quantiles[-1]) / tail)
    above = next(index for index, quantile in enumerate(quantiles) if quantile > actual)
    low, high = quantiles[above - 1], quantiles[above]
    return LEVELS[above - 1] + (LEVELS[above] - LEVELS[above - 1]) * (actual - low) / (high - low)


def levels_from(pits: Sequence[float]) -> tuple[float, float, float]:
    """The levels of the simulated waits below which 10, 50 and 90 % of the true ones did lie.

    With few true waits they stay near 10, 50 and 90 %: these weigh as much as AS_MANY true ones.
    """
    ordered = sorted(pits)
    low, likely, high = (_level(ordered, nominal) for nominal in NOMINAL)
    return (low, likely, high)


def _level(ordered: Sequence[float], nominal: float) -> float:
    if not ordered:
        return nominal
    found = quantile_of(ordered, nominal)
    level = (AS_MANY * nominal + len(ordered) * found) / (AS_MANY + len(ordered))
    return min(1 - FARTHEST, max(FARTHEST, level))


def quantile_of(ordered: Sequence[float], level: float) -> float:
    """A quantile of ordered numbers, on straight lines between them."""
    place = level * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)

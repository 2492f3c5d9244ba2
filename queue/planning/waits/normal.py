# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The normal distribution, and what is left of something log-normal that has lasted a while."""

import math

import numpy as np

from aufruf.planning.waits.compiled import compiled

SMALLEST = 1e-300  # a share of the tail that can still be told from none
HALF = 0.5
SOON = 0.5  # minutes: what takes exactly as long as always, and has, is over soon


@compiled
def beyond(z: float) -> float:
    """The share above z of the standard normal distribution."""
    return 0.5 * math.erfc(z / math.sqrt(2.0))


@compiled
def point_beyond(share: float) -> float:
    """The z above which this share lies: Abramowitz and Stegun 26.2.23, then two steps of Newton."""
    return point_beyond_small(share) if share <= HALF else -point_beyond_small(1.0 - share)


@compiled
def point_beyond_small(share: float) -> float:
    """The same for a share of at most one half."""
    share = max(share, SMALLEST)
    t = math.sqrt(-2.0 * math.log(share))
    above = 2.515517 + t * (0.802853 + t * 0.010328)
    z = t - above / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in range(2):
        density = math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
        if density > SMALLEST:
            z += (beyond(z) - share) / density
    return z


@compiled
def drawn_beyond(z: float) -> float:
    """A draw from what lies above z of the standard normal distribution."""
    if z < 0:  # more than half of all draws do
        while True:
            drawn = np.random.standard_normal()  # noqa: NPY002 - Numba knows no other
            if drawn >= z:
                return float(drawn)
    return point_beyond(beyond(z) * (1.0 - np.random.random()))  # noqa: NPY002


@compiled
def left_of(log_mean: float, log_sd: float, elapsed: float) -> float:
    """A draw of how long something still takes that has taken so long already."""
    if log_sd <= 0:
        return max(math.exp(log_mean) - elapsed, SOON if elapsed > 0 else 0.0)
    if elapsed <= 0:
        return math.exp(log_mean + log_sd * np.random.standard_normal())  # noqa: NPY002
    z = (math.log(elapsed) - log_mean) / log_sd
    if beyond(z) < SMALLEST:  # the far tail falls like an exponential
        return elapsed * log_sd / z * np.random.exponential()  # noqa: NPY002
    return max(math.exp(log_mean + log_sd * drawn_beyond(z)) - elapsed, 0.0)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much somebody may do: so much a second, and for a moment more, if they were quiet before."""

from time import monotonic as now


class Bucket:
    """Fills by `rate` a second up to `burst`; whoever does something takes of it."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst, self._left = rate, burst, burst
        self._at = now()

    def take(self, much: float = 1.0) -> bool:
        """Take that much; False: there is not so much left, and nothing was taken."""
        at = now()
        self._left = min(self._burst, self._left + (at - self._at) * self._rate)
        self._at = at
        if much > self._left:
            return False
        self._left -= much
        return True

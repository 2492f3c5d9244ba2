# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much somebody may do: so much a second, and for a moment more, if they were quiet before."""

import time


class Bucket:
    """Fills by `rate` a second up to `burst`; whoever does something takes of it."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst, self._left = rate, burst, burst
        self._at = time.monotonic()

    def take(self, much: float = 1.0) -> bool:
        """Take that much; False: there is not so much left, and nothing was taken."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if much > self._left:
            return False
        self._left -= much
        return True

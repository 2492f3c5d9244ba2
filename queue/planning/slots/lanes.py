# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many sets of free minutes side by side in one integer, so that runs are looked for in all at once."""

from collections.abc import Iterable


class Lanes:
    """Sets of minutes, one lane each, with a minute that nobody has between them: no run crosses it."""

    def __init__(self, sets: Iterable[int]) -> None:
        kept = _without_subsets(sets)
        self._count = len(kept)
        self._begin = min(((each & -each).bit_length() - 1 for each in kept), default=0)
        self._width = max((each.bit_length() for each in kept), default=0) - self._begin + 1
        lanes = 0
        for each in reversed(kept):
            lanes = lanes << self._width | each >> self._begin
        #: [k]: where a run of 2^k minutes begins.
        self._doubled = [lanes]

    def starts(self, length: int) -> int:
        """The minutes at which a free run of this length begins in any of the sets."""
        power = length.bit_length() - 1
        doubled = self._doubled
        while len(doubled) <= power:
            doubled.append(doubled[-1] & doubled[-1] >> (1 << len(doubled) - 1))
        found = doubled[power]
        rest = length - (1 << power)
        if rest:
            found &= found >> rest
        count, width = self._count, self._width
        while count > 1:
            count = (count + 1) // 2
            found |= found >> count * width
        return (found & (1 << width) - 1) << self._begin


def _without_subsets(sets: Iterable[int]) -> list[int]:
    """Those sets that are not part of another: nothing begins in a part that does not in the whole."""
    kept: list[int] = []
    for each in sorted(set(sets), key=int.bit_count, reverse=True):
        if each and not any(not each & ~other for other in kept):
            kept.append(each)
    return kept

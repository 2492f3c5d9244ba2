# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting for all minutes of a day at once, and people held back for those who come without appointment."""

from collections.abc import Iterable, Sequence

from aufruf.planning.slots.teams import runs

EVERY_MINUTE = -1


class Counts:
    """A number for each minute: its binary digits as sets of minutes, the lowest first."""

    def __init__(self, sets: Iterable[int] = ()) -> None:
        #: [k]: minutes whose number has the binary digit of 2^k.
        self.digits: list[int] = []
        for each in sets:
            self.add(each)

    def add(self, minutes: int) -> None:
        """One more in each of these minutes."""
        for place, digit in enumerate(self.digits):
            if not minutes:
                return
            self.digits[place], minutes = digit ^ minutes, digit & minutes
        if minutes:
            self.digits.append(minutes)

    def at(self, minute: int) -> int:
        """The number of one minute."""
        return sum((digit >> minute & 1) << place for place, digit in enumerate(self.digits))

    def above(self, other: "Counts") -> int:
        """The minutes in which this number is greater than the other."""
        greater, equal = 0, EVERY_MINUTE
        for place in reversed(range(max(len(self.digits), len(other.digits)))):
            mine = self.digits[place] if place < len(self.digits) else 0
            theirs = other.digits[place] if place < len(other.digits) else 0
            greater |= equal & mine & ~theirs
            equal &= ~(mine ^ theirs)
        return greater


class Idle:
    """How many people have nothing to do, less those who are held back."""

    def __init__(self, present: Iterable[int], busy: Iterable[int], held_back: Sequence[int]) -> None:
        there, taken = Counts(present), Counts(busy)
        for each in held_back:
            taken.add(each)
        #: [k]: minutes in which more than k are left.
        self.levels: list[int] = []
        while (left := there.above(taken)) > 0:
            self.levels.append(left)
            taken.add(EVERY_MINUTE)

    def starts(self, minutes: int) -> int:
        """The minutes from which on one is left for so long."""
        return runs(self.levels[0], minutes) if self.levels else 0

    def counted(self, minutes: int) -> Counts:
        """For each minute how many appointments of this length could begin there, whoever they are for."""
        return Counts(runs(level, minutes) for level in self.levels)

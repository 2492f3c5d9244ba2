# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""W2: room made by a chain of people who take over from each other.

Whoever is asked to serve hands what is in the way to colleagues, who may hand on in turn, four times at
most (once is W1). The search is bounded by steps and not by the clock, so every process finds the same for
the same day. What it finds is a proof; what it does not find may be possible all the same.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from aufruf.planning.slots.teams import Roster, Way, is_proof, lowered, raised

NEAR_DEPTHS, FAR_DEPTHS = (2,), (3, 4)  # how often a booking may be handed on; once is W1
DEPTHS = NEAR_DEPTHS + FAR_DEPTHS
STEPS = 400  # attempts at each depth


class Ejection:
    """The search on one day: made once, asked for many starts, as long as no witness changes.

    Bookings that have a witness are numbered anew in the order in which they begin, so that sets of them
    are integers too. The appointment that is looked for is the last.
    """

    def __init__(self, roster: Roster, in_order: Sequence[int]) -> None:
        bookings = roster.bookings
        self.roster = roster
        self._index = [index for index in in_order if index in roster.place_of]
        self._firsts = [bookings[index].first for index in self._index]
        self._longest = max((bookings[index].minutes for index in self._index), default=0)
        self.new = len(self._index)
        self.masks = [roster.masks[index] for index in self._index] + [0]
        self._needs = [bookings[index].need for index in self._index] + [0]
        number_of = {index: number for number, index in enumerate(self._index)}
        #: Of each team, the bookings whose witness it is.
        self.held = [sum(1 << number_of[index] for index in team.held) for team in roster.teams]
        self._homes: dict[int, tuple[int, ...]] = {}
        self._beside: dict[int, int] = {}
        #: Steps taken so far, in all.
        self.steps = 0

    def way(self, need: int, window: int, *, depths: Sequence[int] = DEPTHS) -> Way | None:
        """A team that can serve this, and who moves for it; None if nobody was found."""
        self._needs[self.new], self.masks[self.new] = need, window
        self._homes.pop(self.new, None)
        self._beside.pop(self.new, None)  # that of others is added to, each time
        for depth in depths:
            attempt = Attempt(self)
            found = attempt.place(self.new, depth)
            self.steps += STEPS - attempt.left
            if found:
                way = self._way(attempt.held)
                return way if is_proof(self.roster, way, need=need, window=window) else None
            if not attempt.cut:
                break  # everything was tried
        return None

    def homes(self, booking: int) -> tuple[int, ...]:
        """The numbers of all teams that could serve this if they had nothing else to do."""
        found = self._homes.get(booking)
        if found is None:
            mask, teams = self.masks[booking], self.roster.serving(self._needs[booking])
            found = tuple(team.number for team in teams if not mask & ~team.available)
            self._homes[booking] = found
        return found

    def beside(self, booking: int) -> int:
        """The bookings that overlap with this one in time."""
        found = self._beside.get(booking)
        if found is None:
            mask, masks = self.masks[booking], self.masks
            first = (mask & -mask).bit_length() - 1
            near = range(
                bisect_left(self._firsts, first - self._longest), bisect_left(self._firsts, mask.bit_length())
            )
            found = self._beside[booking] = sum(1 << other for other in near if masks[other] & mask)
        return found | 1 << self.new if self.masks[booking] & self.masks[self.new] else found

    def _way(self, held: Sequence[int]) -> Way:
        """What was found: whoever is held by another team than before has moved."""
        moves, target = [], None
        for team, before, after in zip(self.roster.teams, self.held, held, strict=True):
            for booking in members(after & ~before):
                if booking == self.new:
                    target = team
                else:
                    moves.append((self._index[booking], team))
        assert target is not None  # noqa: S101 - a successful attempt has placed it
        return Way(target, tuple(sorted(moves, key=lambda move: move[0])))


class Attempt:
    """One search of bounded depth, on numbers of its own."""

    def __init__(self, ejection: Ejection) -> None:
        self._day = ejection
        teams = ejection.roster.teams
        self._masks = ejection.masks
        self._available = [team.available for team in teams]
        self._busy: list[list[int]] = [team.busy for team in teams]  # each is replaced, never changed
        self._room = [team.room for team in teams]
        self._fixed = 0  # the bookings that have just been put where they are
        #: Of each team, the bookings whose witness it would be.
        self.held = list(ejection.held)
        #: Steps that are left.
        self.left = STEPS
        #: Whether something was left out because it lay too deep or took too long.
        self.cut = False

    def place(self, booking: int, depth: int) -> bool:
        """Find a team for this, pushing others on so many times; all is as before if there is none."""
        mask, room = self._masks[booking], self._room
        homes = self._day.homes(booking)
        for number in homes:
            if not mask & ~room[number]:
                self._set(number, raised(self._busy[number], mask), self.held[number] | 1 << booking)
                return True
        if not depth:
            self.cut = True
            return False
        for _, number, leaving in self._ways_in(booking, mask, homes):
            if not self.left:
                self.cut = True
                return False
            self.left -= 1
            if self._push(booking, number, leaving, depth):
                return True
        return False

    def _push(self, booking: int, number: int, leaving: Sequence[int], depth: int) -> bool:
        """Let these leave a team and put another booking in their place, if all of them find one."""
        if depth == 1 and not all(self._has_room(each) for each in leaving):
            self.cut = True
            return False
        before = (self._busy.copy(), self._room.copy(), self.held.copy())
        busy, held = self._busy[number], self.held[number]
        for each in leaving:
            busy, held = lowered(busy, self._masks[each]), held & ~(1 << each)
        self._set(number, raised(busy, self._masks[booking]), held | 1 << booking)
        fixed, self._fixed = self._fixed, self._fixed | 1 << booking
        found = all(self.place(each, depth - 1) for each in leaving)
        self._fixed = fixed
        if not found:
            self._busy, self._room, self.held = before
        return found

    def _set(self, number: int, busy: list[int], held: int) -> None:
        self._busy[number], self.held[number] = busy, held
        self._room[number] = self._available[number] & ~busy[-1]

    def _ways_in(
        self, booking: int, mask: int, homes: Sequence[int]
    ) -> list[tuple[int, int, tuple[int, ...]]]:
        """Teams that have no room, each with bookings that would have to leave; the fewest first."""
        beside, fixed = self._day.beside(booking), self._fixed
        found = []
        for number in homes:
            there = beside & self.held[number]
            busy = self._busy[number]
            if len(busy) > 1:
                covers = self._covers(busy[-1] & mask, members(there & ~fixed))
                found += [(len(leaving), number, leaving) for leaving in covers]
            elif not there & fixed:  # the only one there: all that is in the way must go
                leaving = members(there)
                found.append((len(leaving), number, leaving))
        found.sort()
        return found

    def _covers(self, full: int, held: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Bookings without which none of these minutes is full: a choice for each that could go first."""
        masks, first = self._masks, full & -full
        for each in held:
            if not masks[each] & first:
                continue
            leaving, rest = [each], full & ~masks[each]
            while rest:
                lowest = rest & -rest
                reaching = [other for other in held if masks[other] & lowest]
                if not reaching:
                    break
                leaving.append(max(reaching, key=masks.__getitem__))
                rest &= ~masks[leaving[-1]]
            if not rest:
                yield tuple(leaving)

    def _has_room(self, booking: int) -> bool:
        mask, room = self._masks[booking], self._room
        return any(not mask & ~room[number] for number in self._day.homes(booking))


def members(numbers: int) -> tuple[int, ...]:
    """The members of a set of numbers that is kept as one integer."""
    found = []
    while numbers:
        lowest = numbers & -numbers
        found.append(lowest.bit_length() - 1)
        numbers ^= lowest
    return tuple(found)

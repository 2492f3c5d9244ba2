# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which appointments the staff of one day can still serve, proven and not counted.

Every booking has a witness, somebody who could serve it: proof that what was promised can be kept. Witnesses
are nobody's duty roster; they change freely. How sets of minutes and teams work: `teams.py`.

W1 is what is offered at once: somebody has room, or has it after colleagues have taken over what is in
the way. W2 (`ejection.py`) looks further for one start. H (`upper.py`) is what cannot be excluded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from aufruf.planning.slots.counts import Counts, Idle
from aufruf.planning.slots.ejection import FAR_DEPTHS, NEAR_DEPTHS, Ejection
from aufruf.planning.slots.lanes import Lanes
from aufruf.planning.slots.teams import Booking, Roster, Team, Way, Worker, minutes_between, runs
from aufruf.planning.slots.upper import attainable, bound

__all__ = ["Booking", "DayCapacity", "Placement", "Worker", "minutes_between"]

SETTLING_STEPS = 2000  # of W2, for all bookings together that have lost their witness
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
KEPT_NEEDS = 2  # sets of services whose free minutes are kept, 6 KB each; answers are smaller
KEPT_ANSWERS = 512


@dataclass(frozen=True, slots=True)
class Placement:
    """Who could serve the new appointment, and every earlier booking whose witness is now another.

    Store all of it, or the proof is lost. The worker named is the first of the team and stands for all of it.
    """

    worker: int
    moved: tuple[tuple[int, int], ...]


class DayCapacity:
    """What is still free on one day. It is asked, never changed: after a booking, make a new one.

    `reserve` holds people back for those who come without an appointment: one set of minutes for each of
    them. It takes nothing from bookings; a new one is refused where no more people than these are idle.
    """

    def __init__(
        self, workers: Sequence[Worker], bookings: Sequence[Booking], *, reserve: Sequence[int] = ()
    ) -> None:
        self._bookings = bookings
        self._reserve = reserve
        self._roster = roster = Roster(workers, bookings)
        self._rounds: dict[Team, list[_Round]] = {}
        in_order = sorted(range(len(bookings)), key=[each.first for each in bookings].__getitem__)
        self._in_order = in_order
        roster.keep(in_order)
        self._kept = dict(roster.place_of)
        self._steps_left = SETTLING_STEPS
        homeless = [index for index in in_order if index not in self._kept]
        #: Bookings nobody was found for. Store no witness for them; their minutes are offered to nobody.
        self.unserved = tuple(sorted(index for index in homeless if not self._settle(index)))
        for index in self.unserved:
            for team in roster.serving(bookings[index].need):
                team.close(roster.masks[index])
        if homeless:
            self._rounds.clear()
        self._lanes: dict[int, Lanes] = {}
        self._starts: dict[tuple[int, int], int] = {}
        self._far: dict[tuple[int, int, int], bool] = {}
        self._ejection: Ejection | None = None
        self._attainable: list[int] | None = None
        self._idle: Idle | None = None

    @property
    def steps(self) -> int:
        """How many steps W2 has taken on this day so far."""
        return 0 if self._ejection is None else self._ejection.steps

    def starts(self, *, need: int, minutes: int) -> int:
        """W1: the minutes at which such an appointment, at least one minute long, could begin."""
        found = self._starts.get((need, minutes))
        if found is None:
            lanes = self._lanes.get(need)
            if lanes is None:
                lanes = _kept(self._lanes, need, Lanes(self._free_sets(need)), most=KEPT_NEEDS)
            found = lanes.starts(minutes)
            if self._reserve:
                found &= self._left().starts(minutes)
            _kept(self._starts, (need, minutes), found, most=KEPT_ANSWERS)
        return found

    def bound(self, *, need: int, minutes: int) -> int:
        """H: no such appointment can begin at any other minute, however bookings are shared out anew."""
        if self._attainable is None:
            self._attainable = attainable(self._roster)
        found = bound(self._roster, self._attainable, need=need, minutes=minutes)
        return found & self._left().starts(minutes) if self._reserve else found

    def places(self, *, need: int, minutes: int) -> "Places":
        """How many such appointments could still begin in each minute, all of them together."""
        return Places(
            starts=self.starts(need=need, minutes=minutes),
            direct=Counts(
                runs(team.available & ~level, minutes)
                for team in self._roster.serving(need)
                for level in team.busy
            ),
            left=self._left().counted(minutes) if self._reserve else None,
        )

    def place(self, *, need: int, minutes: int, first: int) -> Placement | None:
        """Who could serve such an appointment, and which witnesses change for it; None if nobody was found.

        W1, then W2. So a start that was offered by either can be had.
        """
        if self._reserve and not self._left().starts(minutes) >> first & 1:
            return None
        window = minutes_between(first, first + minutes)
        way = self._way(need, window) or self._far_way(need, minutes, first)
        if way is None:
            return None
        now = self._roster.place_of | dict(way.moves)
        moved = sorted((i, team.leader) for i, team in now.items() if self._kept.get(i) is not team)
        return Placement(worker=way.team.leader, moved=tuple(moved))

    def far_start(self, *, need: int, minutes: int, first: int, until: int | None = None) -> bool | None:
        """W2: whether `place` finds somebody for a start that is not among `starts`.

        None if that is not known yet and so many steps have been taken already.
        """
        key = (need, minutes, first)
        found = self._far.get(key)
        if found is None and (until is None or self.steps < until):
            way = self._far_way(need, minutes, first)
            found = _kept(self._far, key, way is not None, most=KEPT_ANSWERS)
        return found

    def _far_way(self, need: int, minutes: int, first: int) -> Way | None:
        """Mostly little is needed, and H costs more than to try that; but it is asked before more is."""
        window = minutes_between(first, first + minutes)
        if self._ejection is None:
            self._ejection = Ejection(self._roster, self._in_order)
        way = self._ejection.way(need, window, depths=NEAR_DEPTHS)
        if way is None and self.bound(need=need, minutes=minutes) >> first & 1:
            way = self._ejection.way(need, window, depths=FAR_DEPTHS)
        return way

    def _settle(self, index: int) -> bool:
        """Find another witness for a booking whose own is gone."""
        need, window = self._bookings[index].need, self._roster.masks[index]
        way = self._way(need, window) or self._settling_way(need, window)
        if way is None:
            return False
        for other, _ in way.moves:
            self._roster.lift(other)
        for other, target in (*way.moves, (index, way.team)):
            self._roster.put(other, target)
        self._rounds.clear()
        return True

    def _settling_way(self, need: int, window: int) -> Way | None:
        """W2, as far as steps are left and H does not exclude it."""
        if self._steps_left <= 0 or not window:
            return None
        within = attainable(self._roster)
        if all(window & ~within[team.number] for team in self._roster.serving(need)):
            return None
        ejection = Ejection(self._roster, self._in_order)
        way = ejection.way(need, window)
        self._steps_left -= ejection.steps
        return way

    def _way(self, need: int, window: int) -> Way | None:
        """W1: directly if somebody has room; else by asking colleagues to take over what is in the way."""
        direct = self._roster.with_room(need, window)
        if direct:
            return Way(min(direct, key=lambda team: team.spare(window)), ())
        for team in self._roster.serving(need):
            if not window & ~team.available:
                leaving = self._leaving(team, window)
                if leaving is not None:
                    return Way(team, self._moves(leaving))
        return None

    def _leaving(self, team: Team, window: int) -> Sequence[int] | None:
        """Who has to leave a team so that it can serve a window; None if not all of them can."""
        masks = self._roster.masks
        if len(team.busy) == 1:  # only one round, of which this is quicker to see
            leaving = [index for index in team.held if masks[index] & window]
            return leaving if all(self._can_leave(index) for index in leaving) else None
        fitting = [
            [index for index in leaving if masks[index] & window & team.full]
            for freed, leaving in self._rounds_of(team)
            if not window & ~(team.room | freed)
        ]
        return min(fitting, key=len, default=None)

    def _can_leave(self, index: int) -> bool:
        """Whether another team has room for a booking whose own has none to spare."""
        mask = self._roster.masks[index]
        for other in self._roster.serving(self._bookings[index].need):  # noqa: SIM110 (twice as fast)
            if not mask & ~other.room:
                return True
        return False

    def _moves(self, leaving: Sequence[int]) -> tuple[tuple[int, Team], ...]:
        """Where those go who leave a team: each has somewhere, or it would not have been asked."""
        moves = []
        for index in leaving:
            mask = self._roster.masks[index]
            there = self._roster.with_room(self._bookings[index].need, mask)
            moves.append((index, min(there, key=lambda other: other.spare(mask))))
        return tuple(moves)

    def _free_sets(self, need: int) -> list[int]:
        """Sets of minutes, each free for somebody at once: those of W1."""
        found = []
        for team in self._roster.serving(need):
            rounds = self._rounds_of(team)
            found += [team.room | freed for freed, _ in rounds] or [team.room]
        return found

    def _rounds_of(self, team: Team) -> "list[_Round]":
        """Sets of bookings that could all leave the team at once, each with the minutes it frees.

        Within a set no two overlap in time, so they cannot collide where they go.
        """
        known = self._rounds.get(team)
        if known is not None:
            return known
        bookings, masks = self._bookings, self._roster.masks
        rounds: list[_Round] = []
        in_the_way = team.full & team.available  # all others cannot find room in this very team
        for index in sorted(team.held, key=lambda index: (bookings[index].first, index)):
            mask = masks[index]
            if not mask & in_the_way or not self._can_leave(index):
                continue
            for at, (taken, leaving) in enumerate(rounds):
                if not taken & mask:
                    rounds[at] = (taken | mask, (*leaving, index))
                    break
            else:
                rounds.append((mask, (index,)))
        found = self._rounds[team] = [(taken & team.available, leaving) for taken, leaving in rounds]
        return found

    def _left(self) -> Idle:
        """Who has nothing to do and is not held back."""
        if self._idle is None:
            roster = self._roster
            present = [team.present for team in roster.teams for _ in team.busy]
            busy = [roster.masks[index] for index in roster.place_of]
            self._idle = Idle(present, busy, self._reserve)
        return self._idle


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How many appointments could begin in each minute, as W1 sees it.

    Exact if everybody can do everything and is there at the same time; else there may be more.
    """

    starts: int
    direct: Counts
    left: Counts | None

    def at(self, first: int) -> int:
        """How many in this minute."""
        if not self.starts >> first & 1:
            return 0
        most = self.direct.at(first) or 1  # one, after colleagues have taken over
        return most if self.left is None else min(most, self.left.at(first))


def _kept(known: dict[_Key, _Value], key: _Key, value: _Value, *, most: int) -> _Value:
    """Remember an answer; nobody fills the memory by asking for ever other things."""
    if len(known) >= most:
        known.clear()
    known[key] = value
    return value


_Round = tuple[int, tuple[int, ...]]  # the minutes that are freed, and whose bookings leave

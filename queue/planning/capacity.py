# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which appointments the staff of one day can still serve, proven and not counted.

A set of minutes is one integer: bit m says something about minute m after the day's start. Every booking
has a witness, somebody who could serve it: proof that what was promised can be kept. Witnesses are nobody's
duty roster; they change freely.

Workers with the same skills and the same presence form a team. Within a team it is exact to count
minute by minute (interval graphs are perfect), so a witness stands for the whole team.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who serves: which services (None: all), and in which minutes of the day."""

    skills: int | None
    present: int


@dataclass(frozen=True, slots=True)
class Booking:
    """A promise: services, first minute, length in whole cells, and who was last proven able to serve it."""

    need: int
    first: int
    minutes: int
    witness: int | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Who could serve the new appointment, and every earlier booking whose witness is now another.

    Store all of it, or the proof is lost. The worker named is the first of the team and stands for all of it.
    """

    worker: int
    moved: tuple[tuple[int, int], ...]


def minutes_between(first: int, last: int) -> int:
    """The minutes from the first up to the last, without the last."""
    return (1 << last) - (1 << first) if first < last else 0


class DayCapacity:
    """What is still free on one day. It is asked, never changed: after a booking, make a new one."""

    def __init__(self, workers: Sequence[Worker], bookings: Sequence[Booking]) -> None:
        self._bookings = bookings
        self._masks = [minutes_between(each.first, each.first + each.minutes) for each in bookings]
        self._teams, team_of = _teams_of(workers)
        self._place_of: dict[int, _Team] = {}
        in_order = sorted(range(len(bookings)), key=lambda index: (bookings[index].first, index))
        for index in in_order:
            self._keep(index, team_of)
        self._kept = dict(self._place_of)
        homeless = [index for index in in_order if index not in self._kept]
        #: Bookings nobody was found for. Store no witness for them; their minutes are offered to nobody.
        self.unserved = tuple(sorted(index for index in homeless if not self._settle(index)))
        for index in self.unserved:
            for team in self._serving(bookings[index].need):
                team.close(self._masks[index])
        for team in self._teams:
            team.rounds = None

    def starts(self, *, need: int, minutes: int) -> int:
        """The minutes at which such an appointment, at least one minute long, could begin."""
        found = 0
        for team in self._serving(need):
            rounds = self._rounds(team)
            for freed, _ in rounds:
                found |= _runs(team.room | freed, minutes)
            if not rounds:
                found |= _runs(team.room, minutes)
        return found

    def places(self, *, need: int, minutes: int, first: int) -> int:
        """How many such appointments could still begin in this minute, all of them together.

        Exact if everybody can do everything and is there at the same time; else there may be more.
        """
        window = minutes_between(first, first + minutes)
        direct = sum(team.places(window) for team in self._serving(need))
        return direct or int(self._way(need, window) is not None)

    def place(self, *, need: int, minutes: int, first: int) -> Placement | None:
        """Who could serve such an appointment, and which witnesses change for it; None if nobody can."""
        way = self._way(need, minutes_between(first, first + minutes))
        if way is None:
            return None
        now = self._place_of | dict(way.moves)
        moved = sorted((i, team.leader) for i, team in now.items() if self._kept.get(i) is not team)
        return Placement(worker=way.team.leader, moved=tuple(moved))

    def _keep(self, index: int, team_of: Sequence["_Team"]) -> None:
        """Leave a booking with its stored witness, if that proof still holds."""
        booking, mask = self._bookings[index], self._masks[index]
        if booking.witness is None or not 0 <= booking.witness < len(team_of):
            return
        team = team_of[booking.witness]
        if team.serves(booking.need) and not mask & ~team.room:
            self._put(index, team)

    def _settle(self, index: int) -> bool:
        """Find another witness for a booking whose own is gone."""
        way = self._way(self._bookings[index].need, self._masks[index])
        if way is None:
            return False
        for other, target in way.moves:
            before = self._place_of[other]
            before.remove(self._masks[other])
            before.held.remove(other)
            self._put(other, target)
        self._put(index, way.team)
        for team in self._teams:
            team.rounds = None
        return True

    def _put(self, index: int, team: "_Team") -> None:
        team.add(self._masks[index])
        team.held.append(index)
        self._place_of[index] = team

    def _serving(self, need: int) -> Iterator["_Team"]:
        return (team for team in self._teams if team.serves(need))

    def _way(self, need: int, window: int) -> "_Way | None":
        """Directly if somebody has room; else by asking colleagues to take over what is in the way."""
        direct = min(self._with_room(need, window), key=lambda team: team.spare(window), default=None)
        if direct is not None:
            return _Way(direct, ())
        for team in self._serving(need):
            in_the_way = [
                [index for index in leaving if self._masks[index] & window & team.full]
                for freed, leaving in self._rounds(team)
                if not window & ~(team.room | freed)
            ]
            if in_the_way:
                return _Way(team, self._moves(min(in_the_way, key=len)))
        return None

    def _moves(self, leaving: Sequence[int]) -> "tuple[tuple[int, _Team], ...]":
        """Where those go who leave a team: each has somewhere, or it would not have been asked."""
        moves = []
        for index in leaving:
            mask = self._masks[index]
            there = self._with_room(self._bookings[index].need, mask)
            moves.append((index, min(there, key=lambda other: other.spare(mask))))
        return tuple(moves)

    def _with_room(self, need: int, window: int) -> Iterator["_Team"]:
        return (team for team in self._serving(need) if not window & ~team.room)

    def _rounds(self, team: "_Team") -> "list[_Round]":
        """Sets of bookings that could all leave the team at once, each with the minutes it frees.

        Within a set no two overlap in time, so they cannot collide where they go.
        """
        if team.rounds is None:
            rounds: list[_Round] = []
            for index in sorted(team.held, key=lambda index: (self._bookings[index].first, index)):
                mask = self._masks[index]
                if not mask & team.full & team.available:
                    continue  # it is not in the way; all others cannot find room in this very team
                if not any(self._with_room(self._bookings[index].need, mask)):
                    continue
                at = next((n for n, (taken, _) in enumerate(rounds) if not taken & mask), len(rounds))
                taken, leaving = rounds[at] if at < len(rounds) else (0, ())
                rounds[at : at + 1] = [(taken | mask, (*leaving, index))]
            team.rounds = [(taken & team.available, leaving) for taken, leaving in rounds]
        return team.rounds


@dataclass(slots=True, eq=False)
class _Team:
    """Workers who are interchangeable: the same skills, the same presence."""

    leader: int
    skills: int | None
    available: int  # minutes in which they are there and may be offered
    room: int  # minutes in which one more of them can be busy
    busy: list[int] = field(default_factory=list)  # [k]: minutes in which more than k are busy
    held: list[int] = field(default_factory=list)  # the bookings whose witness they are
    rounds: "list[_Round] | None" = None  # what could leave, once worked out

    @property
    def full(self) -> int:
        return self.busy[-1]

    @property
    def breadth(self) -> float:
        return float("inf") if self.skills is None else self.skills.bit_count()

    def serves(self, need: int) -> bool:
        return self.skills is None or not need & ~self.skills

    def places(self, window: int) -> int:
        """How many of them can be free in all of these minutes, if the team shares its bookings out anew."""
        return 0 if window & ~self.available else sum(not window & level for level in self.busy)

    def spare(self, window: int) -> tuple[float, int]:
        """How much they are missed elsewhere: their skills, then the length of the gap around the window."""
        first, last = (window & -window).bit_length() - 1, window.bit_length()
        before, after = ~self.room & ((1 << first) - 1), ~self.room >> last
        return self.breadth, last + (after & -after).bit_length() - 1 - before.bit_length()

    def add(self, mask: int) -> None:
        """One more is busy in these minutes, in none of which all are."""
        for k, level in enumerate(self.busy):
            self.busy[k], mask = level | mask, level & mask
            if not mask:
                break
        self.room = self.available & ~self.full

    def remove(self, mask: int) -> None:
        """One less is busy in these minutes."""
        for k in reversed(range(len(self.busy))):
            level = self.busy[k]
            self.busy[k], mask = level & ~mask, mask & ~level
        self.room = self.available & ~self.full

    def close(self, mask: int) -> None:
        """Offer nothing in these minutes."""
        self.available &= ~mask
        self.room = self.available & ~self.full


@dataclass(frozen=True, slots=True)
class _Way:
    """A team that can serve a window, once these bookings have gone to other teams."""

    team: _Team
    moves: tuple[tuple[int, _Team], ...]


_Round = tuple[int, tuple[int, ...]]  # the minutes that are freed, and whose bookings leave


def _teams_of(workers: Sequence[Worker]) -> tuple[list[_Team], list[_Team]]:
    """The teams, those with the fewest skills first; and the team of each worker."""
    teams: dict[Worker, _Team] = {}
    for index, worker in enumerate(workers):
        team = teams.setdefault(worker, _Team(index, worker.skills, worker.present, worker.present))
        team.busy.append(0)
    ordered = sorted(teams.values(), key=lambda team: (team.breadth, team.leader))
    return ordered, [teams[worker] for worker in workers]


def _runs(free: int, length: int) -> int:
    """The minutes that begin a free run of this length: doubling, so a handful of shifts."""
    have = 1
    while have < length:
        step = min(have, length - have)
        free &= free >> step
        have += step
    return free

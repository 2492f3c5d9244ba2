# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who serves and what is promised on one day, as sets of minutes.

A set of minutes is one integer: bit m says something about minute m after the day's start. Workers with the
same skills and the same presence form a team. Within a team it is exact to count minute by minute (interval
graphs are perfect), so a witness stands for the whole team.
"""

from collections.abc import Sequence
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


def minutes_between(first: int, last: int) -> int:
    """The minutes from the first up to the last, without the last."""
    return (1 << last) - (1 << first) if first < last else 0


def runs(free: int, length: int) -> int:
    """The minutes that begin a free run of this length: doubling, so a handful of shifts."""
    have = 1
    while have < length:
        step = min(have, length - have)
        free &= free >> step
        have += step
    return free


def raised(levels: Sequence[int], mask: int) -> list[int]:
    """The levels ([k]: minutes in which more than k are busy) when one more is busy in these minutes."""
    after = list(levels)
    for k, level in enumerate(levels):
        after[k], mask = level | mask, level & mask
        if not mask:
            break
    return after


def lowered(levels: Sequence[int], mask: int) -> list[int]:
    """The levels when one less is busy in these minutes."""
    after = list(levels)
    for k in reversed(range(len(levels))):
        level = levels[k]
        after[k], mask = level & ~mask, mask & ~level
    return after


@dataclass(slots=True, eq=False)
class Team:
    """Workers who are interchangeable: the same skills, the same presence."""

    leader: int  # the first of them, who stands for all
    skills: int | None
    present: int
    breadth: float  # how many services they may do
    available: int = 0  # minutes in which they are there and may be offered
    room: int = 0  # minutes in which one more of them can be busy
    number: int = 0  # their place among the teams
    busy: list[int] = field(default_factory=list)  # [k]: minutes in which more than k are busy
    held: list[int] = field(default_factory=list)  # the bookings whose witness they are

    @property
    def full(self) -> int:
        """Minutes in which all of them are busy."""
        return self.busy[-1]

    def serves(self, need: int) -> bool:
        """Whether they may do all of these services."""
        return self.skills is None or not need & ~self.skills

    def spare(self, window: int) -> tuple[float, int]:
        """How much they are missed elsewhere: their skills, then the length of the gap around the window."""
        first, last = (window & -window).bit_length() - 1, window.bit_length()
        before, after = ~self.room & ((1 << first) - 1), ~self.room >> last
        return self.breadth, last + (after & -after).bit_length() - 1 - before.bit_length()

    def add(self, mask: int) -> None:
        """One more is busy in these minutes, in none of which all are."""
        self.busy = raised(self.busy, mask)
        self.room = self.available & ~self.busy[-1]

    def remove(self, mask: int) -> None:
        """One less is busy in these minutes."""
        self.busy = lowered(self.busy, mask)
        self.room = self.available & ~self.busy[-1]

    def close(self, mask: int) -> None:
        """Offer nothing in these minutes."""
        self.available &= ~mask
        self.room = self.available & ~self.busy[-1]


class Roster:
    """Teams, bookings, and which team each booking's witness belongs to."""

    def __init__(self, workers: Sequence[Worker], bookings: Sequence[Booking]) -> None:
        self.bookings = bookings
        self.masks = [((1 << each.minutes) - 1) << each.first for each in bookings]
        self.teams, self.team_of = _teams_of(workers)
        self.place_of: dict[int, Team] = {}
        self._serving: dict[int, tuple[Team, ...]] = {}

    def serving(self, need: int) -> tuple[Team, ...]:
        """The teams that may do all of these services, those with the fewest skills first."""
        found = self._serving.get(need)
        if found is None:
            found = self._serving[need] = tuple(team for team in self.teams if team.serves(need))
        return found

    def with_room(self, need: int, window: int) -> list[Team]:
        """Those of them of whom one is free in all of these minutes."""
        return [team for team in self.serving(need) if not window & ~team.room]

    def keep(self, order: Sequence[int]) -> None:
        """Leave each booking with its stored witness, as far as that proof still holds.

        Every day that somebody asks for begins with this: hence no calls for teams of one.
        """
        bookings, masks, team_of, place_of = self.bookings, self.masks, self.team_of, self.place_of
        people = range(len(team_of))
        for index in order:
            booking, mask = bookings[index], masks[index]
            if booking.witness is None or booking.witness not in people:
                continue
            team = team_of[booking.witness]
            room = team.room
            if mask & room != mask or (team.skills is not None and booking.need & ~team.skills):
                continue
            if len(team.busy) == 1:
                team.busy[0] |= mask
                team.room = room ^ mask
                team.held.append(index)
                place_of[index] = team
            else:
                self.put(index, team)

    def put(self, index: int, team: Team) -> None:
        """Let a team be the witness of a booking that has none."""
        team.add(self.masks[index])
        team.held.append(index)
        self.place_of[index] = team

    def lift(self, index: int) -> None:
        """Take a booking's witness away."""
        team = self.place_of.pop(index)
        team.remove(self.masks[index])
        team.held.remove(index)


@dataclass(frozen=True, slots=True)
class Way:
    """A team that can serve a window, once these bookings have gone to other teams."""

    team: Team
    moves: tuple[tuple[int, Team], ...]


def is_proof(roster: Roster, way: Way, *, need: int, window: int) -> bool:
    """Whether everybody's bookings fit when all have moved, and the new one too: added up anew."""
    levels: dict[Team, list[int]] = {}
    for index, _ in way.moves:
        source = roster.place_of[index]
        levels[source] = lowered(levels.get(source, source.busy), roster.masks[index])
    arriving = [(roster.bookings[index].need, roster.masks[index], team) for index, team in way.moves]
    for its_need, mask, team in [*arriving, (need, window, way.team)]:
        before = levels.get(team, team.busy)
        if not team.serves(its_need) or mask & ~team.available or mask & before[-1]:
            return False
        levels[team] = raised(before, mask)
    return True


def _teams_of(workers: Sequence[Worker]) -> tuple[list[Team], list[Team]]:
    """The teams, those with the fewest skills first; and the team of each worker."""
    teams: dict[tuple[int | None, int], Team] = {}
    team_of = []
    for index, worker in enumerate(workers):
        kind = (worker.skills, worker.present)
        team = teams.get(kind)
        if team is None:
            breadth = float("inf") if worker.skills is None else worker.skills.bit_count()
            team = Team(index, worker.skills, worker.present, breadth, worker.present, worker.present)
            teams[kind] = team
        team.busy.append(0)
        team_of.append(team)
    ordered = sorted(teams.values(), key=lambda team: (team.breadth, team.leader))
    for number, team in enumerate(ordered):
        team.number = number
    return ordered, team_of

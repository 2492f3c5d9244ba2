# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""H: where an appointment could begin at the very most.

For each minute by itself the bookings are matched to people anew: Hall's condition, exact for that minute.
The witnesses are such a matching already, so one more fits in if and only if a chain of hand-overs leads
to somebody with room (Berge), and all minutes are followed at once, as bit sets. What is left out is that
nobody hands over in the middle of an appointment; only the new one must keep one team all the time. So no
feasible start is missing from H, and not every start in H is feasible.
"""

from collections.abc import Sequence

from aufruf.planning.slots.teams import Roster, runs


def attainable(roster: Roster) -> list[int]:
    """For each team the minutes in which it could take one more, if each minute stood by itself."""
    found = [team.present & ~team.full for team in roster.teams]
    holding: dict[tuple[int, int], int] = {}
    for index, team in roster.place_of.items():
        key = (roster.bookings[index].need, team.number)
        holding[key] = holding.get(key, 0) | roster.masks[index]
    serving = {need: [team.number for team in roster.serving(need)] for need, _ in holding}
    grown = True
    while grown:
        grown = False
        elsewhere = {need: _union(found, numbers) for need, numbers in serving.items()}
        for (need, number), mask in holding.items():
            gained = mask & elsewhere[need] & ~found[number]
            if gained:
                found[number] |= gained
                grown = True
    return found


def bound(roster: Roster, within: Sequence[int], *, need: int, minutes: int) -> int:
    """The minutes outside which no such appointment can begin, given what each team could attain."""
    found = 0
    for team in roster.serving(need):
        found |= runs(within[team.number] & team.available, minutes)
    return found


def _union(sets: Sequence[int], numbers: Sequence[int]) -> int:
    found = 0
    for number in numbers:
        found |= sets[number]
    return found

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Breaks as the law wants them (ArbZG § 4), and the places where they may lie.

`breaches` looks at a duty minute by minute and knows nothing of how breaks are placed: it is what plans are
checked with. `placements` says where the breaks of a shift may lie, within the law and the office's margin.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from itertools import groupby, islice

from aufruf.planning.plans.balance import PERIOD, BreakRules, Span

#: Nobody works longer than this without a break, in minutes.
LONGEST_STRETCH = 360
#: A shorter break is none.
SHORTEST_PIECE = 15
#: More places than this for one shift make the search slow, and the plan no better.
MOST_PLACES = 160
BETWEEN = 60  # minutes of work between two breaks of one person, where there is room


class Breach(Enum):
    """What is wrong with somebody's breaks."""

    TOO_LITTLE = "too_little"
    TOO_LONG_WITHOUT = "too_long_without"
    AT_THE_EDGE = "at_the_edge"  # at the begin or the end of the shift, or outside it


def break_minutes(work: int) -> int:
    """How much break so many minutes of work (without breaks) want."""
    if work > 9 * 60:
        return 45
    return 30 if work > 6 * 60 else 0


def breaches(shift: Span, breaks: Sequence[Span]) -> tuple[Breach, ...]:
    """What the law has against these breaks; nothing if it is content."""
    found: set[Breach] = set()
    resting: set[int] = set()
    for pause in breaks:
        if pause.begin <= shift.begin or pause.end >= shift.end:
            found.add(Breach.AT_THE_EDGE)
        else:
            resting.update(range(pause.begin, pause.end))
    work = 0
    rest = 0
    longest = 0
    stretch = 0
    minutes = (minute in resting for minute in range(shift.begin, shift.end))
    for is_rest, run in groupby(minutes):
        length = sum(1 for _ in run)
        if is_rest and length >= SHORTEST_PIECE:
            rest += length
            stretch = 0
        else:
            work += length
            stretch += length
            longest = max(longest, stretch)
    if rest < break_minutes(work):
        found.add(Breach.TOO_LITTLE)
    if longest > LONGEST_STRETCH:
        found.add(Breach.TOO_LONG_WITHOUT)
    return tuple(sorted(found, key=lambda breach: breach.value))


def placements(
    shift: Span,
    planned: Sequence[int],
    rules: BreakRules,
    *,
    taken: Sequence[Span] = (),
    not_before: int | None = None,
    step: int = PERIOD,
) -> list[tuple[Span, ...]]:
    """Every way to place the breaks of a shift; empty if there is none.

    `planned` are the lengths of the breaks still to be placed; they grow where the law wants more. `taken`
    are those that stay, all of them before the others. No break is placed before `not_before`; they begin
    on a grid of `step` minutes.
    """
    earliest = shift.begin if not_before is None else max(shift.begin, not_before)
    for pieces in _pieces(shift, planned, taken):
        for margin in _margins(rules):
            places: list[tuple[Span, ...]] = []
            for grid in (step, 2 * step, 4 * step, 8 * step):
                ways = _place(pieces, shift, margin, taken=taken, earliest=earliest, step=grid)
                places = list(islice(ways, MOST_PLACES + 1)) or places
                if len(places) <= MOST_PLACES:
                    break
            if places:
                return [(*taken, *each) for each in places[:MOST_PLACES]]
    return []


def _pieces(shift: Span, planned: Sequence[int], taken: Sequence[Span]) -> Iterator[tuple[int, ...]]:
    """The lengths of breaks that are enough: as planned, else in one piece, else in two."""
    had = sum(pause.minutes for pause in taken if pause.minutes >= SHORTEST_PIECE)
    total = shift.minutes
    as_planned = tuple(length for length in planned if length >= SHORTEST_PIECE)
    rest = had + sum(as_planned)
    if rest >= break_minutes(total - rest):
        yield as_planned
    # The shortest break that is enough: taking it shortens the work, and with it what is wanted.
    wanted = next(length for length in (0, 15, 30, 45) if had + length >= break_minutes(total - had - length))
    if wanted < SHORTEST_PIECE:
        yield ()
        wanted = SHORTEST_PIECE  # the sum is enough, and yet somebody works too long without a break
    yield (wanted,)
    yield (SHORTEST_PIECE, max(SHORTEST_PIECE, wanted - SHORTEST_PIECE))


def _margins(rules: BreakRules) -> Iterator[BreakRules]:
    """The office's margin, and less and less of it where no place is left."""
    for left in range(max(rules.long_service, 0), 0, -PERIOD):
        yield replace(rules, long_service=left)
    yield replace(rules, long_service=0)
    yield replace(rules, long_service=0, after=PERIOD, before=PERIOD)


def _place(
    pieces: Sequence[int],
    shift: Span,
    rules: BreakRules,
    *,
    taken: Sequence[Span],
    earliest: int,
    step: int,
) -> Iterator[tuple[Span, ...]]:
    """All places of these breaks, one after the other."""
    since = taken[-1].end if taken else shift.begin
    stretch = LONGEST_STRETCH - rules.long_service
    if not pieces:
        # A shift that needs no break is as long as it is: the margin is for those that have one.
        if shift.end - since <= (stretch if taken else LONGEST_STRETCH):
            yield ()
        return
    length, rest = pieces[0], pieces[1:]
    first = max(earliest, since + (min(BETWEEN, rules.after) if taken else rules.after))
    last = min(since + stretch, shift.end - rules.before - length - sum(rest))
    for begin in range(-(-first // step) * step, last + 1, step):
        pause = Span(begin, begin + length)
        following = _place(rest, shift, rules, taken=(*taken, pause), earliest=earliest, step=step)
        yield from ((pause, *places) for places in following)

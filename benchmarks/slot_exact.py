# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a day's bookings can all be served, exactly: a mixed-integer program, given time."""

from collections.abc import Sequence
from dataclasses import replace

from aufruf.planning.plans.linear_program import Ending, Program
from aufruf.planning.slots.capacity import Booking, Worker, minutes_between


def served_by(
    workers: Sequence[Worker], bookings: Sequence[Booking], *, seconds: float
) -> tuple[Ending, list[Booking]]:
    """The bookings, each with somebody who serves it; nothing if that is impossible or time was too short."""
    program = Program()
    columns: dict[tuple[int, int], int] = {}
    for index, each in enumerate(bookings):
        mask = minutes_between(each.first, each.first + each.minutes)
        able = [
            who
            for who, worker in enumerate(workers)
            if not mask & ~worker.present and (worker.skills is None or not each.need & ~worker.skills)
        ]
        if not able:
            return Ending.NO_SOLUTION, []
        for who in able:
            columns[index, who] = program.add_column(most=1, whole=True)
        program.add_row([(columns[index, who], 1) for who in able], least=1, most=1)
    for going_on in _cliques(bookings):
        for who in range(len(workers)):
            theirs = [columns[index, who] for index in going_on if (index, who) in columns]
            if len(theirs) > 1:
                program.add_row([(column, 1) for column in theirs], most=1)
    solution = program.solve(seconds=seconds)
    if not solution.values:
        return solution.ending, []
    witness = {index: who for (index, who), column in columns.items() if solution.values[column] > 1 / 2}
    return Ending.SOLVED, [replace(each, witness=witness[index]) for index, each in enumerate(bookings)]


def _cliques(bookings: Sequence[Booking]) -> list[list[int]]:
    """Which bookings go on at once: at each start after which one ends before the next start."""
    starts = sorted({each.first for each in bookings})
    ends = {each.first + each.minutes for each in bookings}
    found = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        if following is None or any(start < end <= following for end in ends):
            found.append(
                [i for i, each in enumerate(bookings) if each.first <= start < each.first + each.minutes]
            )
    return found

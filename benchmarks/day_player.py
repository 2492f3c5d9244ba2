# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One day of an office played event by event, compiled by Numba.

What happens: somebody arrives; a citizen or a break is over, or a shift begins; a break of somebody idle is
due. A break that is due while somebody is served begins after that. Who gives up waiting is noticed when
somebody looks for the next one.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

WALK_IN, APPOINTMENT, PRIORITY = 0, 1, 2
#: The call order that offices have by default (docs/call-order.md), in minutes.
CREDIT = (0.0, 60.0, 120.0)
RATE = (1.0, 3.0, 5.0)
EARLY, GRACE = 5.0, 10.0
FOREVER = 1e18

_F = TypeVar("_F", bound=Callable[..., object])
if TYPE_CHECKING:

    def compiled(function: _F) -> _F:
        """The function, compiled when it is first called."""
        return function

else:
    from numba import njit

    compiled = njit(cache=True)

_Numbers = npt.NDArray[np.float64]
_Whole = npt.NDArray[np.int64]
_Flags = npt.NDArray[np.bool_]


@compiled
def score(now: float, kind: int, arrived: float, booked_at: float) -> float:
    """Who has the highest is next. An appointment that is early comes after everybody else."""
    if kind == APPOINTMENT and arrived <= booked_at + GRACE:
        reference = max(arrived, booked_at - EARLY)
        if now < reference:
            return -1e6 + now - reference
        return CREDIT[APPOINTMENT] + RATE[APPOINTMENT] * (now - reference)
    if kind == PRIORITY:
        return CREDIT[PRIORITY] + RATE[PRIORITY] * (now - arrived)
    return now - arrived


@compiled
def next_one(
    now: float, person: int, waiting: _Whole, count: int, can: _Flags,
    arrives: _Numbers, service: _Whole, kind: _Whole, booked_at: _Numbers, patience: _Numbers,
) -> tuple[int, int]:  # fmt: skip
    """The place in the queue of who is next for this person (-1: nobody), and how many still wait."""
    kept = 0
    best = -1
    highest = -FOREVER
    for place in range(count):
        who = waiting[place]
        if arrives[who] + patience[who] < now:
            continue
        waiting[kept] = who
        if can[person, service[who]]:
            value = score(now, kind[who], arrives[who], booked_at[who])
            if value > highest:
                highest = value
                best = kept
        kept += 1
    return best, kept


@compiled
def idle_one(
    who_wants: int, now: float, idle: _Flags, idle_since: _Numbers, ends: _Numbers, can: _Flags
) -> int:
    """Of the idle people who may serve this: who can do least, then who has been idle longest; -1: nobody."""
    best = -1
    lowest = FOREVER
    for person in range(len(idle)):
        if idle[person] and now < ends[person] and can[person, who_wants]:
            key = can[person].sum() * 1e4 + idle_since[person]
            if key < lowest:
                lowest = key
                best = person
    return best


@compiled
def leave(waiting: _Whole, place: int, count: int) -> int:
    """Take this place out of the queue; how many still wait."""
    for behind in range(place + 1, count):
        waiting[behind - 1] = waiting[behind]
    return count - 1


@compiled
def next_free(
    before: float, free_at: _Numbers, idle: _Flags, breaks_had: _Whole, break_at: _Numbers
) -> tuple[float, int]:
    """Who is free, or idle with a break due, before this moment: the first, and when; -1: nobody."""
    now = before
    who = -1
    for person in range(len(free_at)):
        had = breaks_had[person]
        due = free_at[person]
        if idle[person]:
            due = break_at[person, had] if had < break_at.shape[1] else FOREVER
        if due < now:
            now = due
            who = person
    return now, who


@compiled
def play(
    lights_out: float,
    arrives: _Numbers, service: _Whole, kind: _Whole, booked_at: _Numbers, patience: _Numbers,
    duration: _Numbers, pace: _Numbers, can: _Flags, begins: _Numbers, ends: _Numbers,
    break_at: _Numbers, break_long: _Numbers,
    start: _Numbers, end: _Numbers, staff: _Whole, break_began: _Numbers,
) -> None:  # fmt: skip
    """Fill the last four with what happens. People arrive in this order."""
    free_at = begins.copy()
    idle = np.zeros(len(pace), np.bool_)
    idle_since = np.zeros(len(pace))
    breaks_had = np.zeros(len(pace), np.int64)
    waiting = np.empty(len(arrives), np.int64)
    count = 0
    coming = 0
    while True:
        arrival = arrives[coming] if coming < len(arrives) else FOREVER
        now, person = next_free(arrival, free_at, idle, breaks_had, break_at)
        if now > lights_out:
            return
        if person < 0:
            visitor = coming
            coming += 1
            person = idle_one(service[visitor], now, idle, idle_since, ends, can)
            if person < 0:
                waiting[count] = visitor
                count += 1
                continue
        elif now >= ends[person]:
            idle[person] = False
            free_at[person] = FOREVER
            continue
        else:
            had = breaks_had[person]
            if had < break_at.shape[1] and now >= break_at[person, had]:
                breaks_had[person] += 1
                break_began[person, had] = now
                idle[person] = False
                free_at[person] = now + break_long[person, had]
                continue
            place, count = next_one(
                now, person, waiting, count, can, arrives, service, kind, booked_at, patience
            )
            if place < 0:
                idle[person] = True
                idle_since[person] = now
                continue
            visitor = waiting[place]
            count = leave(waiting, place, count)
        start[visitor] = now
        staff[visitor] = person
        free_at[person] = now + duration[visitor] * pace[person]
        end[visitor] = free_at[person]
        idle[person] = False

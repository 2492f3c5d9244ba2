# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many futures of one office: what nobody knows is drawn anew for each, given all that has been seen.

Every future has its own seed: the same scene gives the same answer, and a scene that differs in one thing is
compared with the same chance as far as possible.
"""

from typing import NamedTuple

import numpy as np

from aufruf.planning.clockwork import describe, enqueue, play
from aufruf.planning.compiled import compiled
from aufruf.planning.floor import FOREVER, NOBODY, Floor, Numbers, Row, Rows, Whole
from aufruf.planning.normal import beyond, drawn_beyond, left_of
from aufruf.planning.scene import Kind

APPOINTMENT = int(Kind.APPOINTMENT)

EXPECTED = np.dtype([("booked", "f8"), ("shows", "f8"), ("type", "i4")])
BUSY = np.dtype([("free_at", "f8"), ("elapsed", "f8"), ("type", "i4")])  # type NOBODY: serves nobody


class Seen(NamedTuple):
    """What is known now."""

    kinds: Whole  # of the tickets that wait
    order: Whole  # in which they are put into their lanes: those who count from earlier first
    question_kinds: Whole
    asked: Whole  # the questions in the order of time
    expected: Rows
    busy: Rows
    speed: Numbers  # mean and standard deviation of ln(how much longer all takes today)
    demand: Numbers  # shape and rate of how many more come today; shape 0: as many as expected


@compiled
def still_comes(shows: float, yet: float) -> float:
    """How likely somebody comes who is not here; `yet`: the share of those who come that is not here yet."""
    if yet <= 0 or shows <= 0:
        return 0.0
    return shows * yet / (shows * yet + 1.0 - shows)


@compiled
def draw_expected(floor: Floor, now: float, row: Row) -> None:
    """Let somebody with an appointment come after all, or not."""
    chance, counts = floor.chance[0], floor.counts[0]
    mean = row.booked + chance.late_mean
    if chance.late_sd > 0:
        z = (now - mean) / chance.late_sd
        yet = beyond(z)
    else:
        z, yet = 0.0, 1.0 if mean > now else 0.0
    if np.random.random() >= still_comes(row.shows, yet):  # noqa: NPY002 - Numba knows no other
        return
    j = counts.tickets
    counts.tickets += 1
    who = floor.tickets[j]
    who.arrived = max(now, mean + chance.late_sd * drawn_beyond(z) if chance.late_sd > 0 else mean)
    who.enters = who.arrived
    who.booked, who.type = row.booked, row.type
    who.leaves, who.minutes, who.deaf, who.sent = FOREVER, -1.0, -1, NOBODY
    describe(floor, floor.tickets, j, APPOINTMENT)


@compiled
def reset(floor: Floor, seen: Seen, now: float) -> None:
    """Everything as it is now, and this future's chance."""
    chance, counts = floor.chance[0], floor.counts[0]
    chance.speed = seen.speed[0] + seen.speed[1] * np.random.standard_normal()  # noqa: NPY002
    chance.demand = 1.0
    if seen.demand[0] > 0:
        chance.demand = np.random.gamma(seen.demand[0]) / seen.demand[1]  # noqa: NPY002
    counts.tickets = len(seen.kinds)
    counts.watched = len(seen.kinds) + len(seen.asked)
    counts.returning_from = counts.returning_to = counts.asking = 0
    floor.in_class[:] = 0
    for lane in range(len(floor.lanes)):
        floor.lanes[lane].first = floor.lanes[lane].last = NOBODY
    for entry in range(len(floor.entries)):
        floor.entries[entry].lane = NOBODY
    for i in range(len(floor.servers)):
        server, busy = floor.servers[i], seen.busy[i]
        server.idle, server.breaks_had = False, 0
        server.wakes = busy.free_at
        if busy.type != NOBODY:
            kind = floor.types[busy.type]
            left = left_of(kind.log_mean + chance.speed, kind.log_sd, busy.elapsed)
            server.wakes = max(busy.free_at, now + left + chance.between)
        elif busy.free_at <= now:  # nobody knows since when they are free
            server.wakes = now + chance.between * np.random.random()  # noqa: NPY002
    for q in range(len(seen.asked)):
        describe(floor, floor.questions, q, seen.question_kinds[q])


@compiled
def bring(floor: Floor, seen: Seen, now: float) -> Whole:
    """Those who wait, and those with an appointment who will; the tickets that enter later, in order."""
    for place in range(len(seen.order)):
        j = seen.order[place]
        who, kind = floor.tickets[j], seen.kinds[j]
        describe(floor, floor.tickets, j, kind)
        who.leaves = FOREVER
        if kind != APPOINTMENT and floor.chance[0].patience < FOREVER:
            # Nobody sees them go: they may be gone already.
            who.leaves = who.arrived + np.random.exponential() * floor.chance[0].patience  # noqa: NPY002
        if who.enters <= now:
            enqueue(floor, j, now)
    for row in range(len(seen.expected)):
        draw_expected(floor, now, seen.expected[row])
    later = np.empty(floor.counts[0].tickets, np.int64)
    count = 0
    for j in range(len(later)):
        if floor.tickets[j].enters > now or j >= len(seen.kinds):
            later[count] = j
            count += 1
    times = np.empty(count)
    for place in range(count):
        times[place] = floor.tickets[later[place]].enters
    return later[:count][np.argsort(times, kind="mergesort")]


@compiled
def play_futures(
    floor: Floor, seen: Seen, now: float, seed: int, called: Numbers, questions_called: Numbers
) -> None:
    """Fill in when each ticket and each question ([future, …]) is called; FOREVER: not today."""
    waiting = len(seen.kinds)
    for future in range(called.shape[0]):
        np.random.seed((seed + future) % 2**32)  # noqa: NPY002
        reset(floor, seen, now)
        entering = bring(floor, seen, now)
        play(floor, now, entering, seen.asked, waiting)
        for j in range(waiting):
            called[future, j] = floor.tickets[j].called
        for q in range(len(seen.asked)):
            questions_called[future, q] = floor.questions[q].called

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many futures of one office: what nobody knows is drawn anew for each, given all that has been seen.

Every future has its own seed: the same scene gives the same answer, and a scene that differs in one thing is
compared with the same chance as far as possible.
"""

import math
from typing import NamedTuple

import numpy as np

from aufruf.planning.waits.call_order import APPOINTMENT, describe, enqueue
from aufruf.planning.waits.clockwork import give_up, run
from aufruf.planning.waits.compiled import compiled, inner
from aufruf.planning.waits.floor import ASKED, ENTERING, FOREVER, NOBODY, Floor, Numbers, Row, Rows, Whole
from aufruf.planning.waits.normal import beyond, drawn_beyond, left_of

EXPECTED = np.dtype(
    [
        ("booked", "f8"),
        ("shows", "f8"),  # before anything is known
        ("still", "f8"),  # given that they are not here yet
        ("z", "f8"),  # how late they are already, in standard deviations
        ("type", "i8"),
    ],
    align=True,
)
BUSY = np.dtype(
    [("free_at", "f8"), ("elapsed", "f8"), ("type", "i8")], align=True
)  # type NOBODY: serves nobody


class Seen(NamedTuple):
    """What is known now."""

    kinds: Whole  # of the tickets that wait, then of the questions
    order: Whole  # in which who waits is put into the lanes: those who count from earlier first
    asked: Whole  # the questions (as rows of tickets) in the order of time
    expected: Rows  # in the order of booking
    busy: Rows
    speed: Numbers  # mean and standard deviation of ln(how much longer all takes today)
    demand: Numbers  # shape and rate of how many more come today; shape 0: as many as expected


@inner
def still_comes(shows: float, yet: float) -> float:
    """How likely somebody comes who is not here; `yet`: the share of those who come that is not here yet."""
    if yet <= 0 or shows <= 0:
        return 0.0
    return shows * yet / (shows * yet + 1.0 - shows)


@inner
def judge_expected(floor: Floor, seen: Seen, now: float) -> None:
    """Who is late already is the less likely to come."""
    state = floor.states[0]
    for number in range(len(seen.expected)):
        row = seen.expected[number]
        mean = row.booked + state.late_mean
        row.z = (now - mean) / max(state.late_sd, 1e-9)
        row.still = still_comes(row.shows, beyond(row.z))


@inner
def draw_expected(floor: Floor, now: float, row: Row) -> None:
    """Let somebody with an appointment come after all."""
    state = floor.states[0]
    j = state.tickets
    state.tickets += 1
    who = floor.tickets[j]
    who.arrived = max(now, row.booked + state.late_mean + state.late_sd * drawn_beyond(row.z))
    who.enters = who.arrived
    who.booked = row.booked
    who.type = row.type
    who.leaves = FOREVER
    who.vanishes = FOREVER
    who.minutes = -1.0
    who.deaf = -1
    who.sent = NOBODY
    describe(floor, j, APPOINTMENT)
    # They come roughly in the order of booking, so their place in the list is near its end.
    later = floor.lists[ENTERING]
    place = state.to[ENTERING]
    while place > 0 and floor.tickets[later[place - 1]].enters > who.enters:
        later[place] = later[place - 1]
        place -= 1
    later[place] = j
    state.to[ENTERING] += 1


@inner
def reset(floor: Floor, seen: Seen, now: float) -> None:
    """Everything as it is now, and this future's chance."""
    state = floor.states[0]
    state.speed = seen.speed[0] + seen.speed[1] * np.random.standard_normal()  # noqa: NPY002 - Numba knows no other
    state.demand = 1.0
    if seen.demand[0] > 0:
        state.demand = np.random.gamma(seen.demand[0]) / seen.demand[1]  # noqa: NPY002
    state.tickets = state.watched
    state.left = state.watched + len(seen.asked)
    state.idle = 0
    state.at[:] = 0
    state.to[:] = 0
    state.to[ASKED] = len(seen.asked)
    for lane in range(len(floor.lanes)):
        ends = floor.lanes[lane]
        ends.first = NOBODY
        ends.last = NOBODY
        ends.waiting = 0
    for entry in range(len(floor.entries)):
        floor.entries[entry].lane = NOBODY
    for i in range(len(floor.servers)):
        server, busy = floor.servers[i], seen.busy[i]
        server.idle = 0
        server.breaks_had = 0
        log_pace = state.pace_sd * np.random.standard_normal()  # noqa: NPY002
        server.pace = math.exp(log_pace)
        floor.wakes[i] = busy.free_at
        if busy.type != NOBODY:
            kind = floor.types[busy.type]
            left = left_of(kind.log_mean + state.speed + log_pace, kind.log_sd, busy.elapsed)
            floor.wakes[i] = max(busy.free_at, now + left + state.between)
        elif busy.free_at <= now:  # nobody knows since when they are free
            floor.wakes[i] = now + state.between * np.random.random()  # noqa: NPY002


@inner
def bring(floor: Floor, seen: Seen, now: float) -> None:
    """Those who wait, those who may be called later, and those with an appointment who come."""
    state = floor.states[0]
    for place in range(len(seen.order)):
        j = seen.order[place]
        who, kind = floor.tickets[j], seen.kinds[j]
        describe(floor, j, kind)
        who.enters = who.not_before
        who.leaves = FOREVER
        who.vanishes = FOREVER
        if kind != APPOINTMENT:
            give_up(floor, j, now, max(0.0, now - who.arrived))
        if who.enters <= now:
            enqueue(floor, j, now)
        else:
            floor.lists[ENTERING, state.to[ENTERING]] = j
            state.to[ENTERING] += 1
    for number in range(len(seen.asked)):
        floor.lists[ASKED, number] = seen.asked[number]
        describe(floor, seen.asked[number], seen.kinds[state.watched + seen.asked[number] - state.room])
    for number in range(len(seen.expected)):
        if np.random.random() < seen.expected[number].still:  # noqa: NPY002
            draw_expected(floor, now, seen.expected[number])


@compiled
def play_futures(
    floor: Floor, seen: Seen, now: float, seed: int, called: Numbers, questions_called: Numbers
) -> None:
    """Fill in when each ticket and each question ([future, …]) is called; FOREVER: not today."""
    state = floor.states[0]
    judge_expected(floor, seen, now)
    for future in range(called.shape[0]):
        np.random.seed((seed + future) % 2**32)  # noqa: NPY002
        reset(floor, seen, now)
        bring(floor, seen, now)
        run(floor, now)
        for j in range(called.shape[1]):
            called[future, j] = floor.tickets[j].called
        for q in range(questions_called.shape[1]):
            questions_called[future, q] = floor.tickets[state.room + q].called

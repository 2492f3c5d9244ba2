# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office's day event by event; compiled by Numba.

Events: somebody may be called from now on (arrives, has had their moment, comes back after a call that they
missed), a question is asked, a server is free, back, or due for a break. A break begins after the citizen
who is being served. Whoever leaves is still called: nobody knows.

Questions are ghosts. They are "called" when a server would prefer them to everybody real, and take nobody's
time; since nothing before its own call depends on a ticket, that is exactly when a real one would be called.
"""

import math

import numpy as np

from aufruf.planning.waits.call_order import (
    PRIORITY,
    WALK_IN,
    choose,
    dequeue,
    describe,
    enqueue,
    is_before,
    may_serve,
    rank,
)
from aufruf.planning.waits.compiled import compiled, inner
from aufruf.planning.waits.floor import (
    ASKED,
    ASKING,
    ENTERING,
    FOREVER,
    NOBODY,
    RETURNING,
    RETURNS,
    RETURNS_AFTER,
    Floor,
    Whole,
)

QUARTER = 15.0
BY_CHANCE = 4  # where somebody comes from, beside the lists


@inner
def answer(floor: Floor, i: int, now: float, best: int, tier: int, score: float) -> None:
    """Questions whom server i would prefer to the best real ticket have their answer."""
    state, asking = floor.states[0], floor.lists[ASKING]
    at = 0
    while at < state.to[ASKING]:
        ghost = floor.tickets[asking[at]]
        preferred = best == NOBODY
        if may_serve(floor, i, ghost) and not preferred:
            its_tier, its_score = rank(state, ghost, now, i)
            preferred = its_tier > tier or (its_tier == tier and its_score > score)
            if its_tier == tier and its_score == score:
                preferred = is_before(floor.tickets, asking[at], best)
        if preferred and may_serve(floor, i, ghost):
            ghost.called = now
            state.left -= 1
            state.to[ASKING] -= 1
            asking[at] = asking[state.to[ASKING]]
        else:
            at += 1


@inner
def no_longer_idle(floor: Floor, i: int) -> None:
    """Server i has something to do, or has gone."""
    floor.states[0].idle -= floor.servers[i].idle
    floor.servers[i].idle = 0


@inner
def note_call(floor: Floor, j: int, now: float) -> None:
    """This is when ticket j is called, unless it was before."""
    who, state = floor.tickets[j], floor.states[0]
    if who.called == FOREVER:
        who.called = now
        if j < state.watched:
            state.left -= 1


@inner
def give_up(floor: Floor, j: int, now: float, waited: float) -> None:
    """Draw when somebody gives up who has waited for so long without appointment, and whether they tell."""
    who, state = floor.tickets[j], floor.states[0]
    who.leaves = FOREVER
    who.vanishes = FOREVER
    if state.patience >= FOREVER:
        return
    # Whoever tells has not gone yet; nobody sees the others go, so they may have.
    still = state.tells * math.exp(-waited / state.patience)
    minutes = np.random.exponential() * state.patience  # noqa: NPY002 - Numba knows no other
    if np.random.random() * (still + 1.0 - state.tells) <= still:  # noqa: NPY002
        who.vanishes = now + minutes
    else:
        who.leaves = who.arrived + minutes


@inner
def call(floor: Floor, j: int, i: int, now: float) -> None:
    """Server i calls ticket j; somebody comes and is served, or nobody does."""
    who, server, state = floor.tickets[j], floor.servers[i], floor.states[0]
    no_longer_idle(floor, i)
    who.called_at[who.calls] = now
    who.called_by[who.calls] = i
    who.calls += 1
    note_call(floor, j, now)
    deaf = who.calls <= who.deaf
    if who.deaf < 0:
        deaf = np.random.random() < state.no_answer  # noqa: NPY002 - Numba knows no other
    if who.leaves < now or deaf:
        floor.wakes[i] = now + state.in_vain
        if who.calls <= RETURNS:
            who.enters = floor.wakes[i] + RETURNS_AFTER
            floor.lists[RETURNING, state.to[RETURNING]] = j
            state.to[RETURNING] += 1
        return
    minutes = who.minutes
    if minutes < 0:
        kind = floor.types[who.type]
        minutes = math.exp(kind.log_mean + state.speed + kind.log_sd * np.random.standard_normal())  # noqa: NPY002
    who.server = i
    who.began = now
    who.ended = now + minutes * server.pace
    floor.wakes[i] = who.ended + state.between


@inner
def wake(floor: Floor, i: int, now: float) -> None:
    """Server i goes home, has a break, calls somebody, or is idle until somebody comes."""
    server = floor.servers[i]
    no_longer_idle(floor, i)
    had = server.breaks_had
    due = floor.breaks[i, had].due if had < floor.breaks.shape[1] else FOREVER
    if now >= server.ends:
        floor.wakes[i] = FOREVER
        return
    if due <= now:
        floor.breaks[i, had].began = now
        server.breaks_had += 1
        floor.wakes[i] = now + floor.breaks[i, had].minutes
        return
    best, tier, score = choose(floor, i, now)
    while best != NOBODY and floor.tickets[best].vanishes < now:
        dequeue(floor, best)
        note_call(floor, best, now)  # had they stayed
        best, tier, score = choose(floor, i, now)
    if floor.states[0].to[ASKING] > 0:
        answer(floor, i, now, best, tier, score)
    if best == NOBODY:
        server.idle = 1
        floor.states[0].idle += 1
        server.idle_since = now
        floor.wakes[i] = due
    else:
        dequeue(floor, best)
        call(floor, best, i, now)


@inner
def idle_one(floor: Floor, j: int, now: float) -> int:
    """Of the idle servers who may serve this one: who can do least, then who has been idle longest."""
    best = NOBODY
    if floor.states[0].idle == 0:
        return best
    for i in range(len(floor.servers)):
        server = floor.servers[i]
        if server.idle == 0 or now >= server.ends or not may_serve(floor, i, floor.tickets[j]):
            continue
        if best == NOBODY:
            best = i
        other = floor.servers[best]
        if server.range < other.range or (
            server.range == other.range and server.idle_since < other.idle_since
        ):
            best = i
    return best


@inner
def set_next_walk_in(floor: Floor, now: float) -> None:
    """Draw when the next one comes without an appointment; FOREVER: nobody any more today."""
    state = floor.states[0]
    state.by_chance = FOREVER
    while now < state.until and state.tickets < state.room:
        quarter = int(now // QUARTER)
        if quarter >= len(floor.quarters):
            return
        edge = min((quarter + 1) * QUARTER, state.until)
        rate = floor.quarters[quarter] * state.demand
        if rate > 0:
            comes = now + np.random.exponential() / rate  # noqa: NPY002
            if comes < edge:
                state.by_chance = comes
                return
        now = edge


@inner
def walk_in(floor: Floor, now: float) -> int:
    """Somebody comes without an appointment."""
    state = floor.states[0]
    j = state.tickets
    state.tickets += 1
    who = floor.tickets[j]
    share, type_ = np.random.random(), 0  # noqa: NPY002
    while type_ < len(floor.types) - 1 and floor.types[type_].summed <= share:
        type_ += 1
    who.type = type_
    who.arrived = now
    who.booked = FOREVER
    who.minutes = -1.0
    who.deaf = -1
    who.sent = NOBODY
    give_up(floor, j, now, 0.0)
    describe(floor, j, PRIORITY if np.random.random() < state.priority_share else WALK_IN)  # noqa: NPY002
    return int(j)


@inner
def next_source(floor: Floor) -> tuple[float, int]:
    """When the next one comes, and from where."""
    state = floor.states[0]
    now, source = state.by_chance, BY_CHANCE
    for each in (ENTERING, RETURNING, ASKED):  # a question comes after everybody real
        if state.at[each] < state.to[each]:
            enters = floor.tickets[floor.lists[each, state.at[each]]].enters
            if enters < now:
                now, source = enters, each
    return now, source


@inner
def next_server(floor: Floor, before: float) -> tuple[float, int]:
    """Which server has something to do before this moment, and when; else the moment, and NOBODY."""
    now, server = before, NOBODY
    wakes = floor.wakes
    for i in range(len(wakes)):
        if wakes[i] < now:
            now, server = wakes[i], i
    return now, server


@inner
def enter(floor: Floor, source: int, now: float) -> None:
    """Somebody may be called from now on: at once, if somebody is idle."""
    state = floor.states[0]
    if source == BY_CHANCE:
        j = walk_in(floor, now)
        set_next_walk_in(floor, now)
    else:
        j = floor.lists[source, state.at[source]]
        state.at[source] += 1
    i = idle_one(floor, j, now)
    if source == ASKED:
        if i == NOBODY:
            floor.lists[ASKING, state.to[ASKING]] = j
            state.to[ASKING] += 1
        else:
            floor.tickets[j].called = now
            state.left -= 1
    elif i == NOBODY:
        enqueue(floor, j, now)
    else:
        call(floor, j, i, now)


@inner
def run(floor: Floor, begins: float) -> None:
    """From `begins` until nobody is called any more, or everybody who is watched has been."""
    state = floor.states[0]
    set_next_walk_in(floor, begins)
    while state.left > 0:
        comes, source = next_source(floor)
        now, server = next_server(floor, comes)
        if now > state.ends or now >= FOREVER:
            return
        if server == NOBODY:
            enter(floor, source, now)
        else:
            wake(floor, server, now)


@compiled
def play(floor: Floor, begins: float, kinds: Whole) -> None:
    """The same, for tickets of which everything else is given."""
    for j in range(len(kinds)):
        describe(floor, j, kinds[j])
    run(floor, begins)

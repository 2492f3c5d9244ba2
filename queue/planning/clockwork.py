# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office's day event by event, under the published call order (docs/call-order.md); compiled by Numba.

Events: somebody may be called from now on (arrives, has had their moment, comes back after a call that they
missed), a question is asked, a server is free, back, or due for a break. A break begins after the citizen
who is being served. Whoever leaves is still called: nobody knows.

Questions are ghosts. They are "called" when a server would prefer them to everybody real, and take nobody's
time; since nothing before its own call depends on a ticket, that is exactly when a real one would be called.
"""

import math

import numpy as np

from aufruf.planning.compiled import compiled
from aufruf.planning.floor import (
    EARLY_LANE,
    FOREVER,
    LANES,
    NOBODY,
    RETURNS,
    RETURNS_AFTER,
    Floor,
    Row,
    Rows,
    Whole,
)
from aufruf.planning.scene import Kind

WALK_IN, APPOINTMENT, PRIORITY = int(Kind.WALK_IN), int(Kind.APPOINTMENT), int(Kind.PRIORITY)
QUARTER = 15.0
SENT_HERE, SCORED, EARLY = 2, 1, 0  # who comes first


@compiled
def describe(floor: Floor, rows: Rows, j: int, kind: int) -> None:
    """What a ticket's kind and times mean for its place in the order."""
    rule, who = floor.rule[0], rows[j]
    who.own = kind
    who.due = FOREVER
    who.since = who.arrived
    if who.booked < FOREVER and who.arrived <= who.booked + rule.grace:
        who.due = who.booked - rule.early
        who.since = who.due if who.arrived > who.booked else max(who.due, who.arrived)
        if kind == APPOINTMENT:
            who.own = NOBODY
    elif kind == APPOINTMENT:
        who.own = WALK_IN
    who.called = who.began = who.ended = FOREVER
    who.calls = 0
    who.server = NOBODY


@compiled
def rank(floor: Floor, who: Row, now: float, here: int) -> tuple[int, float]:
    """Who comes first, and with how much, for this server."""
    rule = floor.rule[0]
    tier, score = EARLY, -who.booked
    if who.own != NOBODY:
        tier, score = SCORED, rule.credit[who.own] + rule.rate[who.own] * (now - who.arrived)
    if who.due <= now:
        value = rule.credit[APPOINTMENT] + rule.rate[APPOINTMENT] * (now - who.since)
        if tier == EARLY or value > score:
            tier, score = SCORED, value
    if who.sent == here:
        tier += SENT_HERE
    return tier, score


@compiled
def put(floor: Floor, entry: int, lane: int, key: float) -> None:
    """Let an entry wait in a lane, behind those with a smaller key (then: who arrived earlier)."""
    entries, tickets, ends = floor.entries, floor.tickets, floor.lanes[lane]
    mine = entries[entry]
    mine.key = key
    mine.lane = lane
    arrived, number = tickets[entry // 2].arrived, entry // 2
    before = ends.last
    if ends.first != NOBODY and key < entries[ends.first].key:
        before = NOBODY
    while before != NOBODY:
        other, theirs = entries[before].key, tickets[before // 2].arrived
        if (other, theirs, before // 2) <= (key, arrived, number):
            break
        before = entries[before].before
    behind = ends.first if before == NOBODY else entries[before].behind
    mine.before, mine.behind = before, behind
    if before == NOBODY:
        ends.first = entry
    else:
        entries[before].behind = entry
    if behind == NOBODY:
        ends.last = entry
    else:
        entries[behind].before = entry


@compiled
def take(floor: Floor, entry: int) -> None:
    """Take an entry out of its lane, if it is in one."""
    mine = floor.entries[entry]
    if mine.lane == NOBODY:
        return
    ends = floor.lanes[mine.lane]
    if mine.before == NOBODY:
        ends.first = mine.behind
    else:
        floor.entries[mine.before].behind = mine.behind
    if mine.behind == NOBODY:
        ends.last = mine.before
    else:
        floor.entries[mine.behind].before = mine.before
    mine.lane = NOBODY


@compiled
def enqueue(floor: Floor, j: int, now: float) -> None:
    """A ticket waits."""
    who = floor.tickets[j]
    class_ = floor.types[who.type].class_
    if who.sent != NOBODY:
        put(floor, 2 * j, LANES * len(floor.in_class) + who.sent, who.arrived)
        return
    floor.in_class[class_] += 1
    if who.own != NOBODY:
        put(floor, 2 * j, LANES * class_ + who.own, who.arrived)
    if who.due <= now:
        put(floor, 2 * j + 1, LANES * class_ + APPOINTMENT, who.since)
    elif who.due < FOREVER:
        put(floor, 2 * j + 1, LANES * class_ + EARLY_LANE, who.booked)


@compiled
def let_due(floor: Floor, class_: int, now: float) -> None:
    """Appointments of a class that have become due get their score."""
    lane = LANES * class_ + EARLY_LANE
    entry = floor.lanes[lane].first
    while entry != NOBODY and floor.tickets[entry // 2].due <= now:
        take(floor, entry)
        put(floor, entry, LANES * class_ + APPOINTMENT, floor.tickets[entry // 2].since)
        entry = floor.lanes[lane].first


@compiled
def choose(floor: Floor, i: int, now: float) -> tuple[int, int, float]:
    """Whom server i calls next: ticket (or NOBODY), tier and score."""
    rule, tickets = floor.rule[0], floor.tickets
    best, best_tier, best_score = NOBODY, EARLY, -FOREVER
    entry = floor.lanes[LANES * len(floor.in_class) + i].first
    while entry != NOBODY:
        tier, score = rank(floor, tickets[entry // 2], now, i)
        if best == NOBODY or (tier, score) > (best_tier, best_score):
            best, best_tier, best_score = entry // 2, tier, score
        entry = floor.entries[entry].behind
    if best != NOBODY:
        return best, best_tier, best_score
    for class_ in range(len(floor.in_class)):
        if floor.in_class[class_] == 0 or not floor.can[i, class_]:
            continue
        let_due(floor, class_, now)
        for kind in range(EARLY_LANE + 1):
            entry = floor.lanes[LANES * class_ + kind].first
            if entry == NOBODY:
                continue
            key = floor.entries[entry].key
            tier, score = EARLY, -key
            if kind != EARLY_LANE:
                tier, score = SCORED, rule.credit[kind] + rule.rate[kind] * (now - key)
            if best != NOBODY and (tier, score) < (best_tier, best_score):
                continue
            j = entry // 2
            if best == NOBODY or (tier, score) > (best_tier, best_score) or is_before(tickets, j, best):
                best, best_tier, best_score = j, tier, score
    return best, best_tier, best_score


@compiled
def is_before(tickets: Rows, j: int, other: int) -> bool:
    """Who is called first at the same score."""
    mine, theirs = tickets[j].arrived, tickets[other].arrived
    return bool(mine < theirs or (mine == theirs and j < other))


@compiled
def answer(floor: Floor, i: int, now: float, best: int, tier: int, score: float) -> None:
    """Questions whom server i would prefer to the best real ticket have their answer."""
    counts = floor.counts[0]
    at = 0
    while at < counts.asking:
        ghost = floor.questions[floor.asking[at]]
        if ghost.sent == i or (ghost.sent == NOBODY and floor.can[i, floor.types[ghost.type].class_]):
            its_tier, its_score = rank(floor, ghost, now, i)
            earlier = best == NOBODY or ghost.arrived < floor.tickets[best].arrived
            equal = its_tier == tier and its_score == score
            if best == NOBODY or (its_tier, its_score) > (tier, score) or (equal and earlier):
                ghost.called = now
                counts.asking -= 1
                counts.watched -= 1
                floor.asking[at] = floor.asking[counts.asking]
                continue
        at += 1


@compiled
def call(floor: Floor, j: int, i: int, now: float, watched: int) -> None:
    """Server i calls ticket j; somebody comes and is served, or nobody does."""
    who, server, chance, counts = floor.tickets[j], floor.servers[i], floor.chance[0], floor.counts[0]
    server.idle = False
    who.calls += 1
    if who.called == FOREVER:
        who.called = now
        if j < watched:
            counts.watched -= 1
    deaf = who.calls <= who.deaf
    if who.deaf < 0:
        deaf = np.random.random() < chance.no_answer  # noqa: NPY002 - Numba knows no other
    if who.leaves < now or deaf:
        server.wakes = now + chance.in_vain
        if who.calls <= RETURNS:
            back = floor.returning[counts.returning_to]
            back.at, back.ticket = server.wakes + RETURNS_AFTER, j
            counts.returning_to += 1
        return
    minutes = who.minutes * server.pace
    if who.minutes < 0:
        kind = floor.types[who.type]
        normal = np.random.standard_normal() if kind.log_sd > 0 else 0.0  # noqa: NPY002
        minutes = math.exp(kind.log_mean + chance.speed + kind.log_sd * normal) * server.pace
    who.server, who.began, who.ended = i, now, now + minutes
    server.wakes = who.ended + chance.between


@compiled
def wake(floor: Floor, i: int, now: float, watched: int) -> None:
    """Server i goes home, has a break, calls somebody, or is idle until somebody comes."""
    server = floor.servers[i]
    if now >= server.ends:
        server.idle, server.wakes = False, FOREVER
        return
    had = server.breaks_had
    if had < floor.break_from.shape[1] and floor.break_from[i, had] <= now:
        floor.break_began[i, had] = now
        server.breaks_had += 1
        server.idle, server.wakes = False, now + floor.break_minutes[i, had]
        return
    best, tier, score = choose(floor, i, now)
    if floor.counts[0].asking > 0:
        answer(floor, i, now, best, tier, score)
    if best == NOBODY:
        server.idle, server.idle_since = True, now
        server.wakes = floor.break_from[i, had] if had < floor.break_from.shape[1] else FOREVER
        return
    who = floor.tickets[best]
    if who.sent == NOBODY:
        floor.in_class[floor.types[who.type].class_] -= 1
    take(floor, 2 * best)
    take(floor, 2 * best + 1)
    call(floor, best, i, now, watched)


@compiled
def idle_one(floor: Floor, who: Row, now: float) -> int:
    """Of the idle servers who may serve this one: who can do least, then who has been idle longest."""
    best = NOBODY
    class_ = floor.types[who.type].class_
    for i in range(len(floor.servers)):
        server = floor.servers[i]
        if not server.idle or now >= server.ends:
            continue
        if not (who.sent == i if who.sent != NOBODY else floor.can[i, class_]):
            continue
        if best == NOBODY or (server.range, server.idle_since) < (
            floor.servers[best].range,
            floor.servers[best].idle_since,
        ):
            best = i
    return best


@compiled
def next_walk_in(floor: Floor, now: float) -> float:
    """When the next one comes without an appointment; FOREVER: nobody any more today."""
    chance = floor.chance[0]
    room = floor.counts[0].tickets < len(floor.tickets)
    while now < chance.until and room and len(floor.mix) > 0:
        quarter = int(now // QUARTER)
        if quarter >= len(floor.quarters):
            break
        edge = min((quarter + 1) * QUARTER, chance.until)
        rate = floor.quarters[quarter] * chance.demand
        if rate > 0:
            comes = now + np.random.exponential() / rate  # noqa: NPY002
            if comes < edge:
                return float(comes)
        now = edge
    return FOREVER


@compiled
def walk_in(floor: Floor, now: float) -> int:
    """Somebody comes without an appointment."""
    chance, counts = floor.chance[0], floor.counts[0]
    j = int(counts.tickets)
    counts.tickets += 1
    who = floor.tickets[j]
    who.arrived = who.enters = now
    who.booked = FOREVER
    who.type = min(np.searchsorted(floor.mix, np.random.random()), len(floor.mix) - 1)  # noqa: NPY002
    who.leaves = now + np.random.exponential() * chance.patience  # noqa: NPY002
    who.minutes = who.deaf = -1
    who.sent = NOBODY
    describe(floor, floor.tickets, j, PRIORITY if np.random.random() < chance.priority_share else WALK_IN)  # noqa: NPY002
    return j


@compiled
def play(floor: Floor, begins: float, entering: Whole, asked: Whole, watched: int) -> None:
    """From `begins` until nobody is called any more, or all the first `watched` and all questions are.

    `entering` are the tickets that cannot be called yet, `asked` the questions, each in the order of time.
    """
    counts, ends = floor.counts[0], floor.rule[0].ends
    next_in = next_asked = 0
    next_by_chance = next_walk_in(floor, begins)
    endless = watched == 0 and len(asked) == 0
    while endless or counts.watched > 0:
        now, source = FOREVER, 0
        if next_in < len(entering):
            now, source = floor.tickets[entering[next_in]].enters, 1
        if next_by_chance < now:
            now, source = next_by_chance, 2
        if counts.returning_from < counts.returning_to and floor.returning[counts.returning_from].at < now:
            now, source = floor.returning[counts.returning_from].at, 3
        if next_asked < len(asked) and floor.questions[asked[next_asked]].enters < now:
            now, source = floor.questions[asked[next_asked]].enters, 4
        server = NOBODY
        for i in range(len(floor.servers)):
            if floor.servers[i].wakes < now:
                now, server = floor.servers[i].wakes, i
        if now > ends or now == FOREVER:
            return
        if server != NOBODY:
            wake(floor, server, now, watched)
            continue
        if source == 4:
            ghost = floor.questions[asked[next_asked]]
            floor.asking[counts.asking] = asked[next_asked]
            next_asked += 1
            counts.asking += 1
            if idle_one(floor, ghost, now) != NOBODY:
                ghost.called = now
                counts.asking -= 1
                counts.watched -= 1
            continue
        if source == 1:
            j = entering[next_in]
            next_in += 1
        elif source == 2:
            j = walk_in(floor, now)
            next_by_chance = next_walk_in(floor, now)
        else:
            j = floor.returning[counts.returning_from].ticket
            counts.returning_from += 1
        i = idle_one(floor, floor.tickets[j], now)
        if i == NOBODY:
            enqueue(floor, j, now)
        else:
            call(floor, j, i, now, watched)

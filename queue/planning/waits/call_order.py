# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is called next (docs/call-order.md), found fast: for the simulator; compiled by Numba.

`domain/calling.py` says the same in words that a clerk understands, and decides; a test compares the two.
"""

from aufruf.planning.waits.compiled import inner
from aufruf.planning.waits.floor import EARLY_LANE, FOREVER, LANES, NOBODY, Floor, Row, Rows
from aufruf.planning.waits.scene import Kind

WALK_IN, APPOINTMENT, PRIORITY = int(Kind.WALK_IN), int(Kind.APPOINTMENT), int(Kind.PRIORITY)
SENT_HERE, SCORED, EARLY = 2, 1, 0  # who comes first


@inner
def describe(floor: Floor, j: int, kind: int) -> None:
    """What a ticket's kind and times mean for its place in the order; nobody has called it."""
    rule, who = floor.states[0], floor.tickets[j]
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
    who.called = FOREVER
    who.calls = 0
    who.server = NOBODY


@inner
def rank(rule: Row, who: Row, now: float, here: int) -> tuple[int, float]:
    """Who comes first, and with how much, for this server."""
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


@inner
def is_before(tickets: Rows, j: int, other: int) -> bool:
    """Who is called first at the same score."""
    mine, theirs = tickets[j].arrived, tickets[other].arrived
    return bool(mine < theirs or (mine == theirs and j < other))


@inner
def put(floor: Floor, entry: int, lane: int, key: float) -> None:
    """Let an entry wait in a lane, behind those with a smaller key (then: who arrived earlier)."""
    entries, ends = floor.entries, floor.lanes[lane]
    mine = entries[entry]
    mine.key = key
    mine.lane = lane
    before = ends.last
    if ends.first != NOBODY and key < entries[ends.first].key:
        before = NOBODY  # who comes back is older than all: not to be looked for from behind
    while before != NOBODY and (
        entries[before].key > key
        or (entries[before].key == key and is_before(floor.tickets, entry // 2, before // 2))
    ):
        before = entries[before].before
    behind = ends.first if before == NOBODY else entries[before].behind
    mine.before = before
    mine.behind = behind
    if before == NOBODY:
        ends.first = entry
    else:
        entries[before].behind = entry
    if behind == NOBODY:
        ends.last = entry
    else:
        entries[behind].before = entry


@inner
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


@inner
def enqueue(floor: Floor, j: int, now: float) -> None:
    """A ticket waits."""
    who = floor.tickets[j]
    if who.sent != NOBODY:
        put(floor, 2 * j, LANES * floor.states[0].classes + who.sent, who.arrived)
        return
    lane = LANES * floor.types[who.type].class_
    floor.lanes[lane].waiting += 1
    if who.own != NOBODY:
        put(floor, 2 * j, lane + who.own, who.arrived)
    if who.due <= now:
        put(floor, 2 * j + 1, lane + APPOINTMENT, who.since)
    elif who.due < FOREVER:
        put(floor, 2 * j + 1, lane + EARLY_LANE, who.booked)


@inner
def dequeue(floor: Floor, j: int) -> None:
    """A ticket waits no longer."""
    who = floor.tickets[j]
    if who.sent == NOBODY:
        floor.lanes[LANES * floor.types[who.type].class_].waiting -= 1
    take(floor, 2 * j)
    take(floor, 2 * j + 1)


@inner
def let_due(floor: Floor, lane: int, now: float) -> None:
    """Appointments of a class that have become due get their score."""
    entry = floor.lanes[lane + EARLY_LANE].first
    while entry != NOBODY and floor.tickets[entry // 2].due <= now:
        take(floor, entry)
        put(floor, entry, lane + APPOINTMENT, floor.tickets[entry // 2].since)
        entry = floor.lanes[lane + EARLY_LANE].first


@inner
def first_sent(floor: Floor, i: int, now: float) -> tuple[int, int, float]:
    """Who comes first of those who were sent to server i: ticket (or NOBODY), tier and score."""
    best, best_tier, best_score = NOBODY, EARLY, -FOREVER
    entry = floor.lanes[LANES * floor.states[0].classes + i].first
    while entry != NOBODY:
        tier, score = rank(floor.states[0], floor.tickets[entry // 2], now, i)
        if best == NOBODY or (tier, score) > (best_tier, best_score):
            best, best_tier, best_score = entry // 2, tier, score
        entry = floor.entries[entry].behind
    return best, best_tier, best_score


@inner
def choose(floor: Floor, i: int, now: float) -> tuple[int, int, float]:
    """Whom server i calls next: ticket (or NOBODY), tier and score."""
    rule = floor.states[0]
    best, best_tier, best_score = first_sent(floor, i, now)
    if best != NOBODY:
        return best, best_tier, best_score
    for class_ in range(rule.classes):
        lane = LANES * class_
        if floor.lanes[lane].waiting == 0 or not floor.can[i, class_]:
            continue
        let_due(floor, lane, now)
        for kind in range(EARLY_LANE + 1):
            entry = floor.lanes[lane + kind].first
            if entry == NOBODY:
                continue
            key = floor.entries[entry].key
            tier, score = EARLY, -key
            if kind != EARLY_LANE:
                tier, score = SCORED, rule.credit[kind] + rule.rate[kind] * (now - key)
            better = best == NOBODY or tier > best_tier or (tier == best_tier and score > best_score)
            equal = best != NOBODY and tier == best_tier and score == best_score
            if better or (equal and is_before(floor.tickets, entry // 2, best)):
                best, best_tier, best_score = entry // 2, tier, score
    return best, best_tier, best_score


@inner
def may_serve(floor: Floor, i: int, who: Row) -> bool:
    """Whether server i may call this one."""
    if who.sent != NOBODY:
        return bool(who.sent == i)
    return bool(floor.can[i, floor.types[who.type].class_])

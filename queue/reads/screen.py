# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a waiting-room display shows: afresh from the visits, or what followed a number."""

from functools import reduce

from aufruf.db import early_closing, outbox, visits
from aufruf.db.days import DayKey
from aufruf.db.outbox import Stored
from aufruf.db.transaction import Reading
from aufruf.domain.screen import Call, Screen, apply, screen_of


async def fresh_screen(reading: Reading, day: DayKey) -> Screen:
    """The screen of a day, from those who are at counters. Ask within a snapshot."""
    seq = await outbox.last_seq(reading.connection, day)
    closed_early = await early_closing.reason_on(reading.connection, day) is not None
    present = await visits.at_counters(reading.connection, day)
    calls = (
        Call(number=visit.number, counter=visit.counter, at=visit.called_at)
        for visit in present
        if visit.counter is not None and visit.called_at is not None
    )
    return screen_of(calls, seq=seq, closed_early=closed_early)


async def events_after(reading: Reading, day: DayKey, *, seq: int = 0) -> list[Stored]:
    """What happened on a day after the event with this number."""
    return await outbox.after(reading.connection, day, seq=seq)


async def folded_screen(reading: Reading, day: DayKey) -> Screen:
    """The screen of a day, from all that happened on it: the same as a fresh one."""
    return reduce(
        lambda screen, stored: apply(screen, stored.seq, stored.event),
        await events_after(reading, day),
        Screen(),
    )

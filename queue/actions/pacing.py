# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting the clock of a rehearsal: faster, slower, pause, on to the next morning. Never backwards.

`real_now` is the real time: whoever opens the transaction has it (`db.clock()`).
"""

import datetime as dt

from aufruf.db.rehearsal import Pace, read_pace, store_pace
from aufruf.db.transaction import Transaction
from aufruf.domain.errors import NotValid

FASTEST = 3600.0


async def start_clock(tx: Transaction, *, real_now: dt.datetime, shown_at: dt.datetime, speed: float) -> None:
    """Let the clock begin at `shown_at`, unless it has begun already."""
    first = Pace(real_at=real_now, shown_at=shown_at, speed=checked(speed))
    await store_pace(tx.connection, first, only_first=True)


async def set_pace(tx: Transaction, *, speed: float, real_now: dt.datetime) -> None:
    """Let the clock run so many times as fast as real time; 0 is a pause. Raises NotValid."""
    old = await read_pace(tx.connection, real_now=real_now)
    await store_pace(
        tx.connection, Pace(real_at=real_now, shown_at=old.shown(real_now), speed=checked(speed))
    )


async def jump_to(tx: Transaction, *, shown_at: dt.datetime, real_now: dt.datetime) -> None:
    """Put the clock forward, at the same speed. An earlier moment changes nothing."""
    old = await read_pace(tx.connection, real_now=real_now)
    if shown_at > old.shown(real_now):
        await store_pace(tx.connection, Pace(real_at=real_now, shown_at=shown_at, speed=old.speed))


async def continue_clock(tx: Transaction, *, real_now: dt.datetime, at_most: dt.timedelta) -> None:
    """Go on where a rehearsal ended: real time that passed since its last anchor counts up to `at_most`."""
    old = await read_pace(tx.connection, real_now=real_now)
    passed = min(max(real_now - old.real_at, dt.timedelta()), at_most)
    await store_pace(
        tx.connection,
        Pace(real_at=real_now, shown_at=old.shown_at + passed * old.speed, speed=old.speed),
    )


async def anchor_clock(tx: Transaction, *, real_now: dt.datetime) -> None:
    """Note how far the clock has come, so that a rehearsal that is torn away goes on from there."""
    old = await read_pace(tx.connection, real_now=real_now)
    await store_pace(tx.connection, Pace(real_at=real_now, shown_at=old.shown(real_now), speed=old.speed))


def checked(speed: float) -> float:
    """The speed, if a clock may run so fast."""
    if not 0 <= speed <= FASTEST:  # also false for what is not a number
        raise NotValid(("/speed", f"is a number from 0 to {FASTEST:.0f}"))
    return speed

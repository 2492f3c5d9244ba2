# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the clock is right: waiting, lapsing and calling all go by it."""

import ctypes
import datetime as dt
from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import checkup
from aufruf.db.rehearsal import read_pace
from aufruf.doctor.finding import Finding, fine, hint, mend

SET_IT = "set the clock and let it be synchronised (timedatectl set-ntp true)"
BEFORE_US = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
APART = dt.timedelta(seconds=2)
NOT_SYNCHRONISED = 5  # TIME_ERROR of adjtimex(2)
SIZE = 512  # bytes; more than any struct timex


def of_machine(now: dt.datetime) -> list[Finding]:
    """What can be seen without a database."""
    if now < BEFORE_US:
        return [mend(f"The clock shows {_shown(now)}, which is over: {SET_IT}.")]
    if not is_synchronised():
        return [hint(f"Nobody keeps the clock of this machine right: {SET_IT}.")]
    return []


async def look(
    connection: AsyncConnection, *, rehearsal: bool, now: Callable[[], dt.datetime]
) -> list[Finding]:
    """Compare it with the database server's clock, and with the newest event."""
    found = []
    before = now()
    theirs = await checkup.server_time(connection)
    after = now()
    if theirs is not None and not before - APART < theirs < after + APART:
        apart = abs(theirs - before).total_seconds()
        found.append(
            mend(
                f"The clocks of this machine and of the database are {apart:.0f} s apart: on both, {SET_IT}."
            )
        )
    shown = (await read_pace(connection, real_now=after)).shown(after) if rehearsal else after
    newest = await checkup.newest_event(connection)
    if newest is not None and newest > shown + APART:
        found.append(
            mend(
                f"The clock shows {_shown(shown)}, and the newest event is of {_shown(newest)}: "
                f"if it is wrong now, {SET_IT}; if it was wrong then, time stands still until that moment."
            )
        )
    return found or [fine("The clock agrees with what is stored.")]


def is_synchronised() -> bool:
    """Whether the kernel is told what time it is; also true where it does not say."""
    try:
        state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(SIZE))  # which asks, and sets nothing
    except AttributeError:
        return True
    return bool(state != NOT_SYNCHRONISED)


def _shown(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How fast the clock of a rehearsal runs."""

from aufruf.db.rehearsal import Pace, read_pace
from aufruf.db.transaction import Reading


async def pace(reading: Reading) -> Pace:
    """The pace of the rehearsal; speed 0 is a pause."""
    return await read_pace(reading.connection, real_now=reading.now)

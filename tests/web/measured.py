# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small town, where identity cards were measured to take longer than planned."""

from aufruf.actions import lengths
from aufruf.db import learned
from aufruf.db.transaction import Database
from aufruf.planning.learning.durations import Measured
from aufruf.planning.learning.learned import Learned

LONG = Measured(count=80, median=21.0, mean=22.4, p80=27.6, sd=6.0)
FEW = Measured(count=4, median=11.0, mean=12.0, p80=13.0, sd=1.0)


async def measure_lengths(db: Database, *, days: int = 12) -> None:
    """Let "mitte" know how long things took, and be proposed 25 minutes for an identity card.

    With no days nothing is foreseen there.
    """
    measured = {"ausweis": LONG, "pass": FEW}
    async with db.transaction() as tx:
        numbers = Learned(days=days)
        await learned.save(tx.connection, "mitte", learned=numbers, measured=measured, now=tx.now)
    async with db.transaction() as tx:
        assert await lengths.propose(tx, office="mitte", measured=measured) == 1

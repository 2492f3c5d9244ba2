# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office that has learned from its days, so that it can say how long people wait."""

import datetime as dt
import math
from typing import Any

import sqlalchemy as sa

from aufruf.db import learned as stored
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.planning.learning.learned import QUARTERS, WEEK, Duration, Learned

MINUTES = {"ausweis": 12.0, "pass": 16.0, "abholung": 4.0}
OPEN = range(8 * 4, 18 * 4)  # quarter hours


def learned(**changes: Any) -> Learned:
    """What sixty days of the small town's office have taught: a quiet office."""
    day = tuple(0.5 if quarter in OPEN else 0.0 for quarter in range(QUARTERS))
    defaults: dict[str, Any] = {
        "days": 60,
        "durations": {
            service: Duration(log_mean=math.log(minutes) - 0.08, log_sd=0.4, count=200)
            for service, minutes in MINUTES.items()
        },
        "arrivals": (day,) * WEEK,
        "mix": {"ausweis": 0.5, "pass": 0.2, "abholung": 0.3},
        "levels": (0.1, 0.5, 0.9),
    }
    return Learned(**(defaults | changes))


async def teach(db: Database, office: str = "mitte", **changes: Any) -> None:
    """Let an office have learned this."""
    async with db.transaction() as tx:
        await stored.save(tx.connection, office, learned=learned(**changes), now=tx.now)


async def crowd_in(db: Database, office: str, *, date: dt.date, people: int, since: dt.datetime) -> None:
    """Let so many wait in an office for an identity card, as if they had come one each second."""
    rows = [
        {
            "office_id": office,
            "id": f"{office}-{number}",
            "date": date,
            "ticket_group": "A",
            "ordinal": number,
            "state": "waiting",
            "services": [["ausweis", 1]],
            "arrived_at": since + dt.timedelta(seconds=number),
            "known_at": since + dt.timedelta(seconds=number),
        }
        for number in range(1, people + 1)
    ]
    async with db.transaction() as tx:
        await tx.connection.execute(sa.insert(t.visit), rows)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The clock of a rehearsal, stored in the database so that every process and restart shares it."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db.tables import rehearsal


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The clock showed `shown_at` at the real moment `real_at` and runs at `speed` since; 0 is paused."""

    real_at: dt.datetime
    shown_at: dt.datetime
    speed: float = 1.0

    def shown(self, real: dt.datetime) -> dt.datetime:
        """What the clock shows at a real moment."""
        return self.shown_at + (real - self.real_at) * self.speed


async def read_pace(connection: AsyncConnection, *, real_now: dt.datetime) -> Pace:
    """The stored pace; real time where none was stored yet."""
    row = (await connection.execute(sa.select(rehearsal))).one_or_none()
    if row is None:
        return Pace(real_at=real_now, shown_at=real_now)
    return Pace(real_at=row.real_at, shown_at=row.shown_at, speed=row.speed)


async def store_pace(connection: AsyncConnection, pace: Pace, *, only_first: bool = False) -> None:
    """Set the clock for every process; with `only_first` a clock that is set already stays."""
    values = {"id": 1, "real_at": pace.real_at, "shown_at": pace.shown_at, "speed": pace.speed}
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(rehearsal)
    if only_first:
        await connection.execute(insert.values(values).on_conflict_do_nothing())
    else:
        await connection.execute(
            insert.values(values).on_conflict_do_update(index_elements=["id"], set_=values)
        )

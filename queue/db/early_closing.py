# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days that were ended all of a sudden, and who was sent home on a day."""

import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement
from aufruf.db.visits import COLUMNS, visit_of
from aufruf.domain.visit import Visit, VisitState

_D = t.office_day.c
REASON = Statement(
    sa.select(_D.closed_early).where(_D.office_id == sa.bindparam("office"), _D.date == sa.bindparam("day"))
)
ENDED = sa.select(_D.date).where(_D.closed_early.is_not(None), _D.office_id == sa.bindparam("office"))
SENT_HOME = Statement(
    sa.select(*COLUMNS, t.visit.c.name)
    .where(
        t.visit.c.office_id == sa.bindparam("office"),
        t.visit.c.date == sa.bindparam("day"),
        t.visit.c.state == sa.literal_column(f"'{VisitState.CANCELLED_BY_OFFICE}'"),
    )
    .order_by(t.visit.c.arrived_at, t.visit.c.ticket_group, t.visit.c.ordinal)
)


async def reason_on(connection: AsyncConnection, day: DayKey) -> str | None:
    """Why a day was ended; None where it was not."""
    row = await REASON.one_or_none(connection, {"office": day[0], "day": day[1]})
    return None if row is None else str(row.closed_early) if row.closed_early is not None else None


async def dates_ended(connection: AsyncConnection, office: str, dates: Collection[dt.date]) -> set[dt.date]:
    """Those of these dates that were ended."""
    rows = await connection.execute(ENDED.where(_D.date.in_(sorted(dates))), {"office": office})
    return set(rows.scalars())


async def offices_ended(connection: AsyncConnection, days: Collection[DayKey]) -> set[DayKey]:
    """Those of these office-days that were ended."""
    query = sa.select(_D.office_id, _D.date).where(
        _D.closed_early.is_not(None), _D.date.in_(sorted({date for _, date in days}))
    )
    rows = await connection.execute(query)
    return {(row.office_id, row.date) for row in rows} & set(days)


async def put_reason(connection: AsyncConnection, day: DayKey, reason: str | None) -> None:
    """Note on a locked day why it was ended, or that it goes on after all."""
    await connection.execute(
        sa.update(t.office_day).where(_D.office_id == day[0], _D.date == day[1]).values(closed_early=reason)
    )


async def sent_home(connection: AsyncConnection, day: DayKey) -> list[tuple[Visit, str | None]]:
    """Whom the office could not serve on a day, by arrival, with the names they gave. For staff alone."""
    rows = await SENT_HOME.all(connection, {"office": day[0], "day": day[1]})
    return [(visit_of(row), row.name) for row in rows]

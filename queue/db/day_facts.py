# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What single days taught, kept so that no day is folded twice; and which days are yet to be folded."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.planning.learning.observed import DayFacts

_F, _D = t.day_facts.c, t.office_day.c
OVER = sa.and_(_D.closed_at.is_not(None), _D.event_seq > 0)
CLOSED = (
    sa.select(_D.office_id, _D.date).select_from(t.office_day).where(OVER).order_by(_D.office_id, _D.date)
)
NEW = CLOSED.outerjoin_from(
    t.office_day, t.day_facts, sa.and_(_F.office_id == _D.office_id, _F.date == _D.date)
).where(sa.or_(_F.seq.is_(None), _F.seq != _D.event_seq))
LAST = (
    sa.select(_F.date, _F.facts)
    .where(_F.office_id == sa.bindparam("office"), _F.date < sa.bindparam("before"))
    .order_by(_F.date.desc())
    .limit(sa.bindparam("at_most", type_=sa.Integer()))
)
Raw = Mapping[str, Any]


async def days_to_fold(connection: AsyncConnection) -> list[DayKey]:
    """Days that are closed and were not folded yet, or to which something was added since."""
    return [(row.office_id, row.date) for row in await connection.execute(NEW)]


async def closed_days(connection: AsyncConnection) -> list[DayKey]:
    """All days that are over."""
    return [(row.office_id, row.date) for row in await connection.execute(CLOSED)]


async def last_before(
    connection: AsyncConnection, office: str, *, before: dt.date, at_most: int
) -> list[tuple[dt.date, Raw]]:
    """The last folded days before a date, the latest first, as they are stored: `facts_of` reads them."""
    values = {"office": office, "before": before, "at_most": at_most}
    return [(row.date, row.facts) for row in await connection.execute(LAST, values)]


def facts_of(raw: Raw) -> DayFacts:
    """A stored day."""
    return msgspec.convert(raw, DayFacts)


async def save(connection: AsyncConnection, office: str, facts: DayFacts, *, now: dt.datetime) -> None:
    """Keep what a day taught, instead of what was kept of it before."""
    row = {
        "office_id": office,
        "date": facts.date,
        "seq": facts.seq,
        "facts": msgspec.to_builtins(facts),
        "made_at": now,
    }
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(t.day_facts)
    again = insert.values(row).on_conflict_do_update(index_elements=["office_id", "date"], set_=row)
    await connection.execute(again)


async def forget_others(connection: AsyncConnection, office: str, *, dates: Collection[dt.date]) -> None:
    """Forget what was kept of days other than these."""
    others = sa.delete(t.day_facts).where(_F.office_id == office, _F.date.not_in(dates))
    await connection.execute(others)

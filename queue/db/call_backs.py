# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Those who want to be called back as rows. The number is the only personal part, and it goes soonest."""

import datetime as dt
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.domain.call_backs import CallBack
from aufruf.domain.errors import NotFound

_C = t.call_back.c
OPEN = _C.done_at.is_(None) & _C.phone.is_not(None)


async def of_offices(connection: AsyncConnection, offices: Collection[str]) -> list[CallBack]:
    """Who waits to be called back in these offices, the longest first."""
    question = sa.select(t.call_back).where(_C.office_id.in_(list(offices)), OPEN)
    rows = await connection.execute(question.order_by(_C.asked_at, _C.id))
    return [_call_back_of(row) for row in rows]


async def of_request(connection: AsyncConnection, *, office: str, request: str) -> CallBack | None:
    """What was asked for where a help request ended."""
    question = sa.select(t.call_back).where(_C.office_id == office, _C.request_id == request)
    row = (await connection.execute(question)).one_or_none()
    return None if row is None else _call_back_of(row)


async def get(connection: AsyncConnection, call_back: str) -> CallBack:
    """One of them, of which only the id is known. Raises NotFound."""
    row = (await connection.execute(sa.select(t.call_back).where(_C.id == call_back))).one_or_none()
    if row is None:
        raise NotFound
    return _call_back_of(row)


async def insert(connection: AsyncConnection, call_back: CallBack) -> None:
    """Store that somebody wants to be called back."""
    values = {
        "office_id": call_back.office,
        "id": call_back.id,
        "date": call_back.date,
        "request_id": call_back.request,
        "topic": call_back.topic,
        "language": call_back.language,
        "phone": call_back.phone,
        "asked_at": call_back.asked_at,
    }
    await connection.execute(sa.insert(t.call_back), values)


async def done(connection: AsyncConnection, call_back: CallBack, *, now: dt.datetime) -> None:
    """They were called: the number is deleted."""
    change = sa.update(t.call_back).where(_C.office_id == call_back.office, _C.id == call_back.id)
    await connection.execute(change.values(phone=None, done_at=now))


async def erase(connection: AsyncConnection, office: str, *, before: dt.date) -> int:
    """Delete the numbers that were left before this date; how many."""
    change = (
        sa.update(t.call_back)
        .where(_C.office_id == office, _C.date < before, _C.phone.is_not(None))
        .values(phone=None)
        .returning(_C.id)
    )
    return len((await connection.execute(change)).all())


def _call_back_of(row: Any) -> CallBack:
    return CallBack(
        id=row.id,
        office=row.office_id,
        date=row.date,
        request=row.request_id,
        topic=row.topic,
        language=row.language,
        phone=row.phone,
        asked_at=row.asked_at,
        done_at=row.done_at,
    )

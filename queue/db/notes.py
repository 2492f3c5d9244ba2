# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What staff may know of those who are here: needs and notes. A personal part, deleted by retention."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement
from aufruf.db.visits import STILL_HERE
from aufruf.domain.visit import VisitKey

_V = t.visit.c
_THIS = (_V.office_id == sa.bindparam("office"), _V.id == sa.bindparam("visit"))
NOTE = Statement(sa.select(_V.notes).where(*_THIS))
OF_DAY = Statement(
    sa.select(_V.id, _V.needs, _V.notes).where(
        _V.office_id == sa.bindparam("office"),
        _V.date == sa.bindparam("day"),
        STILL_HERE,
        sa.or_(_V.needs.is_not(None), _V.notes.is_not(None)),
    )
)
WRITE = Statement(
    sa.update(t.visit)
    .where(_V.office_id == sa.bindparam("of_office"), _V.id == sa.bindparam("of_visit"))
    .values(notes=sa.bindparam("text"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of somebody beside their number."""

    needs: tuple[str, ...] = ()
    note: str = ""


async def of_day(connection: AsyncConnection, day: DayKey) -> Mapping[str, About]:
    """By visit, of those of a day who are not gone yet and of whom anything is known. For staff alone."""
    rows = await OF_DAY.all(connection, {"office": day[0], "day": day[1]})
    return {row.id: About(needs=tuple(row.needs or ()), note=row.notes or "") for row in rows}


async def note_of(connection: AsyncConnection, key: VisitKey) -> str:
    """The note on a visit; empty if there is none."""
    row = await NOTE.one_or_none(connection, {"office": key.office, "visit": key.visit})
    return "" if row is None else row.notes or ""


async def write(connection: AsyncConnection, key: VisitKey, text: str) -> None:
    """Store the note on a visit; an empty one is none."""
    values = {"of_office": key.office, "of_visit": key.visit, "text": text or None}
    await WRITE.all(connection, values)

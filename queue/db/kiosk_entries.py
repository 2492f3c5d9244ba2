# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What kiosks did without the server, as it was taken over: each key once, with its result."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.domain.offline import ALREADY_THERE, MERGED, WITHDRAWN, Entry
from aufruf.domain.visit import ticket_number

_E, _V = t.kiosk_entry.c, t.visit.c
# A terminal that was signed off and let in anew is another device; what it still has to tell is of the first.
LETTERS = sa.select(t.device.c.letter).where(
    t.device.c.office_id == sa.bindparam("office"),
    t.device.c.letter.is_not(None),
    sa.or_(t.device.c.id == sa.bindparam("device"), t.device.c.revoked_at.is_not(None)),
)
TAKEN = sa.select(_V.ticket_group, _V.ordinal).where(
    _V.office_id == sa.bindparam("office"),
    _V.date == sa.bindparam("day"),
    _V.ticket_group.in_(sa.bindparam("series", expanding=True)),
)
_WITH_VISIT = t.kiosk_entry.outerjoin(t.visit, sa.and_(_V.office_id == _E.office_id, _V.id == _E.visit_id))
KNOWN = sa.select(_E.key, _E.result, _E.number, _E.visit_id, _V.ticket_group, _V.ordinal).select_from(
    _WITH_VISIT
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of an entry; with the number under which the person waits, or else the printed one."""

    key: str
    result: str
    visit: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Somebody holds this number and does not wait: staff should know."""

    device: str
    number: str
    kind: str
    result: str
    taken_at: dt.datetime


async def letters_for(connection: AsyncConnection, *, office: str, device: str) -> set[str]:
    """The letters of the tickets that a kiosk may have drawn by itself."""
    rows = await connection.execute(LETTERS, {"office": office, "device": device})
    return set(rows.scalars())


async def numbers_taken(
    connection: AsyncConnection, day: DayKey, *, letters: Collection[str]
) -> set[tuple[str, int]]:
    """The numbers of these series that are taken on a day."""
    if not letters:
        return set()
    values = {"office": day[0], "day": day[1], "series": sorted(letters)}
    return {(row.ticket_group, row.ordinal) for row in await connection.execute(TAKEN, values)}


async def known(
    connection: AsyncConnection, *, office: str, device: str, keys: Collection[str]
) -> Mapping[str, Taken]:
    """What was taken over before, by key."""
    mine = KNOWN.where(_E.office_id == office, _E.device_id == device, _E.key.in_(sorted(keys)))
    found = {}
    for row in await connection.execute(mine):
        number = row.number or None if row.ordinal is None else ticket_number(row.ticket_group, row.ordinal)
        found[row.key] = Taken(key=row.key, result=row.result, visit=row.visit_id, number=number)
    return found


async def store(
    connection: AsyncConnection,
    *,
    office: str,
    device: str,
    taken: Sequence[tuple[Entry, Taken]],
    now: dt.datetime,
) -> None:
    """Store entries with their results."""
    rows = [
        {
            "office_id": office,
            "device_id": device,
            "key": entry.key,
            "kind": entry.kind,
            "number": entry.number or "",
            "taken_at": entry.taken_at,
            "merged_at": now,
            "result": each.result,
            "visit_id": each.visit,
        }
        for entry, each in taken
    ]
    if rows:
        await connection.execute(sa.insert(t.kiosk_entry), rows)


async def refused_since(connection: AsyncConnection, office: str, since: dt.datetime) -> list[Refused]:
    """Who of an office holds a number of a kiosk's own and does not wait, the latest first."""
    well = (MERGED, ALREADY_THERE, WITHDRAWN)
    query = (
        sa.select(_E.device_id, _E.number, _E.kind, _E.result, _E.taken_at)
        .where(_E.office_id == office, _E.merged_at >= since, _E.result.not_in(well))
        .order_by(_E.taken_at.desc(), _E.number)
    )
    return [
        Refused(
            device=row.device_id, number=row.number, kind=row.kind, result=row.result, taken_at=row.taken_at
        )
        for row in await connection.execute(query)
    ]


async def forget(connection: AsyncConnection, office: str, *, before: dt.datetime) -> None:
    """Delete what was taken over before this moment: no kiosk keeps an entry so long."""
    await connection.execute(sa.delete(t.kiosk_entry).where(_E.office_id == office, _E.merged_at < before))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Offices with all that belongs to them, kept in the process by version."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.holidays import public_holidays
from aufruf.db.statements import Statement
from aufruf.domain.calling import CallOrder
from aufruf.domain.catalogue import (
    Counter,
    CounterKind,
    Office,
    OfficeRules,
    Resource,
    Service,
    Shift,
    StaffMember,
)
from aufruf.domain.errors import NotFound
from aufruf.domain.help_rules import help_rules
from aufruf.domain.opening import Closure, OpeningHours, OpeningKind, OpeningRule

VERSION = Statement(sa.select(t.office.c.version).where(t.office.c.id == sa.bindparam("office_id")))
LOCK = Statement(
    sa.select(t.office.c.version).where(t.office.c.id == sa.bindparam("office_id")).with_for_update()
)


class Catalogue:
    """The offices this process knows. An entry holds until its version in the database rises."""

    def __init__(self) -> None:
        self._offices: dict[str, tuple[int, int, Office]] = {}  # (version, year of the holidays, office)

    async def known(self, connection: AsyncConnection, office_id: str, *, now: dt.datetime) -> Office:
        """The office as it was last seen; whoever locks its day learns whether that still holds."""
        entry = self._offices.get(office_id)
        if entry is not None and entry[1] == now.year:
            return entry[2]
        return await self._load(connection, office_id, now=now)

    async def current(self, connection: AsyncConnection, office_id: str, *, now: dt.datetime) -> Office:
        """The office as it is now. Raises NotFound."""
        row = await VERSION.one_or_none(connection, {"office_id": office_id})
        if row is None:
            self._offices.pop(office_id, None)
            raise NotFound
        return await self.at_version(connection, office_id, row.version, now=now)

    async def at_version(
        self, connection: AsyncConnection, office_id: str, version: int, *, now: dt.datetime
    ) -> Office:
        """The office at this version or a later one."""
        entry = self._offices.get(office_id)
        if entry is not None and entry[:2] == (version, now.year):
            return entry[2]
        return await self._load(connection, office_id, now=now)

    async def all_current(
        self, connection: AsyncConnection, *, now: dt.datetime, tenant: str | None = None
    ) -> list[Office]:
        """Every office (of a tenant), as they are now, in the order of their ids."""
        query = sa.select(t.office.c.id, t.office.c.version).order_by(t.office.c.id)
        if tenant is not None:
            query = query.where(t.office.c.tenant_id == tenant)
        versions = (await connection.execute(query)).all()
        stale = [
            row.id for row in versions if self._offices.get(row.id, (-1, -1))[:2] != (row.version, now.year)
        ]
        if stale:
            await self._load_many(connection, stale, now=now)
        return [self._offices[row.id][2] for row in versions if row.id in self._offices]

    async def _load(self, connection: AsyncConnection, office_id: str, *, now: dt.datetime) -> Office:
        await self._load_many(connection, [office_id], now=now)
        entry = self._offices.get(office_id)
        if entry is None:
            raise NotFound
        return entry[2]

    async def _load_many(
        self, connection: AsyncConnection, office_ids: list[str], *, now: dt.datetime
    ) -> None:
        for office in await load(connection, office_ids, year=now.year):
            self._offices[office.id] = (office.version, now.year, office)


async def lock(connection: AsyncConnection, office_id: str) -> int:
    """Lock an office against bookings and imports; the answer is its version. Raises NotFound."""
    row = await LOCK.one_or_none(connection, {"office_id": office_id})
    if row is None:
        raise NotFound
    version: int = row.version
    return version


async def load(connection: AsyncConnection, office_ids: Iterable[str], *, year: int) -> list[Office]:
    """Read offices whole, in a handful of statements however many they are."""
    wanted = list(office_ids)
    # The office row, with its version, first: what is read after it is at least as new.
    rows = (await connection.execute(sa.select(t.office).where(t.office.c.id.in_(wanted)))).all()
    rules = await _by_office(connection, sa.select(t.opening_rule), t.opening_rule, wanted)
    closures = await _by_office(connection, sa.select(t.closure), t.closure, wanted)
    counters = await _by_office(
        connection, sa.select(t.counter).order_by(t.counter.c.position), t.counter, wanted
    )
    staff = await _by_office(connection, sa.select(t.staff_member), t.staff_member, wanted)
    shifts = await _by_office(connection, sa.select(t.shift), t.shift, wanted)
    offered = sa.select(
        t.office_service.c.office_id,
        sa.func.coalesce(t.office_service.c.duration_minutes, t.service.c.duration_minutes).label("minutes"),
        t.office_service.c.appointments,
        t.office_service.c.walk_ins,
        t.office_service.c.resource,
        t.service,
    ).join_from(t.office_service, t.service)
    services = await _by_office(connection, offered.order_by(t.service.c.name), t.office_service, wanted)
    return [
        Office(
            id=row.id,
            tenant=row.tenant_id,
            name=row.name,
            address=address(row),
            version=row.version,
            opening=OpeningHours(
                zone=ZoneInfo(row.timezone),
                rules=tuple(_rule(rule) for rule in rules[row.id]),
                closures=tuple(
                    Closure(first=c.first, last=c.last, reason=c.reason) for c in closures[row.id]
                ),
                holidays=frozenset().union(
                    *(public_holidays(row.land, of) for of in range(year - 1, year + 3))
                ),
            ),
            rules=_office_rules(row),
            call_order=CallOrder(**{"grace_minutes": row.grace_minutes} | row.call_order),
            help=help_rules(row.help),
            services={s.id: _service(s) for s in services[row.id]},
            counters=tuple(Counter(id=c.id, kind=CounterKind(c.kind), room=c.room) for c in counters[row.id]),
            staff=tuple(
                StaffMember(id=m.id, name=m.name, skills=None if m.skills is None else frozenset(m.skills))
                for m in sorted(staff[row.id], key=lambda m: m.id)
            ),
            shifts=tuple(_shift(s) for s in sorted(shifts[row.id], key=lambda s: s.id)),
        )
        for row in rows
    ]


def address(row: sa.Row[Any]) -> str:
    """An address on one line."""
    street = f"{row.street} {row.house_number}".strip()
    town = f"{row.postal_code} {row.city}".strip()
    return ", ".join(part for part in (street, town) if part)


async def _by_office(
    connection: AsyncConnection, query: sa.Select[Any], table: sa.Table, office_ids: list[str]
) -> Mapping[str, list[sa.Row[Any]]]:
    found: Mapping[str, list[sa.Row[Any]]] = defaultdict(list)
    for row in await connection.execute(query.where(table.c.office_id.in_(office_ids))):
        found[row.office_id].append(row)
    return found


def _office_rules(row: sa.Row[Any]) -> OfficeRules:
    return OfficeRules(
        grid_minutes=row.grid_minutes,
        hold_minutes=row.hold_minutes,
        window_days=row.window_days,
        lead_minutes=row.lead_minutes,
        check_in_early_minutes=row.check_in_early_minutes,
        grace_minutes=row.grace_minutes,
        walk_in_late_minutes=row.walk_in_late_minutes,
        walk_in_guard=row.walk_in_guard,
        walk_in_reserve_percent=row.walk_in_reserve_percent,
        replan_in_day=row.replan_in_day,
        retention_days=row.retention_days,
    )


def _rule(row: sa.Row[Any]) -> OpeningRule:
    return OpeningRule(
        weekday=row.weekday,
        local_from=row.local_from,
        local_to=row.local_to,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        every_n_weeks=row.every_n_weeks,
        week_of_month=row.week_of_month,
        kind=OpeningKind(row.kind),
    )


def _service(row: sa.Row[Any]) -> Service:
    return Service(
        id=row.id,
        name=row.name,
        minutes=row.minutes,
        group=row.ticket_group,
        max_quantity=row.max_quantity,
        combinable=frozenset(row.combinable),
        appointments=row.appointments,
        walk_ins=row.walk_ins,
        leika_keys=tuple(row.leika_keys),
        keywords=row.keywords,
        documents=row.documents,
        online=row.online,
        resource=Resource(row.resource),
    )


def _shift(row: sa.Row[Any]) -> Shift:
    return Shift(
        staff=row.staff_id,
        weekday=row.weekday,
        date=row.date,
        local_from=row.local_from,
        local_to=row.local_to,
        breaks=tuple((dt.time.fromisoformat(a), dt.time.fromisoformat(b)) for a, b in row.breaks),
        counter=row.counter_id,
    )

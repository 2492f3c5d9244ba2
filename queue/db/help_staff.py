# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Those who help as rows: in their own offices, in pools over offices and tenants, and who was seen when."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.statements import Statement
from aufruf.domain.help import HelpLevel
from aufruf.domain.helpers import Helper
from aufruf.domain.roles import RIGHTS, Right, Role

_U, _W = t.user.c, t.helper.c
NAMED = [role for role in Role if Right.HELP in RIGHTS[role] and role is not Role.ADMINISTRATOR]
_OFFICES: sa.BindParameter[str] = sa.bindparam("offices", expanding=True)
_ABOUT = (
    _U.id.label("user_id"),
    _W.shown_as.label("shown_as"),
    _W.languages.label("languages"),
    _W.services.label("services"),
    _W.seen_at.label("seen_at"),
)
_PEOPLE = t.user.outerjoin(t.helper, _W.user_id == _U.id)
_OWN = (
    sa.select(*_ABOUT, t.user_office.c.office_id, sa.literal("office").label("level"), _U.role)
    .select_from(_PEOPLE.join(t.user_office, t.user_office.c.user_id == _U.id))
    .where(t.user_office.c.office_id.in_(_OFFICES), _U.role.in_(NAMED), sa.not_(_U.disabled))
)
_ABOVE = (
    sa.select(*_ABOUT, t.office.c.id.label("office_id"), sa.literal("office").label("level"), _U.role)
    .select_from(_PEOPLE.join(t.office, t.office.c.tenant_id == _U.tenant_id))
    .where(t.office.c.id.in_(_OFFICES), _U.role == Role.ADMINISTRATOR, sa.not_(_U.disabled))
)
_POOLED = (
    sa.select(
        *_ABOUT,
        t.helper_pool_office.c.office_id,
        sa.cast(t.helper_pool.c.level, sa.String).label("level"),
        _U.role,
    )
    .select_from(
        _PEOPLE.join(t.helper_pool_user, t.helper_pool_user.c.user_id == _U.id)
        .join(t.helper_pool, t.helper_pool.c.id == t.helper_pool_user.c.pool_id)
        .join(t.helper_pool_office, t.helper_pool_office.c.pool_id == t.helper_pool.c.id)
    )
    .where(t.helper_pool_office.c.office_id.in_(_OFFICES), sa.not_(_U.disabled))
)
OF_OFFICES = sa.union_all(_OWN, _ABOVE, _POOLED)
POOLS = Statement(
    sa.select(t.helper_pool_office.c.office_id, t.helper_pool.c.level)
    .select_from(
        t.helper_pool_user.join(t.helper_pool, t.helper_pool.c.id == t.helper_pool_user.c.pool_id).join(
            t.helper_pool_office, t.helper_pool_office.c.pool_id == t.helper_pool.c.id
        )
    )
    .where(t.helper_pool_user.c.user_id == sa.bindparam("user"))
)
ONE = Statement(sa.select(t.helper).where(_W.user_id == sa.bindparam("user")))


async def of_offices(connection: AsyncConnection, offices: Collection[str]) -> list[Helper]:
    """Everybody who may be asked in any of these offices, for each office and level."""
    if not offices:
        return []
    rows = (await connection.execute(OF_OFFICES, {"offices": list(offices)})).all()
    return [_helper_of(row, office=row.office_id, level=HelpLevel(row.level), role=row.role) for row in rows]


async def pools_of(connection: AsyncConnection, user: str) -> Mapping[str, frozenset[HelpLevel]]:
    """By office, the levels of the pools that look after it and that somebody belongs to."""
    found: dict[str, set[HelpLevel]] = {}
    for row in await POOLS.all(connection, {"user": user}):
        found.setdefault(row.office_id, set()).add(HelpLevel(row.level))
    return {office: frozenset(levels) for office, levels in found.items()}


async def one(connection: AsyncConnection, user: str, *, office: str = "") -> Helper:
    """What somebody is like as a helper; whoever never said anything speaks German and knows all services."""
    row = await ONE.one_or_none(connection, {"user": user})
    if row is None:
        return Helper(user=user, office=office)
    return _helper_of(row, office=office)


async def seen(connection: AsyncConnection, people: Collection[str], *, real_now: dt.datetime) -> None:
    """These people have their list of help requests open now. Who is no user is left out."""
    if not people:
        return
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    there = (
        sa.select(_U.id, sa.literal(""), sa.literal([], type_=_W.languages.type), sa.literal(real_now))
        .where(_U.id.in_(sorted(people)))
        .order_by(_U.id)  # in one order, so that two processes never wait for each other
    )
    new = insert(t.helper).from_select(["user_id", "shown_as", "languages", "seen_at"], there)
    update = new.on_conflict_do_update(index_elements=["user_id"], set_={"seen_at": new.excluded.seen_at})
    await connection.execute(update)


def _helper_of(
    row: Any, *, office: str, level: HelpLevel = HelpLevel.OFFICE, role: str = Role.HELPER
) -> Helper:
    return Helper(
        user=row.user_id,
        office=office,
        level=level,
        named=role != Role.ADMINISTRATOR or level is not HelpLevel.OFFICE,
        shown_as=row.shown_as or "",
        languages=frozenset(row.languages or ()),
        services=None if row.services is None else frozenset(row.services),
        seen_at=row.seen_at,
    )

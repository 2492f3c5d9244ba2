# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office chooses about help, and how many look after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.help_staff import NAMED
from aufruf.domain.help import HelpLevel

_P, _O, _U = t.helper_pool.c, t.helper_pool_office.c, t.helper_pool_user.c
POOLS = (
    sa.select(_P.id, _P.name, _P.level, sa.func.count(t.user.c.id).label("helpers"))
    .select_from(
        t.helper_pool.join(t.helper_pool_office, _O.pool_id == _P.id)
        .outerjoin(t.helper_pool_user, _U.pool_id == _P.id)
        .outerjoin(t.user, sa.and_(t.user.c.id == _U.user_id, t.user.c.disabled.is_(False)))
    )
    .where(_O.office_id == sa.bindparam("office"))
    .group_by(_P.id, _P.name, _P.level)
    .order_by(_P.level.desc(), _P.name)  # the pool before the phone
)
OWN = (
    sa.select(sa.func.count())
    .select_from(t.user.join(t.user_office, t.user_office.c.user_id == t.user.c.id))
    .where(
        t.user_office.c.office_id == sa.bindparam("office"),
        t.user.c.disabled.is_(False),
        t.user.c.role.in_(NAMED),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedPool:
    """A pool that looks after an office: its name, when it is asked, and how many help in it; not who."""

    id: str
    name: str
    level: HelpLevel
    helpers: int


async def put_rules(connection: AsyncConnection, office: str, rules: Mapping[str, Any]) -> None:
    """Keep what differs of an office's rules."""
    await connection.execute(sa.update(t.office).where(t.office.c.id == office).values(help=dict(rules)))


async def pools_of(connection: AsyncConnection, office: str) -> Sequence[JoinedPool]:
    """The pools that look after an office, in the order in which they are asked."""
    rows = await connection.execute(POOLS, {"office": office})
    return [
        JoinedPool(id=row.id, name=row.name, level=HelpLevel(row.level), helpers=row.helpers) for row in rows
    ]


async def own_helpers(connection: AsyncConnection, office: str) -> int:
    """How many helpers and supervisors an office has itself."""
    return int((await connection.execute(OWN, {"office": office})).scalar_one())

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office chooses about help, who looks after it, and what helpers say of themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.domain.help import HelpLevel
from aufruf.domain.roles import Role

_P, _O, _U = t.helper_pool.c, t.helper_pool_office.c, t.helper_pool_user.c
_EITHER = (Role.HELPER, Role.SUPERVISOR)
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
        t.user.c.role.in_(_EITHER),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedPool:
    """A pool that looks after an office: its name, when it is asked, and how many help in it; not who."""

    id: str
    name: str
    level: HelpLevel
    helpers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperChoices:
    """What somebody says of themselves as a helper."""

    shown_as: str = ""
    languages: tuple[str, ...] = ()  # besides German


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


async def choices_of(connection: AsyncConnection, user: str) -> HelperChoices:
    """What somebody has said of themselves."""
    helper = t.helper.c
    query = sa.select(helper.shown_as, helper.languages).where(helper.user_id == user)
    row = (await connection.execute(query)).one_or_none()
    return (
        HelperChoices()
        if row is None
        else HelperChoices(shown_as=row.shown_as, languages=tuple(row.languages))
    )


async def put_choices(connection: AsyncConnection, user: str, choices: HelperChoices) -> None:
    """Keep what somebody says of themselves."""
    said = {"shown_as": choices.shown_as, "languages": list(choices.languages)}
    insert = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(t.helper)
    again = insert.values(user_id=user, **said).on_conflict_do_update(index_elements=["user_id"], set_=said)
    await connection.execute(again)

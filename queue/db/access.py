# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""People and devices, found by what they show."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.statements import Statement
from aufruf.domain.access import Device, Person, Session
from aufruf.domain.roles import DeviceKind, Role

_PERSON = sa.select(
    t.user.c.id, t.user.c.tenant_id, t.user.c.role, t.user.c.staff_id, t.user_office.c.office_id
).select_from(t.user.outerjoin(t.user_office))
_KEY: sa.BindParameter[str] = sa.bindparam("key")
BY_TOKEN = Statement(
    _PERSON.join(t.personal_token, t.personal_token.c.user_id == t.user.c.id).where(
        t.personal_token.c.key == _KEY, t.personal_token.c.revoked_at.is_(None), sa.not_(t.user.c.disabled)
    )
)
BY_SESSION = Statement(
    _PERSON.add_columns(t.session.c.csrf)
    .join(t.session, t.session.c.user_id == t.user.c.id)
    .where(t.session.c.key == _KEY, t.session.c.expires_at > sa.bindparam("now"), sa.not_(t.user.c.disabled))
)
BY_DEVICE = Statement(
    sa.select(t.device.c.id, t.device.c.office_id, t.device.c.kind).where(
        t.device.c.key == _KEY, t.device.c.revoked_at.is_(None)
    )
)


async def person_with_token(connection: AsyncConnection, key: str) -> Person | None:
    """The person whose personal token has this hash."""
    return _person(await BY_TOKEN.all(connection, {"key": key}))


async def session_with_key(connection: AsyncConnection, key: str, *, now: dt.datetime) -> Session | None:
    """The session whose cookie has this hash, unless it is over."""
    rows = await BY_SESSION.all(connection, {"key": key, "now": now})
    person = _person(rows)
    return None if person is None else Session(person=person, csrf=rows[0].csrf)


async def device_with_token(connection: AsyncConnection, key: str) -> Device | None:
    """The device whose token has this hash."""
    row = await BY_DEVICE.one_or_none(connection, {"key": key})
    return None if row is None else Device(id=row.id, office=row.office_id, kind=DeviceKind(row.kind))


def _person(rows: Any) -> Person | None:
    if not rows:
        return None
    first = rows[0]
    return Person(
        user=first.id,
        tenant=first.tenant_id,
        role=Role(first.role),
        offices=frozenset(row.office_id for row in rows if row.office_id is not None),
        staff=first.staff_id,
    )

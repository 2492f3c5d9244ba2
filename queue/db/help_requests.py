# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help requests as rows: found by device, by day, by office and by id, stored and changed."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.db.statements import Statement
from aufruf.domain.errors import NotFound, WrongState
from aufruf.domain.help import (
    Consent,
    HelpKey,
    HelpLevel,
    HelpMode,
    HelpNeed,
    HelpReason,
    HelpRequest,
    HelpState,
)
from aufruf.domain.roles import DeviceKind

_H = t.help_request.c
CHANGING = (
    "state",
    "accepted_at",
    "accepted_by",
    "mode",
    "ended_at",
    "level",
    "level_since",
    "may_view",
    "may_point",
    "may_talk",
    "instance",
    "context",
    "reason",
    "visit_id",
    "then_services",
)  # but when somebody was last seen: that is written for many at once, without their days being locked
_ALL = sa.select(t.help_request, t.device.c.name.label("place")).select_from(
    t.help_request.outerjoin(
        t.device, sa.and_(t.device.c.office_id == _H.office_id, t.device.c.id == _H.device_id)
    )
)
_OFFICE = _H.office_id == sa.bindparam("office")
# Written out, not bound: only so do both databases see that the partial index fits.
GOES_ON = sa.text("help_request.state IN ('open', 'accepted')")

OF_DEVICE = Statement(_ALL.where(_OFFICE, _H.device_id == sa.bindparam("device"), GOES_ON))
OF_DAY = Statement(_ALL.where(_OFFICE, _H.date == sa.bindparam("day"), GOES_ON))
OF_OFFICES = _ALL.where(_H.office_id.in_(sa.bindparam("offices", expanding=True)), GOES_ON)
ONE = Statement(_ALL.where(_OFFICE, _H.id == sa.bindparam("request")))
PLACE = Statement(sa.select(_H.office_id, _H.date, _H.id).where(_H.id == sa.bindparam("request")))
INSERT = Statement(sa.insert(t.help_request))
UPDATE = Statement(
    sa.update(t.help_request)
    .where(_H.office_id == sa.bindparam("of_office"), _H.id == sa.bindparam("of_request"))
    .values({name: sa.bindparam(name, type_=_H[name].type) for name in CHANGING})
)
NOBODY_SEEN = Statement(
    sa.update(t.help_request)
    .where(_H.office_id == sa.bindparam("of_office"), _H.id == sa.bindparam("of_request"))
    .values(helper_seen_at=sa.null())
)
ANSWERED = Statement(
    sa.select(_H.asked_at, _H.accepted_at)
    .where(_OFFICE, _H.date >= sa.bindparam("first"), _H.accepted_at.is_not(None))
    .order_by(_H.accepted_at.desc())
    .limit(sa.bindparam("most", type_=sa.Integer()))
)
GOING_ON = Statement(_ALL.where(GOES_ON).order_by(_H.office_id, _H.id))


async def of_device(connection: AsyncConnection, *, office: str, device: str) -> HelpRequest | None:
    """The request of a device that goes on; there is one at most."""
    row = await OF_DEVICE.one_or_none(connection, {"office": office, "device": device})
    return None if row is None else _request_of(row)


async def of_day(connection: AsyncConnection, day: DayKey) -> list[HelpRequest]:
    """The requests of a day that go on."""
    return _requests(await OF_DAY.all(connection, {"office": day[0], "day": day[1]}))


async def of_offices(connection: AsyncConnection, offices: Collection[str]) -> list[HelpRequest]:
    """The requests that go on in any of these offices."""
    return _requests((await connection.execute(OF_OFFICES, {"offices": list(offices)})).all())


async def place_of(connection: AsyncConnection, request_id: str) -> HelpKey:
    """The office and day of a request, read without a lock: they never change. Raises NotFound."""
    row = await PLACE.one_or_none(connection, {"request": request_id})
    if row is None:
        raise NotFound
    return HelpKey(row.office_id, row.date, row.id)


async def get(connection: AsyncConnection, key: HelpKey) -> HelpRequest:
    """One request. Raises NotFound."""
    row = await ONE.one_or_none(connection, {"office": key.office, "request": key.request})
    if row is None:
        raise NotFound
    return _request_of(row)


async def insert(connection: AsyncConnection, request: HelpRequest) -> None:
    """Store a new request. Raises WrongState if the device has one that goes on."""
    key = {
        "office_id": request.office,
        "id": request.id,
        "date": request.date,
        "device_id": request.device,
        "device_kind": request.device_kind,
        "step": request.step,
        "topic": request.topic,
        "language": request.language,
        "asked_at": request.asked_at,
        "needs": list(request.needs),
    }
    try:
        await INSERT.all(connection, key | _values(request))
    except IntegrityError as error:
        words = str(error.orig)  # PostgreSQL names the index, SQLite its columns
        if "one_open_help_request_per_device" in words or "help_request.device_id" in words:
            raise WrongState(state=HelpState.OPEN) from error
        raise


async def save(connection: AsyncConnection, request: HelpRequest) -> None:
    """Store what has become of a request."""
    key = {"of_office": request.office, "of_request": request.id}
    await UPDATE.all(connection, key | _values(request))


async def going_on(connection: AsyncConnection) -> list[HelpRequest]:
    """The requests that go on anywhere."""
    return _requests(await GOING_ON.all(connection, {}))


async def seen(
    connection: AsyncConnection,
    *,
    devices: Collection[str],
    helpers: Collection[str],
    real_now: dt.datetime,
) -> None:
    """The sockets of these requests' devices, and of their helpers, are open now.

    No day is locked for it: what somebody else changes just now is left out, and noted the next time.
    """
    for column, ids, state in (
        ("device_seen_at", devices, GOES_ON),
        ("helper_seen_at", helpers, _H.state == HelpState.ACCEPTED),
    ):
        if ids:
            those = sa.select(_H.id).where(_H.id.in_(sorted(ids)), state).order_by(_H.id)
            free = those.with_for_update(skip_locked=True)
            change = sa.update(t.help_request).where(_H.id.in_(free)).values({column: real_now})
            await connection.execute(change)


async def forget_helper(connection: AsyncConnection, key: HelpKey) -> None:
    """Nobody has been seen yet of who helps from now on."""
    await NOBODY_SEEN.all(connection, {"of_office": key.office, "of_request": key.request})


async def answer_times(
    connection: AsyncConnection, office: str, *, first: dt.date, most: int
) -> list[dt.timedelta]:
    """How long the last requests of an office, from this date on, have waited until somebody accepted."""
    rows = await ANSWERED.all(connection, {"office": office, "first": first, "most": most})
    return [row.accepted_at - row.asked_at for row in rows]


def _requests(rows: Iterable[Any]) -> list[HelpRequest]:
    return [_request_of(row) for row in rows]


def _request_of(row: Any) -> HelpRequest:
    return HelpRequest(
        id=row.id,
        office=row.office_id,
        date=row.date,
        state=HelpState(row.state),
        device=row.device_id,
        device_kind=DeviceKind(row.device_kind),
        place=row.place or "",
        step=row.step,
        topic=row.topic,
        language=row.language,
        asked_at=row.asked_at,
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by,
        mode=None if row.mode is None else HelpMode(row.mode),
        ended_at=row.ended_at,
        needs=tuple(HelpNeed(need) for need in row.needs),
        level=HelpLevel(row.level),
        level_since=row.level_since,
        consent=Consent(view=row.may_view, point=row.may_point, talk=row.may_talk),
        instance=row.instance,
        context=row.context,
        reason=None if row.reason is None else HelpReason(row.reason),
        visit=row.visit_id,
        then=tuple((service, quantity) for service, quantity in row.then_services or ()),
        device_seen_at=row.device_seen_at,
        helper_seen_at=row.helper_seen_at,
    )


def _values(request: HelpRequest) -> dict[str, Any]:
    """Everything of a request that may change."""
    consent = request.consent
    return {
        "state": request.state,
        "accepted_at": request.accepted_at,
        "accepted_by": request.accepted_by,
        "mode": request.mode,
        "ended_at": request.ended_at,
        "level": request.level,
        "level_since": request.level_since,
        "may_view": consent.view,
        "may_point": consent.point,
        "may_talk": consent.talk,
        "instance": request.instance,
        "context": request.context,
        "reason": request.reason,
        "visit_id": request.visit,
        "then_services": [list(item) for item in request.then] or None,
    }

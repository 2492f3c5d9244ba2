# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A citizen's own visit, on the phone: how long still, I am late, I do not wait any longer."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import msgspec
from litestar import Request, Router, get, post
from litestar.params import JSONBody

from aufruf.actions import leaving
from aufruf.api.once import do_once
from aufruf.api.shapes import (
    DoneService,
    FollowUp,
    WaitAnswer,
    follow_up,
    kept_onward,
    services_answer,
    wait_answer,
)
from aufruf.db.transaction import Database, Reading, Transaction
from aufruf.domain.errors import NotFound
from aufruf.domain.visit import AT_COUNTER, Visit, VisitState
from aufruf.reads.status import Status, status_of, visit_with_id
from aufruf.web.callers import bearer
from aufruf.web.tokens import Purpose
from aufruf.web.wire import Answer, PathId, Sent, local, optional_local
from aufruf.web.wiring import Given, Wiring

AnyRequest = Request[Any, Any, Any]


class StatusAnswer(Answer, frozen=True):
    """A visit, as its own citizen sees it. `promised_at` is when the call was likely, as first told."""

    id: str
    number: str
    state: str
    ahead: int
    wait: WaitAnswer | None  # null: unknown, or nobody waits
    promised_at: dt.datetime | None
    counter: str | None
    services: list[DoneService]
    since: dt.datetime
    continues: FollowUp | None


class Late(Sent, frozen=True):
    """How long somebody still needs."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=60)]


@get("/visits/{visit:str}")
async def show(
    visit: PathId, request: AnyRequest, db: Given[Database], wiring: Given[Wiring]
) -> StatusAnswer:
    """The visit whose token was sent."""
    async with db.reading() as reading:
        own = await own_visit(reading, wiring, visit, bearer(request))
    return await _as_it_stands(wiring, own)


@post("/visits/{visit:str}/late", status_code=200)
async def late(
    visit: PathId,
    data: JSONBody[Late],
    request: AnyRequest,
    db: Given[Database],
    wiring: Given[Wiring],
) -> StatusAnswer:
    """I need so many minutes more: do not call me before."""
    async with db.reading() as reading:
        own = await own_visit(reading, wiring, visit, bearer(request))

    async def deed(tx: Transaction) -> KeptDeed:
        return KeptDeed(state=(await leaving.late(tx, key=own.key, minutes=data.minutes)).state)

    return await _done(request, wiring, own, deed)


@post("/visits/{visit:str}/leave", status_code=200)
async def leave(
    visit: PathId, request: AnyRequest, db: Given[Database], wiring: Given[Wiring]
) -> StatusAnswer:
    """I do not wait any longer."""
    async with db.reading() as reading:
        own = await own_visit(reading, wiring, visit, bearer(request))

    async def deed(tx: Transaction) -> KeptDeed:
        return KeptDeed(state=(await leaving.leave(tx, key=own.key)).state)

    return await _done(request, wiring, own, deed)


class KeptDeed(msgspec.Struct, kw_only=True, frozen=True):
    """What is remembered of a citizen's deed: the answer is how it stands."""

    state: str


async def _done(
    request: AnyRequest, wiring: Wiring, own: Visit, deed: Callable[[Transaction], Awaitable[KeptDeed]]
) -> StatusAnswer:
    owner = f"visit {own.office} {own.id}"
    await do_once(request, wiring, deed, kept_as=KeptDeed, status=200, owner=owner)
    return await _as_it_stands(wiring, own)


async def _as_it_stands(wiring: Wiring, own: Visit) -> StatusAnswer:
    if own.state is VisitState.WAITING:
        await wiring.forecasts.look(own.office)
    async with wiring.db.reading() as reading:
        status = await status_of(reading, await visit_with_id(reading, own.id))
        now = reading.now
    return status_answer(status, wiring, now=now)


async def own_visit(reading: Reading, wiring: Wiring, visit: str, token: str | None) -> Visit:
    """A visit, for whoever shows its token. A wrong token is as unknown as a wrong id."""
    found = await visit_with_id(reading, visit)
    if not wiring.tokens.fits(token, Purpose.VISIT, found.id, found.generation):
        raise NotFound
    return found


def status_answer(status: Status, wiring: Wiring, *, now: dt.datetime) -> StatusAnswer:
    """A visit, for its citizen."""
    visit, expected = status.visit, None
    if visit.state is VisitState.WAITING:
        expected = wiring.forecasts.for_visit(visit, now=now)
    return StatusAnswer(
        id=visit.id,
        number=visit.number,
        state=visit.state,
        ahead=status.ahead,
        wait=wait_answer(expected),
        promised_at=optional_local(visit.promised_at, status.office.zone),
        counter=visit.counter if visit.state in AT_COUNTER else None,
        services=services_answer(visit.services),
        since=local(visit.arrived_at, status.office.zone),
        continues=follow_up(kept_onward(status.continues), wiring),
    )


router = Router("", route_handlers=[show, late, leave], tags=["Public"])

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office has to close all of a sudden, or opens again after all."""

from typing import Annotated

import msgspec
from litestar import Router, post
from litestar.params import FromQuery, JSONBody

from aufruf.actions import early_closing as deeds
from aufruf.api.shifts import TouchedAnswer, touched_answer
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.early_closing import LONGEST_REASON
from aufruf.domain.roles import Right
from aufruf.reads.early_closing import preview_of
from aufruf.web.wire import LINE, PathId, Sent
from aufruf.web.wiring import Given


class EarlyClosing(Sent, frozen=True):
    """Why, as citizens read it; and whether those at the counters are still served."""

    reason: Annotated[str, msgspec.Meta(pattern=LINE, min_length=1, max_length=LONGEST_REASON)]
    finish_at_counters: bool = True


class EarlyClosingAnswer(TouchedAnswer, frozen=True):
    """How many were sent home, how many are at the counters, and the appointments that are to be rebooked."""

    sent_home: int
    at_counters: int


@post("/offices/{office:str}/close-early", status_code=200)
async def close_early(
    office: PathId,
    data: JSONBody[EarlyClosing],
    caller: Given[Caller],
    db: Given[Database],
    preview: FromQuery[bool] = False,  # noqa: FBT002 (so it is named in the query)
) -> EarlyClosingAnswer:
    """End an office's day now; with `preview` only tell whom it would meet."""
    if preview:
        async with db.reading(snapshot=True) as reading:
            person_with(caller, Right.SUPERVISE, await reading.office(office))
            seen = await preview_of(reading, office)
        stay = seen.at_counters if data.finish_at_counters else 0
        return EarlyClosingAnswer(
            sent_home=seen.waiting + seen.at_counters - stay,
            at_counters=stay,
            touched=touched_answer(seen.touched, seen.office.zone).touched,
        )
    async with db.transaction() as tx:
        known = await tx.office(office)
        person_with(caller, Right.SUPERVISE, known)
        ended = await deeds.close_early(
            tx, office=office, reason=data.reason, finish_at_counters=data.finish_at_counters
        )
    return EarlyClosingAnswer(
        sent_home=len(ended.sent_home),
        at_counters=len(ended.at_counters),
        touched=touched_answer(ended.touched, known.zone).touched,
    )


@post("/offices/{office:str}/reopen", status_code=204)
async def reopen(office: PathId, caller: Given[Caller], db: Given[Database]) -> None:
    """Let people in again on a day that was ended early."""
    async with db.transaction() as tx:
        person_with(caller, Right.SUPERVISE, await tx.office(office))
        await deeds.reopen(tx, office=office)


router = Router("", route_handlers=[close_early, reopen], tags=["Shifts and closures"])

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Those who want to be called back, for the office's own helpers and the phone service."""

import datetime as dt

from litestar import Router, get, post

from aufruf.actions import call_backs
from aufruf.api.once import do_once
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, person_anywhere
from aufruf.domain.roles import Right
from aufruf.reads.call_backs import WhoWaits, call_backs_for
from aufruf.web.wire import Answer, AnyRequest, Page, PathId, local
from aufruf.web.wiring import Given, Wiring


class CallBackAnswer(Answer, frozen=True):
    """Somebody who waits to be called: at which number, about what, in which language."""

    id: str
    office: str
    office_name: str
    topic: str | None
    topic_name: str | None
    language: str
    phone: str | None
    asked_at: dt.datetime


class CallBackDoneAnswer(Answer, frozen=True):
    """They were called, and the number is gone."""

    id: str
    office: str


@get("/call-backs")
async def list_call_backs(caller: Given[Caller], db: Given[Database]) -> Page[CallBackAnswer]:
    """Everybody who waits to be called back where one calls back, the longest first."""
    person = person_anywhere(caller, Right.HELP)
    async with db.reading() as reading:
        found = await call_backs_for(reading, person)
    return Page(items=[_answer(each) for each in found])


@post("/call-backs/{call_back:str}/done", status_code=200)
async def call_back_done(
    request: AnyRequest, call_back: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> CallBackDoneAnswer:
    """They were called back, or could not be reached: the number is deleted."""

    async def deed(tx: Transaction) -> CallBackDoneAnswer:
        person = person_anywhere(caller, Right.HELP)
        done = await call_backs.done(tx, call_back=call_back, person=person)
        return CallBackDoneAnswer(id=done.id, office=done.office)

    return await do_once(request, wiring, deed, kept_as=CallBackDoneAnswer, status=200, caller=caller)


def _answer(found: WhoWaits) -> CallBackAnswer:
    call_back, office = found.call_back, found.office
    return CallBackAnswer(
        id=call_back.id,
        office=call_back.office,
        office_name=office.name,
        topic=call_back.topic,
        topic_name=found.topic_name,
        language=call_back.language,
        phone=call_back.phone,
        asked_at=local(call_back.asked_at, office.zone),
    )


router = Router("", route_handlers=[list_call_backs, call_back_done], tags=["Help"])

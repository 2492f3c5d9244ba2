# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alarms at counters: raised, acknowledged, ended. Programs hear of them on the office's socket."""

import datetime as dt
from zoneinfo import ZoneInfo

from litestar import Router, get, post

from aufruf.actions import alarms as deeds
from aufruf.api.once import do_once
from aufruf.db import alarms
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, Person, person_anywhere, person_with
from aufruf.domain.alarm import Alarm, AlarmKey
from aufruf.domain.roles import Right
from aufruf.web.wire import Answer, AnyRequest, Page, PathId, local, optional_local
from aufruf.web.wiring import Given, Wiring


class AlarmAnswer(Answer, frozen=True):
    """An alarm. `acknowledged_by` is the counter from which somebody comes; empty: from elsewhere."""

    id: str
    office: str
    counter: str
    state: str
    raised_at: dt.datetime
    acknowledged_at: dt.datetime | None
    acknowledged_by: str | None
    ended_at: dt.datetime | None


@get("/offices/{office:str}/alarms")
async def list_alarms(office: PathId, caller: Given[Caller], db: Given[Database]) -> Page[AlarmAnswer]:
    """The alarms of an office that go on, the oldest first."""
    async with db.reading() as reading:
        known = await reading.office(office)
        person_with(caller, Right.SERVE, known)
        found = await alarms.open_in(reading.connection, office)
    return Page(items=[alarm_answer(each, known.zone) for each in found])


@post("/offices/{office:str}/counters/{counter:str}/alarm", status_code=200)
async def raise_alarm(
    request: AnyRequest, office: PathId, counter: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> AlarmAnswer:
    """Call for help at one's own counter; while that goes on it is the same alarm."""

    async def deed(tx: Transaction) -> AlarmAnswer:
        place = await tx.office(office)
        person = person_with(caller, Right.SERVE, place)
        raised = await deeds.raise_alarm(tx, office=office, counter=counter, person=person)
        return alarm_answer(raised.alarm, place.zone)

    return await do_once(request, wiring, deed, kept_as=AlarmAnswer, status=200, caller=caller)


@post("/alarms/{alarm:str}/acknowledge", status_code=200)
async def acknowledge(
    request: AnyRequest, alarm: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> AlarmAnswer:
    """Go there, unless somebody does already."""

    async def deed(tx: Transaction) -> AlarmAnswer:
        person, key = await _person_and_key(tx, caller, alarm)
        comes = await deeds.acknowledge(tx, key=key, person=person)
        return alarm_answer(comes, (await tx.office(key.office)).zone)

    return await do_once(request, wiring, deed, kept_as=AlarmAnswer, status=200, caller=caller)


@post("/alarms/{alarm:str}/end", status_code=200)
async def end(
    request: AnyRequest, alarm: PathId, caller: Given[Caller], wiring: Given[Wiring]
) -> AlarmAnswer:
    """All is well again."""

    async def deed(tx: Transaction) -> AlarmAnswer:
        person, key = await _person_and_key(tx, caller, alarm)
        ended = await deeds.end(tx, key=key, person=person)
        return alarm_answer(ended, (await tx.office(key.office)).zone)

    return await do_once(request, wiring, deed, kept_as=AlarmAnswer, status=200, caller=caller)


def alarm_answer(alarm: Alarm, zone: ZoneInfo) -> AlarmAnswer:
    """An alarm, for an answer."""
    return AlarmAnswer(
        id=alarm.id,
        office=alarm.office,
        counter=alarm.counter,
        state=alarm.state,
        raised_at=local(alarm.raised_at, zone),
        acknowledged_at=optional_local(alarm.acknowledged_at, zone),
        acknowledged_by=alarm.acknowledged_by,
        ended_at=optional_local(alarm.ended_at, zone),
    )


async def _person_and_key(tx: Transaction, caller: Caller, alarm: str) -> tuple[Person, AlarmKey]:
    """The person who may help here, and where it is."""
    person_anywhere(caller, Right.SERVE)
    key = await deeds.find(tx, alarm)
    return person_with(caller, Right.SERVE, await tx.office(key.office)), key


router = Router("", route_handlers=[list_alarms, raise_alarm, acknowledge, end], tags=["Alarms"])

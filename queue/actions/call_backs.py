# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom nobody could help may leave a number and go; somebody calls them, and the number is deleted."""

import datetime as dt

from aufruf.actions import helping
from aufruf.actions.tickets import new_id
from aufruf.db import call_backs, help_requests, help_staff
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Device, Person
from aufruf.domain.call_backs import CallBack, may_call_back, phone_number
from aufruf.domain.errors import NotAllowed, NotFound, WrongState
from aufruf.domain.events import CallBackAsked, CallBackDone
from aufruf.domain.help import HelpKey, HelpLevel, HelpRequest, HelpState

STANDS_THERE_FOR = dt.timedelta(minutes=5)  # after a request has ended in nobody's coming


async def ask(tx: Transaction, *, key: HelpKey, device: Device, phone: str) -> HelpRequest:
    """Leave a number instead of waiting on: the help request ends with it. Left twice, it is left once.

    Raises NotValid for what is no number, NotFound for another device's request, and WrongState while
    somebody helps, or once somebody has.
    """
    dialled = phone_number(phone)
    day = await tx.lock(key.office, key.date)
    request = await help_requests.get(tx.connection, key)
    if (request.office, request.device) != (device.office, device.id):
        raise NotFound
    if await call_backs.of_request(tx.connection, office=key.office, request=key.request) is not None:
        return request
    if request.state is HelpState.OPEN:
        request = await helping.withdraw(tx, key=key, device=device)
    elif not _was_left_alone(request, tx.now):
        raise WrongState(state=request.state)
    wanted = CallBack(
        id=new_id(),
        office=key.office,
        date=key.date,
        request=key.request,
        topic=request.topic,
        language=request.language,
        phone=dialled,
        asked_at=tx.now,
    )
    await call_backs.insert(tx.connection, wanted)
    tx.emit(day, CallBackAsked(request=request.id, call_back=wanted.id))
    return request


async def done(tx: Transaction, *, call_back: str, person: Person) -> CallBack:
    """They were called, or could not be reached: the number is deleted. Said twice, it was said once.

    Raises NotFound, and NotAllowed to whoever does not call back for this office.
    """
    found = await call_backs.get(tx.connection, call_back)
    day = await tx.lock(found.office)
    found = await call_backs.get(tx.connection, call_back)
    pools = await help_staff.pools_of(tx.connection, person.user)
    if not may_call_back(person, day.office, pools=pools.get(found.office, frozenset())):
        raise NotAllowed
    if found.done_at is None:
        await call_backs.done(tx.connection, found, now=tx.now)
        tx.emit(day, CallBackDone(call_back=found.id))
    return found


def _was_left_alone(request: HelpRequest, now: dt.datetime) -> bool:
    """Whether a request has just ended though nobody was left to ask."""
    return (
        request.state is HelpState.WITHDRAWN
        and request.level is HelpLevel.NOBODY
        and request.ended_at is not None
        and now - request.ended_at <= STANDS_THERE_FOR
    )

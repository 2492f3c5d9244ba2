# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calling the neighbours for help, and going there. The room does not notice."""

from dataclasses import dataclass

from aufruf.actions.tickets import new_id
from aufruf.db import alarms, counters
from aufruf.db.days import OfficeDay
from aufruf.db.transaction import Transaction
from aufruf.domain import alarm as moves
from aufruf.domain.access import Person
from aufruf.domain.alarm import ELSEWHERE, Alarm, AlarmKey
from aufruf.domain.counters import counter_in, own_seat
from aufruf.domain.errors import NotAllowed
from aufruf.domain.events import AlarmAcknowledged, AlarmEnded, AlarmRaised
from aufruf.domain.roles import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An alarm, and whether it is a new one."""

    alarm: Alarm
    is_new: bool


async def raise_alarm(tx: Transaction, *, office: str, counter: str, person: Person) -> Raised:
    """Call for help at one's own counter. Whoever calls again while that goes on has called once.

    Raises CounterClosed or CounterTaken where somebody else sits, or nobody.
    """
    day = await tx.lock(office)
    counter_in(day.office, counter)
    desk = await counters.desk(tx.connection, day.key, counter=counter)
    own_seat(desk.seat, user=person.user)
    for before in await alarms.open_in(tx.connection, office):
        if before.counter == counter and before.date == day.date:
            return Raised(alarm=before, is_new=False)
        if before.counter == counter:  # of a day that nobody has closed yet
            await alarms.save(tx.connection, moves.end(before, now=tx.now))
    alarm = Alarm(id=new_id(), office=office, date=day.date, counter=counter, raised_at=tx.now)
    await alarms.insert(tx.connection, alarm)
    tx.emit(day, AlarmRaised(alarm=alarm.id, counter=counter, at=tx.now))
    return Raised(alarm=alarm, is_new=True)


async def acknowledge(tx: Transaction, *, key: AlarmKey, person: Person) -> Alarm:
    """Go there. Of several who want to at once one does; the others learn from where by AlreadyAccepted.

    Whoever says so twice has said it once.
    """
    day, alarm = await _locked(tx, key)
    seat = await counters.counter_of(tx.connection, person.user)
    here = seat[1] if seat is not None and seat[0] == key.office else ELSEWHERE
    if here and alarm.acknowledged_by == here and alarm.ended_at is None:
        return alarm
    comes = moves.acknowledge(alarm, counter=here, now=tx.now)
    tx.emit(day, AlarmAcknowledged(alarm=comes.id, counter=here))
    return await _saved(tx, comes)


async def end(tx: Transaction, *, key: AlarmKey, person: Person) -> Alarm:
    """All is well: whoever called says so, whoever came, or somebody of reception.

    Said twice is said once. Raises NotAllowed for anybody else.
    """
    day, alarm = await _locked(tx, key)
    if alarm.ended_at is not None:
        return alarm
    seat = await counters.counter_of(tx.connection, person.user)
    theirs = {(alarm.office, alarm.counter), (alarm.office, alarm.acknowledged_by)}
    if seat not in theirs and not person.may(Right.RECEIVE, day.office):
        raise NotAllowed
    ended = moves.end(alarm, now=tx.now)
    tx.emit(day, AlarmEnded(alarm=ended.id))
    return await _saved(tx, ended)


async def end_all(tx: Transaction, day: OfficeDay) -> None:
    """A locked day is over: no alarm of it goes on."""
    for alarm in await alarms.open_on(tx.connection, day.key):
        await alarms.save(tx.connection, moves.end(alarm, now=tx.now))
        tx.emit(day, AlarmEnded(alarm=alarm.id))


async def find(tx: Transaction, alarm: str) -> AlarmKey:
    """Where an alarm is, of which only the id is known. Raises NotFound."""
    return await alarms.place_of(tx.connection, alarm)


async def _locked(tx: Transaction, key: AlarmKey) -> tuple[OfficeDay, Alarm]:
    day = await tx.lock(key.office, key.date)
    return day, await alarms.get(tx.connection, key)


async def _saved(tx: Transaction, alarm: Alarm) -> Alarm:
    await alarms.save(tx.connection, alarm)
    return alarm

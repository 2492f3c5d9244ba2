# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office as those at its counters see it: who waits, who sits where, whom they have called and why."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import alarms, appointments, counters, notes, visits, wire
from aufruf.db.counters import Last
from aufruf.db.notes import About
from aufruf.db.transaction import Reading
from aufruf.db.visits import Ended
from aufruf.domain.alarm import Alarm
from aufruf.domain.breaks import Rest, breaks_of, rest_of
from aufruf.domain.calling import Choice, Reason, may_be_called, next_visit
from aufruf.domain.catalogue import CounterKind, Office
from aufruf.domain.counters import CounterNow, Seat, counter_in, skills_of
from aufruf.domain.visit import UNDO_WITHIN, seen_at
from aufruf.reads.counters import counters_in
from aufruf.reads.devices import Trouble, troubles_of
from aufruf.reads.queue import Queue, queue_in
from aufruf.reads.reasons import why_called

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplaces:
    """All counters of an office and its queue after the day's event `seq`: read once for all who look."""

    day: str  # in which the numbers of events count on
    seq: int
    now: dt.datetime
    queue: Queue
    counters: tuple[CounterNow, ...]
    why: Mapping[str, Reason]  # by visit, of those at a counter
    ended: Mapping[str, Ended]  # by counter: finished or missed there last, so lately that it may be undone
    about: Mapping[str, About] = field(default_factory=dict)  # by visit: needs and notes
    last: Mapping[str, Last] = field(
        default_factory=dict
    )  # by counter: its last call today, its last farewell
    phones: Mapping[str, str] = field(default_factory=dict)  # by visit, of those called by somebody elsewhere
    alarms: tuple[Alarm, ...] = ()
    troubles: tuple[Trouble, ...] = ()  # of devices
    _made: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def office(self) -> Office:
        """The office."""
        return self.queue.office

    def counter(self, id_: str) -> CounterNow:
        """One of its counters. Raises NotFound."""
        counter_in(self.office, id_)
        return next(each for each in self.counters if each.counter.id == id_)

    def next_at(self, here: CounterNow) -> Choice | None:
        """Who would be called next to an open counter."""
        if here.seat is None:
            return None
        counter, skills = here.counter.id, skills_of(self.office, here.seat)
        may = [
            each.visit
            for each in self.queue.waiting
            if may_be_called(each.visit, counter=counter, skills=skills, now=self.now)
        ]
        sent_here = [visit for visit in may if visit.for_counter == counter]
        return next_visit(  # the queue is in order, but for those who were sent to this very counter
            sent_here or may[:1], counter=counter, skills=skills, now=self.now, order=self.office.call_order
        )

    def may_serve(self, here: CounterNow) -> AbstractSet[str] | None:
        """The services that are done at an open counter; None: all, or nobody sits there."""
        return None if here.seat is None else skills_of(self.office, here.seat)

    def rest_at(self, here: CounterNow) -> Rest:
        """How it stands with the breaks of whoever sits at a counter."""
        if here.seat is None:
            return Rest()
        breaks = breaks_of(self.office, here.seat.staff, self.office.local_date(self.now))
        return rest_of(breaks, here.seat, now=self.now)

    def pausing_since(self, here: CounterNow) -> dt.datetime | None:
        """Since when somebody pauses: since they chose to, or since the last one there has gone."""
        if here.seat is None or here.seat.paused_at is None:
            return None
        gone = self.last.get(here.counter.id, Last()).ended_at
        return here.seat.paused_at if gone is None else max(gone, here.seat.paused_at)

    def once(self, what: str, make: Callable[[], Made]) -> Made:
        """Something said of this, made once for all who ask."""
        if what not in self._made:
            self._made[what] = make()
        made: Made = self._made[what]
        return made


async def _phones(connection: AsyncConnection, at_counters: Iterable[CounterNow]) -> Mapping[str, str]:
    """Where those can be rung up who are called to somebody elsewhere, as far as they said so in booking."""
    found = {}
    for each in at_counters:
        visit = each.visit
        if each.counter.kind is not CounterKind.REMOTE or visit is None or visit.appointment is None:
            continue
        made = await appointments.get(connection, office=visit.office, appointment=visit.appointment)
        citizen = None if made is None else await appointments.citizen_of(connection, made)
        if citizen is not None and citizen.phone:
            found[visit.id] = citizen.phone
    return found


async def workplaces_of(reading: Reading, office_id: str) -> Workplaces:
    """An office's workplaces now. Ask within a snapshot. Raises NotFound."""
    office, now, connection = await reading.office(office_id), reading.now, reading.connection
    day = (office_id, office.local_date(now))
    present = [seen_at(visit, now=now) for visit in await visits.here(connection, day)]
    seq, generation = (await wire.marks(connection, [day]))[day]
    at_counters = counters_in(office, await counters.seats(connection, office_id), present)
    ended = await visits.ended_since(connection, day, now - UNDO_WITHIN)
    return Workplaces(
        day=f"{day[1]}~{generation}",
        seq=seq,
        now=now,
        queue=queue_in(office, present, await visits.names(connection, day), now=now),
        counters=at_counters,
        why=await why_called(reading, day, [each.visit for each in at_counters if each.visit is not None]),
        ended={each.counter: each for each in ended if each.counter is not None},
        about=await notes.of_day(connection, day),
        phones=await _phones(connection, at_counters),
        last=await counters.last_at_counters(connection, day),
        alarms=tuple(await alarms.open_in(connection, office_id)),
        troubles=await troubles_of(reading, office_id),
    )


def who_sits(office: Office, seat: Seat) -> str:
    """Who sits there, as colleagues know them: by the name in the staff list, else that of the log-in."""
    member = next((each for each in office.staff if each.id == seat.staff), None)
    return (member.name if member is not None else "") or seat.name or seat.user

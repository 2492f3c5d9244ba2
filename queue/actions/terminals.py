# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A self-service terminal calls by itself: the next is asked there as soon as it is free.

It is in service as long as its page says so. What its citizen presses names the visit that was on the
screen: pressed twice, or after somebody else was called, it changes nothing.
"""

from dataclasses import dataclass

from aufruf.actions import calling
from aufruf.db import counters, visits
from aufruf.db.days import OfficeDay
from aufruf.db.transaction import Transaction
from aufruf.domain import visit as moves
from aufruf.domain.access import Device
from aufruf.domain.calling import Choice
from aufruf.domain.counters import Seat, counter_in, skills_of, terminals_of, visit_at
from aufruf.domain.errors import CounterTaken, NotValid, OfficeClosed, WrongState
from aufruf.domain.events import CounterClosed, CounterOpened, VisitTransferred
from aufruf.domain.visit import Visit, VisitState


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTerminal:
    """A terminal on its locked day, with whoever is called or sits there."""

    day: OfficeDay
    counter: str
    seat: Seat | None
    visit: Visit | None


async def put_in_service(tx: Transaction, *, device: Device, counter: str) -> None:
    """From now on people are called to this terminal. In service already is in service.

    Raises NotValid for a counter that is no terminal, CounterTaken if another device or a person is there.
    """
    here = await _look(tx, device, counter)
    if here.day.closed:
        raise OfficeClosed
    if here.seat is not None:
        return
    seat = Seat(counter=counter, user="", device=device.id)
    await counters.sit_down(tx.connection, office=device.office, seat=seat, now=tx.now)
    skills = skills_of(here.day.office, seat) or frozenset()
    tx.emit(here.day, CounterOpened(counter=counter, skills=tuple(sorted(skills))))


async def take_out_of_service(tx: Transaction, *, office: str, counter: str) -> None:
    """Nobody is called to this terminal any longer; whoever was, waits again as long as they have waited."""
    await leave_place(tx, await tx.lock(office), counter)


async def leave_place(tx: Transaction, day: OfficeDay, counter: str) -> None:
    """The same on a day that is locked already."""
    desk = await counters.desk(tx.connection, day.key, counter=counter)
    if desk.seat is None or desk.seat.device is None:
        return
    visit = visit_at(desk.visits, counter)
    if visit is not None:
        back = moves.transfer(visit, for_counter=None)
        event = VisitTransferred(visit=back.id, number=back.number, services=back.services, then=back.then)
        tx.emit(day, event)
        await visits.save(tx.connection, back)
    await counters.stand_up(tx.connection, office=day.office.id, counter=counter)
    tx.emit(day, CounterClosed(counter=counter))


async def call_next(tx: Transaction, *, device: Device, counter: str) -> Choice | None:
    """Call whoever is next for this terminal; None if nobody is, or somebody is called there already."""
    here = await _look(tx, device, counter)
    if here.seat is None or here.visit is not None:
        return None
    return await calling.call_next(tx, office=device.office, counter=counter, user="")


async def begin(tx: Transaction, *, device: Device, counter: str, visit: str) -> Visit:
    """The person who was called is at the terminal."""
    found = await _shown(tx, device, counter, visit)
    return found if found.state is VisitState.SERVING else await calling.serve(tx, key=found.key)


async def finish(tx: Transaction, *, device: Device, counter: str, visit: str) -> Visit:
    """The person is done here: for good, or they wait for the counter that comes next."""
    return await calling.finish(tx, key=(await _shown(tx, device, counter, visit)).key)


async def miss(tx: Transaction, *, device: Device, counter: str, visit: str) -> Visit:
    """The person did not come: they wait again after five minutes, as everybody who missed a call."""
    return await calling.miss(tx, key=(await _shown(tx, device, counter, visit)).key)


async def _shown(tx: Transaction, device: Device, counter: str, visit: str) -> Visit:
    """Whoever the screen shows, if they are still there. Raises WrongState."""
    here = await _look(tx, device, counter)
    if here.visit is None or here.visit.id != visit:
        raise WrongState(state="gone")
    return here.visit


async def _look(tx: Transaction, device: Device, counter: str) -> AtTerminal:
    day = await tx.lock(device.office)
    if counter not in terminals_of(day.office):
        raise NotValid(("/counter", "this office has no such terminal"))
    counter_in(day.office, counter)
    desk = await counters.desk(tx.connection, day.key, counter=counter)
    if desk.seat is not None and desk.seat.device != device.id:
        raise CounterTaken
    return AtTerminal(
        day=day,
        counter=counter,
        seat=desk.seat,
        visit=visit_at(desk.visits, counter),
    )

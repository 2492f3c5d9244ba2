# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The self-service terminals of the town, and whoever a visitor has drawn a ticket for one as.

The town's own citizens do not use them: a terminal is there for the visitor who wants to see it work.
"""

import datetime as dt
from functools import partial

from aufruf.actions import terminals
from aufruf.demo.devices import devices_of
from aufruf.demo.town import Town
from aufruf.domain.access import Device
from aufruf.domain.catalogue import Office
from aufruf.domain.counters import CounterState, terminals_of
from aufruf.domain.errors import NotPossible
from aufruf.domain.known_devices import DeviceState
from aufruf.domain.opening import is_open
from aufruf.domain.roles import DeviceKind
from aufruf.reads.counters import counter_now
from aufruf.reads.devices import devices_of as seen_in

LOOK_EVERY = dt.timedelta(seconds=20)
WALKS_FOR = dt.timedelta(seconds=40)  # from the call to the terminal
BUSY_FOR = dt.timedelta(minutes=3)


def begin_day(town: Town, now: dt.datetime) -> None:
    """Every terminal is in service all day."""
    for office in town.offices:
        if terminals_of(office):
            town.agenda.plan(now, partial(look_around, town, office))


async def look_around(town: Town, office: Office, at: dt.datetime) -> None:
    """What a terminal does by itself, and what the person before it does next."""
    town.agenda.plan(at + LOOK_EVERY, partial(look_around, town, office))
    device = next(each for each in devices_of(office) if each.kind is DeviceKind.TERMINAL)
    counter = min(terminals_of(office))
    if not is_open(office.opening, at):
        return
    try:
        if await _is_a_visitors(town, office, device):
            await _step_aside(town, office, device, counter)
        else:
            await _go_on(town, office, device, counter, at)
    except NotPossible:
        return  # the day is over, or a visitor has a terminal of their own there


async def _is_a_visitors(town: Town, office: Office, device: Device) -> bool:
    """Whether a visitor has paired a terminal here, which is heard of."""
    async with town.doors.reading() as reading:
        known = await seen_in(reading, office.id)
    return any(
        each.known.device.kind is DeviceKind.TERMINAL
        and each.known.device.id != device.id
        and each.state is DeviceState.OK
        for each in known
    )


async def _step_aside(town: Town, office: Office, device: Device, counter: str) -> None:
    async with town.doors.reading() as reading:
        here = await counter_now(reading, office.id, counter)
    if here.seat is not None and here.seat.device == device.id:
        async with town.doors.transaction() as tx:
            await terminals.take_out_of_service(tx, office=office.id, counter=counter)


async def _go_on(town: Town, office: Office, device: Device, counter: str, at: dt.datetime) -> None:
    async with town.doors.reading() as reading:
        here = await counter_now(reading, office.id, counter)
    visit = here.visit
    async with town.doors.transaction() as tx:
        if here.state is CounterState.CLOSED:
            await terminals.put_in_service(tx, device=device, counter=counter)
        elif here.seat is None or here.seat.device != device.id:
            return
        elif visit is None:
            await terminals.call_next(tx, device=device, counter=counter)
        elif here.state is CounterState.CALLING and _over(visit.called_at, WALKS_FOR, at):
            await terminals.begin(tx, device=device, counter=counter, visit=visit.id)
        elif here.state is CounterState.SERVING and _over(visit.serving_at, BUSY_FOR, at):
            await terminals.finish(tx, device=device, counter=counter, visit=visit.id)


def _over(since: dt.datetime | None, length: dt.timedelta, at: dt.datetime) -> bool:
    return since is not None and since + length <= at

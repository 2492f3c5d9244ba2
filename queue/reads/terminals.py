# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A self-service terminal, as its own screen shows it."""

import datetime as dt
from dataclasses import dataclass

from aufruf.db import counters, devices, early_closing, visits
from aufruf.db.transaction import Reading
from aufruf.domain.access import Device
from aufruf.domain.calling import next_visit
from aufruf.domain.catalogue import Office
from aufruf.domain.counters import CounterNow, CounterState, counter_in, skills_of, terminals_of
from aufruf.domain.device_choices import places_chosen
from aufruf.domain.devices import TerminalChoices, choices_of
from aufruf.domain.opening import OpeningKind, is_open
from aufruf.domain.visit import seen_at
from aufruf.reads.counters import counters_in

PATIENCE = dt.timedelta(minutes=3)  # so long a terminal waits for whoever it has called
FORGOTTEN = dt.timedelta(minutes=5)  # beyond twice the usual length, somebody has gone without a word


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalNow:
    """What goes on at a terminal. No counter: staff have not yet said which place of the office it is.

    `taken`: another terminal is at its place, or somebody of the staff; what goes on there is theirs.
    """

    office: Office
    here: CounterNow | None
    taken: bool = False
    is_open: bool
    somebody_waits: bool
    now: dt.datetime

    @property
    def state(self) -> str:
        """The counter's state, or `nowhere`, or `taken`."""
        if self.taken:
            return "taken"
        return "nowhere" if self.here is None else self.here.state

    @property
    def gives_up_in(self) -> int:
        """Seconds until whoever was called is taken to have missed it."""
        called = None if self.here is None or self.here.visit is None else self.here.visit.called_at
        left = PATIENCE if called is None else PATIENCE - (self.now - called)
        return max(0, int(left.total_seconds()))

    @property
    def forgotten_in(self) -> int:
        """Seconds without a touch after which whoever is here is taken to have gone."""
        visit = None if self.here is None else self.here.visit
        services = () if visit is None else visit.services
        offered = self.office.services
        minutes = sum(offered[one].minutes * count for one, count in services if one in offered)
        return int((2 * dt.timedelta(minutes=minutes) + FORGOTTEN).total_seconds())


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a terminal stands; `taken` where another one is, so that it does nothing there."""

    counter: str | None = None
    taken: bool = False


async def place_of(reading: Reading, device: Device) -> Place:
    """The place that staff chose for a terminal, or the only one there is if no other stands there."""
    office = await reading.office(device.office)
    known = await devices.of_office(reading.connection, device.office)
    own = next((each.choices for each in known if each.device.id == device.id), {})
    choices, places = choices_of(device.kind, own), terminals_of(office)
    chosen = choices.counter if isinstance(choices, TerminalChoices) else None
    if chosen is None and len(places) == 1:
        counter = next(iter(places))
        taken = counter in places_chosen(known, but=device.id)
    elif chosen in places:
        counter, taken = chosen, False
    else:
        return Place()
    seat = (await counters.seats(reading.connection, device.office)).get(counter)
    return Place(counter=counter, taken=taken or (seat is not None and seat.device != device.id))


async def counter_of(reading: Reading, device: Device) -> str | None:
    """The place at which this terminal may call people, and no other one does."""
    place = await place_of(reading, device)
    return None if place.taken else place.counter


async def terminal_now(reading: Reading, device: Device) -> TerminalNow:
    """A terminal as it is now. Ask within a snapshot."""
    office, now = await reading.office(device.office), reading.now
    stands = await place_of(reading, device)
    place = None if stands.taken else stands.counter
    ended = await early_closing.reason_on(reading.connection, (office.id, office.local_date(now)))
    opens = ended is None and is_open(office.opening, now, audience=OpeningKind.OPEN)
    if place is None:
        return TerminalNow(
            office=office, here=None, taken=stands.taken, is_open=opens, somebody_waits=False, now=now
        )
    present = [
        seen_at(each, now=now)
        for each in await visits.here(reading.connection, (office.id, office.local_date(now)))
    ]
    seats = await counters.seats(reading.connection, office.id)
    counter = counter_in(office, place)
    here = next(each for each in counters_in(office, seats, present) if each.counter == counter)
    choice = None
    if here.seat is not None and here.state is CounterState.FREE:
        skills = skills_of(office, here.seat)
        choice = next_visit(present, counter=place, skills=skills, now=now, order=office.call_order)
    return TerminalNow(office=office, here=here, is_open=opens, somebody_waits=choice is not None, now=now)

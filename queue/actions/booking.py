# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments: held, confirmed, extended, cancelled, moved. Nothing is ever promised twice."""

import datetime as dt
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace

from aufruf.actions.listing import look_through
from aufruf.db import appointments, promises, rebooking
from aufruf.db.days import OfficeDay
from aufruf.db.transaction import StartOver, Transaction
from aufruf.domain import appointment as rules_of
from aufruf.domain.appointment import Appointment, AppointmentState, Citizen
from aufruf.domain.catalogue import Concern, Office, concern
from aufruf.domain.errors import NotFound, OfficeClosed, SlotTaken, WrongState
from aufruf.domain.events import AppointmentChanged, AppointmentHeld, AppointmentMoved
from aufruf.domain.rebooking import Outcome
from aufruf.domain.slots import check_start, first_start
from aufruf.domain.tickets import CODES, booking_code
from aufruf.reads.availability import Offers
from aufruf.reads.capacity import OfficeCapacity

RECEPTION = "reception"  # the channel of what the staff books
ALTERNATIVES = 5
ALTERNATIVE_DAYS = 14  # how far ahead another time is looked for when a day is full
DRAWS = 8  # of a booking code; with 887 million codes a second one is hardly ever needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants booked."""

    services: Collection[tuple[str, int]]
    start: dt.datetime
    language: str = "de"
    channel: str = "public"

    @property
    def is_by_staff(self) -> bool:
        """Whether somebody at the office books it, who may use what is held back for walk-ins."""
        return self.channel == RECEPTION


async def hold(
    tx: Transaction, *, office: str, wish: Wish, citizen: Citizen, confirmed: bool = False
) -> Appointment:
    """Keep a time for somebody until it is confirmed or lapses; staff book `confirmed` at once.

    Raises NotFound (office), NotValid and its kin (what does not fit), SlotTaken with alternatives.
    """
    known = await tx.office(office)
    day = await tx.lock(office, known.local_date(wish.start))
    return await promise(tx, day, wish=wish, citizen=citizen, confirmed=confirmed)


async def promise(
    tx: Transaction, day: OfficeDay, *, wish: Wish, citizen: Citizen, confirmed: bool = False
) -> Appointment:
    """The same on a day that is locked already."""
    wanted = concern(day.office, wish.services)
    check_start(day.office, wanted, start=wish.start, now=tx.now)
    witness = await _claim(tx, day, wanted, wish.start, by_staff=wish.is_by_staff)
    rules = day.office.rules
    appointment = Appointment(
        id=secrets.token_urlsafe(12),
        office=day.office.id,
        date=day.date,
        state=AppointmentState.CONFIRMED if confirmed else AppointmentState.HELD,
        start=wish.start,
        minutes=wanted.minutes,
        occupied_minutes=wanted.occupied_minutes,
        services=wanted.items,
        witness=witness,
        booking_code=_draw(),
        created_at=tx.now,
        hold_expires_at=None if confirmed else tx.now + dt.timedelta(minutes=rules.hold_minutes),
        language=wish.language,
        channel=wish.channel,
    )
    appointment = await _insert(tx, appointment, citizen)
    tx.emit(
        day,
        AppointmentHeld(
            appointment=appointment.id,
            start=appointment.start,
            minutes=appointment.minutes,
            services=appointment.services,
            channel=appointment.channel,
        ),
    )
    if confirmed:
        tx.emit(day, AppointmentChanged(appointment=appointment.id, state=appointment.state))
    return appointment


async def confirm(tx: Transaction, *, id_: str) -> Appointment:
    """Make a hold a promise. Raises HoldExpired, WrongState."""
    day, appointment = await _locked(tx, id_)
    confirmed = rules_of.confirm(appointment, now=tx.now)
    _check_comes(day)
    return await _changed(tx, day, confirmed)


async def extend(tx: Transaction, *, id_: str) -> Appointment:
    """Keep a hold a while longer. Raises HoldExpired, WrongState."""
    day, appointment = await _locked(tx, id_)
    extended = rules_of.extend(appointment, now=tx.now, rules=day.office.rules)
    return await _changed(tx, day, extended)


async def cancel(tx: Transaction, *, id_: str, by_office: bool = False) -> Appointment:
    """Give a time back. Raises HoldExpired, WrongState."""
    day, appointment = await _locked(tx, id_)
    cancelled = await _changed(tx, day, rules_of.cancel(appointment, now=tx.now, by_office=by_office))
    await look_through(tx, day.office, dates={day.date})
    return cancelled


async def move(
    tx: Transaction, *, id_: str, start: dt.datetime, office: str | None = None, listed: bool = False
) -> Appointment:
    """Take another time, perhaps in another office, and free the old one; or change nothing at all.

    `listed`: the staff moves it because it is on the rebooking list; WrongState if it is there no longer.
    """
    seen = await appointments.with_id(tx.connection, id_)
    old_key = (seen.office, seen.date)
    target = await _colleagues(tx, seen, office)
    new_key = (target.id, target.local_date(start))
    days = await tx.lock_all([old_key] if new_key == old_key else [old_key, new_key])
    old_day, new_day = days[0], days[-1]
    appointment = await _again(tx, old_day, id_)
    rules_of.may_move(appointment, now=tx.now)
    left = await rebooking.settle(tx.connection, appointment.office, {id_: Outcome.MOVED}, now=tx.now)
    if listed and not left:
        raise WrongState(state=appointment.state)
    wanted = concern(new_day.office, appointment.services)
    check_start(new_day.office, wanted, start=start, now=tx.now)
    witness = await _claim(tx, new_day, wanted, start, without=appointment.id, by_staff=listed)
    moved = replace(
        appointment,
        office=new_day.office.id,
        date=new_day.date,
        start=start,
        minutes=wanted.minutes,
        occupied_minutes=wanted.occupied_minutes,
        witness=witness,
        sequence=appointment.sequence + 1,
    )
    if moved.office == appointment.office:
        await appointments.save(tx.connection, moved)
    else:
        citizen = await appointments.citizen_of(tx.connection, appointment)
        await appointments.delete(tx.connection, appointment)
        moved = await _insert(tx, moved, citizen)
    came = AppointmentMoved(appointment=id_, start=start, minutes=moved.minutes, services=moved.services)
    if new_day is not old_day:
        tx.emit(old_day, replace(came, start=None))
    tx.emit(new_day, came)
    await look_through(tx, old_day.office, dates={old_day.date})
    return moved


async def _colleagues(tx: Transaction, appointment: Appointment, office: str | None) -> Office:
    """The office itself, or another of the same tenant: whose the appointment is, no other tenant is told."""
    here = await tx.office(appointment.office)
    target = here if office is None else await tx.office(office)
    if target.tenant != here.tenant:
        raise NotFound
    return target


async def _claim(
    tx: Transaction,
    day: OfficeDay,
    wanted: Concern,
    start: dt.datetime,
    *,
    without: str | None = None,
    by_staff: bool,
) -> str:
    """Find somebody who can serve this, under the day's lock; who it is. Raises SlotTaken.

    What is booked `by_staff` may use what is held back for walk-ins. OfficeClosed if the day was ended early.
    """
    _check_comes(day)
    found_on = await promises.promised(
        tx.connection, office=day.office.id, first=day.date, last=day.date, now=tx.now
    )
    taken = [each for each in found_on.get(day.date, ()) if each.id != without]
    held_back = 0 if by_staff else day.office.rules.walk_in_reserve_percent
    capacity = OfficeCapacity(day.office, day.date, taken, held_back_percent=held_back)
    found = capacity.place(wanted, start)
    if found is None:
        raise SlotTaken(alternatives=await _alternatives(tx, capacity, wanted, start))
    await appointments.save_witnesses(tx.connection, office=day.office.id, witnesses=found.moved)
    return found.witness


def _check_comes(day: OfficeDay) -> None:
    """Nobody is promised a time on a day that was ended all of a sudden. Raises OfficeClosed."""
    if day.closed_early is not None:
        raise OfficeClosed(reason=day.closed_early)


async def _alternatives(
    tx: Transaction, capacity: OfficeCapacity, wanted: Concern, start: dt.datetime
) -> tuple[dt.datetime, ...]:
    """The nearest offered starts of the same day, else the first of the next days."""
    office = capacity.office
    earliest = first_start(office, now=tx.now)
    same_day = [offered for offered, _ in capacity.offers(wanted) if offered >= earliest]
    if same_day:
        nearest = sorted(sorted(same_day, key=lambda offered: abs(offered - start))[:ALTERNATIVES])
        return tuple(offered.astimezone(office.zone) for offered in nearest)
    return await next_starts(tx, office, wanted, after=capacity.date)


async def next_starts(
    tx: Transaction, office: Office, wanted: Concern, *, after: dt.date
) -> tuple[dt.datetime, ...]:
    """The first offered starts after a date, for somebody who cannot be served before."""
    first, last = after + dt.timedelta(days=1), after + dt.timedelta(days=ALTERNATIVE_DAYS)
    offered = await Offers().of(tx, office, wanted, first=first, last=last)
    starts = [start for day in offered.days for start, _ in day.offers]
    return tuple(start.astimezone(office.zone) for start in starts[:ALTERNATIVES])


async def _insert(tx: Transaction, appointment: Appointment, citizen: Citizen) -> Appointment:
    """Store it under its code, or under another if that one is in use."""
    for _ in range(DRAWS):
        if await appointments.insert(tx.connection, appointment, citizen):
            return appointment
        appointment = replace(appointment, booking_code=_draw())
    message = "no free booking code was drawn"
    raise RuntimeError(message)


def _draw() -> str:
    return booking_code(secrets.randbelow(CODES))


async def _locked(tx: Transaction, id_: str) -> tuple[OfficeDay, Appointment]:
    """An appointment on its locked day."""
    seen = await appointments.with_id(tx.connection, id_)
    day = await tx.lock(seen.office, seen.date)
    return day, await _again(tx, day, id_)


async def _again(tx: Transaction, day: OfficeDay, id_: str) -> Appointment:
    appointment = await appointments.get(tx.connection, office=day.office.id, appointment=id_)
    if appointment is None or appointment.date != day.date:
        raise StartOver
    return rules_of.as_of(appointment, now=tx.now, rules=day.office.rules)


async def _changed(tx: Transaction, day: OfficeDay, appointment: Appointment) -> Appointment:
    await appointments.save(tx.connection, appointment)
    tx.emit(day, AppointmentChanged(appointment=appointment.id, state=appointment.state))
    return appointment

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coming in: without an appointment, or for one. Everybody gets a ticket of the same series."""

import datetime as dt
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from aufruf.actions.booking import next_starts
from aufruf.db import appointments, arrivals, tickets, visits
from aufruf.db.days import OfficeDay
from aufruf.db.transaction import Transaction
from aufruf.domain import appointment as promises
from aufruf.domain.appointment import Appointment
from aufruf.domain.calling import ahead_of
from aufruf.domain.catalogue import Concern, Office, concern
from aufruf.domain.counters import for_terminals
from aufruf.domain.errors import NoCapacityLeft, NotFound, NotValid, OfficeClosed, TooEarly, TooLate
from aufruf.domain.events import AppointmentChanged, VisitArrived
from aufruf.domain.handover import group_of
from aufruf.domain.opening import OpeningKind, is_open
from aufruf.domain.stations import at_first
from aufruf.domain.tickets import read_code
from aufruf.domain.visit import Visit, VisitState
from aufruf.domain.walk_ins import can_still_be_served, work_of
from aufruf.planning.waits.forecast import Expectation

NOT_BEGUN = frozenset({VisitState.WAITING, VisitState.CALLED, VisitState.PARKED, VisitState.MISSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A visit that has just begun, and how many are called before it."""

    visit: Visit
    ahead: int
    zone: ZoneInfo  # of the office


async def take_ticket(
    tx: Transaction,
    *,
    office: str,
    services: Collection[tuple[str, int]],
    needs: Collection[str] = (),
    language: str = "de",
    told: Expectation | None = None,
) -> Ticket:
    """Take a ticket at a kiosk. `told` is how long it will take, as it was foreseen a moment ago.

    Raises OfficeClosed outside the hours for walk-ins, and NoCapacityLeft when closing time would pass.
    """
    day = await tx.lock(office)
    wanted = concern(day.office, services, walk_in=True)
    day.check_open()
    if not is_open(day.office.opening, tx.now, audience=OpeningKind.WALK_INS):
        raise OfficeClosed
    present = await visits.here(tx.connection, day.key)
    if day.office.rules.walk_in_guard:
        await _guard(tx, day, wanted, present)
    visit = await _walk_in(tx, day, wanted, needs=needs, language=language, channel="kiosk")
    visit = await arrive(tx, day, visit, needs=needs, told=told)
    return _ticket(tx, day, visit, present)


async def walk_in_for(
    tx: Transaction,
    *,
    office: str,
    services: Collection[tuple[str, int]],
    name: str | None = None,
    needs: Collection[str] = (),
    language: str = "de",
    told: Expectation | None = None,
) -> Ticket:
    """Give somebody a ticket at reception, where a person decides who may still come in."""
    day = await tx.lock(office)
    wanted = concern(day.office, services, walk_in=True)
    day.check_open()
    present = await visits.here(tx.connection, day.key)
    visit = await _walk_in(tx, day, wanted, needs=needs, language=language, channel="reception")
    visit = await arrive(tx, day, visit, name=name, needs=needs, told=told)
    return _ticket(tx, day, visit, present)


async def check_in(
    tx: Transaction,
    *,
    office: str,
    code: str,
    needs: Collection[str] = (),
    channel: str = "kiosk",
    told: Expectation | None = None,
) -> Ticket:
    """Come for an appointment, by its booking code.

    Raises NotFound for a code that this office does not know, AlreadyCheckedIn, TooEarly and TooLate.
    """
    day = await tx.lock(office)
    appointment = await appointment_of(tx, day, read_code(code))
    day.check_open()
    arrived = _on_time(day.office, appointment, now=tx.now)
    await appointments.save(tx.connection, arrived)
    tx.emit(day, AppointmentChanged(appointment=arrived.id, state=arrived.state))
    present = await visits.here(tx.connection, day.key)
    group = group_of(day.office, arrived.services)
    visit = Visit(
        id=new_id(),
        office=office,
        date=day.date,
        group=group,
        ordinal=await tickets.next_ordinal(tx.connection, day.key, group=group),
        services=arrived.services,
        arrived_at=tx.now,
        known_at=tx.now,
        channel=channel,
        appointment=arrived.id,
        booked_at=arrived.start,
        priority=bool(needs),
        language=arrived.language,
    )
    visit = await arrive(tx, day, visit, needs=needs, told=told)
    return _ticket(tx, day, visit, present)


async def arrive(
    tx: Transaction,
    day: OfficeDay,
    visit: Visit,
    *,
    name: str | None = None,
    needs: Collection[str] = (),
    from_office: str | None = None,
    told: Expectation | None = None,
) -> Visit:
    """Store a new visit at its first station and say that it has begun; with what its citizen was told."""
    visit = at_first(day.office, visit)
    if told is not None and told.wait is not None:
        wait = told.wait
        promised_at = visit.arrived_at + dt.timedelta(minutes=wait.likely)
        visit = replace(visit, told=(wait.low, wait.likely, wait.high), promised_at=promised_at)
    await visits.insert(tx.connection, visit, name=name, needs=tuple(needs))
    event = VisitArrived(
        visit=visit.id,
        number=visit.number,
        group=visit.group,
        ordinal=visit.ordinal,
        services=visit.services,
        then=visit.then,
        channel=visit.channel,
        arrived_at=visit.arrived_at,
        known_at=visit.known_at,
        booked_at=visit.booked_at,
        priority=visit.priority,
        from_office=from_office,
        told=visit.told,
        simulated=None if told is None or visit.told is None else told.simulated,
    )
    tx.emit(day, event)
    return visit


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_hex(10)


async def _walk_in(
    tx: Transaction, day: OfficeDay, wanted: Concern, *, needs: Collection[str], language: str, channel: str
) -> Visit:
    return Visit(
        id=new_id(),
        office=day.office.id,
        date=day.date,
        group=wanted.group,
        ordinal=await tickets.next_ordinal(tx.connection, day.key, group=wanted.group),
        services=wanted.items,
        arrived_at=tx.now,
        known_at=tx.now,
        channel=channel,
        priority=bool(needs),
        language=language,
    )


async def _guard(tx: Transaction, day: OfficeDay, wanted: Concern, present: Collection[Visit]) -> None:
    since = tx.now - dt.timedelta(minutes=day.office.rules.grace_minutes)
    coming = await arrivals.to_come(tx.connection, day.key, since=since, now=tx.now)
    before = [visit.services + visit.then for visit in present if visit.state in NOT_BEGUN] + coming
    possible = can_still_be_served(
        day.office,
        work_of(day.office, wanted.items),
        before=[work_of(day.office, items) for items in before],
        date=day.date,
        now=tx.now,
    )
    if not possible:
        raise NoCapacityLeft(alternatives=await _alternatives(tx, day, wanted))


async def _alternatives(tx: Transaction, day: OfficeDay, wanted: Concern) -> tuple[dt.datetime, ...]:
    """The first times on the coming days; none for what is done without appointment only."""
    try:
        bookable = concern(day.office, wanted.items)
    except NotValid:
        return ()
    return await next_starts(tx, day.office, bookable, after=day.date)


async def appointment_of(tx: Transaction, day: OfficeDay, code: str) -> Appointment:
    """Today's appointment with this code, the open one if there are several."""
    found = await appointments.with_code(tx.connection, office=day.office.id, code=code)
    known = [appointment for appointment, _ in found]
    open_first = sorted(known, key=lambda each: not promises.takes_capacity(each, now=tx.now))
    today = [each for each in open_first if each.date == day.date]
    if today:
        return today[0]
    if not known:
        raise NotFound
    if open_first[0].date < day.date:
        raise TooLate
    raise _too_early(day.office, open_first[0])


def _on_time(office: Office, appointment: Appointment, *, now: dt.datetime) -> Appointment:
    """The appointment with its person here. Raises TooEarly, which says from when on they may come."""
    try:
        return promises.check_in(appointment, now=now, rules=office.rules)
    except TooEarly:
        raise _too_early(office, appointment) from None


def _too_early(office: Office, appointment: Appointment) -> TooEarly:
    early = dt.timedelta(minutes=office.rules.check_in_early_minutes)
    return TooEarly(
        start=appointment.start.astimezone(office.zone),
        check_in_from=(appointment.start - early).astimezone(office.zone),
    )


def _ticket(tx: Transaction, day: OfficeDay, visit: Visit, present: Collection[Visit]) -> Ticket:
    order = day.office.call_order
    own = for_terminals(day.office)
    ahead = ahead_of(visit, present, now=tx.now, order=order, at_terminals=own)
    return Ticket(visit=visit, ahead=ahead, zone=day.office.zone)

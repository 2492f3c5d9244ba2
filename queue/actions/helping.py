# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for a person at a kiosk or terminal, and helping: there, or from afar with the citizen's consent."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from aufruf.actions import noting, tickets
from aufruf.actions.help_watching import HANDED_OVER, escalate, give_back
from aufruf.actions.tickets import new_id
from aufruf.db import help_requests, help_staff
from aufruf.db.days import DayKey, OfficeDay
from aufruf.db.transaction import Database, StartOver, Transaction
from aufruf.domain import help as moves
from aufruf.domain.access import Device, Person
from aufruf.domain.catalogue import concern
from aufruf.domain.errors import AlreadyAccepted, NotAllowed, NotFound, NotValid, OfficeClosed
from aufruf.domain.events import HelpAccepted, HelpClosed, HelpConsented, HelpRequested, HelpWithdrawn
from aufruf.domain.handover import known_items
from aufruf.domain.help import (
    Consent,
    HelpKey,
    HelpLevel,
    HelpMode,
    HelpNeed,
    HelpReason,
    HelpRequest,
    HelpState,
)
from aufruf.domain.helpers import may_help
from aufruf.domain.roles import Right
from aufruf.planning.waits.forecast import Expectation

CITIZEN, HELPER, CLOSING = "citizen", "helper", "closing"  # who told that a request is over
LEFT = "device"  # the same: nobody stands there any longer
SAID_EVERY = timedelta(seconds=10)  # that somebody is there
LONGEST_CONTEXT = 500  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A help request, and how many in the office are helped before."""

    request: HelpRequest
    people_ahead: int


async def ask(
    tx: Transaction,
    *,
    device: Device,
    step: str,
    topic: str | None = None,
    language: str = "de",
    needs: Collection[HelpNeed] = (),
    instance: str | None = None,
) -> Asked:
    """Ask for a person. Whoever asks again while that goes on has asked once.

    `instance` is the page that asks: if it is another one than before, nobody at it has agreed to anything.
    Raises NotValid for a service that the office does not offer, and OfficeClosed when its day is over.
    """
    day, before = await _locked_for(tx, device)
    if topic is not None and topic not in day.office.services:
        raise NotValid(("/topic", "this office does not offer this service"))
    if before is not None and before.date == day.date:
        return await _asked(tx, await _at_page(tx, day, before, instance))
    if day.closed:
        raise OfficeClosed
    if before is not None:  # of a day that nobody has closed yet
        await _end(tx, tx.locked[before.office, before.date], before)
    request = HelpRequest(
        id=new_id(),
        office=device.office,
        date=day.date,
        device=device.id,
        device_kind=device.kind,
        step=step,
        topic=topic,
        language=language,
        needs=tuple(dict.fromkeys(needs)),
        asked_at=tx.now,
        instance=instance or "",
    )
    event = HelpRequested(
        request=request.id,
        device=device.id,
        device_kind=device.kind,
        step=step,
        topic=topic,
        language=language,
        promise=day.office.help.promise_seconds,
    )
    tx.emit(day, event)
    helpers = await help_staff.of_offices(tx.connection, [device.office])
    request = escalate(tx, day, request, helpers)
    await help_requests.insert(tx.connection, request)
    return await _asked(tx, request)


async def withdraw(tx: Transaction, *, key: HelpKey, device: Device, has_left: bool = False) -> HelpRequest:
    """The citizen needs no help any longer, or has left. Raises NotFound for another device's request."""
    day, request = await _locked_at(tx, key, device)
    gone = moves.withdraw(request, now=tx.now)
    tx.emit(day, HelpWithdrawn(request=gone.id, by=LEFT if has_left else CITIZEN))
    return await _saved(tx, gone)


async def leave(tx: Transaction, *, device: Device) -> None:
    """Whoever stood at a device has left it: if somebody was asked to help there, nobody need come."""
    _, request = await _locked_for(tx, device)
    if request is not None:
        gone = moves.withdraw(request, now=tx.now)
        tx.emit(tx.locked[request.office, request.date], HelpWithdrawn(request=gone.id, by=LEFT))
        await _saved(tx, gone)


async def agree(
    tx: Transaction, *, key: HelpKey, device: Device, consent: Consent, instance: str | None = None
) -> HelpRequest:
    """What the citizen agrees to from now on; what is not agreed to any longer ends with this answer.

    Raises WrongState unless somebody helps from afar, NotFound for what another device has asked.
    """
    day, request = await _locked_at(tx, key, device)
    agreed = moves.agree(request, consent=consent, instance=instance)
    if moves.has_agreed(request, agreed):
        _emit_consent(tx, day, agreed)
    return await _saved(tx, agreed)


async def accept(tx: Transaction, *, key: HelpKey, person: Person, mode: HelpMode) -> HelpRequest:
    """Help. Of several who want to at once one does; the others learn it by AlreadyAccepted."""
    day, request = await _locked_by(tx, key, person)
    accepted = moves.accept(request, user=person.user, mode=mode, now=tx.now)
    tx.emit(day, HelpAccepted(request=accepted.id, mode=mode))
    await help_requests.forget_helper(tx.connection, key)
    return await _saved(tx, replace(accepted, helper_seen_at=None))


async def hand_over(
    tx: Transaction, *, key: HelpKey, person: Person, note: str = "", to: HelpLevel | None = None
) -> HelpRequest:
    """Let another helper go on, with a note on how far it has come. The citizen is asked anew for consent.

    Raises AlreadyAccepted where somebody else helps, WrongState where nobody does.
    """
    note = " ".join(note.split())
    if len(note) > LONGEST_CONTEXT or not note.isprintable():
        raise NotValid(("/note", f"printable text, {LONGEST_CONTEXT} characters at most"))
    day, request = await _locked_by(tx, key, person)
    _make_sure_it_is_theirs(day, request, person)
    helpers = await help_staff.of_offices(tx.connection, [key.office])
    return await give_back(tx, day, request, why=HANDED_OVER, helpers=helpers, to=to, context=note or None)


async def close(
    tx: Transaction,
    *,
    key: HelpKey,
    person: Person,
    services: Collection[tuple[str, int]] = (),
    reason: HelpReason = HelpReason.SOLVED,
    note: str = "",
    needs: Collection[str] = (),
    told: Expectation | None = None,
) -> HelpRequest:
    """The citizen was helped, with these services if said. A supervisor may close it for a helper who forgot.

    It may end in a ticket with these services, and a note for whoever calls it; or in an appointment for
    them, which the citizen goes on to book at the device.
    Raises AlreadyAccepted where somebody else helps, NotValid for a service that the office does not offer.
    """
    if note.strip() and reason is not HelpReason.TICKET:
        raise NotValid(("/note", "only a ticket carries a note"))
    day, request = await _locked_by(tx, key, person, today=reason is HelpReason.TICKET)
    done = known_items(day.office, services) if services else ()
    _make_sure_it_is_theirs(day, request, person)
    closed = moves.close(request, now=tx.now, reason=reason)
    if reason is HelpReason.TICKET:
        ticket = await tickets.walk_in_for(
            tx, office=key.office, services=services, needs=needs, language=request.language, told=told
        )
        if note.strip():
            await noting.note(tx, key=ticket.visit.key, text=note)
        closed = replace(closed, visit=ticket.visit.id)
    elif reason is HelpReason.APPOINTMENT:
        closed = replace(closed, then=concern(day.office, services).items)
    tx.emit(day, HelpClosed(request=closed.id, services=done, by=HELPER, reason=reason))
    return await _saved(tx, closed)


async def end_all(tx: Transaction, day: OfficeDay) -> None:
    """A locked day is over: nobody goes on waiting for help, and every device may be asked at tomorrow."""
    for request in moves.oldest_first(await help_requests.of_day(tx.connection, day.key)):
        await _end(tx, day, request)


async def find(tx: Transaction, request: str) -> HelpKey:
    """Where a help request is, of which only the id is known. Raises NotFound."""
    return await help_requests.place_of(tx.connection, request)


async def note_presence(
    db: Database,
    *,
    devices: Collection[str] = (),
    helpers: Collection[str] = (),
    people: Collection[str] = (),
) -> None:
    """Note who is there now: the devices and the helpers of these help requests, and these users at the list.

    Everybody who holds a socket open says so every ten seconds. It is real time, in a rehearsal too, and no
    day is locked for it.
    """
    if not (devices or helpers or people):
        return
    async with db.transaction() as tx:
        await help_requests.seen(tx.connection, devices=devices, helpers=helpers, real_now=tx.real_now)
        await help_staff.seen(tx.connection, people, real_now=tx.real_now)


async def looks_at_list(db: Database, person: Person) -> None:
    """Somebody looks at the list of help requests. It is written once every ten seconds, however often."""
    async with db.reading() as reading:
        seen_at = (await help_staff.one(reading.connection, person.user)).seen_at
        if seen_at is not None and timedelta(0) <= reading.real_now - seen_at < SAID_EVERY:
            return
    await note_presence(db, people=[person.user])


async def _locked_at(tx: Transaction, key: HelpKey, device: Device) -> tuple[OfficeDay, HelpRequest]:
    """The request of a device, with its day. Raises NotFound for another's."""
    day = await tx.lock(key.office, key.date)
    request = await help_requests.get(tx.connection, key)
    if (request.office, request.device) != (device.office, device.id):
        raise NotFound
    return day, request


async def _locked_by(
    tx: Transaction, key: HelpKey, person: Person, *, today: bool = False
) -> tuple[OfficeDay, HelpRequest]:
    """A request for somebody who helps, with its day, and with today's if asked. Raises NotAllowed."""
    keys: list[DayKey] = [(key.office, key.date)]
    if today:
        keys.append((key.office, (await tx.office(key.office)).local_date(tx.now)))
    day, *_ = await tx.lock_all(keys)
    request = await help_requests.get(tx.connection, key)
    pools = await help_staff.pools_of(tx.connection, person.user)
    if not may_help(person, day.office, request, pools=pools.get(key.office, frozenset())):
        raise NotAllowed
    return day, request


def _make_sure_it_is_theirs(day: OfficeDay, request: HelpRequest, person: Person) -> None:
    is_somebody_elses = request.state is HelpState.ACCEPTED and request.accepted_by != person.user
    if is_somebody_elses and not person.may(Right.SUPERVISE, day.office):
        raise AlreadyAccepted


async def _locked_for(tx: Transaction, device: Device) -> tuple[OfficeDay, HelpRequest | None]:
    """Today at a device, and what was asked there and goes on: its day, if that is another, is locked too."""
    office = await tx.office(device.office)
    today = (device.office, office.local_date(tx.now))
    seen = await help_requests.of_device(tx.connection, office=device.office, device=device.id)
    keys = [today] if seen is None else [today, (seen.office, seen.date)]
    day, *_ = await tx.lock_all(keys)
    found = await help_requests.of_device(tx.connection, office=device.office, device=device.id)
    if found is not None and (found.office, found.date) not in tx.locked:
        raise StartOver
    return day, found


async def _at_page(
    tx: Transaction, day: OfficeDay, request: HelpRequest, instance: str | None
) -> HelpRequest:
    """The same request, where perhaps another page has asked."""
    if instance is None or instance == request.instance:
        return request
    at_page = moves.at_page(request, instance)
    if at_page.consent != request.consent:
        _emit_consent(tx, day, at_page)
    return await _saved(tx, at_page)


def _emit_consent(tx: Transaction, day: OfficeDay, request: HelpRequest) -> None:
    consent = request.consent
    tx.emit(
        day,
        HelpConsented(request=request.id, view=consent.view, point=consent.point, talk=consent.talk),
    )


async def _end(tx: Transaction, day: OfficeDay, request: HelpRequest) -> None:
    ended = moves.end(request, now=tx.now)
    if ended.state is HelpState.CLOSED:
        tx.emit(day, HelpClosed(request=ended.id, services=(), by=CLOSING))
    else:
        tx.emit(day, HelpWithdrawn(request=ended.id, by=CLOSING))
    await help_requests.save(tx.connection, ended)


async def _asked(tx: Transaction, request: HelpRequest) -> Asked:
    others = await help_requests.of_day(tx.connection, (request.office, request.date))
    return Asked(request=request, people_ahead=moves.people_ahead(request, others))


async def _saved(tx: Transaction, request: HelpRequest) -> HelpRequest:
    await help_requests.save(tx.connection, request)
    return request

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for a person at a kiosk or terminal, and going there to help."""

from collections.abc import Collection
from dataclasses import dataclass

from aufruf.actions.tickets import new_id
from aufruf.db import help_requests
from aufruf.db.days import OfficeDay
from aufruf.db.transaction import StartOver, Transaction
from aufruf.domain import help as moves
from aufruf.domain.access import Device, Person
from aufruf.domain.errors import AlreadyAccepted, NotFound, NotValid, OfficeClosed
from aufruf.domain.events import HelpAccepted, HelpClosed, HelpRequested, HelpWithdrawn
from aufruf.domain.handover import known_items
from aufruf.domain.help import HelpKey, HelpMode, HelpRequest, HelpState
from aufruf.domain.roles import Right

CITIZEN, HELPER, CLOSING = "citizen", "helper", "closing"  # who told that a request is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A help request, and how many in the office are helped before."""

    request: HelpRequest
    people_ahead: int


async def ask(
    tx: Transaction, *, device: Device, step: str, topic: str | None = None, language: str = "de"
) -> Asked:
    """Ask for a person. Whoever asks again while that goes on has asked once.

    Raises NotValid for a service that the office does not offer, and OfficeClosed when its day is over.
    """
    day, before = await _locked_for(tx, device)
    if topic is not None and topic not in day.office.services:
        raise NotValid(("/topic", "this office does not offer this service"))
    if before is not None and before.date == day.date:
        return await _asked(tx, before)
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
        asked_at=tx.now,
    )
    await help_requests.insert(tx.connection, request)
    event = HelpRequested(
        request=request.id, device=device.id, device_kind=device.kind, step=step, topic=topic
    )
    tx.emit(day, event)
    return await _asked(tx, request)


async def withdraw(tx: Transaction, *, key: HelpKey, device: Device) -> HelpRequest:
    """The citizen needs no help any longer. Raises NotFound for what another device has asked."""
    day, request = await _locked(tx, key)
    if (request.office, request.device) != (device.office, device.id):
        raise NotFound
    gone = moves.withdraw(request, now=tx.now)
    tx.emit(day, HelpWithdrawn(request=gone.id, by=CITIZEN))
    return await _saved(tx, gone)


async def accept(tx: Transaction, *, key: HelpKey, person: Person, mode: HelpMode) -> HelpRequest:
    """Help. Of several who want to at once one does; the others learn it by AlreadyAccepted."""
    day, request = await _locked(tx, key)
    accepted = moves.accept(request, user=person.user, mode=mode, now=tx.now)
    tx.emit(day, HelpAccepted(request=accepted.id, mode=mode))
    return await _saved(tx, accepted)


async def close(
    tx: Transaction, *, key: HelpKey, person: Person, services: Collection[tuple[str, int]] = ()
) -> HelpRequest:
    """The citizen was helped, with these services if said. A supervisor may close it for a helper who forgot.

    Raises AlreadyAccepted where somebody else helps, NotValid for a service that the office does not offer.
    """
    day, request = await _locked(tx, key)
    done = known_items(day.office, services) if services else ()
    is_somebody_elses = request.state is HelpState.ACCEPTED and request.accepted_by != person.user
    if is_somebody_elses and not person.may(Right.SUPERVISE, day.office):
        raise AlreadyAccepted
    closed = moves.close(request, now=tx.now)
    tx.emit(day, HelpClosed(request=closed.id, services=done, by=HELPER))
    return await _saved(tx, closed)


async def end_all(tx: Transaction, day: OfficeDay) -> None:
    """A locked day is over: nobody goes on waiting for help, and every device may be asked at tomorrow."""
    for request in moves.oldest_first(await help_requests.of_day(tx.connection, day.key)):
        await _end(tx, day, request)


async def find(tx: Transaction, request: str) -> HelpKey:
    """Where a help request is, of which only the id is known. Raises NotFound."""
    return await help_requests.place_of(tx.connection, request)


async def _locked(tx: Transaction, key: HelpKey) -> tuple[OfficeDay, HelpRequest]:
    day = await tx.lock(key.office, key.date)
    return day, await help_requests.get(tx.connection, key)


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

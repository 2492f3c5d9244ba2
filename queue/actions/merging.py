# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk is back and tells what it did alone: each touch is taken over once, by its true time."""

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from aufruf.actions.tickets import appointment_of, arrive, new_id
from aufruf.db import appointments, idempotency, kiosk_entries, tickets, visits
from aufruf.db.days import OfficeDay
from aufruf.db.kiosk_entries import Taken
from aufruf.db.transaction import Transaction
from aufruf.domain import appointment as promises
from aufruf.domain import offline
from aufruf.domain.access import Device
from aufruf.domain.appointment import Appointment, AppointmentState
from aufruf.domain.catalogue import concern
from aufruf.domain.errors import AlreadyCheckedIn, NotFound, NotPossible, NotValid
from aufruf.domain.events import AppointmentChanged
from aufruf.domain.handover import group_of
from aufruf.domain.offline import ALREADY_THERE, CHANNEL, DAY_OVER, MERGED, WITHDRAWN, Entry, EntryKind
from aufruf.domain.tickets import read_code
from aufruf.domain.visit import Visit, VisitKey

EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
Place = tuple[str, int]  # series and running number of a ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merge:
    """What all entries of one merge share, on a day that is locked."""

    tx: Transaction
    day: OfficeDay
    letters: AbstractSet[str]  # of the series that the kiosk draws by itself
    numbers: set[tuple[str, int]]  # of these, which are taken today
    ghosts: Mapping[str, str]  # visits whose number nobody has seen, by the key of the touch


async def merge(
    tx: Transaction,
    *,
    device: Device,
    entries: Sequence[Entry],
    touches: Sequence[idempotency.Request],
    sent_at: dt.datetime | None = None,
) -> list[Taken]:
    """Take over what a kiosk did without us; a result for each entry, and for the same entry the same.

    `sent_at` is what its clock showed when it told us: how long ago something was counts, not what a wrong
    clock says of it. `touches` are the requests by which the kiosk may have told us before. They are claimed
    first: one that is still on its way when we have heard of the touch here is refused when it comes, and one
    that is being done is waited for.
    """
    now = tx.now
    shown = sent_at or now
    entries = [replace(each, taken_at=_truly(each.taken_at, shown=shown, now=now)) for each in entries]
    answers = await idempotency.claim_all(tx.connection, touches, now=tx.now)
    day = await tx.lock(device.office)
    known = dict(await _known(tx, device, entries))
    letters = await kiosk_entries.letters_for(tx.connection, office=device.office, device=device.id)
    numbers = await kiosk_entries.numbers_taken(tx.connection, day.key, letters=letters)
    ghosts = {key: str(answer["visit"]) for key, answer in answers.items() if "visit" in answer}
    here = _Merge(tx=tx, day=day, letters=letters, numbers=numbers, ghosts=ghosts)
    new = {}
    for entry in sorted(entries, key=lambda each: (each.taken_at, each.number or "")):
        if entry.key not in known:
            known[entry.key] = await _taken(here, entry)
            new[entry.key] = (entry, known[entry.key])
    await kiosk_entries.store(
        tx.connection, office=device.office, device=device.id, taken=[*new.values()], now=tx.now
    )
    return [known[entry.key] for entry in entries]


def _truly(at: dt.datetime, *, shown: dt.datetime, now: dt.datetime) -> dt.datetime:
    """When something was, by a clock that shows this now; never after now. Of nonsense it says: long ago."""
    try:
        return min(now, max(EARLIEST, now - (shown - at)))
    except OverflowError:
        return EARLIEST


async def _known(tx: Transaction, device: Device, entries: Sequence[Entry]) -> Mapping[str, Taken]:
    keys = {entry.key for entry in entries}
    return await kiosk_entries.known(tx.connection, office=device.office, device=device.id, keys=keys)


async def _taken(here: _Merge, entry: Entry) -> Taken:
    """What becomes of one entry; what is wrong with it is its result, and does not hold up the others."""
    office = here.day.office
    if here.day.closed or office.local_date(entry.taken_at) < here.day.date:
        return Taken(key=entry.key, result=DAY_OVER, number=entry.number)
    try:
        place = None if entry.number is None else offline.place_in_series(entry.number, here.letters)
        if not entry.given:
            return await _withdrawn(here, entry)
        here.day.check_open()
        if place in here.numbers:
            return Taken(key=entry.key, result=offline.NUMBER_TAKEN, number=entry.number)
        take = _ticket if entry.kind is EntryKind.TICKET else _check_in
        visit, is_new = await take(here, entry, place)
    except (NotValid, NotPossible, NotFound) as refusal:
        return Taken(key=entry.key, result=refusal.code, number=entry.number)
    if is_new and place is not None:
        here.numbers.add(place)
    result = MERGED if is_new else ALREADY_THERE
    return Taken(key=entry.key, result=result, visit=visit.id, number=visit.number)


async def _ticket(here: _Merge, entry: Entry, place: Place | None) -> tuple[Visit, bool]:
    wanted = concern(here.day.office, entry.services, walk_in=True)
    ghost = await _ghost(here, entry)
    if ghost is not None and not await _end(here, ghost):
        return ghost, False
    visit = await _visit(here, entry, place, items=wanted.items, ghost=ghost)
    return await arrive(here.tx, here.day, visit, needs=entry.needs), True


async def _check_in(here: _Merge, entry: Entry, place: Place | None) -> tuple[Visit, bool]:
    promise = await appointment_of(here.tx, here.day, read_code(entry.code))
    ghost = await _ghost(here, entry)
    if promise.state is AppointmentState.CHECKED_IN:
        visit = await visits.of_appointment(
            here.tx.connection, office=here.day.office.id, appointment=promise.id
        )
        if visit is None:
            raise AlreadyCheckedIn
        if ghost is None or visit.id != ghost.id or not await _end(here, ghost):
            return visit, False
    else:
        rules = here.day.office.rules
        promise = promises.check_in_of_then(promise, then=_arrived(entry, None), rules=rules)
        await appointments.save(here.tx.connection, promise)
        here.tx.emit(here.day, AppointmentChanged(appointment=promise.id, state=promise.state))
    visit = await _visit(here, entry, place, items=promise.services, ghost=ghost, promise=promise)
    return await arrive(here.tx, here.day, visit, needs=entry.needs), True


async def _withdrawn(here: _Merge, entry: Entry) -> Taken:
    """The kiosk failed before anybody saw a number: what a ticket had begun here is ended.

    Whoever checked in stays checked in: there is no other way to be, for the same person trying again.
    """
    ghost = await _ghost(here, entry)
    stays = ghost is not None and (ghost.appointment is not None or not await _end(here, ghost))
    if ghost is not None and stays:
        return Taken(key=entry.key, result=ALREADY_THERE, visit=ghost.id, number=ghost.number)
    return Taken(key=entry.key, result=WITHDRAWN, number=entry.number)


async def _ghost(here: _Merge, entry: Entry) -> Visit | None:
    """The visit that the same touch had begun, when our answer was lost."""
    found = here.ghosts.get(entry.key)
    if found is None:
        return None
    key = VisitKey(here.day.office.id, here.day.date, found)
    ghost = await visits.get(here.tx.connection, key)
    return ghost if ghost.key == key else None  # of another day: its closing ends it


async def _end(here: _Merge, ghost: Visit) -> bool:
    """End a visit whose number nobody has seen; False if a clerk has met the person under it."""
    moves = offline.end_of_ghost(ghost, now=here.tx.now)
    if moves is None:
        return False
    for ended, event in moves:
        # The promise goes over to the printed number: a promise has one visit.
        await visits.save(here.tx.connection, replace(ended, appointment=None))
        here.tx.emit(here.day, event)
    return True


def _arrived(entry: Entry, ghost: Visit | None) -> dt.datetime:
    """When somebody came: as we noted it ourselves, else as the kiosk did."""
    return ghost.arrived_at if ghost else entry.taken_at


async def _visit(
    here: _Merge,
    entry: Entry,
    place: Place | None,
    *,
    items: tuple[tuple[str, int], ...],
    ghost: Visit | None,
    promise: Appointment | None = None,
) -> Visit:
    if place is None:  # nothing was printed: a number of the usual series
        group = group_of(here.day.office, items)
        place = group, await tickets.next_ordinal(here.tx.connection, here.day.key, group=group)
    return Visit(
        id=new_id(),
        office=here.day.office.id,
        date=here.day.date,
        group=place[0],
        ordinal=place[1],
        services=items,
        arrived_at=_arrived(entry, ghost),
        known_at=here.tx.now,
        channel=CHANNEL,
        appointment=None if promise is None else promise.id,
        booked_at=None if promise is None else promise.start,
        priority=bool(entry.needs),
        language=entry.language if promise is None else promise.language,
    )

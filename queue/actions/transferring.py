# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sending somebody on, within the office or to another one. Nobody is lost, nobody starts anew."""

from collections.abc import Collection
from dataclasses import dataclass

from aufruf.actions.calling import locked
from aufruf.actions.tickets import arrive, new_id
from aufruf.db import counters, notes, tickets, visits
from aufruf.db.transaction import Transaction
from aufruf.domain import visit as moves
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotFound, NotValid
from aufruf.domain.events import VisitTransferred
from aufruf.domain.handover import check_counter, continued, group_of, known_items
from aufruf.domain.stations import stations
from aufruf.domain.visit import Visit, VisitKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred:
    """The visit here, and how it goes on if it went to another office."""

    visit: Visit
    continues: Visit | None = None


async def transfer(
    tx: Transaction,
    *,
    key: VisitKey,
    office: str | None = None,
    counter: str | None = None,
    services: Collection[tuple[str, int]] = (),
) -> Transferred:
    """Send somebody to a counter, to other services or another office; with nothing said, to the queue.

    Raises NotValid for an office, counter or service that is not there, NotServedThere for a counter where
    nobody can serve this.
    """
    if office is not None and office != key.office:
        return await _away(tx, key, office=office, counter=counter, services=services)
    day, visit = await locked(tx, key)
    wanted = known_items(day.office, services) if services else visit.services
    items, then = stations(day.office, wanted) if services else (wanted, visit.then)
    seats = await counters.seats(tx.connection, key.office) if counter else {}
    check_counter(day.office, counter, seat=seats.get(counter or ""), items=items)
    waiting = moves.transfer(visit, for_counter=counter, services=items, then=then)
    event = VisitTransferred(
        visit=visit.id, number=visit.number, services=items, then=then, for_counter=counter
    )
    tx.emit(day, event)
    await visits.save(tx.connection, waiting)
    return Transferred(visit=waiting)


async def _away(
    tx: Transaction,
    key: VisitKey,
    *,
    office: str,
    counter: str | None,
    services: Collection[tuple[str, int]],
) -> Transferred:
    target = await _colleagues(tx, await tx.office(key.office), office)
    here, there = await tx.lock_all([(key.office, key.date), (office, target.local_date(tx.now))])
    visit = await visits.get(tx.connection, key)
    items = known_items(there.office, services or visit.services + visit.then)
    seats = await counters.seats(tx.connection, office) if counter else {}
    check_counter(there.office, counter, seat=seats.get(counter or ""), items=items)
    ended = moves.transfer_away(visit, now=tx.now, continues=(office, new_id()))
    there.check_open()
    group = group_of(there.office, items)
    follow_up = continued(
        visit,
        id_=(ended.continues or (office, ""))[1],
        office=there.office,
        date=there.date,
        ordinal=await tickets.next_ordinal(tx.connection, there.key, group=group),
        items=items,
        counter=counter,
        now=tx.now,
    )
    tx.emit(here, VisitTransferred(visit=visit.id, number=visit.number, services=items, to_office=office))
    await visits.save(tx.connection, ended)
    name, needs = await visits.personal_of(tx.connection, key)
    await arrive(tx, there, follow_up, name=name, needs=needs, from_office=key.office)
    if note := await notes.note_of(tx.connection, key):
        await notes.write(tx.connection, follow_up.key, note)
    return Transferred(visit=ended, continues=follow_up)


async def _colleagues(tx: Transaction, here: Office, office: str) -> Office:
    """Another office of the same tenant."""
    try:
        target = await tx.office(office)
    except NotFound:
        target = None
    if target is None or target.tenant != here.tenant:
        raise NotValid(("/office", "there is no such office"))
    return target

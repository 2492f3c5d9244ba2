# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a citizen sees of their visit on the phone."""

from dataclasses import dataclass

from aufruf.db import visits
from aufruf.db.transaction import Reading
from aufruf.domain.calling import ahead_of
from aufruf.domain.catalogue import Office
from aufruf.domain.counters import for_terminals
from aufruf.domain.visit import Visit, VisitState, seen_at
from aufruf.reads.availability import Offers
from aufruf.reads.early_closing import Instead, instead_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A visit, how many are called before it, and how it went on in another office."""

    visit: Visit
    office: Office
    ahead: int
    continues: Visit | None = None
    instead: Instead | None = None  # for somebody who was sent home


async def visit_with_id(reading: Reading, visit_id: str) -> Visit:
    """A visit, of which nothing is told before its token was shown. Raises NotFound."""
    return seen_at(await visits.with_id(reading.connection, visit_id), now=reading.now)


async def status_of(reading: Reading, visit: Visit, offers: Offers | None = None) -> Status:
    """What the citizen of this visit sees; other times too, if they were sent home and `offers` are given."""
    office = await reading.office(visit.office)
    ahead = 0
    if visit.state is VisitState.WAITING:
        here = await visits.here(reading.connection, (visit.office, visit.date))
        present = [seen_at(each, now=reading.now) for each in here]
        order, own = office.call_order, for_terminals(office)
        ahead = ahead_of(visit, present, now=reading.now, order=order, at_terminals=own)
    continues = None
    if visit.continues is not None:
        continues = await visits.with_id(reading.connection, visit.continues[1])
    instead = None if offers is None else await instead_of(reading, office, visit, offers)
    return Status(visit=visit, office=office, ahead=ahead, continues=continues, instead=instead)

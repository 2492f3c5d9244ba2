# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everybody who is in an office today, read once for all the phones that ask where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from aufruf.db import visits
from aufruf.db.transaction import Reading
from aufruf.domain.calling import in_order
from aufruf.domain.catalogue import Office
from aufruf.domain.visit import Visit, seen_at
from aufruf.reads.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The visits that have not ended, and how many are called before each that waits."""

    office: Office
    present: Mapping[str, Visit]
    ahead: Mapping[str, int]

    def status(self, visit_id: str) -> Status | None:
        """What the citizen of a visit sees; None once it has ended."""
        visit = self.present.get(visit_id)
        if visit is None:
            return None
        return Status(visit=visit, office=self.office, ahead=self.ahead.get(visit_id, 0))


async def room_of(reading: Reading, office_id: str) -> Room:
    """The room of an office now. Raises NotFound."""
    office = await reading.office(office_id)
    day = (office_id, office.local_date(reading.now))
    present = [seen_at(visit, now=reading.now) for visit in await visits.here(reading.connection, day)]
    waiting = in_order(present, now=reading.now, order=office.call_order)
    return Room(
        office=office,
        present={visit.id: visit for visit in present},
        ahead={visit.id: place for place, visit in enumerate(waiting)},
    )

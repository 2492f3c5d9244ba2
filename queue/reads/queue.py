# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The queue, as the staff sees it: everybody who waits, in calling order."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aufruf.db import visits
from aufruf.db.transaction import Reading
from aufruf.domain.calling import in_order, score
from aufruf.domain.catalogue import Office
from aufruf.domain.visit import Visit, VisitState, seen_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody in the queue. No score: an appointment that is not due yet."""

    visit: Visit
    score: int | None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Today's queue of an office, and those who are set aside or missed a call."""

    office: Office
    waiting: tuple[Waiting, ...]
    aside: tuple[Waiting, ...] = ()


async def queue_of(reading: Reading, office_id: str) -> Queue:
    """Everybody who waits at an office now. Raises NotFound."""
    office = await reading.office(office_id)
    day = (office_id, office.local_date(reading.now))
    present = [seen_at(visit, now=reading.now) for visit in await visits.here(reading.connection, day)]
    return queue_in(office, present, await visits.names(reading.connection, day), now=reading.now)


def queue_in(
    office: Office, present: Iterable[Visit], names: Mapping[str, str], *, now: dt.datetime
) -> Queue:
    """The queue that those make up who are in the office."""

    def entry(visit: Visit) -> Waiting:
        scored = score(visit, now=now, order=office.call_order)
        return Waiting(visit=visit, score=scored[0] if scored else None, name=names.get(visit.id))

    here = list(present)
    aside = [v for v in here if v.state in (VisitState.PARKED, VisitState.MISSED)]
    return Queue(
        office=office,
        waiting=tuple(entry(v) for v in in_order(here, now=now, order=office.call_order)),
        aside=tuple(entry(v) for v in sorted(aside, key=lambda v: (v.arrived_at, v.number))),
    )

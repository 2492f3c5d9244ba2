# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long services are planned, how long they really took, and what is proposed; never by whom."""

import datetime as dt
from dataclasses import dataclass

from aufruf.db import duration_proposals, learned
from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Office, Service
from aufruf.planning.learning.durations import Measured

FEWEST = 5  # measured; fewer are not shown, so that nobody finds a single visit in them


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDuration:
    """One service of an office; nothing measured where too little was."""

    service: Service
    measured: Measured | None
    proposed: int | None  # minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Durations:
    """All services of an office, by name; from how many days it was learned, and when."""

    office: Office
    services: tuple[ServiceDuration, ...]
    days: int
    made_at: dt.datetime | None


async def durations_of(reading: Reading, office_id: str) -> Durations:
    """Planned against measured lengths. Raises NotFound."""
    office = await reading.office(office_id)
    lengths = await learned.lengths_of(reading.connection, office_id)
    measured = {} if lengths is None else lengths.measured
    proposals = await duration_proposals.open_of(reading.connection, office_id)
    return Durations(
        office=office,
        services=tuple(
            ServiceDuration(
                service=service,
                measured=found if (found := measured.get(service.id)) and found.count >= FEWEST else None,
                proposed=known.proposed
                if (known := proposals.get(service.id)) and known.planned == service.minutes
                else None,
            )
            for service in office.services.values()
        ),
        days=0 if lengths is None else lengths.days,
        made_at=None if lengths is None else lengths.made_at,
    )

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Offices that offer what they cannot give: nobody is there, nobody may do it, no machine stands there."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db.offices import Catalogue
from aufruf.doctor.finding import Finding, hint
from aufruf.domain.catalogue import Office
from aufruf.domain.obstacles import Obstacle, obstacle

DAYS = 28  # that are looked at
NAMED = 5
WHY = {
    Obstacle.CLOSED: "it gives no appointments in the next four weeks: see its opening hours and closures",
    Obstacle.NOBODY_THERE: "nobody works there in the next four weeks: give its staff shifts",
    Obstacle.NOBODY_ABLE: "nobody who works there in the next four weeks has the skill",
    Obstacle.NO_TERMINAL: "it has no terminal",
}


async def look(connection: AsyncConnection, *, now: dt.datetime) -> list[Finding]:
    """What each office offers with appointments, and could not give to anybody."""
    offices = await Catalogue().all_current(connection, now=now)
    return [finding for office in offices for finding in _of_office(office, now=now)]


def _of_office(office: Office, *, now: dt.datetime) -> Iterator[Finding]:
    today = office.local_date(now)
    dates = [today + dt.timedelta(days=index) for index in range(DAYS)]
    missing: dict[Obstacle, list[str]] = defaultdict(list)
    for service in office.services.values():
        if service.appointments and (why := obstacle(office, [service.id], dates)) is not None:
            missing[why].append(service.id)
    for why, services in missing.items():
        more = f" and {len(services) - NAMED} more" if len(services) > NAMED else ""
        yield hint(
            f"The office {office.id} offers {', '.join(services[:NAMED])}{more}, but no appointment for it: "
            f"{WHY[why]}."
        )

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the emergency lists of today are there, for the hour in which the system is not."""

import datetime as dt
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db.offices import Catalogue
from aufruf.doctor.finding import Finding, fine, hint
from aufruf.domain.catalogue import Office
from aufruf.domain.opening import intervals_on
from aufruf.web.day_list import FROM, path_of

PATIENCE = dt.timedelta(minutes=5)  # until the job has had its turn
NAMED = 5


async def look(connection: AsyncConnection, folder: Path, *, now: dt.datetime) -> list[Finding]:
    """Look for a file for each office that is open today, once it is time."""
    offices = await Catalogue().all_current(connection, now=now)
    due = [office for office in offices if _is_due(office, now)]
    missing = [o.id for o in due if not path_of(folder, o.id, o.local_date(now)).exists()]
    if not due:
        return []
    if not missing:
        return [fine(f"The emergency lists of today are in {folder}.")]
    more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    return [
        hint(
            f"There is no emergency list of today in {folder} for {', '.join(missing[:NAMED])}{more}: "
            "a running server writes it from 05:00 on; aufruf day-list OFFICE writes one now."
        )
    ]


def _is_due(office: Office, now: dt.datetime) -> bool:
    local = (now - PATIENCE).astimezone(office.zone)
    return (
        local.date() == office.local_date(now)
        and local.time() >= FROM
        and bool(intervals_on(office.opening, office.local_date(now)))
    )

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help, as those see it who give it: whoever asked in their offices and was not helped yet."""

from collections.abc import Collection
from dataclasses import dataclass

from aufruf.db import help_requests
from aufruf.db.transaction import Reading
from aufruf.domain.access import Person
from aufruf.domain.catalogue import Office
from aufruf.domain.help import HelpRequest, oldest_first, people_ahead
from aufruf.domain.roles import Right
from aufruf.reads.offices import offices_with


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """A help request that is open or accepted, and how many in its office are helped before."""

    request: HelpRequest
    office: Office
    people_ahead: int


async def offices_to_help(reading: Reading, person: Person) -> tuple[Office, ...]:
    """The offices in which somebody may help: those named with them, all of the tenant for administrators."""
    return tuple(await offices_with(reading, person, Right.HELP))


async def open_requests(reading: Reading, offices: Collection[Office]) -> tuple[OpenRequest, ...]:
    """Every help request of these offices that is open or accepted, the oldest first."""
    by_id = {office.id: office for office in offices}
    found = await help_requests.of_offices(reading.connection, by_id)
    return tuple(
        OpenRequest(request=request, office=by_id[request.office], people_ahead=people_ahead(request, found))
        for request in oldest_first(found)
    )

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who wants to be called back, as those see it who call."""

from dataclasses import dataclass

from aufruf.db import call_backs
from aufruf.db.transaction import Reading
from aufruf.domain.access import Person
from aufruf.domain.call_backs import CallBack, may_call_back
from aufruf.domain.catalogue import Office
from aufruf.reads.help import where_to_help


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoWaits:
    """Somebody who waits to be called, and the office where they asked for help."""

    call_back: CallBack
    office: Office

    @property
    def topic_name(self) -> str | None:
        """What it is about, as the office calls it."""
        service = self.office.services.get(self.call_back.topic or "")
        return None if service is None else service.name


async def call_backs_for(reading: Reading, person: Person) -> list[WhoWaits]:
    """Everybody who waits to be called back where this person calls back, the longest first."""
    where = await where_to_help(reading, person)
    offices = {
        office.id: office
        for office in where.offices
        if may_call_back(person, office, pools=where.pools.get(office.id, frozenset()))
    }
    found = await call_backs.of_offices(reading.connection, offices)
    return [WhoWaits(call_back=each, office=offices[each.office]) for each in found]

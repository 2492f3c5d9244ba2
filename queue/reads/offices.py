# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Offices side by side: who is open, how many wait, when is the next time free; and whose they are."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from aufruf.db import early_closing
from aufruf.db import tables as t
from aufruf.db.transaction import Reading
from aufruf.domain.access import Person
from aufruf.domain.catalogue import Concern, Office, concern
from aufruf.domain.errors import NotValid
from aufruf.domain.opening import is_open
from aufruf.domain.roles import Right
from aufruf.domain.slots import last_date
from aufruf.domain.visit import VisitState
from aufruf.reads.availability import Offers

STEP = 7  # days that are looked at together for the first free time
_V = t.visit.c
WAITING = (
    sa.select(_V.office_id, _V.date, sa.func.count().label("waiting"))
    .where(_V.state == VisitState.WAITING)
    .group_by(_V.office_id, _V.date)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeNow:
    """An office as somebody looks for one."""

    office: Office
    is_open: bool
    waiting: int
    earliest: dt.datetime | None


async def offices_with(reading: Reading, person: Person, right: Right) -> list[Office]:
    """The offices in which somebody has a right: named with them; for administrators all of the tenant."""
    known = await reading.catalogue.all_current(reading.connection, now=reading.now, tenant=person.tenant)
    return [office for office in known if person.may(right, office)]


async def offices_now(reading: Reading, offers: Offers, *, service: str | None = None) -> list[OfficeNow]:
    """All offices, or those that offer a service, then with its earliest start. Raises NotValid."""
    offices = await reading.catalogue.all_current(reading.connection, now=reading.now)
    waiting = await _waiting(reading, offices)
    ended = await early_closing.offices_ended(
        reading.connection, [(office.id, office.local_date(reading.now)) for office in offices]
    )
    found = []
    for office in offices:
        if service is not None and service not in office.services:
            continue
        earliest = None if service is None else await _earliest(reading, offers, office, service)
        found.append(
            OfficeNow(
                office=office,
                is_open=is_open(office.opening, reading.now)
                and (office.id, office.local_date(reading.now)) not in ended,
                waiting=waiting.get(office.id, 0),
                earliest=earliest,
            )
        )
    if service is not None and not found:
        raise NotValid(("/service", "no office offers this service"))
    return found


async def people_waiting(reading: Reading) -> Mapping[str, int]:
    """How many wait in each office today."""
    offices = await reading.catalogue.all_current(reading.connection, now=reading.now)
    return dict.fromkeys((office.id for office in offices), 0) | await _waiting(reading, offices)


async def earliest_start(
    reading: Reading, offers: Offers, office: Office, wanted: Concern
) -> dt.datetime | None:
    """The first offered start of an office within its booking window; None if there is none."""
    first, last = office.local_date(reading.now), last_date(office, now=reading.now)
    while first <= last:
        end = min(last, first + dt.timedelta(days=STEP - 1))
        offered = await offers.of(reading, office, wanted, first=first, last=end)
        for day in offered.days:
            if day.offers:
                return day.offers[0][0]
        first = end + dt.timedelta(days=1)
    return None


async def _earliest(reading: Reading, offers: Offers, office: Office, service: str) -> dt.datetime | None:
    if not office.services[service].appointments:
        return None
    return await earliest_start(reading, offers, office, concern(office, [(service, 1)]))


async def _waiting(reading: Reading, offices: Iterable[Office]) -> dict[str, int]:
    today = {office.id: office.local_date(reading.now) for office in offices}
    dates = set(today.values())
    rows = await reading.connection.execute(WAITING.where(_V.date.in_(dates)))
    return {row.office_id: row.waiting for row in rows if today.get(row.office_id) == row.date}

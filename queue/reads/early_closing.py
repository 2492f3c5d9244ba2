# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sudden closing: whom it would meet, whom it met, and which other times are free for them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from aufruf.db import appointments, visits
from aufruf.db import early_closing as stored
from aufruf.db.transaction import Reading
from aufruf.domain.appointment import Appointment
from aufruf.domain.catalogue import Concern, Office, concern
from aufruf.domain.errors import NotValid
from aufruf.domain.visit import AT_COUNTER, Visit, VisitState
from aufruf.reads.availability import Offers
from aufruf.reads.touched import Touched, touched_by_early_closing

AHEAD = dt.timedelta(days=21)  # how far another time is looked for
A_DAY, ALL = 3, 9  # times that a citizen may choose from: of one day, and in all
SUGGESTIONS = 3  # for each person on the staff's list


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What closing now would do; with the reason, if that was done already."""

    office: Office
    reason: str | None
    waiting: int
    at_counters: int
    touched: Sequence[Touched]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What somebody who was sent home has instead: an appointment, or times of which they may take one."""

    appointment: Appointment | None = None
    starts: tuple[dt.datetime, ...] = ()
    reason: str | None = None  # why the office is closed; None: it closed as always, or is open again


@dataclass(frozen=True, slots=True, kw_only=True)
class SentHome:
    """Somebody whom the office could not serve, for the staff."""

    visit: Visit
    name: str | None
    appointment: Appointment | None
    again: Visit | None  # the visit with which they came back
    starts: tuple[dt.datetime, ...]


async def preview_of(reading: Reading, office_id: str) -> Preview:
    """What closing an office now would do. Raises NotFound."""
    office = await reading.office(office_id)
    day = (office_id, office.local_date(reading.now))
    here = await visits.here(reading.connection, day)
    at_counters = sum(visit.state in AT_COUNTER for visit in here)
    return Preview(
        office=office,
        reason=await stored.reason_on(reading.connection, day),
        waiting=len(here) - at_counters,
        at_counters=at_counters,
        touched=await touched_by_early_closing(reading.connection, office, date=day[1], now=reading.now),
    )


async def reason_today(reading: Reading, office: Office) -> str | None:
    """Why an office is closed for the rest of today; None where it is not."""
    return await stored.reason_on(reading.connection, (office.id, office.local_date(reading.now)))


async def instead_of(reading: Reading, office: Office, visit: Visit, offers: Offers) -> Instead | None:
    """What the citizen of a visit has instead; None for whoever was not sent home or is here again."""
    if visit.state is not VisitState.CANCELLED_BY_OFFICE or visit.continues is not None:
        return None
    reason = await stored.reason_on(reading.connection, (visit.office, visit.date))
    if visit.instead is not None:
        made = await appointments.get(reading.connection, office=visit.office, appointment=visit.instead)
        return Instead(appointment=made, reason=reason)
    starts = await _starts(reading, office, offers, visit)
    return Instead(starts=_spread(office, starts), reason=reason)


async def sent_home(reading: Reading, office: Office, offers: Offers) -> list[SentHome]:
    """Whom an office could not serve today, by arrival; to each another time is suggested first."""
    day = (office.id, office.local_date(reading.now))
    known: dict[Concern, list[dt.datetime]] = {}
    found = []
    for visit, name in await stored.sent_home(reading.connection, day):
        made, again = None, None
        starts: tuple[dt.datetime, ...] = ()
        if visit.instead is not None:
            made = await appointments.get(reading.connection, office=office.id, appointment=visit.instead)
        elif visit.continues is not None:
            again = await visits.with_id(reading.connection, visit.continues[1])
        else:
            starts = await _suggested(reading, office, offers, visit, known)
        found.append(SentHome(visit=visit, name=name, appointment=made, again=again, starts=starts))
    return found


async def _suggested(
    reading: Reading,
    office: Office,
    offers: Offers,
    visit: Visit,
    known: dict[Concern, list[dt.datetime]],
) -> tuple[dt.datetime, ...]:
    """The next times, the first of which is suggested to nobody else with the same wish."""
    wanted = _wanted(office, visit)
    if wanted is None:
        return ()
    if wanted not in known:
        known[wanted] = await _starts(reading, office, offers, visit)
    starts = known[wanted]
    suggested = tuple(dict.fromkeys(starts))[:SUGGESTIONS]
    del starts[:1]
    return suggested


async def _starts(reading: Reading, office: Office, offers: Offers, visit: Visit) -> list[dt.datetime]:
    """The next free times for what somebody came for, each as often as it can be had."""
    wanted = _wanted(office, visit)
    if wanted is None:
        return []
    today = office.local_date(reading.now)
    offered = await offers.of(reading, office, wanted, first=today, last=today + AHEAD)
    found = [(start, places) for day in offered.days for start, places in day.offers]
    return [start.astimezone(office.zone) for start, places in found for _ in range(places)]


def _wanted(office: Office, visit: Visit) -> Concern | None:
    """What somebody came for; None if no appointment can be had for it."""
    try:
        return concern(office, visit.services + visit.then)
    except NotValid:
        return None


def _spread(office: Office, starts: Sequence[dt.datetime]) -> tuple[dt.datetime, ...]:
    """Some of the next days', so that there is a choice."""
    by_day: dict[dt.date, list[dt.datetime]] = {}
    for start in dict.fromkeys(starts):
        by_day.setdefault(office.local_date(start), []).append(start)
    return tuple(start for day in by_day.values() for start in day[:: max(1, len(day) // A_DAY)][:A_DAY])[
        :ALL
    ]

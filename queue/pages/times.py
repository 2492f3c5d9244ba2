# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The choice of a day and a time, for booking and for moving: both show the same tiles."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Office, concern
from aufruf.domain.slots import last_date
from aufruf.pages.forms import Items
from aufruf.reads.availability import OfficeOffers
from aufruf.web.wiring import Wiring

DAYS = 10  # shown at once
BACK = dt.timedelta(days=14)
OFFICES = 8  # for so many the first free time is shown beside their names
SOON = dt.timedelta(days=27)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Days with free times, and the free times of one of them, by the clock on the office's wall."""

    days: tuple[dt.date, ...] = ()
    date: dt.date | None = None
    slots: tuple[dt.datetime, ...] = ()
    earlier: dt.date | None = None
    later: dt.date | None = None


async def free_times(
    reading: Reading,
    wiring: Wiring,
    office: Office,
    items: Items,
    *,
    date: dt.date | None,
    since: dt.date | None,
) -> Times:
    """The next days with free times since a date, and the times of the chosen one (else of the first)."""
    today, last = office.local_date(reading.now), last_date(office, now=reading.now)
    first = min(max(since or today, today), last)
    offered = await wiring.offers.of(reading, office, concern(office, items), first=first, last=last)
    free = _by_day(offered)
    days = list(free)[:DAYS]
    if not days:
        return Times(earlier=max(today, first - BACK) if first > today else None)
    shown = date if date in days else days[0]
    return Times(
        days=tuple(days),
        date=shown,
        slots=free[shown],
        earlier=max(today, first - BACK) if first > today else None,
        later=days[-1] + dt.timedelta(days=1) if len(free) > DAYS else None,
    )


async def earliest_times(
    reading: Reading, wiring: Wiring, offices: Iterable[Office], items: Items
) -> Mapping[str, dt.datetime | None]:
    """The first free time of each office in the next weeks; nothing where there are too many to ask."""
    found = {}
    for office in list(offices)[:OFFICES]:
        today = office.local_date(reading.now)
        offered = await wiring.offers.of(
            reading, office, concern(office, items), first=today, last=today + SOON
        )
        found[office.id] = next((slots[0] for slots in _by_day(offered).values()), None)
    return found


def _by_day(offered: OfficeOffers) -> Mapping[dt.date, tuple[dt.datetime, ...]]:
    zone = offered.office.zone
    return {
        day.date: tuple(start.astimezone(zone) for start, _ in day.offers)
        for day in offered.days
        if day.offers
    }

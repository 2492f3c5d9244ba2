# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which starts are offered: exact at the moment of asking, and cheap to ask again.

Each process keeps the capacity of the days it was asked about. A day's entry holds as long as the
office's version and the number of the day's last event are the same, which one statement tells, and
no hold has lapsed since. So a booking made by any process is seen at once.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import promises
from aufruf.db.promises import Promise
from aufruf.domain.catalogue import Concern, Office
from aufruf.domain.slots import first_start, last_date
from aufruf.reads.capacity import DAY_STEPS, FEW, Offer, OfficeCapacity

KEPT_DAYS = 2048  # in each process; 10 KB each with few appointments, 100 KB with 230
KEPT_CONCERNS = 32  # of each of these days
QUESTION_STEPS = 3 * DAY_STEPS  # of the thorough search, for all days of one question; about 60 ms
ONE_DAY = dt.timedelta(days=1)
NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
Stamp = tuple[int, int, int, bool]
"""Version of the office; the day's last event and generation, and whether it was ended early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOffers:
    """What an office offers on one date."""

    date: dt.date
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeOffers:
    """What an office offers for a concern, day by day; true until `holds_until` unless somebody acts."""

    office: Office
    wanted: Concern
    days: tuple[DayOffers, ...]
    holds_until: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How many starts of a date are offered, and how many more there could be at the very most."""

    date: dt.date
    offered: int
    hidden_at_most: int


@dataclass(slots=True)
class _Kept:
    stamp: Stamp
    until: dt.datetime  # when the next hold lapses
    capacity: OfficeCapacity
    near: dict[Concern, list[Offer]] = field(default_factory=dict)
    far: dict[Concern, list[Offer]] = field(default_factory=dict)  # where all was tried

    @property
    def closed_early(self) -> bool:
        """Whether the office has closed on this day all of a sudden: nothing is offered any longer."""
        return self.stamp[-1]

    def offers_of(self, wanted: Concern, *, earliest: dt.datetime, steps: int) -> list[Offer]:
        """What is offered from a moment on; where that is little, more is looked for.

        A moment that is later than before finds nothing new, so what was found holds for it, too.
        """
        if wanted not in self.near:
            if len(self.near) >= KEPT_CONCERNS:  # nobody fills the memory by asking for ever other things
                self.near.clear()
                self.far.clear()
            self.near[wanted] = self.capacity.near(wanted)
        found = [offer for offer in self.near[wanted] if offer[0] >= earliest]
        if len(found) >= FEW:
            return found
        far = self.far.get(wanted)
        if far is None:
            far, complete = self.capacity.far(wanted, earliest=earliest, steps=min(steps, DAY_STEPS))
            if complete:
                self.far[wanted] = far
        return sorted([*found, *(offer for offer in far if offer[0] >= earliest)])


class Sight(Protocol):
    """What a look needs: a reading or a transaction."""

    connection: AsyncConnection
    now: dt.datetime


class Offers:
    """The capacities that this process keeps."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, dt.date], _Kept] = OrderedDict()

    async def of(
        self, reading: Sight, office: Office, wanted: Concern, *, first: dt.date, last: dt.date
    ) -> OfficeOffers:
        """What an office offers for a concern from one date to another, both included."""
        now = reading.now
        earliest = first_start(office, now=now)
        begin = max(first, office.local_date(earliest))
        end = min(last, last_date(office, now=now))
        kept = await self._days(reading, office, _dates(begin, end))
        days, holds_until, next_start = [], _next_midnight(office, now), None
        steps = QUESTION_STEPS
        for date in _dates(first, last):
            found: list[Offer] = []
            if (day := kept.get(date)) is not None and not day.closed_early:
                before = day.capacity.steps
                found = day.offers_of(wanted, earliest=earliest, steps=steps)
                steps -= day.capacity.steps - before
                holds_until = min(holds_until, day.until)
            if found and next_start is None:
                next_start = found[0][0]  # the next to be over: perhaps tomorrow's, with a long lead time
            days.append(DayOffers(date=date, offers=tuple(found)))
        if next_start is not None:
            holds_until = min(holds_until, next_start - (earliest - now) + dt.timedelta(microseconds=1))
        return OfficeOffers(office=office, wanted=wanted, days=tuple(days), holds_until=holds_until)

    async def outlook(self, reading: Sight, office: Office, wanted: Concern, *, date: dt.date) -> Outlook:
        """How much of a date is offered for a concern, and how much of it may be hidden."""
        [day] = (await self.of(reading, office, wanted, first=date, last=date)).days
        earliest, possible = first_start(office, now=reading.now), 0
        if office.local_date(earliest) <= date <= last_date(office, now=reading.now):
            kept = await self._days(reading, office, [date])
            if not kept[date].closed_early:
                possible = kept[date].capacity.possible(wanted, earliest=earliest)
        return Outlook(date=date, offered=len(day.offers), hidden_at_most=possible - len(day.offers))

    async def _days(self, reading: Sight, office: Office, dates: Sequence[dt.date]) -> dict[dt.date, _Kept]:
        if not dates:
            return {}
        marks = await promises.marks_by_day(
            reading.connection, office=office.id, first=dates[0], last=dates[-1]
        )
        stamps = {date: (office.version, *marks.get(date, (0, 0, False))) for date in dates}
        found = {date: day for date in dates if (day := self._kept.get((office.id, date))) is not None}
        stale = [
            date
            for date in dates
            if (day := found.get(date)) is None or day.stamp != stamps[date] or day.until <= reading.now
        ]
        if stale:
            # Read after the numbers, so at least as new as they are.
            taken = await promises.promised(
                reading.connection, office=office.id, first=stale[0], last=stale[-1], now=reading.now
            )
            for date in stale:
                found[date] = _reckoned(office, date, taken.get(date, ()), stamps[date])
        for date, day in found.items():
            # Put back, not only moved: another question may have pushed it out while we waited.
            self._kept[office.id, date] = day
            self._kept.move_to_end((office.id, date))
        while len(self._kept) > KEPT_DAYS:
            self._kept.popitem(last=False)
        return found


def _reckoned(office: Office, date: dt.date, taken: Sequence[Promise], stamp: Stamp) -> _Kept:
    until = min((each.expires_at for each in taken if each.expires_at), default=NEVER)
    held_back = office.rules.walk_in_reserve_percent
    capacity = OfficeCapacity(office, date, taken, held_back_percent=held_back)
    return _Kept(stamp=stamp, until=until, capacity=capacity)


def _dates(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + ONE_DAY * index for index in range((last - first).days + 1)]


def _next_midnight(office: Office, now: dt.datetime) -> dt.datetime:
    """When the booking window moves on."""
    tomorrow = office.local_date(now) + ONE_DAY
    return dt.datetime.combine(tomorrow, dt.time(), tzinfo=office.zone).astimezone(dt.UTC)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether forecasts were honest: how many of those who were told a range were called within it, by week."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aufruf.db import progress
from aufruf.db.transaction import Reading

WEEKS = 26  # that are looked at
Told = Sequence[float]  # low, likely, high, actual minutes, …


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """An ISO week of an office; its first day, how many were told something, how many of those were right."""

    first: dt.date
    told: int
    covered: int

    @property
    def name(self) -> str:
        """2026-W48."""
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def share(self) -> float:
        """Between 0 and 1; eight in ten are meant to be."""
        return round(self.covered / self.told, 3)


async def coverage_of(reading: Reading, office_id: str) -> tuple[Week, ...]:
    """The last weeks in which somebody was told how long it takes, the latest first. Raises NotFound."""
    office = await reading.office(office_id)
    since = office.local_date(reading.now) - dt.timedelta(weeks=WEEKS)
    return by_week(await progress.told(reading.connection, office_id, since=since))


def by_week(days: Iterable[tuple[dt.date, Sequence[Told]]]) -> tuple[Week, ...]:
    """Days gathered to ISO weeks, the latest first; weeks in which nobody was told anything are left out."""
    counted: dict[dt.date, list[bool]] = {}
    for date, told in days:
        within = [low <= actual <= high for low, _, high, actual, *_ in told]
        counted.setdefault(date - dt.timedelta(days=date.weekday()), []).extend(within)
    return tuple(
        Week(first=first, told=len(within), covered=sum(within))
        for first, within in sorted(counted.items(), reverse=True)
        if within
    )

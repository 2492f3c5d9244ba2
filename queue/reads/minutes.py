# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A date of an office in real minutes from its beginning on the wall: 1380, 1440 or 1500 of them."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aufruf.domain.opening import day_begins

QUARTER = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one date."""

    zone: ZoneInfo
    date: dt.date

    def of(self, at: dt.datetime) -> float:
        """How many minutes of the date have passed at a moment."""
        return (at - day_begins(self.zone, self.date)).total_seconds() / 60

    def at(self, minute: float) -> dt.datetime:
        """The moment at which so many have passed."""
        return day_begins(self.zone, self.date) + dt.timedelta(minutes=minute)

    def quarters(self) -> tuple[int, ...]:
        """For each real quarter hour of the date, which one of the 96 the wall shows."""
        begin, end = (day_begins(self.zone, each) for each in (self.date, self.date + dt.timedelta(days=1)))
        found = []
        while begin < end:
            wall = begin.astimezone(self.zone)
            found.append(wall.hour * 4 + wall.minute // 15)
            begin += QUARTER
        return tuple(found)

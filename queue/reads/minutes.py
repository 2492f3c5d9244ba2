# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A date of an office in real minutes from its beginning on the wall: 1380, 1440 or 1500 of them."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from aufruf.domain.opening import day_begins

QUARTER = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one date."""

    zone: ZoneInfo
    date: dt.date
    begins: dt.datetime = field(init=False)

    def __post_init__(self) -> None:
        """Find the beginning once: it is asked for with every visit."""
        object.__setattr__(self, "begins", day_begins(self.zone, self.date))

    def of(self, at: dt.datetime) -> float:
        """How many minutes of the date have passed at a moment."""
        return (at - self.begins).total_seconds() / 60

    def at(self, minute: float) -> dt.datetime:
        """The moment at which so many have passed."""
        return self.begins + dt.timedelta(minutes=minute)

    def quarters(self) -> tuple[int, ...]:
        """For each real quarter hour of the date, which one of the 96 the wall shows."""
        begin, end = self.begins, day_begins(self.zone, self.date + dt.timedelta(days=1))
        found = []
        while begin < end:
            wall = begin.astimezone(self.zone)
            found.append(wall.hour * 4 + wall.minute // 15)
            begin += QUARTER
        return tuple(found)

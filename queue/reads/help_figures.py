# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How help went in an office over some days: by place, hour and step, never by helper."""

import datetime as dt
from dataclasses import dataclass

from aufruf.db import devices, outbox
from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotValid, RangeTooLong
from aufruf.domain.help_figures import (
    FOLDED,
    Course,
    HelpCounts,
    StuckStep,
    by_device,
    by_hour,
    counted,
    followed,
    stuck_steps,
)

USUAL_DAYS, MOST_DAYS = 28, 92
Hours = tuple[tuple[int, HelpCounts], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigures:
    """A device at which somebody asked, and what people call it; no name if it is there no longer."""

    device: str
    kind: str
    name: str
    counts: HelpCounts
    hours: Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpFigures:
    """An office's help from one day to another, both included."""

    office: Office
    first: dt.date
    last: dt.date
    total: HelpCounts
    places: tuple[PlaceFigures, ...]
    hours: Hours
    steps: tuple[StuckStep, ...]

    def place(self, device: str) -> PlaceFigures | None:
        """The figures of one device."""
        return next((each for each in self.places if each.device == device), None)


async def help_figures(
    reading: Reading, office_id: str, *, first: dt.date | None = None, last: dt.date | None = None
) -> HelpFigures:
    """The figures of these days, or of four weeks. Ask within a snapshot. Raises NotFound, NotValid."""
    office = await reading.office(office_id)
    last = last or office.local_date(reading.now)
    first = first or dt.date.fromordinal(max(1, last.toordinal() - USUAL_DAYS + 1))
    if first > last:
        raise NotValid(("/from", "is later than the last day"))
    if (last - first).days >= MOST_DAYS:
        raise RangeTooLong(("/to", f"at most {MOST_DAYS} days at once"))
    stored = await outbox.of_kinds_over(reading.connection, office_id, *FOLDED, first=first, last=last)
    courses = list(followed((each.at, each.event) for each in stored).values())
    known = {each.device.id: each.name for each in await devices.of_office(reading.connection, office_id)}

    def hours(some: list[Course]) -> Hours:
        return tuple((hour, counted(of, now=reading.now)) for hour, of in by_hour(some, office.zone).items())

    return HelpFigures(
        office=office,
        first=first,
        last=last,
        total=counted(courses, now=reading.now),
        places=tuple(
            PlaceFigures(
                device=device,
                kind=some[0].device_kind,
                name=known.get(device, ""),
                counts=counted(some, now=reading.now),
                hours=hours(some),
            )
            for device, some in by_device(courses).items()
        ),
        hours=hours(courses),
        steps=stuck_steps(courses),
    )

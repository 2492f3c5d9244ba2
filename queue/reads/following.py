# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody needs who follows an office's day: where it is, and what came after a number."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aufruf.db import outbox, wire
from aufruf.db.days import DayKey
from aufruf.db.outbox import Stored
from aufruf.db.transaction import Reading
from aufruf.db.wire import Mark
from aufruf.domain.catalogue import Office
from aufruf.domain.screen import Screen
from aufruf.reads.screen import fresh_screen

__all__ = ["DayNow", "Mark", "day_now", "marks_today"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNow:
    """An office's day at one moment, with the last of what happened on it."""

    office: Office
    date: dt.date
    generation: int
    screen: Screen
    recent: tuple[Stored, ...]


async def day_now(reading: Reading, office_id: str, *, recent: int) -> DayNow:
    """Today in an office, with so many of its last events. Ask within a snapshot. Raises NotFound."""
    office = await reading.office(office_id)
    day = (office_id, office.local_date(reading.now))
    _, generation = (await wire.marks(reading.connection, [day]))[day]
    screen = await fresh_screen(reading, day)
    events = await outbox.after(reading.connection, day, seq=max(0, screen.seq - recent))
    return DayNow(
        office=office,
        date=day[1],
        generation=generation,
        screen=screen,
        recent=tuple(stored for stored in events if stored.seq <= screen.seq),
    )


async def marks_today(reading: Reading, offices: Sequence[Office]) -> Mapping[str, tuple[dt.date, Mark]]:
    """The date and how far it has come, for each of these offices."""
    keys: dict[str, DayKey] = {each.id: (each.id, each.local_date(reading.now)) for each in offices}
    found = await wire.marks(reading.connection, list(keys.values()))
    return {id_: (key[1], found[key]) for id_, key in keys.items()}

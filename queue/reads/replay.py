# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stored day, played again and compared with what is stored of its visits."""

from aufruf.db import outbox, visits
from aufruf.db.days import DayKey
from aufruf.db.transaction import Reading
from aufruf.domain.replay import Difference, Replayed, replay
from aufruf.domain.visit import Visit


async def replayed(reading: Reading, day: DayKey) -> Replayed:
    """The day rebuilt from its events. Ask within a snapshot. Raises NotFound for an unknown office."""
    await reading.office(day[0])
    stored = await outbox.after(reading.connection, day)
    rebuilt = replay(*day, ((each.seq, each.at, each.event) for each in stored))
    if await outbox.last_seq(reading.connection, day) != rebuilt.seq:
        rebuilt.differences.append(_at_the_end(rebuilt, "the last events are missing"))
    kept = {visit.id: visit for visit in await visits.of_day(reading.connection, day)}
    rebuilt.differences += [
        _at_the_end(rebuilt, f"{visit.number} is stored as {_place(visit)}, rebuilt as {_place(again)}")
        for visit in kept.values()
        if _place(again := rebuilt.visits.get(visit.id)) != _place(visit)
    ]
    lost = [visit for visit in rebuilt.visits.values() if visit.id not in kept]
    rebuilt.differences += [_at_the_end(rebuilt, f"{visit.number} came and is not stored") for visit in lost]
    return rebuilt


def _place(visit: Visit | None) -> str:
    """What must be the same of a visit, in words."""
    if visit is None:
        return "nobody"
    services = ", ".join(f"{quantity} × {service}" for service, quantity in visit.services)
    return f"{visit.state} (counter {visit.counter}, for {visit.for_counter}, {services})"


def _at_the_end(rebuilt: Replayed, words: str) -> Difference:
    return Difference(seq=rebuilt.seq, at=None, words=words)

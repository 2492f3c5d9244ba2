# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office as its staff sees it at one moment: counters, queue, and how far the day has come."""

from dataclasses import dataclass

from aufruf.db import outbox
from aufruf.db.transaction import Reading
from aufruf.domain.counters import CounterNow
from aufruf.reads.counters import counters_of
from aufruf.reads.queue import Queue, queue_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeNow:
    """Counters and queue after the event with this number."""

    seq: int
    counters: tuple[CounterNow, ...]
    queue: Queue


async def office_now(reading: Reading, office_id: str) -> OfficeNow:
    """An office now. Ask within a snapshot. Raises NotFound."""
    queue = await queue_of(reading, office_id)
    day = (office_id, queue.office.local_date(reading.now))
    seq = await outbox.last_seq(reading.connection, day)
    return OfficeNow(seq=seq, counters=await counters_of(reading, office_id), queue=queue)

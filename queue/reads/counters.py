# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counters of an office, with whoever sits and whoever is served there."""

from collections.abc import Mapping, Sequence

from aufruf.db import counters, visits
from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Office
from aufruf.domain.counters import CounterNow, Seat, counter_in
from aufruf.domain.visit import AT_COUNTER, Visit


async def counters_of(reading: Reading, office_id: str) -> tuple[CounterNow, ...]:
    """All counters of an office as they are now. Raises NotFound."""
    office = await reading.office(office_id)
    seats = await counters.seats(reading.connection, office_id)
    day = (office_id, office.local_date(reading.now))
    return counters_in(office, seats, await visits.at_counters(reading.connection, day))


def counters_in(
    office: Office, seats: Mapping[str, Seat], present: Sequence[Visit]
) -> tuple[CounterNow, ...]:
    """All counters of an office, with those seats and those who are in the office."""
    at_counter = {visit.counter: visit for visit in present if visit.state in AT_COUNTER}
    return tuple(
        CounterNow(counter=each, seat=seats.get(each.id), visit=at_counter.get(each.id))
        for each in office.counters
    )


async def counter_now(reading: Reading, office_id: str, counter: str) -> CounterNow:
    """One counter as it is now. Raises NotFound."""
    counter_in(await reading.office(office_id), counter)
    return next(c for c in await counters_of(reading, office_id) if c.counter.id == counter)

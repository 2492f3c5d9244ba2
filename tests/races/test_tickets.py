# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many kiosks draw tickets at once, and paper jams: every number is there, none twice."""

import asyncio

import pytest

from aufruf.actions.tickets import take_ticket
from aufruf.db import visits
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import OfficeRules
from aufruf.domain.visit import leave
from tests.builders import office, town
from tests.races.crowd import Crowd, gate
from tests.races.scene import RunningClock, clock_from, door
from tests.races.stored import rows

pytestmark = pytest.mark.xdist_group("races")

KIOSKS_OF_PROCESSES = (8, 8, 7, 7)
TICKETS_OF_A_KIOSK = 100  # 3,000 in all
EVERY = 3  # … third is rolled back


class PaperJam(Exception):
    """The ticket was not printed, so it must not have been drawn."""


async def draw_tickets(url: str, clock: RunningClock, kiosks: int) -> list[str]:
    async with door(url, clock) as db:
        async with db.reading() as reading:
            await reading.office("mitte")
        gate()
        drawn = await asyncio.gather(*(at_a_kiosk(db) for _ in range(kiosks)))
    return [number for numbers in drawn for number in numbers]


async def at_a_kiosk(db: Database) -> list[str]:
    numbers = []
    for attempt in range(TICKETS_OF_A_KIOSK):
        try:
            async with db.transaction() as tx:
                visit = (await take_ticket(tx, office="mitte", services=[("ausweis", 1)])).visit
                await visits.save(tx.connection, leave(visit, now=tx.now))  # so that 3,000 find room
                if attempt % EVERY == 0:
                    raise PaperJam  # noqa: TRY301 (the transaction is between)
        except PaperJam:
            continue
        numbers.append(visit.number)
    return numbers


async def test_thirty_kiosks_leave_no_gap_and_no_double_though_a_third_is_rolled_back(
    url: str, crowd: Crowd
) -> None:
    clock = clock_from("09:00")
    async with door(url, clock) as db:
        await town(db, office(rules=OfficeRules(walk_in_guard=False)))

    shares = [(url, clock, kiosks) for kiosks in KIOSKS_OF_PROCESSES]
    drawn = await asyncio.to_thread(crowd.all_do, draw_tickets, shares)

    numbers = [number for share in drawn for number in share]
    kept = 30 * sum(attempt % EVERY != 0 for attempt in range(TICKETS_OF_A_KIOSK))
    expected = [f"A{ordinal:03d}" for ordinal in range(1, kept + 1)]
    assert len(numbers) == kept == 1980
    assert sorted(numbers, key=lambda number: int(number[1:])) == expected
    stored = await rows(url, "SELECT ticket_group, ordinal FROM visit ORDER BY ordinal")
    assert [f"{row.ticket_group}{row.ordinal:03d}" for row in stored] == expected
    events = await rows(url, "SELECT seq FROM outbox ORDER BY seq")
    assert [row.seq for row in events] == list(range(1, kept + 1))

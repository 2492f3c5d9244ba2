# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two transfers crossing between the same two offices lock both days in the same order: no deadlock."""

import asyncio

import pytest

from aufruf.actions.transferring import transfer
from aufruf.db.transaction import Database
from aufruf.domain.visit import VisitKey
from tests.builders import MONDAY, at, office, town, visit
from tests.races.crowd import Crowd, gate
from tests.races.scene import RunningClock, clock_from, door, fill_waiting_room
from tests.races.stored import rows

pytestmark = pytest.mark.xdist_group("races")

PEOPLE = 3  # of each process, sent to and fro at the same time
ROUNDS = 15


async def send_to_and_fro(url: str, clock: RunningClock, keys: list[VisitKey]) -> int:
    async with door(url, clock) as db:
        gate()
        return sum(await asyncio.gather(*(wander(db, key) for key in keys)))


async def wander(db: Database, key: VisitKey) -> int:
    for _ in range(ROUNDS):
        async with db.transaction() as tx:
            other = "west" if key.office == "mitte" else "mitte"
            went = await transfer(tx, key=key, office=other)
        assert went.continues is not None
        key = went.continues.key
    return ROUNDS


async def test_transfers_crossing_between_two_offices_do_not_wait_for_each_other(
    url: str, crowd: Crowd
) -> None:
    clock = clock_from("09:00")
    shares = []
    async with door(url, clock) as db:
        await town(db, office(), office(id="west"))
        for place in ("mitte", "west"):
            people = [
                visit(id=f"{place}-{i}", office=place, arrived_at=at("08:30")) for i in range(PEOPLE * 2)
            ]
            await fill_waiting_room(db, people)
            keys = [VisitKey(place, MONDAY, each.id) for each in people]
            shares += [(url, clock, keys[:PEOPLE]), (url, clock, keys[PEOPLE:])]

    moves = sum(await asyncio.to_thread(crowd.all_do, send_to_and_fro, shares))

    assert moves == 4 * PEOPLE * ROUNDS
    states = await rows(url, "SELECT state, count(*) AS people FROM visit GROUP BY state")
    assert {row.state: row.people for row in states} == {"waiting": 4 * PEOPLE, "transferred": moves}
    for place in ("mitte", "west"):
        numbers = await rows(url, "SELECT ordinal FROM visit WHERE office_id = :o ORDER BY ordinal", o=place)
        assert [row.ordinal for row in numbers] == list(range(1, len(numbers) + 1))
        events = await rows(url, "SELECT seq FROM outbox WHERE office_id = :o ORDER BY seq", o=place)
        assert [row.seq for row in events] == list(range(1, len(events) + 1))

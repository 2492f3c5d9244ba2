# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many want the same time, and some change their minds: nothing is promised twice, nobody waits for ever."""

import asyncio
import datetime as dt
import random
from collections import Counter as Count

import pytest

from aufruf.actions.booking import Wish, hold, move
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Citizen
from aufruf.domain.errors import SlotTaken
from tests.builders import MONDAY, at
from tests.races.crowd import Crowd, gate
from tests.races.scene import RunningClock, clock_from, door, one_person_works
from tests.races.stored import rows

pytestmark = pytest.mark.xdist_group("races")

PROCESSES = 4
PEOPLE = 200  # who want one place
MOVERS, ROUNDS = 3, 15  # of each process
TUESDAY = MONDAY + dt.timedelta(days=1)


async def book(db: Database, start: dt.datetime) -> str | None:
    """The appointment; None if the time is taken, and then others are named."""
    try:
        async with db.transaction() as tx:
            wish = Wish(services=[("ausweis", 1)], start=start)
            return (await hold(tx, office="mitte", wish=wish, citizen=Citizen(name="Erika Beispiel"))).id
    except SlotTaken as refusal:
        if not refusal.facts["alternatives"]:
            raise
        return None


async def all_book(url: str, clock: RunningClock, people: int) -> list[str | None]:
    async with door(url, clock) as db:
        async with db.reading() as reading:
            await reading.office("mitte")
        gate()
        return await asyncio.gather(*(book(db, at("14:00")) for _ in range(people)))


async def test_of_two_hundred_who_want_one_place_one_gets_it_and_the_others_are_offered_another(
    url: str, crowd: Crowd
) -> None:
    clock = clock_from("09:00")
    await one_person_works(url, clock)
    async with door(url, clock) as db:  # who makes the day's row would keep the others waiting by that alone
        first = await book(db, at("10:00"))

    shares = [(url, clock, PEOPLE // PROCESSES)] * PROCESSES
    booked = [each for share in await asyncio.to_thread(crowd.all_do, all_book, shares) for each in share]

    [winner] = [each for each in booked if each is not None]
    assert len(booked) == PEOPLE
    assert {row.id for row in await rows(url, "SELECT id FROM appointment")} == {first, winner}
    assert [row.seq for row in await rows(url, "SELECT seq FROM outbox ORDER BY seq")] == [1, 2]


async def all_move(url: str, clock: RunningClock, own: list[str], seed: int) -> Count[str]:
    async with door(url, clock) as db:
        gate()
        outcomes = await asyncio.gather(*(change_mind(db, id_, seed=seed) for id_ in own))
    return sum(outcomes, Count[str]())


async def change_mind(db: Database, id_: str, *, seed: int) -> Count[str]:
    chance, outcomes = random.Random(f"{seed} {id_}"), Count[str]()
    for round_ in range(ROUNDS):
        day = TUESDAY if round_ % 2 == 0 else MONDAY
        start = at(f"{chance.randrange(13, 16)}:{chance.choice(('00', '15', '30', '45'))}", date=day)
        try:
            async with db.transaction() as tx:
                await move(tx, id_=id_, start=start)
            outcomes["moved"] += 1
        except SlotTaken:
            outcomes["taken"] += 1
    return outcomes


async def test_moves_crossing_between_two_days_neither_wait_for_each_other_nor_meet(
    url: str, crowd: Crowd
) -> None:
    clock = clock_from("09:00")
    await one_person_works(url, clock)
    shares = []
    async with door(url, clock) as db:
        for share in range(PROCESSES):
            on_tuesday = [at(f"{8 + share:02d}:{minute}", date=TUESDAY) for minute in ("00", "30")]
            starts = [at(f"{10 + share}:00"), *on_tuesday]
            own = [await book(db, start) for start in starts]
            assert None not in own
            shares.append((url, clock, own, share))

    outcomes = sum(await asyncio.to_thread(crowd.all_do, all_move, shares), Count[str]())

    assert sum(outcomes.values()) == PROCESSES * MOVERS * ROUNDS
    assert outcomes["moved"] > PROCESSES * MOVERS
    stored = await rows(url, "SELECT date, start_at FROM appointment ORDER BY start_at")
    assert len(stored) == PROCESSES * MOVERS
    assert len({row.start_at for row in stored}) == len(stored)  # all last 15 minutes and begin at quarters
    gaps = "SELECT date FROM outbox GROUP BY date HAVING max(seq) <> count(*) OR min(seq) <> 1"
    assert await rows(url, gaps) == []

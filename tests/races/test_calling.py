# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fifty counters call two thousand people at once: everybody once, and always whoever was next."""

import asyncio
import datetime as dt
import random
from collections import Counter as Count
from dataclasses import dataclass

import pytest

from aufruf.actions.calling import call_next
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter, StaffMember
from aufruf.domain.visit import Visit
from tests.builders import SERVICES, at, office, town, visit
from tests.races.call_order import out_of_order
from tests.races.crowd import Crowd, gate
from tests.races.scene import RunningClock, clock_from, door, farewell, fill_waiting_room, sit_down
from tests.races.stored import events

pytestmark = [pytest.mark.xdist_group("races"), pytest.mark.timeout(300)]

COUNTERS = 50
PROCESSES = 4
PEOPLE = 2000
# How many wait at first; on SQLite the others come while those are called, since each call reads all who
# wait, and there that takes some ten times as long.
ROOM = {"postgresql": PEOPLE, "sqlite": 60}
WAVE = 13
PATIENCE = 5  # times that nobody is there before a counter closes
SKILLS = (None, {"ausweis", "pass", "abholung"}, {"ausweis"}, {"pass", "abholung"}, {"abholung", "ausweis"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one process has to do: its counters, and the waves of people that it lets in."""

    counters: tuple[str, ...]
    waves: tuple[tuple[Visit, ...], ...]


def somebody(index: int, *, chance: random.Random) -> Visit:
    """Anybody: with or without an appointment, early or late, with a right to go first or without."""
    arrived = at("08:00") + dt.timedelta(seconds=chance.randrange(3600))
    booked = arrived + dt.timedelta(minutes=chance.randrange(-20, 40)) if chance.random() < 0.5 else None
    wanted = chance.choice(SERVICES)
    return visit(
        id=f"visit-{index}",
        arrived_at=arrived,
        booked_at=booked,
        priority=chance.random() < 0.1,
        services=((wanted.id, 1),),
        group=wanted.group,
    )


async def call_all(url: str, clock: RunningClock, share: Share) -> list[str]:
    async with door(url, clock) as db:
        async with db.reading() as reading:
            await reading.office("mitte")
        waves, called, idle = list(share.waves), list[str](), 0
        gate()
        while idle < PATIENCE:
            calls = [call(db, counter) for counter in share.counters]
            visits = [visit for visit in await asyncio.gather(*calls) if visit is not None]
            called += [visit.id for visit in visits]
            await farewell(db, [visit.key for visit in visits])
            idle = 0 if visits else idle + 1
            if waves:
                await fill_waiting_room(db, waves.pop())
            elif not visits:
                await asyncio.sleep(0.2)
    return called


async def call(db: Database, counter: str) -> Visit | None:
    async with db.transaction() as tx:
        choice = await call_next(tx, office="mitte", counter=counter, user=f"user-{counter}")
    return None if choice is None else choice.visit


async def test_fifty_counters_call_everybody_once_and_in_the_documented_order(url: str, crowd: Crowd) -> None:
    clock, chance = clock_from("09:00"), random.Random(7)
    people = [somebody(index, chance=chance) for index in range(PEOPLE)]
    counters = [str(number) for number in range(1, COUNTERS + 1)]
    staff = tuple(
        StaffMember(id=f"staff-{i}", skills=None if skills is None else frozenset(skills))
        for i, skills in enumerate(SKILLS)
    )
    async with door(url, clock) as db:
        await town(db, office(counters=tuple(Counter(id=each) for each in counters), staff=staff, shifts=()))
        for index, counter in enumerate(counters):
            await sit_down(db, "mitte", counter, staff=staff[index % len(staff)].id)
        room = ROOM[db.engine.dialect.name]
        await fill_waiting_room(db, people[:room])

    waves = [tuple(people[start : start + WAVE]) for start in range(room, PEOPLE, WAVE)]
    shares = [
        (url, clock, Share(counters=tuple(counters[i::PROCESSES]), waves=tuple(waves[i::PROCESSES])))
        for i in range(PROCESSES)
    ]
    called = await asyncio.to_thread(crowd.all_do, call_all, shares)

    assert Count(each for share in called for each in share) == Count(person.id for person in people)
    stored = await events(url, "mitte")
    assert [seq for seq, _, _ in stored] == list(range(1, len(stored) + 1))
    assert sum(kind == "visit.called" for _, kind, _ in stored) == PEOPLE
    assert out_of_order([(kind, fact) for _, kind, fact in stored]) == []

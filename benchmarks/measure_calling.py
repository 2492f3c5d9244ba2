# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fifty counters at once call two thousand people over HTTP, as fast as they can.

python -m benchmarks.measure_calling [--seeds 1 2] [--people 2000] [--counters 50] [--workers 2]

Real `aufruf serve` on PostgreSQL (fsync off). Each clerk has a log-in of their own and does call-next, serve,
finish, until nobody waits. Each seed is an office of its own with other people.
"""

import argparse
import asyncio
import datetime as dt
import random
import statistics
import time
from dataclasses import dataclass, field

import uvloop

from aufruf.actions.users import add_user
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter, Office
from aufruf.domain.roles import Role
from aufruf.web.tokens import PERSONAL, key_of, new_secret
from benchmarks import results, servers
from benchmarks.processes import cpu_seconds
from benchmarks.results import LEAST, MOST, judged
from benchmarks.scene import open_today, open_town, real_clock
from benchmarks.wire import Line, Reply
from tests.builders import SERVICES, office, visit
from tests.postgres import Postgres
from tests.races.scene import fill_waiting_room

BAR = "call-next, many counters at once, PostgreSQL"


@dataclass(slots=True)
class Day:
    """What became of one seed."""

    latencies: list[float] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0

    def quantile(self, share: float) -> float:
        """So long took a call at most, for this share of the calls; in milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def fill(db: Database, place: Office, *, people: int, chance: random.Random) -> list[str]:
    """Let people wait, and give each counter a clerk; the clerks' tokens."""
    now = real_clock()
    waiting = []
    for index in range(people):
        arrived = now - dt.timedelta(seconds=chance.randrange(60, 7200))
        booked = arrived + dt.timedelta(minutes=chance.randrange(-20, 40)) if chance.random() < 0.5 else None
        wanted = chance.choice(SERVICES)
        somebody = visit(
            id=f"{place.id}-{index}",
            office=place.id,
            arrived_at=arrived,
            booked_at=booked,
            priority=chance.random() < 0.1,
            services=((wanted.id, 1),),
            group=wanted.group,
        )
        waiting.append(somebody)
    await fill_waiting_room(db, waiting)
    tokens = [new_secret(PERSONAL) for _ in place.counters]
    async with db.transaction() as tx:
        for counter, token in zip(place.counters, tokens, strict=True):
            name = f"{place.id}-{counter.id}"
            key = key_of(token)
            await add_user(tx, id_=name, name=name, role=Role.CLERK, offices=[place.id], token_key=key)
    return tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Somebody at a counter."""

    line: Line
    office: str
    counter: str
    token: str

    async def counters_post(self, deed: str) -> Reply:
        """Do something with the counter: open, call-next."""
        return await self._post(f"/api/v1/offices/{self.office}/counters/{self.counter}/{deed}")

    async def work(self, day: Day) -> None:
        """Call, serve and bid farewell until nobody waits."""
        while True:
            began = time.perf_counter()
            called = await self.counters_post("call-next")
            day.latencies.append(time.perf_counter() - began)
            if called.status == 204:
                return
            if called.status != 200:
                day.errors.append(called.status)
                return
            visit_id = called.json()["id"]
            day.called.append(visit_id)
            for move in ("serve", "finish"):
                moved = await self._post(f"/api/v1/visits/{visit_id}/{move}")
                if moved.status != 200:
                    day.errors.append(moved.status)
                    return

    async def _post(self, path: str) -> Reply:
        return await self.line.post(path, Authorization=f"Bearer {self.token}")


async def measure(port: int, pid: int, place: Office, tokens: list[str]) -> Day:
    """All counters open, and then call until nobody waits."""
    day = Day()
    clerks = [
        Clerk(line=await Line.to(port), office=place.id, counter=counter.id, token=token)
        for counter, token in zip(place.counters, tokens, strict=True)
    ]
    # At once: the server hangs up on whoever says nothing for five seconds.
    opened = await asyncio.gather(*(clerk.counters_post("open") for clerk in clerks))
    assert {reply.status for reply in opened} == {200}, opened
    began, used = time.perf_counter(), cpu_seconds(pid)
    await asyncio.gather(*(clerk.work(day) for clerk in clerks))
    day.seconds, day.cpu = time.perf_counter() - began, cpu_seconds(pid) - used
    for clerk in clerks:
        await clerk.line.close()
    return day


async def run(given: argparse.Namespace) -> list[Day]:
    counters = tuple(Counter(id=str(number)) for number in range(1, given.counters + 1))
    hours = open_today(real_clock())
    places = [
        office(id=f"amt-{seed}", opening=hours, counters=counters, staff=(), shifts=())
        for seed in given.seeds
    ]
    with Postgres() as postgres:
        url = postgres.create_database("calling")
        async with open_town(url, places) as db:
            tokens = [
                await fill(db, place, people=given.people, chance=random.Random(seed))
                for place, seed in zip(places, given.seeds, strict=True)
            ]
        with servers.aufruf(url, workers=given.workers) as server:
            return [
                await measure(server.port, server.process.pid, place, theirs)
                for place, theirs in zip(places, tokens, strict=True)
            ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    options.add_argument("--people", type=int, default=2000)
    options.add_argument("--counters", type=int, default=50)
    options.add_argument("--workers", type=int, default=2)
    given = options.parse_args()
    days = uvloop.run(run(given))
    ratios = [day.quantile(0.99) / day.quantile(0.5) for day in days]
    results.table(
        f"call-next: {given.counters} counters, {given.people} people, {given.workers} workers, "
        f"{len(days)} seeds",
        [
            ("p50", [day.quantile(0.5) for day in days], "ms"),
            ("p99", [day.quantile(0.99) for day in days], "ms"),
            ("p99 / p50", ratios, ""),
            ("people served (call-next, serve, finish)", [len(d.called) / d.seconds for d in days], "/s"),
            ("server CPU for one person", [1000 * d.cpu / len(d.called) for d in days], "ms"),
        ],
    )
    people = sum(len(set(day.called)) for day in days)
    errors = [error for day in days for error in day.errors]
    print(f"  errors: {errors or 'none'}; {people} people called, {sum(len(d.called) for d in days)} calls")
    results.keep(
        [
            judged(BAR, "p99 / p50", value=statistics.median(ratios), goal=(MOST, 5)),
            judged(BAR, "errors", value=len(errors), goal=(MOST, 0)),
            judged(
                BAR, "people called once / people", value=people / given.people / len(days), goal=(LEAST, 1)
            ),
        ]
    )


if __name__ == "__main__":
    main()

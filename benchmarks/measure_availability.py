# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What does the question for free times cost the server: one office, 30 days, over HTTP.

python -m benchmarks.measure_availability [--seeds 1 2 3] [--people 2000] [--rounds 3] [--seconds 0.8]

CPU time of the whole `aufruf serve` process (user and system) divided by the requests, in blocks that
take turns, so that whatever else the machine does falls on all alike: an office without appointments, one
with 2,000 within the 30 days (each seed has one of its own), the same with If-None-Match (304), and a
Litestar handler that answers a constant under the same server. Each question is asked again and again, as
people do who look at one office; beside it stands, without a bar, what it costs when a day changes before
each question. SQLite is measured too, for information.
"""

import argparse
import asyncio
import datetime as dt
import random
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
import uvloop

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from benchmarks import results, servers
from benchmarks.booked import book_long_ago, open_dates
from benchmarks.processes import cpu_seconds
from benchmarks.results import MOST, judged
from benchmarks.scene import SERVICE, booking_office, open_town, real_clock
from benchmarks.wire import Line
from tests.postgres import Postgres
from tests.servers import RunningServer
from tests.throwaway import throwaway_folder

BAR = "availability, one office, 30 days"
DAYS = 30
LINES = 4  # connections that ask at once
NONE, FULL, UNCHANGED, BARE, CHANGING = (
    "none booked",
    "booked",
    "unchanged (304)",
    "bare handler",
    "a day changed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of which server, and what it must answer."""

    server: RunningServer
    path: str
    etag: str | None = None

    async def cost(self, *, seconds: float, db: Database | None = None, office: str = "") -> float:
        """CPU milliseconds of the server for one request; with `db` a day changes before each."""
        lines = [await Line.to(self.server.port) for _ in range(1 if db else LINES)]
        used, until = cpu_seconds(self.server.process.pid), asyncio.get_running_loop().time() + seconds
        counts = await asyncio.gather(*(self._ask(line, until=until, db=db, office=office) for line in lines))
        spent = cpu_seconds(self.server.process.pid) - used
        for line in lines:
            await line.close()
        return 1000 * spent / sum(counts)

    async def _ask(self, line: Line, *, until: float, db: Database | None, office: str) -> int:
        count, headers = 0, {"If_None_Match": self.etag} if self.etag else {}
        while asyncio.get_running_loop().time() < until:
            if db is not None:
                await _change_a_day(db, office, count)
            reply = await line.get(self.path, **headers)
            assert reply.status == (304 if self.etag else 200), reply
            count += 1
        return count


async def _change_a_day(db: Database, office: str, count: int) -> None:
    """What any deed on a day leaves for others to see, done by another process: its number rises."""
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1 + count % 28)
    async with db.transaction() as tx:
        await tx.connection.execute(
            sa.update(t.office_day)
            .values(event_seq=t.office_day.c.event_seq + 1)
            .where(t.office_day.c.office_id == office, t.office_day.c.date == day)
        )


async def measure(url: str, given: argparse.Namespace) -> Mapping[str, Sequence[float]]:
    """All blocks on one database."""
    first = real_clock().date() + dt.timedelta(days=1)
    asked = f"service={SERVICE}&from={first}&to={first + dt.timedelta(days=DAYS - 1)}"
    places = [booking_office("leer")] + [booking_office(f"voll-{seed}") for seed in given.seeds]
    costs: Mapping[str, list[float]] = defaultdict(list)
    async with open_town(url, places) as db:
        async with db.reading() as reading:
            stored = [await reading.office(place.id) for place in places]
        for office in stored:
            count = 0 if office.id == "leer" else given.people
            dates = open_dates(office, first=first, days=DAYS)
            await book_long_ago(
                db, office, dates, count=count, chance=random.Random(office.id), at=real_clock()
            )
        with servers.aufruf(url) as server, servers.bare() as bare:
            none = Question(server=server, path=f"/api/v1/availability?office=leer&{asked}")
            for _ in range(given.rounds):
                for seed in given.seeds:
                    path = f"/api/v1/availability?office=voll-{seed}&{asked}"
                    line = await Line.to(server.port)
                    etag = (await line.get(path)).headers["etag"]
                    await line.close()
                    full = Question(server=server, path=path)
                    block = given.seconds
                    costs[NONE].append(await none.cost(seconds=block))
                    costs[FULL].append(await full.cost(seconds=block))
                    unchanged = Question(server=server, path=path, etag=etag)
                    costs[UNCHANGED].append(await unchanged.cost(seconds=block))
                    costs[BARE].append(await Question(server=bare, path="/").cost(seconds=block))
                    changing = await full.cost(seconds=block, db=db, office=f"voll-{seed}")
                    costs[CHANGING].append(changing)
    return costs


def show(name: str, costs: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Print a database's blocks; the ratios, each of blocks beside each other."""
    full = [one / other for one, other in zip(costs[FULL], costs[NONE], strict=True)]
    unchanged = [one / other for one, other in zip(costs[UNCHANGED], costs[BARE], strict=True)]
    results.table(
        f"Availability on {name}: server CPU for one request, {len(full)} rounds",
        [
            *((what, values, "ms") for what, values in costs.items()),
            ("booked / none booked", full, ""),
            ("unchanged / bare handler", unchanged, ""),
        ],
    )
    return {
        "CPU with 2,000 booked / with none": statistics.median(full),
        "CPU for one request, 2,000 booked, ms": statistics.median(costs[FULL]),
        "CPU unchanged (304) / bare handler": statistics.median(unchanged),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options.add_argument("--people", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seconds", type=float, default=0.8)
    given = options.parse_args()
    with throwaway_folder("availability") as folder:
        show("SQLite", uvloop.run(measure(_sqlite(folder), given)))
    with Postgres() as postgres:
        found = show("PostgreSQL", uvloop.run(measure(postgres.create_database("availability"), given)))
    results.keep(
        [
            judged(BAR, metric, value=value, goal=(MOST, limit))
            for (metric, value), limit in zip(found.items(), (1.5, 3, 2), strict=True)
        ]
    )


def _sqlite(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'aufruf.db'}"


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many bookings a second over HTTP, beside PostgreSQL alone with the very same statements.

python -m benchmarks.measure_booking [--seeds 1 2 3] [--workers 2] [--clients 16] [--seconds 4]

Real `aufruf serve` on PostgreSQL, rate limit on (each booking from another address). A booking is recorded
statement by statement (the shortest of three); pgbench then runs those of the booking's transaction, with
keys drawn by chance, prepared. Server and pgbench take turns on the same tables, which are put back before
each block: offices with 20 appointments on each day of a month. fsync is off for both, so it is CPU against
CPU, not disk. Beside it stands, without a bar, what pgbench does with all that one request says: the rate
limit's statement too.
"""

import argparse
import asyncio
import datetime as dt
import itertools
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import asyncpg
import uvloop

from aufruf.domain.catalogue import Office
from benchmarks import pgbench, results, servers
from benchmarks.booked import book_long_ago, open_dates
from benchmarks.processes import cpu_seconds
from benchmarks.recording import Said, record
from benchmarks.results import LEAST, MOST, judged
from benchmarks.scene import SERVICE, booking_office, open_town, real_clock
from benchmarks.wire import Line
from tests.postgres import Postgres
from tests.servers import RunningServer

BAR = "booking over HTTP, PostgreSQL"
OFFICES = 30
DATES = 28  # of next month, but for the holidays
BEFORE = 20  # appointments on each day
WITNESSED = 987_000  # the number of the last event of the day on which a booking is recorded


@dataclass(slots=True)
class Blocks:
    """What was measured, block by block."""

    booked: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    transaction: list[float] = field(default_factory=list)
    request: list[float] = field(default_factory=list)
    refused: int = 0


Wish = tuple[str, dt.datetime]


def wishes(offices: Sequence[Office], dates: Sequence[dt.date], *, chance: random.Random) -> Iterator[Wish]:
    """Times in all offices and on all days in turn, at a random quarter of an hour."""
    days = [(office.id, date) for office in offices for date in dates]
    while True:
        chance.shuffle(days)
        for office, date in days:
            quarter = dt.timedelta(minutes=15 * chance.randrange(40))
            yield office, dt.datetime.combine(date, dt.time(8), tzinfo=dt.UTC) + quarter


async def book(line: Line, wish: Wish, *, address: int) -> int:
    """Book; the status of the answer."""
    office, start = wish
    body = {
        "office": office,
        "services": [{"service": SERVICE, "quantity": 1}],
        "start": start.isoformat(),
        "citizen": {"name": "Max Muster", "email": "max@muster.example"},
    }
    reply = await line.post("/api/v1/appointments", body, X_Forwarded_For=servers.address(address))
    assert reply.status in (201, 409), reply
    return reply.status


async def book_for(
    server: RunningServer, wanted: Iterator[Wish], addresses: Iterator[int], *, given: argparse.Namespace
) -> tuple[float, float, int]:
    """Bookings in a second, server CPU for each in milliseconds, and how many found their time taken."""
    lines = [await Line.to(server.port) for _ in range(given.clients)]
    until = time.perf_counter() + given.seconds

    async def go_on(line: Line) -> list[int]:
        statuses = []
        while time.perf_counter() < until:
            statuses.append(await book(line, next(wanted), address=next(addresses)))
        return statuses

    used, began = cpu_seconds(server.process.pid), time.perf_counter()
    answers = [status for each in await asyncio.gather(*map(go_on, lines)) for status in each]
    seconds, spent = time.perf_counter() - began, cpu_seconds(server.process.pid) - used
    for line in lines:
        await line.close()
    done = answers.count(201)
    return done / seconds, 1000 * spent / done, len(answers) - done


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one booking said to PostgreSQL."""

    transaction: Sequence[Said]
    limits: Sequence[Said]
    wish: Wish

    def script(self, dates: Sequence[dt.date], *, whole: bool) -> pgbench.Script:
        """As pgbench runs it, for any office and day: the transaction, or the whole request."""
        office, start = self.wish
        [insert] = [each for each in self.transaction if "INSERT INTO appointment" in each.text]
        keys = dict(zip(_columns(insert.text), insert.parameters, strict=False))
        limit = next(each for each in self.limits if "INSERT INTO rate_limit" in each.text)
        known = {
            office: "office",
            f"{start.date()}": "date",
            keys["id"]: "id",
            keys["booking_code"]: "code",
            dict(zip(_columns(limit.text), limit.parameters, strict=False))["key"]: "whose",
            f"{WITNESSED + 1}": "next",
        }
        cases = " ".join(f"WHEN :day = {n} THEN {date:%Y%m%d}" for n, date in enumerate(dates, start=1))
        drawn = f"""
\\set office random(1, {OFFICES})
\\set day random(1, {len(dates)})
\\set date CASE {cases} END
\\set id random(1, 1000000000000000)
\\set code random(100000, 999999)
\\set whose random(1, 1000000000000000)
"""
        after = {
            "FOR UPDATE": "\n\\gset locked_\n\\set next :locked_event_seq + 1",
        }
        said = [*self.limits, *self.transaction] if whole else self.transaction
        variables = {value: name for value, name in known.items() if value is not None}
        return pgbench.script(said, drawn=drawn, variables=variables, after=after)


def _columns(insert: str) -> list[str]:
    return [name.strip() for name in insert.partition("(")[2].partition(")")[0].split(",")]


async def heard(postgres: Postgres, server: RunningServer, database: asyncpg.Connection, wish: Wish) -> Heard:
    """Record one booking on a day whose number is like no other."""
    line = await Line.to(server.port)
    office, start = wish
    day = "UPDATE office_day SET event_seq = $1 WHERE office_id = $2 AND date = $3"
    await database.execute(day, WITNESSED, office, start.date())

    async def deed() -> None:
        assert await book(line, wish, address=1) == 201

    said = await record(postgres, deed)
    await line.close()
    [transaction] = [each for each in said if any("INSERT INTO appointment" in one.text for one in each)]
    limits = [one for each in said if any("rate_limit" in one.text for one in each) for one in each]
    return Heard(transaction=transaction, limits=limits, wish=wish)


async def run(given: argparse.Namespace) -> tuple[Blocks, int]:
    now = real_clock()
    first = (now.date().replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    blocks, addresses = Blocks(), itertools.count(2)
    with Postgres() as postgres:
        url = postgres.create_database("booking")
        async with open_town(url, [booking_office(str(n + 1)) for n in range(OFFICES)]) as db:
            async with db.reading() as reading:
                offices = [await reading.office(str(n + 1)) for n in range(OFFICES)]
            dates = open_dates(offices[0], first=first, days=DATES)
            for office in offices:
                chance = random.Random(office.id)
                await book_long_ago(db, office, dates, count=BEFORE * len(dates), chance=chance, at=now)
        database = await asyncpg.connect(url.replace("+asyncpg", ""))
        with servers.aufruf(url, workers=given.workers) as server:
            await book_for(server, wishes(offices, dates, chance=random.Random(0)), addresses, given=given)
            # The shortest of a few: sometimes colleagues swap appointments, which would be said too.
            several = [await heard(postgres, server, database, (offices[0].id, _free(d))) for d in dates[:3]]
            one = min(several, key=lambda each: len(each.transaction))
            scripts = [one.script(dates, whole=whole) for whole in (False, True)]
            for seed in given.seeds:
                wanted = wishes(offices, dates, chance=random.Random(seed))
                await reset(database)
                rate, cpu, taken = await book_for(server, wanted, addresses, given=given)
                blocks.booked.append(rate)
                blocks.cpu.append(cpu)
                blocks.refused += taken
                for script, rates in zip(scripts, (blocks.transaction, blocks.request), strict=True):
                    await reset(database)
                    name = "booking"
                    rates.append(
                        pgbench.run(postgres, name, script, clients=given.clients, seconds=given.seconds)
                    )
        await database.close()
    return blocks, len(one.transaction)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4])
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--clients", type=int, default=16)
    options.add_argument("--seconds", type=int, default=4)
    given = options.parse_args()
    blocks, statements = uvloop.run(run(given))
    ratios = [one / other for one, other in zip(blocks.booked, blocks.transaction, strict=True)]
    whole = [one / other for one, other in zip(blocks.booked, blocks.request, strict=True)]
    results.table(
        f"Booking: {given.workers} workers, {given.clients} clients at once, {len(ratios)} rounds of "
        f"{given.seconds} s; {statements} statements in the transaction, BEGIN and COMMIT included",
        [
            ("booked over HTTP", blocks.booked, "/s"),
            ("pgbench, the booking's transaction", blocks.transaction, "/s"),
            ("pgbench, all that one request says", blocks.request, "/s"),
            ("HTTP / pgbench, the transaction", ratios, ""),
            ("HTTP / pgbench, the whole request", whole, ""),
            ("server CPU for one booking, all workers", blocks.cpu, "ms"),
        ],
    )
    print(f"  {blocks.refused} times were taken already (409) and not counted as booked")
    cpu, ratio = statistics.median(blocks.cpu), statistics.median(ratios)
    results.keep(
        [
            judged(BAR, "rate / pgbench with the same statements", value=ratio, goal=(LEAST, 0.25)),
            judged(BAR, "server CPU for one booking, ms", value=cpu, goal=(MOST, 1.5)),
        ]
    )


async def reset(database: asyncpg.Connection) -> None:
    """Everything as it was before anybody booked."""
    await database.execute("DELETE FROM appointment WHERE name IS DISTINCT FROM 'Erika Beispiel'")
    await database.execute("TRUNCATE outbox, rate_limit")
    await database.execute("UPDATE office_day SET event_seq = $1", 2 * BEFORE)
    for table in ("appointment", "office_day"):
        await database.execute(f"VACUUM (ANALYZE) {table}")


def _free(date: dt.date) -> dt.datetime:
    """A time of its own for the booking that is recorded: nobody else books off the quarters."""
    return dt.datetime.combine(date, dt.time(8, 5), tzinfo=dt.UTC)


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether bookings are slower while five hundred displays are connected: with and without, in turn.

python -m benchmarks.measure_watched_booking [--seeds 1 2 3 4] [--displays 500] [--workers 2] [--clients 16]

Real `aufruf serve` on PostgreSQL, bookings over HTTP as in measure_booking, in thirty offices; the displays
hang in one of them, and somebody is called there twice a second in both kinds of blocks.
"""

import argparse
import asyncio
import datetime as dt
import itertools
import random
import statistics
from dataclasses import dataclass, field

import asyncpg
import uvloop

from benchmarks import results, servers
from benchmarks.booked import open_dates
from benchmarks.measure_booking import OFFICES, book_for, reset, wishes
from benchmarks.measure_live import WALL, Desk, desk_in
from benchmarks.results import LEAST, judged
from benchmarks.scene import booking_office, open_town, real_clock
from benchmarks.sockets import open_sockets
from tests.postgres import Postgres

BAR = "booking while displays are connected, PostgreSQL"
CALLS_EVERY = 0.5  # seconds


@dataclass(slots=True)
class Blocks:
    """Bookings in a second, block by block."""

    alone: list[float] = field(default_factory=list)
    watched: list[float] = field(default_factory=list)


async def calling(desk: Desk) -> None:
    """Call somebody again and again."""
    try:
        while True:
            await desk.call()
            await asyncio.sleep(CALLS_EVERY)
    finally:
        await desk.hang_up()


async def run(given: argparse.Namespace) -> Blocks:
    blocks, addresses = Blocks(), itertools.count(2)
    first = (real_clock().date().replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    with Postgres() as postgres:
        url = postgres.create_database("watched")
        places = [booking_office(str(n + 1)) for n in range(OFFICES)]
        async with open_town(url, places) as db, db.reading() as reading:
            offices = [await reading.office(place.id) for place in places]
        dates = open_dates(offices[0], first=first, days=28)
        database = await asyncpg.connect(url.replace("+asyncpg", ""))
        with servers.aufruf(url, workers=given.workers) as server:
            people = int(4 * given.seconds * len(given.seeds) / CALLS_EVERY) + 50
            async with desk_in(url, "warteraum", people=people, port=server.port) as (desk, token):
                await book_for(
                    server, wishes(offices, dates, chance=random.Random(0)), addresses, given=given
                )
                for seed in given.seeds:
                    order = [(blocks.alone, 0), (blocks.watched, given.displays)]
                    for rates, displays in order if seed % 2 else reversed(order):
                        await reset(database)
                        sockets = await open_sockets(server.port, WALL, count=displays, token=token)
                        caller = asyncio.create_task(calling(desk))
                        wanted = wishes(offices, dates, chance=random.Random(seed))
                        rate, _, _ = await book_for(server, wanted, addresses, given=given)
                        rates.append(rate)
                        caller.cancel()
                        await asyncio.wait([caller])
                        for socket in sockets:
                            socket.close()
                        await asyncio.sleep(1)
        await database.close()
    return blocks


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5, 6])
    options.add_argument("--displays", type=int, default=500)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--clients", type=int, default=16)
    options.add_argument("--seconds", type=int, default=5)
    given = options.parse_args()
    blocks = uvloop.run(run(given))
    ratios = [one / other for one, other in zip(blocks.watched, blocks.alone, strict=True)]
    results.table(
        f"Booking with {given.displays} displays connected; {given.workers} workers, {len(ratios)} rounds",
        [
            ("booked, no display", blocks.alone, "/s"),
            (f"booked, {given.displays} displays", blocks.watched, "/s"),
            ("with / without", ratios, ""),
        ],
    )
    results.keep(
        [judged(BAR, "rate with displays / without", value=statistics.median(ratios), goal=(LEAST, 0.9))]
    )


if __name__ == "__main__":
    main()

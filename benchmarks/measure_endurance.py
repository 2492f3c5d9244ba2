# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the demo town's memory grows: an hour of it at tenfold speed, six minutes of ours.

python -m benchmarks.measure_endurance [--minutes 6] [--displays 20]

Real `aufruf demo`, with displays that stay, others that come and go, and pages that are asked for. Memory is
what the process holds (RSS), taken every five seconds; compared are the medians of the second minute and of
the last.
"""

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path

import uvloop

from benchmarks import results
from benchmarks.processes import resident_bytes
from benchmarks.results import MOST, judged
from benchmarks.sockets import open_sockets
from benchmarks.wire import Line
from tests.servers import RunningServer, running_server

BAR = "memory, the demo town at tenfold speed"
DEMO = (sys.executable, "-m", "aufruf.cli", "demo", "--speed", "10")
ROOT = str(Path(__file__).parents[1])
PAGES = ("/", "/display/rathaus", "/kiosk?office=rathaus", "/book", "/api/v1/offices", "/schema/openapi.json")
LOOK_EVERY = 5.0  # seconds


async def visitors(server: RunningServer, *, displays: int, until: float) -> None:
    """Displays that stay, others that come and go, and pages that are asked for."""
    await open_sockets(server.port, "/display/rathaus/socket", count=displays)
    while time.monotonic() < until:
        passing = await open_sockets(server.port, "/display/rathaus/socket", count=5)
        line = await Line.to(server.port)
        for page in PAGES:
            await line.get(page)
        await line.close()
        await asyncio.sleep(1)
        for socket in passing:
            socket.close()


async def run(server: RunningServer, given: argparse.Namespace) -> list[float]:
    """Megabytes, every five seconds."""
    until = time.monotonic() + 60 * given.minutes
    busy = asyncio.create_task(visitors(server, displays=given.displays, until=until))
    held = []
    while time.monotonic() < until:
        await asyncio.sleep(LOOK_EVERY)
        held.append(resident_bytes(server.process.pid) / 1e6)
    await busy
    return held


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=int, default=6)
    options.add_argument("--displays", type=int, default=20)
    options.add_argument("--seeds", type=int, nargs="*", help="the town has its own")
    given = options.parse_args()
    with running_server({"PYTHONPATH": ROOT}, program=DEMO, ready_within=90) as server:
        held = uvloop.run(run(server, given))
    minute = int(60 / LOOK_EVERY)
    early, late = statistics.median(held[minute : 2 * minute]), statistics.median(held[-minute:])
    results.table(
        f"The demo town at tenfold speed, {given.minutes} minutes, {given.displays} displays and passers-by",
        [
            ("held in the second minute", [early], "MB"),
            ("held in the last minute", [late], "MB"),
            ("last / second", [late / early], ""),
        ],
    )
    results.keep([judged(BAR, "growth after the first minute", value=late / early - 1, goal=(MOST, 0.05))])


if __name__ == "__main__":
    main()

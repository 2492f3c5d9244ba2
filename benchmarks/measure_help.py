# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How soon a helper hears of somebody, sees their screen, is seen; and if calls suffer from twenty at once.

python -m benchmarks.measure_help [--presses 30] [--changes 40] [--talks 10] [--sessions 20] [--displays 50]
                                  [--seconds 30] [--seeds 1]

Real `aufruf serve`; a kiosk's page and a helper's, in a Chromium each that invents camera and microphone.
First on one process with SQLite; then the kiosk on one process and the helper on another, with PostgreSQL
(fsync off). From the touch of "Hilfe" until the request is drawn on the helper's list; from a change of the
kiosk's page until it is drawn where the helper looks; from "Ja" to talking until the first picture is drawn.

Then, on one process with SQLite, a clerk calls every second while displays follow; half of the time nobody is
helped, half of the time twenty people are: bare sockets with what the kiosk before had really said of its
screen, the whole picture once, ten changes a second, a sentence now and then. All share the same processors.
"""

import argparse
import asyncio
import contextlib
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from aufruf.actions.devices import add_device
from aufruf.actions.passwords import hash_password
from aufruf.actions.users import add_user
from aufruf.db.engine import make_engine
from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from aufruf.web.tokens import DEVICE, PERSONAL, key_of, new_secret
from benchmarks import help_sessions, results, servers
from benchmarks.help_pages import HELPER, Pair, a_pair
from benchmarks.help_sessions import Screen, Session
from benchmarks.measure_live import WALL, Desk, delays, desk_in, quantile
from benchmarks.processes import cpu_seconds
from benchmarks.results import LEAST, MOST, judged
from benchmarks.scene import real_clock
from benchmarks.sockets import Socket, open_sockets
from tests.postgres import Postgres
from tests.web.served import PASSWORD

BAR = "somebody helps"
PLACE = "amt"
ONE, TWO = "one process", "two processes"
PACE = 1.0  # seconds between calls
SETTLED = 2.0  # seconds


@dataclass(slots=True)
class Journey:
    """What the two pages have shown; milliseconds."""

    pressed: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)
    screens: list[float] = field(default_factory=list)
    pictures: list[float] = field(default_factory=list)
    decoded: int = 0  # pictures, where there were fewest
    sent: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Load:
    """Delays of calls without and with people who are helped, and of what was shown of their screens."""

    idle: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    mirrored: list[float] = field(default_factory=list)
    said: int = 0
    refused: int = 0
    used: dict[str, float] = field(default_factory=lambda: dict.fromkeys(("idle", "busy"), 0.0))  # CPU s


async def furnish(url: str, *, people: int) -> tuple[list[str], list[str]]:
    """So many kiosks and helpers in the office that is there; their tokens. All helpers have one password."""
    kiosks, helpers = [], []
    password = await hash_password(PASSWORD)
    db = Database(make_engine(url), clock=real_clock)
    try:
        for number in range(people):
            kiosks.append(new_secret(DEVICE))
            helpers.append(new_secret(PERSONAL))
            name = HELPER if number == 0 else f"helper-{number}"
            async with db.transaction() as tx:
                await add_device(
                    tx, id_=f"k{number}", office=PLACE, kind=DeviceKind.KIOSK, token_key=key_of(kiosks[-1])
                )
                await add_user(
                    tx,
                    id_=name,
                    name=name,
                    role=Role.HELPER,
                    offices=[PLACE],
                    password_hash=password,
                    token_key=key_of(helpers[-1]),
                )
    finally:
        await db.close()
    return kiosks, helpers


@contextlib.contextmanager
def databases(*, on_postgres: bool) -> Iterator[str]:
    """A new database."""
    with contextlib.ExitStack() as stack:
        if on_postgres:
            yield stack.enter_context(Postgres()).create_database("help")
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            yield f"sqlite+aiosqlite:///{Path(folder) / 'aufruf.sqlite'}"


async def journey(given: argparse.Namespace, *, processes: int, seed: int) -> Journey:
    """Everything that two pages show."""
    with databases(on_postgres=processes > 1) as url, contextlib.ExitStack() as running:
        served = [running.enter_context(servers.aufruf(url)) for _ in range(processes)]
        async with desk_in(url, PLACE, people=20, port=served[0].port):
            kiosks, _ = await furnish(url, people=1)
            async with a_pair(
                served[0].url, served[-1].url, token=kiosks[0], chance=random.Random(seed)
            ) as pair:
                return await walk(pair, given)


async def walk(pair: Pair, given: argparse.Namespace) -> Journey:
    """Ask again and again; then be helped, be seen, and talk."""
    found = Journey()
    found.pressed = [await pair.press() for _ in range(given.presses)]
    frame = await pair.begin()
    for number in range(given.changes):
        found.words.append(await pair.another_word(frame, number))
        found.screens.append(await pair.another_screen(frame, number))
    talks = [await pair.talk() for _ in range(given.talks)]
    found.pictures, found.decoded = [took for took, _ in talks], min(decoded for _, decoded in talks)
    found.sent = pair.sent
    return found


async def call(desk: Desk, displays: list[Socket], *, seconds: float) -> list[float]:
    """Call once a second; the delays until each display knows."""
    for socket in displays:
        socket.heard.clear()
    answered, until = [], time.perf_counter() + seconds
    while time.perf_counter() < until:
        answered.append(await desk.call())
        await desk.hang_up()
        await asyncio.sleep(PACE)
    await asyncio.sleep(SETTLED)
    return delays(answered, displays)


async def load(given: argparse.Namespace, screen: Screen, *, seed: int, found: Load) -> None:
    """The same calls without and with people who are helped."""
    with databases(on_postgres=False) as url, servers.aufruf(url) as server:
        people = 2 * int(given.seconds / PACE) + 10
        async with desk_in(url, PLACE, people=people, port=server.port) as (desk, token):
            kiosks, helpers = await furnish(url, people=given.sessions)
            displays = await open_sockets(server.port, WALL, count=given.displays, token=token)
            await asyncio.sleep(SETTLED)
            used = cpu_seconds(server.process.pid)
            found.idle += await call(desk, displays, seconds=given.seconds)
            found.used["idle"] += cpu_seconds(server.process.pid) - used
            sessions = [
                await help_sessions.begin(server.port, number, kiosk=kiosk, helper=helper)
                for number, (kiosk, helper) in enumerate(zip(kiosks, helpers, strict=True))
            ]
            await asyncio.sleep(SETTLED)
            used = cpu_seconds(server.process.pid)
            found.busy += await with_sessions(sessions, screen, desk, displays, given, seed)
            found.used["busy"] += cpu_seconds(server.process.pid) - used
            for each in sessions:
                found.mirrored += each.delays()
                found.said += each.said
                found.refused += each.refused
            for each in sessions:
                each.close()
            for socket in displays:
                socket.close()


async def with_sessions(
    sessions: list[Session],
    screen: Screen,
    desk: Desk,
    displays: list[Socket],
    given: argparse.Namespace,
    seed: int,
) -> list[float]:
    """Calls while people are helped."""
    until, chance = time.perf_counter() + given.seconds, random.Random(seed)
    going_on = [each.go_on(screen, until, random.Random(chance.random())) for each in sessions]
    async with asyncio.TaskGroup() as group:
        called = group.create_task(call(desk, displays, seconds=given.seconds))
        for each in going_on:
            group.create_task(each)
    return called.result()


async def loads(given: argparse.Namespace, screen: Screen) -> Load:
    """As often as there are seeds."""
    found = Load()
    for seed in given.seeds:
        await load(given, screen, seed=seed, found=found)
    return found


async def journeys(given: argparse.Namespace) -> dict[str, Journey]:
    """On one process, and from one to another."""
    found = {}
    for name, processes in ((ONE, 1), (TWO, 2)):
        found[name] = await journey(given, processes=processes, seed=given.seeds[0])
    return found


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--presses", type=int, default=30)
    options.add_argument("--changes", type=int, default=40, help="of a word, and as many of a screen")
    options.add_argument("--talks", type=int, default=10)
    options.add_argument("--sessions", type=int, default=20)
    options.add_argument("--displays", type=int, default=50)
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--seeds", type=int, nargs="+", default=[1])
    given = options.parse_args()
    seen = asyncio.run(journeys(given))
    screen = Screen.of(seen[ONE].sent)
    for name, each in seen.items():
        results.table(
            f"A kiosk and its helper, {name}",
            [
                ("touch of Hilfe to the helper's list", each.pressed, "ms"),
                ("a changed word to where the helper looks", each.words, "ms"),
                ("a changed screen to where the helper looks", each.screens, "ms"),
                ("agreed to talk, to the first picture", each.pictures, "ms"),
            ],
        )
        results.keep(judge(name, each))
    held = uvloop.run(loads(given, screen))
    results.keep(judge_load(given, screen, held))


def judge(name: str, found: Journey) -> list[results.Result]:
    """The bars of what two pages show."""
    soon = 500 if name == ONE else 2000
    mirrored = found.words + found.screens
    return [
        judged(
            BAR,
            f"touch to helper's list, {name}, p95 ms",
            value=quantile(found.pressed, 0.95),
            goal=(MOST, soon),
        ),
        judged(BAR, f"mirror, {name}, p95 ms", value=quantile(mirrored, 0.95), goal=(MOST, 500)),
        judged(BAR, f"first picture, {name}, slowest ms", value=max(found.pictures), goal=(MOST, 3000)),
        judged(BAR, f"pictures decoded, {name}, fewest", value=found.decoded, goal=(LEAST, 1)),
    ]


def judge_load(given: argparse.Namespace, screen: Screen, held: Load) -> list[results.Result]:
    """The bars of many at once; beside them what it is like when nobody is helped."""
    p99 = {name: quantile(getattr(held, name), 0.99) for name in ("idle", "busy", "mirrored")}
    p50 = {name: quantile(getattr(held, name), 0.5) for name in ("idle", "busy", "mirrored")}
    used = {name: spent / (given.seconds * len(given.seeds)) for name, spent in held.used.items()}
    whole, change = len(screen.whole) / 1000, len(screen.change) / 1000
    results.table(
        f"{given.sessions} helped at once, {given.displays} displays; pictures of {whole:.0f} KB, "
        f"{held.said} changes of {change:.1f} KB, {held.refused} refused",
        [
            ("p50, call to display, nobody is helped", [p50["idle"]], "ms"),
            ("p99, call to display, nobody is helped", [p99["idle"]], "ms"),
            ("p50, call to display", [p50["busy"]], "ms"),
            ("p99, call to display", [p99["busy"]], "ms"),
            ("p99, with / without", [p99["busy"] / p99["idle"]], ""),
            ("CPU of the server for a second, nobody is helped", [used["idle"]], "s"),
            ("CPU of the server for a second", [used["busy"]], "s"),
            ("p50, change to the helper's socket", [p50["mirrored"]], "ms"),
            ("p99, change to the helper's socket", [p99["mirrored"]], "ms"),
        ],
    )
    arrived = len(held.mirrored) / held.said
    return [
        judged(
            BAR, f"{given.sessions} at once: call to display, p99 ms", value=p99["busy"], goal=(MOST, 250)
        ),
        judged(BAR, f"{given.sessions} at once: changes that arrived", value=arrived, goal=(LEAST, 1)),
    ]


if __name__ == "__main__":
    main()

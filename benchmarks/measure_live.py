# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How soon after the answer of call-next five hundred displays know it, and what each of them costs.

python -m benchmarks.measure_live [--displays 500] [--calls 200] [--many 1000] [--seeds 1 2]

Real `aufruf serve` on PostgreSQL (fsync off), one clerk who calls a few times a second as an office does. In
turn: displays on the process that calls; displays on a second process that is woken through PostgreSQL; and a
bare `websockets` broadcast server with as many sockets and as long a message, in the same run. Client and
servers share two cores. A display that hears before the answer is there counts as zero.

Then a thousand displays and two hundred calls as fast as a clerk can press: each display must have heard
every call, once, in order.
"""

import argparse
import asyncio
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import uvloop
from websockets.asyncio.client import connect

from aufruf.actions.devices import add_device
from aufruf.actions.users import add_user
from aufruf.domain.catalogue import Counter
from aufruf.domain.roles import DeviceKind, Role
from aufruf.web.tokens import DEVICE, PERSONAL, key_of, new_secret
from benchmarks import results, servers
from benchmarks.processes import resident_bytes
from benchmarks.results import LEAST, MOST, judged
from benchmarks.scene import open_today, open_town, real_clock
from benchmarks.sockets import Socket, open_sockets
from benchmarks.wire import Line
from tests.builders import office, visit
from tests.ports import free_port
from tests.postgres import Postgres
from tests.races.scene import fill_waiting_room

BAR = "displays, live"
WALL = "/display/wand/socket"
PACE = 0.15  # seconds between calls where delays are measured
SETTLED = 1.5  # seconds


@dataclass(slots=True)
class Measured:
    """Delays in milliseconds and kilobytes for each socket, block by block."""

    near: list[float] = field(default_factory=list)
    far: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    ours_kb: list[float] = field(default_factory=list)
    bare_kb: list[float] = field(default_factory=list)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(slots=True, kw_only=True)
class Desk:
    """A clerk who calls again and again, and lets people go at once."""

    port: int
    place: str
    token: str
    line: Line | None = None

    async def post(self, path: str) -> tuple[int, str]:
        """Do something; the status and the id of the visit."""
        if self.line is None:
            self.line = await Line.to(self.port)
        reply = await self.line.post(path, Authorization=f"Bearer {self.token}")
        return reply.status, str(reply.json().get("id", "")) if reply.body else ""

    async def hang_up(self) -> None:
        """The server does so itself with whoever says nothing for five seconds."""
        if self.line is not None:
            await self.line.close()
        self.line = None

    async def call(self) -> float:
        """Call whoever is next; when the answer was there."""
        status, visit_id = await self.post(f"/api/v1/offices/{self.place}/counters/1/call-next")
        answered = time.perf_counter()
        assert status == 200, status
        await self.post(f"/api/v1/visits/{visit_id}/miss")
        return answered


@asynccontextmanager
async def desk_in(db_url: str, place: str, *, people: int, port: int) -> AsyncIterator[tuple[Desk, str]]:
    """An office in which so many wait, its clerk, and the token of its displays."""
    token, display = new_secret(PERSONAL), new_secret(DEVICE)
    here = office(
        id=place, opening=open_today(real_clock()), counters=(Counter(id="1"),), staff=(), shifts=()
    )
    async with open_town(db_url, [here]) as db:
        now = real_clock()
        await fill_waiting_room(
            db, [visit(id=f"{place}-{n}", office=place, arrived_at=now) for n in range(people)]
        )
        async with db.transaction() as tx:
            await add_user(
                tx, id_=place, name=place, role=Role.CLERK, offices=[place], token_key=key_of(token)
            )
            await add_device(tx, id_="wand", office=place, kind=DeviceKind.DISPLAY, token_key=key_of(display))
    desk = Desk(port=port, place=place, token=token)
    assert (await desk.post(f"/api/v1/offices/{place}/counters/1/open"))[0] == 200
    await desk.hang_up()
    yield desk, display


def delays(answered: Sequence[float], sockets: Sequence[Socket]) -> list[float]:
    """From each answer to each socket's message of that call; milliseconds."""
    found = []
    for socket in sockets:
        moments = [at for at, text in socket.heard if b'"type":"call"' in text or text.startswith(b"call")]
        assert len(moments) == len(answered), (len(moments), len(answered))
        found += [1000 * max(0.0, at - then) for at, then in zip(moments, answered, strict=True)]
    return found


async def calls_heard(desk: Desk, sockets: Sequence[Socket], *, calls: int) -> list[float]:
    """Call at an office's pace; the delays."""
    for socket in sockets:
        socket.heard.clear()
    answered = []
    for _ in range(calls):
        answered.append(await desk.call())
        await asyncio.sleep(PACE)
    await desk.hang_up()
    await asyncio.sleep(SETTLED)
    return delays(answered, sockets)


async def bare_heard(count: int, *, calls: int) -> tuple[list[float], float]:
    """The same at the bare server: delays from the word of the one who speaks, and kilobytes for a socket."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.broadcast", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: ASYNC220 (nothing else runs)
        try:
            assert process.stdout is not None
            await asyncio.to_thread(process.stdout.readline)
            async with connect(f"ws://127.0.0.1:{port}/speak", compression=None, proxy=None) as speaker:
                await asyncio.sleep(SETTLED)
                empty = resident_bytes(process.pid)
                sockets = await open_sockets(port, "/", count=count)
                await asyncio.sleep(SETTLED)
                each_kb = (resident_bytes(process.pid) - empty) / count / 1024
                said = []
                for _ in range(calls):
                    await speaker.send("call" + "x" * 130)
                    said.append(time.perf_counter())
                    await asyncio.sleep(PACE)
                await asyncio.sleep(SETTLED)
                found = delays(said, sockets)
                for socket in sockets:
                    socket.close()
        finally:
            process.terminate()
    return found, each_kb


async def measure(url: str, given: argparse.Namespace, seed: int, measured: Measured) -> None:
    """One block: near, far, bare."""
    with servers.aufruf(url) as one, servers.aufruf(url) as two:
        async with desk_in(url, f"amt-{seed}", people=2 * given.calls + 20, port=one.port) as (desk, token):
            warm = await open_sockets(one.port, WALL, count=20, token=token)
            await calls_heard(desk, warm, calls=5)
            empty = resident_bytes(one.process.pid)
            near = await open_sockets(one.port, WALL, count=given.displays, token=token)
            await asyncio.sleep(SETTLED)
            kilobytes = (resident_bytes(one.process.pid) - empty) / given.displays / 1024
            measured.ours_kb.append(kilobytes)
            measured.near += await calls_heard(desk, near, calls=given.calls // 2)
            for socket in [*near, *warm]:
                socket.close()
            await asyncio.sleep(SETTLED)
            far = await open_sockets(two.port, WALL, count=given.displays, token=token)
            measured.far += await calls_heard(desk, far, calls=given.calls // 2)
            for socket in far:
                socket.close()
    found, kilobytes = await bare_heard(given.displays, calls=given.calls // 2)
    measured.bare += found
    measured.bare_kb.append(kilobytes)


async def many(url: str, given: argparse.Namespace) -> tuple[int, int]:
    """Calls as fast as they go: how many displays heard them all, once, in order; and of how many."""
    async with AsyncExitStack() as open_until_done:
        server = open_until_done.enter_context(servers.aufruf(url))
        desk, token = await open_until_done.enter_async_context(
            desk_in(url, "grossamt", people=given.calls + 5, port=server.port)
        )
        sockets = await open_sockets(server.port, WALL, count=given.many, token=token)
        await asyncio.sleep(SETTLED)
        for socket in sockets:
            socket.heard.clear()
        for _ in range(given.calls):
            await desk.call()
        await desk.hang_up()
        deadline = time.perf_counter() + 20
        right = 0
        while right < len(sockets) and time.perf_counter() < deadline:
            await asyncio.sleep(0.5)
            right = sum(heard_all(socket, given.calls) for socket in sockets)
        for socket in sockets:
            socket.close()
    return right, len(sockets)


def heard_all(socket: Socket, calls: int) -> bool:
    """Whether every call was heard once and in order, and nothing else but farewells and signs of life."""
    said = [json.loads(text) for _, text in socket.heard]
    numbers = [each["number"] for each in said if each["type"] == "call"]
    seqs = [each["seq"] for each in said if each["type"] != "beat"]
    return numbers == [f"A{n:03d}" for n in range(1, calls + 1)] and seqs == sorted(set(seqs))


async def run(given: argparse.Namespace) -> tuple[Measured, tuple[int, int]]:
    measured = Measured()
    with Postgres() as postgres:
        for seed in given.seeds:
            gc.collect()
            await measure(postgres.create_database(f"live_{seed}"), given, seed, measured)
        right = await many(postgres.create_database("many"), given)
    return measured, right


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--displays", type=int, default=500)
    options.add_argument("--calls", type=int, default=200)
    options.add_argument("--many", type=int, default=1000)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    given = options.parse_args()
    measured, (right, displays) = uvloop.run(run(given))
    p99 = {name: quantile(getattr(measured, name), 0.99) for name in ("near", "far", "bare")}
    p50 = {name: quantile(getattr(measured, name), 0.5) for name in ("near", "far", "bare")}
    ours, bare = statistics.median(measured.ours_kb), statistics.median(measured.bare_kb)
    results.table(
        f"From the answer of call-next to {given.displays} displays; {len(given.seeds)} blocks",
        [
            ("p50, displays of the same process", [p50["near"]], "ms"),
            ("p99, displays of the same process", [p99["near"]], "ms"),
            ("p50, displays of a second process, through PostgreSQL", [p50["far"]], "ms"),
            ("p99, displays of a second process, through PostgreSQL", [p99["far"]], "ms"),
            ("p50, bare websockets broadcast", [p50["bare"]], "ms"),
            ("p99, bare websockets broadcast", [p99["bare"]], "ms"),
            ("memory for a display", measured.ours_kb, "KB"),
            ("memory for a socket of the bare server", measured.bare_kb, "KB"),
            ("ours / bare", [ours / bare], ""),
        ],
    )
    print(f"  {right} of {displays} displays heard all {given.calls} calls, once, in order")
    results.keep(
        [
            judged(BAR, "call to 500 displays of one process, p99 ms", value=p99["near"], goal=(MOST, 150)),
            judged(BAR, "the same through PostgreSQL, p99 ms", value=p99["far"], goal=(MOST, 250)),
            judged(BAR, "memory for a display, KB", value=ours, goal=(MOST, 30)),
            judged(
                BAR, "displays that heard all calls once in order", value=right / displays, goal=(LEAST, 1)
            ),
        ]
    )


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What wakes the other processes, and what happens without it: through PostgreSQL and through Redis.

One of the two servers looks by itself only once a minute, so that what it hears must have been told to it.
The other one looks every second and a half, as ours all do.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace

import pytest

from tests.faults.aftermath import all_is_well
from tests.faults.hosts import Host, altered, hosts
from tests.faults.people import People, somebody, until
from tests.faults.redis_server import Redis, redis
from tests.faults.screens import Screen, walls
from tests.faults.town import found
from tests.races.stored import rows
from tests.servers import SERVE

pytestmark = pytest.mark.xdist_group("faults")

SLEEPY = altered("import aufruf.live.hub as hub\nhub.LOOK_EVERY = 60.0")
AT_ONCE = 1.0  # seconds; usually 0.02, but the machine may be busy
BY_LOOKING = 4.0  # seconds: 1.5 and the reading, on a busy machine
AWAY = 3.0  # seconds
CALLS = 6
SAYS_SO = ["connection lost, others are heard of by looking", "connected again"]
HANG_UP = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
    "AND application_name IN ('aufruf-listen', 'aufruf-tell')"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two servers and what wakes them."""

    url: str
    sleepy: Host
    looking: Host
    redis: Redis | None


@pytest.fixture(params=["postgresql", "redis"])
def pair(request: pytest.FixtureRequest, postgres_url: str) -> Iterator[Pair]:
    with ExitStack() as stack:
        way = stack.enter_context(redis()) if request.param == "redis" else None
        settings = {"AUFRUF_REALTIME_URL": way.url} if way else {}
        sleepy, looking = stack.enter_context(hosts(postgres_url, SLEEPY, SERVE, settings=settings))
        yield Pair(postgres_url, sleepy, looking, way)


async def test_a_call_wakes_the_other_server_and_where_nobody_can_wake_it_looks(pair: Pair) -> None:
    town = await found(pair.url)
    async with (
        walls(town, [pair.sleepy.url, pair.looking.url], each=1) as screens,
        somebody(town, pair.looking.url) as at_looking,
    ):
        at_sleepy = replace(at_looking, servers=[pair.sleepy.url])
        to_sleepy, to_looking = screens
        await at_looking.open()
        for _ in range(CALLS):
            assert await delay(at_looking, to_sleepy) < AT_ONCE
            assert await delay(at_sleepy, to_looking) < AT_ONCE

        async with cut_off(pair):
            assert await delay(at_sleepy, to_looking) < BY_LOOKING
            missed = await one_more(at_looking)
        await until(lambda: knows(to_sleepy, missed), "what was missed is known", within=10)

        # Who tells may still wait for a moment before it connects again.
        assert await delay(at_looking, to_sleepy) < BY_LOOKING
        assert await delay(at_sleepy, to_looking) < BY_LOOKING
        for _ in range(CALLS):
            assert await delay(at_looking, to_sleepy) < AT_ONCE
            assert await delay(at_sleepy, to_looking) < AT_ONCE
        await all_is_well(town, at_looking, screens, [pair.sleepy, pair.looking], log_says=SAYS_SO)
        assert [screen.lost for screen in screens] == [[], []]


async def one_more(people: People) -> str:
    """Somebody comes, is called, served and goes; the number."""
    visit = await people.ticket()
    assert await people.call() == visit
    await people.see_off()
    return people.number_of(visit)


async def delay(people: People, screen: Screen) -> float:
    """How many seconds after the answer a call stands on a screen."""
    visit = await people.ticket()
    assert await people.call() == visit
    answered_at = time.monotonic()
    number = people.number_of(visit)
    await until(lambda: knows(screen, number), f"{number} is shown", within=10)
    heard_at = next(float(m["heard_at"]) for m in screen.heard if m.get("number") == number)
    await people.see_off()
    return heard_at - answered_at


def knows(screen: Screen, number: str) -> bool:
    return any(message.get("number") == number for message in screen.heard)


@asynccontextmanager
async def cut_off(pair: Pair) -> AsyncIterator[None]:
    """Within the block, and for some seconds at least, nobody can wake anybody."""
    began = time.monotonic()
    if pair.redis is None:
        hanging_up = asyncio.create_task(hang_up(pair.url))
        yield
        await asyncio.sleep(max(0.0, began + AWAY - time.monotonic()))
        hanging_up.cancel()
        with suppress(asyncio.CancelledError):
            await hanging_up
    else:
        await asyncio.to_thread(pair.redis.kill)
        yield
        await asyncio.sleep(max(0.0, began + AWAY - time.monotonic()))
        await asyncio.to_thread(pair.redis.start)
    for each in (pair.sleepy, pair.looking):
        await until(lambda server=each: bool(server.said("connected again")), "connected again")  # type: ignore[misc]


async def hang_up(url: str) -> None:
    """End those connections as soon as they are there."""
    while True:
        await rows(url, HANG_UP)
        await asyncio.sleep(0.05)

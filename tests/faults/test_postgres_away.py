# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL is restarted, is away for a while, or hangs; and the server that leads is killed.

Two servers on one database, the same for all of these: after each fault they go on as they are.
"""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest

from tests import databases
from tests.databases import Migrate
from tests.faults.aftermath import all_is_well
from tests.faults.due import jobs_do_it, something_to_do
from tests.faults.hosts import Host, hosts
from tests.faults.people import People, a_busy_day, somebody, until
from tests.faults.screens import Screen, all_open, walls
from tests.faults.town import Town, found
from tests.postgres import Postgres
from tests.races.stored import rows
from tests.servers import SERVE

pytestmark = pytest.mark.xdist_group("faults")

LEADS_WITHIN = 10.0  # seconds after the other is dead; it looks every second, on a busy machine
AWAY = 5.0  # seconds
STOPS_WITHIN = 10.0  # seconds more than that; systemd waits for 90
CUT_OFF = ["timeout graceful shutdown exceeded", "Exception closing connection"]
SURE_FOR = 4.0  # seconds after its last look that a server may call what it knows the present
SAYS_SO = ["the database does not answer", "the database answers again"]


@dataclass(frozen=True, slots=True)
class City:
    """Two servers on one database."""

    postgres: Postgres
    url: str
    hosts: list[Host]

    @property
    def addresses(self) -> list[str]:
        return [each.url for each in self.hosts]


@pytest.fixture(scope="module")
def standing_city(migrate: Migrate) -> Iterator[City]:
    with Postgres() as postgres:
        url = postgres.create_database("city")
        databases.wait_for(migrate(url))
        with hosts(url, SERVE, SERVE) as both:
            yield City(postgres, url, both)


@pytest.fixture
def city(standing_city: City) -> City:
    """The same city; what its logs say is about the next test."""
    for each in standing_city.hosts:
        each.turn_the_page()
    return standing_city


@dataclass(frozen=True, slots=True)
class Morning:
    """An office of the city on a busy day, with its displays."""

    town: Town
    people: People
    screens: list[Screen]


@asynccontextmanager
async def a_morning(city: City, office: str) -> AsyncIterator[Morning]:
    town = await found(city.url, office)
    async with (
        walls(town, city.addresses) as screens,
        somebody(town, *city.addresses) as people,
    ):
        yield Morning(town, people, screens)


async def test_a_restart_of_postgresql_under_load_costs_a_moment_and_nothing_else(city: City) -> None:
    async with a_morning(city, "restart") as morning:
        people, screens = morning.people, morning.screens
        async with a_busy_day(people):
            await people.goes_on()
            await asyncio.to_thread(city.postgres.restart)
            await people.goes_on()
            await asyncio.to_thread(city.postgres.kill)
            await asyncio.to_thread(city.postgres.start)
            await people.goes_on()
        await all_is_well(morning.town, people, screens, city.hosts, log_says=SAYS_SO)
        assert [screen.lost for screen in screens] == [[]] * len(screens)  # their sockets have stayed


async def test_while_postgresql_is_away_it_is_said_in_words_and_no_screen_is_stale_as_fresh(
    city: City,
) -> None:
    async with a_morning(city, "away") as morning:
        people, screens = morning.people, morning.screens
        async with a_busy_day(people):
            await people.goes_on()
            await asyncio.to_thread(city.postgres.stop)
            gone_at = time.monotonic()
            await asyncio.sleep(AWAY)
            await all_say_that_it_is_unavailable(city)
            back_at = time.monotonic()
            await asyncio.to_thread(city.postgres.start)
            await people.goes_on()
        seen = {(status, code) for (status, code) in people.answers if status >= httpx.codes.BAD_REQUEST}
        assert seen == {(503, "unavailable")}
        assert people.broken == 0
        assert not [
            beat for screen in screens for beat in screen.beats if gone_at + SURE_FOR < beat < back_at
        ]
        await all_is_well(morning.town, people, screens, city.hosts, log_says=SAYS_SO)


async def all_say_that_it_is_unavailable(city: City) -> None:
    """Not ready, but alive; and a new display is refused in words."""
    async with httpx.AsyncClient(trust_env=False) as client:
        for address in city.addresses:
            assert (await client.get(f"{address}/health/ready")).status_code == 503
            assert (await client.get(f"{address}/health/live")).status_code == 200
            refused = await client.get(f"{address}/api/v1/offices", headers={"Accept-Language": "de"})
            assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")


async def test_while_postgresql_hangs_no_screen_is_stale_as_fresh_and_a_server_can_be_stopped(
    city: City,
) -> None:
    stopped, stays = city.hosts
    async with a_morning(city, "hangs") as morning:
        people, screens = morning.people, morning.screens
        async with a_busy_day(people):
            await people.goes_on()
            with city.postgres.frozen():
                gone_at = time.monotonic()
                stopping = asyncio.create_task(asyncio.to_thread(stopped.stop))
                await asyncio.sleep(AWAY + 3)
                back_at = time.monotonic()
                await asyncio.wait_for(stopping, STOPS_WITHIN)
            await asyncio.to_thread(stopped.start)
            await people.goes_on()
        await all_open(screens)
        assert not [
            beat for screen in screens for beat in screen.beats if gone_at + SURE_FOR < beat < back_at
        ]
        await all_is_well(morning.town, people, screens, [stopped, stays], errors=CUT_OFF)
        # Told to ask again by the one; of the other it may have been silent for too long, on a busy machine.
        lost = {tuple(screen.lost) for screen in screens}
        assert (1012,) in lost
        assert lost <= {(1012,), (), (None,)}
        assert people.answers[503, "unavailable"] > 0  # whoever was cut off was told so


async def test_when_the_leader_is_killed_another_leads_and_the_jobs_go_on(city: City) -> None:
    async with a_morning(city, "leader") as morning:
        people, screens = morning.people, morning.screens
        due = await something_to_do(people)
        leader = await the_leader(city)
        [other] = [each for each in city.hosts if each is not leader]
        await asyncio.to_thread(leader.kill)
        await until(lambda: bool(other.said("leading")), "the other leads", within=LEADS_WITHIN)
        await jobs_do_it(people, *due)
        await asyncio.to_thread(leader.start)
        await all_open(screens)
        await all_is_well(morning.town, people, screens, city.hosts, log_says=["leading"])


async def the_leader(city: City) -> Host:
    """Who says of themselves that they lead; after a fault that may take a moment."""
    statement = "SELECT process FROM leadership WHERE left_at IS NULL AND seen_at > :lately"
    async with asyncio.timeout(20):
        while True:
            lately = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=6)
            for row in await rows(city.url, statement, lately=lately):
                return next(each for each in city.hosts if row.process.endswith(f":{each.pid}"))
            await asyncio.sleep(0.2)

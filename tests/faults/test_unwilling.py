# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who never reads, who says rubbish, who never says what they want: shown the door, and nobody else notices.

The server is as ever, but that it bears with them for three seconds where ours bear for ten to thirty.
"""

import asyncio
import random
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import pytest

from aufruf.db import visits
from aufruf.domain import visit as moves
from aufruf.domain.events import VisitRecalled
from aufruf.live.by_postgres import ByPostgres
from tests import databases
from tests.faults.aftermath import all_is_well
from tests.faults.hosts import Host, altered, host
from tests.faults.people import People, somebody, until
from tests.faults.screens import Screen, walls
from tests.faults.strangers import PING, Stranger, comes, frame, garbage, handshake, looks_on, outside
from tests.faults.town import Town, beside, found

pytestmark = pytest.mark.xdist_group("faults")

IMPATIENT = altered(
    "import aufruf.web.listening as l, aufruf.web.speaking as s\n"
    "l.ASKS_WITHIN = l.READS_WITHIN = l.PING_EVERY = l.PONG_WITHIN = s.SEND_WITHIN = 3.0"
)
DOOR_WITHIN = 15.0  # seconds: 3 to see that nothing is read, 3 to give up, on a busy machine
EVENTS, AT_ONCE = 3000, 50
SILENT = 20  # who never read
FRAMES, SOCKETS = 10_000, 100
HALVES = 40
PINGS = 150_000  # of 131 bytes: 20 MB of answers
GROWS_AT_MOST = 12_000_000  # bytes
SOON = 2.0  # seconds, on a busy machine


@dataclass(frozen=True, slots=True)
class Scene:
    """A server, an office on it, and who is there."""

    server: Host
    town: Town
    people: People
    screens: list[Screen]


@pytest.fixture(scope="module")
def server(postgres_server: str, postgres_template: str) -> Iterator[Host]:
    name = f"aufruf_unwilling_{uuid.uuid4().hex}"
    url = databases.create_database(postgres_server, name, template=postgres_template)
    with host(url, program=IMPATIENT) as one:
        yield one
    databases.drop_database(postgres_server, name)


@asynccontextmanager
async def scene(server: Host, office: str) -> AsyncIterator[Scene]:
    server.turn_the_page()
    town = await found(server.settings["AUFRUF_DATABASE_URL"], office)
    async with walls(town, [server.url]) as screens, somebody(town, server.url) as people:
        await people.open()
        yield Scene(server, town, people, screens)


async def a_call_is_heard_soon(scene: Scene) -> None:
    """Somebody is called, and all displays know in time; then that person goes."""
    visit = await scene.people.ticket()
    assert await scene.people.call() == visit
    number = scene.people.number_of(visit)
    await until(
        lambda: all(screen.calls[:1] and screen.calls[0]["number"] == number for screen in scene.screens),
        f"{number} is shown",
        within=SOON,
    )
    await scene.people.see_off()


async def test_who_never_reads_costs_no_memory_delays_nobody_and_is_dropped(server: Host) -> None:
    async with scene(server, "silent") as here:
        with outside() as silent:
            memory, handles = server.memory, server.handles
            silent += [looks_on(server, here.town, room=2304) for _ in range(SILENT)]
            await until(lambda: server.handles >= handles + SILENT, "all are in")
            last = await a_storm(here, EVENTS)
            await until(lambda: all(each.seq >= last for each in here.screens), "others hear", within=SOON)
            assert server.memory - memory < GROWS_AT_MOST
            await nothing_is_left(server, handles)
        await until(lambda: dropped(server) == SILENT, "the log says why they went", within=SOON)
        await all_is_well(here.town, here.people, here.screens, [server])


def dropped(server: Host) -> int:
    """How many sockets went, as the log says, because nobody read there."""
    return sum(line["why"] in ("does not answer", "does not read") for line in server.said("socket"))


async def a_storm(scene: Scene, events: int) -> int:
    """Somebody is called again and again, by another process; the number of the last event."""
    visit = await scene.people.ticket()
    await scene.people.call()
    between = ByPostgres(scene.town.url)
    async with beside(scene.town.url) as db:
        db.wake = between.tell
        telling = asyncio.create_task(between.carry(lambda _told: None))
        async with db.transaction() as tx:
            key = await visits.place_of(tx.connection, visit)
        seq = 0
        for _ in range(events // AT_ONCE):
            async with db.transaction() as tx:
                day = await tx.lock(key.office, key.date)
                called = moves.recall(await visits.get(tx.connection, key), now=tx.now)
                for _ in range(AT_ONCE):
                    event = VisitRecalled(
                        visit=visit, number=called.number, counter=called.counter or "", at=tx.now
                    )
                    tx.emit(day, event)
                await visits.save(tx.connection, called)
                seq = day.seq
            await asyncio.sleep(0.02)  # a wake-up each: what comes faster than this is told as a snapshot
        telling.cancel()
        with suppress(asyncio.CancelledError):
            await telling
    return seq


async def test_who_asks_for_signs_of_life_and_reads_none_is_not_heard_out(server: Host) -> None:
    async with scene(server, "pinging") as here:
        with outside() as strangers:
            memory, handles = server.memory, server.handles
            strangers.append(looks_on(server, here.town, room=2304))
            pings = frame(PING, b"p" * 125) * PINGS
            assert not await asyncio.to_thread(strangers[0].say, pings, within=4.0)
            assert server.memory - memory < GROWS_AT_MOST
            await a_call_is_heard_soon(here)
            await nothing_is_left(server, handles)
        await all_is_well(here.town, here.people, here.screens, [server])


async def test_ten_thousand_frames_of_garbage_end_at_the_door(server: Host) -> None:
    async with scene(server, "garbage") as here:
        with outside() as strangers:
            memory, handles = server.memory, server.handles
            chance = random.Random(3)
            for number in range(SOCKETS):
                strangers.append(await asyncio.to_thread(looks_on, server, here.town))
                await asyncio.to_thread(talk_rubbish, strangers[-1], chance)
                if number % 25 == 0:
                    await a_call_is_heard_soon(here)
            await all_are_shut(strangers)
            assert server.memory - memory < GROWS_AT_MOST
            await nothing_is_left(server, handles)
        await all_is_well(here.town, here.people, here.screens, [server])


def talk_rubbish(stranger: Stranger, chance: random.Random) -> None:
    """All at once, so that all of it arrives; or one after the other, though the door may be shut by then."""
    rubbish = [garbage(chance) for _ in range(FRAMES // SOCKETS)]
    if chance.random() < 1 / 2:
        rubbish = [b"".join(rubbish)]
    for each in rubbish:
        stranger.say(each, within=0.2)


async def test_who_never_says_what_they_want_is_asked_to_leave(server: Host) -> None:
    async with scene(server, "halves") as here:
        handles = server.handles
        whole = handshake(server, here.town)
        post = b"POST /api/v1/appointments HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        halves = [b"", whole[:40], whole[:-2], b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/1.1\r\n"]
        halves += [post + b"Content-Length: 100\r\n\r\n{", post + b"Transfer-Encoding: chunked\r\n\r\n5\r\n"]
        with outside() as strangers:
            for number in range(HALVES):
                strangers.append(comes(server))
                strangers[-1].say(halves[number % len(halves)])
            await a_call_is_heard_soon(here)
            await all_are_shut(strangers)
            await nothing_is_left(server, handles)
        await all_is_well(here.town, here.people, here.screens, [server])


async def all_are_shut(strangers: list[Stranger]) -> None:
    await until(
        lambda: all(each.is_shut for each in strangers), "everybody is shown the door", within=DOOR_WITHIN
    )


async def nothing_is_left(server: Host, handles: int) -> None:
    """It has no more open than before, but for a few connections to the database."""
    await until(lambda: server.handles <= handles + 4, "nothing of them is left", within=DOOR_WITHIN)

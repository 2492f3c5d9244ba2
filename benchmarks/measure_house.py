# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How soon a call reaches the displays of a full house, and an alarm its consoles: one process, SQLite.

python -m benchmarks.measure_house [--kiosks 30] [--displays 50] [--consoles 50] [--seconds 30] [--seeds 1]

Real `aufruf serve` on an SQLite file. Every screen has its socket open and reads what comes: displays their
calls, kiosks how many wait and how long, consoles their whole desk as HTML. Meanwhile citizens draw tickets
at the kiosks and clerks call: a call and a ticket every second, three times as often as in such an office.
Measured is from the answer of call-next to each display's message of that call; one that hears before
the answer counts as zero. An alarm counts from the press, before it is sent, to the page of each neighbour.
"""

import argparse
import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop

from aufruf.actions.devices import add_device
from aufruf.actions.users import add_user
from aufruf.domain.catalogue import Counter, OfficeRules
from aufruf.domain.roles import DeviceKind, Role
from aufruf.web.tokens import DEVICE, PERSONAL, key_of, new_secret
from benchmarks import results, servers
from benchmarks.measure_live import delays, quantile
from benchmarks.results import MOST, judged
from benchmarks.scene import SERVICE, open_today, open_town, real_clock
from benchmarks.sockets import Socket, open_sockets
from benchmarks.wire import Line
from tests.builders import office, visit
from tests.races.scene import fill_waiting_room

BAR = "the house, on SQLite"
PLACE = "haus"
PACE = 1.0  # seconds between calls, and between tickets
WAITING = 100  # people when it begins
SETTLED = 2.0  # seconds
ALARM_EVERY, ALARM_LASTS = 5.0, 2.0  # seconds
LOUD = b"data-loud"  # as an alarm is drawn at those whom it calls


@dataclass(slots=True, kw_only=True)
class House:
    """Who has which token."""

    clerks: list[str] = field(default_factory=list)
    displays: list[str] = field(default_factory=list)
    kiosks: list[str] = field(default_factory=list)


async def furnish(url: str, given: argparse.Namespace) -> House:
    """An office with so many counters, screens and people waiting."""
    house, now = House(), real_clock()
    counters = tuple(Counter(id=str(number)) for number in range(given.consoles))
    hours, rules = open_today(now), OfficeRules(walk_in_guard=False)
    here = office(id=PLACE, opening=hours, counters=counters, rules=rules, staff=(), shifts=())
    async with open_town(url, [here]) as db:
        waiting = [visit(id=f"v-{n}", office=PLACE, arrived_at=now, ordinal=n + 1) for n in range(WAITING)]
        await fill_waiting_room(db, waiting)
        async with db.transaction() as tx:
            for number in range(given.consoles):
                house.clerks.append(new_secret(PERSONAL))
                id_ = f"clerk-{number}"
                key = key_of(house.clerks[-1])
                await add_user(tx, id_=id_, name=id_, role=Role.CLERK, offices=[PLACE], token_key=key)
        for kind, count, tokens in (
            (DeviceKind.DISPLAY, given.displays, house.displays),
            (DeviceKind.KIOSK, given.kiosks, house.kiosks),
        ):
            for number in range(count):
                tokens.append(new_secret(DEVICE))
                id_, key = f"{kind}-{number}", key_of(tokens[-1])
                async with db.transaction() as tx:
                    await add_device(tx, id_=id_, office=PLACE, kind=kind, token_key=key)
    return house


async def screens(port: int, house: House) -> tuple[list[Socket], list[Socket], list[Socket]]:
    """Every screen's socket: the displays', the kiosks', the consoles'."""
    displays, kiosks, consoles = [], [], []
    for number, token in enumerate(house.displays):
        displays += await open_sockets(port, f"/display/display-{number}/socket", count=1, token=token)
    for token in house.kiosks:
        kiosks += await open_sockets(port, "/api/v1/kiosk/socket", count=1, token=token)
    for number, token in enumerate(house.clerks):
        path = f"/console/{PLACE}/counters/{number}/socket"
        consoles += await open_sockets(port, path, count=1, token=token)
    return displays, kiosks, consoles


async def draw_tickets(port: int, house: House, until: float, chance: random.Random) -> int:
    """Citizens at the kiosks."""
    drawn = 0
    while time.perf_counter() < until:
        line = await Line.to(port)
        token = chance.choice(house.kiosks)
        reply = await line.post(
            "/api/v1/kiosk/tickets", {"services": [SERVICE]}, Authorization=f"Bearer {token}"
        )
        assert reply.status == 201, (reply.status, reply.body)
        await line.close()
        drawn += 1
        await asyncio.sleep(PACE)
    return drawn


async def call(port: int, house: House, until: float) -> list[float]:
    """Clerks in turn: whoever is called before is let go first. When each call's answer was there."""
    answered, at_counter = [], dict[int, str]()
    number = 0
    while time.perf_counter() < until:
        line, headers = await Line.to(port), {"Authorization": f"Bearer {house.clerks[number]}"}
        if number in at_counter:
            await line.post(f"/api/v1/visits/{at_counter[number]}/serve", **headers)
            await line.post(f"/api/v1/visits/{at_counter[number]}/finish", **headers)
        reply = await line.post(f"/api/v1/offices/{PLACE}/counters/{number}/call-next", **headers)
        answered.append(time.perf_counter())
        assert reply.status == 200, (reply.status, reply.body)
        at_counter[number] = str(reply.json()["id"])
        await line.close()
        number = (number + 1) % len(house.clerks)
        await asyncio.sleep(PACE)
    return answered


async def raise_alarms(port: int, house: House, until: float) -> list[float]:
    """The clerk at the first counter calls for help now and then. When each press was."""
    pressed = list[float]()
    headers = {"Authorization": f"Bearer {house.clerks[0]}"}
    while time.perf_counter() + ALARM_EVERY < until:
        line = await Line.to(port)
        pressed.append(time.perf_counter())
        reply = await line.post(f"/api/v1/offices/{PLACE}/counters/0/alarm", **headers)
        assert reply.status == 200, (reply.status, reply.body)
        await asyncio.sleep(ALARM_LASTS)
        assert (await line.post(f"/api/v1/alarms/{reply.json()['id']}/end", **headers)).status == 200
        await line.close()
        await asyncio.sleep(ALARM_EVERY - ALARM_LASTS)
    return pressed


def until_loud(pressed: list[float], neighbours: list[Socket]) -> list[float]:
    """From each press to the alarm on each neighbour's page; milliseconds."""
    return [
        1000 * (next(at for at, text in socket.heard if at >= then and LOUD in text) - then)
        for socket in neighbours
        for then in pressed
    ]


async def open_counters(port: int, house: House) -> None:
    """Everybody sits down."""
    for number, token in enumerate(house.clerks):
        line = await Line.to(port)
        path = f"/api/v1/offices/{PLACE}/counters/{number}/open"
        assert (await line.post(path, Authorization=f"Bearer {token}")).status == 200
        await line.close()


@dataclass(slots=True, kw_only=True)
class Found:
    """Delays in milliseconds, tickets drawn, messages that other screens heard."""

    calls: list[float] = field(default_factory=list)
    alarms: list[float] = field(default_factory=list)
    drawn: int = 0
    heard: int = 0


async def measure(given: argparse.Namespace, seed: int, found: Found) -> None:
    """One day of a full house."""
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'aufruf.sqlite'}"
        house = await furnish(url, given)
        with servers.aufruf(url) as server:
            await open_counters(server.port, house)
            displays, kiosks, consoles = await screens(server.port, house)
            await asyncio.sleep(SETTLED)
            for socket in (*displays, *kiosks, *consoles):
                socket.heard.clear()
            until = time.perf_counter() + given.seconds
            answered, drawn, pressed = await asyncio.gather(
                call(server.port, house, until),
                draw_tickets(server.port, house, until, random.Random(seed)),
                raise_alarms(server.port, house, until),
            )
            await asyncio.sleep(SETTLED)
            found.calls += delays(answered, displays)
            found.alarms += until_loud(pressed, consoles[1:])
            found.drawn += drawn
            found.heard += sum(len(socket.heard) for socket in (*kiosks, *consoles))
            for socket in (*displays, *kiosks, *consoles):
                socket.close()


async def run(given: argparse.Namespace) -> Found:
    found = Found()
    for seed in given.seeds:
        await measure(given, seed, found)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kiosks", type=int, default=30)
    options.add_argument("--displays", type=int, default=50)
    options.add_argument("--consoles", type=int, default=50)
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--seeds", type=int, nargs="+", default=[1])
    given = options.parse_args()
    found = uvloop.run(run(given))
    p50, p99 = quantile(found.calls, 0.5), quantile(found.calls, 0.99)
    results.table(
        f"{given.kiosks} kiosks, {given.displays} displays, {given.consoles} consoles; {found.drawn} tickets",
        [
            ("p50, call to display", [p50], "ms"),
            ("p99, call to display", [p99], "ms"),
            ("p50, alarm to the neighbours", [quantile(found.alarms, 0.5)], "ms"),
            ("slowest, alarm to the neighbours", [max(found.alarms)], "ms"),
            ("messages that kiosks and consoles heard", [float(found.heard)], ""),
        ],
    )
    results.keep(
        [
            judged(BAR, "call to display, p99 ms", value=p99, goal=(MOST, 250)),
            judged(BAR, "alarm to the neighbours, slowest ms", value=max(found.alarms), goal=(MOST, 1000)),
        ]
    )


if __name__ == "__main__":
    main()

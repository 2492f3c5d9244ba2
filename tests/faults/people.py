# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who go on while things break: they repeat what was not answered, and remember what was."""

import asyncio
import secrets
import time
from collections import Counter as Count
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.faults.town import Town

PATIENCE = 60.0  # seconds for one deed, repeated
ASKS_FOR = 10.0  # seconds until somebody gives one try up
PAUSE = 0.05  # seconds between two deeds of a person
LATER = frozenset((502, 503, 504))  # what a server or the proxy before it says that cannot do it now


@dataclass(frozen=True, slots=True)
class Promise:
    """What the server said that it has done."""

    deed: str  # ticket, call, serve or finish
    visit: str
    where: str  # the ticket's number, or the counter


@dataclass(slots=True, kw_only=True)
class People:
    """Everybody who sends something, to any of these servers."""

    town: Town
    servers: Sequence[str]
    client: httpx.AsyncClient
    promises: list[Promise] = field(default_factory=list)
    present: dict[str, str] = field(default_factory=dict)  # the visits at the counters
    answers: Count[tuple[int, str]] = field(default_factory=Count)  # by status and code
    slowest: float = 0.0  # seconds that an answer took, whatever it said
    broken: int = 0  # connections that ended without an answer
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self, path: str, token: str, body: Any = None) -> httpx.Response:
        """Send something until it is answered, always under the same key."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": secrets.token_hex(8)}
        give_up = time.monotonic() + PATIENCE
        tries = 0
        while time.monotonic() < give_up:
            server = self.servers[tries % len(self.servers)]
            tries += 1
            began = time.monotonic()
            try:
                answer = await self.client.post(server + path, json=body, headers=headers)
            except httpx.TransportError:
                self.broken += 1
                await asyncio.sleep(0.1)
                continue
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.answers[answer.status_code, _code(answer)] += 1
            if answer.is_success:
                return answer
            assert answer.status_code in LATER, answer.text
            await asyncio.sleep(0.1)
        raise AssertionError(f"nobody answered {path}: {self.answers}, {self.broken} broken connections")

    async def ticket(self) -> str:
        """Draw a ticket; the visit."""
        body = {"services": ["ausweis"]}
        answer = (await self.ask("/api/v1/kiosk/tickets", self.town.kiosk, body)).json()
        self.promises.append(Promise("ticket", answer["visit"], answer["number"]))
        return str(answer["visit"])

    def number_of(self, visit: str) -> str:
        """What stands on the ticket."""
        return next(each.where for each in self.promises if (each.deed, each.visit) == ("ticket", visit))

    async def open(self, counter: str = "1") -> None:
        """Sit down."""
        await self.ask(
            f"/api/v1/offices/{self.town.office}/counters/{counter}/open", self.town.clerks[counter]
        )

    async def call(self, counter: str = "1") -> str | None:
        """Call whoever is next; the visit."""
        path = f"/api/v1/offices/{self.town.office}/counters/{counter}/call-next"
        answer = await self.ask(path, self.town.clerks[counter])
        if answer.status_code == httpx.codes.NO_CONTENT:
            return None
        visit = str(answer.json()["id"])
        self.promises.append(Promise("call", visit, counter))
        self.present[counter] = visit
        return visit

    async def move(self, visit: str, deed: str, counter: str = "1") -> None:
        """Serve or finish somebody, or note that they did not come."""
        await self.ask(f"/api/v1/visits/{visit}/{deed}", self.town.clerks[counter])
        self.promises.append(Promise(deed, visit, counter))
        if deed != "serve":
            del self.present[counter]

    async def see_off(self, counter: str = "1") -> None:
        """Serve and finish whoever is at a counter, if anybody is."""
        if visit := self.present.get(counter):
            await self.move(visit, "serve", counter)
            await self.move(visit, "finish", counter)

    async def goes_on(self, deeds: int = 30, *, within: float = 40.0) -> None:
        """Wait until so many more deeds were answered."""
        enough = len(self.promises) + deeds
        await until(
            lambda: len(self.promises) >= enough, f"{deeds} more deeds: {self.answers}", within=within
        )

    async def draw_tickets(self) -> None:
        """One after the other comes."""
        while not self.over.is_set():
            await self.ticket()
            await asyncio.sleep(PAUSE)

    async def work(self, counter: str) -> None:
        """Call, serve, finish; the last person stays at the counter, so that the screens show somebody."""
        await self.open(counter)
        while not self.over.is_set():
            await self.see_off(counter)
            await self.call(counter)
            await asyncio.sleep(PAUSE)


def _code(answer: httpx.Response) -> str:
    if answer.headers.get("content-type") != "application/problem+json":
        return ""
    return str(answer.json()["code"])


@asynccontextmanager
async def somebody(town: Town, *servers: str, verify: Any = True) -> AsyncIterator[People]:
    """People who do what they are told within the block."""
    limits = httpx.Limits(max_connections=50)
    async with httpx.AsyncClient(timeout=ASKS_FOR, limits=limits, trust_env=False, verify=verify) as client:
        yield People(town=town, servers=servers, client=client)


@asynccontextmanager
async def a_busy_day(people: People) -> AsyncIterator[None]:
    """People come, are called and served as long as the block lasts; then all end what they began."""
    doing: list[Awaitable[None]] = [people.draw_tickets(), people.draw_tickets()]
    doing += [people.work(counter) for counter in people.town.clerks]
    tasks = [asyncio.ensure_future(each) for each in doing]
    try:
        yield
    except BaseException:
        for task in tasks:
            task.cancel()
        raise
    finally:
        people.over.set()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for error in ended:
        if error is not None:
            raise error


async def until(true: Callable[[], bool], what: str, *, within: float = 20.0) -> None:
    """Wait for something to become true."""
    give_up = time.monotonic() + within
    while not true():
        assert time.monotonic() < give_up, f"not within {within} s: {what}"
        await asyncio.sleep(0.02)

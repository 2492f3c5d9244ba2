# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same races as citizens and clerks run them: against a real server, on PostgreSQL with two workers."""

import asyncio
from collections import Counter as Count
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from aufruf.domain.catalogue import Counter
from aufruf.domain.roles import Role
from tests.builders import at, office, town, visit
from tests.databases import wait_for
from tests.races import sabotaged
from tests.races.call_order import out_of_order
from tests.races.crowd import Crowd, gate
from tests.races.scene import clock_from, door, fill_waiting_room, one_person_works
from tests.races.stored import events, rows
from tests.servers import SERVE, running_server
from tests.web.served import KEY, make_user

pytestmark = pytest.mark.xdist_group("races")

READY_WITHIN = 60  # seconds, on a busy machine
PROCESSES = 4
PEOPLE = 200  # who want one place
REPEATS = 48  # of one request under one key
COUNTERS, WAITING = 12, 120
START = "2026-11-23T14:00:00+01:00"
# One race may go well by chance even without the lock, since a booking takes but a few milliseconds.
PLACES = tuple(f"2026-11-23T{hour}:00:00+01:00" for hour in (11, 12, 13, 14))
REPOSITORY = str(Path(__file__).parents[2])
Said = tuple[int, dict[str, Any]]  # status and body


@contextmanager
def served(url: str) -> Iterator[str]:
    """A real server over this database, on the Monday of the tests at nine."""
    settings = {
        "AUFRUF_DATABASE_URL": url,
        "AUFRUF_SECRET_KEY": KEY,
        "AUFRUF_REHEARSAL": "1",
        "AUFRUF_RATE_LIMIT": "off",
        "AUFRUF_CLOCK_START": "2026-11-23T09:00:00+01:00",
    }
    program: tuple[str, ...] = SERVE
    if sabotaged.is_on():
        program = (SERVE[0], "-m", "tests.races.server")
        settings |= {sabotaged.SWITCH: sabotaged.LOCKS, "PYTHONPATH": REPOSITORY}
    workers = "1" if url.startswith("sqlite") else "2"
    args = ["--workers", workers]
    with running_server(settings, args, program=program, ready_within=READY_WITHIN) as server:
        yield server.url


def client_of(server: str, token: str = "") -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    limits = httpx.Limits(max_connections=100)
    return httpx.AsyncClient(base_url=server, headers=headers, timeout=60, limits=limits, trust_env=False)


def wish(start: str = START) -> dict[str, Any]:
    return {
        "office": "mitte",
        "services": [{"service": "ausweis", "quantity": 1}],
        "start": start,
        "citizen": {"name": "Erika Beispiel"},
    }


async def all_book(server: str, people: int, keys: dict[str, str], start: str = START) -> list[Said]:
    async with client_of(server) as client:
        await client.get("/health/live")
        gate()
        answers = await asyncio.gather(
            *(client.post("/api/v1/appointments", json=wish(start), headers=keys) for _ in range(people))
        )
    return [(answer.status_code, answer.json()) for answer in answers]


def test_over_http_of_two_hundred_who_want_one_place_one_gets_it(url: str, crowd: Crowd) -> None:
    wait_for(one_person_works(url, clock_from("09:00")))
    with served(url) as server:
        before = wish("2026-11-23T10:00:00+01:00")  # the day's row is there
        assert httpx.post(f"{server}/api/v1/appointments", json=before, trust_env=False).status_code == 201
        won = []
        for place in PLACES:
            shares: list[tuple[Any, ...]] = [(server, PEOPLE // PROCESSES, {}, place)] * PROCESSES
            won.append(
                the_one_who_got_it(
                    [each for share in crowd.all_do(all_book, shares) for each in share], place
                )
            )

    stored = await_rows(url, "SELECT id FROM appointment ORDER BY created_at")
    assert [row.id for row in stored[1:]] == won


def the_one_who_got_it(said: list[Said], place: str) -> str:
    """Whose appointment it is; everybody else was offered other times."""
    assert Count(status for status, _ in said) == {201: 1, 409: PEOPLE - 1}
    refusals = [body for status, body in said if status == 409]
    assert {body["code"] for body in refusals} == {"slot_taken"}
    assert all(body["alternatives"] and place not in body["alternatives"] for body in refusals)
    [id_] = [body["id"] for status, body in said if status == 201]
    return str(id_)


def test_over_http_the_same_key_from_many_at_once_makes_one_appointment_and_one_answer(
    url: str, crowd: Crowd
) -> None:
    wait_for(one_person_works(url, clock_from("09:00")))
    keys = {"Idempotency-Key": "the-same"}
    with served(url) as server:
        shares = [(server, REPEATS // PROCESSES, keys)] * PROCESSES
        said = [each for share in crowd.all_do(all_book, shares) for each in share]

    assert [status for status, _ in said] == [201] * REPEATS
    assert all(body == said[0][1] for _, body in said)
    assert [row.id for row in await_rows(url, "SELECT id FROM appointment")] == [said[0][1]["id"]]


async def all_call(server: str, counters: list[tuple[str, str]]) -> list[str]:
    """Call, serve and finish at each of these counters until nobody waits; who was called."""
    async with client_of(server) as client:
        gate()
        called = await asyncio.gather(*(at_a_counter(client, *each) for each in counters))
    return [visit for each in called for visit in each]


async def at_a_counter(client: httpx.AsyncClient, counter: str, token: str) -> list[str]:
    called = list[str]()
    sent = {"Authorization": f"Bearer {token}"}
    while True:
        path = f"/api/v1/offices/mitte/counters/{counter}/call-next"
        answer = await client.post(path, headers=sent)
        if answer.status_code == 204:
            return called
        visit = answer.raise_for_status().json()["id"]
        called.append(visit)
        for deed in ("serve", "finish"):
            path = f"/api/v1/visits/{visit}/{deed}"
            (await client.post(path, headers=sent)).raise_for_status()


async def a_full_room(url: str) -> dict[str, str]:
    """Counters with their clerks, whose tokens these are, and many who wait."""
    counters = [str(number) for number in range(1, COUNTERS + 1)]
    async with door(url, clock_from("08:59")) as db:
        await town(db, office(counters=tuple(Counter(id=each) for each in counters)))
        people = [visit(id=f"visit-{index}", arrived_at=at("08:30")) for index in range(WAITING)]
        await fill_waiting_room(db, people)
        return {counter: await make_user(db, Role.CLERK) for counter in counters}


def test_over_http_counters_call_everybody_once_and_in_the_documented_order(url: str, crowd: Crowd) -> None:
    tokens = wait_for(a_full_room(url))
    with served(url) as server:
        for counter, token in tokens.items():
            path, sent = (
                f"/api/v1/offices/mitte/counters/{counter}/open",
                {"Authorization": f"Bearer {token}"},
            )
            httpx.post(server + path, headers=sent, trust_env=False).raise_for_status()
        each_has = list(tokens.items())
        called = crowd.all_do(all_call, [(server, each_has[share::PROCESSES]) for share in range(PROCESSES)])

    assert Count(each for share in called for each in share) == Count(f"visit-{i}" for i in range(WAITING))
    stored = wait_for(events(url, "mitte"))
    assert [seq for seq, _, _ in stored] == list(range(1, len(stored) + 1))
    assert out_of_order([(kind, fact) for _, kind, fact in stored]) == []


def await_rows(url: str, statement: str) -> list[Any]:
    return wait_for(rows(url, statement))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many hands on one button ask once; of eight helpers who run for the same request one gets it.

And nothing ends twice, nor is anybody asked for a request that was accepted in that moment.
"""

import asyncio
from collections import Counter as Count

import pytest

from aufruf.actions import helping
from aufruf.actions.help_watching import look_after
from aufruf.actions.users import add_user
from aufruf.db import help_requests
from aufruf.db.transaction import Database
from aufruf.domain.access import Device, Person
from aufruf.domain.errors import AlreadyAccepted, WrongState
from aufruf.domain.help import HelpKey, HelpMode, HelpReason, HelpRequest, HelpState
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import MONDAY, at, office, town
from tests.races.crowd import Crowd, gate
from tests.races.scene import RunningClock, clock_from, door
from tests.races.stored import events, rows

pytestmark = pytest.mark.xdist_group("races")

HANNA = Person(user="hanna", tenant="default", role=Role.HELPER, offices=frozenset({"mitte"}))
PROCESSES = 4
HELPERS_OF_A_PROCESS = 2  # eight in all
KIOSKS = 12
REQUESTS = 80  # of a dozen one may go well by chance, even without the lock


def kiosk(number: int) -> Device:
    return Device(id=f"kiosk-{number}", office="mitte", kind=DeviceKind.KIOSK)


async def press(url: str, clock: RunningClock) -> list[str]:
    """Press the button of every kiosk, one after the other, with two hands each time."""
    async with door(url, clock) as db:
        async with db.reading() as reading:
            await reading.office("mitte")
        gate()
        return [id_ for number in range(KIOSKS) for id_ in await with_two_hands(db, number)]


async def with_two_hands(db: Database, number: int) -> list[str]:
    async def hand() -> str:
        async with db.transaction() as tx:
            return (await helping.ask(tx, device=kiosk(number), step="concern")).request.id

    return list(await asyncio.gather(hand(), hand()))


async def test_many_hands_on_one_button_ask_once(url: str, crowd: Crowd) -> None:
    clock = clock_from("09:00")
    await furnish(url, clock)

    asked = await asyncio.to_thread(crowd.all_do, press, [(url, clock)] * PROCESSES)

    stored = await rows(url, "SELECT id, device_id FROM help_request ORDER BY asked_at")
    assert sorted(row.device_id for row in stored) == sorted(kiosk(n).id for n in range(KIOSKS))
    assert Count(id_ for share in asked for id_ in share) == {row.id: 2 * PROCESSES for row in stored}
    assert [(seq, kind) for seq, kind, _ in await events(url, "mitte")] == [
        (seq, "help.requested") for seq in range(1, KIOSKS + 1)
    ]


async def run_for_all(url: str, clock: RunningClock, helpers: list[str]) -> list[tuple[str, str]]:
    """Run for one request after the other; which each of these helpers got."""
    async with door(url, clock) as db:
        async with db.reading() as reading:
            await reading.office("mitte")
        gate()
        got = await asyncio.gather(*(run_for_each(db, helper) for helper in helpers))
    return [(helper, id_) for helper, ids in zip(helpers, got, strict=True) for id_ in ids]


async def run_for_each(db: Database, helper: str) -> list[str]:
    person = Person(user=helper, tenant="default", role=Role.HELPER, offices=frozenset({"mitte"}))
    got = []
    for number in range(REQUESTS):
        key = HelpKey("mitte", MONDAY, f"request-{number}")
        try:
            async with db.transaction() as tx:
                await helping.accept(tx, key=key, person=person, mode=HelpMode.COME)
        except AlreadyAccepted:
            continue
        got.append(key.request)
    return got


async def test_of_eight_helpers_one_gets_each_request(url: str, crowd: Crowd) -> None:
    clock = clock_from("09:00")
    await furnish(url, clock, stuck=REQUESTS)
    helpers = [f"helper-{number}" for number in range(PROCESSES * HELPERS_OF_A_PROCESS)]

    shares = [(url, clock, helpers[share::PROCESSES]) for share in range(PROCESSES)]
    got = [each for share in await asyncio.to_thread(crowd.all_do, run_for_all, shares) for each in share]

    assert Count(id_ for _, id_ in got) == {f"request-{number}": 1 for number in range(REQUESTS)}
    stored = await rows(url, "SELECT accepted_by, id FROM help_request")
    assert sorted((row.accepted_by, row.id) for row in stored) == sorted(got)
    said = await events(url, "mitte")
    assert [seq for seq, _, _ in said] == list(range(1, REQUESTS + 1))
    assert Count(fact["request"] for _, _, fact in said) == Count(id_ for _, id_ in got)


ENDINGS = 24  # requests that end in both ways at once


async def end_all(url: str, clock: RunningClock, way: str) -> list[str]:
    """End one request after the other in this way; those for which it was not too late."""
    async with door(url, clock) as db:
        async with db.reading() as reading:
            await reading.office("mitte")
        gate()
        return [f"request-{number}" for number in range(ENDINGS) if await has_ended(db, way, number)]


async def has_ended(db: Database, way: str, number: int) -> bool:
    key = HelpKey("mitte", MONDAY, f"request-{number}")
    try:
        async with db.transaction() as tx:
            if way == "withdraw":
                await helping.withdraw(tx, key=key, device=kiosk(number))
            elif way == "close":
                ticket = HelpReason.TICKET
                await helping.close(tx, key=key, person=HANNA, services=[("pass", 1)], reason=ticket)
            else:
                await helping.hand_over(tx, key=key, person=HANNA)
    except WrongState:
        return False
    return True


async def test_help_ends_once_however_many_end_it(url: str, crowd: Crowd) -> None:
    clock = clock_from("09:00")
    await furnish(url, clock, stuck=ENDINGS, by=HANNA)

    ways = ("withdraw", "close", "close", "return")
    ended = await asyncio.to_thread(crowd.all_do, end_all, [(url, clock, way) for way in ways])

    stored = {row.id: row for row in await rows(url, "SELECT id, state, visit_id FROM help_request")}
    withdrawn, closed = set(ended[0]), [*ended[1], *ended[2]]
    assert len(closed) == len(set(closed))
    assert not withdrawn & set(closed)
    assert {id_ for id_, row in stored.items() if row.state == "closed"} == set(closed)
    assert {id_ for id_, row in stored.items() if row.state == "withdrawn"} == withdrawn
    drawn = {row.id for row in await rows(url, "SELECT id FROM visit")}
    assert drawn == {stored[id_].visit_id for id_ in closed}  # no ticket for who has gone
    said = Count((kind, fact["request"]) for _, kind, fact in await events(url, "mitte") if "request" in fact)
    assert set(said.values()) <= {1}


async def accept_all(url: str, clock: RunningClock, who: str) -> list[str]:
    """Look after the requests again and again, or accept one after the other."""
    async with door(url, clock) as db:
        async with db.reading() as reading:
            await reading.office("mitte")
        gate()
        if who != "job":
            return await run_for_each(db, who)
        for _ in range(REQUESTS):
            async with db.transaction() as tx:
                await look_after(tx, office="mitte", date=MONDAY, since=tx.real_now)
        return []


async def test_nobody_else_is_asked_once_somebody_has_accepted(url: str, crowd: Crowd) -> None:
    clock = clock_from("09:00")
    await furnish(url, clock, stuck=REQUESTS)

    shares = [(url, clock, who) for who in ("hanna", "heiko", "job", "job")]
    got = [id_ for share in await asyncio.to_thread(crowd.all_do, accept_all, shares) for id_ in share]

    assert Count(got) == {f"request-{number}": 1 for number in range(REQUESTS)}
    order: dict[str, list[str]] = {}
    for _, kind, fact in await events(url, "mitte"):
        order.setdefault(fact["request"], []).append(kind)
    ways = (["help.accepted"], ["help.escalated", "help.accepted"])
    wrong = [kinds for kinds in order.values() if sorted(kinds, reverse=True) not in ways]
    assert wrong == []
    late = [kinds for kinds in order.values() if kinds[-1] != "help.accepted"]
    assert late == []


async def furnish(url: str, clock: RunningClock, *, stuck: int = 0, by: Person | None = None) -> None:
    """An office with a helper and somebody stuck at so many kiosks, helped by somebody or not yet."""
    async with door(url, clock) as db:
        await town(db, office())
        async with db.transaction() as tx:
            await add_user(tx, id_="hanna", name="hanna", role=Role.HELPER, offices=["mitte"])
            await tx.lock("mitte")
            for number in range(stuck):
                request = HelpRequest(
                    id=f"request-{number}",
                    office="mitte",
                    date=MONDAY,
                    device=kiosk(number).id,
                    device_kind=DeviceKind.KIOSK,
                    step="concern",
                    asked_at=at("08:50"),
                    state=HelpState.OPEN if by is None else HelpState.ACCEPTED,
                    accepted_at=None if by is None else at("08:51"),
                    accepted_by=None if by is None else by.user,
                    mode=None if by is None else HelpMode.REMOTE,
                )
                await help_requests.insert(tx.connection, request)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A request sent twice, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import msgspec
import pytest

from aufruf.db.idempotency import Request
from aufruf.db.transaction import Database
from aufruf.domain.errors import IdempotencyKeyReused, SlotTaken
from aufruf.web.idempotency import done_once
from tests.builders import SetClock, open_database

ONCE = Request(caller="c", path="/p", key="k", body_hash="b")


class Kept(msgspec.Struct):
    number: int


class Counter:
    """A deed that says how often it was done."""

    def __init__(self, *, pause: float = 0) -> None:
        self.times = 0
        self.pause = pause

    async def __call__(self) -> Kept:
        self.times += 1
        await asyncio.sleep(self.pause)
        return Kept(number=self.times)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def db(database_url: str, clock: SetClock) -> AsyncIterator[Database]:
    db = await open_database(database_url, clock)
    yield db
    await db.close()


async def send(db: Database, deed: Counter, once: Request | None = ONCE) -> int:
    async with db.transaction() as tx:
        kept = await done_once(tx, once, deed, kept_as=Kept, status=201)
    return kept.number


async def test_what_is_sent_twice_is_done_once_and_answered_the_same(db: Database) -> None:
    deed = Counter()
    assert [await send(db, deed), await send(db, deed)] == [1, 1]
    assert deed.times == 1


async def test_without_a_key_it_is_done_each_time(db: Database) -> None:
    deed = Counter()
    assert [await send(db, deed, None), await send(db, deed, None)] == [1, 2]


@pytest.mark.parametrize("other", [{"caller": "d"}, {"path": "/q"}, {"key": "l"}])
async def test_a_key_counts_for_one_caller_and_one_path(db: Database, other: dict[str, str]) -> None:
    deed = Counter()
    assert [await send(db, deed), await send(db, deed, replace(ONCE, **other))] == [1, 2]


async def test_another_body_under_the_same_key_is_refused(db: Database) -> None:
    await send(db, Counter())
    with pytest.raises(IdempotencyKeyReused):
        await send(db, Counter(), replace(ONCE, body_hash="other"))


async def test_of_many_at_once_one_is_done_and_the_others_wait_for_its_answer(db: Database) -> None:
    deed = Counter(pause=0.05)
    assert await asyncio.gather(*(send(db, deed) for _ in range(6))) == [1] * 6
    assert deed.times == 1


async def test_a_refusal_is_not_remembered(db: Database) -> None:
    async def refuse() -> Kept:
        raise SlotTaken

    with pytest.raises(SlotTaken):
        async with db.transaction() as tx:
            await done_once(tx, ONCE, refuse, kept_as=Kept, status=201)
    assert await send(db, Counter()) == 1


async def test_a_key_is_forgotten_after_a_day(db: Database, clock: SetClock) -> None:
    deed = Counter()
    await send(db, deed)
    clock.advance(hours=23, minutes=59)
    assert await send(db, deed) == 1
    clock.advance(minutes=1)
    assert await send(db, deed, replace(ONCE, body_hash="other")) == 2

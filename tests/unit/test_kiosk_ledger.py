# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger of a kiosk: each touch once, numbers of its own by the day, and what is done with is gone."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from aufruf_kiosk.ledger import entries
from aufruf_kiosk.ledger.entries import Entry, EntryState
from aufruf_kiosk.ledger.ledger import Ledger, LedgerInUse
from aufruf_kiosk.ledger.tidying import redate, tidy
from aufruf_kiosk.ledger.true_time import Moment, TrueClock
from tests.builders import at

STATE = {"office": {"timezone": "Europe/Berlin"}}


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    ledger = Ledger(tmp_path / "data")
    yield ledger
    await ledger.close()


def touch(key: str, wall: str = "09:00", *, boot: str = "boot", ticks: float = 0.0) -> Entry:
    taken = Moment(at=at(wall), boot=boot, ticks=ticks)
    return Entry(key=key, kind="ticket", wish={"services": ["ausweis"]}, taken=taken)


async def numbered(ledger: Ledger, key: str, *, date: str = "2026-11-23", letter: str = "K") -> str | None:
    await ledger.do(lambda db: entries.begin(db, touch(key)))
    return (await ledger.do(lambda db: entries.number(db, key, letter=letter, date=date))).number


async def states(ledger: Ledger) -> dict[str, str]:
    rows = await ledger.do(lambda db: db.execute("SELECT key, state FROM entry").fetchall())
    return dict(rows)


async def test_numbers_begin_anew_each_day_and_with_each_letter(ledger: Ledger) -> None:
    assert [await numbered(ledger, f"a{each}") for each in range(3)] == ["K001", "K002", "K003"]
    assert await numbered(ledger, "b", date="2026-11-24") == "K001"
    assert await numbered(ledger, "c", letter="L") == "L001"
    assert await numbered(ledger, "d") == "K004"


async def test_many_touches_at_once_get_a_number_each(ledger: Ledger) -> None:
    numbers = await asyncio.gather(*(numbered(ledger, f"touch {each}") for each in range(50)))
    assert sorted(numbers) == [f"K{each:03d}" for each in range(1, 51)]  # type: ignore[type-var] # all are there


async def test_the_same_touch_is_noted_once(ledger: Ledger) -> None:
    await numbered(ledger, "touch")
    again = await ledger.do(lambda db: entries.begin(db, touch("touch", "09:30")))
    assert (again.number, again.taken.at) == ("K001", at("09:00"))
    assert again.answer is not None
    assert again.answer["offline"] is True


async def test_only_one_program_works_with_a_folder(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerInUse):
        Ledger(tmp_path / "data")


async def test_what_a_pulled_plug_leaves_is_found_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "data")
    await numbered(ledger, "given")
    await ledger.do(lambda db: entries.given(db, "given", {"number": "K001"}, at="2026"))
    await numbered(ledger, "not given")
    await ledger.do(lambda db: entries.begin(db, touch("only touched")))
    await ledger.close()
    ledger = Ledger(tmp_path / "data")
    left = await ledger.do(entries.left_behind)
    assert {entry.key for entry in left} == {"not given", "only touched"}
    assert await numbered(ledger, "next") == "K003"
    await ledger.close()


async def test_what_is_told_is_told_once_and_wishes_are_forgotten(ledger: Ledger) -> None:
    for key in ("a", "b", "c"):
        await numbered(ledger, key)
    await ledger.do(lambda db: entries.begin(db, touch("touched")))
    await ledger.do(lambda db: entries.withdraw(db, "touched"))
    waiting = await ledger.do(lambda db: entries.untold(db, limit=10))
    assert {entry.key for entry in waiting} == {"a", "b", "c", "touched"}
    assert await ledger.do(entries.how_many_wait) == 3
    results = [("a", "merged"), ("b", "not_valid"), ("touched", "withdrawn"), ("unknown", "merged")]
    await ledger.do(lambda db: entries.told(db, results))
    assert await states(ledger) == {"a": "told", "b": "refused", "c": "alone", "touched": "told"}
    assert [entry.key for entry in await ledger.do(lambda db: entries.untold(db, limit=10))] == ["c"]
    wishes = await ledger.do(lambda db: db.execute("SELECT wish FROM entry WHERE key != 'c'").fetchall())
    assert {wish for [wish] in wishes} == {"{}"}


async def test_after_an_hour_answers_are_blank_and_after_a_week_all_is_gone(ledger: Ledger) -> None:
    await ledger.do(lambda db: entries.begin(db, touch("online")))
    await ledger.do(lambda db: entries.answered(db, "online", {"number": "A001", "token": "secret"}))
    await numbered(ledger, "not told")
    await ledger.do(lambda db: entries.begin(db, touch("only touched")))
    await tidy(ledger, now=at("10:30"))
    online = await ledger.do(lambda db: entries.find(db, "online"))
    assert online is not None
    assert (online.answer, online.wish) == ({}, {})
    assert (await states(ledger))["only touched"] == EntryState.WITHDRAWN
    await tidy(ledger, now=at("09:00") + dt.timedelta(days=8))
    assert set(await states(ledger)) == {"not told", "only touched"}  # the server does not know of them yet


async def test_numbers_given_by_a_wrong_clock_count_for_the_true_day(ledger: Ledger) -> None:
    clock = TrueClock(boot="boot", ticks=lambda: 60.0, wall=lambda: at("09:00"))
    await numbered(ledger, "touch", date="2009-01-01")
    clock.learn(at("09:01"))
    await redate(ledger, clock, STATE)
    assert await numbered(ledger, "next") == "K002"

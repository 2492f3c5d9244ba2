# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf balance`: 0 and a table, 1 with the rules that clash, 2 for what makes no sense."""

from collections.abc import AsyncIterator
from io import StringIO

import pytest

from aufruf.cli import main
from aufruf.cli_planning import run_balance
from aufruf.db import learned, plans
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter
from aufruf.domain.errors import InThePast, OfficeClosed
from aufruf.live.balancing import Balancer
from tests.builders import MONDAY, SetClock, open_database, small_town
from tests.planned import TOMORROW, as_it_is
from tests.unit.test_comparing import LEARNED


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[Database]:
    db = await open_database(sqlite_url, SetClock())
    yield db
    await db.close()


async def test_a_plan_is_printed_with_its_effect_and_proposed(db: Database) -> None:
    await small_town(db)
    async with db.transaction() as tx:
        await learned.save(tx.connection, "mitte", learned=LEARNED, now=tx.now)
    out = StringIO()
    assert await run_balance(db, "mitte", TOMORROW, out, seconds=10, solve=Balancer()) == 0
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["who", "now", "proposed"]
    assert lines[1].startswith("Anna Beispiel  08:00-18:00  08:00-18:00 (break 1")
    assert "mean wait" in lines[3]
    assert "mean wait" in lines[4]
    assert lines[5].startswith("waits change by +")
    assert lines[-1] == "mitte 2026-11-24: proposed, 2 of 2 people would change"
    async with db.reading() as reading:
        stored = await plans.of_day(reading.connection, ("mitte", TOMORROW))
    assert stored is not None
    assert stored.effect["after"]["wait"] > stored.effect["before"]["wait"]  # breaks that the law wants


async def test_without_history_that_is_said(db: Database) -> None:
    await small_town(db)
    out = StringIO()
    assert await run_balance(db, "mitte", TOMORROW, out, solve=as_it_is) == 0
    assert "no history yet" in out.getvalue()
    assert "mean wait" not in out.getvalue()


async def test_rules_that_clash_are_named_on_standard_error(
    db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await small_town(db, counters=(Counter(id="1"),))
    out = StringIO()
    assert await run_balance(db, "mitte", TOMORROW, out, seconds=10, solve=Balancer()) == 1
    said = capsys.readouterr().err
    assert "2 people would be at work, and there are only 1 counters." in said
    assert said.endswith("mitte 2026-11-24: not all rules can be kept, there is no plan\n")
    assert out.getvalue() == ""


async def test_an_unknown_office_is_refused(db: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert await run_balance(db, "nirgends", TOMORROW, StringIO(), solve=as_it_is) == 1
    assert capsys.readouterr().err == "aufruf: there is no office nirgends\n"


async def test_a_day_that_is_over_or_closed_wants_no_plan(db: Database) -> None:
    await small_town(db)
    with pytest.raises(InThePast):
        await run_balance(db, "mitte", MONDAY.replace(day=20), StringIO(), solve=as_it_is)
    with pytest.raises(OfficeClosed):
        await run_balance(db, "mitte", MONDAY.replace(day=28), StringIO(), solve=as_it_is)


@pytest.mark.parametrize(
    "arguments", [["mitte"], ["mitte", "morgen"], ["mitte", "2026-11-24", "--seconds", "0"]]
)
def test_bad_input_is_told_apart(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["balance", *arguments])
    assert ended.value.code == 2

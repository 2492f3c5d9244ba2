# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import asyncio
import datetime as dt
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from aufruf.actions.importing import ImportReport, Tally, import_catalogue, read_catalogue
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office
from aufruf.domain.importing import write_catalogue
from aufruf.reads.export import stored_catalogue
from tests.builders import MONDAY, open_database
from tests.large_town import OFFICES, RELATIONS, SERVICES, large_town

FILES = {
    "offices": "office,name,counters\nmitte,Bürgerbüro Mitte,2\nnord,Bürgerbüro Nord,1\n",
    "services": "service,name,duration_minutes\nausweis,Personalausweis,15\npass,Reisepass,20\n",
    "office_services": "office,service\nmitte,ausweis\nmitte,pass\nnord,ausweis\n",
    "opening_hours": "office,weekday,local_from,local_to\n"
    "mitte,mo,08:00,12:00\nmitte,mo,14:00,24:00\nnord,tu,22:00,02:00\n",
    "closures": "office,from,to,reason\nmitte,2026-12-24,2026-12-31,Betriebsruhe\n",
    "staff": "staff,office,name,skills\nanna,mitte,Anna Beispiel,*\nbela,mitte,,pass\n"
    "carla,mitte,,-\nanna,nord,,\n",
    "shifts": "staff,office,weekday,date,local_from,local_to,breaks,counter\n"
    "anna,mitte,mo,,08:00,16:00,12:00-12:30 14:00-14:15,1\nbela,mitte,mo,,22:00,06:00,23:50-00:10,\n"
    "anna,mitte,,2026-11-23,,,,\nanna,nord,tu,,08:00,12:00,,\n",
}


def files(**changed: str | None) -> dict[str, bytes]:
    """The files of a town of two offices, some changed, or with None left out."""
    return {f"{name}.csv": text.encode() for name, text in (FILES | changed).items() if text is not None}


async def bring_in(db: Database, content: dict[str, bytes]) -> ImportReport:
    async with db.transaction() as tx:
        return await import_catalogue(tx, catalogue=read_catalogue(content))


async def exported(db: Database) -> dict[str, bytes]:
    async with db.reading(snapshot=True) as reading:
        return write_catalogue(await stored_catalogue(reading))


async def versions(db: Database) -> dict[str, int]:
    async with db.reading() as reading:
        rows = await reading.connection.execute(sa.select(t.office.c.id, t.office.c.version))
        return {row.id: row.version for row in rows}


async def office(db: Database, office_id: str) -> Office:
    async with db.reading() as reading:
        return await reading.office(office_id)


async def raised_by(db: Database, **changed: str | None) -> set[str]:
    """The offices whose version rises by one when the files are imported with these changes."""
    before = await versions(db)
    report = await bring_in(db, files(**changed))
    after = await versions(db)
    raised = {name for name in before if after[name] == before[name] + 1}
    assert {name for name in before if after[name] != before[name]} == raised == set(report.raised)
    return raised


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[Database]:
    db = await open_database(database_url)
    yield db
    await db.close()


@pytest.fixture
async def town(empty: Database) -> Database:
    await bring_in(empty, files())
    return empty


async def test_an_import_makes_offices_that_are_ready_for_work(town: Database) -> None:
    mitte = await office(town, "mitte")
    assert (mitte.name, mitte.tenant) == ("Bürgerbüro Mitte", "default")
    assert {service.id: service.minutes for service in mitte.services.values()} == {"ausweis": 15, "pass": 20}
    assert [counter.id for counter in mitte.counters] == ["1", "2"]
    assert [(m.id, m.skills) for m in mitte.staff] == [
        ("anna", None),
        ("bela", frozenset({"pass"})),
        ("carla", frozenset()),
    ]
    assert len(mitte.shifts) == 3
    assert [rule.local_to for rule in mitte.opening.rules] == [dt.time(12), dt.time(0)]
    assert mitte.opening.closures[0].reason == "Betriebsruhe"
    assert mitte.rules.hold_minutes == 20


async def test_what_is_counted_is_what_happened(empty: Database) -> None:
    report = await bring_in(empty, files())
    assert {kind: tally.new for kind, tally in report.tallies.items()} == {
        "tenants": 1,
        "offices": 2,
        "services": 2,
        "services offered": 3,
        "opening hours": 3,
        "closures": 1,
        "counters": 3,
        "staff": 4,
        "shifts": 4,
    }


async def test_the_same_again_changes_nothing(town: Database) -> None:
    before = await versions(town)
    report = await bring_in(town, files())
    assert not report.has_changed
    assert report.raised == ()
    assert await versions(town) == before
    assert report.tallies["shifts"] == Tally(unchanged=4)


async def test_the_same_in_another_order_changes_nothing(town: Database) -> None:
    chance = random.Random(2)
    shuffled = {}
    for name, text in FILES.items():
        header, *rows = text.splitlines()
        shuffled[name] = "\n".join([header, *chance.sample(rows, len(rows)), ""])
    assert not (await bring_in(town, files(**shuffled))).has_changed


CHANGES = [
    ("offices", "Bürgerbüro Mitte", "Rathaus", {"mitte"}),
    ("offices", "Bürgerbüro Mitte,2", "Bürgerbüro Mitte,3", {"mitte"}),
    ("services", "Reisepass,20", "Reisepass,25", {"mitte"}),
    ("services", "Personalausweis", "Ausweis", {"mitte", "nord"}),
    ("office_services", "nord,ausweis\n", "nord,ausweis\nnord,pass\n", {"nord"}),
    ("opening_hours", "mo,08:00", "mo,07:30", {"mitte"}),
    ("opening_hours", "mitte,mo,14:00,24:00\n", "", {"mitte"}),
    ("closures", "Betriebsruhe", "Umzug", {"mitte"}),
    ("closures", "reason\n", "reason\nnord,2026-11-30,2026-11-30,\n", {"nord"}),
    ("staff", "bela,mitte,,pass", "bela,mitte,,pass ausweis", {"mitte"}),
    ("staff", "anna,nord,,\n", "anna,nord,Anna Muster,\n", {"nord"}),
    ("shifts", "12:00-12:30", "12:15-12:45", {"mitte"}),
    ("shifts", "anna,nord,tu,,08:00,12:00,,\n", "anna,nord,tu,,08:00,13:00,,\n", {"nord"}),
]


@pytest.mark.parametrize(("name", "old", "new", "raised"), CHANGES)
async def test_a_change_raises_the_version_of_the_offices_it_is_about(
    town: Database, name: str, old: str, new: str, raised: set[str]
) -> None:
    assert old in FILES[name]
    changed = FILES[name].replace(old, new, 1)
    assert await raised_by(town, **{name: changed}) == raised
    assert not (await bring_in(town, files(**{name: changed}))).has_changed


async def test_a_changed_row_updates_what_is_stored_and_nothing_else(town: Database) -> None:
    async with town.transaction() as tx:
        await tx.connection.execute(sa.update(t.office).values(retention_days=3))
    await bring_in(town, files(offices=FILES["offices"].replace("Bürgerbüro Mitte", "Rathaus")))
    mitte = await office(town, "mitte")
    assert mitte.name == "Rathaus"
    assert mitte.rules.retention_days == 3  # the format does not know it


GONE = [
    ("offices", "nord,Bürgerbüro Nord,1\n", "offices", "nord"),
    ("office_services", "mitte,pass\n", "services offered", "mitte/pass"),
    ("opening_hours", "nord,tu,22:00,02:00\n", "opening hours", "nord"),
    ("closures", "mitte,2026-12-24,2026-12-31,Betriebsruhe\n", "closures", "mitte/2026-12-24/2026-12-31"),
    ("staff", "carla,mitte,,-\n", "staff", "mitte/carla"),
    ("shifts", "anna,nord,tu,,08:00,12:00,,\n", "shifts", "nord"),
]


@pytest.mark.parametrize(("name", "row", "kind", "kept"), GONE)
async def test_a_row_that_is_gone_is_kept_and_reported(
    town: Database, name: str, row: str, kind: str, kept: str
) -> None:
    before = await exported(town)
    content = files(**{name: FILES[name].replace(row, "")})
    if name == "offices":  # what names the office elsewhere must go with it, or would be a bad row
        for file, text in content.items():
            lines = text.decode().splitlines(keepends=True)
            content[file] = "".join(line for line in lines if "nord" not in line).encode()
    report = await bring_in(town, content)
    assert not report.has_changed
    assert report.tallies[kind].kept == (kept,)
    assert await exported(town) == before


async def test_a_service_that_is_gone_is_kept_and_reported(town: Database) -> None:
    more = FILES["services"] + "hund,Hundesteuer,10\n"
    await bring_in(town, files(services=more))
    report = await bring_in(town, files())
    assert not report.has_changed
    assert report.tallies["services"] == Tally(unchanged=2, kept=("hund",))


async def test_fewer_counters_are_kept_and_reported(town: Database) -> None:
    report = await bring_in(town, files(offices=FILES["offices"].replace("Mitte,2", "Mitte,1")))
    assert report.tallies["counters"] == Tally(unchanged=2, kept=("mitte/2",))


async def test_the_hours_of_an_office_in_the_file_are_replaced_as_a_whole(town: Database) -> None:
    report = await bring_in(
        town,
        files(
            opening_hours="office,weekday,local_from,local_to\nmitte,mo,14:00,24:00\nmitte,fr,08:00,12:00\n"
        ),
    )
    assert report.tallies["opening hours"] == Tally(new=1, unchanged=1, removed=1, kept=("nord",))
    assert [rule.weekday for rule in (await office(town, "mitte")).opening.rules] == [0, 4]
    assert len((await office(town, "nord")).opening.rules) == 1


async def test_shifts_that_stay_keep_their_ids(town: Database) -> None:
    async def ids() -> set[str]:
        async with town.reading() as reading:
            return set((await reading.connection.execute(sa.select(t.shift.c.id))).scalars())

    before = await ids()
    report = await bring_in(town, files(shifts=FILES["shifts"].replace("anna,mitte,,2026-11-23,,,,\n", "")))
    assert report.tallies["shifts"] == Tally(unchanged=3, removed=1)
    assert len(before - await ids()) == 1
    assert await ids() < before


async def test_a_desk_that_is_only_counted_stays_as_it_was_furnished(town: Database) -> None:
    async with town.transaction() as tx:
        first = (t.counter.c.office_id == "mitte") & (t.counter.c.id == "1")
        await tx.connection.execute(sa.update(t.counter).where(first).values(room="Zimmer 7"))
    assert not (await bring_in(town, files())).has_changed
    assert (await office(town, "mitte")).counters[0].room == "Zimmer 7"


async def test_counters_stand_in_the_order_of_their_file(town: Database) -> None:
    listed = "office,counter,kind\nmitte,T1,terminal\nmitte,2,desk\nnord,1,desk\n"
    report = await bring_in(town, files(counters=listed, shifts=None))
    assert report.tallies["counters"].kept == ("mitte/1",)
    assert [counter.id for counter in (await office(town, "mitte")).counters] == ["1", "T1", "2"]
    async with town.reading() as reading:
        query = sa.select(t.counter.c.position).where(t.counter.c.office_id == "mitte")
        assert len(set((await reading.connection.execute(query)).scalars())) == 3
    assert not (await bring_in(town, files(counters=listed, shifts=None))).has_changed
    assert not (await bring_in(town, await exported(town))).has_changed


async def test_a_missing_file_leaves_what_is_stored(town: Database) -> None:
    report = await bring_in(town, files(closures=None, staff=None, shifts=None))
    assert not report.has_changed
    assert len((await office(town, "mitte")).staff) == 3
    assert "staff" not in report.tallies


async def test_another_tenants_offices_are_neither_touched_nor_reported(town: Database) -> None:
    other = {
        "offices.csv": b"office,name,tenant\nhafen,Hafenamt,kiel\n",
        "services.csv": "service,name,duration_minutes\nboot,Bootsführerschein,30\n".encode(),
        "office_services.csv": b"office,service\nhafen,boot\n",
        "opening_hours.csv": b"office,weekday,local_from,local_to\n",
    }
    before = await versions(town)
    report = await bring_in(town, other)
    assert all(tally.kept == () for tally in report.tallies.values())
    assert (await versions(town)).items() >= before.items()
    assert (await office(town, "hafen")).tenant == "kiel"


async def test_an_export_imports_unchanged_and_exports_the_same_bytes(
    town: Database, postgres_url: str, sqlite_url: str
) -> None:
    written = await exported(town)
    assert not (await bring_in(town, written)).has_changed
    for url in (postgres_url, sqlite_url):
        other = await open_database(url)
        await bring_in(other, written)
        assert await exported(other) == written
        assert not (await bring_in(other, written)).has_changed
        await other.close()


async def test_a_large_town_comes_in_whole_and_the_second_time_changes_nothing(empty: Database) -> None:
    content = large_town()
    first = await bring_in(empty, content)
    counted = [first.tallies[kind].new for kind in ("offices", "services", "services offered")]
    assert counted == [OFFICES, SERVICES, RELATIONS]
    second = await bring_in(empty, content)
    assert not second.has_changed
    assert [second.tallies[k].unchanged for k in ("offices", "services", "services offered")] == counted
    assert not (await bring_in(empty, await exported(empty))).has_changed


async def test_two_imports_at_once_store_everything_once(empty: Database, database_url: str) -> None:
    other = await open_database(database_url)
    async with empty.transaction() as tx:
        await import_catalogue(tx, catalogue=read_catalogue(files()))
        second = asyncio.create_task(bring_in(other, files()))
        finished, _ = await asyncio.wait({second}, timeout=0.5)
        assert not finished
    assert not (await second).has_changed
    await other.close()


async def test_an_import_waits_for_an_edit_that_goes_on_and_sees_it(town: Database) -> None:
    feast = {"office_id": "nord", "first": MONDAY, "last": MONDAY, "reason": ""}
    async with town.transaction() as tx:
        row = sa.update(t.office).where(t.office.c.id == "nord").values(version=t.office.c.version + 1)
        await tx.connection.execute(row)  # as every edit does: it locks the office's own row
        closures = FILES["closures"] + f"nord,{MONDAY},{MONDAY},\n"
        importing = asyncio.create_task(bring_in(town, files(closures=closures)))
        finished, _ = await asyncio.wait({importing}, timeout=0.5)
        assert not finished
        await tx.connection.execute(sa.insert(t.closure).values(feast))
    assert (await importing).tallies["closures"] == Tally(unchanged=2)


async def test_an_import_that_fails_halfway_leaves_no_trace(town: Database) -> None:
    before = await exported(town)

    async def import_and_fail() -> None:
        async with town.transaction() as tx:
            content = files(offices=FILES["offices"].replace("Bürgerbüro", "Amt"))
            await import_catalogue(tx, catalogue=read_catalogue(content))
            nobody: dict[str, Any] = {"office_id": "nowhere", "date": MONDAY, "event_seq": 0, "generation": 0}
            await tx.connection.execute(sa.insert(t.office_day).values(nobody))

    with pytest.raises(IntegrityError):
        await import_and_fail()
    assert await exported(town) == before


async def test_a_process_that_knew_the_office_learns_of_the_change(town: Database) -> None:
    async with town.transaction() as tx:
        assert (await tx.lock("mitte", MONDAY)).office.name == "Bürgerbüro Mitte"
    await bring_in(town, files(offices=FILES["offices"].replace("Bürgerbüro Mitte", "Rathaus")))
    async with town.transaction() as tx:
        assert (await tx.lock("mitte", MONDAY)).office.name == "Rathaus"

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf backup` and `aufruf restore`: everything comes back, on either database, or nothing is touched."""

import asyncio
import datetime as dt
import gzip
import hashlib
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from aufruf.cli_backup import run_backup, run_restore
from aufruf.db import tables as t
from aufruf.db.backup import PASSING, kind_of, stored_tables
from aufruf.db.engine import make_engine
from aufruf.db.migrate import changing_schema, migrate, upgrade
from aufruf.db.restore import EPOCH
from aufruf.settings import Settings
from tests.builders import open_database, small_town
from tests.databases import NewDatabase, wait_for
from tests.releases.left import fill, given_out
from tests.web.served import app_over, client_of

DONE, REFUSED, BAD_INPUT = 0, 1, 2
RELEASE = "0.1.0"
KEY = "a secret key that only tests use"
Rows = dict[str, list[tuple[Any, ...]]]


def settings_of(url: str, key: str = KEY) -> Settings:
    return Settings(data_dir=Path("/nowhere"), database_url=url, secret_key=key)


async def backed_up(url: str, file: Path, *, force: bool = False) -> int:
    return await run_backup(settings_of(url), file, force=force)


async def restored(url: str, file: Path, *, replace: bool = False, key: str = KEY) -> int:
    return await run_restore(settings_of(url, key), file, replace=replace)


async def rows_of(url: str) -> Rows:
    """What a backup has to bring back, as the program reads it."""
    engine = make_engine(url, pool_size=1)
    async with engine.connect() as connection:
        found = {}
        for table in stored_tables():
            rows = await connection.execute(sa.select(table))
            found[table.name] = sorted((tuple(row) for row in rows), key=str)
    await engine.dispose()
    return found


async def column(url: str, of: sa.Column[Any]) -> set[Any]:
    engine = make_engine(url, pool_size=1)
    async with engine.connect() as connection:
        found = set((await connection.execute(sa.select(of))).scalars())
    await engine.dispose()
    return found


async def columns_at(revision: str, url: str) -> dict[str, set[str]]:
    """Which columns each table had at an earlier revision."""

    def look(connection: sa.Connection) -> dict[str, set[str]]:
        upgrade(connection, to=revision)
        there = sa.inspect(connection)
        return {name: {each["name"] for each in there.get_columns(name)} for name in there.get_table_names()}

    async with changing_schema(url) as connection:
        return await connection.run_sync(look)


async def execute(url: str, statement: sa.Executable) -> None:
    engine = make_engine(url, pool_size=1).execution_options(aufruf_writes=True)
    async with engine.begin() as connection:
        await connection.execute(statement)
    await engine.dispose()


def without(rows: Rows, *columns: sa.Column[Any]) -> Rows:
    """The rows without what a restore raises."""
    left = {name: list(each) for name, each in rows.items() if name != "restoration"}
    for of in columns:
        index = list(of.table.columns).index(of)
        left[of.table.name] = [row[:index] + row[index + 1 :] for row in left[of.table.name]]
    return left


RAISED = (t.office_day.c.generation, t.office.c.version)


@pytest.fixture
def town(new_database: NewDatabase) -> Callable[[str], str]:
    """A morning of the demo town, up to date, on the engine asked for."""

    def make(engine: str) -> str:
        url = new_database(engine)
        fill(url, RELEASE)
        wait_for(migrate(url))
        return url

    return make


@pytest.fixture
def backup(town: Callable[[str], str], tmp_path: Path) -> Path:
    file = tmp_path / "town.backup"
    assert wait_for(backed_up(town("sqlite"), file)) == DONE
    return file


@pytest.mark.parametrize("there", ["sqlite", "postgresql"])
@pytest.mark.parametrize("here", ["sqlite", "postgresql"])
async def test_everything_comes_back_on_either_database(
    town: Callable[[str], str], new_database: NewDatabase, tmp_path: Path, here: str, there: str
) -> None:
    old, new, file = town(here), new_database(there), tmp_path / "town.backup"
    before = await rows_of(old)
    assert await backed_up(old, file) == DONE
    assert await restored(new, file) == DONE
    after = await rows_of(new)
    assert without(after, *RAISED) == without(before, *RAISED)
    assert await rows_of(old) == before

    known = given_out(old, RELEASE)
    async with app_over(new, rehearsal=True, secret_key=known["key"]) as app, client_of(app) as client:
        clerk = {"Authorization": f"Bearer {known['clerk']}"}
        called = await client.post("/api/v1/offices/rathaus/counters/7/call-next", headers=clerk)
        assert called.status_code == 200, called.text
        assert (await client.get(known["ticket"]["status_url"])).is_success


async def test_a_restore_begins_a_generation_that_nobody_can_have_seen(
    town: Callable[[str], str], tmp_path: Path
) -> None:
    url, file = town("sqlite"), tmp_path / "town.backup"
    await backed_up(url, file)
    began = dt.datetime.now(dt.UTC)
    await execute(url, sa.update(t.office).values(version=70))
    assert await restored(url, file, replace=True) == DONE
    [first] = await column(url, t.office_day.c.generation)
    assert first >= int((began - EPOCH).total_seconds())
    assert await column(url, t.office.c.version) == {71}

    assert await restored(url, file, replace=True) == DONE  # at once: seconds alone would not do
    [second] = await column(url, t.office_day.c.generation)
    assert first < second <= max(first + 1, int((dt.datetime.now(dt.UTC) - EPOCH).total_seconds()))
    assert await column(url, t.office.c.version) == {72}
    await execute(url, sa.update(t.office_day).values(generation=2_000_000_000))  # a clock was wrong
    await backed_up(url, file, force=True)
    await execute(url, sa.update(t.office_day).values(generation=0))
    assert await restored(url, file, replace=True) == DONE
    assert await column(url, t.office_day.c.generation) == {2_000_000_001}
    assert await column(url, t.restoration.c.generation) == {second, 2_000_000_001}


async def test_a_day_that_begins_after_a_restore_is_of_its_generation(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    url, file = new_database("postgresql"), tmp_path / "town.backup"
    db = await open_database(url)
    await small_town(db)
    await backed_up(url, file)
    await restored(url, file, replace=True)
    async with db.transaction() as tx:
        await tx.lock("mitte")
    await db.close()
    assert await column(url, t.office_day.c.generation) == await column(url, t.restoration.c.generation)


async def test_only_an_empty_database_is_filled_unless_said_otherwise(
    backup: Path, new_database: NewDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    url = new_database("postgresql")
    await migrate(url)  # made, and never used
    assert await restored(url, backup) == DONE
    await execute(url, sa.insert(t.service).values(id="new", name="New", duration_minutes=5))
    before = await rows_of(url)
    assert await restored(url, backup) == REFUSED
    assert (
        "the database is not empty: to put the backup in its place add --replace" in capsys.readouterr().err
    )
    assert await rows_of(url) == before
    assert await restored(url, backup, replace=True) == DONE
    assert "new" not in await column(url, t.service.c.id)


async def test_a_database_of_something_else_is_left_alone(
    backup: Path, new_database: NewDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    other, later = new_database("sqlite"), new_database("sqlite")
    await execute(other, sa.text("CREATE TABLE appointment (id INTEGER)"))
    assert await restored(other, backup, replace=True) == REFUSED
    assert "tables of something else" in capsys.readouterr().err
    await migrate(later)
    await execute(later, sa.text("UPDATE alembic_version SET version_num = 'later'"))
    assert await restored(later, backup, replace=True) == REFUSED
    assert "of a later version than this program" in capsys.readouterr().err


def lines_of(backup: Path) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(backup.read_bytes()).splitlines()]


def write(file: Path, lines: list[Any]) -> Path:
    """A file that says of itself that it is whole."""
    header, *rows, footer = lines
    text = b"".join(json.dumps(line).encode() + b"\n" for line in (header, *rows))
    counted: dict[str, int] = {}
    for row in rows:
        counted[row[0]] = counted.get(row[0], 0) + 1
    footer = {"rows": counted, "sha256": hashlib.sha256(text).hexdigest()}
    file.write_bytes(gzip.compress(text + json.dumps(footer).encode() + b"\n"))
    return file


def cut(backup: bytes) -> bytes:
    return backup[: len(backup) // 2]


def altered(backup: bytes) -> bytes:
    return backup[:5000] + bytes([backup[5000] ^ 1]) + backup[5001:]


def edited(backup: bytes) -> bytes:
    text = gzip.decompress(backup)
    assert b"Ada" in text
    return gzip.compress(text.replace(b"Ada", b"Eva"))


def without_end(backup: bytes) -> bytes:
    return gzip.compress(b"".join(gzip.decompress(backup).splitlines(keepends=True)[:-1]))


def without_a_row(backup: bytes) -> bytes:
    lines = gzip.decompress(backup).splitlines(keepends=True)
    return gzip.compress(b"".join(lines[:100] + lines[101:]))


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if "backup" in each.name]


def damage(file: Path, how: Callable[[bytes], bytes]) -> None:
    file.write_bytes(how(file.read_bytes()))


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "cut": cut,
    "altered": altered,
    "edited": edited,
    "without its end": without_end,
    "without a row": without_a_row,
    "with something behind it": lambda backup: backup + b"more",
    "empty": lambda _: b"",
    "text": lambda _: b"offices: 3\n",
    "another archive": lambda _: gzip.compress(b'{"offices": 3}\n'),
    "nothing in it": lambda _: gzip.compress(b""),
}


@pytest.mark.parametrize("how", DAMAGED)
async def test_a_damaged_file_is_refused_and_nothing_is_touched(
    backup: Path, town: Callable[[str], str], capsys: pytest.CaptureFixture[str], how: str
) -> None:
    url = town("sqlite")
    before = await rows_of(url)
    damage(backup, DAMAGED[how])
    capsys.readouterr()
    assert await restored(url, backup, replace=True) == BAD_INPUT
    said = capsys.readouterr().err
    assert said.startswith(f"aufruf: {backup}: it ")
    assert said.count("\n") == 1
    assert await rows_of(url) == before


async def test_a_file_that_does_not_fit_together_is_taken_back_whole(
    backup: Path, town: Callable[[str], str], new_database: NewDatabase, tmp_path: Path
) -> None:
    lines = [line for line in lines_of(backup) if not (isinstance(line, list) and line[0] == "tenant")]
    orphaned = write(tmp_path / "orphaned", lines)
    url = town("sqlite")
    before = await rows_of(url)
    assert await restored(url, orphaned, replace=True) == BAD_INPUT
    assert await rows_of(url) == before

    empty = new_database("postgresql")
    await migrate(empty)
    with pytest.raises(sa.exc.IntegrityError):
        await restored(empty, orphaned)
    assert not any((await rows_of(empty)).values())


async def test_a_cell_of_the_wrong_kind_is_refused_without_saying_what_it_holds(
    backup: Path, new_database: NewDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = lines_of(backup)
    columns = [name for name, _ in lines[0]["tables"]["appointment"]]
    appointment = next(line for line in lines[1:] if line[0] == "appointment")
    for name in ("minutes", "start_at", "date", "name"):
        kept, index = list(appointment), columns.index(name) + 1
        appointment[index] = 5 if name == "name" else "Ada Beispiel"
        wrong = write(tmp_path / f"wrong {name}", lines)
        appointment[:] = kept
        assert await restored(new_database("postgresql"), wrong) == BAD_INPUT
        assert "Ada" not in capsys.readouterr().err


async def test_a_backup_of_a_later_version_is_refused(
    backup: Path, new_database: NewDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, *rest = lines_of(backup)
    later = write(tmp_path / "later", [header | {"revision": "9999"}, *rest])
    assert await restored(new_database("sqlite"), later) == REFUSED
    assert "made by a later version" in capsys.readouterr().err
    other = write(tmp_path / "other", [header | {"format": 2}, *rest])
    assert await restored(new_database("sqlite"), other) == BAD_INPUT
    assert "format 2" in capsys.readouterr().err


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_a_backup_of_an_earlier_revision_is_brought_up_to_date(
    backup: Path, new_database: NewDatabase, tmp_path: Path, engine: str
) -> None:
    header, *rows, footer = lines_of(backup)
    had = await columns_at("0001", new_database("sqlite"))
    tables = {
        name: [each for each in kinds if each[0] in had[name]]
        for name, kinds in header["tables"].items()
        if name in had
    }
    kept = {
        name: [index for index, (column, _) in enumerate(kinds, 1) if column in had[name]]
        for name, kinds in header["tables"].items()
        if name in had
    }
    rows = [[row[0], *(row[index] for index in kept[row[0]])] for row in rows if row[0] in tables]
    earlier = write(tmp_path / "earlier", [header | {"revision": "0001", "tables": tables}, *rows, footer])
    url = new_database(engine)
    assert await restored(url, earlier) == DONE
    assert await migrate(url) is False
    days = await rows_of(url)
    assert len(days["office_day"]) == len([row for row in rows if row[0] == "office_day"])
    assert len(days["visit"]) == len([row for row in rows if row[0] == "visit"])


async def test_a_backup_is_for_its_owner_only_and_never_written_over_by_mistake(
    town: Callable[[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, file = town("sqlite"), tmp_path / "town.backup"
    assert await backed_up(url, file) == DONE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    said = capsys.readouterr().out
    assert "The secret key is not in it" in said
    assert "secret.key" in said
    held = file.read_bytes()
    with pytest.raises(FileExistsError):
        await backed_up(url, file)
    assert file.read_bytes() == held
    await execute(url, sa.update(t.tenant).values(name="Another"))
    assert await backed_up(url, file, force=True) == DONE
    assert file.read_bytes() != held
    assert b"Another" in gzip.decompress(file.read_bytes())

    await execute(url, sa.text("DROP TABLE outbox"))
    with pytest.raises(sa.exc.OperationalError):
        await backed_up(url, tmp_path / "broken.backup")
    assert names_in(tmp_path) == ["town.backup"]


async def test_what_cannot_be_backed_up_is_said(
    new_database: NewDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, file = new_database("postgresql"), tmp_path / "town.backup"
    assert await backed_up(old, file) == REFUSED
    assert "nothing to back up" in capsys.readouterr().err
    await asyncio.to_thread(fill, old, RELEASE)
    assert await backed_up(old, file) == REFUSED
    assert "aufruf migrate" in capsys.readouterr().err
    assert not file.exists()


async def test_another_secret_key_than_then_is_said(
    backup: Path, new_database: NewDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    url = new_database("sqlite")
    capsys.readouterr()
    assert await restored(url, backup) == DONE
    assert capsys.readouterr().err == ""
    assert await restored(url, backup, replace=True, key="another secret key for tests") == DONE
    assert "another than then" in capsys.readouterr().err


def test_every_table_is_backed_up_or_left_out_on_purpose() -> None:
    assert {*stored_tables(), *PASSING} == set(t.metadata.sorted_tables)
    assert {table.name for table in PASSING} == {"session", "rate_limit", "leadership"}
    for table in stored_tables():
        for each in table.columns:
            assert kind_of(each)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from aufruf.cli_catalogue import run_export, run_import
from aufruf.db.transaction import Database
from tests.builders import open_database, small_town
from tests.large_town import large_town


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    opened = await open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of a large town."""
    found = tmp_path / "town"
    found.mkdir()
    for name, content in large_town().items():
        (found / name).write_bytes(content)
    return found


async def bring_in(db: Database, folder: Path, *, dry_run: bool = False) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = await run_import(db, folder, dry_run=dry_run, out=out, err=err)
    return status, out.getvalue(), err.getvalue()


async def written(db: Database, folder: Path) -> dict[str, bytes]:
    out, err = io.StringIO(), io.StringIO()
    assert await run_export(db, folder, out=out, err=err) == 0
    assert err.getvalue() == ""
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_an_import_says_what_it_did(db: Database, folder: Path) -> None:
    status, out, err = await bring_in(db, folder)
    assert (status, err) == (0, "")
    assert "offices: 109 new, 0 changed, 0 unchanged\n" in out
    assert "services: 287 new, 0 changed, 0 unchanged\n" in out
    status, out, _ = await bring_in(db, folder)
    assert status == 0
    assert "Everything was as in the files: nothing changed.\n" in out


async def test_bad_rows_are_listed_and_nothing_is_stored(db: Database, folder: Path, tmp_path: Path) -> None:
    before = await written(db, tmp_path / "before")
    with (folder / "services.csv").open("a") as file:
        file.write("hund,Hundesteuer,viel,,,,,\n")
    with (folder / "office_services.csv").open("a") as file:
        file.write("nirgends,hund,,,\n")
    status, out, err = await bring_in(db, folder)
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        'services.csv:289: duration_minutes: "viel" is not a whole number from 1 to 1440',
        'office_services.csv:528: the office "nirgends" is not in offices.csv',
        "Nothing was stored: 2 bad rows.",
    ]
    assert await written(db, tmp_path / "after") == before


async def test_a_dry_run_says_what_would_change_and_stores_nothing(
    db: Database, folder: Path, tmp_path: Path
) -> None:
    before = await written(db, tmp_path / "before")
    status, out, _ = await bring_in(db, folder, dry_run=True)
    assert status == 0
    assert "offices: 109 new, 0 changed, 0 unchanged\n" in out
    assert out.endswith("This was a dry run: nothing was stored.\n")
    assert await written(db, tmp_path / "after") == before


async def test_a_dry_run_finds_bad_rows_too(db: Database, folder: Path) -> None:
    (folder / "offices.csv").unlink()
    status, _, err = await bring_in(db, folder, dry_run=True)
    assert status == 2
    assert err.startswith("offices.csv:1: the file is missing\n")


async def test_a_warning_does_not_stop_an_import(db: Database, folder: Path) -> None:
    (folder / "closure.csv").write_text("office\n")
    status, _, err = await bring_in(db, folder)
    assert status == 0
    assert err == "warning: closure.csv:1: this file is not known and was passed over\n"


async def test_a_folder_that_is_not_there_is_bad_input(db: Database, tmp_path: Path) -> None:
    status, _, err = await bring_in(db, tmp_path / "nowhere")
    assert status == 2
    assert err == f"{tmp_path / 'nowhere'}: No such file or directory\n"


async def test_what_is_kept_though_gone_is_named(db: Database, folder: Path) -> None:
    await small_town(db)
    _, out, _ = await bring_in(db, folder)
    assert "1 kept though no longer in the files (mitte)\n" in out


async def test_what_was_exported_imports_unchanged_and_is_exported_the_same(
    db: Database, folder: Path, tmp_path: Path
) -> None:
    await small_town(db)
    await bring_in(db, folder)
    first = await written(db, tmp_path / "first")
    assert len(first) == 8
    status, out, _ = await bring_in(db, tmp_path / "first")
    assert status == 0
    assert "nothing changed" in out
    assert await written(db, tmp_path / "second") == first


async def test_an_export_that_cannot_be_written_is_refused(db: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    err = io.StringIO()
    assert await run_export(db, tmp_path / "file", out=io.StringIO(), err=err) == 1
    assert err.getvalue() == f"{tmp_path / 'file'}: File exists\n"

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
from aufruf.actions.importing import import_catalogue, read_catalogue
from aufruf.domain.importing import write_catalogue
from aufruf.reads.export import stored_catalogue
from tests.builders import open_database
from tests.shared import DATA


async def test_the_catalogue_of_a_large_town_comes_in_and_the_second_time_changes_nothing(
    database_url: str,
) -> None:
    files = {path.name: path.read_bytes() for path in (DATA / "munich").glob("*.csv")}
    catalogue = read_catalogue(files)
    assert catalogue.warnings == ()
    db = await open_database(database_url)
    async with db.transaction() as tx:
        first = await import_catalogue(tx, catalogue=catalogue)
    new = [first.tallies[kind].new for kind in ("offices", "services", "services offered")]
    assert new == [109, 287, 526]
    async with db.transaction() as tx:
        second = await import_catalogue(tx, catalogue=catalogue)
    assert not second.has_changed
    assert [second.tallies[k].unchanged for k in ("offices", "services", "services offered")] == new
    async with db.reading(snapshot=True) as reading:
        written = write_catalogue(await stored_catalogue(reading))
    async with db.transaction() as tx:
        third = await import_catalogue(tx, catalogue=read_catalogue(written))
    assert not third.has_changed
    await db.close()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The disk of an office's SQLite is full for a while."""

import errno
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import databases
from tests.faults.aftermath import all_is_well
from tests.faults.hosts import host
from tests.faults.people import a_busy_day, somebody, until
from tests.faults.programs import only_as_root, program
from tests.faults.screens import fresh, walls
from tests.faults.town import found

pytestmark = pytest.mark.xdist_group("faults")

SIZE = "16m"
REFUSED = (503, "unavailable")
SAYS_SO = ["the database does not answer", "the database answers again"]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    only_as_root("a disk is mounted")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = program("mount", "mount"), program("umount", "mount")
    subprocess.run([mount, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True)
    yield folder
    subprocess.run([umount, "--lazy", folder], check=True)


def fill(file: Path) -> None:
    """Take all the room that is left."""
    with file.open("wb", buffering=0) as full:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    full.write(bytes(size))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


async def test_on_a_full_disk_writes_are_refused_in_words_and_later_all_goes_on(
    disk: Path, sqlite_template: Path
) -> None:
    url = databases.copied_file(sqlite_template, disk / "aufruf.db")
    town = await found(url)
    with host(url) as server:
        async with walls(town, [server.url]) as screens, somebody(town, server.url) as people:
            async with a_busy_day(people):
                await people.goes_on()
                fill(disk / "everything else")
                await until(lambda: people.answers[REFUSED] > 10, "writes are refused", within=30)
                async with httpx.AsyncClient(base_url=server.url, trust_env=False) as client:
                    assert (await client.get("/api/v1/offices")).status_code == httpx.codes.OK
                assert (await fresh(server.url, town))["type"] == "snapshot"
                (disk / "everything else").unlink()
                await people.goes_on()
            failed = {said for said in people.answers if said[0] >= httpx.codes.BAD_REQUEST}
            assert failed == {REFUSED}
            await all_is_well(town, people, screens, [server], log_says=SAYS_SO)
            assert [screen.lost for screen in screens] == [[], []]

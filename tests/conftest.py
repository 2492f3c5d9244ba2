# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for. One PostgreSQL serves the whole run, and starts when a test first needs it."""

import fcntl
import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from tests import databases
from tests.browser import browser, page
from tests.databases import Migrate, NewDatabase
from tests.postgres import Postgres
from tests.throwaway import throwaway_folder

__all__ = ["browser", "page"]  # fixtures that live in modules of their own

RUN_FOLDER = pytest.StashKey[Path]()
MEMORY = Path("/dev/shm")  # a file system in memory, where a Linux has one
MEMORY_NEEDED = 2 * 2**30  # bytes; a whole run was seen to take 0.3 GiB at most


def keep_files_in_memory() -> None:
    """Have all files of the run, its browsers' and databases' too, where there is no disk to wait for.

    Programs under test say "fsync" with each commit: on a busy disk that takes as long as the rest of a test.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED:
        os.environ.setdefault("TMPDIR", str(MEMORY))  # the workers and all that they start see it too
        tempfile.tempdir = None  # whoever asked before was given another


def pytest_configure(config: pytest.Config) -> None:
    worker: dict[str, Any] | None = getattr(config, "workerinput", None)
    if worker is not None:
        config.stash[RUN_FOLDER] = Path(worker["run_folder"])
        return
    keep_files_in_memory()
    ending = ExitStack()
    config.stash[RUN_FOLDER] = ending.enter_context(throwaway_folder("tests"))
    config.add_cleanup(ending.close)


def pytest_collection_finish() -> None:
    """Have the collector pass over what stays: without that a third of what a test takes is looking at it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a pytest-xdist worker where the run lives: its cluster must outlast the worker that starts it."""
    node.workerinput["run_folder"] = str(node.config.stash[RUN_FOLDER])


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> str:
    """The address of a PostgreSQL on which tests may make databases."""
    if given := os.environ.get("AUFRUF_TEST_POSTGRES_URL"):
        return make_url(given).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)
    folder = pytestconfig.stash[RUN_FOLDER]
    address = folder / "address"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the workers come at the same time
        if not address.exists():
            postgres = Postgres(folder=folder)
            postgres.start()
            address.write_text(postgres.url)
    return address.read_text()


@pytest.fixture(scope="session")
def migrate() -> Migrate:
    from aufruf.db.migrate import migrate  # noqa: PLC0415 - tests of pure rules start without the database

    return migrate


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, migrate: Migrate) -> Iterator[str]:
    name = f"aufruf_template_{uuid.uuid4().hex}"
    url = databases.create_database(postgres_server, name)
    databases.wait_for(migrate(url))
    yield name
    databases.drop_database(postgres_server, name)


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """An empty, migrated database on PostgreSQL."""
    name = f"aufruf_test_{uuid.uuid4().hex}"
    yield databases.create_database(postgres_server, name, template=postgres_template)
    databases.drop_database(postgres_server, name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, migrate: Migrate) -> Path:
    return databases.migrated_file(tmp_path_factory.mktemp("template") / "aufruf.sqlite", migrate)


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """An empty, migrated database in a file."""
    return databases.copied_file(sqlite_template, tmp_path / "aufruf.sqlite")


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewDatabase]:
    """Makes databases in which there is nothing at all, on the engine asked for."""
    made = list[str]()

    def make(engine: str) -> str:
        name = f"aufruf_new_{uuid.uuid4().hex}"
        if engine == "sqlite":
            return databases.sqlite_url_of(tmp_path / f"{name}.sqlite")
        made.append(name)
        return databases.create_database(request.getfixturevalue("postgres_server"), name)

    yield make
    for name in made:
        databases.drop_database(request.getfixturevalue("postgres_server"), name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty, migrated database, once on each engine."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url

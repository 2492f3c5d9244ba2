# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real PostgreSQL that lives as long as its tests: started, stopped, killed and thrown away."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests import databases, keeper
from tests.ports import free_port
from tests.postgres_binaries import Source, find_binaries
from tests.throwaway import throwaway_folder

SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
max_connections = 300
shared_buffers = 64MB
fsync = off  # tests kill the server, not the machine's power
timezone = 'UTC'
log_timezone = 'UTC'
"""
ATTEMPTS = 3  # somebody else may take the free port in the moment before PostgreSQL does


class PostgresFailed(Exception):
    """PostgreSQL's own words why a command of ours did not work."""


class Postgres:
    """One throwaway cluster, trusting everybody on this machine: `with Postgres() as postgres: …`.

    Given a folder, it lives there and whoever made the folder clears it away.
    """

    def __init__(self, *, source: Source | None = None, folder: Path | None = None) -> None:
        self._ending = ExitStack()
        self.folder = folder or self._ending.enter_context(throwaway_folder("postgres"))
        self.port = 0
        self._source = source
        self._data = self.folder / "data"
        self._log = self.folder / "postgres.log"

    @property
    def url(self) -> str:
        """The address of the database `postgres`, from which others are made."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/postgres"

    @property
    def is_running(self) -> bool:
        # Not `pg_ctl status`: it takes a dead process that nobody has collected yet for a running one.
        return bool(keeper.processes_in(self._data))

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self._ending.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._ending.close()

    def start(self) -> None:
        """Start it, the first time on a free port, later on the same one again."""
        if self.port:
            self._run("pg_ctl", "start", "--wait", f"--log={self._log}")
        else:
            self._make_cluster()
            self._start_on_a_free_port()

    def stop(self) -> None:
        """Shut it down in order; its clients are disconnected."""
        if self.is_running:
            self._run("pg_ctl", "stop", "--mode=fast", "--wait")

    def kill(self) -> None:
        """End every process of it at once, as a crash does."""
        lock = self._data / "postmaster.pid"
        with suppress(ProcessLookupError):  # the first, before it can replace the others
            os.kill(int(lock.read_text().split()[0]), signal.SIGKILL)
        if not keeper.end_processes(self._data, how=signal.SIGKILL):
            raise PostgresFailed(f"these outlive a SIGKILL: {keeper.processes_in(self._data)}")
        # PostgreSQL takes a dead process that nobody has collected yet for a living one, and would not start.
        for left in (lock, self.folder / f".s.PGSQL.{self.port}.lock"):
            left.unlink()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Within the block every process of it stands still: it takes connections and answers nothing."""
        self._send(signal.SIGSTOP)
        try:
            yield
        finally:
            self._send(signal.SIGCONT)

    def _send(self, how: signal.Signals) -> None:
        for process in keeper.processes_in(self._data):
            os.kill(process, how)

    def restart(self) -> None:
        self.stop()
        self.start()

    def create_database(self, name: str, *, template: str | None = None) -> str:
        return databases.create_database(self.url, name, template=template)

    def drop_database(self, name: str) -> None:
        databases.drop_database(self.url, name)

    def _make_cluster(self) -> None:
        self._binaries = find_binaries(self._source, self.folder)
        if os.geteuid() == 0:
            shutil.chown(self.folder, *_nobody())
        self._run("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--locale=C.UTF-8")
        shutil.copy(self._data / "postgresql.conf", self.folder / "postgresql.conf.initdb")

    def _start_on_a_free_port(self) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            self._take(free_port())
            try:
                self.start()
            except PostgresFailed:
                if attempt == ATTEMPTS:
                    raise
            else:
                break

    def _take(self, port: int) -> None:
        self.port = port
        as_made = (self.folder / "postgresql.conf.initdb").read_text()
        ours = SETTINGS.format(port=port, folder=self.folder)
        (self._data / "postgresql.conf").write_text(as_made + ours)

    def _run(self, program: str, *arguments: str) -> None:
        done = self._command(program, *arguments)
        if done.returncode:
            log = self._log.read_text()[-2000:] if self._log.exists() else ""
            raise PostgresFailed(f"{program} {arguments}: {done.stdout}{done.stderr}{log}")

    def _command(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        identity: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            user, group = _nobody()
            identity = {"user": user, "group": group, "extra_groups": []}
        return subprocess.run(
            [self._binaries / program, f"--pgdata={self._data}", *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},  # not the developer's own PGHOST and the like
            timeout=60,
            **identity,
        )


def _nobody() -> tuple[int, int]:
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid

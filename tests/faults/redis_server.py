# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real Redis of the test's own, which remembers nothing."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.programs import program
from tests.ports import free_port, until_listening
from tests.throwaway import throwaway_folder


@dataclass(slots=True)
class Redis:
    """`redis-server` on a port of its own: started, killed and started again there."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        quiet = ("--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(self.folder))
        self.process = subprocess.Popen(
            [program("redis-server", "redis-server"), "--port", str(self.port), *quiet],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
        until_listening(self.port, "Redis")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextmanager
def redis() -> Iterator[Redis]:
    with throwaway_folder("redis") as folder:
        one = Redis(folder)
        one.start()
        try:
            yield one
        finally:
            one.kill()

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server as a real process of its own, as an office runs it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.ports import free_port
from tests.throwaway import throwaway_folder

SERVE = (sys.executable, "-m", "aufruf.cli", "serve")
READY_WITHIN = 30  # seconds; the first start migrates
STOPPED_WITHIN = 10


class ServerFailed(Exception):
    """The server did not come up, or did not go; with the end of its log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningServer:
    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")


@contextmanager
def running_server(
    env: Mapping[str, str],
    args: Sequence[str] = (),
    *,
    program: Sequence[str] = SERVE,
    ready_within: float = READY_WITHIN,
) -> Iterator[RunningServer]:
    """Serve on a free port until the block ends; nothing of it is left in the repository or running.

    Of the caller's own environment it sees everything but AUFRUF_…: those are the test's to give.
    """
    port = free_port()
    command = [*program, "--host", "127.0.0.1", "--port", str(port), *args]
    surroundings = {name: text for name, text in os.environ.items() if not name.startswith("AUFRUF_")}
    with throwaway_folder("server") as folder, (folder / "server.log").open("wb") as log:
        with subprocess.Popen(
            command,
            cwd=folder,  # also where ./data lands
            env={**surroundings, **env},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as process:
            server = RunningServer(port=port, folder=folder, process=process)
            try:
                _await_life(server, ready_within)
                yield server
            finally:
                process.terminate()
                stopped = _ends(process)
        if not stopped:
            raise ServerFailed(f"SIGTERM did not end it within {STOPPED_WITHIN} s:\n{server.log[-4000:]}")


def _await_life(server: RunningServer, ready_within: float) -> None:
    deadline = time.monotonic() + ready_within
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            if httpx.get(f"{server.url}/health/live", trust_env=False, timeout=2).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise ServerFailed(f"It is not alive (exit code {server.process.poll()}):\n{server.log[-4000:]}")


def _ends(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(timeout=STOPPED_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        return False
    return True

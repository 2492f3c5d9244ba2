# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server as its fate has it: killed, stopped, started again on the same port; its log goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.ports import free_port
from tests.servers import SERVE, ServerFailed
from tests.throwaway import throwaway_folder
from tests.web.served import KEY

READY_WITHIN = 60  # seconds, on a busy machine
STOPPED_WITHIN = 20
REPOSITORY = Path(__file__).parents[2]
SETTINGS = {
    "AUFRUF_SECRET_KEY": KEY,
    "AUFRUF_REHEARSAL": "1",
    "AUFRUF_RATE_LIMIT": "off",
    "AUFRUF_CLOCK_START": "2026-11-23T09:00:00+01:00",
}


RUNNING: list["Host"] = []
ENDED: list[tuple[str, str]] = []
"""All of this moment; address and log of those that have ended within a test: both are shown if it fails."""


@dataclass(slots=True, kw_only=True, eq=False)
class Host:
    """`aufruf serve` on a port of its own."""

    folder: Path
    settings: Mapping[str, str]
    program: Sequence[str] = SERVE
    args: Sequence[str] = ()
    address: str = "127.0.0.1"
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None
    read_from: int = 0  # bytes of the log that were about earlier things

    @property
    def url(self) -> str:
        return f"http://{self.address}:{self.port}"

    @property
    def log(self) -> str:
        return self._log.read_bytes()[self.read_from :].decode(errors="replace")

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def turn_the_page(self) -> None:
        """What the log says from now on is about the next thing."""
        self.read_from = self._log.stat().st_size

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What the log says, line by line; what is no line of ours stands there under `stray`."""
        return [_read(line) for line in self.log.splitlines()]

    def said(self, event: str) -> list[dict[str, Any]]:
        """The lines that say this."""
        return [line for line in self.lines if event in str(line.get("event", ""))]

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def memory(self) -> int:
        """Bytes that the process keeps in memory."""
        fields = Path(f"/proc/{self.pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")

    @property
    def handles(self) -> int:
        """Files and connections that it has open."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def launch(self) -> None:
        """Start it, and do not wait until it serves."""
        command = [*self.program, "--host", self.address, "--port", str(self.port), *self.args]
        surroundings = {name: text for name, text in os.environ.items() if not name.startswith("AUFRUF_")}
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                env={**surroundings, **self.settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def start(self) -> None:
        self.launch()
        self.await_life()

    def await_life(self, path: str = "/health/ready") -> None:
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline and self.is_running:
            try:
                if httpx.get(f"{self.url}{path}", trust_env=False, timeout=5).is_success:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        raise ServerFailed(f"{path} does not answer:\n{self.log[-4000:]}")

    def kill(self) -> None:
        """As the kernel does when memory is short: no farewell."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """As systemd does."""
        if not self.is_running:
            return
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise ServerFailed(f"SIGTERM did not end it:\n{self.log[-4000:]}") from None


def _read(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {"stray": line}
    return found if isinstance(found, dict) else {"stray": line}


@contextmanager
def host(
    url: str,
    *,
    program: Sequence[str] = SERVE,
    args: Sequence[str] = (),
    starts: bool = True,
    settings: Mapping[str, str] | None = None,
    address: str = "127.0.0.1",
) -> Iterator[Host]:
    """A server over this database, in a rehearsal that begins on the Monday of the tests at nine."""
    with throwaway_folder("host") as folder:
        given = SETTINGS | {"AUFRUF_DATABASE_URL": url, "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}"}
        given |= settings or {}
        one = Host(folder=folder, settings=given, program=program, args=args, address=address)
        RUNNING.append(one)
        try:
            if starts:
                one.start()
            yield one
        finally:
            one.stop()
            RUNNING.remove(one)
            ENDED.append((one.url, one.log))


@contextmanager
def hosts(
    url: str, *programs: Sequence[str], settings: Mapping[str, str] | None = None
) -> Iterator[list[Host]]:
    """Several servers on one database, all started at once."""
    with ExitStack() as stack:
        found = [
            stack.enter_context(host(url, program=program, starts=False, settings=settings))
            for program in programs
        ]
        for each in found:
            each.launch()
        for each in found:
            each.await_life()
        yield found


def altered(prelude: str) -> tuple[str, ...]:
    """`aufruf serve` of which something was altered before it starts, for instance how long it waits."""
    program = f"{prelude}\nimport sys\nfrom aufruf.cli import main\nsys.exit(main(['serve', *sys.argv[1:]]))"
    return (sys.executable, "-c", program)

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf-kiosk` as a process of its own, as it runs on a terminal; and a browser's requests to it."""

import json
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.ports import free_port

PROGRAM = (sys.executable, "-m", "aufruf_kiosk.program")
API = "/api/v1/kiosk"
READY_WITHIN = 30.0
PATIENCE = 20.0


@dataclass(slots=True, kw_only=True, eq=False)
class Terminal:
    """The terminal: its folder with token and ledger, and its program."""

    folder: Path
    server: str
    printer: str | None = None
    token: str | None = None
    program: Sequence[str] = PROGRAM
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "kiosk.log").read_text(errors="replace")

    def command(self, *more: str) -> list[str]:
        printer = [] if self.printer is None else ["--printer", self.printer]
        where = ["--server", self.server, "--port", str(self.port), "--data-dir", str(self.folder / "data")]
        return [*self.program, *where, *printer, *more]

    def let_in(self) -> None:
        """Put the token where it belongs."""
        data = self.folder / "data"
        data.mkdir(mode=0o700, exist_ok=True)
        file = data / "token"
        file.touch(mode=0o600)
        file.write_text(self.token or "")

    def set_up(self) -> str:
        """Get everything that is needed without a network; what it said."""
        if self.token is not None:
            self.let_in()
        done = subprocess.run(
            self.command("--set-up"), capture_output=True, text=True, timeout=60, check=True
        )
        return done.stdout

    def start(self, *more: str) -> None:
        with (self.folder / "kiosk.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(*more), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        self.wait_until(self._answers)

    def kill(self) -> None:
        """As when the plug is pulled: no farewell."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """As systemd does; its exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=15)

    def look(self) -> dict[str, Any]:
        return dict(httpx.get(f"{self.url}{API}", trust_env=False).json())

    def touch(
        self, path: str = "/tickets", body: dict[str, Any] | None = None, *, key: str | None = None
    ) -> httpx.Response:
        """Somebody touches the screen."""
        return httpx.post(
            f"{self.url}{API}{path}",
            json={"services": ["ausweis"]} if body is None else body,
            headers={"Idempotency-Key": key or secrets.token_hex(16), "Accept-Language": "de"},
            trust_env=False,
            timeout=15,
        )

    def ticket(self, **wish: Any) -> dict[str, Any]:
        """The same, and there is a ticket."""
        answer = self.touch(body={"services": ["ausweis"], **wish})
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def is_online(self) -> bool:
        with suppress(httpx.HTTPError, json.JSONDecodeError):
            return self.look().get("offline_since", "unknown") is None
        return False

    def ledger(self, what: str = "key, state, letter, ordinal, result") -> list[tuple[Any, ...]]:
        """What lies in the ledger."""
        with sqlite3.connect(f"file:{self.folder}/data/kiosk.db?mode=ro", uri=True) as db:
            rows = db.execute(f"SELECT {what} FROM entry ORDER BY at, ordinal").fetchall()  # noqa: S608
        db.close()
        return [tuple(row) for row in rows]

    def wait_until(self, happened: Callable[[], object], *, within: float = PATIENCE) -> None:
        ends = time.monotonic() + within
        while not happened():
            assert time.monotonic() < ends, f"not within {within} s:\n{self.log[-3000:]}"
            assert self.process is None or self.process.poll() is None, self.log[-3000:]
            time.sleep(0.05)

    def _answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.url}/kiosk", trust_env=False, timeout=5).status_code == 200
        return False


@contextmanager
def terminal(folder: Path, server: str, **facts: Any) -> Iterator[Terminal]:
    """A terminal whose program ends with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    os.chmod(folder, 0o755)  # noqa: PTH101, S103 (what is secret lies deeper)
    here = Terminal(folder=folder, server=server, **facts)
    try:
        yield here
    finally:
        if here.process is not None and here.process.poll() is None:
            here.process.kill()
            here.process.wait()

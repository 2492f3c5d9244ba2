# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that keep a server running: `serve`, `clock advance`."""

import datetime as dt
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from uvicorn.supervisors import Multiprocess

from aufruf import metrics
from aufruf.actions import pacing
from aufruf.cli_database import BAD_INPUT, DONE, REFUSED, Commands, Options, nothing, say, with_database
from aufruf.db.transaction import Database
from aufruf.demo.options import is_demo
from aufruf.domain.errors import NotValid
from aufruf.settings import Settings
from aufruf.web import logs
from aufruf.web.listening import listen, server_config

APP = "aufruf.cli:app"  # makes the application, in each worker
SHARED_MEMORY = "/dev/shm"  # noqa: S108 (what is in it has a name that was not there before)
PART = re.compile(r"(\d+(?:\.\d+)?)([smhd])", re.ASCII)
LENGTH = re.compile(rf"(?:{PART.pattern})+", re.ASCII)
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def add_serve(commands: Commands) -> None:
    """What may be said after `aufruf serve`."""
    serving = commands.add_parser("serve", help="serve the API and the pages")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--workers", type=int, default=1)
    serving.set_defaults(run=serve)


def add_clock(commands: Commands) -> None:
    """What may be said after `aufruf clock`."""
    clock = commands.add_parser("clock", help="the clock of a rehearsal")
    advancing = clock.add_subparsers(required=True, metavar="WHAT").add_parser(
        "advance", help="put it forward"
    )
    advancing.add_argument("length", help="such as 21m, 2h or 30s")
    advancing.set_defaults(run=_advance)


def serve(settings: Settings, options: Options) -> int:
    """Serve until told to stop."""
    if is_demo(settings.data_dir) and not settings.rehearsal:
        sentence = f"{settings.data_dir} holds the demo town; for an office set AUFRUF_DATA_DIR to another"
        return say(sentence, status=REFUSED)
    if options.workers > 1 and settings.database_url.startswith("sqlite"):
        sentence = "SQLite serves one worker; for more set AUFRUF_DATABASE_URL to PostgreSQL"
        return say(sentence, status=BAD_INPUT)
    with_database(settings, nothing)  # a database that does not work is said in a sentence
    return run_serve(app=APP, host=options.host, port=options.port, workers=options.workers)


def _advance(settings: Settings, options: Options) -> int:
    return with_database(settings, lambda db: run_advance(db, length=options.length))


def run_serve(*, app: str, host: str, port: int, workers: int) -> int:
    """Serve until told to stop. `app` names the function that makes the application in each worker."""
    logs.configure()
    config = server_config(app, factory=True, host=host, port=port, workers=workers)
    try:
        listening = listen(host, port)
    except OSError as error:
        print(f"aufruf: {host}:{port} cannot be served: {error.strerror or error}", file=sys.stderr)
        return REFUSED
    with listening:
        if workers > 1:
            with counting_together():
                _Workers(config, sockets=[listening]).run()
            return DONE
        server = uvicorn.Server(config)
        server.run(sockets=[listening])
        return DONE if server.started else REFUSED


@contextmanager
def counting_together() -> Iterator[None]:
    """A folder in which the workers count, each in files of its own.

    In memory: what is mapped from a disk without room ends the process that writes to it.
    """
    memory = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="aufruf-metrics-", dir=memory) as folder:
        os.environ[metrics.FOLDER] = folder  # the workers look there before they count
        yield


class _Workers(Multiprocess):
    """Processes that share one listening socket. When they end nobody else may wait in its line."""

    def keep_subprocess_alive(self) -> None:
        """Replace whoever has died, at once: the line to them ends only if we do not hold their end too."""
        for process in self.processes:
            process.child_conn.close()
        super().keep_subprocess_alive()

    def terminate_all(self) -> None:
        """Let nobody in any more, then end them."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()


async def run_advance(db: Database, *, length: str) -> int:
    """Put the clock of a rehearsal forward: 90s, 21m, 1.5h, 2d, 4m30s."""
    if LENGTH.fullmatch(length) is None:
        raise NotValid(("/length", "is a number with s, m, h or d, such as 21m"))
    if not db.rehearsal:
        print("aufruf: the clock is set only in a rehearsal (AUFRUF_REHEARSAL=1)", file=sys.stderr)
        return REFUSED
    seconds = sum(float(number) * SECONDS[unit] for number, unit in PART.findall(length))
    async with db.transaction() as tx:
        try:
            shown_at = tx.now + dt.timedelta(seconds=seconds)
        except OverflowError as error:
            raise NotValid(("/length", "leads beyond the end of the calendar")) from error
        await pacing.jump_to(tx, shown_at=shown_at, real_now=db.clock())
    print(f"The clock shows {shown_at.isoformat(timespec='seconds')}.")
    return DONE

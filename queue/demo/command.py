# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf demo`: found the town if need be, say where it is, and let it live."""

import argparse
import asyncio
import fcntl
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import uvicorn

from aufruf.actions import pacing
from aufruf.app import Town as Extension
from aufruf.app import make_app
from aufruf.demo import life, logins
from aufruf.demo.foresight import look_ahead
from aufruf.demo.options import LONGEST_HISTORY, PASSWORD_FILE, is_demo
from aufruf.demo.pages import router_for
from aufruf.demo.setting_up import found
from aufruf.demo.town import Town
from aufruf.settings import Settings
from aufruf.web import logs
from aufruf.web.doors import Doors
from aufruf.web.listening import listen, server_config

DONE, REFUSED = 0, 1
SEED = 20
FOUNDED = "demo.founded"  # a file: what is there without it is half a town
LAST_REQUESTS = 3  # seconds that open connections get at the end


def demo(settings: Settings, options: argparse.Namespace) -> int:
    """Let the town live until told to stop."""
    if (reason := why_not(settings.data_dir, options)) is not None:
        return refuse(reason)
    try:
        listening = listen(options.host, options.port)
    except OSError as error:
        other = f"make run ARGS='--port {options.port + 1}'"
        return refuse(f"port {options.port} cannot be used ({os.strerror(error.errno or 0)}): try {other}")
    with listening, (settings.data_dir / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return refuse(f"the town in {settings.data_dir} is alive already, in another window")
        if options.fresh or not (settings.data_dir / FOUNDED).exists():
            clear(settings.data_dir)
        serve(settings, options, listening)
    return DONE


def why_not(folder: Path, options: argparse.Namespace) -> str | None:
    """Why the demo must not begin here."""
    if (folder / "aufruf.db").exists() and not is_demo(folder):
        return f"{folder} holds an office, not the demo: set AUFRUF_DATA_DIR to another folder"
    if not 0 <= options.speed <= pacing.FASTEST:
        return f"--speed is a number from 0 (pause) to {pacing.FASTEST:.0f}"
    if not 0 <= options.history <= LONGEST_HISTORY:
        return f"--history is a number of weeks from 0 to {LONGEST_HISTORY}"
    if not 0 < options.port <= 65535:  # noqa: PLR2004 (there are no more)
        return "--port is a number from 1 to 65535"
    return None


def refuse(reason: str) -> int:
    """Say in one sentence why there is no town."""
    print(f"aufruf: {reason}.", file=sys.stderr)  # noqa: T201 (a command answers on the terminal)
    return REFUSED


def tell(text: str) -> None:
    """What a visitor reads in the terminal."""
    print(text, flush=True)  # noqa: T201 (the same)


def clear(folder: Path) -> None:
    """Forget the town."""
    for name in ("aufruf.db", "aufruf.db-wal", "aufruf.db-shm", PASSWORD_FILE, FOUNDED):
        (folder / name).unlink(missing_ok=True)


def serve(settings: Settings, options: argparse.Namespace, listening: socket.socket) -> None:
    """Serve the town on a socket until told to stop."""
    logs.configure()
    for name in ("aufruf", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)  # the terminal is for the addresses
    folder = settings.data_dir
    password = logins.demo_password(folder)
    address = f"http://{'localhost' if options.host == '127.0.0.1' else options.host}:{options.port}"
    towns: list[Town] = []

    @asynccontextmanager
    async def alive(doors: Doors) -> AsyncIterator[None]:
        town = await found(
            doors, password=password, speed=options.speed, seed=SEED, tell=tell, weeks=options.history
        )
        town.foresee = app.state.wiring.forecasts.latest
        (folder / FOUNDED).touch()
        towns.append(town)
        deeds = (life.live(town), look_ahead(app.state.wiring, [each.id for each in town.offices]))
        living = [asyncio.create_task(each) for each in deeds]
        tell(welcome(address, password))
        try:
            yield
        finally:
            for task in living:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            async with doors.transaction() as tx:
                await pacing.anchor_clock(tx, real_now=doors.clock())

    extension = Extension(
        router=router_for(lambda: towns[0]),
        logins=logins.logins(password),
        alive=alive,
    )
    app = make_app(replace(settings, base_url=settings.base_url or address), durable=False, town=extension)
    config = server_config(app, timeout_graceful_shutdown=LAST_REQUESTS)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def welcome(address: str, password: str) -> str:
    """Every way in."""
    ways = (
        ("Start page", "/"),
        ("Book", "/book"),
        ("Kiosk", "/kiosk?office=rathaus"),
        ("Display", "/display/rathaus"),
        ("Console", "/console"),
        ("API", "/schema/openapi.json"),
    )
    names = ", ".join(part.name for part in logins.PARTS)
    return "\n".join(
        (
            "",
            "Musterstadt is alive:",
            *(f"  {name:<11} {address}{path}" for name, path in ways),
            "",
            f"Log in at the console as one of: {names}; password: {password}",
            "Stop with Ctrl+C. The next time it goes on from there; with --fresh it begins anew.",
        )
    )

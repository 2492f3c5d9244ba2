# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kiosk at work: let in, then page, ledger, printer and server side by side until it is told to stop."""

import asyncio
import logging
import secrets
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from litestar.types import ASGIApp

from aufruf_kiosk.desk import Desk
from aufruf_kiosk.ledger import entries
from aufruf_kiosk.ledger.ledger import Ledger, LedgerTrouble
from aufruf_kiosk.ledger.tidying import redate, tidy_up
from aufruf_kiosk.ledger.true_time import Moment, TrueClock, moment_json, moment_of
from aufruf_kiosk.printing.printer import EscPosPrinter
from aufruf_kiosk.printing.watch import PrinterWatch
from aufruf_kiosk.server.link import LONGEST_WORD, ServerLink
from aufruf_kiosk.server.merging import Merging
from aufruf_kiosk.server.setting_up import Pairing, make_pairing_app
from aufruf_kiosk.server.telling import Telling
from aufruf_kiosk.server.token_file import read_token, write_token
from aufruf_kiosk.serving.local import Here, make_local

log = logging.getLogger("aufruf_kiosk")
STATE, CLOCK, INSTANCE = "state", "clock", "instance"
DONE, REFUSED = 0, 1
SETS_UP_WITHIN = 15.0  # seconds, once it is let in
LAST_REQUESTS = 3  # seconds that open requests get at the end


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was said on the command line."""

    server: str
    printer: EscPosPrinter | None
    printer_name: str
    folder: Path
    token_file: Path


class Door(uvicorn.Server):
    """Serves an application until somebody closes it; whoever waits outside stays in line."""

    def __init__(self, app: ASGIApp, listening: socket.socket) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,  # paths hold tokens
            server_header=False,
            proxy_headers=False,
            ws="websockets-sansio",
            ws_max_size=LONGEST_WORD,
            ws_per_message_deflate=False,  # within this machine
            timeout_graceful_shutdown=LAST_REQUESTS,
        )
        super().__init__(config)
        self._listening = listening

    async def open(self) -> None:
        """Serve."""
        await self.serve(sockets=[self._listening.dup()])

    def close(self) -> None:
        """Serve no longer."""
        self.should_exit = True


async def run(options: Options, listening: socket.socket) -> int:
    """Run until told to stop. Raises LedgerInUse, LedgerTrouble, TokenNotSafe, LooksMissing."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):  # the door hears of them first, and hands them on here
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    ledger = Ledger(options.folder)
    try:
        while not stop.is_set():
            token = read_token(options.token_file)
            if token is None:
                if not await _pair(options, listening):
                    break
            elif await _work(options, ledger, token, listening):
                options.token_file.rename(options.token_file.with_suffix(".revoked"))
            else:
                break
    finally:
        await ledger.close()
    return DONE


async def set_up(options: Options) -> int:
    """Be let in if need be, and get everything with which the kiosk can go on alone from its first start."""
    ledger = Ledger(options.folder)
    try:
        token = read_token(options.token_file)
        if token is None:
            token = await Pairing(options.server).token()
            write_token(options.token_file, token)
        link, _ = await _link(options, ledger, token)
        following = asyncio.create_task(link.follow())
        with suppress(TimeoutError):
            async with asyncio.timeout(SETS_UP_WITHIN):
                while not (link.is_online or link.is_revoked):
                    await link.bell.rings(within=1.0)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await link.close()
        kept = await ledger.do(lambda db: entries.setting(db, STATE))
    finally:
        await ledger.close()
    if kept is None or not link.is_online:
        sys.stderr.write(f"aufruf-kiosk: {options.server} antwortet nicht wie ein Server von Aufruf.\n")
        return REFUSED
    sys.stdout.write(f"{kept['office']['name']}: bereit, auch ohne Netz.\n")
    return DONE


async def _pair(options: Options, listening: socket.socket) -> bool:
    """Show a code until the staff has let this kiosk in; False if it is told to stop before."""
    pairing = Pairing(options.server)
    door = Door(make_pairing_app(pairing), listening)
    getting = asyncio.create_task(pairing.token())
    getting.add_done_callback(lambda _: door.close())
    await door.open()
    if not getting.done():
        getting.cancel()
        await asyncio.gather(getting, return_exceptions=True)
        return False
    write_token(options.token_file, getting.result())
    return True


async def _work(options: Options, ledger: Ledger, token: str, listening: socket.socket) -> bool:
    """Be a kiosk; True if it is to be let in anew, False if it is told to stop."""
    link, clock = await _link(options, ledger, token)
    instance = await _instance(ledger)
    printer = PrinterWatch(options.printer, clock=clock, bell=link.bell, name=options.printer_name)
    desk = Desk(ledger=ledger, link=link, clock=clock, printer=printer)
    merging = Merging(ledger, link, clock)
    telling = Telling(link, printer, merging, instance=instance)
    wants_pairing = asyncio.Event()

    def pair_again() -> None:
        wants_pairing.set()
        door.close()

    def jobs() -> list[Awaitable[None]]:
        return [
            lasting(name, job)
            for name, job in (
                ("server", link.follow),
                ("printer", printer.run),
                ("left behind", desk.pick_up),
                ("merging", merging.run),
                ("telling", telling.run),
                ("tidying", lambda: tidy_up(ledger, clock)),
            )
        ]

    here = Here(
        link=link,
        clock=clock,
        desk=desk,
        printer=printer,
        pair_again=pair_again,
        hear_page=telling.hear_page,
    )
    door = Door(make_local(here, jobs), listening)
    log.info("the page is at http://%s:%s/kiosk", *listening.getsockname()[:2])
    await door.open()
    await link.close()
    return wants_pairing.is_set()


async def lasting(name: str, job: Callable[[], Awaitable[None]]) -> None:
    """Do something beside the page. A defect there is said and does not end it for good."""
    while True:
        try:
            await job()
        except Exception:
            log.exception("%s failed, and is begun again", name)
            await asyncio.sleep(1.0)
        else:
            return


async def _link(options: Options, ledger: Ledger, token: str) -> tuple[ServerLink, TrueClock]:
    known = await ledger.do(lambda db: entries.setting(db, CLOCK))
    state = await ledger.do(lambda db: entries.setting(db, STATE))
    clock = TrueClock(known=None if known is None else moment_of(known))

    async def keep(state: Mapping[str, Any]) -> None:
        noted: Moment | None = clock.known
        with suppress(LedgerTrouble):  # said elsewhere; what is kept already will do
            await ledger.do(lambda db: entries.keep(db, STATE, dict(state)))
            if noted is not None:
                await ledger.do(lambda db: entries.keep(db, CLOCK, moment_json(noted)))
            await redate(ledger, clock, state)

    return ServerLink(options.server, token, clock=clock, state=state, keep=keep), clock


async def _instance(ledger: Ledger) -> str:
    """A name for this very program, by which staff see that two have the same token."""
    known = await ledger.do(lambda db: entries.setting(db, INSTANCE))
    if isinstance(known, str):
        return known
    drawn = secrets.token_hex(8)
    with suppress(LedgerTrouble):
        await ledger.do(lambda db: entries.keep(db, INSTANCE, drawn))
    return drawn

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Staff know how this kiosk is: it says so every half minute, and when something changes."""

import logging
from contextlib import suppress
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from aufruf_kiosk.printing.watch import PrinterWatch
from aufruf_kiosk.server.link import NoAnswer, ServerLink
from aufruf_kiosk.server.merging import Merging

log = logging.getLogger("aufruf_kiosk")
PATH = "/api/v1/devices/health"
SAYS_EVERY = 30.0  # seconds


class Telling:
    """Says how this kiosk is."""

    def __init__(self, link: ServerLink, printer: PrinterWatch, merging: Merging, *, instance: str) -> None:
        self._link = link
        self._printer = printer
        self._merging = merging
        self._instance = instance
        self._page_speaks: bool | None = None

    def hear_page(self, speaks: bool) -> None:  # noqa: FBT001 (it is what the page says)
        """The page can read aloud, or cannot."""
        self._page_speaks = speaks

    async def run(self) -> None:
        """Go on for as long as this program runs."""
        while True:
            was_online, said = self._link.is_online, self.report()
            if was_online and not self._link.is_revoked:
                with suppress(NoAnswer):
                    await self._say(said)
            await self._until_changed(was_online, said)

    def report(self) -> dict[str, Any]:
        """How it is."""
        since = self._link.offline_since
        return {
            "version": version("aufruf"),
            "instance": self._instance,
            "printer": self._printer.report(),
            "offline_entries": self._merging.waiting,
            "offline_since": None if since is None else since.isoformat(),
            "speech": self._page_speaks,
        }

    async def _say(self, report: dict[str, Any]) -> None:
        answer = await self._link.ask("POST", PATH, body=report)
        if answer.status_code != HTTPStatus.OK:
            return  # a server that is older than this does not ask
        printer = answer.json().get("printer") or {}
        self._printer.is_revoked = bool(printer.get("revoked"))

    async def _until_changed(self, was_online: bool, said: dict[str, Any]) -> None:  # noqa: FBT001
        for _ in range(int(SAYS_EVERY)):
            await self._link.bell.rings(within=1.0)
            if self._link.is_online != was_online or self.report() != said:
                return

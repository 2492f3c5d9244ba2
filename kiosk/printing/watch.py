# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Knows how the printer is, and since when; staff and page are told."""

import asyncio
import logging
from typing import Any

from aufruf_kiosk.ledger.true_time import TrueClock
from aufruf_kiosk.printing.asking import Printer, PrinterState, PrinterTrouble, SlipPaper, TicketPaper
from aufruf_kiosk.serving.bell import Bell

log = logging.getLogger("aufruf_kiosk")
LOOKS_EVERY = 10.0


class PrinterWatch:
    """The printer of this kiosk, if it has one."""

    def __init__(self, printer: Printer | None, *, clock: TrueClock, bell: Bell, name: str = "") -> None:
        self.name = name
        self.state = PrinterState.NONE if printer is None else PrinterState.GONE
        self.since = clock.now().at
        self.is_revoked = False  # the staff has signed it off: nothing is printed there
        self._printer = printer
        self._clock = clock
        self._bell = bell

    async def run(self) -> None:
        """Look at it now and then, for as long as this program runs."""
        while self._printer is not None:
            self._see(await self._printer.state())
            await asyncio.sleep(LOOKS_EVERY)

    async def print_ticket(self, paper: TicketPaper) -> bool | None:
        """Print a ticket: whether it was printed; None if there is no printer to print it."""
        if self._printer is None or self.is_revoked:
            return None
        try:
            await self._printer.print_ticket(paper)
        except PrinterTrouble as trouble:
            self._see(trouble.state)
            return False
        if self.state not in (PrinterState.READY, PrinterState.PAPER_LOW):
            self._see(PrinterState.READY)
        return True

    async def print_slip(self, paper: SlipPaper) -> bool | None:
        """Print the slip of an appointment, likewise."""
        if self._printer is None or self.is_revoked:
            return None
        try:
            await self._printer.print_slip(paper)
        except PrinterTrouble as trouble:
            self._see(trouble.state)
            return False
        return True

    def told(self) -> dict[str, Any]:
        """How it is, for the page."""
        return {"state": self.state.value, "since": self.since.isoformat()}

    def report(self) -> dict[str, Any]:
        """How it is, for the staff."""
        return {"state": self.state.value, "name": self.name}

    def _see(self, state: PrinterState) -> None:
        if state is not self.state:
            log.info("printer: %s", state.value)
            self.state, self.since = state, self._clock.now().at
            self._bell.ring()

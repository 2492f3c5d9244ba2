# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A receipt printer on the network: ESC/POS over TCP, as nearly all of them understand it.

A ticket counts as printed when the printer says, after the cut, that it is through and well; or, if it does
not say so in time, when it is well all the while. Whoever gets PrinterTrouble may print the same ticket
again: what an interrupted attempt left on paper has no end, and is cut off before the next.
"""

import asyncio
import datetime as dt
from collections.abc import Callable

from aufruf_kiosk.printing.asking import PRINTS, PrinterState, PrinterTrouble, SlipPaper, TicketPaper
from aufruf_kiosk.printing.paper import PaperKind, slip_bytes, specimen_bytes, ticket_bytes
from aufruf_kiosk.printing.status import THROUGH, state_of
from aufruf_kiosk.printing.wire import Wire, connected

PORT = 9100
WHOLE = 3.0  # seconds for one ticket, from the connection to the answer after the cut
SLOWEST = 10_000  # bytes of a picture in a second: 25 mm of narrow paper
LOOK_EVERY = 0.2
PRINTING = 2.0  # seconds for the paper alone
PATIENCE = 1.0  # the same with a printer that has never said yet that it was through
REMAINS_OFF = b"\x1b@\n\x1bd\x06\x1dV\x01"  # initialise, feed, cut


class EscPosPrinter:
    """One printer, one ticket at a time."""

    def __init__(self, host: str, port: int = PORT, *, kind: PaperKind | None = None) -> None:
        self.host = host
        self.port = port
        self.kind = kind or PaperKind()
        self._free = asyncio.Lock()
        self._answers = False  # it has answered a question once: from then on silence is trouble
        self._says_through = False  # it has answered GS r once
        self._has_remains = False  # of a ticket that was interrupted

    async def print_ticket(self, paper: TicketPaper) -> None:
        """Print a ticket. Raises PrinterTrouble."""
        await self._print(lambda: ticket_bytes(paper, kind=self.kind))

    async def print_slip(self, paper: SlipPaper) -> None:
        """Print the slip of an appointment. Raises PrinterTrouble."""
        await self._print(lambda: slip_bytes(paper, kind=self.kind))

    async def print_specimen(self, *, office: str, printed_at: dt.datetime) -> None:
        """Print the test page. Raises PrinterTrouble."""
        await self._print(lambda: specimen_bytes(office=office, printed_at=printed_at, kind=self.kind))

    async def state(self) -> PrinterState:
        """How it is just now."""
        async with self._free:
            try:
                async with connected(self.host, self.port) as wire:
                    return await self._state(wire)
            except (OSError, TimeoutError):
                return PrinterState.GONE

    async def _print(self, write: Callable[[], bytes]) -> None:
        content = await asyncio.to_thread(write)  # drawing takes a while: nobody else has to wait for it
        async with self._free:
            try:
                whole = WHOLE + len(content) / SLOWEST
                async with asyncio.timeout(whole), connected(self.host, self.port) as wire:
                    await self._bring(wire, content)
            except (OSError, TimeoutError) as gone:
                raise PrinterTrouble(PrinterState.GONE) from gone

    async def _bring(self, wire: Wire, content: bytes) -> None:
        """Ask, print, ask again."""
        await self._expect_well(wire)
        before = REMAINS_OFF if self._has_remains else b""
        self._has_remains = True
        await wire.bring(before + content)
        if self._answers:
            await self._until_through(wire)
        else:
            await wire.listen(seconds=LOOK_EVERY)  # does it hang up?
        self._has_remains = False

    async def _until_through(self, wire: Wire) -> None:
        """Look at the printer until the ticket has been cut off; a stop on the way is trouble."""
        now = asyncio.get_running_loop().time
        ends = now() + (PRINTING if self._says_through else PATIENCE)
        await wire.send(THROUGH)
        while not wire.is_through and now() < ends:
            await wire.listen(seconds=LOOK_EVERY)
            await self._expect_well(wire)
        self._says_through = self._says_through or wire.is_through
        await self._expect_well(wire)

    async def _expect_well(self, wire: Wire) -> None:
        state = await self._state(wire)
        if state not in PRINTS:
            raise PrinterTrouble(state)

    async def _state(self, wire: Wire) -> PrinterState:
        answers = await wire.ask()
        if answers is not None:
            self._answers = True
            return state_of(answers)
        # Those that take connections and never speak are believed: more cannot be known.
        return PrinterState.GONE if self._answers else PrinterState.READY

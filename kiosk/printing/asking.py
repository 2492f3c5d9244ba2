# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a kiosk asks of a printer, whichever it is: `printer.py` speaks with a real one."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PrinterState(StrEnum):
    """How a printer is, in the words that staff read."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    GONE = "gone"  # it does not answer
    NONE = "none"  # there is none


PRINTS = frozenset({PrinterState.READY, PrinterState.PAPER_LOW})


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPaper:
    """What stands on a ticket, in its citizen's language."""

    number: str
    office: str
    services: tuple[str, ...]  # their names
    taken_at: dt.datetime  # on the office's wall
    ahead: int | None = None  # None: not known, as without the server
    wait: str | None = None  # in words
    qr: str | None = None  # the text of the code: the ticket's page on the phone
    language: str = "de"
    offline: bool = False
    terminal_first: bool = False  # called to a self-service terminal, then to a counter


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPaper:
    """What stands on the slip of an appointment that was booked at the kiosk."""

    office: str
    services: tuple[str, ...]  # their names
    starts_at: dt.datetime  # on the office's wall
    code: str  # the booking code, for which the kiosk's scanner will ask
    language: str = "de"


class PrinterTrouble(Exception):
    """The ticket was not printed, or nobody knows whether it was."""

    def __init__(self, state: PrinterState) -> None:
        super().__init__(state.value)
        self.state = state


class Printer(Protocol):
    """A printer of tickets."""

    async def print_ticket(self, paper: TicketPaper) -> None:
        """Print one. Raises PrinterTrouble."""

    async def print_slip(self, paper: SlipPaper) -> None:
        """Print the slip of an appointment. Raises PrinterTrouble."""

    async def state(self) -> PrinterState:
        """How it is just now."""

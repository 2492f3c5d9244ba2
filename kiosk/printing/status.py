# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a receipt printer says of itself (DLE EOT), in our words.

Each answer is one byte. Bits 1 and 4 are always on in it, bits 0 and 7 always off, so that it cannot be taken
for anything else a printer says. The meanings are Epson's; Bixolon, Citizen and their imitators keep to them.
"""

from collections.abc import Mapping
from enum import IntEnum

from aufruf_kiosk.printing.asking import PrinterState


class Question(IntEnum):
    """What can be asked at any time, also of a printer that is busy or stopped."""

    ONLINE = 1
    OFFLINE_CAUSE = 2
    ERROR_CAUSE = 3
    PAPER = 4


ALL_QUESTIONS = b"".join(bytes((0x10, 0x04, question)) for question in Question)  # four may be asked at once
THROUGH = b"\x1dr\x01"  # GS r: answered when everything before it has been done

OFFLINE = 0x08  # ONLINE
COVER_OPEN = 0x04  # OFFLINE_CAUSE
FEEDING = 0x08
STOPPED_WITHOUT_PAPER = 0x20
FAULT = 0x40
BROKEN = 0x08 | 0x20 | 0x40  # ERROR_CAUSE: its knife, itself, too hot
NEAR_END = 0x0C  # PAPER
NO_PAPER = 0x60

# What kind of byte it is: which bits tell, and how they are in it.
KIND, ANSWER, REPORT = 0b1001_0011, 0b0001_0010, 0b0001_0000


def is_answer(byte: int) -> bool:
    """Whether this answers a question."""
    return byte & KIND == ANSWER


def is_through(byte: int) -> bool:
    """Whether this answers GS r."""
    return byte & 0b1001_0000 == 0


def begins_report(byte: int) -> bool:
    """Whether this begins a report of four bytes that nobody has asked for: some printers send them."""
    return byte & KIND == REPORT


def state_of(answers: Mapping[Question, int]) -> PrinterState:
    """How the printer is. What staff have to do first comes first: an open cover hides the paper."""
    online, cause, error, paper = (answers.get(question, 0) for question in Question)
    if cause & COVER_OPEN:
        return PrinterState.COVER_OPEN
    if paper & NO_PAPER or cause & STOPPED_WITHOUT_PAPER:
        return PrinterState.PAPER_OUT
    if cause & FAULT or error & BROKEN:
        return PrinterState.GONE
    if online & OFFLINE and not cause & FEEDING:  # somebody who holds the button lets it go again
        return PrinterState.GONE
    return PrinterState.PAPER_LOW if paper & NEAR_END else PrinterState.READY

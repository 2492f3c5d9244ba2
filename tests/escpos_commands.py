# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands of ESC/POS that our receipt printer for tests knows, read from a stream of bytes.

Names and forms are those of the manufacturers' references (Epson TM-T88, TM-T20; the same in Bixolon's and
Citizen's), not those of python-escpos: what that library writes has to be understood here.
"""

from dataclasses import dataclass

DLE, ESC, GS, LF = 0x10, 0x1B, 0x1D, 0x0A
OBEYED_AT_ONCE = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
# After ESC or GS: how many bytes follow the letter.
FIXED = {
    (ESC, ord("@")): 0,  # initialise
    (ESC, ord("!")): 1,  # print mode
    (ESC, ord("-")): 1,  # underline
    (ESC, ord("E")): 1,  # emphasised
    (ESC, ord("M")): 1,  # font
    (ESC, ord("a")): 1,  # where lines begin
    (ESC, ord("d")): 1,  # print and feed lines
    (ESC, ord("t")): 1,  # set of letters
    (ESC, ord("2")): 0,  # usual distance of lines
    (ESC, ord("3")): 1,  # distance of lines
    (GS, ord("!")): 1,  # size
    (GS, ord("r")): 1,  # status, when everything before has been done
}
NAMES = {ESC: "ESC", GS: "GS"}
CUT_NOW = (0, 1, 48, 49)
CUT_AFTER_FEED = (65, 66)
LARGEST_PICTURE = 1000  # rows


class Garbage(Exception):
    """What no printer of this kind understands."""


@dataclass(frozen=True)
class Command:
    """One command, or a letter to be printed."""

    name: str
    data: bytes = b""

    @property
    def number(self) -> int:
        return self.data[0]


def parse(stream: bytes | bytearray) -> tuple[Command, int] | None:
    """The first command and its length; None: the rest of it is still to come. Raises Garbage."""
    first = stream[0]
    if first == LF:
        return Command("LF"), 1
    if first >= 0x20 and first != 0x7F:
        return Command("letter", bytes((first,))), 1
    if first not in {DLE, ESC, GS}:
        raise Garbage(f"byte {first:#04x}")
    if len(stream) < 3 and bytes(stream[:2]) not in {b"\x1b@", b"\x1b2"}:
        return None
    if first == DLE:
        return _question(stream)
    if (first, stream[1]) in FIXED:
        length = 2 + FIXED[first, stream[1]]
        return Command(f"{NAMES[first]} {chr(stream[1])}", bytes(stream[2:length])), length
    return _long(bytes(stream[:2]), stream)


def _question(stream: bytes | bytearray) -> tuple[Command, int]:
    if stream[1] == 4 and 1 <= stream[2] <= 4:
        return Command("DLE EOT", bytes((stream[2],))), 3
    raise Garbage(f"DLE {stream[1]:#04x} {stream[2]:#04x}")


def _long(start: bytes, stream: bytes | bytearray) -> tuple[Command, int] | None:
    match start:
        case b"\x1dV":
            return _cut(stream)
        case b"\x1d(" if stream[2:3] == b"k":
            return _counted("GS ( k", stream, head=5)
        case b"\x1dv" if stream[2:3] == b"0":
            return _raster(stream)
    raise Garbage(f"command {start!r} {bytes(stream[2:3])!r}")


def _cut(stream: bytes | bytearray) -> tuple[Command, int] | None:
    if stream[2] in CUT_NOW:
        return Command("GS V", bytes((stream[2],))), 3
    if stream[2] in CUT_AFTER_FEED:
        return (Command("GS V", bytes(stream[2:4])), 4) if len(stream) >= 4 else None
    raise Garbage(f"cut {stream[2]}")


def _counted(name: str, stream: bytes | bytearray, *, head: int) -> tuple[Command, int] | None:
    """A command that says how long it is: pL, pH."""
    if len(stream) < head:
        return None
    length = head + stream[3] + 256 * stream[4]
    return _whole(name, stream, start=head, length=length)


def _raster(stream: bytes | bytearray) -> tuple[Command, int] | None:
    """GS v 0 m xL xH yL yH d…: bytes across, rows, eight dots in a byte."""
    if len(stream) < 8:
        return None
    across, rows = stream[4] + 256 * stream[5], stream[6] + 256 * stream[7]
    if stream[3] not in {0, 1, 2, 3, 48, 49, 50, 51} or not across or not 1 <= rows <= LARGEST_PICTURE:
        raise Garbage(f"picture of {across} bytes by {rows} rows, mode {stream[3]}")
    return _whole("GS v 0", stream, start=3, length=8 + across * rows)


def _whole(name: str, stream: bytes | bytearray, *, start: int, length: int) -> tuple[Command, int] | None:
    if len(stream) < length:
        return None
    data = bytes(stream[start:length])
    if any(obeyed in data for obeyed in OBEYED_AT_ONCE):
        raise Garbage(f"{name} holds what a printer obeys at once, in the midst of it")
    return Command(name, data), length

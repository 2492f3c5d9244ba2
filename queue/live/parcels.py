# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parcels between processes: what is too large for a message goes in pieces, and is whole or nothing.

Pieces of one sender come in their order. One that is missing, late or from nowhere ends its parcel: whoever
waited for it asks anew.
"""

import asyncio
import base64
import binascii
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST = 7_600  # characters of a piece; PostgreSQL carries less than 8,000 bytes
PIECES_AT_MOST = 128  # of a parcel: nearly a megabyte as text
WAITING_AT_MOST = 4_000_000  # bytes that wait to be sent; more is given up
SENDERS_AT_MOST = 64  # of whom something is only half here
WHOLE_WITHIN = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something for one process, or for all."""

    to: str | None
    content: bytes


class Waiting:
    """Parcels that wait to be sent. If they become too many all are given up, and that is known."""

    def __init__(self) -> None:
        self._parcels: deque[Parcel] = deque()
        self._bytes = 0

    def add(self, parcel: Parcel) -> bool:
        """Put one at the end; False: there were too many, and all are gone."""
        if self._bytes + len(parcel.content) > WAITING_AT_MOST:
            self._parcels.clear()
            self._bytes = 0
            return False
        self._parcels.append(parcel)
        self._bytes += len(parcel.content)
        return True

    def take(self) -> list[Parcel]:
        """All that wait."""
        taken, self._bytes = list(self._parcels), 0
        self._parcels.clear()
        return taken


def in_pieces(sender: str, number: int, content: bytes, *, longest: int = LONGEST) -> Iterator[str]:
    """A parcel as texts: who sends it, its number, which piece of how many, and the piece."""
    text = base64.b64encode(content).decode()
    parts = [text[start : start + longest] for start in range(0, len(text), longest)] or [""]
    for index, part in enumerate(parts):
        yield f"{sender} {number} {index} {len(parts)} {part}"


@dataclass(slots=True)
class _Begun:
    number: int
    pieces: int
    since: float
    parts: list[str] = field(default_factory=list)


class Joining:
    """Puts pieces together again."""

    def __init__(self) -> None:
        self._begun: dict[str, _Begun] = {}

    def add(self, text: str) -> tuple[str, bytes] | None:
        """Take a piece; sender and content if with it a parcel is whole. Raises ValueError for rubbish."""
        sender, number, index, pieces, part = _read(text)
        now = asyncio.get_running_loop().time()
        if index == 0:
            self._forget_old(now)
            self._begun[sender] = _Begun(number, pieces, now)
        begun = self._begun.get(sender)
        if begun is None or (begun.number, begun.pieces, len(begun.parts)) != (number, pieces, index):
            self._begun.pop(sender, None)
            raise ValueError("a piece is missing")
        begun.parts.append(part)
        if len(begun.parts) < pieces:
            return None
        del self._begun[sender]
        try:
            return sender, base64.b64decode("".join(begun.parts), validate=True)
        except binascii.Error as error:
            raise ValueError("not what was sent") from error

    def _forget_old(self, now: float) -> None:
        for sender, begun in list(self._begun.items()):
            if now - begun.since > WHOLE_WITHIN:
                del self._begun[sender]
        while len(self._begun) >= SENDERS_AT_MOST:
            del self._begun[next(iter(self._begun))]


def _read(text: str) -> tuple[str, int, int, int, str]:
    sender, number, index, pieces, part = text.split(" ")
    if not 0 < int(pieces) <= PIECES_AT_MOST or not 0 <= int(index) < int(pieces):
        raise ValueError("no such piece")
    return sender, int(number), int(index), int(pieces), part

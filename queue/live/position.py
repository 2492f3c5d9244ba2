# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far somebody has come who follows an office's day."""

import datetime as dt
import re
from dataclasses import dataclass

NUMBER = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Epoch:
    """In which numbers count on: an office's day, and a generation that a restore raises."""

    office: str
    date: dt.date
    generation: int

    def __str__(self) -> str:
        return f"{self.office}~{self.date}~{self.generation}"


@dataclass(frozen=True, slots=True)
class Position:
    """The last event that somebody has, as they say it: EPOCH.N."""

    epoch: str
    seq: int


def read_position(text: str | None) -> Position | None:
    """What stands in `since`; None for nothing and for what makes no sense: then a snapshot is due."""
    epoch, point, seq = (text or "").rpartition(".")
    if not point or NUMBER.fullmatch(seq) is None:
        return None
    return Position(epoch, int(seq))

# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading one cell: what it means, or a ValueError with the reason why it means nothing."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from aufruf.domain.opening import MIDNIGHT

ID = re.compile(r"[A-Za-z0-9._~-]{1,64}")
LEIKA_KEY = re.compile(r"99[0-9]{12}")
GROUP = re.compile(r"[A-Z]{1,2}")
NUMBER = re.compile(r"[0-9]{1,9}")
DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,20})?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
END_OF_DAY = "24:00"
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of characters, line and paragraph breaks
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # change the direction of text

Choice = TypeVar("Choice", bound=StrEnum)


class Cells:
    """The cells of one row, by column; a column that is missing reads as empty."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells

    def text(self, column: str, *, most: int, needed: bool = False, lines: bool = False) -> str:
        """Words; with `lines` on several lines."""
        text = self._cells.get(column, "").strip()
        if lines:
            text = text.replace("\r\n", "\n")
        if needed and not text:
            raise ValueError(f"{column} is empty")
        if len(text) > most:
            raise ValueError(f"{column} is longer than {most} characters")
        if any(_is_unseen(c) and not (lines and c == "\n") for c in text):
            raise ValueError(f"{column} has a control character")
        return text

    def _token(self, column: str, *, needed: bool = True) -> str:
        return self.text(column, most=100, needed=needed)

    def ident(self, column: str) -> str:
        """An id, which must be there."""
        return is_id(self._token(column), column)

    def optional_ident(self, column: str) -> str | None:
        """An id, or nothing."""
        found = self._token(column, needed=False)
        return is_id(found, column) if found else None

    def idents(self, column: str) -> tuple[str, ...]:
        """Ids with spaces between, each once."""
        words = self.text(column, most=100_000).split()
        return tuple(dict.fromkeys(is_id(word, column) for word in words))

    def leika_keys(self, column: str) -> tuple[str, ...]:
        """Keys of the federal catalogue of services."""
        words = self.text(column, most=10_000).split()
        for word in words:
            if not LEIKA_KEY.fullmatch(word):
                raise ValueError(f"{column}: {shown(word)} is not 14 digits that begin with 99")
        return tuple(dict.fromkeys(words))

    def group(self, column: str, *, default: str) -> str:
        """The letters of a series of tickets."""
        found = self._token(column, needed=False) or default
        if not GROUP.fullmatch(found):
            raise ValueError(f"{column}: {shown(found)} is not one or two letters from A to Z")
        return found

    def number(self, column: str, *, least: int, most: int) -> int:
        """A whole number, which must be there."""
        self._token(column)
        found = self.optional_number(column, least=least, most=most)
        if found is None:  # pragma: no cover - an empty cell was refused above
            raise ValueError(f"{column} is empty")
        return found

    def optional_number(self, column: str, *, least: int, most: int) -> int | None:
        """A whole number, or nothing."""
        found = self._token(column, needed=False)
        if not found:
            return None
        if not NUMBER.fullmatch(found) or not least <= int(found) <= most:
            raise ValueError(f"{column}: {shown(found)} is not a whole number from {least} to {most}")
        return int(found)

    def degrees(self, column: str, *, most: int) -> float | None:
        """A latitude or longitude, or nothing."""
        found = self._token(column, needed=False)
        if not found:
            return None
        if not DECIMAL.fullmatch(found) or not math.fabs(float(found)) <= most:
            raise ValueError(f"{column}: {shown(found)} is not a number from -{most} to {most}")
        return float(found)

    def flag(self, column: str, *, default: bool) -> bool:
        """0 or 1."""
        found = self._token(column, needed=False)
        if found not in ("", "0", "1"):
            raise ValueError(f"{column}: {shown(found)} is neither 0 nor 1")
        return found == "1" if found else default

    def choice(self, column: str, *, default: Choice) -> Choice:
        """One of a few words."""
        found = self._token(column, needed=False)
        options = type(default)
        if found and found not in {option.value for option in options}:
            raise ValueError(f"{column}: {shown(found)} is none of {', '.join(options)}")
        return options(found) if found else default

    def weekday(self, column: str) -> int | None:
        """0 for Monday to 6 for Sunday, or nothing."""
        found = self._token(column, needed=False)
        if found and found not in WEEKDAYS:
            raise ValueError(f"{column}: {shown(found)} is none of {', '.join(WEEKDAYS)}")
        return WEEKDAYS.index(found) if found else None

    def date(self, column: str) -> dt.date:
        """A date, which must be there."""
        return as_date(self._token(column), column)

    def optional_date(self, column: str) -> dt.date | None:
        """A date, or nothing."""
        found = self._token(column, needed=False)
        return as_date(found, column) if found else None

    def local_time(self, column: str, *, is_end: bool = False) -> dt.time | None:
        """A time on the wall, or nothing. 24:00 may be an end, and is stored as 00:00."""
        found = self._token(column, needed=False)
        return as_time(found, column, is_end=is_end) if found else None

    def timezone(self, column: str, *, default: str) -> str:
        """The name of a time zone."""
        found = self._token(column, needed=False) or default
        if not _is_zone(found):
            raise ValueError(f"{column}: {shown(found)} is not a known time zone")
        return found


def is_id(text: str, column: str) -> str:
    """The text, if it may be an id."""
    if not ID.fullmatch(text):
        raise ValueError(f"{column}: {shown(text)} is not an id (1 to 64 of A-Z a-z 0-9 . _ ~ -)")
    return text


def as_date(text: str, column: str) -> dt.date:
    """A date written as YYYY-MM-DD."""
    try:
        if DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass  # such as 2026-02-30: told below
    raise ValueError(f"{column}: {shown(text)} is not a date (YYYY-MM-DD)")


def as_time(text: str, column: str, *, is_end: bool) -> dt.time:
    """A time written as HH:MM."""
    if is_end and text == END_OF_DAY:
        return MIDNIGHT
    if not TIME.fullmatch(text):
        raise ValueError(f"{column}: {shown(text)} is not a time (HH:MM)")
    return dt.time.fromisoformat(text)


def shown(text: str) -> str:
    """A wrong word as it may be shown: short, and on one line."""
    short = text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 (a terminal is not wide)
    return f'"{short}"'


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in UNSEEN or character in TURNING


@cache
def _is_zone(name: str) -> bool:
    if not ZONE.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a file of zones; a folder of them
        return False
    return True

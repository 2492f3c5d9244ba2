# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a CSV file to its rows by column, each with its line."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from aufruf.domain.importing.cells import shown

BYTES_AT_MOST = 64 * 1024 * 1024
Problem = tuple[str, str]
"""Where (file:line), and what is wrong there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Which columns a file must have and which it may have."""

    file: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    may_be_missing: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns, as they are written."""
        return self.needed + self.optional


@dataclass(slots=True)
class Table:
    """What was found in one file."""

    shape: Shape
    rows: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    columns: frozenset[str] = frozenset()
    is_broken: bool = False  # not all of its rows are known
    bad: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def refuse(self, line: int, reason: str) -> None:
        """Note a bad row."""
        self.bad.append((f"{self.shape.file}:{line}", reason))

    def give_up(self, line: int, reason: str) -> None:
        """Note why the file, or the rest of it, could not be read."""
        self.is_broken = True
        self.refuse(line, reason)

    def warn(self, line: int, text: str) -> None:
        """Note what is odd, but does no harm."""
        self.warnings.append(f"{self.shape.file}:{line}: {text}")


def read_table(shape: Shape, content: bytes | None) -> Table:
    """Read a file; all that is wrong with its shape is noted in the answer."""
    table = Table(shape)
    if content is None:
        if not shape.may_be_missing:
            table.give_up(1, "the file is missing")
        return table
    if len(content) > BYTES_AT_MOST:
        table.give_up(1, f"the file is larger than {BYTES_AT_MOST} bytes")
        return table
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        table.give_up(content[: error.start].count(b"\n") + 1, "this is not UTF-8")
        return table
    lines = _lines(table, text)
    header = [name.strip() for name in next(lines, (1, []))[1]]
    if _fits(table, header):
        table.columns = frozenset(header)
        for line, cells in lines:
            if len(cells) == len(header):
                table.rows.append((line, dict(zip(header, cells, strict=True))))
            else:
                table.refuse(line, f"{len(cells)} cells instead of {len(header)}")
    return table


def _lines(table: Table, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line on which it begins; empty lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            table.give_up(line, f"this is not CSV: {error}")
            return
        if cells is None:
            return
        if cells:
            yield line, cells


def _fits(table: Table, header: list[str]) -> bool:
    """Whether the header has every needed column, and each once."""
    missing = [name for name in table.shape.needed if name not in header]
    twice = sorted({name for name in header if header.count(name) > 1})
    if table.is_broken:
        return False
    for names, what in ((missing, "is missing"), (twice, "is there twice")):
        for name in names:
            table.give_up(1, f"the column {_named(name)} {what}")
    for name in header:
        if name not in table.shape.columns:
            table.warn(1, f"the column {_named(name)} is not known and was passed over")
    return not missing and not twice


def _named(column: str) -> str:
    return shown(ascii(column)[1:-1])

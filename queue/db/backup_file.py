# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file of a backup, the same for every database: JSON lines, gzipped.

The first line says what it is, of which revision, from when, and the columns of each table with their kinds.
Then a line for each row: the table's name and the cells. The last line counts the rows of each table and
holds the SHA-256 of all lines before it. A cell is null or what its kind says: text, integer, number,
boolean, instant, date and time as JSON and ISO 8601 have them; json is a list with the value in it.
"""

import gzip
import hashlib
import os
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

FORMAT = 1
LONGEST_LINE = 64_000_000  # bytes; a foreign file shall not fill the memory
NO_GZIP = (gzip.BadGzipFile, EOFError, zlib.error)

Columns = Mapping[str, tuple[tuple[str, str], ...]]
"""Of each table, in the order in which they can be filled, the columns with their kinds."""


class BadBackup(Exception):
    """A file that is no backup, or not whole any more; the message says which."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself."""

    format: int
    revision: str  # of the schema that its rows belong to
    taken_at: datetime
    key_check: str  # tells whether a secret key is the one that was used; the key cannot be found from it
    tables: Columns


class Footer(msgspec.Struct, frozen=True, kw_only=True):
    """What a whole backup ends with."""

    rows: Mapping[str, int]
    sha256: str


class Writer:
    """Writes the lines of a backup."""

    def __init__(self, file: gzip.GzipFile, header: Header) -> None:
        self.rows = Counter[str]()
        self._file = file
        self._sum = hashlib.sha256()
        self._encoder = msgspec.json.Encoder()
        self._write(header)

    def row(self, table: str, cells: Sequence[Any]) -> None:
        """One row more."""
        self.rows[table] += 1
        self._write([table, *cells])

    def end(self) -> None:
        """No more rows."""
        self._write(Footer(rows=self.rows, sha256=self._sum.hexdigest()))

    def _write(self, line: Any) -> None:
        text = self._encoder.encode(line) + b"\n"
        self._sum.update(text)
        self._file.write(text)


@contextmanager
def new_backup(path: Path, *, force: bool) -> Iterator[gzip.GzipFile]:
    """A file that appears under its name when it is whole and on the disk, and for its owner's eyes only.

    Raises FileExistsError if there is one already, unless it may be replaced.
    """
    _make_sure_it_is_free(path, force=force)
    descriptor, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # with mode 0600
    try:
        with os.fdopen(descriptor, "wb") as raw:
            with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0, filename="") as file:
                yield file
            raw.flush()
            os.fsync(raw.fileno())
        _make_sure_it_is_free(path, force=force)
        Path(partial).replace(path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name, too
    finally:
        os.close(folder)


def _make_sure_it_is_free(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise FileExistsError(17, "is there already (--force replaces it)", str(path))


class Reader:
    """Reads a backup, as often as wanted, from the same open file. Raises BadBackup at what is wrong."""

    def __init__(self, path: Path) -> None:
        self._raw = path.open("rb")
        try:
            self.header = self._verified()
        except BaseException:
            self._raw.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()

    def rows(self) -> Iterator[tuple[str, list[Any]]]:
        """The table and cells of each row; at the end it is known that nothing was missing or altered."""
        lines = self._lines()
        first = next(lines)
        checked = hashlib.sha256(first)
        counted = Counter[str]()
        last = next(lines, b"")
        for line in lines:
            checked.update(last)
            table, *cells = self._decoded(last, list[Any])
            counted[table] += 1
            yield table, cells
            last = line
        footer = self._decoded(last, Footer)
        if footer.sha256 != checked.hexdigest() or dict(footer.rows) != dict(counted):
            raise BadBackup("it is damaged: what it holds is not what it held when it was written")

    def _verified(self) -> Header:
        """The header, once the whole file has been read."""
        header: Header = self._decoded(next(self._lines()), Header)
        if header.format != FORMAT:
            raise BadBackup(f"it has format {header.format}; this program reads format {FORMAT}")
        for table, cells in self.rows():
            if len(cells) != len(header.tables.get(table, ())):
                raise BadBackup(f"it holds a row that does not fit the table {table}")
        return header

    def _lines(self) -> Iterator[bytes]:
        self._raw.seek(0)
        try:
            with gzip.GzipFile(fileobj=self._raw, mode="rb") as file:
                first = file.readline(LONGEST_LINE)
                if not first:
                    raise BadBackup("it is empty")
                yield first
                while line := file.readline(LONGEST_LINE):
                    yield line
        except NO_GZIP as error:
            raise BadBackup("it is no backup of Aufruf, or it is damaged or cut off") from error

    def _decoded(self, line: bytes, kind: Any) -> Any:
        try:
            return msgspec.json.decode(line, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            what = "it is cut off: its end is missing" if kind is Footer else "it is no backup of Aufruf"
            raise BadBackup(what) from error

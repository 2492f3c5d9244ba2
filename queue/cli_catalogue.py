# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands `aufruf import` and `aufruf export`: a folder of CSV files, into the database and out."""

import sys
from collections.abc import Awaitable, Mapping
from pathlib import Path
from typing import TextIO

from aufruf.actions.importing import ImportReport, Tally, import_catalogue, read_catalogue
from aufruf.cli_database import BAD_INPUT, DONE, REFUSED, Commands, Options, with_database
from aufruf.db.transaction import Database
from aufruf.domain.errors import NotValid
from aufruf.domain.importing import ParsedCatalogue, write_catalogue
from aufruf.domain.importing.tables import BYTES_AT_MOST
from aufruf.reads.export import stored_catalogue
from aufruf.settings import Settings

NAMES_SHOWN = 10


class _TakenBack(Exception):
    """Ends a rehearsed import, so that its transaction leaves no trace."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


def add_commands(commands: Commands) -> None:
    """What may be said after `aufruf import` and `aufruf export`."""
    importing = commands.add_parser("import", help="bring in a folder of CSV files")
    importing.add_argument("folder", type=Path, metavar="DIR")
    importing.add_argument("--dry-run", action="store_true", help="only say what would change")
    importing.set_defaults(run=_import)
    exporting = commands.add_parser("export", help="write everything into a folder of CSV files")
    exporting.add_argument("folder", type=Path, metavar="DIR")
    exporting.set_defaults(run=_export)


def _import(settings: Settings, options: Options) -> int:
    def work(db: Database) -> Awaitable[int]:
        return run_import(db, options.folder, dry_run=options.dry_run, out=sys.stdout)

    return with_database(settings, work)


def _export(settings: Settings, options: Options) -> int:
    return with_database(settings, lambda db: run_export(db, options.folder, out=sys.stdout))


async def run_import(
    db: Database, folder: Path, *, dry_run: bool, out: TextIO, err: TextIO | None = None
) -> int:
    """Import a folder, or with `dry_run` only say what an import would change. Answers the exit status.

    What was done goes to `out`; bad rows and warnings go to `err`, standard error if not given.
    """
    err = err or sys.stderr
    try:
        catalogue = read_catalogue(_files(folder))
    except NotValid as refusal:
        for where, reason in refusal.errors:
            print(f"{where}: {reason}", file=err)
        print(f"Nothing was stored: {len(refusal.errors)} bad rows.", file=err)
        return BAD_INPUT
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=err)
        return BAD_INPUT
    for warning in catalogue.warnings:
        print(f"warning: {warning}", file=err)
    try:
        report = await _imported(db, catalogue, dry_run=dry_run)
    except _TakenBack as done:
        _tell(done.report, out=out)
        _tell_touched(done.report, dry_run=True, err=err)
        print("This was a dry run: nothing was stored.", file=out)
    else:
        _tell(report, out=out)
        _tell_touched(report, dry_run=False, err=err)
    return DONE


async def run_export(db: Database, folder: Path, *, out: TextIO, err: TextIO | None = None) -> int:
    """Write everything into a folder, which is made when missing. Answers the exit status."""
    async with db.reading(snapshot=True) as reading:
        catalogue = await stored_catalogue(reading)
    try:
        _store(write_catalogue(catalogue), folder)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=err or sys.stderr)
        return REFUSED
    print(
        f"{len(catalogue.offices)} offices, {len(catalogue.services)} services and "
        f"{len(catalogue.offers)} services offered were written to {folder}.",
        file=out,
    )
    return DONE


async def _imported(db: Database, catalogue: ParsedCatalogue, *, dry_run: bool) -> ImportReport:
    async with db.transaction() as tx:
        report = await import_catalogue(tx, catalogue=catalogue)
        if dry_run:
            raise _TakenBack(report)
    return report


def _store(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        # Written beside and renamed: whoever reads meanwhile sees the old file or the new one.
        fresh = folder / f".{name}.new"
        fresh.write_bytes(content)
        fresh.replace(folder / name)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: _content(path) for path in sorted(folder.iterdir()) if path.suffix == ".csv"}


def _content(path: Path) -> bytes:
    """A file, or of a far too large one enough for it to be refused."""
    with path.open("rb") as file:
        return file.read(BYTES_AT_MOST + 1)


def _tell(report: ImportReport, *, out: TextIO) -> None:
    for kind, tally in report.tallies.items():
        print(f"{kind}: {_counts(tally)}", file=out)
    if not report.has_changed:
        print("Everything was as in the files: nothing changed.", file=out)


def _tell_touched(report: ImportReport, *, dry_run: bool, err: TextIO) -> None:
    """The appointments that can no longer be served, without a word about whose they are."""
    for office, by_cause in report.touched.items():
        count = sum(len(touched) for touched in by_cause.values())
        verb = "could" if dry_run else "can"
        listed = "would be" if dry_run else "are"
        print(
            f"{office}: {count} appointments {verb} no longer be served and {listed} on the rebooking list:",
            file=err,
        )
        for cause, touched in by_cause.items():
            for each in touched:
                start = each.appointment.start
                print(f"  {start:%Y-%m-%d %H:%M} UTC {each.appointment.id} ({cause})", file=err)


def _counts(tally: Tally) -> str:
    parts = [f"{tally.new} new", f"{tally.changed} changed", f"{tally.unchanged} unchanged"]
    if tally.removed:
        parts.append(f"{tally.removed} removed")
    if tally.kept:
        more = len(tally.kept) - NAMES_SHOWN
        names = ", ".join(tally.kept[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")
        parts.append(f"{len(tally.kept)} kept though no longer in the files ({names})")
    return ", ".join(parts)
